// When nudges are due, as somebody with a calendar and a clock on the wall works it out: they look at the clock at every
// quarter of an hour and ask of each nudge whether it is its time. It is a second opinion on `Timeline`, written from what the
// manual and the documentation comments say, and shares no arithmetic with it. Invariant: it only ever goes forward, one look
// at the clock at a time; nothing is worked out ahead but the times of nudges that come once.

import PercolateCore

/// A journey that is planned by hand.
struct PaperPlanner {
  private(set) var rows: [PaperRow] = []
  /// The next look at the clock.
  private(set) var next: Int
  private(set) var isOver = false

  private let grain: Int
  private let cadences: [String: PaperCadence]
  private var plan: Plan
  private var clock: PaperCalendar
  private var quiet: (from: Int, until: Int)?
  private var limits = Limits()
  private var stage: Stage
  private var dayZero = 0
  private var entered = 0
  private var visits: [(id: Stage.ID, on: Int)] = []
  private var extensions = 0
  private var slips = 0
  private var happened: [Happening: Int] = [:]
  private var isClosed = false
  private var pause: (from: Int, until: Int?)?
  /// When nudges that come once are due, as long as they are still to come.
  private var coming: [String: Int] = [:]
  /// Those whose time has been since what they are counted from took place.
  private var past: Set<String> = []
  /// Nudges that were put off, and until when.
  private var waiting: [(id: String, until: Int)] = []
  private var usualStayOver = 0
  private var longestStayOver: Int?
  private var latestReading = 0
  private var turns: [String: Int] = [:]
  /// When each nudge was said last.
  private var said: [String: Int] = [:]
  /// The day on the calendar of each nudge that was due.
  private var days: [Int] = []

  init(plan: Plan, cadences: [String: PaperCadence], zone: Zone, grain: Int, start: Int) {
    self.plan = plan
    self.cadences = cadences
    self.grain = grain
    stage = plan.stages[0]
    clock = PaperCalendar(zone: zone, grain: grain)
    next = start
  }

  /// Looks at the clock again and again, up to but not at `end`.
  mutating func run(before end: Int) {
    while next < end {
      letTimeAct(at: next)
      look()
      next += grain
    }
  }

  /// What a look at this very instant would bring, without taking note of it.
  func rows(at instant: Int) -> [PaperRow] {
    var ahead = self
    ahead.rows = []
    ahead.run(before: instant + grain)
    return ahead.rows
  }
}

// What changes, and what time brings.
extension PaperPlanner {
  /// Takes in what was told. What time brings by itself is not told.
  mutating func hear(_ fact: Fact, at instant: Int, zoneNamed: (String) -> Zone?) {
    run(before: instant)
    let before = happened
    let stay = (extensions, slips)
    switch fact {
    case .started(let beginning): happened[.breakup] = beginning.brokeUp.seconds
    case .rhythm(let name, let hours, let limits):
      quiet = hours.map { ($0.from.seconds, $0.until.seconds) }
      self.limits = limits
      if let zone = zoneNamed(name) { travel(to: zone, at: instant) }
    case .entered(let id, let on, _): enter(id, on: on.seconds, at: instant)
    case .did(let deed, let on, let early): note(deed, on: on.seconds, early: early)
    case .they(let reply, let on): note(reply, on: on.seconds)
    case .coffee(let date): happened[.coffee] = date?.seconds
    case .extended: extensions += 1
    case .paused(let until): pause = (instant, until?.seconds)
    case .resumed: pause = nil
    case .ended: isOver = true
    case .safety(let named), .closed(let named): if !named.isEmpty { close() }
    case .upgraded: coming = [:]
    case .assessed, .accepted, .outcome, .wrote, .rested, .pronouns: break
    }
    var moved = Set(Happening.allCases.filter { happened[$0] != before[$0] }.map(When.Anchor.happening))
    if stay != (extensions, slips) { moved.formUnion([.usualStay, .longestStay]) }
    count(from: moved, at: instant)
  }

