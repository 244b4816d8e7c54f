// For the minute in which somebody would like to write: the words go here instead, and a steady sentence comes back.
// Nothing that is written here is ever sent.

import Arguments
import PercolateControl
import PercolateCore
import Varlink

/// `percolatectl urge`
struct UrgeCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "urge",
    abstract: "Write down what you would like to send, instead of sending it.",
    usage: "percolatectl urge [<text> ...] [--look-again [<span>]] [<options>]",
    discussion: """
      Without words it takes them from a pipe, or asks for them; that also keeps them out of your shell's history. They \
      stay on this machine, and nobody gets them. --look-again brings a reminder in neutral words, in an hour unless \
      you say when.

      Examples:
        percolatectl urge
        percolatectl urge "I miss you" --trigger "our song" --strength 4
        percolatectl urge "Good night" --look-again
        percolatectl urge "Good night" --look-again 2h
      """)

  @Argument("text", help: "What you would send.")
  var text: [String]

  @Option("--trigger", help: "What set it off.", value: "words")
  var trigger: String?

  @Option("--strength", help: "How strong it is, from 1 to 5.", value: "number")
  var strength: Int?

  @Option(
    "--look-again", help: "Be reminded to look at it again, in 1h or after that long.", value: "span", alone: "1h")
  var lookAgain: String?

  let journey = Journey()
  let connection = Connection()

  var arguments: [any ArgumentPart] { [$text, $trigger, $strength, $lookAgain, journey, connection] }

  func validate() throws(ValidationError) {
    guard strength.map((1...5).contains) ?? true else { throw ValidationError("--strength takes a number from 1 to 5") }
    guard (trigger ?? "").count <= TextLimits.about else {
      throw ValidationError("--trigger takes a few words, at most \(TextLimits.about) letters")
    }
  }

  func run() throws {
    let again = try lookAgain.map { try Here.current().after($0, option: "--look-again") }
    let words = try OwnWords.read(text, command: "urge", asking: .urgeAsk) {
      try connection.checkJourney(journey.timeline)
    }
    let (about, strength) = try details()
    let told = try connection.withDaemon { daemon in
      let reply = try daemon.call(
        Control.Write(timeline: journey.timeline, kind: "urge", about: about, strength: strength, text: words))
      let reminder = try again.map {
        try daemon.call(Control.Remind(text: Machine.words(.urgeReminder), at: $0)).reminder
      }
      return Told(writing: reply.writing, reply: reply.reply, support: reply.support, reminder: reminder)
    }
    try connection.format.show(told) { page in page.urge(told) }
  }

  /// What set it off, and how strong it is: from the options, or asked where the words were asked for.
  private func details() throws -> (about: String?, strength: Int?) {
    guard text.isEmpty, let conversation = try Conversation() else { return (trigger?.oneLine, strength) }
    let about = trigger ?? conversation.ask(conversation.words(.urgeTrigger))
    var given = strength
    while given == nil, let answer = conversation.ask(conversation.words(.urgeStrength)), !answer.isEmpty {
      given = Int(answer).flatMap { (1...5).contains($0) ? $0 : nil }
    }
    return (about?.oneLine, given)
  }

  /// What is kept, and what came back.
  struct Told: JSONEncodable {
    var writing: WritingMessage
    var reply: String?
    var support: String?
    var reminder: ReminderMessage?

    var json: JSONValue {
      JSONValue(fields: [
        "writing": writing.json, "reply": reply.json, "support": support.json, "reminder": reminder.json,
      ])
    }
  }
}

/// `percolatectl urges`
struct UrgesCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "urges",
    abstract: "Show what you did not send, when it comes, and what helps.",
    discussion: """
      Examples:
        percolatectl urges
        percolatectl urges --json
      """)

  let journey = Journey()
  let connection = Connection()

  var arguments: [any ArgumentPart] { [journey, connection] }

  func run() throws {
    try connection.show(Control.Urges(timeline: journey.timeline)) { page, reply in page.urges(reply) }
  }
}

extension String {
  /// A few words as one line, of a length that a list can show; nil when there are none.
  fileprivate var oneLine: String? {
    let line = split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.isEmpty ? nil : String(line.prefix(100))
  }
}
