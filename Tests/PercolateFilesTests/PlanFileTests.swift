// A plan's file: what is read, and what the author is told. Every row breaks the small plan in one place.

import Foundation
import PercolateCore
import PercolateFiles
import TestSupport
import Testing

@Suite struct PlanFileTests {
  @Test func `every key is read`() throws {
    let plan = try PlanFile.read(text: SmallPlan.text, file: "small.yaml", name: "small") { _ in nil }
    #expect(plan.name == "small")
    #expect(plan.version == 1)
    #expect(plan.title == "A small plan")
    #expect(plan.about == "Two stages.")
    #expect(plan.start == "first")
    #expect(plan.guards == [Guard(kind: .boundary, words: "A no ends it.", serves: [20].compactMap(Advice.init))])
    #expect(plan.stages.map(\.id) == ["first", "last"])
    #expect(plan.served == Set([1, 2, 3, 20].compactMap(Advice.init)))
    let first = try #require(plan.stage("first"))
    #expect(first.stay == Stay(least: 2, usual: 5, longest: 9))
    #expect(first.contact == [.letter, .reply])
    #expect(first.towards && !first.ends)
    #expect(first.transition(on: .did(.letter))?.to == "last")
    #expect(first.transition(on: .they(.noContact))?.serves == [20].compactMap(Advice.init))
    #expect(first.questions == [Question(id: "reason", ask: "Why is it so?", serves: [2].compactMap(Advice.init))])
    let last = try #require(plan.stage("last"))
    #expect(last.stay.longest == 14)
    #expect(last.contact.isEmpty && !last.towards && last.ends)
    let daily = try #require(first.nudges.last)
    #expect(daily.id == "daily" && daily.urgency == .low && daily.late == .drop)
    #expect(daily.full == ["One.", "Two."] && daily.discreet == ["Eins.", "Zwei."])
    #expect(daily.when == .cadence(try CalendarEvent(parsing: "*-*-* 19:30") { _ in nil }, fromDay: 1, untilDay: 3))
    let hello = try #require(first.nudges.first)
    #expect(hello.urgency == .normal && hello.late == .fold && hello.full == ["Hello, {name}."])
  }

  /// One edit of the small plan, and the faults that it must give, without the file's name.
  struct Row: CustomTestStringConvertible {
    let old: String
    let new: String
    let faults: [String]

    init(_ old: String, _ new: String, _ faults: String...) {
      (self.old, self.new, self.faults) = (old, new, faults)
    }

    var testDescription: String { "\(old) -> \(new)" }
  }

  private func check(_ row: Row) throws {
    let edited = SmallPlan.text.replacing(row.old, with: row.new, maxReplacements: 1)
    #expect(edited != SmallPlan.text, "the row edits nothing")
    do {
      _ = try PlanFile.read(text: edited, file: "small.yaml", name: "small") { _ in nil }
      #expect(row.faults == [])
    } catch {
      #expect(error.all.map { String($0.description.dropFirst("small.yaml:".count)) } == row.faults)
    }
  }

  private static let keys: [Row] = [
    Row(
      "title: A small", "titel: A small",
      "1:1: a plan has no 'title'; it must have one", "3:1: unknown key 'titel' in a plan; did you mean 'title'?"),
    Row("about: Two stages.\n", "", "1:1: a plan has no 'about'; it must have one"),
    Row("version: 1", "version: 1\nversion: 2", "2:1: 'version' is written twice in the same mapping; keep one"),
    Row("  first:\n", "  first: &f\n", "9:10: anchors (&name) are not allowed; write the value out"),
    Row("version: 1", "version: *v", "2:10: aliases (*name) are not allowed; write the value out"),
    Row(
      "version: 1", "version: !!int 1",
      "2:10: tags ('tag:yaml.org,2002:int') are not allowed; write the value without it"),
    Row("version: 1", "? [a, b]\n: 1\nversion: 1", "2:3: expected a plain word as the key"),
    Row(
      "start: first", "start: [first",
      "6:7: not valid YAML: while parsing a flow sequence did not find expected ',' or ']'"),
    Row(
      "start: first", "start:\tfirst\n\t x: 1",
      "6:1: not valid YAML: while scanning a plain scalar found a tab character that violates indentation"),
    Row("    contact: none\n", "", "37:5: stage 'last' has no 'contact'; it must have one"),
  ]