  /// The journey goes on with other nudges under the same names.
  mutating func upgrade(to plan: Plan, at instant: Int) {
    run(before: instant)
    self.plan = plan
    stage = plan.stage(stage.id) ?? stage
    let names = Set(stage.nudges.map(\.id))
    waiting.removeAll { !names.contains($0.id) }
    workOutStay()
    coming = times(of: stage.nudges, from: instant)
  }

  private mutating func enter(_ id: Stage.ID, on: Int, at instant: Int) {
    stage = plan.stage(id) ?? stage
    (dayZero, entered, extensions, slips) = (on, instant, 0, 0)
    visits.append((id, on))
    (waiting, past) = ([], [])
    workOutStay()
    coming = times(of: stage.nudges, from: instant)
  }

  /// A clock that shows another hour skips hours, or repeats them: what it skips comes at once, what it repeats is past.
  private mutating func travel(to zone: Zone, at instant: Int) {
    guard zone != clock.zone || latestReading == 0 else { return }
    clock = PaperCalendar(zone: zone, grain: grain)
    latestReading = clock.latestReading(before: instant)
    workOutStay()
    for nudge in stage.nudges where coming[nudge.id] != nil {
      coming[nudge.id] = time(of: nudge)
      if let time = coming[nudge.id], time < instant {
        coming[nudge.id] = nil
        past.insert(nudge.id)
        putOff(nudge, until: instant)
      }
    }
  }

  /// Works out again what is counted from something that is now at another time.
  private mutating func count(from moved: Set<When.Anchor>, at instant: Int) {
    guard !moved.isEmpty else { return }
    workOutStay()
    for nudge in stage.nudges {
      guard case .once(_, let anchor) = nudge.when, moved.contains(anchor) else { continue }
      waiting.removeAll { $0.id == nudge.id }
      past.remove(nudge.id)
      coming[nudge.id] = times(of: [nudge], from: instant)[nudge.id]
    }
  }

  private mutating func workOutStay() {
    let more = stage.stay.usual * extensions + stage.stay.afterSlip * min(slips, 3)
    usualStayOver = sameTime(as: dayZero, daysLater: stage.stay.usual + more)
    longestStayOver = stage.stay.longest.map { sameTime(as: dayZero, daysLater: $0 + more) }
  }

  private mutating func note(_ deed: Deed, on: Int, early: Bool) {
    let isSlip = early || deed == .slip
    if isSlip {
      happened[.slip] = on
      if on >= dayZero { slips += 1 }
    }
    switch deed {
    case .letter: happened[.letterSent] = on
    case .invitation: happened[.invited] = on
    case .reply where !isSlip: happened[.replied] = on
    case .call where !isSlip: happened[.called] = on
    case .coffee where !isSlip: (happened[.coffee], happened[.coffeeHad]) = (nil, on)
    case .reply, .call, .coffee, .slip: break
    }
  }

  private mutating func note(_ reply: Reply, on: Int) {
    switch reply {
    case .wrote, .called, .invited: happened[.theyWrote] = on
    case .accepted: break
    case .declined, .notNow, .postponed, .movedOn: happened[.coffee] = nil
    case .noContact: close()
    }
  }

  private mutating func close() {
    isClosed = true
    happened[.coffee] = nil
  }

  /// A silence ends, a stage is left, the journey ends: the earliest first.
  mutating func letTimeAct(at instant: Int) {
    while !isOver {
      var acts: [(due: Int, row: PaperRow.What)] = []
      if let until = pause?.until { acts.append((until, .resumed)) }
      if let to = way(on: .usualStay) { acts.append((usualStayOver, .entered(to))) }
      if let longestStayOver {
        if let to = way(on: .longestStay) {
          acts.append((longestStayOver, .entered(to)))
        } else if stage.ends {
          acts.append((longestStayOver, .finished))
        }
      }
      guard let due = acts.map(\.due).min(), due <= instant, let act = acts.first(where: { $0.due == due }) else {
        return
      }
      rows.append(PaperRow(at: instant, what: act.row))
      switch act.row {
      case .resumed: pause = nil
      case .entered(let id): enterInTime(id, at: instant)
      case .finished: isOver = true
      case .nudge: break
      }
    }
  }

