// Finds nudges that can never be due. Their words would be written, reviewed and never read.

internal import PercolateCore

/// The days of one stage, to hold nudges against.
struct NudgeTiming {
  private let stay: Stay
  /// The last day of the stage that anybody can reach; nil when it has no end of its own.
  private let lastDay: Int?
  private let leavesAtUsualStay: Bool
  private let leavesAtLongestStay: Bool
  /// How many days an extension adds: both stays are over later by one usual stay.
  private let extra: Int

  /// Nil when the stay, or what ends it, could not be read.
  init?(stage: StageDraft) {
    guard let stay = stage.stay?.value, let transitions = stage.transitions, let ends = stage.ends else { return nil }
    func leads(_ trigger: Trigger) -> Bool {
      transitions.contains { $0.trigger == trigger && $0.to?.value != stage.id.value }
    }
    self.stay = stay
    let extra = transitions.contains { $0.trigger == .extend } ? stay.usual : 0
    self.extra = extra
    leavesAtUsualStay = leads(.usualStay)
    leavesAtLongestStay = leads(.longestStay) || ends
    let end = leavesAtUsualStay ? stay.usual : leavesAtLongestStay ? stay.longest : nil
    lastDay = end.map { $0 + extra }
  }

  /// Notes a fault when the nudge can never be due.
  func check(_ nudge: NudgeDraft, log: FaultLog) {
    guard let when = nudge.when, let reason = reason(for: when.value) else { return }
    log.add(at: when.position, "this nudge can never come: \(reason)")
  }

  private func reason(for when: When) -> String? {
    switch when {
    case .cadence(let event, let first, _):
      if let lastDay, first > lastDay {
        return "it begins on day \(first), and the stage lasts \(lastDay) days at most"
      }
      // From the first moment there is, so that the answer does not depend on today's date.
      return event.next(after: .earliest, in: .utc) == nil ? "no date matches '\(event)'" : nil
    case .once(let offset, of: let anchor):
      return reason(for: offset.wholeDays, of: anchor)
    }
  }

  private func reason(for days: Int, of anchor: When.Anchor) -> String? {
    switch anchor {
    case .happening:
      return nil
    case .stage:
      guard let lastDay, days > lastDay else { return days < 0 ? "it would come before the stage is entered" : nil }
      return "it comes on day \(days), and the stage lasts \(lastDay) days at most"
    case .usualStay:
      if days > 0, leavesAtUsualStay { return "the stage is left when its usual stay is over" }
      return beginsTooEarly(days, before: stay.usual)
    case .longestStay:
      guard let longest = stay.longest else { return "'stay' has no 'longest'" }
      if days > 0, leavesAtLongestStay { return "the stage is left when its longest stay is over" }
      return beginsTooEarly(days, before: longest)
    }
  }

  private func beginsTooEarly(_ days: Int, before end: Int) -> String? {
    -days > end + extra ? "it would come before the stage is entered" : nil
  }
}

extension When.Offset {
  /// The distance in days, rounded towards the anchor.
  fileprivate var wholeDays: Int {
    switch self {
    case .days(let days, at: _): days
    case .elapsed(let duration): Int(duration / .seconds(86_400))
    }
  }
}
