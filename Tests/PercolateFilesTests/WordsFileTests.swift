// The program's own sentences: what a translator is told, and what the two languages that ship must have in common.

import PercolateCore
import Testing

@testable import PercolateFiles

@Suite struct WordsFileTests {
  private static let english = BuiltIn.text("words", "en") ?? ""

  /// One edit of the English file, and the fault that it must give; `line` is how the line begins that it is said to be on.
  struct Row: CustomTestStringConvertible {
    let old: String
    let new: String
    let line: String
    let fault: String

    init(_ old: String, _ new: String, line: String, _ fault: String) {
      (self.old, self.new, self.line, self.fault) = (old, new, line, fault)
    }

    var testDescription: String { "\(old) -> \(new)" }
  }

  private static let keys: [Row] = [
    Row("  missed: Missed\n", "", line: "  allowed:", "3: 'label' has no 'missed'; it must have one"),
    Row(
      "  missed: Missed\n", "  mised: Missed\n", line: "  mised:",
      "3: unknown key 'mised' in 'label'; did you mean 'missed'?"),
    Row("\nlabel:\n", "\nlabels:\n", line: "labels:", "1: unknown key 'labels' in words; did you mean 'label'?"),
    Row(
      "  yes: Yes.\n", "  yes: [a]\n", line: "  yes: [a]",
      "8: 'yes': expected some words, without control characters, found a list"),
    Row(
      "language: en", "language: E N", line: "language:",
      "11: 'language': expected a name of lower case letters, digits and hyphens, a letter first, found 'E N'"),
    Row("  plain: the other person", "  plian: x", line: "  plian:", "3: 'someone' has no 'plain'; it must have one"),
  ]

  @Test(arguments: keys) func `keys that are missing, unknown or of the wrong kind`(_ row: Row) { check(row) }

  private static let blanks: [Row] = [
    Row(
      "  next: \"Next nudge: {when}\"", "  next: \"Next nudge: {then}\"", line: "  next: \"Next nudge",
      "9: 'next': unknown blank '{then}'; {name}, {day} and {he|she|they} are known; this text can have {when}"),
    Row(
      "  done: Done", "  done: Done {count}", line: "  done: Done {",
      "9: 'done': unknown blank '{count}'; {name}, {day} and {he|she|they} are known"),
    Row("  done: Done", "  done: Day {day}", line: "  done: Day", "9: 'done': {day} is for the texts of plans"),
    Row(
      "  done: Done", "  done: \"{he|she}\"", line: "  done: \"{he",
      "9: 'done': a choice has three readings, as in {he|she|they}; found 2 here"),
  ]

  @Test(arguments: blanks) func `what may stand in braces`(_ row: Row) { check(row) }

  private static let dates: [Row] = [
    Row("[Mon, Tue, ", "[Mon, ", line: "  short-weekdays:", "3: 'short-weekdays': expected 7 names, found 6"),
    Row("[Mon, Tue, ", "[Mon, Mon, ", line: "  short-weekdays:", "25: 'short-weekdays': 'Mon' is written twice"),
    Row("  today: today\n", "", line: "  tomorrow:", "3: 'dates' has no 'today'; it must have one"),
    Row(
      "  at: \"{when} {time}\"", "  at: \"{when} {tiem}\"", line: "  at:",
      "7: 'at': unknown blank '{tiem}'; {name}, {day} and {he|she|they} are known; "
        + "this text can have {hour}, {minute}, {time}, {when}"),
    Row(
      "  soon: \"{short-weekday}\"", "  soon: \"{time}\"", line: "  soon:",
      "9: 'soon': unknown blank '{time}'; {name}, {day} and {he|she|they} are known; "
        + "this text can have {date}, {month}, {short-month}, {short-weekday}, {weekday}, {year}"),
  ]

  @Test(arguments: dates) func `how dates are said`(_ row: Row) { check(row) }

  private func check(_ row: Row, _ location: SourceLocation = #_sourceLocation) {
    let text = Self.english.replacing(row.old, with: row.new, maxReplacements: 1)
    #expect(text != Self.english, "there is no '\(row.old)' to replace", sourceLocation: location)
    let line = text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.hasPrefix(row.line) } ?? -1
    let faults = #expect(throws: Faults.self, sourceLocation: location) {
      try WordsFile.read(text: text, file: "en.yaml")
    }
    let expected = "en.yaml:\(line + 1):\(row.fault)"
    #expect(
      faults?.all.map(\.description).contains(expected) == true, "\(faults?.description ?? "")",
      sourceLocation: location)
  }

  @Test func `a file without anything`() {
    #expect(throws: Faults.self) { try WordsFile.read(text: "", file: "en.yaml") }
    #expect(throws: Faults.self) { try WordsFile.read(text: "language: en\n", file: "en.yaml") }
  }
}

/// The languages that are built in. A file without a phrase, or with one more, is refused, so that all have the same keys.
@Suite struct ShippedWordsTests {
  private static let languages = ["en", "it"]

