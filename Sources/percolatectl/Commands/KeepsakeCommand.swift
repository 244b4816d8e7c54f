// What is left of a journey: a document to keep, for its user's eyes alone.

import ArgumentParser
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
    } else if connection.format.json {
      try connection.format.show(reply) { _ in }
    } else {
      try StandardOutput.writeDocument(reply.text)
    }
  }
}
