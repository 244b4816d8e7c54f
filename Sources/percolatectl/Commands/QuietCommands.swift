// Silence: for a while, or for good.

import Arguments
import PercolateControl
import PercolateCore

/// A moment to come: `--until` a date, or `--for` a length of time.
struct Until: ArgumentGroup {
  @Option("--until", help: "When it ends.", value: "date")
  var until: String?

  @Option("--for", help: "How long it lasts, such as 2h or \"3 days\".", value: "span")
  var span: String?

  var arguments: [any ArgumentPart] { [$until, $span] }

  func validate() throws(ValidationError) {
    guard until == nil || span == nil else {
      throw ValidationError("--until and --for say the same thing; give one of them")
    }
  }

  /// The moment; nil when neither was given.
  func moment() throws -> Moment? {
    let here = try Here.current()
    if let until { return try here.future(until, option: "--until") }
    if let span { return try here.after(span, option: "--for") }
    return nil
  }
}

/// `percolatectl pause`
struct PauseCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "pause",
    abstract: "Stop the nudges for a while.",
    usage: "percolatectl pause [--until <date> | --for <span>] [<options>]",
    discussion: """
      The road goes on; only the nudges stop. Without an end it lasts until `percolatectl resume`.

      Examples:
        percolatectl pause --until monday
        percolatectl pause --for "3 days"
      """)

  let until = Until()
  let journey = Journey()
  let connection = Connection()

  var arguments: [any ArgumentPart] { [until, journey, connection] }

  func run() throws {
    try connection.show(Control.Pause(timeline: journey.timeline, until: try until.moment())) { page, reply in
      page.noted(reply.standing)
    }
  }
}

extension Words {
  /// Whether an answer means yes: in this language, or in English as everywhere else on a terminal.
  fileprivate func agrees(_ answer: String) -> Bool {
    (["y", "yes"] + self(.askAgreement).split(separator: " ").map(String.init)).contains(answer.lowercased())
  }
}

/// `percolatectl resume`
struct ResumeCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "resume",
    abstract: "End a pause.",
    discussion: """
      Example:
        percolatectl resume
      """)

  let journey = Journey()
  let connection = Connection()

  var arguments: [any ArgumentPart] { [journey, connection] }

  func run() throws {
    try connection.show(Control.Resume(timeline: journey.timeline)) { page, reply in page.noted(reply.standing) }
  }
}

/// `percolatectl stop`
struct StopCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "stop",
    abstract: "End a journey.",
    discussion: """
      You may do so at any time and need no reason. It cannot be taken back, so on a terminal you are asked first. The log \
      stays.

      Examples:
        percolatectl stop
        percolatectl stop --yes
      """)

  @Flag("--yes", help: "Do not ask.")
  var yes: Bool

  let journey = Journey()
  let connection = Connection()

  var arguments: [any ArgumentPart] { [$yes, journey, connection] }

  func run() throws {
    if !yes {
      let words = Machine.words
      let which = journey.timeline.map { "'\($0.visible)'" } ?? words(.askYourJourney)
      guard let answer = StandardError.ask(words(.askStop, ["what": which]) + " ") else {
        throw Failure.usage("stop asks before it ends a journey, and nobody is there to answer; add --yes")
      }
      guard words.agrees(answer) else { throw Failure.failed(words(.errorNotStopped)) }
    }
    try connection.show(Control.Stop(timeline: journey.timeline)) { page, reply in page.noted(reply.standing) }
  }
}