  @Test(arguments: keys) func `keys, anchors, tags and syntax`(_ row: Row) throws { try check(row) }

  private static let values: [Row] = [
    Row("version: 1", "version: one", "2:10: 'version': expected a whole number from 1 to 999999, found 'one'"),
    Row(
      "version: 1", "version: 99999999999999999999",
      "2:10: 'version': expected a whole number from 1 to 999999, found '99999999999999999999'"),
    Row("version: 1", "version:", "2:9: 'version': expected a whole number from 1 to 999999, found nothing"),
    Row(
      "plan: small", "plan: Small",
      "1:7: 'plan': expected a name of lower case letters, digits and hyphens, a letter first, found 'Small'"),
    Row("plan: small", "plan: other", "1:7: 'plan': expected 'small', as the file is called, found 'other'"),
    Row(
      "title: First", "title: [First]", "10:12: 'title': expected some words, without control characters, found a list"),
    Row(
      "title: First", "title: \"\\e[31mFirst\"",
      "10:12: 'title': expected some words, without control characters, found ' [31mFirst'"),
    Row(
      "least: 2 days", "least: 2",
      "13:20: 'least': expected a number of days or weeks, for example '21 days' or '3 weeks', found '2'"),
    Row(
      "least: 2 days", "least: 1000 weeks",
      "13:20: 'least': expected a number of days or weeks, for example '21 days' or '3 weeks', found '1000 weeks'"),
    Row("ends: yes", "ends: true", "43:11: 'ends': expected yes or no, found 'true'"),
    Row("urgency: low", "urgency: loud", "32:18: 'urgency': expected one of: low, normal, critical, found 'loud'"),
    Row(
      "[letter, reply]", "[letter, hug]",
      "14:23: 'contact': expected one of: letter, reply, call, invitation, meeting, or none, found 'hug'"),
    Row(
      "serves: [A3]", "serves: [A3, A36, A3]",
      "31:22: 'serves': expected a point of advice, A1 to A35, found 'A36'",
      "31:27: 'serves': 'A3' is written twice"),
    Row(
      "  boundary:", "  bondary:",
      "7:3: guard 'bondary': expected one of: contact, one-letter, one-invitation, boundary; did you mean 'boundary'?"),
    Row("did letter:", "did leter:", "17:7: unknown trigger 'did leter'; did you mean 'did letter'?"),
    Row("        when: at once", "        when: at onec", "24:18: 'when': expected 'once', found 'onec'"),
    Row(
      "\"*-*-* 19:30\"", "\"3 days afterr entering\"",
      "28:23: 'when': expected 'before' or 'after', found 'afterr'"),
    Row(
      "full: Hello, {name}.", "full: Hello, {nam}.",
      "25:22: 'full': unknown blank '{nam}'; {name}, {day} and {he|she|they} are known"),
    Row(
      "discreet: Hello.", "discreet: Hello, {name}.",
      "26:19: 'discreet': {name} would tell whoever looks over the shoulder; say it without"),
    Row(
      "full: Hello, {name}.", "full: \(String(repeating: "x", count: 173)){name}",
      "25:15: 'full': these words are 181 characters long; at most 180 fit into a popup"),
    Row("full: Hello, {name}.", "full: \(String(repeating: "x", count: 172)){name}"),
    Row("full: Hello, {name}.", "full: '{\(String(repeating: "x", count: 180))|he|{name}}'"),
    Row(
      "full: Hello, {name}.", "full: '{he|{name}|\(String(repeating: "x", count: 181))}'",
      "25:15: 'full': these words are 181 characters long; at most 180 fit into a popup"),
    Row("discreet: Hello.", "discreet: Day {day}, {he|she|they}."),
  ]

