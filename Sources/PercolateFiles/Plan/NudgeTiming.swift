// Finds nudges that can never be due, and those that are due only when a stage lasts longer than it does by itself. Their words
// would be written, reviewed and never read. Invariant: `never` is said only of what no journey on the plan can bring.

import PercolateCore

/// The days of one stage, to hold nudges against.
struct NudgeTiming {
  private let stay: Stay
  /// The day on which time ends the stage when nobody makes it longer; nil when it has no end of its own.
  private let end: Int?
  private let leavesAtUsualStay: Bool
  private let leavesAtLongestStay: Bool
  /// By how many days an extension and slips can put off both ends: by one usual stay, and by the days after three slips.
  private let extra: Int
  /// What can put off both ends, in words.
  let stretchedBy: String

  /// What is to be said of a nudge's time, to complete a sentence.
  enum Verdict: Hashable {
    /// It cannot come.
    case never(String)
    /// It comes on some journeys only, which its author may not have seen.
    case seldom(String)
    /// It comes only when the user makes the stage longer, which may well be what it is for.
    case extended(String)
  }

  /// Nil when the stay, or what ends it, could not be read.
  init?(stage: StageDraft) {
    guard let stay = stage.stay?.value, let transitions = stage.transitions, let ends = stage.ends else { return nil }
    // A way back into the same stage begins another stay, with its days counted anew.
    func leads(_ trigger: Trigger) -> Bool { transitions.contains { $0.trigger == trigger } }
    self.stay = stay
    extra = (leads(.extend) ? stay.usual : 0) + Stay.countedSlips * stay.afterSlip
    stretchedBy = [leads(.extend) ? "'extend'" : nil, stay.afterSlip > 0 ? "a slip" : nil].compactMap(\.self)
      .joined(separator: " or ")
    leavesAtUsualStay = leads(.usualStay)
    leavesAtLongestStay = leads(.longestStay) || ends
    end = leavesAtUsualStay ? stay.usual : leavesAtLongestStay ? stay.longest : nil
  }

  /// The last day of the stage when nobody makes it longer; nil when it has no end of its own.
  var lastDay: Int? { end }

  /// What is odd about this time; nil when nothing is.
  func verdict(on when: When) -> Verdict? {
    switch when {
    case .cadence(let event, let first, _):
      // From the first moment there is, so that the answer does not depend on today's date.
      if event.next(after: .earliest, in: .utc) == nil { return .never("no date matches '\(event)'") }
      return verdict(onDay: first, words: "begins")
    case .once(let offset, let anchor): return verdict(on: offset, from: anchor)
    }
  }

  private func verdict(on offset: When.Offset, from anchor: When.Anchor) -> Verdict? {
    switch anchor {
    case .happening(let happening):
      // Only the date of the coffee is known before its time.
      guard offset.days < 0, happening != .coffee else { return nil }
      return .never("it is due before '\(happening.rawValue)', which is known only when it has happened")
    case .stage:
      if offset.days < 0 { return .never("it would come before the stage is entered") }
      return verdict(onDay: Int(offset.days), words: "comes") ?? verdict(on: offset, at: 0)
    case .usualStay:
      if offset.days > 0, leavesAtUsualStay { return .never("the stage is left when its usual stay is over") }
      return verdict(on: offset, at: stay.usual)
    case .longestStay:
      guard let longest = stay.longest else { return .never("'stay' has no 'longest'") }
      if offset.days > 0, leavesAtLongestStay { return .never("the stage is left when its longest stay is over") }
      return verdict(on: offset, at: longest)
    }
  }

  /// The verdict on a day of the stage that an extension does not put off.
  private func verdict(onDay day: Int, words: String) -> Verdict? {
    guard let end, day > end else { return nil }
    if day > end + extra { return .never("it \(words) on day \(day), and the stage lasts \(end + extra) days at most") }
    return .extended("it \(words) on day \(day), and the stage lasts \(end) days by itself")
  }

  /// The verdict on a distance from an anchor that is on this day of the stage. Unless that is day 0, an extension puts
  /// off both the anchor and the stage's end, so that it makes no room.
  private func verdict(on offset: When.Offset, at anchor: Int) -> Verdict? {
    let day = Double(anchor) + offset.days
    if day < 0 {
      if day + Double(extra) < 0 { return .never("it would come before the stage is entered") }
      return .extended("it would come before the stage is entered")
    }
    guard let end, day <= Double(end + (anchor == 0 ? extra : 0)) else {
      return end.map { .never("it comes on day \(Int(day)), and the stage is left on day \($0)") }
    }
    switch offset {
    case .first:
      guard Int(day) + 6 >= end else { return nil }
      return .seldom("it comes on a day from \(Int(day)) to \(Int(day) + 6), and the stage is left on day \(end)")
    case .days(_, at: _?):
      guard Int(day) == end else { return nil }
      return .seldom("it comes on day \(end), on which the stage is left at the time of day at which it was entered")
    case .days(_, at: nil), .elapsed:
      guard Int(day) == end else { return nil }
      return extra > 0 && anchor == 0
        ? .extended("it comes on day \(end), when the stage is over")
        : .never("it comes when the stage is over")
    }
  }
}
