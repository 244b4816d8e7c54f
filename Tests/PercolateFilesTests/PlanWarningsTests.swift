// What `plan check` says of a plan that can be used: warnings, and notes. Every row edits the small plan; line 24 is the time of its
// nudge `hello`, line 28 that of `daily`.

import PercolateCore
import PercolateFiles
import TestSupport
import Testing

@Suite struct PlanWarningsTests {
  /// The small plan, in which the user can decide to go on.
  private static let base = SmallPlan.text.replacing("extend: first", with: "accept: last")

  private func check(_ text: String, _ warnings: [String], _ location: SourceLocation = #_sourceLocation) throws {
    let (plan, found) = try PlanFile.check(text: text, file: "f", name: "small") { _ in nil }
    #expect(found.map(\.description) == warnings.map { "f:\($0)" }, sourceLocation: location)
    // Whoever reads a plan for a journey is not stopped.
    #expect(try PlanFile.read(text: text, file: "f") { _ in nil } == plan, sourceLocation: location)
  }

  @Test func `a plan may have none`() throws {
    try check(SmallPlan.text, [])
    try check(Self.base, [])
  }

  @Test func `warnings wait until there are no faults`() {
    let text = Self.base.replacing("version: 1", with: "version: 0").replacing("accept: last", with: "they wrote: last")
    let faults = #expect(throws: Faults.self) { try PlanFile.check(text: text, file: "f") { _ in nil } }
    #expect(faults?.all.map(\.severity) == [.fault])
  }

  /// The time of `hello`, in a stage that time ends after its usual stay of 5 days, and that can be extended.
  @Test(
    arguments: [
      ("4 days after entering", nil),
      (
        "5 days after entering at 09:00",
        "warning: this nudge comes on some journeys only: it comes on day 5, on which the stage is left at the time of day at "
          + "which it was entered"
      ),
      (
        "5 days after entering", "note: this nudge comes only after 'extend': it comes on day 5, when the stage is over"
      ),
      (
        "7 days after entering",
        "note: this nudge comes only after 'extend': it comes on day 7, and the stage lasts 5 days by itself"
      ),
      (
        "6 days before usual-stay",
        "note: this nudge comes only after 'extend': it would come before the stage is entered"
      ),
      (
        "the first Sunday after entering",
        "warning: this nudge comes on some journeys only: it comes on a day from 1 to 7, and the stage is left on day 5"
      ),
      ("the evening before usual-stay", nil),
      ("2 hours before usual-stay", nil),
    ] as [(String, String?)])
  func `nudges that come late in a stage, or after it`(phrase: String, message: String?) throws {
    let text = SmallPlan.text.replacing("extend: first", with: "extend: first\n      usual stay: last")
      .replacing("when: at once", with: "when: \(phrase)")
    try check(text, message.map { ["25:15: \($0)"] } ?? [])
  }

  /// Wherever the week begins, the first Sunday comes in a stage of more than seven days.
  @Test(arguments: ["entering", "usual-stay", "longest-stay", "replied"])
  func `a day of the week that every journey has`(anchor: String) throws {
    try check(Self.base.replacing("when: at once", with: "when: the first Sunday after \(anchor)"), [])
  }

  @Test func `slips can make a stage longer, three times`() throws {
    func nudge(onDay day: Int) -> String {
      Self.base.replacing("longest: 9 days }", with: "longest: 9 days, after-slip: 2 days }")
        .replacing("accept: last", with: "longest stay: last")
        .replacing("when: at once", with: "when: \(day) days after entering")
    }
    try check(
      nudge(onDay: 14),
      ["24:15: note: this nudge comes only after a slip: it comes on day 14, and the stage lasts 9 days by itself"])
    #expect(throws: Faults.self) { try PlanFile.read(text: nudge(onDay: 16), file: "f") { _ in nil } }
  }

  @Test func `a cadence that begins after the stage`() throws {
    let text = SmallPlan.text.replacing("extend: first", with: "extend: first\n      usual stay: last")
      .replacing("from: 1 day", with: "from: 6 days").replacing("until: 3 days", with: "until: 8 days")
    try check(
      text,
      ["29:15: note: this nudge comes only after 'extend': it begins on day 6, and the stage lasts 5 days by itself"])
  }

  @Test(arguments: [
    ("Wed 19:30", 1, 7, nil),
    ("Wed 19:30", 1, 6, "not every stretch from day 1 to day 6 has a date that matches 'Wed *-*-* 19:30:00'"),
    ("*-*-1 9:00", 0, 30, nil),
    ("*-*-31 9:00", 0, 30, "not every stretch from day 0 to day 30 has a date that matches '*-*-31 09:00:00'"),
  ])
  func `a cadence that may miss its days`(event: String, from: Int, until: Int, reason: String?) throws {
    let text = Self.base.replacing("*-*-* 19:30", with: event).replacing("from: 1 day", with: "from: \(from) days")
      .replacing("until: 3 days", with: "until: \(until) days")
    try check(text, reason.map { ["28:15: warning: this nudge comes on some journeys only: \($0)"] } ?? [])
  }

  @Test func `a letter that the plan never asks for`() throws {
    let text = Self.base.replacing("      did letter: last\n", with: "").replacing("[letter, reply]", with: "[reply]")
      .replacing("when: at once", with: "when: 1 day after letter-sent")
    try check(
      text,
      [
        "23:15: warning: this nudge comes only after a letter that went out before its time: no way into stage 'first' "
          + "brings 'did letter'"
      ])
  }

