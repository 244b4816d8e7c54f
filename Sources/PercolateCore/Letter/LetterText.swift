// A letter as the rules see it: words without case and accents, with the place, the sentence and the quotation that they
// stand in. Invariant: every word is in one sentence, and sentences are numbered in reading order.

struct LetterText {
  struct Word {
    /// The word in lower case, without apostrophes and without accents that typing often leaves out; one of the words that
    /// it is short for, if the rules say so.
    let folded: String
    /// Its characters in the letter.
    let range: Range<Int>
    let place: LetterReview.Place
    let sentence: Int
    /// Whether the writer quotes it: it is somebody else's.
    var isQuoted = false
  }

  private(set) var words: [Word] = []
  private let characters: [Character]
  private let spelling: LetterRules.Spelling
  private var indices: [String: [Int]] = [:]
  /// The first word of each run of characters between spaces: a reader counts `l'ultima` once.
  private var counted: [Int] = []

  init(_ text: String, spelling: LetterRules.Spelling) {
    // A byte order mark is no character of the letter.
    self.characters = Array(text.first == "\u{FEFF}" ? text.dropFirst() : text[...])
    self.spelling = spelling
    scan()
    for (index, word) in words.enumerated() { indices[word.folded, default: []].append(index) }
  }

  /// The length of the letter in words, as a reader counts them.
  var count: Int { counted.count }

  /// The word that a reader counts as number n, from 1.
  func index(ofCounted number: Int) -> Int? {
    counted.indices.contains(number - 1) ? counted[number - 1] : nil
  }

  /// Where a word stands, as indices of `words`.
  func indices(of word: String) -> [Int] { indices[word] ?? [] }

  /// Where the words with a prefix stand, in no order.
  func indices(ofPrefix prefix: String) -> [Int] {
    indices.filter { $0.key.hasPrefix(prefix) }.flatMap(\.value)
  }

  /// A short form or a word as this reads it.
  static func folded(_ word: some StringProtocol) -> String {
    word.map { $0.isApostrophe ? "'" : $0.folded }.joined()
  }

  /// The words as they were written, on one line.
  func quote(_ span: Range<Int>) -> String {
    guard let first = words[span].first, let last = words[span].last else { return "" }
    return characters[first.range.lowerBound..<last.range.upperBound].split(whereSeparator: \.isWhitespace)
      .map { String($0) }.joined(separator: " ")
  }
}

extension LetterText {
  /// The scanner's state between two words.
  private struct State {
    var index = 0
    var line = 1
    /// The index of the line's first character.
    var lineStart = 0
    var sentence = 0
    /// Line breaks since the last character that is no space.
    var breaks = 0
    var isAfterSpace = true
    /// Three dots end a sentence only if a capital letter follows: people write them for a pause, too.
    var isAfterEllipsis = false
    var quotation: Quotation?
  }

  private mutating func scan() {
    var state = State()
    while state.index < characters.count {
      let character = characters[state.index]
      if character.isWordCharacter {
        takeWord(&state)
      } else {
        if character.isWhitespace {
          takeSpace(character, &state)
        } else {
          state.breaks = 0
          takeMark(character, &state)
        }
        state.index += 1
      }
    }
  }

  private mutating func takeWord(_ state: inout State) {
    let start = state.index
    var written = ""
    while let character = self[state.index] {
      if character.isWordCharacter {
        written += character.folded
      } else if spelling.apostrophes == .join, character.isApostrophe, self[state.index + 1]?.isWordCharacter == true {
        written += "'"
      } else {
        break
      }
      state.index += 1
    }
    if state.isAfterEllipsis, characters[start].isUppercase { state.sentence += 1 }
    if state.isAfterSpace { counted.append(words.count) }
    let place = LetterReview.Place(line: state.line, column: start - state.lineStart + 1)
    for word in spelling.longForms[written] ?? [written.filter { $0 != "'" }] {
      words.append(Word(folded: word, range: start..<state.index, place: place, sentence: state.sentence))
    }
    (state.breaks, state.isAfterSpace, state.isAfterEllipsis) = (0, false, false)
  }

  private func takeSpace(_ character: Character, _ state: inout State) {
    state.isAfterSpace = true
    guard ["\n", "\r\n", "\r"].contains(character) else { return }
    state.line += 1
    state.lineStart = state.index + 1
    state.breaks += 1
    // A blank line ends a paragraph, and with it what nobody closed.
    if state.breaks == 2 {
      state.sentence += 1
      state.quotation = nil
    }
  }

  private mutating func takeMark(_ mark: Character, _ state: inout State) {
    let (before, after) = (self[state.index - 1], self[state.index + 1])
    switch mark {
    case "…": state.isAfterEllipsis = true
    case ".":
      if before == "." || after == "." {
        state.isAfterEllipsis = true
      } else if after?.isWordCharacter != true {
        state.sentence += 1
      }
    case "!", "?", ";": state.sentence += 1
    default: takeQuotationMark(mark, before: before, after: after, &state)
    }
  }

  private mutating func takeQuotationMark(
    _ mark: Character, before: Character?, after: Character?, _ state: inout State
  ) {
    if let open = state.quotation, open.isClosed(by: mark, before: after) {
      // What is longer is more likely a letter within quotation marks, or a mark that nobody closed.
      if words.count - open.firstWord <= Quotation.mostWords {
        for index in open.firstWord..<words.count { words[index].isQuoted = true }
      }
      state.quotation = nil
    } else if state.quotation == nil, before?.isWordCharacter != true, after?.isWhitespace == false {
      state.quotation = Quotation(opening: mark, firstWord: words.count)
    }
  }

  private subscript(index: Int) -> Character? {
    characters.indices.contains(index) ? characters[index] : nil
  }
}

/// A quotation that was opened.
private struct Quotation {
  let firstWord: Int
  private let closing: [Character]

  static let mostWords = 30

  init?(opening mark: Character, firstWord: Int) {
    switch mark {
    case "\"": closing = ["\"", "”"]
    case "“", "„": closing = ["”", "“", "\""]
    case "«": closing = ["»"]
    case "'", "‘": closing = ["'", "’"]
    default: return nil
    }
    self.firstWord = firstWord
  }

  /// A single quotation mark before a letter is an apostrophe.
  func isClosed(by mark: Character, before next: Character?) -> Bool {
    closing.contains(mark) && (!mark.isApostrophe || next?.isWordCharacter != true)
  }
}

extension Character {
  /// Whether words are made of it. Those of ASCII are most of a letter, and are not looked up in Unicode's tables.
  var isWordCharacter: Bool {
    guard let ascii = asciiValue else { return isLetter || isNumber }
    // The difference between the cases is one bit.
    return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(ascii | 0x20)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(ascii)
  }

  /// Whether it is one of the characters that keyboards and editors give for an apostrophe, or in place of an accent.
  var isApostrophe: Bool { Self.apostrophes.contains(self) }

  private static let apostrophes: Set<Character> = ["'", "’", "ʼ", "´", "`"]

  /// In lower case, and without the accents that mark stress or openness: they are often left out. Other marks, such as the
  /// dots of an umlaut, make another letter.
  fileprivate var folded: String {
    if let ascii = asciiValue, !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(ascii) { return String(self) }
    let lower = lowercased()
    return Self.unaccented[lower] ?? lower
  }

  private static let unaccented: [String: String] = [
    "à": "a", "á": "a", "â": "a", "è": "e", "é": "e", "ê": "e", "ì": "i", "í": "i", "î": "i",
    "ò": "o", "ó": "o", "ô": "o", "ù": "u", "ú": "u", "û": "u",
  ]
}
