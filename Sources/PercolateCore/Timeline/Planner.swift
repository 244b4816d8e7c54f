// When a timeline's nudges are due. Planning goes forward only: what is due before an event is planned under the state
// before it. Whoever asks what is due now or next plans on a copy, from the latest event on, so a moment may be planned
// many times. Invariants: the same events give the same occurrences, with the same keys, however often and in however
// many steps they are planned; no day and no week has more than its limit; none falls in quiet hours.

/// One time that a nudge is due.
public struct Occurrence: Hashable, Sendable {
  /// Unique in its timeline and the same on every machine: the nudge's id and its running number from 1, as in
  /// `welcome#1`.
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

  /// Takes what is due up to and including `now`: it is not found again. What is not due yet stays open to events that come
  /// before it, also when the clock is put back.
  public mutating func takeDue(through now: Moment) -> [Occurrence] {
    let found = due(through: now)
    if let latest = found.last?.due { see(through: latest) }
    return found
  }

  /// Goes on from what was taken as due, up to and including `moment`, at an earlier time.
  public mutating func see(through moment: Moment) {
    seen = max(seen, moment.adding(.microseconds(1)))
    _ = advance(before: seen)
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

  /// Applies the events that time alone brings at `moment`; false when there are none.
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
      if let occurrence = place(candidate, before: end) { return occurrence }
    }
    planner.cursor = max(planner.cursor, end)
    return nil
  }

  /// The earliest thing to look at: a nudge's own time, or one that was put off.
  private mutating func nextCandidate() -> Planner.Candidate? {
    if planner.upcoming == nil {
      planner.upcoming = visit.stage.nudges.compactMap { nudge in
        guard planner.settled[nudge.id] == nil else { return nil }
        return nudge.when.next(from: planner.cursor, in: self).map {
          Planner.Candidate(nudge: nudge, due: $0, raw: true)
        }
      }
    }
    return planner.earliest(of: visit.stage.nudges)
  }

  /// Changes the zone. The new zone's clock may skip hours or repeat them, like a clock that is put forward or back: a
  /// nudge that comes once comes now if its time is skipped, and does not come again if its time is repeated.
  mutating func travel(to zone: Zone) {
    guard zone != rhythm.zone else { return }
    _ = nextCandidate()
    let coming = Set((planner.upcoming ?? []).map(\.nudge.id))
    rhythm.zone = zone
    for nudge in visit.stage.nudges {
      guard let anchor = nudge.when.anchor else { continue }
      if !coming.contains(nudge.id) {
        planner.settled[nudge.id] = anchor
      } else if nudge.when.next(from: planner.cursor, in: self) == nil {
        planner.settled[nudge.id] = anchor
        putOff(nudge, to: planner.cursor)
      }
    }
  }

  /// Places a candidate: returns its occurrence, puts it off, or drops it. No event takes effect before `end`.
  private mutating func place(_ candidate: Planner.Candidate, before end: Moment) -> Occurrence? {
    let nudge = candidate.nudge
    if candidate.raw, let again = nudge.when.next(from: nextLook(after: candidate, before: end), in: self) {
      planner.upcoming?.append(Planner.Candidate(nudge: nudge, due: again, raw: true))
    }
    if pause != nil { return nil }
    let awake = rhythm.awake(candidate.due)
    if awake > candidate.due {
      putOff(nudge, to: awake)
      return nil
    }
    guard hasRoom(for: nudge, at: candidate.due) else {
      if nudge.when.comesOnce { putOff(nudge, to: day(1, of: candidate.due)) }
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

  /// The moment from which a candidate's next time is searched. A repeating nudge's times before it would all be
  /// dropped or merge with this one, as in a pause, in quiet hours and on a full day; they are skipped because a plan
  /// may name every second of a year.
  private func nextLook(after candidate: Planner.Candidate, before end: Moment) -> Moment {
    let next = candidate.due.adding(.microseconds(1))
    if candidate.nudge.when.comesOnce { return next }
    if pause != nil { return max(next, end) }
    var look = rhythm.awake(candidate.due)
    if look == candidate.due {
      guard isFull(at: look) else { return next }
      look = [day(1, of: look, at: .midnight), rhythm.nextQuiet(after: look)].compactMap(\.self).min() ?? next
    }
    // Where the clock changes in between, quiet hours and days begin at other times than it says now.
    guard rhythm.zone.offset(at: candidate.due) == rhythm.zone.offset(at: look) else { return next }
    return max(next, min(look, end))
  }

  /// Whether no nudge can come for the rest of the day, whatever else happens.
  private func isFull(at moment: Moment) -> Bool {
    let date = rhythm.zone.civil(at: moment).date
    return planner.shown(from: date, through: date) >= rhythm.limits.day
      || planner.shown(inWeekOf: date) >= rhythm.limits.week
  }

  /// Puts a nudge off to `moment`, or drops it when its deadline comes first.
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

  /// How many nudges with a deadline are still due on this day.
  private func appointments(on date: CivilDate) -> Int {
    (planner.pending + (planner.upcoming ?? [])).count {
      deadline(of: $0.nudge) != nil && rhythm.zone.civil(at: $0.due).date == date
    }
  }

  /// The moment that a nudge must come before; nil when it has no deadline.
  private func deadline(of nudge: Nudge) -> Moment? { nudge.when.deadlineAnchor.flatMap(moment(of:)) }

  /// When an anchor takes place; nil when it has not taken place and no date is set for it.
  func moment(of anchor: When.Anchor) -> Moment? {
    switch anchor {
    case .stage: visit.on
    case .usualStay: usualStayOver
    case .longestStay: longestStayOver
    case .happening(let happening): happenings[happening]
    }
  }
}

/// The planner's state: how far it has planned, what was put off, and what was due so far.
struct Planner: Sendable {
  /// A nudge at a time: one that its rule names (`raw`), or a later one that it was put off to.
  struct Candidate: Hashable, Sendable {
    var nudge: Nudge
    var due: Moment
    var raw: Bool
  }

  /// All times that rules name before this moment have been placed.
  var cursor: Moment
  /// The present stage's nudges that were put off to a later time.
  var pending: [Candidate] = []
  /// The next time that each nudge's rule names; nil when the times have to be worked out again.
  var upcoming: [Candidate]?
  /// Nudges that come once and whose time has been, by id, with their anchors; when the anchor moves, they come again.
  var settled: [String: When.Anchor] = [:]
  /// How often each nudge was due, and when it was due last.
  private var turns: [String: (count: Int, latest: Moment)] = [:]
  /// How many nudges were due on each of the last 14 days that had any.
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
      if let anchor = candidate.nudge.when.anchor { settled[candidate.nudge.id] = anchor }
    } else if let index = pending.firstIndex(of: candidate) {
      pending.remove(at: index)
    }
  }

  /// Another stage was entered: forgets what was put off in the last one, and has all times worked out again.
  mutating func enter(at moment: Moment) {
    cursor = max(cursor, moment)
    pending = []
    settled = [:]
    upcoming = nil
  }

  /// The plan was upgraded: keeps what was put off of the nudges that the stage still has, and has all times worked out
  /// again.
  mutating func replace(_ nudges: [Nudge], at moment: Moment) {
    cursor = max(cursor, moment)
    pending = pending.compactMap { candidate in
      nudges.first { $0.id == candidate.nudge.id }.map { Candidate(nudge: $0, due: candidate.due, raw: candidate.raw) }
    }
    upcoming = nil
  }

  /// Has all times worked out again, and forgets what was put off of the nudges whose anchor has moved.
  mutating func invalidate(moved: Set<When.Anchor>) {
    upcoming = nil
    guard !moved.isEmpty else { return }
    pending.removeAll { $0.nudge.when.anchor.map(moved.contains) ?? false }
    settled = settled.filter { !moved.contains($0.value) }
  }

  /// Counts a nudge as due on this day, and returns its running number from 1. Nil when it was counted at this very
  /// moment already: what was put off from several hours of a night comes once in the morning.
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

  /// How many nudges were due in this date's week, to its end: who flew east and back has had some on dates still to
  /// come.
  func shown(inWeekOf date: CivilDate) -> Int {
    let monday = date.adding(days: 1 - date.weekday.rawValue)
    return shown(from: monday, through: monday.adding(days: 6))
  }

  func shown(from first: CivilDate, through last: CivilDate) -> Int {
    days.reduce(0) { $0 + (first <= $1.date && $1.date <= last ? $1.count : 0) }
  }
}
