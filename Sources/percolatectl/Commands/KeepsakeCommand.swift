// What is left of a journey: a document to keep, for its user's eyes alone.

import Arguments
import PercolateControl
import PercolateCore

/// `percolatectl keepsake`
struct KeepsakeCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "keepsake",
    abstract: "Write the whole journey down as a document to keep.",
    usage: "percolatectl keepsake [--output <file>] [--force] [<options>]",
    discussion: """
      It is Markdown: the road, your answers, the letter, and everything else that you wrote. A file is made so that \
      only you can read it.

      Examples:
        percolatectl keepsake
        percolatectl keepsake --output journey.md
      """)

  @Option("--output", help: "Write it to this file.", value: "file")
  var output: String?

  @Flag("--force", help: "Replace the file if it is there.")
  var force: Bool

  let journey = Journey()
  let connection = Connection()

  var arguments: [any ArgumentPart] { [$output, $force, journey, connection] }

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
