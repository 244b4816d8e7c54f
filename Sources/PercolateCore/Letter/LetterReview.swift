// What a letter of apology has, lacks, and says that may hurt. The review is a pure function of the letter and the rules, and
// its cost grows with the length of the letter and no faster. Invariant: words of self-harm are never a finding; they are
// `care`, and the caller answers them with something other than a correction.

/// The review of one letter.
public struct LetterReview: Hashable, Sendable {
  /// Every component of an apology, present or not, in the order of `Component.allCases`.
  public let components: [ComponentCheck]
  /// What may hurt, in reading order.
  public let findings: [Finding]
  /// The letter's length in words, as a reader counts them: what stands between spaces.
  public let wordCount: Int
  /// Whether the letter speaks of the writer harming or killing themselves, if only to press for an answer. No finding
  /// stands in the sentences that do; support comes first.
  public let care: Bool

  /// Reviews a letter. Any text has a review; an empty one lacks every component.
  public static func review(_ text: String, rules: LetterRules) -> LetterReview {
    let letter = LetterText(text, spelling: rules.spelling)
    let careSentences = Set(
      rules.care.flatMap { $0.spans(in: letter, countingQuotes: true) }.map { letter.words[$0.lowerBound].sentence })
    let findings = rules.findings.flatMap { topic in
      spans(of: topic, in: letter, limits: rules.limits)
        // The length is a matter of the whole letter, wherever it goes over.
        .filter { topic.subject == .overLength || !careSentences.contains(letter.words[$0.lowerBound].sentence) }
        .map { Finding(kind: topic.subject, wording: topic.wording, span: $0, in: letter) }
    }
    return LetterReview(
      components: rules.components.map { topic in
        let first = topic.spans(in: letter).first
        return ComponentCheck(
          component: topic.subject, wording: topic.wording, place: first.map { letter.words[$0.lowerBound].place })
      },
      findings: findings.sorted { ($0.place, $0.kind) < ($1.place, $1.kind) },
      wordCount: letter.count,
      care: !careSentences.isEmpty)
  }

  /// The stretches of words that one kind of finding is about.
  private static func spans(
    of topic: LetterRules.Topic<Finding.Kind>, in letter: LetterText, limits: LetterRules.Limits
  ) -> [Range<Int>] {
    switch topic.subject {
    case .overLength: return letter.index(ofCounted: limits.words + 1).map { [$0..<($0 + 1)] } ?? []
    case .repetition: return Array(topic.spans(in: letter).dropFirst(limits.apologies).prefix(1))
    case .conditional, .blame, .begging, .pressure, .deadline, .threat, .promise: return topic.spans(in: letter)
    }
  }
}

extension LetterReview {
  /// What an apology is made of, after Lewicki, Polin and Lount, "An Exploration of the Structure of Effective Apologies",
  /// Negotiation and Conflict Management Research 9 (2016): expression of regret, explanation, acknowledgement of
  /// responsibility, declaration of repentance (here: assurance), offer of repair, request for forgiveness. They found the
  /// last one to matter least; it also asks for something, so it is not looked for. Acknowledging their hurt is not
  /// among the six; it is here because these letters follow a breakup without a word of explanation.
  public enum Component: String, CaseIterable, Hashable, Sendable {
    case regret, explanation, responsibility, acknowledgement, assurance, repair

    /// Whether a letter is not whole without it. The others are worth a suggestion.
    public var isRequired: Bool {
      switch self {
      case .regret, .explanation, .responsibility, .acknowledgement: true
      case .assurance, .repair: false
      }
    }
  }

  /// Whether the letter has a component.
  public struct ComponentCheck: Hashable, Sendable {
    /// The component.
    public let component: Component
    /// What it is, why it matters, and what could be written.
    public let wording: LetterRules.Wording
    /// Where the first words of it stand; nil when the letter has none.
    public let place: Place?
  }

  /// Words that may hurt, or a limit that was passed.
  public struct Finding: Hashable, Sendable {
    /// The ways in which a letter that means well can hurt.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
      case conditional, blame, begging, pressure, deadline, threat, promise
      case overLength = "over-length"
      case repetition
    }

    /// What kind of finding it is.
    public let kind: Kind
    /// What it is, why it hurts, and what could be written instead.
    public let wording: LetterRules.Wording
    /// Where the words begin.
    public let place: Place
    /// The words as they stand in the letter, on one line and cut short. They are the writer's: quote, never log them.
    public let quote: String
  }

  /// A place in the letter.
  public struct Place: Hashable, Comparable, Sendable {
    /// The line, from 1.
    public let line: Int
    /// The column in characters as a reader sees them, from 1. A tab is one.
    public let column: Int

    /// Makes a place.
    public init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }

    /// In reading order.
    public static func < (a: Place, b: Place) -> Bool { (a.line, a.column) < (b.line, b.column) }
  }
}

extension LetterReview.Finding.Kind: Comparable {
  /// In the order of `allCases`.
  public static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? Self.allCases.count }
}

extension LetterReview.Finding {
  private static let longestQuote = 60

  fileprivate init(kind: Kind, wording: LetterRules.Wording, span: Range<Int>, in letter: LetterText) {
    let quote = letter.quote(span)
    self.init(
      kind: kind, wording: wording, place: letter.words[span.lowerBound].place,
      quote: quote.count > Self.longestQuote ? quote.prefix(Self.longestQuote - 1) + "…" : quote)
  }
}
