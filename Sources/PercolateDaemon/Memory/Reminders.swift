// The user's own reminders to come, by number and by when each is due next. Invariants: each time that a reminder was due becomes
// one delivery, in the transaction that moves its cursor; of the many times that a long absence brings only the latest does;
// nothing but reading them all, or another zone, costs what grows with how many there are.

import PercolateCore
import PercolateStore

/// The reminders that can still be due.
struct Reminders {
  /// The number of the next one.
  private var next: Int
  private var byNumber: OrderedMap<Int, Kept>
  /// When each is due next after its cursor, in `zone`. One that never is again, stands by its number alone.
  private var byMoment = OrderedMap<Due, Kept>()
  /// The zone of the wall clock that `byMoment` was worked out for; nil: for none yet.
  private var zone: Zone?

  /// A reminder, once for every copy of what is remembered.
  private final class Kept: Sendable {
    let stored: StoredReminder

    init(_ stored: StoredReminder) { self.stored = stored }

    func due(in zone: Zone) -> Due? {
      stored.reminder.next(after: stored.cursor, in: zone).map { Due(at: $0, number: stored.reminder.id) }
    }
  }

  /// Of two that are due in the same moment, the one that was set first comes first.
  private struct Due: Comparable {
    let at: Moment
    let number: Int

    static func < (left: Due, right: Due) -> Bool { (left.at, left.number) < (right.at, right.number) }
  }

  /// Those that the database holds, and the number that the next one gets.
  init(_ all: [StoredReminder] = [], next: Int = 1) {
    byNumber = OrderedMap(all.lazy.map { ($0.reminder.id, Kept($0)) })
    self.next = next
  }

  /// How many there are.
  var count: Int { byNumber.count }

  /// All of them, by number.
  var all: [Reminder] { byNumber.map(\.value.stored.reminder) }

  /// What is due next after `now`, in order, `limit` at most.
  func planned(after now: Moment, in zone: Zone, limit: Int) -> [(due: Moment, reminder: Reminder)] {
    guard zone == self.zone else {
      var moved = self
      moved.plan(in: zone)
      return moved.planned(after: now, in: zone, limit: limit)
    }
    // What is due by now was not settled yet.
    let overdue = byMoment.lazy.prefix { $0.key.at <= now }.compactMap { _, kept in
      kept.stored.reminder.next(after: now, in: zone).map { (Due(at: $0, number: kept.stored.reminder.id), kept) }
    }
    let coming = byMoment.entries(from: Due(at: now, number: .max)).prefix(limit).map { ($0.key, $0.value) }
    return (overdue + coming).sorted { $0.0 < $1.0 }.prefix(limit).map { ($0.0.at, $0.1.stored.reminder) }
  }

  /// The next moment at which one is due.
  func nextMoment(after now: Moment, in zone: Zone) -> Moment? { planned(after: now, in: zone, limit: 1).first?.due }
}

extension Reminders {
  mutating func set(_ text: String, _ rule: Reminder.Rule, at now: Moment) -> (Turn, Reminder) {
    let reminder = Reminder(id: next, text: text, rule: rule, since: now)
    next += 1
    put(Kept(StoredReminder(reminder: reminder, cursor: now)))
    return (Turn([.set(reminder)]), reminder)
  }

  mutating func cancel(_ number: Int) -> (Turn, Reminder)? {
    take(number).map { (Turn([.cancel(reminder: number)]), $0.stored.reminder) }
  }

  /// They were all erased. Their numbers are not given again.
  mutating func forget() { self = Reminders(next: next) }

  /// What has come due by now.
  mutating func settle(_ deliveries: inout Deliveries, _ at: Circumstances) -> Turn {
    let zone = at.rhythm.zone
    plan(in: zone)
    var turn = Turn()
    for number in byMoment.lazy.map(\.key).prefix(while: { $0.at <= at.now }).map(\.number).sorted(by: >) {
      guard let stored = take(number)?.stored else { continue }
      let reminder = stored.reminder
      guard let due = reminder.latest(after: stored.cursor, through: at.now, in: zone) else { continue }
      let isActive = reminder.next(after: at.now, in: zone) != nil
      turn += deliveries.owe(reminder.delivery(due: due, at.words))
      turn.changes.append(.advance(reminder: reminder.id, to: at.now, isActive: isActive))
      if isActive { put(Kept(StoredReminder(reminder: reminder, cursor: at.now))) }
    }
    return turn
  }
}

extension Reminders {
  private mutating func put(_ kept: Kept) {
    byNumber[kept.stored.reminder.id] = kept
    if let due = zone.flatMap(kept.due) { byMoment[due] = kept }
  }

  private mutating func take(_ number: Int) -> Kept? {
    guard let kept = byNumber[number] else { return nil }
    byNumber[number] = nil
    if let due = zone.flatMap(kept.due) { byMoment[due] = nil }
    return kept
  }

  /// Works out when each is due, unless that is known for this zone.
  private mutating func plan(in zone: Zone) {
    guard zone != self.zone else { return }
    self.zone = zone
    var times = NextTimes(zone: zone)
    let planned = byNumber.compactMap { number, kept in
      times.next(of: kept.stored).map { (Due(at: $0, number: number), kept) }
    }
    byMoment = OrderedMap(planned.sorted { $0.0 < $1.0 })
  }
}

/// When reminders are due next, of which many may have the same rule: what was worked out for one holds for every other whose
/// cursor lies between the same two times of the rule.
private struct NextTimes {
  let zone: Zone
  private var known: [ObjectIdentifier: (from: Moment, next: Moment)] = [:]

  init(zone: Zone) { self.zone = zone }

  mutating func next(of stored: StoredReminder) -> Moment? {
    guard case .calendar(let event) = stored.reminder.rule else {
      return stored.reminder.next(after: stored.cursor, in: zone)
    }
    let from = max(stored.cursor, stored.reminder.since)
    if let (earlier, next) = known[event.identity], earlier <= from, from < next { return next }
    guard let next = event.next(after: from, in: zone) else { return nil }
    known[event.identity] = (from, next)
    return next
  }
}
