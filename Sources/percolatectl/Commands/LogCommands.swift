// What has happened, and what happens now.

import ArgumentParser
import PercolateControl
import PercolateCore
import Varlink

/// `percolatectl log`
struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Show what has happened, oldest first.",
    discussion: """
      It tells all that you said and all that time brought. It is kept on this machine only.

      Examples:
        percolatectl log
        percolatectl log -n 5 --timeline sam
      """)

  @Option(
    name: [.customShort("n"), .customLong("lines")], help: ArgumentHelp("Show the latest so many.", valueName: "count"))
  var limit = 50

  @OptionGroup var journey: Journey
  @OptionGroup var connection: Connection

  func validate() throws { try check(limit: limit) }

  func run() throws {
    let method = Control.Log(timeline: journey.timeline, limit: limit)
    try connection.show(method) { page, reply in page.log(reply.entries) }
  }
}

/// `percolatectl monitor`
struct MonitorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "monitor",
    abstract: "Say what changes, when it changes.",
    discussion: """
      It prints a line for each change, until it is interrupted. With --json it prints the whole state, now and after \
      every change, a line each.

      Examples:
        percolatectl monitor
        percolatectl monitor --json
      """)

  @OptionGroup var connection: Connection

  func run() throws {
    var last: StateMessage?
    try connection.withDaemon { daemon in
      try daemon.observe(Control.Monitor()) { reply in
        if connection.format.json {
          try StandardOutput.write(JSONValue(encoding: reply).visibleLine)
        } else {
          let here = try Here.current()
          var page = Page(here: here, style: .current, words: Machine.words)
          for line in Changes.between(last, and: reply.state, page) { page.paragraph(line, hanging: 2) }
          try StandardOutput.write(page.text)
        }
        last = reply.state
        return true
      }
    }
  }
}
