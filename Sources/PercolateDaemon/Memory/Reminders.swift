// The user's own reminders to come. Invariant: each time that a reminder was due becomes one delivery, in the transaction that
// moves its cursor; of the many times that a long absence brings only the latest does.

import PercolateCore
import PercolateStore

/// The reminders that can still be due.
struct Reminders {
  private(set) var all: [StoredReminder]
  /// The number of the next one.
  private var next: Int

  /// Those that the database holds, and the number that the next one gets.
  init(_ all: [StoredReminder] = [], next: Int = 1) {
    self.all = all
    self.next = next
  }

  /// The next moment at which one is due.
  func nextMoment(after now: Moment, in zone: Zone) -> Moment? {
    all.compactMap { $0.reminder.next(after: max($0.cursor, now), in: zone) }.filter { $0 > now }.min()
  }

  mutating func set(_ text: String, _ rule: Reminder.Rule, at now: Moment) -> (Turn, Reminder) {
    let reminder = Reminder(id: next, text: text, rule: rule, since: now)
    next += 1
    all.append(StoredReminder(reminder: reminder, cursor: now))
    return (Turn([.set(reminder)]), reminder)
  }

  mutating func cancel(_ number: Int) -> (Turn, Reminder)? {
    guard let index = all.firstIndex(where: { $0.reminder.id == number }) else { return nil }
    return (Turn([.cancel(reminder: number)]), all.remove(at: index).reminder)
  }

  /// They were all erased. Their numbers are not given again.
  mutating func forget() { all = [] }

  mutating func settle(_ deliveries: inout Deliveries, _ at: Circumstances) -> Turn {
    var turn = Turn()
    let zone = at.rhythm.zone
    for (index, stored) in all.enumerated().reversed() {
      let reminder = stored.reminder
      guard let due = reminder.latest(after: stored.cursor, through: at.now, in: zone) else { continue }
      let isActive = reminder.next(after: at.now, in: zone) != nil
      turn += deliveries.owe(reminder.delivery(due: due, at.words))
      turn.changes.append(.advance(reminder: reminder.id, to: at.now, isActive: isActive))
      if isActive { all[index].cursor = at.now } else { all.remove(at: index) }
    }
    return turn
  }
}
