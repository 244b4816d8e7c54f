// The questions: where am I, what comes next, what does the whole road look like. They change nothing.

import Arguments
import PercolateControl
import PercolateCore

/// `percolatectl status`
struct StatusCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "status",
    abstract: "Say where you are, and why it is not yet time for more.",
    discussion: """
      It shows the stage and its day, what is allowed now and until when, the next nudge, what waits for you, and what \
      you can tell next. This is also what `percolatectl` says without a command.

      Examples:
        percolatectl status
        percolatectl status --timeline sam
        percolatectl status --json
      """)

  let journey = Journey()
  let connection = Connection()

  var arguments: [any ArgumentPart] { [journey, connection] }

  func run() throws {
    try connection.show(Control.Status(timeline: journey.timeline)) { page, reply in page.status(reply.state) }
  }
}

/// `percolatectl next`
struct NextCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "next",
    abstract: "List what you will be told, and when.",
    discussion: """
      This is how things stand now; whatever happens meanwhile changes it.

      Examples:
        percolatectl next
        percolatectl next -n 3
      """)

  @Option("-n", "--lines", help: "List at most so many.", value: "count")
  var limit = 10

  let journey = Journey()
  let connection = Connection()

  var arguments: [any ArgumentPart] { [$limit, journey, connection] }

  func validate() throws(ValidationError) { try check(limit: limit, Control.Agenda.limitRange) }

  func run() throws {
    let method = Control.Agenda(timeline: journey.timeline, limit: limit)
    try connection.show(method) { page, reply in page.agenda(reply.planned) }
  }
}

/// `percolatectl timeline`
struct TimelineCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "timeline",
    abstract: "Draw the whole road, behind you and ahead.",
    discussion: """
      It shows every stage, when you were there, how long people usually stay, and what leads on.

      Examples:
        percolatectl timeline
        percolatectl timeline --json
      """)

  let journey = Journey()
  let connection = Connection()

  var arguments: [any ArgumentPart] { [journey, connection] }

  func run() throws {
    try connection.show(Control.Road(timeline: journey.timeline)) { page, reply in
      page.road(reply.standing, reply.stages)
    }
  }
}

/// A number of lines that the daemon can be asked for.
func check(limit: Int, _ range: ClosedRange<Int>) throws(ValidationError) {
  guard range.contains(limit) else {
    throw ValidationError("-n takes a number from \(range.lowerBound) to \(range.upperBound), not \(limit)")
  }
}
