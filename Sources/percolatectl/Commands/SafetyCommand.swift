// The question that comes before every step towards the other person, and where to find help. It can be asked and answered
// at any time; what is named is final, so that nobody is talked out of it on a better day.

import Arguments
import PercolateControl
import PercolateCore

/// `percolatectl safety`
struct SafetyCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "safety",
    abstract: "Answer the question about safety.",
    usage: "percolatectl safety [<concern> ... | --none] [<options>]",
    discussion: """
      It is about both of you, and nobody is blamed. Naming something is final: the road towards the other person ends \
      there, and what is left is help to move on. On a terminal you are asked; elsewhere the answer has to be given.

      afraid      one of you is afraid of the other
      controlled  one of you watches or controls the other
      threatened  one of you has threatened the other
      hurt        one of you has hurt the other
      order       a court order forbids contact
      no          one of you has asked for no more contact

      Examples:
        percolatectl safety
        percolatectl safety --none
        percolatectl safety afraid threatened
      """)

  @Argument("concern", help: "What is so.")
  var concerns: [Concern]

  @Flag("--none", help: "None of these is so.")
  var none: Bool

  let journey = Journey()
  let connection = Connection()

  var arguments: [any ArgumentPart] { [$concerns, $none, journey, connection] }

  func validate() throws(ValidationError) {
    guard concerns.isEmpty || !none else { throw ValidationError("say what is so, or --none; not both") }
  }

  func run() throws {
    let talk = SafetyTalk(connection: connection, timeline: journey.timeline)
    let answer: Control.Safety.Reply?
    if none {
      answer = try talk.tell([])
    } else if let conversation = try Conversation() {
      answer = try talk.ask(in: conversation, naming: concerns.map(\.rawValue))
    } else {
      guard !concerns.isEmpty else {
        throw Failure.usage("safety asks at a terminal, and nobody is there; name what is so, or add --none")
      }
      answer = try talk.tell(concerns.map(\.rawValue))
    }
    guard let answer else { throw Failure.failed("nothing was noted") }
    try connection.format.show(answer) { page in page.safety(answer) }
  }
}

/// `percolatectl support`
struct SupportCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "support",
    abstract: "Say where to find help.",
    discussion: """
      The text can be replaced in the configuration, so that it names the help that is closest to you.

      Example:
        percolatectl support
      """)

  let connection = Connection()

  var arguments: [any ArgumentPart] { [connection] }

  func run() throws {
    try connection.show(Control.Support()) { page, reply in page.prose(reply.text) }
  }
}

/// Asks the question, and tells the daemon the answer.
struct SafetyTalk {
  let connection: Connection
  /// Which journey; nil for the only one.
  let timeline: String?

  /// Tells an answer that was given.
  func tell(_ concerns: [String]) throws -> Control.Safety.Reply {
    try connection.call(Control.Safety(timeline: timeline, concerns: concerns))
  }

  /// Asks at the terminal. `named`: what was named already, and only has to be confirmed.
  ///
  /// - Returns: nil when they left without an answer.
  func ask(
    in conversation: Conversation, beforeStep: Bool = false, naming named: [String] = []
  ) throws -> Control.Safety.Reply? {
    let question = try connection.call(Control.SafetyQuestion(timeline: timeline))
    var dialogue = SafetyDialogue(question.concerns)
    var step = dialogue.begin(naming: named)
    if beforeStep { conversation.show { $0.paragraph($0.words(.safetyBefore)) } }
    while true {
      switch step {
      case .ask(let remark): conversation.show { $0.safetyQuestion(question, remark) }
      case .confirm(let concerns): conversation.show { $0.confirmation(of: concerns) }
      case .answer(let concerns): return try tell(concerns)
      case .stop: return nil
      }
      step = dialogue.read(conversation.line())
    }
  }
}