  private static func words(_ language: String) throws -> Words {
    try WordsFile.read(text: try #require(BuiltIn.text("words", language)), file: "built in")
  }

  @Test(arguments: languages) func `each is whole, and says what it is`(_ language: String) throws {
    #expect(try Self.words(language).language == language)
  }

  @Test(arguments: languages) func `a passphrase is asked for with the length that is taken`(_ language: String) throws
  {
    #expect(try Self.words(language)(.lockAskNew).contains(" \(TextLimits.shortestPassphrase) "))
  }

  @Test func `each phrase has the same blanks in both, and all but a count that it says in letters`() throws {
    let (english, italian) = (try Self.words("en"), try Self.words("it"))
    for phrase in Phrase.allCases {
      let said = blanks(of: phrase, in: english)
      #expect(blanks(of: phrase, in: italian) == said, "\(phrase.rawValue)")
      #expect(said.union(["count"]) == phrase.values.union(["count"]), "\(phrase.rawValue)")
    }
  }

  private func blanks(of phrase: Phrase, in words: Words) -> Set<String> {
    let values = Dictionary(uniqueKeysWithValues: phrase.values.map { ($0, "<\($0)>") })
    let said = words(phrase, values, person: Person(name: "Robin", pronouns: .she))
    #expect(!said.contains { "{}|".contains($0) }, "\(words.language) \(phrase.rawValue): \(said)")
    return phrase.values.filter { said.contains("<\($0)>") }
  }

  @Test func `English dates are those that the core reads`() throws {
    #expect(try Self.words("en").dates == .english)
  }

  /// Sunday, 22 November 2026, 16:00 UTC.
  private static let now = Moment(iso8601: "2026-11-22T16:00:00Z") ?? .earliest

  @Test(arguments: [
    ("2026-11-22T19:30:00Z", "oggi alle 19:30", "oggi 19:30"),
    ("2026-11-23T08:00:00Z", "domani alle 8:00", "domani 08:00"),
    ("2026-11-21T00:05:00Z", "ieri alle 0:05", "ieri 00:05"),
    ("2026-11-24T01:30:00Z", "martedì all'1:30", "mar 01:30"),
    ("2026-11-28T15:00:00Z", "sabato alle 15:00", "sab 15:00"),
    ("2026-11-29T15:00:00Z", "domenica 29 novembre alle 15:00", "dom 29 nov 15:00"),
    ("2026-12-01T13:00:00Z", "martedì 1º dicembre alle 13:00", "mar 1º dic 13:00"),
    ("2027-01-02T10:00:00Z", "sabato 2 gennaio 2027 alle 10:00", "sab 2 gen 2027 10:00"),
  ])
  func `dates in Italian`(text: String, full: String, brief: String) throws {
    let (at, italian) = (try #require(Moment(iso8601: text)), try Self.words("it").dates)
    #expect(DateWords.say(at, now: Self.now, zone: .utc, names: italian) == full)
    #expect(DateWords.say(at, now: Self.now, zone: .utc, names: italian, brief: true) == brief)
  }

  @Test(arguments: languages) func `what is said of a date is understood`(_ language: String) throws {
    let (names, noon) = (try Self.words(language).dates, try #require(TimeOfDay("12:00")))
    for hours in stride(from: -9_000, through: 9_000, by: 7) {
      let at = Self.now.adding(.seconds(hours * 3_600 + 300))
      let said = DateWords.say(at, now: Self.now, zone: .utc, names: names)
      let lean: DateWords.Lean = at > Self.now ? .future : .past
      let read = try DateWords.read(said, now: Self.now, zone: .utc, lean: lean, time: noon, names: names)
      #expect(read == at, "\(said)")
    }
  }

  @Test(arguments: [
    ("domani", "2026-11-23T12:00:00Z"), ("Lunedi alle 9:00", "2026-11-23T09:00:00Z"),
    ("sabato all'1:15", "2026-11-28T01:15:00Z"), ("3 maggio", "2027-05-03T12:00:00Z"),
    ("10 dicembre 2026", "2026-12-10T12:00:00Z"), ("tomorrow 18:00", "2026-11-23T18:00:00Z"),
    ("Mar 3 2027", "2027-03-03T12:00:00Z"),
  ])
  func `Italian is read, and English goes on being read`(text: String, expected: String) throws {
    let (names, noon) = (try Self.words("it").dates, try #require(TimeOfDay("12:00")))
    let moment = try DateWords.read(text, now: Self.now, zone: .utc, lean: .future, time: noon, names: names)
    #expect(moment == Moment(iso8601: expected))
  }

  @Test func `a word that is not understood is quoted as it was typed`() throws {
    let (names, noon) = (try Self.words("it").dates, try #require(TimeOfDay("12:00")))
    let error = #expect(throws: DateWordsError.self) {
      try DateWords.read("domani Sabato", now: Self.now, zone: .utc, lean: .future, time: noon, names: names)
    }
    #expect(error?.part == "Sabato")
  }
}
