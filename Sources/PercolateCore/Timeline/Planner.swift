// When a timeline's nudges are due. Planning goes forward only, from one moment to the next, and every moment is planned once:
// what was due before an event was planned under the state before it. Invariants: the same events give the same occurrences
// whether they are planned in one go or in a thousand; no day and no week has more than its limit; none falls in quiet hours.

/// One time that a nudge is due.
public struct Occurrence: Hashable, Sendable {
  /// Unique in its timeline and the same on every machine: the nudge and the how-manieth time it is.
  public var key: String
  /// The nudge.
  public var nudge: Nudge
  /// When it is due.
  public var due: Moment
  /// Which of the nudge's variants it says.
  public var variant: Int
  /// The stage it belongs to.
  public var stage: Stage.ID
  /// Which day of the stage it is due on; `{day}` in its words.
  public var day: Int
}

extension Timeline {
  /// What is due since the last event, up to and including `now`, as things stand.
  public func due(through now: Moment) -> [Occurrence] {
    var copy = self
    return copy.advance(before: now.adding(.microseconds(1)))
  }

  /// What is due after `now` as things stand, in order: at most `limit`, and none from `horizon` on.
  public func agenda(after now: Moment, limit: Int, horizon: Moment) -> [Occurrence] {
    var future = self
    _ = future.advance(before: now.adding(.microseconds(1)))
    var found: [Occurrence] = []
    while found.count < limit {
      let change = future.nextTimed().map { max($0.due, future.updatedAt) }
      if let next = future.advanceToNext(before: min(change ?? horizon, horizon)) {
        found.append(next)
      } else if let change, change < horizon, future.pass(to: change) {
        continue
      } else {
        break
      }
    }
    return found
  }

  /// The next moment at which something is due or time changes the stage; nil when there is none before `horizon`.
  public func nextMoment(after now: Moment, horizon: Moment) -> Moment? {
    let change = nextTimed().map { max($0.due, now) }
    return [agenda(after: now, limit: 1, horizon: horizon).first?.due, change].compactMap(\.self).min()
  }

  /// Lets time do what it does at `moment`; false when that is nothing.
  private mutating func pass(to moment: Moment) -> Bool {
    guard let events = try? decide(.tick, at: moment, zoneNamed: { _ in nil }), !events.isEmpty else { return false }
    return events.allSatisfy { apply($0, zoneNamed: { _ in nil }) != nil }
  }

  /// Plans everything before `end`.
  mutating func advance(before end: Moment) -> [Occurrence] {
    var found: [Occurrence] = []
    while let next = advanceToNext(before: end) { found.append(next) }
    return found
  }

  /// Plans up to the next occurrence before `end`, which it returns, or up to `end`.
  mutating func advanceToNext(before end: Moment) -> Occurrence? {
    guard ended == nil else {
      planner.cursor = max(planner.cursor, end)
      return nil
    }
    while let candidate = nextCandidate(), candidate.due < end {
      planner.take(candidate)
      if let occurrence = settle(candidate, before: end) { return occurrence }
    }
    planner.cursor = max(planner.cursor, end)
    return nil
  }

  /// The earliest thing to look at: a nudge's own time, or one that was put off.
  private mutating func nextCandidate() -> Planner.Candidate? {
    if planner.upcoming == nil {
      planner.upcoming = visit.stage.nudges.compactMap { nudge in
        guard planner.settled[nudge.id] == nil else { return nil }
        return time(of: nudge, from: planner.cursor).map { Planner.Candidate(nudge: nudge, due: $0, raw: true) }
      }
    }
    return planner.earliest(of: visit.stage.nudges)
  }

  /// Another zone's clock skips hours, or repeats them, as one does that is put forward or back. Of the nudges that come once,
  /// those whose time is skipped come now, and those whose time is repeated do not come again.
  mutating func travel(to zone: Zone) {
    guard zone != rhythm.zone else { return }
    _ = nextCandidate()
    let coming = Set((planner.upcoming ?? []).map(\.nudge.id))
    rhythm.zone = zone
    for nudge in visit.stage.nudges {
      guard case .once(_, let anchor) = nudge.when else { continue }
      if !coming.contains(nudge.id) {
        planner.settled[nudge.id] = anchor
      } else if time(of: nudge, from: planner.cursor) == nil {
        planner.settled[nudge.id] = anchor
        putOff(nudge, to: planner.cursor)
      }
    }
  }

