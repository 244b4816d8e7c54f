// The notation of the rules: what a pattern finds in a text, and what its author is told when it cannot be read.

import Foundation
import Testing

@testable import PercolateCore

@Suite struct WordPatternTests {
  /// A pattern, a text, and the words that are found in it.
  struct Row: CustomTestStringConvertible {
    let pattern: String
    let text: String
    let found: [String]
    let apostrophes: LetterRules.Spelling.Apostrophes

    init(
      _ pattern: String, _ text: String, _ found: String..., apostrophes: LetterRules.Spelling.Apostrophes = .join
    ) {
      (self.pattern, self.text, self.found, self.apostrophes) = (pattern, text, found, apostrophes)
    }

    var testDescription: String { "\(pattern) in: \(text)" }
  }

  private func check(_ row: Row) throws {
    let spelling = LetterRules.Spelling(
      apostrophes: row.apostrophes, shortForms: ["I’ll": "i will", "can't": "can not", "nn": "non"])
    let letter = LetterText(row.text, spelling: spelling)
    let pattern = try WordPattern(parsing: row.pattern, spelling: spelling)
    #expect(pattern.spans(in: letter).sorted { $0.lowerBound < $1.lowerBound }.map(letter.quote) == row.found)
  }

  /// An accent may be a character of its own, or a part of one.
  @Test(arguments: ["\u{FC}ber", "u\u{308}ber", "o\u{308}ffn", "a\u{30A}ngr", "n\u{303}o"])
  func allPatternsAtOnceFindWhatEachFinds(_ beginning: String) throws {
    let spelling = LetterRules.Spelling(apostrophes: .join, shortForms: [:])
    for text in ["\(beginning)all", "\(beginning)all".precomposedStringWithCanonicalMapping] {
      for written in ["\(beginning)* (a|b)", "\(beginning)all b"] {
        let pattern = try WordPattern(parsing: written, spelling: spelling)
        let letter = LetterText("\(text) b", spelling: spelling)
        let rules = [LetterRules.Rule(match: [pattern], unless: [])]
        #expect(pattern.spans(in: letter) == [0..<2])
        #expect(PatternBeginnings(of: rules).matches(in: letter).map(\.span) == [0..<2])
      }
    }
  }

  private static let notation: [Row] = [
    Row("sorry if", "Sorry if I was late, sorry that it was dark.", "Sorry if"),
    Row("sorry (if|but)", "sorry but, sorry if, sorry and", "sorry but", "sorry if"),
    Row("sorry (if|for all that but)", "sorry for all that but", "sorry for all that but"),
    Row("[so] sorry", "so sorry", "so sorry", "sorry"),
    Row("[so|very] sorry if", "very sorry if", "very sorry if", "sorry if"),
    Row("promis*", "I promised a promise, uncompromising.", "promised", "promise"),
    Row("never ... again", "never again", "never again"),
    Row("never ... again", "never one two three four five again", "never one two three four five again"),
    Row("never ... again", "never one two three four five six again"),
    Row("a [b [c]] d", "a b c d", "a b c d"),
    Row("a [b [c]] d", "a c d"),
    Row("(a|b) [c] (d|e)", "a e b c d", "a e", "b c d"),
  ]

  @Test(arguments: notation) func `each sign of the notation`(_ row: Row) throws { try check(row) }

  private static let sentences: [Row] = [
    Row("a b", "a. b"),
    Row("a b", "a! b"),
    Row("a b", "a? b"),
    Row("a b", "a; b"),
    Row("a ... b", "a. b"),
    Row("a b", "a, b", "a, b"),
    Row("a b", "a: (b)", "a: (b"),
    Row("a b", "a\nb", "a b"),
    Row("a b", "a\r\nb", "a b"),
    Row("a b", "a\n\nb"),
    Row("a b", "a\r\n \t\r\nb"),
    Row("a b", "a... b", "a... b"),
    Row("a b", "a… b", "a… b"),
    Row("a b", "a... B"),
    Row("at 19 30 sharp", "at 19.30 sharp", "at 19.30 sharp"),
  ]

  @Test(arguments: sentences) func `a match stays within a sentence`(_ row: Row) throws { try check(row) }

  private static let spellings: [Row] = [
    Row("you don't", "You don't, YOU DON’T, you dont", "You don't", "YOU DON’T", "you dont"),
    Row("i will", "I'll, i’ll, I will, ill", "I'll", "i’ll", "I will"),
    Row("i'll", "I will", "I will"),
    Row("can not", "cannot can't", "can't"),
    Row("perché no", "perche' no, perche no, PERCHÉ no", "perche' no", "perche no", "PERCHÉ no", apostrophes: .split),
    Row("perche", "perche\u{301}", "perche\u{301}", apostrophes: .split),
    Row("l'ultima", "L’ultima, lultima", "L’ultima", apostrophes: .split),
    Row("ultima", "l'ultima", "ultima", apostrophes: .split),
    Row("non", "nn", "nn", apostrophes: .split),
    Row("schon", "schön"),
    Row("self-harm", "self-harm, self harm, selfharm", "self-harm", "self harm"),
  ]

  @Test(arguments: spellings) func `case, accents, apostrophes and short forms`(_ row: Row) throws { try check(row) }

  @Test(
    arguments: [
      ("", 0, "expected a word"),
      ("sorry  ", nil, nil),
      ("Sorry if", 0, "write 'sorry' in lower case; it finds capital letters, too"),
      ("sorry, if", 5, "',' is no part of a pattern; it has words, word*, (this|that), [optional] and ..."),
      ("sorry.", 5, "a pattern has no full stop; '...' stands for up to 5 words"),
      ("sorry | but", 6, "put alternatives in parentheses: (this|that)"),
      ("sorry (if|but", 6, "'(' is not closed; expected ')'"),
      ("sorry (if]", 9, "'(' is not closed; expected ')'"),
      ("sorry if)", 8, "')' closes nothing"),
      ("sorry (if|)", 10, "expected a word"),
      ("sor*ry", 4, "'*' stands at the end of a word"),
      ("* sorry", 0, "'*' is no part of a pattern; it has words, word*, (this|that), [optional] and ..."),
      ("[sorry] [if]", 0, "a pattern needs at least one word that is not optional"),
      ("... sorry", 0, "a pattern begins and ends with a word; leave out '...' there"),
      ("sorry [...]", 0, "a pattern begins and ends with a word; leave out '...' there"),
      ("((((a)))) b", nil, nil),
      ("(((((a)))))", 4, "brackets within brackets: at most 4 deep"),
    ] as [(String, Int?, String?)])
  func `what cannot be read is explained at its place`(pattern: String, offset: Int?, message: String?) {
    do {
      _ = try WordPattern(parsing: pattern, spelling: LetterRules.Spelling(apostrophes: .join))
      #expect(offset == nil)
    } catch {
      #expect(error.offset == offset)
      #expect(error.description == message)
    }
  }

  @Test func `a pattern has a limit of words, and a gap counts as five`() throws {
    let spelling = LetterRules.Spelling(apostrophes: .join)
    let words = Array(repeating: "a", count: WordPattern.maximumWords)
    let longest = words.joined(separator: " ")
    let letter = LetterText(longest, spelling: spelling)
    #expect(try WordPattern(parsing: longest, spelling: spelling).spans(in: letter) == [0..<WordPattern.maximumWords])
    #expect(throws: WordPatternError.self) { try WordPattern(parsing: longest + " a", spelling: spelling) }
    #expect(throws: WordPatternError.self) {
      try WordPattern(parsing: words.dropLast(4).joined(separator: " ") + " ... a", spelling: spelling)
    }
  }
}
