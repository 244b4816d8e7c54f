// What is said of the differences between two versions of a plan. Every row edits the small plan in one place.

import PercolateCore
import PercolateFiles
import TestSupport
import Testing

@Suite struct PlanChangesTests {
  private func read(_ text: String) throws -> Plan {
    try PlanFile.read(text: text, file: "small.yaml") { _ in nil }
  }

  private func check(_ old: String, _ new: String, _ lines: [String], _ location: SourceLocation = #_sourceLocation)
    throws
  {
    let edited = SmallPlan.text.replacing(old, with: new, maxReplacements: 1)
    #expect(edited != SmallPlan.text, "the row edits nothing", sourceLocation: location)
    let changes = PlanChanges.between(try read(SmallPlan.text), try read(edited))
    #expect(changes.map(\.description) == lines, sourceLocation: location)
  }

  @Test func `a plan does not differ from itself`() throws {
    #expect(PlanChanges.between(try read(SmallPlan.text), try read(SmallPlan.text)) == [])
  }

  @Test(
    arguments: [
      ("A small plan", "A plan", "the plan is called 'A plan', before 'A small plan'"),
      ("version: 1", "version: 2\nlanguage: it", "the plan speaks 'it', before 'en'"),
      (
        "usual: 5 days,", "usual: 5 days, after-slip: 2 days,",
        "stage 'first' lasts at least 2, usually 5, at the longest 9 days, 2 more after a slip, before at least 2, usually 5, "
          + "at the longest 9 days"
      ),
      ("title: First", "title: The first", "stage 'first' is called 'The first', before 'First'"),
      ("To begin.", "To start.", "stage 'first' says what it is for in other words"),
      ("It takes a few days.", "It takes days.", "stage 'first' says what it is for in other words"),
      (
        "least: 2 days, usual: 5 days, longest: 9 days", "least: 3 days, usual: 5 days",
        "stage 'first' lasts at least 3, usually 5 days, before at least 2, usually 5, at the longest 9 days"
      ),
      ("[letter, reply]", "[reply, letter, call]", "stage 'first' allows letter, reply, call, before letter, reply"),
      ("[letter, reply]", "none", "stage 'first' allows no contact, before letter, reply"),
      ("[letter, reply]", "[reply, letter]", nil),
      ("did letter: last", "accept: last\n      did letter: last", "stage 'first': 'accept' leads to 'last' now"),
      ("      did letter: last\n", "", "stage 'first': 'did letter' no longer leads to 'last'"),
      ("did letter: last", "did letter: first", "stage 'first': 'did letter' leads to 'first', before to 'last'"),
      ("Why is it so?", "Why?", "stage 'first': question 'reason' has other words"),
      (
        "when: at once", "when: 1 day after entering",
        "stage 'first': nudge 'hello' comes 1 day after entering, before at once"
      ),
      ("Hello, {name}.", "Good day, {name}.", "stage 'first': nudge 'hello' has other words"),
      ("discreet: Hello.", "discreet: Hi.", "stage 'first': nudge 'hello' has other words"),
      (
        "until: 3 days", "until: 4 days",
        "stage 'first': nudge 'daily' comes *-*-* 19:30:00 from day 1 to day 4, before *-*-* 19:30:00 from day 1 to day 3"
      ),
      (
        "urgency: low", "urgency: normal",
        "stage 'first': nudge 'daily' has another urgency, or another way when it is late"
      ),
      ("A no ends it.", "A no is a no.", "guard 'boundary' has other words"),
      ("serves: [A20] }\n  ", "serves: [A20, A1] }\n  ", nil),
      ("version: 1", "version: 2", nil),
    ] as [(String, String, String?)])
  func `one edit is one line`(old: String, new: String, line: String?) throws {
    try check(old, new, line.map { [$0] } ?? [])
  }

  @Test func `what is new and what is gone`() throws {
    try check(
      "  boundary: { words: A no ends it., serves: [A20] }", "  contact: { words: Not yet., serves: [A4] }",
      ["guard 'boundary' is gone", "guard 'contact' is new"])
    try check(
      "      reason: { ask: Why is it so?, serves: [A2] }", "      other: { ask: Why is it so?, serves: [A2] }",
      ["stage 'first': question 'reason' is gone", "stage 'first': question 'other' is new"])
    try check("id: hello", "id: hi", ["stage 'first': nudge 'hello' is gone", "stage 'first': nudge 'hi' is new"])
  }

  @Test func `a stage that is gone comes where it stood, and a new one where it stands`() throws {
    let middle = """
        middle:
          title: Middle
          aim: To go on.
          why: It takes time.
          stay: { least: 1 day, usual: 2 days }
          contact: none
          towards: no
          transitions: { accept: last }
        last:

      """
    let longer = SmallPlan.text.replacing("did letter: last", with: "did letter: middle")
      .replacing("  last:\n", with: middle)
    let (short, long) = (try read(SmallPlan.text), try read(longer))
    #expect(
      PlanChanges.between(short, long).map(\.description) == [
        "stage 'first': 'did letter' leads to 'middle', before to 'last'", "stage 'middle' is new: Middle",
      ])
    #expect(
      PlanChanges.between(long, short).map(\.description) == [
        "stage 'first': 'did letter' leads to 'last', before to 'middle'", "stage 'middle' is gone: Middle",
      ])
  }

  @Test func `where a journey begins and ends, and whether it leads towards somebody`() throws {
    let old = try read(SmallPlan.text)
    var new = old
    new.start = "last"
    new.stages[0].towards = false
    new.stages[0].ends = true
    new.stages[1].towards = true
    new.stages[1].ends = false
    #expect(
      PlanChanges.between(old, new).map(\.description) == [
        "a journey begins in stage 'last', before in 'first'",
        "stage 'first' no longer leads towards the other person", "the journey can end in stage 'first' now",
        "stage 'last' leads towards the other person now", "the journey no longer ends in stage 'last'",
      ])
  }
}
