// The other person in a sentence: by name and pronouns where they are known, in a few neutral words where they are not.
// Invariant: what comes from the user is put in as it is and never read again for blanks, so that a name with braces stays a
// name.

/// Whom a sentence speaks of.
public struct Person: Hashable, Sendable {
  /// Their name; nil when it was not told.
  public var name: String?
  /// How they are spoken of.
  public var pronouns: Pronouns

  /// Makes a person.
  public init(name: String? = nil, pronouns: Pronouns = .they) {
    self.name = name
    self.pronouns = pronouns
  }
}

extension Person {
  /// A name as it is compared: without spaces around it, with single ones in it, in lower case. Two spellings of one word in
  /// Unicode are equal as `String`s.
  public static func key(_ name: String) -> String {
    name.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
  }
}

/// What stands for a name that was not told, in one language.
public struct Someone: Hashable, Sendable {
  /// Alone, in the middle of a sentence: "the other person".
  public var plain: String
  /// After a preposition that contracts with it, by that preposition: "dell'altra persona" for "di".
  public var after: [String: String]

  /// Makes the words of a language.
  public init(plain: String, after: [String: String] = [:]) {
    self.plain = plain
    self.after = after
  }
}

extension Blanks {
  /// Fills in a text's blanks. A text that has a fault, which its reader would have refused, stays as it is.
  public static func fill(
    _ text: String, with person: Person, someone: Someone, day: Int? = nil, values: [String: String] = [:]
  ) -> String {
    guard Blanks.are(in: text), let blanks = try? Blanks(text, isValue: { values[$0] != nil }) else { return text }
    var filled = ""
    func add(_ pieces: [Piece]) {
      for piece in pieces {
        switch piece {
        case .text(let text): filled += text
        case .name(let preposition):
          let words = Blanks.words(for: person.name, after: preposition, someone)
          filled +=
            filled.isAtSentenceStart && (person.name == nil || preposition != nil) ? words.capitalisedFirst : words
        case .day: filled += day.map(String.init) ?? ""
        case .value(let key): filled += values[key] ?? ""
        case .choice(let readings): add(readings[person.pronouns.index(of: readings.count)])
        }
      }
    }
    add(blanks.pieces)
    return filled
  }

  private static func words(for name: String?, after preposition: String?, _ someone: Someone) -> String {
    switch (name, preposition) {
    case (let name?, let preposition?): "\(preposition) \(name)"
    case (let name?, nil): name
    case (nil, let preposition?): someone.after[preposition] ?? "\(preposition) \(someone.plain)"
    case (nil, nil): someone.plain
    }
  }
}

extension Pronouns {
  /// Which reading of a choice is theirs; the last where there are fewer.
  fileprivate func index(of count: Int) -> Int {
    switch self {
    case .he: 0
    case .she: min(1, count - 1)
    case .they: count - 1
    }
  }
}

extension String {
  fileprivate var isAtSentenceStart: Bool { isEmpty || [". ", "? ", "\n"].contains(where: hasSuffix) }

  fileprivate var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