  /// Shows, puts off or skips a candidate. Nothing happens before `end`.
  private mutating func settle(_ candidate: Planner.Candidate, before end: Moment) -> Occurrence? {
    let nudge = candidate.nudge
    if candidate.raw, let again = time(of: nudge, from: nextLook(after: candidate, before: end)) {
      planner.upcoming?.append(Planner.Candidate(nudge: nudge, due: again, raw: true))
    }
    if pause != nil { return nil }
    let awake = rhythm.awake(candidate.due)
    if awake > candidate.due {
      putOff(nudge, to: awake)
      return nil
    }
    guard hasRoom(for: nudge, at: candidate.due) else {
      if case .once = nudge.when { putOff(nudge, to: day(1, of: candidate.due)) }
      return nil
    }
    guard let turn = planner.count(nudge, at: candidate.due, on: rhythm.zone.civil(at: candidate.due).date) else {
      return nil
    }
    let words = max(1, nudge.full.count)
    return Occurrence(
      key: "\(nudge.id)#\(turn)", nudge: nudge, due: candidate.due, variant: (turn - 1) % words, stage: visit.stage.id,
      day: dayOfStage(at: candidate.due))
  }

  /// From when on the next time of a nudge that comes again and again can make a difference. Each time until then would be
  /// left out, or come together with this one, as it does in a pause, in quiet hours and on a day that is full: a plan may
  /// name every second of a year.
  private func nextLook(after candidate: Planner.Candidate, before end: Moment) -> Moment {
    let next = candidate.due.adding(.microseconds(1))
    guard case .cadence = candidate.nudge.when else { return next }
    if pause != nil { return max(next, end) }
    var look = rhythm.awake(candidate.due)
    if look == candidate.due {
      guard isFull(at: look) else { return next }
      look = [day(1, of: look, at: .midnight), rhythm.nextQuiet(after: look)].compactMap(\.self).min() ?? next
    }
    // Where the clock changes in between, quiet hours and days begin at other times than it says now; up to there they do not.
    if rhythm.zone.offset(at: candidate.due) != rhythm.zone.offset(at: look) {
      look = rhythm.zone.nextChange(after: candidate.due) ?? next
    }
    return max(next, min(look, end))
  }

  /// Whether no nudge can come for the rest of the day, whatever else happens.
  private func isFull(at moment: Moment) -> Bool {
    let date = rhythm.zone.civil(at: moment).date
    return planner.shown(from: date, through: date) >= rhythm.limits.day
      || planner.shown(inWeekOf: date) >= rhythm.limits.week
  }

  /// Later, unless it would come after the very thing that it comes before.
  private mutating func putOff(_ nudge: Nudge, to moment: Moment) {
    if let latest = deadline(of: nudge), moment >= latest { return }
    planner.pending.append(Planner.Candidate(nudge: nudge, due: moment, raw: false))
  }

  private func hasRoom(for nudge: Nudge, at due: Moment) -> Bool {
    let date = rhythm.zone.civil(at: due).date
    // A nudge that belongs to an appointment cannot wait, so others leave room for it on its day.
    let reserved = deadline(of: nudge) == nil ? appointments(on: date) : 0
    return planner.shown(from: date, through: date) + reserved < rhythm.limits.day
      && planner.shown(inWeekOf: date) + reserved < rhythm.limits.week
  }

  /// How many nudges that come before something are still due on this day.
  private func appointments(on date: CivilDate) -> Int {
    (planner.pending + (planner.upcoming ?? [])).count {
      deadline(of: $0.nudge) != nil && rhythm.zone.civil(at: $0.due).date == date
    }
  }

  /// What a nudge comes before, if it does.
  private func deadline(of nudge: Nudge) -> Moment? {
    guard case .once(let offset, let anchor) = nudge.when else { return nil }
    switch offset {
    case .elapsed(let distance): return distance < .zero ? moment(of: anchor) : nil
    case .days(let days, _): return days < 0 ? moment(of: anchor) : nil
    }
  }

  /// The first time from `cursor` on that a nudge's rule names.
  private func time(of nudge: Nudge, from cursor: Moment) -> Moment? {
    switch nudge.when {
    case .once(let offset, let anchor):
      guard let base = moment(of: anchor) else { return nil }
      let due: Moment
      switch offset {
      // "At once" is when the user told us, whatever day they name as day 0.
      case .elapsed(let distance): due = (anchor == .stage ? visit.at : base).adding(distance)
      case .days(let days, let time): due = day(days, of: base, at: time)
      }
      return due >= cursor ? due : nil
    case .cadence(let event, let fromDay, let untilDay):
      let entered = rhythm.zone.civil(at: visit.on).date
      let first = rhythm.zone.moment(of: CivilTime(date: entered.adding(days: fromDay), time: .midnight))
      guard let due = event.next(after: max(first, cursor).subtracting(.microseconds(1)), in: rhythm.zone) else {
        return nil
      }
      if let untilDay, dayOfStage(at: due) > untilDay { return nil }
      return due
    }
  }

