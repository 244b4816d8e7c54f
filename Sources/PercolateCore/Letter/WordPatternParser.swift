// The notation of patterns, read. It is for translators, so it has four signs only:
//   sorry if          these words, one after the other
//   sorry (if|but)    one of these; each may be several words
//   [so] sorry        with this or without it; [a|b] works, too
//   promis*           any word that begins so
//   never ... again   up to five words in between
// Case, accents and the shape of apostrophes do not matter in a letter; a hyphen is a space. Invariant: what is read can be
// found: it begins and ends with a word, and is never empty.

extension WordPattern {
  /// Reads a pattern.
  ///
  /// - Parameters:
  ///   - text: The pattern, for example `[so] sorry (if|but)`.
  ///   - spelling: How the language of the pattern is spelt.
  public init(parsing text: String, spelling: LetterRules.Spelling) throws(WordPatternError) {
    var parser = WordPatternParser(text, spelling: spelling)
    self = try parser.read()
  }
}

/// Why a pattern is not understood.
public struct WordPatternError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where in the pattern, in Unicode scalars from its beginning.
  public let offset: Int
  /// What is wrong there, and what to write.
  public let description: String
}

private struct WordPatternParser {
  /// A part of a pattern: how it can begin and end, and whether it can be left out.
  private struct Part {
    var first: WordPattern.Slots = 0
    var last: WordPattern.Slots = 0
    var isOptional = true
  }

  private static let deepestGroup = 4

  private let characters: [Character]
  private let spelling: LetterRules.Spelling
  private var index = 0
  private var depth = 0
  private var slots: [WordPattern.Slot] = []
  private var follow: [WordPattern.Slots] = []

  init(_ text: String, spelling: LetterRules.Spelling) {
    self.characters = Array(text)
    self.spelling = spelling
  }

  mutating func read() throws(WordPatternError) -> WordPattern {
    let whole = try sequence()
    switch next {
    case nil: break
    case "|": throw error("put alternatives in parentheses: (this|that)")
    case let closing?: throw error("'\(closing)' closes nothing")
    }
    index = 0
    if whole.isOptional { throw error("a pattern needs at least one word that is not optional") }
    let borders = whole.first | whole.last
    if borders.members.contains(where: { slots[$0] == .any }) {
      throw error("a pattern begins and ends with a word; leave out '...' there")
    }
    return WordPattern(slots: slots, first: whole.first, last: whole.last, follow: follow)
  }

  /// Items until the end, a `|` or a closing bracket.
  private mutating func sequence() throws(WordPatternError) -> Part {
    var whole = Part()
    var isEmpty = true
    skipSpaces()
    while let next, next != "|", next != ")", next != "]" {
      append(try item(next), to: &whole)
      isEmpty = false
      skipSpaces()
    }
    if isEmpty { throw error("expected a word") }
    return whole
  }

  private mutating func item(_ character: Character) throws(WordPatternError) -> Part {
    switch character {
    case "(": return try group(closing: ")")
    case "[":
      var part = try group(closing: "]")
      part.isOptional = true
      return part
    case ".": return try gap()
    case _ where character.isWordCharacter: return try words()
    default: throw error("'\(character)' is no part of a pattern; it has words, word*, (this|that), [optional] and ...")
    }
  }

  private mutating func group(closing: Character) throws(WordPatternError) -> Part {
    let start = index
    depth += 1
    if depth > Self.deepestGroup { throw error("brackets within brackets: at most \(Self.deepestGroup) deep") }
    defer { depth -= 1 }
    var whole = Part(isOptional: false)
    repeat {
      index += 1
      let alternative = try sequence()
      whole.first |= alternative.first
      whole.last |= alternative.last
      whole.isOptional = whole.isOptional || alternative.isOptional
    } while next == "|"
    guard next == closing else {
      if next == nil { index = start }
      throw error("'\(characters[start])' is not closed; expected '\(closing)'")
    }
    index += 1
    return whole
  }

  private mutating func gap() throws(WordPatternError) -> Part {
    guard characters[index...].starts(with: "...") else {
      throw error("a pattern has no full stop; '...' stands for up to \(WordPattern.longestGap) words")
    }
    var whole = Part()
    for _ in 0..<WordPattern.longestGap {
      var word = try slot(.any)
      word.isOptional = true
      append(word, to: &whole)
    }
    index += 3
    return whole
  }

  /// What stands between two spaces: one word, or more where an apostrophe splits.
  private mutating func words() throws(WordPatternError) -> Part {
    let start = index
    var text = ""
    while let next, next.isWordCharacter || next.isApostrophe {
      text.append(next)
      index += 1
    }
    // The letter's own reader, so that a pattern and a letter cannot disagree on what a word is. It leaves plain letters alone.
    let folded =
      text.utf8.allSatisfy { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 }
      ? spelling.longForms[text] ?? [text] : LetterText(text, spelling: spelling).words.map(\.folded)
    let isPrefix = next == "*"
    if text != text.lowercased() {
      index = start
      throw error("write '\(text.lowercased())' in lower case; it finds capital letters, too")
    }
    var whole = Part()
    for (number, word) in folded.enumerated() {
      append(try slot(isPrefix && number == folded.count - 1 ? .prefix(word) : .word(word)), to: &whole)
    }
    if isPrefix { index += 1 }
    if let next, next.isWordCharacter || next == "*" { throw error("'*' stands at the end of a word") }
    return whole
  }

  private mutating func slot(_ slot: WordPattern.Slot) throws(WordPatternError) -> Part {
    guard slots.count < WordPattern.maximumWords else {
      throw error("a pattern has at most \(WordPattern.maximumWords) words ('...' counts as five); write two")
    }
    let bit: WordPattern.Slots = 1 << slots.count
    slots.append(slot)
    follow.append(0)
    return Part(first: bit, last: bit, isOptional: false)
  }

  private mutating func append(_ part: Part, to whole: inout Part) {
    for slot in whole.last.members { follow[slot] |= part.first }
    whole.first |= whole.isOptional ? part.first : 0
    whole.last = part.last | (part.isOptional ? whole.last : 0)
    whole.isOptional = whole.isOptional && part.isOptional
  }

  private var next: Character? { index < characters.count ? characters[index] : nil }

  private mutating func skipSpaces() {
    while let next, next.isWhitespace || next == "-" { index += 1 }
  }

  private func error(_ description: String) -> WordPatternError {
    WordPatternError(offset: characters[..<index].reduce(0) { $0 + $1.unicodeScalars.count }, description: description)
  }
}
