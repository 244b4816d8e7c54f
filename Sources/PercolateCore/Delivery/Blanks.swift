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
    var reader = BlankReader(text, values: values)
    pieces = try reader.read()
  }

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

/// Reads a text from left to right. Braces nest once at most, so that the depth of the reading does not depend on the text.
private struct BlankReader {
  private let scalars: [Unicode.Scalar]
  private let values: Set<String>
  private var index = 0

  init(_ text: String, values: Set<String>) {
    scalars = Array(text.unicodeScalars)
    self.values = values
  }

  private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  mutating func read() throws(BlankFault) -> [Blanks.Piece] {
    var pieces: [Blanks.Piece] = []
    while let next {
      switch next {
      case "{": pieces.append(try blank())
      case "}": throw BlankFault(offset: index, what: "this '}' closes nothing; a blank is written as in {name}")
      default: pieces.append(.text(text(upTo: "{", "}")))
      }
    }
    return pieces
  }

  /// A word in braces, or a choice.
  private mutating func blank() throws(BlankFault) -> Blanks.Piece {
    let start = index
    index += 1
    var readings = [try reading()]
    while next == "|" {
      index += 1
      readings.append(try reading())
    }
    guard next == "}" else { throw unclosed(start) }
    index += 1
    if readings.count == 1 { return try word(between: start, and: index - 1) }
    guard readings.count == 3 else {
      throw BlankFault(
        offset: start, what: "a choice has three readings, as in {he|she|they}; found \(readings.count) here")
    }
    return .choice(readings)
  }

  /// What stands between the bars of a choice, or all of it when there is none.
  private mutating func reading() throws(BlankFault) -> [Blanks.Piece] {
    var pieces: [Blanks.Piece] = []
    while let next, next != "|", next != "}" {
      pieces.append(next == "{" ? try innerBlank() : .text(text(upTo: "{", "|", "}")))
    }
    return pieces
  }

  /// A word in braces within a choice.
  private mutating func innerBlank() throws(BlankFault) -> Blanks.Piece {
    let start = index
    index += 1
    _ = text(upTo: "{", "|", "}")
    guard let next else { throw unclosed(start) }
    guard next == "}" else {
      throw BlankFault(
        offset: start, what: "only {name} and {day} can stand in a choice; or is there a '}' missing before this '{'?")
    }
    index += 1
    return try word(between: start, and: index - 1)
  }

  private func word(between open: Int, and close: Int) throws(BlankFault) -> Blanks.Piece {
    let word = String(String.UnicodeScalarView(scalars[(open + 1)..<close]))
    switch word {
    case "name": return .name(preposition: nil)
    case "day": return .day
    case _ where values.contains(word): return .value(word)
    default:
      if let preposition = Blanks.prepositions.first(where: { "\($0) name" == word }) {
        return .name(preposition: preposition)
      }
      throw BlankFault(
        offset: open, what: "unknown blank '{\(word.prefix(20))}'; {name}, {day} and {he|she|they} are known")
    }
  }

  private mutating func text(upTo ends: Unicode.Scalar...) -> String {
    let rest = scalars[index...].prefix { !ends.contains($0) }
    index += rest.count
    return String(String.UnicodeScalarView(rest))
  }

  private func unclosed(_ start: Int) -> BlankFault {
    BlankFault(offset: start, what: "this '{' has no '}'; a blank is written as in {name}")
  }
}
