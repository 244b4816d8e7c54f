// The help pages, all of them: what is to be copied stands on one line, and works.

import Arguments
import PercolateCore
import Testing

@testable import percolatectl

@Suite("help")
struct HelpTests {
  private static let commands = CommandPath(root: Percolatectl.self).tree

  private static func page(_ path: CommandPath, width: Int = 80) -> String {
    var style = Style.plain
    style.width = width
    var page = Page(here: Here(now: .earliest, zone: .utc), style: style)
    page.help(path)
    return page.text
  }

  @Test("examples and tables stand on one line each")
  func examples() {
    for command in Self.commands {
      for line in command.configuration.discussion.split(separator: "\n") where line.contains("  ") {
        #expect(line.count <= 80, "\(command): \(line)")
      }
    }
  }

  @Test("every example is a command that is understood")
  func examplesAreUnderstood() throws {
    for command in Self.commands {
      for line in command.configuration.discussion.split(separator: "\n") where line.hasPrefix("  percolatectl ") {
        let arguments = words(String(line.prefix { $0 != "&" })).dropFirst()
        #expect(throws: Never.self, "\(line)") { _ = try Request(Array(arguments), root: Percolatectl.self) }
      }
    }
  }

  @Test("every abstract is a sentence, and nothing shouts")
  func sentences() {
    for command in Self.commands {
      let abstract = command.configuration.abstract
      #expect(abstract.first?.isUppercase == true && abstract.hasSuffix("."), "\(command): \(abstract)")
      #expect(!Self.page(command).contains("!"))
    }
  }

  @Test("nothing is wider than a terminal, and an option's name and its meaning stay together")
  func width() {
    for command in Self.commands {
      #expect(Self.page(command).split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(command)")
    }
  }

  /// A command lists its arguments once where they are declared, and once in order; reflection is for tests.
  @Test("no argument is declared that the command does not list")
  func listed() {
    for command in Self.commands {
      let listed = command.declarations
      for declared in Self.declared(in: command.command.init()) {
        #expect(listed.contains { $0.label() == declared.label() }, "\(command): \(declared.label())")
      }
    }
  }

  private static func declared(in part: Any) -> [Declaration] {
    Mirror(reflecting: part).children.flatMap { child in
      (child.value as? Declaration).map { [$0] } ?? declared(in: child.value)
    }
  }

  @Test("a command's page")
  func page() throws {
    let did = try #require(CommandPath(root: Percolatectl.self).child(named: "did"))
    #expect(
      Self.page(did) == """
        Tell what you did.

        letter      you sent the one letter
        reply       you answered what they wrote
        call        you called them
        invitation  you asked them for a coffee
        coffee      you had the coffee
        slip        you got in touch too early; the road goes on all the same

        Examples:
          percolatectl did letter
          percolatectl did call --on "yesterday 18:00"

        USAGE: percolatectl did <deed> [--on <date>] [--timeline <name>] [--json]

        ARGUMENTS:
          <deed>                  What you did. (values: letter, reply, call,
                                  invitation, coffee, slip)

        OPTIONS:
          --on <date>             When it was, if not just now.
          --timeline <name>       Which journey is meant, when there are several.
          --json                  Print one line of JSON instead of text.
          --version               Say which version this is.
          -h, --help              Show this help.

        """)
  }

  /// As a shell would split them: double quotes keep words together.
  private func words(_ line: String) -> [String] {
    line.split(separator: "\"", omittingEmptySubsequences: false).enumerated().flatMap { index, part in
      index % 2 == 1 ? [String(part)] : part.split(separator: " ").map(String.init)
    }
  }
}
