// Every question and answer that the program has ready in one language: the interviews, the question about safety, and
// what to say to an urge. Invariant: a value holds all of a language, so that nobody is asked in two.

/// The interviews of one language, and the words that go with them.
public struct Interviews: Hashable, Sendable {
  /// The language's code, for example `it` (ISO 639).
  public var language: String
  /// Taking stock.
  public var stock: Interview
  /// After the coffee.
  public var debrief: Interview
  /// At the end of the road.
  public var lessons: Interview
  /// Before the coffee.
  public var memories: Interview
  /// The question about safety, which comes before all others.
  public var safety: SafetyWords
  /// What to say to somebody who wrote down what they would have sent, and did not send it.
  public var urge: UrgeWords

  /// Makes a language's interviews.
  public init(
    language: String, stock: Interview, debrief: Interview, lessons: Interview, memories: Interview,
    safety: SafetyWords, urge: UrgeWords
  ) {
    self.language = language
    self.stock = stock
    self.debrief = debrief
    self.lessons = lessons
    self.memories = memories
    self.safety = safety
    self.urge = urge
  }

  /// The interview of a name.
  public subscript(name: Interview.Name) -> Interview {
    switch name {
    case .stock: stock
    case .debrief: debrief
    case .lessons: lessons
    case .memories: memories
    }
  }
}

/// The question whether a way towards the other person would do harm, in either direction, and what follows from a yes.
public struct SafetyWords: Hashable, Sendable {
  /// The question.
  public var ask: String
  /// The concerns to choose from, each once, in the order in which they are shown.
  public var concerns: [NamedConcern]
  /// The words for none of them.
  public var none: String
  /// What is said once a concern was named: the road towards the other person is closed, and nobody is blamed.
  public var kept: String
  /// Where to find help, for fear and violence and for thoughts of self-harm. A configuration may name local help
  /// instead.
  public var support: String

  /// Makes the words.
  public init(ask: String, concerns: [NamedConcern], none: String, kept: String, support: String) {
    self.ask = ask
    self.concerns = concerns
    self.none = none
    self.kept = kept
    self.support = support
  }

  /// A concern with the words to choose it by; they fit whichever of the two it is about.
  public struct NamedConcern: Hashable, Sendable {
    /// Which concern.
    public var concern: Concern
    /// The words to choose it by.
    public var say: String

    /// Makes a named concern.
    public init(_ concern: Concern, say: String) {
      self.concern = concern
      self.say = say
    }
  }
}

/// What to say to somebody who wrote down what they would have sent, and did not send it (A17, A24).
public struct UrgeWords: Hashable, Sendable {
  /// Steady answers of one sentence each; one is shown a time.
  public var sentences: [String]
  /// Small things that help to let an urge pass.
  public var helps: [String]

  /// Makes the words.
  public init(sentences: [String], helps: [String]) {
    self.sentences = sentences
    self.helps = helps
  }
}
