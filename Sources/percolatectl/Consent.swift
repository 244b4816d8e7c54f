// Being asked before something that cannot be taken back. Invariant: nothing is done without a yes: typed by somebody at a
// terminal, or given beforehand as --yes.

import Arguments

/// `--yes`, for the commands that ask.
struct Consent: ArgumentGroup {
  @Flag("--yes", help: "Do not ask.")
  var yes: Bool

  var arguments: [any ArgumentPart] { [$yes] }

  /// Asks, unless --yes was given.
  ///
  /// - Parameters:
  ///   - occasion: what the command asks before, such as "forget asks before it erases anything", where nobody can answer.
  ///   - refusal: what there is to say when the answer is not a yes.
  ///   - question: shows what there is to know first, and gives the question.
  /// - Throws: when the answer is not a yes, or nobody is there.
  func obtain(
    _ occasion: String, or refusal: String = "nothing was changed", _ question: (Conversation) throws -> String
  ) throws {
    guard !yes else { return }
    let conversation = try Conversation.required("\(occasion), and nobody is there to answer; add --yes")
    guard conversation.isYes(try question(conversation)) else { throw Failure.failed(refusal) }
  }
}