  private static let blanks: [Row] = [
    Row("Hello, {name}.", "Ciao {a name}{di name}{da name}{con name}{per name}, {{name}|{day}|}."),
    Row(
      "Hello, {name}.", "It is {he|she}.",
      "25:21: 'full': a choice has three readings, as in {he|she|they}; found 2 here"),
    Row(
      "full: Hello, {name}.", "full: \"It's {name}, and\n              then {he\"",
      "26:20: 'full': this '{' has no '}'; a blank is written as in {name}"),
    Row(
      "full: Hello, {name}.", "full: >-\n            {name} and\n            {name}}",
      "27:19: 'full': this '}' closes nothing; a blank is written as in {name}"),
    Row(
      "full: Hello, {name}.", "full: 'It''s {he}'", "25:22: 'full': unknown blank '{he}'; \(known)"),
    Row("[One., Two.]", "[One., \"{Two}\"]", "34:23: 'full': unknown blank '{Two}'; \(known)"),
    Row(
      "[Eins., Zwei.]", "[Eins., \"Zwei{\"]", "35:32: 'discreet': this '{' has no '}'; a blank is written as in {name}"),
    Row(
      "discreet: Hello.", "discreet: \"{he|she|{con name}}\"",
      "26:19: 'discreet': {name} would tell whoever looks over the shoulder; say it without"),
    Row("To begin.", "To begin with {him|her|them}, {name}."),
    Row("To begin.", "To {begin}.", "11:13: 'aim': unknown blank '{begin}'; \(known)"),
    Row(
      "It takes a few days.", "Day {day}.", "12:10: 'why': {day} is known in the words of a nudge only; say it without"),
    Row("Why is it so?", "'{x}'", "21:23: 'ask': unknown blank '{x}'; \(known)"),
    Row("A no ends it.", "'A {no}.'", "7:25: 'words': unknown blank '{no}'; \(known)"),
    Row(
      "Hello, {name}.", "\"\\x7B\"", "25:15: 'full': this '{' has no '}'; a blank is written as in {name}"),
  ]
  private static let known = "{name}, {day} and {he|she|they} are known"

  @Test(arguments: blanks) func `blanks that cannot be filled in`(_ row: Row) throws { try check(row) }

  @Test(arguments: values) func `values of the wrong kind`(_ row: Row) throws { try check(row) }

  private static let logic: [Row] = [
    Row("start: first", "start: frist", "5:8: there is no stage 'frist'; did you mean 'first'?"),
    Row("did letter: last", "did letter: lost", "17:19: there is no stage 'lost'; did you mean 'last'?"),
    Row("start: first", "start: last", "9:3: stage 'first' cannot be reached from 'last'"),
    Row("id: daily", "id: hello", "27:13: nudge 'hello' is there already, in line 23; choose another name"),
    Row("least: 2 days", "least: 6 days", "13:11: a stay grows from least to usual to longest; found 6, 5, 9 days"),
    Row(
      "longest: 9 days", "longest: 4 days",
      "13:11: a stay grows from least to usual to longest; found 2, 5, 4 days"),
    Row(
      "    ends: yes\n", "",
      "36:3: nothing leads out of stage 'last'; add a transition, or 'ends: yes' if the journey ends here"),
    Row(", longest: 2 weeks", "", "40:11: a stage with 'ends: yes' needs a longest stay: the journey is over with it"),
    Row(
      "extend: first", "extend: last",
      "19:15: 'extend' is one more stay in the same stage; expected 'first', found 'last'"),
    Row(
      "      they no-contact: { to: last, serves: [A20] }\n", "",
      "9:3: stage 'first' leads towards the other person and has no transition 'they no-contact'; add it, or "
        + "'towards: no'"),
    Row(
      "{ to: last, serves: [A20] }", "{ to: first, serves: [A20] }",
      "18:30: 'they no-contact' must lead to a stage with 'towards: no'; 'first' leads towards them"),
    Row(
      "contact: none", "contact: [call]",
      "41:14: a stage with 'towards: no' allows no contact; expected 'contact: none'"),
    Row(
      "full: [One., Two.]", "full: [One., Two., Three.]",
      "35:19: as many discreet variants as full ones are needed; found 2 for 3"),
    Row(
      "        full: [One., Two.]\n        discreet: [Eins., Zwei.]", "        full: One.\n        discreet: Eins.",
      "34:15: a nudge that comes again and again needs 2 variants or more; found 1"),
    Row("extend: first", "longest stay: last"),
    Row(", longest: 9 days", ""),
  ]