  /// A stage for writing the letter has nothing left to ask for when the letter is out.
  private mutating func enterInTime(_ id: Stage.ID, at instant: Int) {
    enter(id, on: instant, at: instant)
    guard stage.contact == [.letter], let sent = happened[.letterSent], let to = way(on: .did(.letter)) else { return }
    rows.append(PaperRow(at: instant, what: .entered(to)))
    // Its days count from the letter's, but not in every round of a road that leads round.
    enter(to, on: visits.contains { $0.id == to && $0.on >= sent } ? instant : sent, at: instant)
  }

  private func way(on trigger: Trigger) -> Stage.ID? {
    guard let way = stage.transitions.first(where: { $0.trigger == trigger }) else { return nil }
    return isClosed && plan.stage(way.to)?.towards != false ? nil : way.to
  }
}

// What a look at the clock brings.
extension PaperPlanner {
  private mutating func look() {
    let reading = clock.reading(at: next)
    defer { latestReading = max(latestReading, reading) }
    guard !isOver else { return }
    for nudge in stage.nudges {
      while let index = waiting.firstIndex(where: { $0.id == nudge.id && $0.until == next }) {
        waiting.remove(at: index)
        settle(nudge, reading)
      }
      if coming[nudge.id] == next {
        coming[nudge.id] = nil
        past.insert(nudge.id)
        settle(nudge, reading)
      }
      if case .cadence(_, let from, let until) = nudge.when, let cadence = cadences[nudge.id],
        from...(until ?? .max) ~= dayOfStage(reading),
        cadence.isDue(at: reading, after: latestReading, grain: grain)
      {
        settle(nudge, reading)
      }
    }
  }

  /// Its time has come: it is said now, or later, or not at all.
  private mutating func settle(_ nudge: Nudge, _ reading: Int) {
    guard pause == nil else { return }
    guard !isQuiet(reading) else {
      var end = next
      while isQuiet(clock.reading(at: end)) { end += grain }
      return putOff(nudge, until: end)
    }
    guard hasRoom(for: nudge, reading) else {
      if case .once = nudge.when { putOff(nudge, until: sameTime(as: next, daysLater: 1)) }
      return
    }
    // It is not said twice in one breath.
    guard said[nudge.id] != next else { return }
    said[nudge.id] = next
    turns[nudge.id, default: 0] += 1
    days.append(PaperCalendar.dayNumber(of: reading))
    let key = "\(nudge.id)#\(turns[nudge.id] ?? 0)"
    rows.append(PaperRow(at: next, what: .nudge(key: key, stage: stage.id, day: dayOfStage(reading))))
  }

  /// Not to the time of what it comes before, or past it.
  private mutating func putOff(_ nudge: Nudge, until instant: Int) {
    if let end = comesBefore(nudge), instant >= end { return }
    waiting.append((nudge.id, instant))
  }

  private func isQuiet(_ reading: Int) -> Bool {
    guard let quiet else { return false }
    let time = PaperCalendar.timeOfDay(of: reading)
    return quiet.from < quiet.until
      ? quiet.from <= time && time < quiet.until : quiet.from <= time || time < quiet.until
  }

