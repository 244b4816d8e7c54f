// Taking stock, as a calm interview. What comes of it is a mirror: the user's own words, what they point to, and that the
// choice is theirs. It tells nothing to the timeline; `assess` does.

import Arguments
import PercolateControl
import PercolateCore

/// `percolatectl reflect`
struct ReflectCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "reflect",
    abstract: "Take stock: a few questions, and what your answers point to.",
    usage: InterviewOptions.usage(of: "reflect"),
    discussion: """
      It asks one question at a time. Every answer is kept at once, so that you can stop whenever you like and go on \
      another day; every question can be skipped. At the end it gives your words back to you, and what follows from \
      them. The choice stays yours: `percolatectl assess` tells it.

      A file of answers maps the id of a question to words, to the id of a choice, or to {choice: unsure, text: "Not \
      yet."}. It is checked as a whole before anything of it is kept.

      Examples:
        percolatectl reflect
        percolatectl reflect --summary
        percolatectl reflect --question own-part
        percolatectl reflect --answers answers.yaml
      """)

  let options = InterviewOptions()
  let journey = Journey()
  let connection = Connection()

  var arguments: [any ArgumentPart] { [options, journey, connection] }

  func run() throws {
    let interview = InterviewRun(
      name: .stock, command: "reflect", options: options, timeline: journey.timeline, connection: connection)
    let (outcome, support) = try interview.run(before: isSafe)
    try connection.show(Control.Reflection(timeline: journey.timeline)) { page, reply in
      page.support(support)
      switch outcome {
      case .through: page.reflection(reply)
      // After the answer that closed the road everything has been said.
      case .stopped: if reply.standing.closedBy == nil { page.stopped("reflect") }
      }
    }
  }

  /// Asks the question about safety where it is due, or was never asked.
  ///
  /// - Returns: false when the answer closed the road, which is enough for one evening.
  private func isSafe(_ conversation: Conversation) throws -> Bool {
    let standing = try connection.call(Control.Reflection(timeline: journey.timeline)).standing
    guard standing.closedBy == nil, standing.ended == nil else { return true }
    if !standing.safetyFirst {
      let log = try connection.call(Control.Log(timeline: standing.timeline, limit: Control.Log.limitRange.upperBound))
      guard !log.entries.contains(where: { $0.kind == "safety" }) else { return true }
    }
    let talk = SafetyTalk(connection: connection, timeline: standing.timeline)
    guard let answer = try talk.ask(in: conversation) else { return false }
    guard answer.kept != nil else { return true }
    conversation.show { $0.safety(answer) }
    return false
  }
}
