// A text with blanks, read into its pieces: `{name}`, `{day}`, and a choice by pronouns such as `{he|she|they}`. Whoever fills
// the blanks and whoever checks a plan read them here, so that they cannot disagree. Invariant: every `{` and `}` of a text
// belongs to a blank; the pieces of a text that was read hold nothing else that could be taken for one.

/// A text with blanks to be filled in.
public struct Blanks: Hashable, Sendable {
  /// A part of a text.
  public enum Piece: Hashable, Sendable {
    /// Words as they are.
    case text(String)
    /// The other person's name, after a preposition that may contract with what stands for a missing name
    /// (`{di name}` in Italian); nil for the name alone.
    case name(preposition: String?)
    /// The day of the stage.
    case day
    /// Something that a sentence of the program's own speaks of.
    case value(String)
    /// Three readings for the other person's pronouns: masculine, feminine, neutral. They hold no choice themselves.
    case choice([[Piece]])
  }

  /// The parts of the text, in its order; no two texts stand side by side, and none is empty.
  public let pieces: [Piece]

  /// Reads a text. `values` are the blanks that it may have besides the usual ones.
  ///
  /// - Throws: the first blank that is unknown or malformed.
  public init(_ text: String, values: Set<String> = []) throws(BlankFault) {
    try self.init(text, isValue: values.contains)
  }

  init(_ text: String, isValue: (String) -> Bool) throws(BlankFault) {
    var reader = BlankReader(text)
    pieces = try reader.read(isValue)
  }

  /// Whether a text has blanks at all, or a brace that was meant for one. Most have none, and need not be read.
  static func are(in text: String) -> Bool { text.utf8.contains { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") } }

  /// The prepositions that may stand before a name: those of Italian that contract with an article.
  public static let prepositions = ["a", "di", "da", "con", "per"]

  /// What is wrong with the blanks of a text, and how many Unicode scalars precede it; nil when nothing is.
  public static func fault(in text: String) -> (offset: Int, what: String)? {
    do {
      _ = try Blanks(text)
      return nil
    } catch {
      return (error.offset, error.what)
    }
  }
}

extension Blanks {
  /// How many characters a name counts for in a text's length; most names are no longer.
  public static let nameLength = 8
  /// How many characters a day counts for in a text's length; no stay has more than three digits.
  public static let dayLength = 3

  /// How many characters the text has in its longest reading.
  public var longest: Int { Self.longest(pieces) }

  /// Whether the other person's name is anywhere in the text.
  public var namesSomebody: Bool {
    Self.contains(pieces) { if case .name = $0 { true } else { false } }
  }

  /// Whether the day of the stage is anywhere in the text.
  public var saysDay: Bool { Self.contains(pieces) { $0 == .day } }

  private static func longest(_ pieces: [Piece]) -> Int {
    pieces.reduce(0) { length, piece in
      switch piece {
      case .text(let text): length + text.count
      case .name(preposition: nil): length + nameLength
      case .name(preposition: let word?): length + word.count + 1 + nameLength
      case .day: length + dayLength
      case .value: length + nameLength
      case .choice(let readings): length + (readings.map(longest).max() ?? 0)
      }
    }
  }

  private static func contains(_ pieces: [Piece], where matches: (Piece) -> Bool) -> Bool {
    pieces.contains { piece in
      if case .choice(let readings) = piece { return readings.contains { contains($0, where: matches) } }
      return matches(piece)
    }
  }
}

/// A blank that cannot be filled in.
public struct BlankFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// How many Unicode scalars precede the brace in question.
  public let offset: Int
  /// What is wrong, and what was expected.
  public let what: String

  /// The text of `what`.
  public var description: String { what }
}

/// Reads a text from left to right. Braces nest once at most, so that the depth of the reading does not depend on the text. It goes
/// by bytes: every sign that it looks for is ASCII, which no other character has a part of in UTF-8.
private struct BlankReader {
  private let text: String
  private var index: String.Index

  init(_ text: String) {
    self.text = text
    index = text.startIndex
  }

  private static let opening = UInt8(ascii: "{")
  private static let bar = UInt8(ascii: "|")
  private static let closing = UInt8(ascii: "}")

  private var next: UInt8? { index < text.endIndex ? text.utf8[index] : nil }

  mutating func read(_ isValue: (String) -> Bool) throws(BlankFault) -> [Blanks.Piece] {
    var pieces: [Blanks.Piece] = []
    while let next {
      switch next {
      case Self.opening: pieces.append(try blank(isValue))
      case Self.closing: throw fault(at: index, "this '}' closes nothing; a blank is written as in {name}")
      default: pieces.append(.text(text(upTo: Self.isBrace)))
      }
    }
    return pieces
  }

  /// A word in braces, or a choice.
  private mutating func blank(_ isValue: (String) -> Bool) throws(BlankFault) -> Blanks.Piece {
    let start = index
    step()
    let first = index
    var readings = [try reading(isValue)]
    while next == Self.bar {
      step()
      readings.append(try reading(isValue))
    }
    guard next == Self.closing else { throw unclosed(start) }
    let word = text[first..<index]
    step()
    if readings.count == 1 { return try named(String(word), from: start, isValue) }
    guard readings.count == 3 else {
      throw fault(at: start, "a choice has three readings, as in {he|she|they}; found \(readings.count) here")
    }
    return .choice(readings)
  }

  /// What stands between the bars of a choice, or all of it when there is none.
  private mutating func reading(_ isValue: (String) -> Bool) throws(BlankFault) -> [Blanks.Piece] {
    var pieces: [Blanks.Piece] = []
    while let next, next != Self.bar, next != Self.closing {
      pieces.append(next == Self.opening ? try innerBlank(isValue) : .text(text(upTo: Self.isSign)))
    }
    return pieces
  }

  /// A word in braces within a choice.
  private mutating func innerBlank(_ isValue: (String) -> Bool) throws(BlankFault) -> Blanks.Piece {
    let start = index
    step()
    let word = text(upTo: Self.isSign)
    guard let next else { throw unclosed(start) }
    guard next == Self.closing else {
      throw fault(
        at: start, "only {name} and {day} can stand in a choice; or is there a '}' missing before this '{'?")
    }
    step()
    return try named(word, from: start, isValue)
  }

  private func named(
    _ word: String, from open: String.Index, _ isValue: (String) -> Bool
  ) throws(BlankFault) -> Blanks.Piece {
    switch word {
    case "name": return .name(preposition: nil)
    case "day": return .day
    case _ where isValue(word): return .value(word)
    default:
      if let preposition = Blanks.prepositions.first(where: { "\($0) name" == word }) {
        return .name(preposition: preposition)
      }
      throw fault(at: open, "unknown blank '{\(word.prefix(20))}'; {name}, {day} and {he|she|they} are known")
    }
  }

  private static func isBrace(_ byte: UInt8) -> Bool { byte == opening || byte == closing }

  private static func isSign(_ byte: UInt8) -> Bool { isBrace(byte) || byte == bar }

  private mutating func step() { index = text.utf8.index(after: index) }

  private mutating func text(upTo isEnd: (UInt8) -> Bool) -> String {
    let start = index
    index = text.utf8[start...].firstIndex(where: isEnd) ?? text.endIndex
    return String(text[start..<index])
  }

  private func unclosed(_ start: String.Index) -> BlankFault {
    fault(at: start, "this '{' has no '}'; a blank is written as in {name}")
  }

  private func fault(at place: String.Index, _ what: String) -> BlankFault {
    BlankFault(offset: text.unicodeScalars[..<place].count, what: what)
  }
}
