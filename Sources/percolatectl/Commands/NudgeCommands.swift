// Everything that a popup's buttons do, and more: answer a nudge, put it off, and see what was missed.

import Arguments
import PercolateControl
import PercolateCore

/// `percolatectl done`
struct DoneCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "done",
    abstract: "Answer a nudge: it is done.",
    discussion: """
      Without a key it answers everything that is on the screen or waits to be. `percolatectl status` shows the keys.

      Examples:
        percolatectl done
        percolatectl done "coffee/waiting-first#1"
      """)

  @Argument("key", help: "The nudge's key.")
  var key: String?

  let connection = Connection()

  var arguments: [any ArgumentPart] { [$key, connection] }

  func run() throws {
    try connection.show(Control.Done(key: key)) { page, reply in page.answered(reply.deliveries) }
  }
}

/// `percolatectl later`
struct LaterCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "later",
    abstract: "Put a nudge off.",
    usage: "percolatectl later [<key>] [--until <date> | --for <span>] [<options>]",
    discussion: """
      Without a key it puts off everything that is on the screen or waits to be; without a time, for as long as the \
      configuration says.

      Examples:
        percolatectl later
        percolatectl later --until "tomorrow 18:00"
        percolatectl later "coffee/waiting-first#1" --for 2h
      """)

  @Argument("key", help: "The nudge's key.")
  var key: String?

  let until = Until()
  let connection = Connection()

  var arguments: [any ArgumentPart] { [$key, until, connection] }

  func run() throws {
    try connection.show(Control.Later(key: key, until: try until.moment())) { page, reply in
      page.answered(reply.deliveries)
    }
  }
}

/// `percolatectl missed`
struct MissedCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "missed",
    abstract: "List what waits for you, and what passed you by.",
    discussion: """
      Nothing is dropped silently: what could not be shown in time is here, with the reason. It goes back a week \
      unless told.

      Examples:
        percolatectl missed
        percolatectl missed --since "1 May"
      """)

  @Option("--since", help: "How far to go back.", value: "date")
  var since: String?

  let connection = Connection()

  var arguments: [any ArgumentPart] { [$since, connection] }

  func run() throws {
    let from = try since.map { try Here.current().past($0, option: "--since") }
    try connection.show(Control.Missed(since: from)) { page, reply in page.missed(reply.deliveries) }
  }
}
