// What is no plan at all, or is built to keep its reader busy: one fault, at once.

import Foundation
import PercolateCore
import PercolateFiles
import Testing

@Suite struct PlanSyntaxTests {
  @Test(arguments: [
    ("", "1:1: the file is empty; a plan was expected"),
    ("# nothing here\n", "1:1: the file is empty; a plan was expected"),
    ("coffee", "1:1: a plan: expected a mapping ('key: value'), found 'coffee'"),
    ("- coffee", "1:1: a plan: expected a mapping ('key: value'), found a list"),
    ("a: 1\n---\nb: 2\n", "2:1: not valid YAML: expected a single document in the stream but found another document"),
    (String(repeating: "x", count: 1 << 20 + 1), "1:1: the file is larger than 1 MiB; percolate's files are small"),
    ("plan: \u{1}", "1:7: not valid YAML: control characters are not allowed"),
  ])
  func `files that are no plan`(text: String, fault: String) {
    expectFaults(in: text, ["small.yaml:" + fault])
  }

  @Test func `what nests too deeply is refused`() {
    let depth = 20
    let text = "plan: " + String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    expectFaults(in: text, ["small.yaml:1:22: this is nested more than 16 levels deep"])
    // So deep that the YAML parser itself gives up.
    let deeper = String(repeating: "[", count: 5000)
    #expect(throws: Faults.self) { try PlanFile.read(text: deeper, file: "small.yaml") { _ in nil } }
  }

  /// Without a limit, comparing the keys of this mapping would take longer than anybody can wait.
  @Test func `aliases that multiply are refused before they are followed`() {
    var text = "a0: &a0 [x, x]\n"
    for level in 1...40 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    text += "? *a40\n: 1\n"
    expectFaults(in: text, ["small.yaml:10:10: aliases (*name) are not allowed; write the value out"])
  }
}

/// Reads a plan named small.yaml, which must have exactly these faults.
func expectFaults(in text: String, _ faults: [String], sourceLocation: SourceLocation = #_sourceLocation) {
  do {
    _ = try PlanFile.read(text: text, file: "small.yaml") { _ in nil }
    #expect(faults == [], sourceLocation: sourceLocation)
  } catch {
    #expect(error.all.map(\.description) == faults, sourceLocation: sourceLocation)
  }
}
