// The rules that letters of one language are reviewed by: data, so that somebody who knows the language and not this program
// can write and correct them. Invariant: a rule finds nothing but whole words, within one sentence, as its patterns say.

/// What to look for in a letter, and what to say about it. `LetterRulesFile` of the module PercolateFiles reads it, and
/// sees to it that every component and every kind of finding is there, once.
public struct LetterRules: Hashable, Sendable {
  /// The language of the letters, for example `en`.
  public let language: String
  /// How the language is spelt.
  public let spelling: Spelling
  /// What a letter may have of what is counted.
  public let limits: Limits
  /// The components of an apology, in the order in which a review lists them.
  public let components: [Topic<LetterReview.Component>]
  /// The ways to hurt. The rules of `repetition` find apologies, which are counted; `over-length` has no rules.
  public let findings: [Topic<LetterReview.Finding.Kind>]
  /// Words of self-harm.
  public let care: [Rule]
  private let careBeginnings: PatternBeginnings

  /// Makes rules from their parts.
  public init(
    language: String, spelling: Spelling, limits: Limits, components: [Topic<LetterReview.Component>],
    findings: [Topic<LetterReview.Finding.Kind>], care: [Rule]
  ) {
    self.language = language
    self.spelling = spelling
    self.limits = limits
    self.components = components
    self.findings = findings
    self.care = care
    careBeginnings = PatternBeginnings(of: care)
  }

  /// Whether a text of any sort (an answer, a note, a message that was not sent) speaks of the writer harming or killing
  /// themselves. Words in quotation marks count too: asking once too often does no harm.
  public func asksForCare(_ text: String) -> Bool {
    let letter = LetterText(text, spelling: spelling)
    var excused: [Int: Set<Int>] = [:]
    return careBeginnings.matches(in: letter).contains { rule, span in
      let words = excused[rule] ?? care[rule].excused(in: letter)
      excused[rule] = words
      return words.isDisjoint(with: span)
    }
  }
}

extension LetterRules {
  /// How letters become words.
  public struct Spelling: Hashable, Sendable {
    /// What an apostrophe between two letters does.
    public enum Apostrophes: String, CaseIterable, Hashable, Sendable {
      /// It is within one word: `don't`.
      case join
      /// It ends a word: `l'ultima` is read as `l ultima`.
      case split
    }

    /// How the language uses the apostrophe.
    public let apostrophes: Apostrophes
    /// The words that a short form stands for, as `don't` for `do` and `not`. Patterns and letters are both read so.
    package let longForms: [String: [String]]

    /// Makes a spelling. In the keys and values case, accents and the shape of apostrophes do not matter.
    public init(apostrophes: Apostrophes, shortForms: [String: String] = [:]) {
      self.apostrophes = apostrophes
      self.longForms = Dictionary(
        shortForms.map { short, long in
          (LetterText.folded(short), long.split(whereSeparator: \.isWhitespace).map { LetterText.folded($0) })
        },
        uniquingKeysWith: { first, _ in first })
    }

    /// A spelling that was read before.
    package init(apostrophes: Apostrophes, longForms: [String: [String]]) {
      self.apostrophes = apostrophes
      self.longForms = longForms
    }
  }

  /// The most that a letter should have.
  public struct Limits: Hashable, Sendable {
    /// Words in the whole letter.
    public let words: Int
    /// Times that it says sorry, in whatever words.
    public let apologies: Int

    /// Makes limits.
    public init(words: Int, apologies: Int) {
      self.words = words
      self.apologies = apologies
    }
  }

  /// What the writer is told about a component or a kind of finding. Each text is short and in the second person.
  public struct Wording: Hashable, Sendable {
    /// Its name, as a heading.
    public let name: String
    /// What it is.
    public let what: String
    /// Why it matters to the person who reads the letter.
    public let why: String
    /// What could be written.
    public let suggestion: String

    /// Makes a wording.
    public init(name: String, what: String, why: String, suggestion: String) {
      self.name = name
      self.what = what
      self.why = why
      self.suggestion = suggestion
    }
  }

  /// Something that is looked for, with its words and its rules.
  public struct Topic<Subject: Hashable & Sendable>: Hashable, Sendable {
    /// What is looked for.
    public let subject: Subject
    /// What the writer is told about it.
    public let wording: Wording
    /// It is there when one of these finds something.
    public let rules: [Rule]

    /// Makes a topic.
    public init(subject: Subject, wording: Wording, rules: [Rule]) {
      self.subject = subject
      self.wording = wording
      self.rules = rules
    }

    /// The words that its rules find, in reading order; of those that overlap, the first.
    func spans(in letter: LetterText) -> [Range<Int>] {
      LetterRules.withoutOverlaps(rules.flatMap { $0.spans(in: letter, countingQuotes: false) })
    }
  }

  /// Patterns that say the same thing in different words.
  public struct Rule: Hashable, Sendable {
    /// Any of these is found,
    public let match: [WordPattern]
    /// but where it shares a word with any of these: `you made me` within `you made me laugh`.
    public let unless: [WordPattern]

    /// Makes a rule.
    public init(match: [WordPattern], unless: [WordPattern] = []) {
      self.match = match
      self.unless = unless
    }

    /// Whether the rule finds something in a text; what somebody else said, in quotation marks, is passed over.
    public func finds(in text: String, spelling: Spelling) -> Bool {
      !spans(in: LetterText(text, spelling: spelling), countingQuotes: false).isEmpty
    }

    /// The words that are found, as ranges of `letter.words`, in reading order and without overlaps.
    func spans(in letter: LetterText, countingQuotes: Bool) -> [Range<Int>] {
      let found = match.flatMap { $0.spans(in: letter) }.filter { span in
        // Words in the middle may be set off with quotation marks; at the edge the phrase is not the writer's.
        countingQuotes || !letter.words[span.lowerBound].isQuoted && !letter.words[span.upperBound - 1].isQuoted
      }
      guard !found.isEmpty else { return [] }
      let excused = excused(in: letter)
      return LetterRules.withoutOverlaps(found.filter { excused.isDisjoint(with: $0) })
    }

    /// The words that are part of something else, which the rule does not mean.
    fileprivate func excused(in letter: LetterText) -> Set<Int> {
      unless.flatMap { $0.spans(in: letter) }.reduce(into: []) { $0.formUnion($1) }
    }
  }

  private static func withoutOverlaps(_ spans: [Range<Int>]) -> [Range<Int>] {
    var kept: [Range<Int>] = []
    for span in spans.sorted(by: { ($0.lowerBound, -$0.upperBound) < ($1.lowerBound, -$1.upperBound) })
    where span.lowerBound >= kept.last?.upperBound ?? 0 {
      kept.append(span)
    }
    return kept
  }
}