  @Test func `a stage in which the user waits for somebody else`() throws {
    let text = Self.base.replacing("      accept: last\n", with: "").replacing("did letter:", with: "they wrote:")
    try check(
      text,
      [
        "9:3: warning: only the other person can end stage 'first'; add a way of the user's or of time, such as 'accept' or "
          + "'longest stay'"
      ])
    try check(
      text.replacing("they wrote: last", with: "extend: first\n      they wrote: last"),
      [
        "9:3: warning: only the other person can end stage 'first'; add a way of the user's or of time, such as 'accept' or "
          + "'longest stay'"
      ])
  }

  @Test func `a stage that a no closes`() throws {
    let text = Self.base.replacing("    ends: yes", with: "    transitions: { usual stay: first, accept: first }")
    try check(
      text,
      [
        "36:3: warning: after a 'no' nothing leads out of stage 'last'; add a way to a stage with 'towards: no', or "
          + "'ends: yes'"
      ])
  }

  @Test func `time that goes round`() throws {
    let text = Self.base.replacing("accept: last", with: "longest stay: last")
      .replacing("    ends: yes\n", with: "    transitions: { usual stay: first, assess let-go: end }\n" + Self.end)
    try check(
      text,
      [
        "19:7: warning: time alone goes round for ever: first -> last -> first; let one of them wait for the user, or end"
      ])
  }

  /// Each name is a nudge of the first stage, with its time.
  private func crowd(_ times: [String]) -> String {
    let nudges = times.enumerated().map { index, when in
      "      - { id: n\(index), when: \"\(when)\", full: [A, B], discreet: [A, B] }\n"
    }
    return Self.base.replacing("    nudges:\n", with: "    nudges:\n" + nudges.joined())
  }

  @Test(arguments: [
    // With `daily` there are three on the second day, which is all right.
    (["1 day after entering", "1 day after entering at 09:00"], []),
    (
      ["1 day after entering", "the morning after entering", "24 hours after entering"],
      ["31:15: warning: day 1 of stage 'first' can have 4 nudges (n0, n1, n2, daily)"]
    ),
    (
      ["4 days before usual-stay", "8 days before longest-stay", "1 day after entering"],
      ["31:15: warning: day 1 of stage 'first' can have 4 nudges (n0, n1, n2, daily)"]
    ),
    (
      ["*-*-* 9,12,15:00"],
      [
        "25:15: warning: day 0 of stage 'first' can have 4 nudges (hello, n0 3 times)",
        "29:15: warning: day 1 of stage 'first' can have 4 nudges (n0 3 times, daily)",
      ]
    ),
    (
      [9, 11, 15].map { "the first Sunday after entering at \($0 == 9 ? "09" : "\($0)"):00" },
      ["31:15: warning: day 3 of stage 'first' can have 4 nudges (n0, n1, n2, daily)"]
    ),
    (
      ["the first Sunday after replied"] + Array(repeating: "6 days after replied", count: 3),
      ["26:25: warning: day 6 of 'replied' can have 4 nudges (n0, n1, n2, n3)"]
    ),
    (
      Array(repeating: "2 hours after replied", count: 4),
      ["26:25: warning: day 0 of 'replied' can have 4 nudges (n0, n1, n2, n3)"]
    ),
    (["2 hours after replied", "2 hours after they-wrote", "2 hours after slip", "at once"], []),
  ])
  func `days with more nudges than are shown`(times: [String], warnings: [String]) throws {
    let (_, found) = try PlanFile.check(text: crowd(times), file: "f") { _ in nil }
    let days = found.map(\.description).filter { $0.contains("in a day") }
    #expect(days == warnings.map { "f:\($0); at most 3 come in a day, the others later or not at all" })
  }

  @Test func `weeks with more nudges than are shown`() throws {
    let (_, found) = try PlanFile.check(text: crowd(["*-*-* 12:00", "*-*-* 15:00"]), file: "f") { _ in nil }
    #expect(
      found.map(\.description) == [
        "f:30:15: warning: the week from day 0 of stage 'first' can have 18 nudges (hello, n0 7 times, n1 7 times, daily "
          + "3 times); at most 12 come in a week, the others later or not at all"
      ])
  }

  @Test func `what happens on the way into a stage is counted from its first day`() throws {
    let nudges = [
      "the morning after entering", "1 day after letter-sent", "1 day after letter-sent at 15:00",
      "1 day after letter-sent at 18:00",
    ]
    let text = Self.base.replacing("      accept: last\n", with: "")
      .replacing("they no-contact: { to: last, serves: [A20] }", with: "they no-contact: end")
      .replacing(
        "    ends: yes\n",
        with: "    transitions: { accept: end }\n    nudges:\n"
          + nudges.enumerated().map { "      - { id: n\($0), when: \"\($1)\", full: A, discreet: A }\n" }.joined()
          + Self.end)
    try check(
      text,
      [
        "47:25: warning: day 1 of stage 'last' can have 4 nudges (n0, n1, n2, n3); at most 3 come in a day, the others "
          + "later or not at all"
      ])
  }

  private static let end = """
      end:
        title: End
        aim: To end.
        why: It is over.
        stay: { least: 1 day, usual: 2 days, longest: 2 weeks }
        contact: none
        towards: no
        ends: yes

    """
}
