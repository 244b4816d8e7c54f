// What travels of the user's own words: all of it private, and only ever shown to them.

public import PercolateCore

/// Something that the user wrote.
public struct WritingMessage: Codable, Hashable, Sendable {
  /// Its number in the log.
  public var seq: Int
  /// When.
  public var at: Moment
  /// For which timeline.
  public var timeline: String
  /// What it is.
  public var kind: String
  /// What it is about.
  public var about: String?
  /// Which choice was taken.
  public var choice: String?
  /// How strong it was, 1 to 5.
  public var strength: Int?
  /// The words.
  public var text: String
  /// Makes the message.
  public init(
    seq: Int, at: Moment, timeline: String, kind: String, about: String? = nil, choice: String? = nil,
    strength: Int? = nil, text: String
  ) {
    self.seq = seq
    self.at = at
    self.timeline = timeline
    self.kind = kind
    self.about = about
    self.choice = choice
    self.strength = strength
    self.text = text
  }
}

/// A choice that can be taken.
public struct ChoiceMessage: Codable, Hashable, Sendable {
  /// Its name.
  public var id: String
  /// Its words.
  public var words: String
  /// Makes the message.
  public init(id: String, words: String) {
    self.id = id
    self.words = words
  }
}

/// A question of an interview, and the answer so far.
public struct QuestionMessage: Codable, Hashable, Sendable {
  /// Its name.
  public var id: String
  /// The question.
  public var ask: String
  /// A line of help.
  public var help: String?
  /// What can be chosen; none where the answer is free.
  public var choices: [ChoiceMessage]
  /// The choice that was taken.
  public var choice: String?
  /// The words of the answer.
  public var answer: String?
  /// When it was answered.
  public var answeredAt: Moment?
  /// Makes the message.
  public init(
    id: String, ask: String, help: String? = nil, choices: [ChoiceMessage], choice: String? = nil,
    answer: String? = nil, answeredAt: Moment? = nil
  ) {
    self.id = id
    self.ask = ask
    self.help = help
    self.choices = choices
    self.choice = choice
    self.answer = answer
    self.answeredAt = answeredAt
  }
}

/// A question and its answer, in words.
public struct AnswerMessage: Codable, Hashable, Sendable {
  /// The question.
  public var ask: String
  /// The answer.
  public var answer: String
  /// Makes the message.
  public init(ask: String, answer: String) {
    self.ask = ask
    self.answer = answer
  }
}

/// Something that belongs into an apology.
public struct ComponentMessage: Codable, Hashable, Sendable {
  /// Its name.
  public var kind: String
  /// Its name for people.
  public var name: String
  /// Whether it is there.
  public var found: Bool
  /// Whether a letter without it lacks something.
  public var required: Bool
  /// Where it is, from 1.
  public var line: Int?
  /// Where in the line, from 1.
  public var column: Int?
  /// What it is.
  public var what: String
  /// Why it matters.
  public var why: String
  /// What could be written.
  public var suggestion: String
  /// Makes the message.
  public init(
    kind: String, name: String, found: Bool, required: Bool, line: Int? = nil, column: Int? = nil, what: String,
    why: String, suggestion: String
  ) {
    self.kind = kind
    self.name = name
    self.found = found
    self.required = required
    self.line = line
    self.column = column
    self.what = what
    self.why = why
    self.suggestion = suggestion
  }
}

/// Something in a letter that would hurt.
public struct FindingMessage: Codable, Hashable, Sendable {
  /// What kind of thing.
  public var kind: String
  /// Where it is, from 1.
  public var line: Int
  /// Where in the line, from 1.
  public var column: Int
  /// The words.
  public var quote: String
  /// What it is.
  public var what: String
  /// Why it hurts.
  public var why: String
  /// What to write instead.
  public var suggestion: String
  /// Makes the message.
  public init(kind: String, line: Int, column: Int, quote: String, what: String, why: String, suggestion: String) {
    self.kind = kind
    self.line = line
    self.column = column
    self.quote = quote
    self.what = what
    self.why = why
    self.suggestion = suggestion
  }
}

/// How long it has been quiet.
public struct QuietMessage: Codable, Hashable, Sendable {
  /// The date of the latest contact, YYYY-MM-DD; nil while contact belongs to the stage.
  public var dayZero: String?
  /// Whole days since then.
  public var current: Int
  /// The longest stretch.
  public var longest: Int
  /// All stretches together.
  public var total: Int
  /// Makes the message.
  public init(dayZero: String? = nil, current: Int, longest: Int, total: Int) {
    self.dayZero = dayZero
    self.current = current
    self.longest = longest
    self.total = total
  }
}

extension QuietMessage {
  /// The message of a timeline's quiet days.
  public init(_ quiet: QuietDays) {
    self.init(
      dayZero: quiet.dayZero?.description, current: quiet.current, longest: quiet.longest, total: quiet.total)
  }
}
