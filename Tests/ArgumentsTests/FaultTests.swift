// What is wrong with a command line, as facts, and whose help says more.

import Arguments
import Testing

@Suite("faults of a command line")
struct FaultTests {
  private static let helpAndVersion = ["-h", "--help", "--version"]

  @Test(
    "each is told with what there is instead",
    arguments: [
      ("dig", .unknownCommand("dig", known: ["look", "paint", "say", "book", "help"]), "program"),
      ("''", .unknownCommand("", known: ["look", "paint", "say", "book", "help"]), "program"),
      ("dig --help", .unknownCommand("dig", known: ["look", "paint", "say", "book", "help"]), "program"),
      ("help dig", .unknownCommand("dig", known: ["look", "paint", "say", "book", "help"]), "program"),
      ("book open dig", .unknownCommand("book open dig", known: ["page"]), "program book open"),
      ("book open --dig", .unknownOption("--dig", known: helpAndVersion), "program book open"),
      ("--json look", .optionFirst("--json", command: "look"), "program"),
      ("--socket paint look", .optionFirst("--socket", command: "look"), "program"),
      ("look --lin 3", .unknownOption("--lin", known: ["-n", "--lines", "--json"] + helpAndVersion), "program look"),
      ("look -x", .unknownOption("-x", known: ["-n", "--lines", "--json"] + helpAndVersion), "program look"),
      ("--lin=3", .unknownOption("--lin", known: ["-n", "--lines", "--json"] + helpAndVersion), "program look"),
      ("look -n", .valueMissing("-n <count>"), "program look"),
      ("look --lines --json", .valueMissing("--lines <count>"), "program look"),
      ("say x --between", .valueMissing("--between <number>"), "program say"),
      ("look --json=1", .valueUnwanted("--json", value: "1"), "program look"),
      ("look -n three", .valueUnfit("three", label: "-n <count>", choices: []), "program look"),
      (
        "look --lines=99999999999999999999", .valueUnfit("99999999999999999999", label: "--lines <count>", choices: []),
        "program look"
      ),
      ("say x --between 1 y", .valueUnfit("y", label: "--between <number>", choices: []), "program say"),
      (
        "paint mauve", .valueUnfit("mauve", label: "<colour>", choices: ["red", "green", "dark-blue"]), "program paint"
      ),
      ("paint", .argumentMissing("<colour>", choices: ["red", "green", "dark-blue"]), "program paint"),
      ("say", .argumentMissing("<word> ...", choices: []), "program say"),
      ("paint red 1 wall more words", .unexpected(["more", "words"]), "program paint"),
      ("look -- --json", .unexpected(["--json"]), "program look"),
      ("look -n 0", .invalid("-n takes 1 or more"), "program look"),
      ("look -n 0 --socket=", .invalid("a socket has a path"), "program look"),
    ] as [(String, UsageError.Fault, String)])
  func faults(line: String, fault: UsageError.Fault, command: String) throws {
    let error = #expect(throws: UsageError.self) { _ = try Request(words(line), root: Program.self) }
    #expect(error?.fault == fault)
    #expect(error?.command == command)
  }

  @Test("whatever the words are, reading them ends in a request or a fault")
  func anything() {
    var generator = SystemRandomNumberGenerator()
    let pieces = [
      "look", "paint", "say", "book", "red", "-", "--", "-n", "-nx", "-wqb", "--json", "--json=", "--brush", "--=", "=",
      "-=", "", "-\u{301}", "\u{1F600}", "--between", "7", "-7", "help", "--help", "--version",
    ]
    for _ in 0..<20_000 {
      let count = Int.random(in: 0...5, using: &generator)
      let line = (0..<count).compactMap { _ in pieces.randomElement(using: &generator) }
      do {
        _ = try Request(line, root: Program.self)
      } catch {
        #expect(error.command.hasPrefix("program"), "\(line)")
      }
    }
  }
}
