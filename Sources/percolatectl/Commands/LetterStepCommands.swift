// What is done with the letter once it is written: it is looked over, rests, and goes out.

import Arguments
import PercolateControl
import PercolateCore

extension LetterCommand {
  /// `percolatectl letter check`
  struct Check: NamedCommand {
    static let configuration = CommandConfiguration(
      name: "check",
      abstract: "Look your letter over: what it has, lacks, and what may hurt.",
      usage: "percolatectl letter check [--file <file>] [<options>]",
      discussion: """
        It names each place as LINE:COLUMN, says why, and what could stand there instead. It follows rules and knows \
        neither of you: what it does not find can hurt all the same, and you decide.

        Exit status: 0 nothing was found that hurts, and nothing is missing; 1 otherwise, or refused; 2 not understood; \
        3 the daemon does not answer.

        Examples:
          percolatectl letter check
          percolatectl letter check --version 2
          percolatectl letter check --file draft.txt
        """)

    @Option("--file", help: "Look over this file instead, or standard input (-).", value: "file")
    var file: String?

    let version = LetterVersion()
    let journey = Journey()
    let connection = Connection()

    var arguments: [any ArgumentPart] { [$file, version, journey, connection] }

    func validate() throws(ValidationError) {
      guard file == nil || version.version == nil else {
        throw ValidationError("--file and --version are two letters; give one of them")
      }
    }

    func run() throws {
      let reply = try connection.call(Control.Review(timeline: journey.timeline, text: try text()))
      try connection.format.show(reply) { page in page.review(reply) }
      guard reply.isSound else { throw Failure.said }
    }

    /// The words to look over; nil for the latest version.
    private func text() throws -> String? {
      if let file { return try letterText(at: file) }
      return version.version == nil ? nil : try version.letter(of: journey, connection).text
    }
  }

  /// `percolatectl letter rest`
  struct Rest: NamedCommand {
    static let configuration = CommandConfiguration(
      name: "rest",
      abstract: "Give your letter a night's rest.",
      discussion: """
        A letter looks different in the morning. Only a rested one is told of as sent; changing it begins the rest anew.

        Example:
          percolatectl letter rest
        """)

    let journey = Journey()
    let connection = Connection()

    var arguments: [any ArgumentPart] { [journey, connection] }

    func run() throws {
      try connection.show(Control.Rest(timeline: journey.timeline)) { page, reply in page.resting(reply.standing) }
    }
  }

  /// `percolatectl letter sent`
  struct Sent: NamedCommand {
    static let configuration = CommandConfiguration(
      name: "sent",
      abstract: "Tell that your letter went out.",
      discussion: """
        Percolate sends nothing: you send it, and tell. Before this step there is one short question, about safety.

        Examples:
          percolatectl letter sent
          percolatectl letter sent --on "today 9:00"
        """)

    @Option("--on", help: "When it was, if not just now.", value: "date")
    var on: String?

    let journey = Journey()
    let connection = Connection()

    var arguments: [any ArgumentPart] { [$on, journey, connection] }

    func run() throws {
      let here = try Here.current()
      let when = try on.map { text throws(Failure) in try here.past(text, option: "--on") } ?? here.now
      let method = Control.Sent(timeline: journey.timeline, on: when)
      try connection.showWithSafety(method, timeline: journey.timeline) { page, reply in
        page.paragraph(page.words(.letterSentNoted))
        page.gap()
        page.noted(reply.standing)
      }
    }
  }
}

extension Control.Review.Reply {
  /// Whether nothing in the letter hurts, and nothing is missing, as far as rules can tell.
  var isSound: Bool { findings.isEmpty && lacks.isEmpty }

  /// What belongs into an apology and is not there.
  var lacks: [ComponentMessage] { components.filter { $0.required && !$0.found } }
}
