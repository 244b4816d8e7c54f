// "May I?": the answer is the output and the exit status, so that a script can ask as well.

import Arguments
import PercolateControl
import PercolateCore

/// `percolatectl may`
struct MayCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "may",
    abstract: "Ask whether a step towards them is right now.",
    discussion: """
      call     to call them
      message  to write to them
      letter   to send the letter
      invite   to ask them for a coffee
      visit    to see them

      Exit status: 0 yes; 1 not now; 2 never; 3 the daemon does not answer.

      Examples:
        percolatectl may call
        percolatectl may message && echo "A friendly line, then."
      """)

  @Argument("step", help: "What you would like to do.")
  var step: Approach

  let journey = Journey()
  let connection = Connection()

  var arguments: [any ArgumentPart] { [$step, journey, connection] }

  func run() throws {
    let reply = try connection.call(Control.May(timeline: journey.timeline, step: step.rawValue))
    try connection.format.show(reply) { $0.answer(reply) }
    switch Permission.Answer(rawValue: reply.answer) {
    case .yes: break
    case .notNow, nil: throw Failure.said
    case .never: throw Failure.saidNever
    }
  }
}

extension Page {
  /// The answer in a word, why, since when and until when, and what leads on.
  mutating func answer(_ reply: Control.May.Reply) {
    let never = reply.answer == Permission.Answer.never.rawValue
    switch Permission.Answer(rawValue: reply.answer) {
    case .yes: paragraph(words(.mayYes), .good)
    case .never: paragraph(words(.mayNever), .strong)
    case .notNow, nil: paragraph(words(.mayNotNow), .strong)
    }
    paragraph(reply.reason)
    if let since = reply.since { field(.labelSince, sayDay(since), column: 7) }
    if let until = reply.until { field(.labelUntil, sayDay(until), column: 7) }
    guard !never, !reply.next.isEmpty, reply.answer != Permission.Answer.yes.rawValue else { return }
    gap()
    let next = reply.next.map { meaning(of: $0) }.joined(separator: "; ")
    paragraph(words(.mayLeadsOn, ["what": next]), .faint)
  }
}
