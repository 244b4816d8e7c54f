// The journey as it was, told with the user's own words. What makes them readable, such as the question to an answer, is asked
// from the daemon as well.

import Arguments
import PercolateControl
import PercolateCore

/// `percolatectl history`
struct HistoryCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "history",
    abstract: "Tell the whole journey in order, with your own words.",
    discussion: """
      `percolatectl log` tells the same without your words, and with every nudge.

      Examples:
        percolatectl history
        percolatectl history --since "1 May"
      """)

  @Option("--since", help: "Leave out what was before.", value: "date")
  var since: String?

  let journey = Journey()
  let connection = Connection()

  var arguments: [any ArgumentPart] { [$since, journey, connection] }

  func run() throws {
    let from = try since.map { try Here.current().past($0, option: "--since") } ?? .earliest
    let (reply, history) = try connection.withDaemon { (daemon) throws -> (Control.History.Reply, HistoryBook) in
      var reply = try daemon.call(Control.History(timeline: journey.timeline))
      reply.entries.removeAll { $0.at < from }
      return (reply, try book(reply, daemon))
    }
    try connection.format.show(reply) { page in page.history(history) }
  }

  /// What the entries need to be read: the writings themselves, and the questions of those that are answers.
  private func book(_ history: Control.History.Reply, _ daemon: ControlClient) throws -> HistoryBook {
    var book = HistoryBook(entries: history.entries, writings: [:], questions: [:])
    let kinds = Set(history.entries.map(\.kind))
    guard !connection.format.json, kinds.contains(where: { Writing.Kind(rawValue: $0) != nil }) else { return book }
    let timeline = history.standing.timeline
    let writings = try daemon.call(Control.Writings(timeline: timeline, limit: 100_000)).writings
    book.writings = Dictionary(writings.map { ($0.seq, $0) }, uniquingKeysWith: { first, _ in first })
    for name in Interview.Name.allCases where kinds.contains(name.kind.rawValue) {
      let interview = try daemon.call(Control.Interview(timeline: timeline, name: name.rawValue))
      book.questions[name.kind.rawValue] = interview.questions
    }
    return book
  }
}
