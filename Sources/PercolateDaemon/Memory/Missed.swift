// How much was missed of late, without asking the database at every look. Invariant: what is in here has the outcome `missed` in
// the database; what went off the screen may still be answered, and is counted among the deliveries.

import PercolateCore

/// What was due of late and was never shown.
struct Missed {
  private var entries: [Entry] = []

  private struct Entry {
    let due: Moment
    let timeline: String?
  }

  /// Those of these deliveries.
  init(_ deliveries: [Delivery] = []) { add(deliveries) }

  private mutating func add(_ deliveries: [Delivery]) {
    entries += deliveries.filter { $0.state.name == .missed }.map { Entry(due: $0.due, timeline: $0.timeline) }
  }

  /// Takes in what is missed by these changes, and lets go of what was due before `moment`.
  mutating func note(_ changes: [Change], since moment: Moment) {
    let missed = changes.compactMap { change -> Delivery? in
      guard case .update(let delivery) = change, delivery.state.name == .missed else { return nil }
      return delivery
    }
    guard !missed.isEmpty else { return }
    add(missed)
    entries.removeAll { $0.due < moment }
  }

  /// Those of timelines that are erased.
  mutating func forget(where isForgotten: (String?) -> Bool) { entries.removeAll { isForgotten($0.timeline) } }

  /// How many were due since this moment.
  func count(since moment: Moment) -> Int { entries.count { $0.due >= moment } }

  /// The earliest of those that were due since this moment.
  func earliest(since moment: Moment) -> Moment? { entries.map(\.due).filter { $0 >= moment }.min() }
}
