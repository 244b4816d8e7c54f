// A child that answers, one that does not, and one that nobody waits for any more; a shell stands in for the program.

import Glibc
import Testing

@testable import Systemd

@Suite struct ChildTests {
  private func ask(_ script: String, length: Int = 4) throws -> Result<[UInt8], Child.Failure>? {
    let loop = try EventLoop()
    var result: Result<[UInt8], Child.Failure>?
    let child = try Child(
      on: loop, program: "/bin/sh", argument: "-s", question: Array(script.utf8), answerLength: length
    ) { result = $0 }
    while result == nil, try loop.runOnce(timeout: .seconds(20)) {}
    #expect(kill(child.process, 0) == -1, "it was waited for")
    return result
  }

  @Test func answers() throws { #expect(try ask("printf abcd") == .success(Array("abcd".utf8))) }

  @Test func answersInPieces() throws {
    #expect(try ask("printf ab; sleep 0.05; printf cd") == .success(Array("abcd".utf8)))
  }

  @Test(arguments: ["printf abc", "printf abcde", "exit 1", "kill -9 $$"]) func doesNotAnswer(script: String) throws {
    #expect(try ask(script) == .failure(.noAnswer))
  }

  @Test func takesTooLong() throws {
    let loop = try EventLoop()
    var result: Result<[UInt8], Child.Failure>?
    let child = try Child(
      on: loop, program: "/bin/sh", argument: "-s", question: Array("sleep 100".utf8), answerLength: 4,
      patience: .milliseconds(50)
    ) { result = $0 }
    while result == nil, try loop.runOnce(timeout: .seconds(20)) {}
    #expect(result == .failure(.noAnswer))
    #expect(kill(child.process, 0) == -1)
  }

  @Test func isEndedWhenNobodyWaits() throws {
    let loop = try EventLoop()
    var child: Child? = try Child(
      on: loop, program: "/bin/sh", argument: "-s", question: Array("sleep 100".utf8), answerLength: 4
    ) { _ in Issue.record("nobody waits") }
    let process = try #require(child?.process)
    #expect(kill(process, 0) == 0)
    child = nil
    #expect(kill(process, 0) == -1)
  }

  @Test func aProgramThatIsNotThere() throws {
    let loop = try EventLoop()
    #expect(throws: Child.Failure.notStarted(SystemError(code: ENOENT, call: "posix_spawn"))) {
      _ = try Child(on: loop, program: "/nowhere", argument: "", question: [], answerLength: 1) { _ in }
    }
  }
}
