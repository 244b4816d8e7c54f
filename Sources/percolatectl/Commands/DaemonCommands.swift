// Small things about the daemon itself.

import Arguments
import PercolateControl
import PercolateCore

/// `percolatectl reload`
struct ReloadCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "reload",
    abstract: "Let the daemon read its configuration again.",
    discussion: """
      A file with a mistake in it is not taken; the one before stays in force, and you are told.

      Example:
        percolatectl reload
      """)

  let connection = Connection()

  var arguments: [any ArgumentPart] { [connection] }

  func run() throws {
    try connection.show(Control.Reload()) { page, reply in
      let what = reply.configuration ?? page.words(.daemonDefaults)
      page.paragraph(page.words(.daemonInForce, ["what": what]))
    }
  }
}

/// `percolatectl greet`
struct GreetCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "greet",
    abstract: "Show a first popup, to see that the desktop works.",
    discussion: """
      Example:
        percolatectl greet
      """)

  let connection = Connection()

  var arguments: [any ArgumentPart] { [connection] }

  func run() throws {
    try connection.show(Control.Greet()) { page, _ in
      page.paragraph(page.words(.daemonGreeted))
    }
  }
}

/// `percolatectl version`
struct VersionCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "version",
    abstract: "Say which version this is.",
    discussion: """
      Example:
        percolatectl version
      """)

  let format = Format()

  var arguments: [any ArgumentPart] { [format] }

  func run() throws {
    // The answer needs neither the clock nor the zone, so that a zone that cannot be read does no harm.
    let here = Here(now: .earliest, zone: .utc)
    try format.show(["version": Version.current], in: here) { page in page.verbatim("percolatectl \(Version.current)") }
  }
}
