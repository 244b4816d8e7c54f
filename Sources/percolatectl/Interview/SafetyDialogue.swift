// The question about safety as a value, like the interviews. It is final to name something, so that is asked once more,
// kindly; to name nothing takes a 0. Invariant: nothing is named that was not said twice.

import PercolateControl

/// Asks what, if anything, makes a way towards the other person unsafe.
struct SafetyDialogue {
  /// What to do next.
  enum Step: Equatable {
    /// Show the question, after a word on what became of the line before.
    case ask(Remark?)
    /// Ask whether these are meant.
    case confirm([ChoiceMessage])
    /// This is the answer: the names of what is so, none for nothing.
    case answer([String])
    /// They left without an answer.
    case stop
  }

  /// Why the question is asked once more.
  enum Remark: Equatable {
    case notUnderstood
    case unchanged
  }

  private let concerns: [ChoiceMessage]
  private var named: [ChoiceMessage] = []

  /// A question with these things to name.
  init(_ concerns: [ChoiceMessage]) { self.concerns = concerns }

  /// The first step. `names`: what was named already, and only has to be confirmed.
  mutating func begin(naming names: [String] = []) -> Step {
    named = concerns.filter { names.contains($0.id) }
    return named.isEmpty ? .ask(nil) : .confirm(named)
  }

  /// What a line means; nil for the end of the input.
  mutating func read(_ line: String?) -> Step {
    guard let line else { return .stop }
    guard named.isEmpty else {
      defer { named = [] }
      return line.isYes ? .answer(named.map(\.id)) : .ask(.unchanged)
    }
    let words = line.split { $0.isWhitespace || $0 == "," }
    let numbers = words.compactMap { Int($0) }
    // An empty line may be a slip of the hand, and this answer opens a gate.
    guard !numbers.isEmpty, numbers.count == words.count, numbers.allSatisfy((0...concerns.count).contains) else {
      return .ask(.notUnderstood)
    }
    if numbers.allSatisfy({ $0 == 0 }) { return .answer([]) }
    guard !numbers.contains(0) else { return .ask(.notUnderstood) }
    named = Set(numbers).sorted().map { concerns[$0 - 1] }
    return .confirm(named)
  }
}
