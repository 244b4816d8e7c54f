// What a program can say of its commands: usage, names and values, and the scripts by which shells complete them.

import Arguments
import Foundation
import Testing

@Suite("what commands say of themselves")
struct DescriptionTests {
  private let program = CommandPath(root: Program.self)

  @Test("the way to each command")
  func tree() {
    #expect(
      program.tree.map(\.description) == [
        "program", "program look", "program paint", "program say", "program book", "program book open",
        "program book open page", "program book date",
      ])
  }

  @Test("usage follows from the arguments, those with a place first, unless it is given")
  func usage() throws {
    #expect(try #require(program.child(named: "look")).usage == ["program look [--lines <count>] [--json]"])
    #expect(try #require(program.child(named: "paint")).usage == ["program paint <colour>"])
    #expect(
      try #require(program.child(named: "say")).usage == [
        "program say <word> ... [--again [<span>]] [--between <number>] [--version <number>]"
      ])
    #expect(program.usage == ["program <command>"])
  }

  @Test("an argument's values and standard can be listed")
  func facts() throws {
    let paint = try #require(program.child(named: "paint")).declarations
    #expect(paint.map(\.choices) == [["red", "green", "dark-blue"], [], [], [], [], []])
    #expect(paint.map(\.standard) == [nil, "1", nil, nil, nil, nil])
    #expect(paint.map(\.isOptional) == [false, true, true, true, true, true])
  }

  @Test("each shell's script knows the commands, options and values", arguments: CompletionScript.allCases)
  func scripts(shell: CompletionScript) {
    let script = shell.text(for: program)
    for word in ["look", "page", "lines", "brush", "dark-blue"] { #expect(script.contains(word), "\(word)") }
    #expect(!script.contains("socket"))
  }

  private static let typed = [
    ("program ", "look paint say book -h --help"), ("program l", "look"), ("program book open ", "page -h --help"),
    ("program paint d", "dark-blue"), ("program paint red --br", "--brush"), ("program look --so", ""),
    ("program paint --brush ", ""),
  ]
  /// What a shell does to be answered.
  private static let call = #"COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _program"#

  @Test("bash completes what is typed", arguments: typed)
  func bash(typed: String, completed: String) throws {
    let script = CompletionScript.bash.text(for: program) + Self.call + #"; echo "${COMPREPLY[*]}""#
    #expect(try run("/bin/bash", ["-c", script, "bash"] + words(typed)) == completed + "\n")
  }

  /// Which of the answers fit is seen to by zsh itself.
  @Test("zsh does so, too", .enabled(if: isThere("/usr/bin/zsh")), arguments: typed)
  func zsh(typed: String, completed: String) throws {
    let script =
      "autoload -U compinit; compinit -D -u\n" + CompletionScript.zsh.text(for: program)
      + "complete() { emulate -L sh; setopt kshglob noshglob braceexpand nounset; \(Self.call); }; complete \"$@\"\n"
      + #"print -r -- ${(M)COMPREPLY:#${argv[-1]}*}"#
    #expect(try run("/usr/bin/zsh", ["-f", "-c", script, "zsh"] + words(typed)) == completed + "\n")
  }

  @Test(
    "fish lists what fits, with what it is",
    .enabled(if: isThere("/usr/bin/fish")),
    arguments: [
      ("program ", "book\tBooks.\nlook\tLooks.\npaint\tPaints.\nsay\tSays.\n"), ("program l", "look\tLooks.\n"),
      ("program book open ", "page\tA page.\n"), ("program paint d", "dark-blue\tWhich.\n"),
      ("program paint red --br", "--brush\tWith what.\n"), ("program look --so", ""),
    ])
  func fish(typed: String, completed: String) throws {
    let script = CompletionScript.fish.text(for: program) + "complete -C $argv[1]"
    #expect(try run("/usr/bin/fish", ["--no-config", "-c", script, typed]) == completed)
  }

  private static func isThere(_ shell: String) -> Bool { FileManager.default.isExecutableFile(atPath: shell) }

  private func words(_ typed: String) -> [String] {
    typed.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
  }

  private func run(_ program: String, _ arguments: [String]) throws -> String {
    let shell = Process()
    shell.executableURL = URL(filePath: program)
    shell.arguments = arguments
    let output = Pipe()
    shell.standardOutput = output
    try shell.run()
    let said = try output.fileHandleForReading.readToEnd() ?? Data()
    shell.waitUntilExit()
    return String(decoding: said, as: UTF8.self)
  }
}
