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
  /// Each character that is ASCII, as most of a letter is; 0x80 stands for any other. It spares looking into Unicode's tables.
  private let ascii: [UInt8]
  private let spelling: LetterRules.Spelling
  private var indices: [String: [Int]] = [:]
  /// The first word of each run of characters between spaces: a reader counts `l'ultima` once.
  private var counted: [Int] = []

  init(_ text: String, spelling: LetterRules.Spelling) {
    // A byte order mark is no character of the letter.
    self.characters = Array(text.first == "\u{FEFF}" ? text.dropFirst() : text[...])
    self.ascii = characters.map { $0.asciiValue ?? 0x80 }
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
    word.reduce(into: "") { folded, character in
      if character.isApostrophe {
        folded += "'"
      } else {
        character.fold(character.asciiValue ?? 0x80, into: &folded)
      }
    }
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
      if isWordCharacter(at: state.index) {
        takeWord(&state)
      } else {
        let character = characters[state.index]
        if ascii[state.index] == UInt8(ascii: " ") || character.isWhitespace {
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
    var isJoined = false
    while state.index < characters.count {
      if isWordCharacter(at: state.index) {
        characters[state.index].fold(ascii[state.index], into: &written)
      } else if spelling.apostrophes == .join, ascii[state.index] != UInt8(ascii: " "),
        characters[state.index].isApostrophe, isWordCharacter(at: state.index + 1)
      {
        written += "'"
        isJoined = true
      } else {
        break
      }
      state.index += 1
    }
    if state.isAfterEllipsis, characters[start].isUppercase { state.sentence += 1 }
    if state.isAfterSpace { counted.append(words.count) }
    let place = LetterReview.Place(line: state.line, column: start - state.lineStart + 1)
    for word in spelling.longForms[written] ?? [isJoined ? written.filter { $0 != "'" } : written] {
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

  private func isWordCharacter(at index: Int) -> Bool {
    guard index < ascii.count else { return false }
    return ascii[index] < 0x80 ? ascii[index].isWordCharacter : characters[index].isWordCharacter
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

extension UInt8 {
  /// Whether words are made of this character of ASCII.
  fileprivate var isWordCharacter: Bool {
    // The difference between the cases is one bit.
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
  }
}

extension Character {
  /// Whether words are made of it.
  var isWordCharacter: Bool { asciiValue?.isWordCharacter ?? (isLetter || isNumber) }

  /// Whether it is one of the characters that keyboards and editors give for an apostrophe, or in place of an accent.
  var isApostrophe: Bool {
    switch self {
    case "'", "’", "ʼ", "´", "`": true
    default: false
    }
  }

  /// Adds it in lower case, and without the accents that mark stress or openness: they are often left out. Other marks, such as
  /// the dots of an umlaut, make another letter. `ascii` is what it is in ASCII, or 0x80.
  fileprivate func fold(_ ascii: UInt8, into text: inout String) {
    if ascii < 0x80 {
      let isCapital = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(ascii)
      text.unicodeScalars.append(Unicode.Scalar(isCapital ? ascii | 0x20 : ascii))
    } else {
      let lower = lowercased()
      text += Self.unaccented[lower] ?? lower
    }
  }

  private static let unaccented: [String: String] = [
    "à": "a", "á": "a", "â": "a", "è": "e", "é": "e", "ê": "e", "ì": "i", "í": "i", "î": "i",
    "ò": "o", "ó": "o", "ô": "o", "ù": "u", "ú": "u", "û": "u",
  ]
}
