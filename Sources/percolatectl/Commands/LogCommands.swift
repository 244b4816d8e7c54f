// What has happened, and what happens now.

import Arguments
import Kernel
import PercolateControl
import PercolateCore
import Varlink

/// `percolatectl log`
struct LogCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "log",
    abstract: "Show what has happened, oldest first.",
    discussion: """
      It tells all that you said and all that time brought. It is kept on this machine only.

      Examples:
        percolatectl log
        percolatectl log -n 5 --timeline sam
      """)

  @Option("-n", "--lines", help: "Show the latest so many.", value: "count")
  var limit = 50

  let journey = Journey()
  let connection = Connection()

  var arguments: [any ArgumentPart] { [$limit, journey, connection] }

  func validate() throws(ValidationError) { try check(limit: limit, Control.Log.limitRange) }

  func run() throws {
    let method = Control.Log(timeline: journey.timeline, limit: limit)
    try connection.show(method) { page, reply in page.log(reply.entries) }
  }
}

/// `percolatectl monitor`
struct MonitorCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "monitor",
    abstract: "Say what changes, when it changes.",
    discussion: """
      It prints a line for each change, until it is interrupted. With --json it prints the whole state, now and after \
      every change, a line each. When the daemon ends, as at an update, it waits for about a minute for it to come back.

      Examples:
        percolatectl monitor
        percolatectl monitor --json
      """)

  let connection = Connection()

  var arguments: [any ArgumentPart] { [connection] }

  /// The first wait for a daemon that has ended, and the longest; each is twice as long as the one before.
  private static let waits = (first: Duration.milliseconds(250), longest: Duration.seconds(32))

  func run() throws {
    var last: StateMessage?
    var wait = MonitorCommand.waits.first
    while true {
      do {
        try connection.withDaemon { daemon in
          try daemon.observe(Control.Monitor()) { reply in
            if wait > MonitorCommand.waits.first {
              StandardError.write("percolatectl: \(Machine.words(.errorDaemonBack))")
            }
            wait = MonitorCommand.waits.first
            try show(reply, after: last)
            last = reply.state
            return true
          }
        }
        return
      } catch let failure as Failure where failure.status == .unreachable && last != nil {
        guard wait <= MonitorCommand.waits.longest else { throw failure }
        if wait == MonitorCommand.waits.first {
          StandardError.write("percolatectl: \(Machine.words(.errorDaemonGone))")
        }
        sleep(for: wait)
        wait *= 2
      }
    }
  }

  private func show(_ reply: StateReply, after last: StateMessage?) throws {
    if connection.format.json { return try StandardOutput.write(JSONValue(encoding: reply).visibleLine) }
    var page = Page(here: try .current(), style: .current, words: Machine.words)
    for line in Changes.between(last, and: reply.state, page) { page.paragraph(line, hanging: 2) }
    try StandardOutput.write(page.text)
  }
}