  /// When the thing that a nudge is counted from happens; nil when it has not, and no date is set.
  private func moment(of anchor: When.Anchor) -> Moment? {
    switch anchor {
    case .stage: visit.on
    case .usualStay: usualStayOver
    case .longestStay: longestStayOver
    case .happening(let happening): happenings[happening]
    }
  }
}

/// What has been planned, and what waits.
struct Planner: Sendable {
  /// A nudge at a time: its own (`raw`), or a later one that it was put off to.
  struct Candidate: Hashable, Sendable {
    var nudge: Nudge
    var due: Moment
    var raw: Bool
  }

  /// Every nudge's own time before this has been looked at.
  var cursor: Moment
  /// Put off to a later time, of the present stage.
  var pending: [Candidate] = []
  /// Each nudge's next own time; nil when it is not known.
  var upcoming: [Candidate]?
  /// Nudges that come once and whose time has been, with what they are counted from; when that moves, they come again.
  var settled: [String: When.Anchor] = [:]
  /// How often each nudge was due, and when it was the last time.
  private var turns: [String: (count: Int, latest: Moment)] = [:]
  /// On how many days how many were due; the latest fortnight.
  private var days: [(date: CivilDate, count: Int)] = []

  init(cursor: Moment) { self.cursor = cursor }

  /// The earliest candidate; of two at the same time, the one that comes first in the plan.
  func earliest(of nudges: [Nudge]) -> Candidate? {
    let all = pending + (upcoming ?? [])
    guard let due = all.map(\.due).min() else { return nil }
    let first = all.filter { $0.due == due }
    return nudges.lazy.compactMap { nudge in first.first { $0.nudge.id == nudge.id } }.first ?? first.first
  }

  mutating func take(_ candidate: Candidate) {
    cursor = max(cursor, candidate.due)
    if candidate.raw {
      upcoming?.removeAll { $0.nudge.id == candidate.nudge.id }
      if case .once(_, let anchor) = candidate.nudge.when { settled[candidate.nudge.id] = anchor }
    } else if let index = pending.firstIndex(of: candidate) {
      pending.remove(at: index)
    }
  }

  /// The state has changed: what was put off in another stage is void, and every time is to be worked out anew.
  mutating func enter(at moment: Moment) {
    cursor = max(cursor, moment)
    pending = []
    settled = [:]
    upcoming = nil
  }

  /// The stage has other nudges: what was put off is put off as before, where it is still there.
  mutating func replace(_ nudges: [Nudge], at moment: Moment) {
    cursor = max(cursor, moment)
    pending = pending.compactMap { candidate in
      nudges.first { $0.id == candidate.nudge.id }.map { Candidate(nudge: $0, due: candidate.due, raw: candidate.raw) }
    }
    upcoming = nil
  }

  /// Every time is to be worked out anew, and what was put off is void when what it is counted from is at another time.
  mutating func invalidate(moved: Set<When.Anchor>) {
    upcoming = nil
    guard !moved.isEmpty else { return }
    pending.removeAll { if case .once(_, let anchor) = $0.nudge.when { moved.contains(anchor) } else { false } }
    settled = settled.filter { !moved.contains($0.value) }
  }

  /// Notes that a nudge is due on this day, and says the how-manieth time it is. Nil when it is due at this moment already: what
  /// was put off from several hours of a night comes once in the morning.
  mutating func count(_ nudge: Nudge, at due: Moment, on date: CivilDate) -> Int? {
    let last = turns[nudge.id]
    guard last?.latest != due else { return nil }
    let turn = (last?.count ?? 0) + 1
    turns[nudge.id] = (turn, due)
    if let index = days.lastIndex(where: { $0.date == date }) {
      days[index].count += 1
    } else {
      days.append((date, 1))
      if days.count > 14 { days.removeFirst() }
    }
    return turn
  }

  /// To the end of the week: somebody who flew east and back has seen days of it that are still to come.
  func shown(inWeekOf date: CivilDate) -> Int {
    let monday = date.adding(days: 1 - date.weekday.rawValue)
    return shown(from: monday, through: monday.adding(days: 6))
  }

  func shown(from first: CivilDate, through last: CivilDate) -> Int {
    days.reduce(0) { $0 + (first <= $1.date && $1.date <= last ? $1.count : 0) }
  }
}