  private static let timing: [Row] = [
    Row("from: 1 day", "from: 4 days", "30:9: 'until': day 3 is before 'from', day 4"),
    Row(
      "        when: at once", "        when: at once\n        from: 1 day",
      "25:9: 'from' goes with a calendar event only; this nudge comes once"),
    Row(
      "\"*-*-* 19:30\"", "\"*-02-30 19:30\"",
      "28:15: this nudge can never come: no date matches '*-02-30 19:30:00'"),
  ]

  @Test(arguments: logic) func `parts that do not fit together`(_ row: Row) throws { try check(row) }

  @Test(arguments: timing) func `times that do not fit the nudge`(_ row: Row) throws { try check(row) }

  /// Phrases of the nudge `hello`, in the small plan with a way out when the longest stay, 9 days, is over.
  @Test(arguments: [
    ("8 days after entering", nil),
    ("9 days after entering at 09:00", nil),
    ("9 days after entering", "it comes when the stage is over"),
    ("10 days after entering", "it comes on day 10, and the stage lasts 9 days at most"),
    ("240 hours after entering", "it comes on day 10, and the stage lasts 9 days at most"),
    ("216 hours after entering", "it comes when the stage is over"),
    ("1 day before entering", "it would come before the stage is entered"),
    ("1 hour before entering", "it would come before the stage is entered"),
    ("the evening of entering", nil),
    ("5 days before usual-stay", nil),
    ("6 days before usual-stay", "it would come before the stage is entered"),
    ("121 hours before usual-stay", "it would come before the stage is entered"),
    ("1 day after usual-stay", nil),
    ("5 days after usual-stay", "it comes on day 10, and the stage is left on day 9"),
    ("1 day before longest-stay", nil),
    ("1 day after longest-stay", "the stage is left when its longest stay is over"),
    ("the first Sunday after entering", nil),
    ("the first Sunday after usual-stay", nil),
    ("the first Sunday after longest-stay", "the stage is left when its longest stay is over"),
    ("the first Sunday after called", "'called' cannot happen in stage 'first', nor on any way into it"),
    ("5 days after letter-sent", nil),
    ("1 day before letter-sent", "it is due before 'letter-sent', which is known only when it has happened"),
    ("1 hour before slip", "it is due before 'slip', which is known only when it has happened"),
    ("1 day after replied", nil),
    ("1 day after they-wrote", nil),
    ("1 day after slip", nil),
    ("1 day after breakup", nil),
    ("1 day after called", "'called' cannot happen in stage 'first', nor on any way into it"),
    ("1 day after invited", "'invited' cannot happen in stage 'first', nor on any way into it"),
    ("2 hours after coffee-had", "'coffee-had' cannot happen in stage 'first', nor on any way into it"),
    ("2 hours before coffee", "'coffee' cannot happen in stage 'first', nor on any way into it"),
  ])
  func `nudges that can never come`(phrase: String, reason: String?) throws {
    let text = SmallPlan.text.replacing("extend: first", with: "longest stay: last")
      .replacing("when: at once", with: "when: \(phrase)")
    expectFaults(
      in: text, reason.map { ["small.yaml:24:15: this nudge can never come: \($0)"] } ?? [])
  }

  /// Phrases of a nudge in the last stage of three, by what leads there.
  @Test(arguments: [
    ("did call: last", "1 day after called", true),
    ("did reply: last", "1 day after replied", true),
    ("they wrote: last", "1 day after replied", true),
    ("they wrote: last", "1 day after called", false),
    ("they wrote: last", "2 hours before coffee", false),
    ("did coffee: last", "the morning after coffee-had", true),
  ])
  func `what can have happened on the way into a stage`(way: String, phrase: String, isPossible: Bool) {
    let text =
      SmallPlan.text.replacing("did letter: last", with: way)
      + "    nudges:\n      - { id: later, when: \(phrase), full: A., discreet: A. }\n"
    let happening = phrase.split(separator: " ").last ?? ""
    expectFaults(
      in: text,
      isPossible
        ? []
        : [
          "small.yaml:45:28: this nudge can never come: '\(happening)' cannot happen in stage 'last', nor on any way into it"
        ])
  }

