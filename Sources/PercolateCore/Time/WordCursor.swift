// Where the reader of dates stands in its words.
// Invariant: a read that fails leaves the cursor where it was.

struct WordCursor {
  private let words: [Word]
  private(set) var position = 0

  private struct Word {
    let typed: Substring
    let lower: String
  }

  /// Spaces and commas part words. Those of another language are read as the English ones, and quoted as they were typed.
  init(_ text: some StringProtocol, _ names: DateNames = .english) {
    words = text.split { $0 == " " || $0 == "\t" || $0 == "," || $0 == "\u{A0}" }.map {
      let lower = $0.lowercased()
      return Word(typed: Substring($0), lower: names == .english ? lower : names.english(lower) ?? lower)
    }
  }

  var isAtEnd: Bool { position >= words.count }

  /// The word under the cursor, or one behind it, in lower case; nil after the end.
  func word(_ offset: Int = 0) -> String? {
    position + offset < words.count ? words[position + offset].lower : nil
  }

  /// Whether these are all words there are.
  func isOnly(_ wanted: String...) -> Bool {
    words.map(\.lower) == wanted
  }

  /// Moves over some words, if they are next.
  mutating func take(_ wanted: String...) -> Bool {
    guard words.dropFirst(position).prefix(wanted.count).map(\.lower) == wanted else { return false }
    position += wanted.count
    return true
  }

  /// Moves over that many words, which have been looked at.
  mutating func advance(_ count: Int = 1) {
    position += min(count, words.count - position)
  }

  /// Returns to a place where the cursor has been.
  mutating func rewind(to earlier: Int) {
    position = min(max(earlier, 0), position)
  }

  /// An error about the words that were read since a place.
  func error(from start: Int, _ problem: DateWordsError.Problem) -> DateWordsError {
    let typed = words.prefix(position).dropFirst(start).map(\.typed)
    return DateWordsError(part: typed.joined(separator: " "), problem: problem)
  }

  /// An error about the word under the cursor.
  func errorAtWord(_ problem: DateWordsError.Problem) -> DateWordsError {
    DateWordsError(part: words.dropFirst(position).first.map { String($0.typed) } ?? "", problem: problem)
  }
}
