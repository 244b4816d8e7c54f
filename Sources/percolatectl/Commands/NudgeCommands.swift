// Everything that a popup's buttons do, and more: answer a nudge, put it off, and see what was missed.

import ArgumentParser
import PercolateControl
import PercolateCore

/// `percolatectl done`
struct DoneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "done",
    abstract: "Answer a nudge: it is done.",
    discussion: """
      Without a key it answers everything that is on the screen or waits to be. `percolatectl status` shows the keys.

      Examples:
        percolatectl done
        percolatectl done "coffee/waiting-first#1"
      """)

  @Argument(help: "The nudge's key.")
  var key: String?

  @OptionGroup var connection: Connection

  func run() throws {
    try connection.show(Control.Done(key: key)) { page, reply in page.answered(reply.deliveries) }
  }
}

/// `percolatectl later`
struct LaterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "later",
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

  @Argument(help: "The nudge's key.")
  var key: String?

  @OptionGroup var until: Until
  @OptionGroup var connection: Connection

  func run() throws {
    try connection.show(Control.Later(key: key, until: try until.moment())) { page, reply in
      page.answered(reply.deliveries)
    }
  }
}

/// `percolatectl missed`
struct MissedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "missed",
    abstract: "List what waits for you, and what passed you by.",
    discussion: """
      Nothing is dropped silently: what could not be shown in time is here, with the reason. It goes back a week \
      unless told.

      Examples:
        percolatectl missed
        percolatectl missed --since "1 May"
      """)

  @Option(name: .long, help: ArgumentHelp("How far to go back.", valueName: "date"))
  var since: String?

  @OptionGroup var connection: Connection

  func run() throws {
    let from = try since.map { try Here.current().past($0, option: "--since") }
    try connection.show(Control.Missed(since: from)) { page, reply in page.missed(reply.deliveries) }
  }
}
