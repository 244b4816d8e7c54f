// The help pages, all of them: what is to be copied stands on one line, and works.

import ArgumentParser
import Testing

@testable import percolatectl

@Suite("help")
struct HelpTests {
  private static let commands = tree(Percolatectl.self)

  private static func tree(_ command: any ParsableCommand.Type) -> [any ParsableCommand.Type] {
    [command] + command.configuration.subcommands.flatMap(tree)
  }

  @Test("examples and tables stand on one line each")
  func examples() {
    for command in Self.commands {
      for line in command.configuration.discussion.split(separator: "\n") where line.contains("  ") {
        #expect(line.count <= 80, "\(command._commandName): \(line)")
      }
    }
  }

  @Test("every example is a command that is understood")
  func examplesAreUnderstood() throws {
    for command in Self.commands {
      for line in command.configuration.discussion.split(separator: "\n") where line.hasPrefix("  percolatectl ") {
        let arguments = words(String(line.prefix { $0 != "&" })).dropFirst()
        try Percolatectl.checkCommand(arguments)
        #expect(throws: Never.self, "\(line)") { _ = try Percolatectl.parseAsRoot(Array(arguments)) }
      }
    }
  }

  @Test("every abstract is a sentence, and nothing shouts")
  func sentences() {
    for command in Self.commands {
      let abstract = command.configuration.abstract
      #expect(abstract.first?.isUppercase == true && abstract.hasSuffix("."), "\(command._commandName): \(abstract)")
      #expect(!command.helpMessage().contains("!"))
    }
  }

  @Test("nothing is wider than a terminal")
  func width() {
    for command in Self.commands {
      #expect(command.helpMessage(columns: 80).split(separator: "\n").allSatisfy { $0.count <= 80 })
    }
  }

  /// As a shell would split them: double quotes keep words together.
  private func words(_ line: String) -> [String] {
    line.split(separator: "\"", omittingEmptySubsequences: false).enumerated().flatMap { index, part in
      index % 2 == 1 ? [String(part)] : part.split(separator: " ").map(String.init)
    }
  }
}
