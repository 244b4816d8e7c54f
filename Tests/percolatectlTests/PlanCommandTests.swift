// The commands for whoever writes a plan, with the real binary: what is written where, and what ends with which status.

import Foundation
import TestSupport
import Testing

@Suite("plan new, plan check, plan show")
struct PlanCommandTests {
  private func run(_ arguments: String...) throws -> Binary.Result {
    try Binary.run(["plan"] + arguments, socket: "/nonexistent")
  }

  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test("a new plan is private, passes the check and can be shown")
  func new() throws {
    let folder = TemporaryFolder()
    let file = folder.path + "/mine.yaml"
    let made = try run("new", "mine", "--output", file)
    #expect(made.status == 0 && made.error.isEmpty)
    #expect(made.output.contains("  percolatectl plan check \(file)\n"))
    #expect(try mode(file) == 0o600)
    let checked = try run("check", file)
    #expect(checked.status == 0)
    let words = checked.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words == "\(file): the plan 'mine' is in order: 4 stages, 12 nudges")
    #expect(try run("show", file).output.contains("│ 1 A rest "))
  }

  @Test("without --output it goes where plans are looked for")
  func place() throws {
    let made = try run("new", "mine", "--json")
    #expect(made.status == 0, "\(made.error)")
    #expect(made.output.hasSuffix("/.config/percolate/plans/mine.yaml\",\"plan\":\"mine\"}\n"), "\(made.output)")
  }

  @Test("what is there stays as it is: 1")
  func overwrite() throws {
    let folder = TemporaryFolder()
    let file = folder.path + "/mine.yaml"
    try "mine\n".write(toFile: file, atomically: true, encoding: .utf8)
    let again = try run("new", "mine", "--output", file)
    #expect(again.status == 1 && again.output.isEmpty)
    #expect(again.error.contains("is there already, and was left as it is"))
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "mine\n")
    // A link that leads nowhere is not followed.
    let link = folder.path + "/link.yaml"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder.path + "/elsewhere")
    #expect(try run("new", "mine", "--output", link).status == 1)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/elsewhere"))
    let nowhere = try run("new", "mine", "--output", folder.path + "/none/mine.yaml")
    #expect(nowhere.status == 1 && nowhere.error.hasSuffix("No such file or directory\n"))
  }

  @Test("a name that no plan can have: 2", arguments: [("Mine", "lower case letters"), ("coffee", "is built in")])
  func name(_ name: String, excerpt: String) throws {
    let result = try run("new", name, "--output", "-")
    #expect(result.status == 2 && result.output.isEmpty)
    #expect(result.error.hasPrefix("percolatectl: ") && result.error.contains(excerpt))
  }

  @Test("--output - prints it, and warnings do not fail the check")
  func warnings() throws {
    let text = try run("new", "mine", "--output", "-").output
    #expect(text.hasPrefix("# A plan for Percolate"))
    let folder = TemporaryFolder()
    let file = folder.path + "/mine.yaml"
    func check(_ text: String, _ arguments: String...) throws -> Binary.Result {
      try text.write(toFile: file, atomically: true, encoding: .utf8)
      return try Binary.run(["plan", "check", file] + arguments, socket: "/nonexistent")
    }
    let odd = text.replacing("when: 4 days after entering", with: "when: 7 days after entering")
      .replacing("longest: 28 days", with: "longest: 7 days")
    let warned = try check(odd)
    #expect(warned.status == 0)
    #expect(
      warned.output.contains("mine.yaml:99:15: warning: this nudge comes on some journeys only: "), "\(warned.output)")
    #expect(warned.output.contains("is in order"))
    let json = try check(odd, "--json")
    #expect(json.output.contains(#""faults":[],"file":""#))
    #expect(json.output.contains(#""severity":"warning"}]}"#), "\(json.output)")
    let faulty = try check(odd.replacing("start: rest", with: "start: rset"))
    #expect(faulty.status == 1)
    #expect(!faulty.output.contains("warning:"))
    #expect(faulty.output.contains("there is no stage 'rset'; did you mean 'rest'?"))
  }

  @Test("plan show reads a name or a path")
  func show() throws {
    #expect(try run("show", "moving-on").output.hasPrefix("On from here"))
    let json = try run("show", "moving-on", "--json")
    #expect(json.output.hasPrefix(#"{"about":""#))
    #expect(try run("show", "/nonexistent/p.yaml").error.contains("there is no such file"))
  }
}
