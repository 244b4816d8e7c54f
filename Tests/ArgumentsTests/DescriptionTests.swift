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

  @Test(
    "bash completes what is typed",
    arguments: [
      ("program ", "look paint say book -h --help"), ("program l", "look"), ("program book open ", "page -h --help"),
      ("program paint d", "dark-blue"), ("program paint red --br", "--brush"), ("program look --so", ""),
      ("program paint --brush ", ""),
    ])
  func bash(typed: String, completed: String) throws {
    let script =
      CompletionScript.bash.text(for: program)
      + #"COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _program; echo "${COMPREPLY[*]}""#
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/bash")
    let words = typed.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    shell.arguments = ["-c", script, "bash"] + words
    let output = Pipe()
    shell.standardOutput = output
    try shell.run()
    let said = try output.fileHandleForReading.readToEnd() ?? Data()
    shell.waitUntilExit()
    #expect(String(decoding: said, as: UTF8.self) == completed + "\n")
  }
}
