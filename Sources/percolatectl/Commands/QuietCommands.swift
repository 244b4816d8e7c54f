// Silence: for a while, or for good.

import ArgumentParser
import PercolateControl
import PercolateCore

/// A moment to come: `--until` a date, or `--for` a length of time.
struct Until: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("When it ends.", valueName: "date"))
  var until: String?

  @Option(
    name: .customLong("for"), help: ArgumentHelp("How long it lasts, such as 2h or \"3 days\".", valueName: "span"))
  var span: String?

  func validate() throws {
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
struct PauseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pause",
    abstract: "Stop the nudges for a while.",
    usage: "percolatectl pause [--until <date> | --for <span>] [<options>]",
    discussion: """
      The road goes on; only the nudges stop. Without an end it lasts until `percolatectl resume`.

      Examples:
        percolatectl pause --until monday
        percolatectl pause --for "3 days"
      """)

  @OptionGroup var until: Until
  @OptionGroup var journey: Journey
  @OptionGroup var connection: Connection

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
struct ResumeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "End a pause.",
    discussion: """
      Example:
        percolatectl resume
      """)

  @OptionGroup var journey: Journey
  @OptionGroup var connection: Connection

  func run() throws {
    try connection.show(Control.Resume(timeline: journey.timeline)) { page, reply in page.noted(reply.standing) }
  }
}

/// `percolatectl stop`
struct StopCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stop",
    abstract: "End a journey.",
    discussion: """
      You may do so at any time and need no reason. It cannot be taken back, so on a terminal you are asked first. The log \
      stays.

      Examples:
        percolatectl stop
        percolatectl stop --yes
      """)

  @Flag(name: .long, help: "Do not ask.")
  var yes = false

  @OptionGroup var journey: Journey
  @OptionGroup var connection: Connection

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
