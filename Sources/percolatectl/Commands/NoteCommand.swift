// Anything that somebody wants to keep for themselves on the way, and finding it again.

import ArgumentParser
import PercolateControl
import PercolateCore

/// `percolatectl note`
struct NoteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "note",
    abstract: "Keep a note for yourself.",
    usage: """
      percolatectl note [<text> ...]
      percolatectl note --list
      """,
    discussion: """
      Without words it takes them from a pipe, or asks for them; that also keeps them out of your shell's history.

      Examples:
        percolatectl note
        percolatectl note "Slept well, for once"
        percolatectl note --list
      """)

  @Argument(help: ArgumentHelp("What to keep.", valueName: "text"))
  var text: [String] = []

  @Flag(name: .long, help: "List all notes.")
  var list = false

  @OptionGroup var journey: Journey
  @OptionGroup var connection: Connection

  func validate() throws {
    guard text.isEmpty || !list else { throw ValidationError("note takes your words, or --list; not both") }
  }

  func run() throws {
    if list {
      let method = Control.Writings(timeline: journey.timeline, kind: "note", limit: 10_000)
      try connection.show(method) { page, reply in page.writings(reply.writings, none: .noteNone) }
    } else {
      let words = try OwnWords.read(text, command: "note", asking: .noteAsk) {
        try connection.checkJourney(journey.timeline)
      }
      try connection.show(Control.Write(timeline: journey.timeline, kind: "note", text: words)) { page, reply in
        page.support(reply.support)
        page.paragraph(page.words(.noteKept))
      }
    }
  }
}

/// `percolatectl search`
struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find something that you wrote.",
    usage: "percolatectl search <words> ... [<options>]",
    discussion: """
      It looks through everything of yours: answers, letters, notes, what you did not send. All the words have to be \
      there; each may be the beginning of one. The best match comes first.

      Examples:
        percolatectl search sunday market
        percolatectl search apolog -n 5
      """)

  @Argument(help: ArgumentHelp("What to look for.", valueName: "words"))
  var words: [String]

  @Option(
    name: [.customShort("n"), .customLong("lines")], help: ArgumentHelp("Show at most so many.", valueName: "count"))
  var limit = 20

  @OptionGroup var journey: Journey
  @OptionGroup var connection: Connection

  func validate() throws { try check(limit: limit) }

  func run() throws {
    let method = Control.Search(words: words.joined(separator: " "), limit: journey.timeline == nil ? limit : 10_000)
    var reply = try connection.call(method)
    if let timeline = journey.timeline {
      reply.writings = Array(reply.writings.filter { $0.timeline == timeline }.prefix(limit))
    }
    let wanted = words.flatMap { $0.split { !$0.isLetter && !$0.isNumber }.map(String.init) }
    try connection.format.show(reply) { page in page.found(reply.writings, words: wanted) }
  }
}

/// `percolatectl history`
struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Tell the whole journey in order, with your own words.",
    discussion: """
      `percolatectl log` tells the same without your words, and with every nudge.

      Examples:
        percolatectl history
        percolatectl history --since "1 May"
      """)

  @Option(name: .long, help: ArgumentHelp("Leave out what was before.", valueName: "date"))
  var since: String?

  @OptionGroup var journey: Journey
  @OptionGroup var connection: Connection

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
