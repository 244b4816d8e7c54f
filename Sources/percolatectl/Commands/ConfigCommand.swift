// The configuration: what is in force comes from the daemon, whether a file is right is found out here.

import Arguments
import Glibc
import PercolateControl
import PercolateCore
import PercolateFiles

/// `percolatectl config`
struct ConfigCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "config",
    abstract: "Show the configuration in force, and check a file.",
    discussion: """
      The file is percolate/percolate.yaml in $XDG_CONFIG_HOME (~/.config), else in $XDG_CONFIG_DIRS (/etc/xdg). \
      Without one the defaults hold. See percolate.yaml(5).
      """,
    subcommands: [Show.self, Check.self])

  /// `percolatectl config show`
  struct Show: NamedCommand {
    static let configuration = CommandConfiguration(
      name: "show",
      abstract: "Show the configuration that the daemon goes by.",
      discussion: """
        Example:
          percolatectl config show
        """)

    let connection = Connection()

    var arguments: [any ArgumentPart] { [connection] }

    func run() throws {
      try connection.show(Control.Configuration()) { page, reply in
        page.verbatim("# \(reply.file ?? "no configuration file: these are the defaults")", .faint)
        for line in reply.text.split(separator: "\n") { page.verbatim(String(line)) }
      }
    }
  }

  /// `percolatectl config check`
  struct Check: NamedCommand {
    static let configuration = CommandConfiguration(
      name: "check",
      abstract: "Check a configuration file, and list everything that is wrong with it.",
      discussion: """
        Without a file it checks the one that the daemon would read. The exit status is 1 if anything is wrong.

        Examples:
          percolatectl config check
          percolatectl config check /tmp/percolate.yaml
        """)

    @Argument("file", help: "The file.")
    var file: String?

    let format = Format()

    var arguments: [any ArgumentPart] { [$file, format] }

    func run() throws {
      let candidates = Machine.directories.config.map { "\($0)/\(ConfigurationFile.name)" }
      guard let path = file ?? candidates.first(where: { access($0, F_OK) == 0 }) else {
        try format.show(["faults": [String]()]) { page in
          page.paragraph("There is no configuration file; the defaults hold.")
        }
        return
      }
      try FileCheck.run(path, format: format) { text throws(Faults) in
        _ = try ConfigurationFile.read(text: text, file: path, zones: Machine.zones.named)
        return "\(path): in order"
      }
    }
  }
}