  /// A nudge that comes before something cannot wait, so the others leave room for it on its day.
  private func hasRoom(for nudge: Nudge, _ reading: Int) -> Bool {
    let today = PaperCalendar.dayNumber(of: reading)
    let monday = today - PaperCalendar.weekday(ofDay: today)
    let kept =
      comesBefore(nudge) != nil
      ? 0
      : stage.nudges.count { other in
        guard comesBefore(other) != nil else { return false }
        let times = (coming[other.id].map { [$0] } ?? []) + waiting.filter { $0.id == other.id }.map(\.until)
        return times.contains { PaperCalendar.dayNumber(of: clock.reading(at: $0)) == today }
      }
    return days.count { $0 == today } + kept < limits.day
      && days.count { monday...(monday + 6) ~= $0 } + kept < limits.week
  }

  /// The time of what a nudge comes before.
  private func comesBefore(_ nudge: Nudge) -> Int? {
    switch nudge.when {
    case .once(.elapsed(let distance), let anchor): distance < .zero ? time(of: anchor) : nil
    case .once(.days(let days, _), let anchor): days < 0 ? time(of: anchor) : nil
    case .once(.first, _), .cadence: nil
    }
  }

  private func times(of nudges: [Nudge], from instant: Int) -> [String: Int] {
    var times: [String: Int] = [:]
    for nudge in nudges where !past.contains(nudge.id) {
      if let time = time(of: nudge), time >= instant { times[nudge.id] = time }
    }
    return times
  }

  /// When a nudge that comes once is due.
  private func time(of nudge: Nudge) -> Int? {
    switch nudge.when {
    case .cadence: nil
    case .once(.elapsed(let distance), .stage): entered + Int(distance.components.seconds)
    case .once(.elapsed(let distance), let anchor): time(of: anchor).map { $0 + Int(distance.components.seconds) }
    case .once(.days(let days, let time), let anchor):
      self.time(of: anchor).map { sameTime(as: $0, daysLater: days, at: time?.seconds) }
    case .once(.first(let weekday, let time), let anchor):
      self.time(of: anchor).map { next(weekday, after: $0, at: time.seconds) }
    }
  }

  /// Turns the leaves of the calendar, from the next day on, until one has this name.
  private func next(_ weekday: Weekday, after instant: Int, at time: Int) -> Int {
    var day = PaperCalendar.dayNumber(of: clock.reading(at: instant)) + 1
    while PaperCalendar.weekday(ofDay: day) != weekday.rawValue - 1 { day += 1 }
    return clock.first(day * 86_400 + time)
  }

  private func time(of anchor: When.Anchor) -> Int? {
    switch anchor {
    case .stage: dayZero
    case .usualStay: usualStayOver
    case .longestStay: longestStayOver
    case .happening(let happening): happened[happening]
    }
  }

  private func sameTime(as instant: Int, daysLater days: Int, at time: Int? = nil) -> Int {
    let reading = clock.reading(at: instant)
    let day = PaperCalendar.dayNumber(of: reading) + days
    return clock.first(day * 86_400 + (time ?? PaperCalendar.timeOfDay(of: reading)))
  }

  private func dayOfStage(_ reading: Int) -> Int {
    PaperCalendar.dayNumber(of: reading) - PaperCalendar.dayNumber(of: clock.reading(at: dayZero))
  }
}

/// A line of what was planned.
struct PaperRow: Hashable, CustomStringConvertible {
  var at: Int
  var what: What

  enum What: Hashable {
    case nudge(key: String, stage: Stage.ID, day: Int)
    case entered(Stage.ID)
    case resumed
    case finished
  }

  var description: String {
    let when = Moment(microseconds: Int64(at) * 1_000_000).map { "\($0)" } ?? "\(at)"
    switch what {
    case .nudge(let key, let stage, let day): return "\(when) * \(key) (\(stage), day \(day))"
    case .entered(let stage): return "\(when) > \(stage)"
    case .resumed: return "\(when) resumed"
    case .finished: return "\(when) finished"
    }
  }
}

extension Moment {
  fileprivate var seconds: Int { Int(microseconds / 1_000_000) }
}

extension TimeOfDay {
  fileprivate var seconds: Int { Int(microseconds / 1_000_000) }
}