  /// A history that is told at the start leaps over stages: to the next one that knows what to do with an event.
  @Test(arguments: [("they wrote: over", true), ("accept: over", false)])
  func `what a history can have brought`(way: String, isPossible: Bool) {
    let call = """
        call:
          title: A call
          aim: To call.
          why: It is time.
          stay: { least: 1 day, usual: 2 days }
          contact: [call]
          transitions: { accept: over, they no-contact: over }
        over:
          title: Over
          aim: To end.
          why: It is over.
          stay: { least: 1 day, usual: 2 days, longest: 2 weeks }
          contact: none
          towards: no
          ends: yes
        last:

      """
    let text =
      SmallPlan.text.replacing("extend: first", with: "accept: call").replacing("  last:\n", with: call)
      + "    transitions: { \(way) }\n"
      + "    nudges: [{ id: later, when: 1 day after called, full: A., discreet: A. }]\n"
    let fault =
      "small.yaml:60:33: this nudge can never come: 'called' cannot happen in stage 'last', nor on any way into it"
    expectFaults(in: text, isPossible ? [] : [fault])
  }

  @Test func `a longest stay that never comes leads nowhere`() {
    let text = SmallPlan.text.replacing("extend: first", with: "longest stay: last")
    expectFaults(
      in: text.replacing(", longest: 9 days", with: ""),
      ["small.yaml:19:7: 'longest stay' never comes: 'stay' has no 'longest'"])
    expectFaults(
      in: SmallPlan.text.replacing("ends: yes", with: "ends: yes\n    transitions: { longest stay: first }"),
      ["small.yaml:44:20: 'longest stay' leads nowhere here: with 'ends: yes' the journey is over by then"])
  }

  @Test func `an extension makes room for later nudges`() throws {
    let text = SmallPlan.text.replacing("extend: first", with: "extend: first\n      longest stay: last")
    expectFaults(in: text.replacing("when: at once", with: "when: 13 days after entering"), [])
    expectFaults(
      in: text.replacing("when: at once", with: "when: 15 days after entering"),
      ["small.yaml:25:15: this nudge can never come: it comes on day 15, and the stage lasts 14 days at most"])
  }

  @Test func `all faults come at once, in the order of the file`() {
    let text = SmallPlan.text.replacing("version: 1", with: "version: 0").replacing("aim: To begin.", with: "aim: ''")
      .replacing("did letter: last", with: "did letter: nowhere").replacing("late: drop", with: "late: dorp")
    expectFaults(
      in: text,
      [
        "small.yaml:2:10: 'version': expected a whole number from 1 to 999999, found '0'",
        "small.yaml:11:10: 'aim': expected some words, without control characters, found nothing",
        "small.yaml:17:19: there is no stage 'nowhere'",
        "small.yaml:33:15: 'late': expected one of: show, fold, drop, found 'dorp'",
      ])
  }

  private static let unreadable: [Row] = [
    Row(
      "stay: { least: 1 day, usual: 2 days, longest: 2 weeks }", "stay: soon",
      "40:11: 'stay': expected a mapping ('key: value'), found 'soon'"),
    Row(
      "longest: 2 weeks", "longest: long",
      "40:51: 'longest': expected a number of days or weeks, for example '21 days' or '3 weeks', found 'long'"),
    Row("towards: no", "towards: nein", "42:14: 'towards': expected yes or no, found 'nein'"),
    Row(
      "did letter: last", "did letter: [last]",
      "17:19: 'did letter': expected a name of lower case letters, digits and hyphens, a letter first, found a list"),
    Row(
      "they no-contact:", "they nocontact:", "18:7: unknown trigger 'they nocontact'; did you mean 'they no-contact'?"),
    Row(
      "  last:\n", "  last: gone\n  rest:\n",
      "36:9: stage 'last': expected a mapping ('key: value'), found 'gone'"),
  ]

  @Test(arguments: unreadable) func `what cannot be read has its own fault and no others`(_ row: Row) throws {
    try check(row)
  }
}
