// The blanks in a plan's texts: the pieces that they are read into, how long they count, and what the author is told. They are
// read in the core, and tested here with the plans that hold them.

import PercolateCore
import PercolateFiles
import Testing

@Suite struct PlanBlanksTests {
  @Test func `a text is read into its pieces`() throws {
    #expect(try Blanks("Nothing to fill in.").pieces == [.text("Nothing to fill in.")])
    #expect(try Blanks("").pieces == [])
    #expect(
      try Blanks("Day {day}: {name} | {he|she|they} knows").pieces == [
        .text("Day "), .day, .text(": "), .name(preposition: nil), .text(" | "),
        .choice([[.text("he")], [.text("she")], [.text("they")]]), .text(" knows"),
      ])
    #expect(
      try Blanks("{Scrivi {a name}|{name}, {day}|}{di name}").pieces == [
        .choice([
          [.text("Scrivi "), .name(preposition: "a")], [.name(preposition: nil), .text(", "), .day], [],
        ]),
        .name(preposition: "di"),
      ])
    #expect(
      try Blanks(Blanks.prepositions.map { "{\($0) name}" }.joined()).pieces
        == ["a", "di", "da", "con", "per"].map { .name(preposition: $0) })
  }

  /// Scalars that a combining mark would make one character of are still braces.
  @Test func `an accent does not hide a brace`() {
    #expect(Blanks.fault(in: "{\u{301}name}")?.offset == 0)
    #expect(Blanks.fault(in: "{name}\u{301}") == nil)
  }

  @Test(arguments: [
    ("Plain", 5, false), ("{name}", 8, true), ("{con name}", 12, true), ("{day}", 3, false),
    ("{he|she|they}s", 5, false), ("{he|{name}|they}", 8, true), ("è{|a|e}", 2, false),
  ])
  func `a text counts as long as its longest reading`(text: String, longest: Int, namesSomebody: Bool) throws {
    let blanks = try Blanks(text)
    #expect(blanks.longest == longest)
    #expect(blanks.namesSomebody == namesSomebody)
  }

  private static let unknown = "{name}, {day} and {he|she|they} are known"

  @Test(arguments: [
    ("Hello {nam}.", 6, "unknown blank '{nam}'; \(unknown)"),
    ("è {}", 2, "unknown blank '{}'; \(unknown)"),
    ("{ name }", 0, "unknown blank '{ name }'; \(unknown)"),
    ("{su name}", 0, "unknown blank '{su name}'; \(unknown)"),
    ("{a|b|{c}}", 5, "unknown blank '{c}'; \(unknown)"),
    ("{\(String(repeating: "x", count: 50))}", 0, "unknown blank '{\(String(repeating: "x", count: 20))}'; \(unknown)"),
    ("so {he|she}", 3, "a choice has three readings, as in {he|she|they}; found 2 here"),
    ("{a|b|c|}", 0, "a choice has three readings, as in {he|she|they}; found 4 here"),
    ("Hello {name", 6, "this '{' has no '}'; a blank is written as in {name}"),
    ("{he|she", 0, "this '{' has no '}'; a blank is written as in {name}"),
    ("{he|she|{name", 8, "this '{' has no '}'; a blank is written as in {name}"),
    ("name}", 4, "this '}' closes nothing; a blank is written as in {name}"),
    ("{name}}", 6, "this '}' closes nothing; a blank is written as in {name}"),
    (
      "{he and {he|she|they}", 8,
      "only {name} and {day} can stand in a choice; or is there a '}' missing before this '{'?"
    ),
  ])
  func `a blank that is none`(text: String, offset: Int, what: String) {
    let fault = Blanks.fault(in: text)
    #expect(fault?.offset == offset)
    #expect(fault?.what == what)
    #expect(throws: BlankFault.self) { try Blanks(text) }
  }

  @Test func `braces without end are read in no time`() {
    #expect(Blanks.fault(in: String(repeating: "{", count: 100_000))?.offset == 1)
  }
}
