// A program of a few commands, which has one of each kind of argument.

import Arguments

enum Colour: String, CaseIterable, ArgumentValue {
  case red
  case green
  case dark = "dark-blue"
}

struct Shared: ArgumentGroup {
  @Flag("--json", help: "Print JSON.") var json: Bool
  @Option("--socket", help: "Where.", value: "path", isHidden: true) var socket: String?

  var arguments: [any ArgumentPart] { [$json, $socket] }

  func validate() throws(ValidationError) {
    if socket == "" { throw ValidationError("a socket has a path") }
  }
}

struct Program: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "program", abstract: "Does things.",
    groups: [
      CommandGroup(name: "Things", subcommands: [Look.self, Paint.self]),
      CommandGroup(name: "Words", subcommands: [Say.self, Book.self]),
    ], standIn: Look.self)
}

struct Look: NamedCommand {
  static let configuration = CommandConfiguration(name: "look", abstract: "Looks.")

  @Option("-n", "--lines", help: "How many lines.", value: "count") var lines = 10
  let shared = Shared()

  var arguments: [any ArgumentPart] { [$lines, shared] }

  func validate() throws(ValidationError) {
    guard lines > 0 else { throw ValidationError("-n takes 1 or more") }
  }
}

struct Paint: NamedCommand {
  static let configuration = CommandConfiguration(name: "paint", abstract: "Paints.", usage: "program paint <colour>")

  @Argument("colour", help: "Which.") var colour: Colour
  @Argument("coats", help: "How often.") var coats = 1
  @Argument("place", help: "Where.") var place: String?
  @Flag("-w", "--wet", help: "While it is wet.") var wet: Bool
  @Flag("-q", "--quiet", help: "Without a word.") var quiet: Bool
  @Option("-b", "--brush", help: "With what.", value: "brush") var brush: String?

  var arguments: [any ArgumentPart] { [$colour, $coats, $place, $wet, $quiet, $brush] }
}

struct Say: NamedCommand {
  static let configuration = CommandConfiguration(name: "say", abstract: "Says.")

  @Argument("word", atLeast: 1, help: "What.") var words: [String]
  @Option("--again", help: "Once more, after 1h or that long.", value: "span", alone: "1h") var again: String?
  @Option("--between", help: "From one to another.", value: "number") var between: [Int]
  @Option("--version", help: "Which version.", value: "number") var version: Int?

  var arguments: [any ArgumentPart] { [$words, $again, $between, $version] }
}

struct Book: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "book", abstract: "Books.", subcommands: [Open.self, Date.self], standIn: Date.self)

  struct Open: NamedCommand {
    static let configuration = CommandConfiguration(
      name: "open", abstract: "Opens.", subcommands: [Page.self])

    struct Page: NamedCommand {
      static let configuration = CommandConfiguration(name: "page", abstract: "A page.")
    }
  }

  struct Date: NamedCommand {
    static let configuration = CommandConfiguration(name: "date", abstract: "When.")

    @Argument("date", help: "The date.") var date: [String]

    var arguments: [any ArgumentPart] { [$date] }
  }
}
