// What is no plan at all, or is built to keep its reader busy: one fault, at once.

import Foundation
import PercolateCore
import PercolateFiles
import TestSupport
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

  @Test func `keys that are no plain words are passed over, but not in any depth`() {
    let start = String(SmallPlan.text.prefix(while: { $0 != "\n" }))
    expectFaults(
      in: "\(start)\n? [a, {b: c}]\n: [d]\n? !x y\n: 1\n",
      [
        "small.yaml:2:3: expected a plain word as the key", "small.yaml:4:3: expected a plain word as the key",
      ])
    let deep = "? " + String(repeating: "[", count: 5000)
    expectFaults(in: deep, ["small.yaml:1:18: this is nested more than 16 levels deep"])
  }

  /// An alias can only come after its anchor, which is refused where it stands: nothing is ever expanded.
  @Test func `aliases that multiply are refused before they are followed`() {
    var text = "a0: &a0 [x, x]\n"
    for level in 1...40 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    expectFaults(in: text, ["small.yaml:1:5: anchors (&name) are not allowed; write the value out"])
    expectFaults(in: "a: *b\n", ["small.yaml:1:4: aliases (*name) are not allowed; write the value out"])
  }

  @Test(arguments: [
    ("\u{FEFF}plan: [", "2:1: not valid YAML: while parsing a flow node did not find expected node content"),
    ("plan: \0", "1:7: not valid YAML: control characters are not allowed"),
    ("è: 1\nb: \u{301}\u{7}", "2:5: not valid YAML: control characters are not allowed"),
    ("\u{FE}\u{FF}a", "1:1: a plan: expected a mapping ('key: value'), found 'þÿa'"),
    ("è: 1\nb: 2\nb: 3\nè: 4\n", "2:1: 'b', 'è' is written twice in the same mapping; keep one"),
    ("\"b\": 1\nb: 2\n", "1:1: 'b' is written twice in the same mapping; keep one"),
  ])
  func `bytes and places`(text: String, fault: String) { expectFaults(in: text, ["small.yaml:" + fault]) }

  @Test func `a tag that says what a value is anyway is none`() {
    expectFaults(in: SmallPlan.text.replacing("version: 1", with: "version: !!str 1"), [])
    expectFaults(in: SmallPlan.text.replacing("version: 1", with: "! version: \u{FEFF}1"), [])
    expectFaults(
      in: SmallPlan.text.replacing("version: 1", with: "version: !mine 1"),
      ["small.yaml:2:10: tags ('!mine') are not allowed; write the value without it"])
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
