// The files of letter rules: those that ship are whole, and what is wrong with a file is said at its place. Every row breaks
// the English file in one place.

import Foundation
import PercolateCore
import PercolateFiles
import Testing

@Suite struct LetterRulesFileTests {
  private static func text(_ language: String) throws -> String {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    return try String(
      contentsOf: folder.appending(path: "../../config/letter/\(language).yaml"), encoding: .utf8)
  }

  @Test(arguments: ["en", "it"])
  func `the rules of a language are whole, and right about every example`(language: String) throws {
    let rules: LetterRules
    do {
      rules = try LetterRulesFile.read(text: try Self.text(language), file: "\(language).yaml")
    } catch let faults as Faults {
      Issue.record("\(faults)")
      return
    }
    #expect(rules.language == language)
    #expect(rules.components.map(\.subject) == LetterReview.Component.allCases)
    #expect(rules.findings.map(\.subject) == LetterReview.Finding.Kind.allCases)
    #expect(rules.findings.filter(\.rules.isEmpty).map(\.subject) == [.overLength])
    for wording in rules.components.map(\.wording) + rules.findings.map(\.wording) {
      let texts = [wording.name, wording.what, wording.why, wording.suggestion]
      #expect(texts.allSatisfy { $0.count <= LetterRulesFile.longestText && !$0.contains("!") }, "\(wording.name)")
    }
  }

  @Test func `all languages have the same limits`() throws {
    let limits = try ["en", "it"].map { try LetterRulesFile.read(text: try Self.text($0), file: $0).limits }
    #expect(Set(limits).count == 1)
  }

  @Test(arguments: [
    ("I could die laughing, and I am dying to know how you are.", "en", false),
    ("I was killing time. It nearly killed me.", "en", false),
    ("If you don't write back I will kill myself", "en", true),
    ("i dont want to be here anymore", "en", true),
    ("I can’t go on.", "en", true),
    ("Sto morendo dal ridere, muoio dalla voglia di vederti.", "it", false),
    ("Ero stanca morta, che figura, volevo morire di vergogna.", "it", false),
    ("Se non torni mi ammazzo", "it", true),
    ("nn voglio piu vivere", "it", true),
    ("Sarebbe meglio se non ci fossi. Vorrei sparire per sempre.", "it", true),
  ])
  func `words of self-harm are told from idioms`(text: String, language: String, expected: Bool) throws {
    let rules = try LetterRulesFile.read(text: try Self.text(language), file: "\(language).yaml")
    #expect(rules.asksForCare(text) == expected)
  }

  /// One edit of a small part of the file, and the fault that it must give, with the line of the edit as `L`.
  struct Row: CustomTestStringConvertible {
    let old: String
    let new: String
    let fault: String

    init(_ old: String, _ new: String, _ fault: String) { (self.old, self.new, self.fault) = (old, new, fault) }

    var testDescription: String { "\(old) -> \(new)" }
  }

  private static let rows: [Row] = [
    Row(
      "language: en", "langage: en", "L:1: unknown key 'langage' in a file of letter rules; did you mean 'language'?"),
    Row("apostrophes: join", "apostrophes: glue", "L:14: 'apostrophes': expected one of: join, split, found 'glue'"),
    Row("\n  words: 400", "\n  words: 4", "L:10: 'words': expected a whole number from 50 to 10000, found '4'"),
    Row("\n  regret:\n", "\n  regrets:\n", "L:3: unknown key 'regrets' in 'components'; did you mean 'regret'?"),
    Row(
      "\n  over-length:\n", "\n  over-length:\n    rules: []\n",
      "L:5: unknown key 'rules' in 'over-length'; the keys here are: name, what, why, suggestion"),
    Row("    name: Regret", "    name: []", "L:11: 'name': expected a text of at most 180 characters, found a list"),
    Row(
      "\"i have [deeply|truly] regretted\"", "\"i have [deeply|truly regretted\"",
      "L:21: 'match': '[' is not closed; expected ']'"),
    Row(
      "\"i have [deeply|truly] regretted\"", "\"i have [deeply|truly]\n             (regretted|rued\"",
      "L+1:14: 'match': '(' is not closed; expected ')'"),
    Row(
      "- I’m so sorry for how I left.", "- I left.", "L:13: 'must': this rule finds nothing in this example"),
    Row(
      "- You shouldn't have said it.", "- I regret it.",
      "L:13: 'must-not': a rule of 'regret' finds something in this example"),
  ]

  @Test(arguments: rows) func `a fault is shown at its place`(_ row: Row) throws {
    let text = try Self.text("en")
    let range = try #require(text.range(of: row.old))
    let line = text[..<range.lowerBound].count { $0.isNewline } + 1
    let edited = text.replacingCharacters(in: range, with: row.new)
    // An edit that begins or keeps a line break is about the line after it.
    let shift = row.new.hasPrefix("\n") ? (row.new.contains("rules: []") ? 2 : 1) : 0
    let fault = row.fault.replacing("L:", with: "\(line + shift):").replacing("L+1:", with: "\(line + 1):")
    let expected = "en.yaml:" + fault
    do {
      _ = try LetterRulesFile.read(text: edited, file: "en.yaml")
      Issue.record("no fault")
    } catch {
      #expect(error.all.map(\.description).contains(expected), "\(error)")
    }
  }

  @Test(arguments: ["", "# nothing", "[]", "language", "components: {regret: 1}", "care: [1, [2], {match: [[a]]}]"])
  func `what is no file of rules is refused`(text: String) {
    #expect(throws: Faults.self) { try LetterRulesFile.read(text: text, file: "x.yaml") }
  }
}
