// The one letter: written here, looked over, rested for a night, copied out, and told of when it went. This file has what only
// reads it; `LetterEditCommand` and `LetterStepCommands` have the rest.

import Arguments
import PercolateControl
import PercolateCore
import Varlink

/// `percolatectl letter`
struct LetterCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "letter",
    abstract: "Write your letter, look it over, and let it rest.",
    discussion: """
      Without a command it says where your letter stands, and what a good next step is. The way it usually goes:

        percolatectl letter edit
        percolatectl letter check
        percolatectl letter rest
        percolatectl letter print
        percolatectl letter sent

      The letter stays on this machine. Percolate never sends it; you do.
      """,
    subcommands: [
      Where.self, Edit.self, Show.self, History.self, Check.self, Rest.self, Print.self, Sent.self,
    ],
    standIn: Where.self)

  /// `percolatectl letter` alone
  struct Where: NamedCommand {
    static let configuration = CommandConfiguration(
      name: "status",
      abstract: "Say where your letter stands, and what comes next.",
      discussion: """
        Examples:
          percolatectl letter
          percolatectl letter --json
        """)

    let journey = Journey()
    let connection = Connection()

    var arguments: [any ArgumentPart] { [journey, connection] }

    func run() throws {
      try connection.show(Control.Letter(timeline: journey.timeline)) { page, reply in page.letter(reply) }
    }
  }

  /// `percolatectl letter show`
  struct Show: NamedCommand {
    static let configuration = CommandConfiguration(
      name: "show",
      abstract: "Show your letter, line by line as you wrote it.",
      usage: "percolatectl letter show [--version <number>] [<options>]",
      discussion: """
        Examples:
          percolatectl letter show
          percolatectl letter show --version 2
        """)

    let version = LetterVersion()
    let journey = Journey()
    let connection = Connection()

    var arguments: [any ArgumentPart] { [version, journey, connection] }

    func run() throws {
      let reply = try version.letter(of: journey, connection)
      try connection.format.show(reply) { page in page.letterText(reply.text) }
    }
  }

  /// `percolatectl letter print`
  struct Print: NamedCommand {
    static let configuration = CommandConfiguration(
      name: "print",
      abstract: "Print your letter, to be copied by hand or put on paper.",
      usage: "percolatectl letter print [--output <file>] [<options>]",
      discussion: """
        It is plain text in lines of at most 72 columns. A file that is written can be read by you alone.

        Examples:
          percolatectl letter print
          percolatectl letter print --output letter.txt
        """)

    @Option("--output", help: "Write it to this file.", value: "file")
    var output: String?

    @Flag("--force", help: "Replace the file if it is there.")
    var force: Bool

    let version = LetterVersion()
    let journey = Journey()
    let connection = Connection()

    var arguments: [any ArgumentPart] { [$output, $force, version, journey, connection] }

    private static let columns = 72

    func run() throws {
      let text = try version.letter(of: journey, connection).text.letterLines.flatMap { line in
        let margin = line.prefix { $0 == " " }.prefix(Print.columns / 2)
        return line.wrapped(to: Print.columns - margin.count).map { $0.isEmpty ? "" : margin + $0 }
      }
      guard let output else {
        return try connection.format.show(["text": text.joined(separator: "\n")]) { page in
          for line in text { page.verbatim(line) }
        }
      }
      try PrivateFile.write(text.map { $0 + "\n" }.joined(), to: output, replacing: force)
      try connection.format.show(["file": output]) { page in
        page.paragraph(page.words(.keepWritten, ["file": output]))
      }
    }
  }

  /// `percolatectl letter history`
  struct History: NamedCommand {
    static let configuration = CommandConfiguration(
      name: "history",
      abstract: "List the versions of your letter, or what changed between two.",
      usage: "percolatectl letter history [--diff <number> <number>] [<options>]",
      discussion: """
        Examples:
          percolatectl letter history
          percolatectl letter history --diff 1 3
        """)

    @Option("--diff", help: "Show what changed from one version to another.", value: "number")
    var diff: [Int]

    let journey = Journey()
    let connection = Connection()

    var arguments: [any ArgumentPart] { [$diff, journey, connection] }

    func validate() throws(ValidationError) {
      guard diff.isEmpty || diff.count == 2 else { throw ValidationError("--diff takes two numbers, as in --diff 1 3") }
      guard diff.allSatisfy({ $0 > 0 }) else { throw ValidationError("versions are counted from 1") }
    }

    func run() throws {
      if let first = diff.first, let last = diff.last {
        let (old, new) = (try version(first), try version(last))
        let changes = LetterChanges(from: old.text, to: new.text)
        return try connection.format.show(changes) { page in page.changes(changes) }
      }
      // One by one: all the versions of a long letter are more than a message can carry.
      let versions = try connection.withDaemon { daemon in
        let latest = try daemon.call(Control.Letter(timeline: journey.timeline))
        let timeline = latest.standing.timeline
        return try latest.versions.enumerated().map { index, at in
          let number = index + 1
          let reply = try daemon.call(Control.Letter(timeline: timeline, version: number))
          return LetterEdition(version: number, at: at, words: reply.text.countedWords)
        }
      }
      try connection.format.show(["versions": versions]) { page in page.history(versions) }
    }

    private func version(_ number: Int) throws -> Control.Letter.Reply {
      try LetterVersion.letter(number, of: journey, connection)
    }
  }
}

/// `--version`, for the commands that can be about an earlier one.
struct LetterVersion: ArgumentGroup {
  @Option("--version", help: "Which version of the letter, if not the latest.", value: "number")
  var version: Int?

  var arguments: [any ArgumentPart] { [$version] }

  func validate() throws(ValidationError) {
    guard version.map({ $0 > 0 }) ?? true else { throw ValidationError("versions are counted from 1") }
  }

  /// The version that is meant.
  func letter(of journey: Journey, _ connection: Connection) throws -> Control.Letter.Reply {
    try LetterVersion.letter(version, of: journey, connection)
  }

  /// A version of the letter, the latest without a number.
  ///
  /// - Throws: when there is none.
  static func letter(_ version: Int?, of journey: Journey, _ connection: Connection) throws -> Control.Letter.Reply {
    do {
      let reply = try connection.call(Control.Letter(timeline: journey.timeline, version: version))
      guard reply.version > 0 else { throw Failure.failed(Machine.words(.refusedNoLetterYet)) }
      return reply
    } catch ClientError.remote("org.varlink.service.InvalidParameter", let parameters)
      where parameters["parameter"]?.string == "version"
    {
      throw Failure.usage("there is no version \(version ?? 0); `percolatectl letter history` lists those there are")
    }
  }
}
