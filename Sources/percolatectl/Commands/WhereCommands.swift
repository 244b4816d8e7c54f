// The questions: where am I, what comes next, what does the whole road look like. They change nothing.

import ArgumentParser
import PercolateControl
import PercolateCore

/// `percolatectl status`
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Say where you are, and why it is not yet time for more.",
    discussion: """
      It shows the stage and its day, what is allowed now and until when, the next nudge, what waits for you, and what \
      you can tell next. This is also what `percolatectl` says without a command.

      Examples:
        percolatectl status
        percolatectl status --timeline sam
        percolatectl status --json
      """)

  @OptionGroup var journey: Journey
  @OptionGroup var connection: Connection

  func run() throws {
    try connection.show(Control.Status(timeline: journey.timeline)) { page, reply in page.status(reply.state) }
  }
}

/// `percolatectl next`
struct NextCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "next",
    abstract: "List what you will be told, and when.",
    discussion: """
      This is how things stand now; whatever happens meanwhile changes it.

      Examples:
        percolatectl next
        percolatectl next -n 3
      """)

  @Option(lines: "List at most so many.")
  var limit = 10

  @OptionGroup var journey: Journey
  @OptionGroup var connection: Connection

  func validate() throws { try check(limit: limit, Control.Agenda.limitRange) }

  func run() throws {
    let method = Control.Agenda(timeline: journey.timeline, limit: limit)
    try connection.show(method) { page, reply in page.agenda(reply.planned) }
  }
}

/// `percolatectl timeline`
struct TimelineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "timeline",
    abstract: "Draw the whole road, behind you and ahead.",
    discussion: """
      It shows every stage, when you were there, how long people usually stay, and what leads on.

      Examples:
        percolatectl timeline
        percolatectl timeline --json
      """)

  @OptionGroup var journey: Journey
  @OptionGroup var connection: Connection

  func run() throws {
    try connection.show(Control.Road(timeline: journey.timeline)) { page, reply in
      page.road(reply.standing, reply.stages)
    }
  }
}

extension Option<Int> {
  /// `-n`, for the commands that list: how many lines at most.
  init(wrappedValue: Int, lines help: String) {
    self.init(
      wrappedValue: wrappedValue, name: [.customShort("n"), .customLong("lines")],
      help: ArgumentHelp(help, valueName: "count"))
  }
}

/// A number of lines that the daemon can be asked for.
func check(limit: Int, _ range: ClosedRange<Int>) throws {
  guard range.contains(limit) else {
    throw ValidationError("-n takes a number from \(range.lowerBound) to \(range.upperBound), not \(limit)")
  }
}
