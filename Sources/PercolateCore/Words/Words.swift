// What the program itself says, in one language. The sentences are data (config/words), so that whoever does not program can
// correct and translate them; the code knows them by what they are for. Invariant: a value of `Words` has every phrase, and
// each has just the blanks that the code fills in.

/// The program's sentences in one language.
public struct Words: Sendable {
  /// The language, as in ISO 639-1: `en`.
  public let language: String
  /// What stands for a name that was not told.
  public let someone: Someone
  /// How dates are said.
  public let dates: DateNames
  private let text: @Sendable (Phrase) -> String?

  /// Makes the words of a language; nil when a phrase is missing.
  public init?(language: String, someone: Someone, dates: DateNames, texts: [Phrase: String]) {
    guard Phrase.allCases.allSatisfy({ texts[$0] != nil }) else { return nil }
    self.init(language: language, someone: someone, dates: dates) { texts[$0] }
  }

  /// Makes the words of a language whose phrases are looked up when they are said; `text` has to have every one.
  public init(
    language: String, someone: Someone, dates: DateNames, text: @escaping @Sendable (Phrase) -> String?
  ) {
    self.language = language
    self.someone = someone
    self.dates = dates
    self.text = text
  }

  /// A phrase as it is written, with its blanks.
  package subscript(_ phrase: Phrase) -> String { text(phrase) ?? phrase.rawValue }

  /// A phrase with its blanks filled in.
  public func callAsFunction(_ phrase: Phrase, _ values: [String: String] = [:], person: Person = Person()) -> String {
    Blanks.fill(self[phrase], with: person, someone: someone, values: values)
  }

  /// The phrase for one thing or the phrase for several, chosen by a count that both can name as `{count}`.
  public func callAsFunction(_ count: Int, one: Phrase, many: Phrase) -> String {
    self(count == 1 ? one : many, ["count": String(count)])
  }
}
