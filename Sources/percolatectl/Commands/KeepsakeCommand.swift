// What is left of a journey: a document to keep, or nothing at all. Both are the user's to choose.

import ArgumentParser
import Glibc
import PercolateControl
import PercolateCore

/// `percolatectl keepsake`
struct KeepsakeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keepsake",
    abstract: "Write the whole journey down as a document to keep.",
    usage: "percolatectl keepsake [--output <file>] [--force] [<options>]",
    discussion: """
      It is Markdown: the road, your answers, the letter, and everything else that you wrote. A file is made so that \
      only you can read it.

      Examples:
        percolatectl keepsake
        percolatectl keepsake --output journey.md
      """)

  @Option(name: .long, help: ArgumentHelp("Write it to this file.", valueName: "file"))
  var output: String?

  @Flag(name: .long, help: "Replace the file if it is there.")
  var force = false

  @OptionGroup var journey: Journey
  @OptionGroup var connection: Connection

  func run() throws {
    let reply = try connection.call(Control.Keepsake(timeline: journey.timeline))
    if let output {
      try PrivateFile.write(reply.text, to: output, replacing: force)
      try connection.format.show(["file": output]) { page in page.paragraph(page.words(.keepWritten, ["file": output]))
      }
    } else if connection.format.json || isatty(STDOUT_FILENO) == 1 {
      try connection.format.show(reply) { page in
        for line in reply.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
          page.verbatim(String(line).replacing("\t", with: " "))
        }
      }
    } else {
      // A file obeys nothing, and wants the text as it is.
      try StandardOutput.write(reply.text)
    }
  }
}

/// `percolatectl forget`
struct ForgetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget",
    abstract: "Erase a journey, or everything.",
    usage: "percolatectl forget <name> | --everything [--yes] [<options>]",
    discussion: """
      The journey goes with everything that you wrote in it, and nothing brings it back; `percolatectl keepsake` saves \
      it first. Where there was a no, a small mark of it stays, from which nobody can read a name or a word.

      Examples:
        percolatectl forget coffee
        percolatectl forget --everything
        percolatectl forget coffee --yes
      """)

  @Argument(help: ArgumentHelp("The journey's name.", valueName: "name"))
  var name: String?

  @Flag(name: .long, help: "Erase every journey, every word and every reminder.")
  var everything = false

  @Flag(name: .long, help: "Do not ask.")
  var yes = false

  @OptionGroup var connection: Connection

  func validate() throws {
    guard everything == (name == nil) else {
      throw ValidationError("forget takes the name of a journey, or --everything")
    }
  }

  func run() throws {
    if !yes {
      let conversation = try Conversation.required(
        "forget asks before it erases anything, and nobody is there to answer; add --yes")
      let words = conversation.words
      let question = name.map { words(.forgetAsk, ["timeline": $0]) } ?? words(.forgetAskAll)
      guard conversation.isYes(question) else { throw Failure.failed("nothing was erased") }
    }
    let method = Control.Forget(timeline: name, everything: everything ? true : nil)
    try connection.show(method) { page, reply in
      let names = reply.forgotten.joined(separator: ", ")
      page.paragraph(everything ? page.words(.forgetGoneAll) : page.words(.forgetGone, ["timelines": names]))
      page.paragraph(page.words(.forgetMark), .faint)
    }
  }
}

/// `percolatectl pronouns`
struct PronounsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pronouns",
    abstract: "Say how the other person is spoken of.",
    discussion: """
      he/him, she/her or they/them; the last is what holds until you say so.

      Example:
        percolatectl pronouns she/her
      """)

  @Argument(help: "How they are spoken of.")
  var pronouns: Pronouns

  @OptionGroup var journey: Journey
  @OptionGroup var connection: Connection

  func run() throws {
    let method = Control.Pronouns(timeline: journey.timeline, pronouns: pronouns.rawValue)
    try connection.show(method) { page, reply in
      page.paragraph(page.words(.pronounsNoted, person: Person(name: reply.standing.name, pronouns: pronouns)))
    }
  }
}
