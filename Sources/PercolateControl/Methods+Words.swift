// The methods for what the user writes for themselves: answers, notes, memories, urges, and what becomes of it all.

extension Control {
  /// The user wrote something for themselves.
  public struct Write: ControlMethod {
    /// The name on the wire.
    public static let name = "Write"
    /// What comes back.
    public struct Reply: Codable, Sendable {
      /// What is kept.
      public var writing: WritingMessage
      /// A steady sentence in answer to an urge.
      public var reply: String?
      /// Where to find help, when the words ask for it.
      public var support: String?
      /// Makes the message.
      public init(writing: WritingMessage, reply: String? = nil, support: String? = nil) {
        self.writing = writing
        self.reply = reply
        self.support = support
      }
    }
    /// Which timeline; nil for the only active one.
    public var timeline: String?
    /// What it is, for example `note`.
    public var kind: String
    /// What it is about.
    public var about: String?
    /// Which choice of a question was taken.
    public var choice: String?
    /// How strong an urge was, 1 to 5.
    public var strength: Int?
    /// The words.
    public var text: String
    /// Makes the message.
    public init(
      timeline: String? = nil, kind: String, about: String? = nil, choice: String? = nil, strength: Int? = nil,
      text: String
    ) {
      self.timeline = timeline
      self.kind = kind
      self.about = about
      self.choice = choice
      self.strength = strength
      self.text = text
    }
  }

  /// What was written.
  public struct Writings: ControlMethod {
    /// The name on the wire.
    public static let name = "Writings"
    /// What comes back.
    public struct Reply: Codable, Sendable {
      /// Oldest first.
      public var writings: [WritingMessage]
      /// Makes the message.
      public init(writings: [WritingMessage]) {
        self.writings = writings
      }
    }
    /// Which timeline; nil for all.
    public var timeline: String?
    /// Of which kind; nil for every kind.
    public var kind: String?
    /// The most that are wanted, the latest.
    public var limit: Int
    /// Makes the message.
    public init(timeline: String? = nil, kind: String? = nil, limit: Int) {
      self.timeline = timeline
      self.kind = kind
      self.limit = limit
    }
  }

  /// Looks for words in what was written.
  public struct Search: ControlMethod {
    /// The name on the wire.
    public static let name = "Search"
    /// What comes back.
    public struct Reply: Codable, Sendable {
      /// The best match first.
      public var writings: [WritingMessage]
      /// Makes the message.
      public init(writings: [WritingMessage]) {
        self.writings = writings
      }
    }
    /// The words; each may be the beginning of one.
    public var words: String
    /// The most that are wanted.
    public var limit: Int
    /// Makes the message.
    public init(words: String, limit: Int) {
      self.words = words
      self.limit = limit
    }
  }

  /// Everything that happened, in order.
  public struct History: ControlMethod {
    /// The name on the wire.
    public static let name = "History"
    /// What comes back.
    public struct Reply: Codable, Sendable {
      /// Where it stands now.
      public var standing: StandingMessage
      /// Oldest first.
      public var entries: [EntryMessage]
      /// Makes the message.
      public init(standing: StandingMessage, entries: [EntryMessage]) {
        self.standing = standing
        self.entries = entries
      }
    }
    /// Which timeline; nil for the only active one.
    public var timeline: String?
    /// Makes the message.
    public init(timeline: String? = nil) {
      self.timeline = timeline
    }
  }

  /// The questions of an interview, with the answers so far.
  public struct Interview: ControlMethod {
    /// The name on the wire.
    public static let name = "Interview"
    /// What comes back.
    public struct Reply: Codable, Sendable {
      /// What it is called.
      public var title: String
      /// What to know before.
      public var intro: String
      /// What to know after.
      public var closing: String
      /// In order.
      public var questions: [QuestionMessage]
      /// Makes the message.
      public init(title: String, intro: String, closing: String, questions: [QuestionMessage]) {
        self.title = title
        self.intro = intro
        self.closing = closing
        self.questions = questions
      }
    }
    /// Which timeline; nil for the only active one.
    public var timeline: String?
    /// Which: `stock`, `debrief`, `lessons` or `memories`.
    public var name: String
    /// Makes the message.
    public init(timeline: String? = nil, name: String) {
      self.timeline = timeline
      self.name = name
    }
  }

  /// What the answers amount to.
  public struct Reflection: ControlMethod {
    /// The name on the wire.
    public static let name = "Reflection"
    /// What comes back.
    public struct Reply: Codable, Sendable {
      /// `mend`, `wait` or `let-go`.
      public var suggestion: String
      /// Why.
      public var reasons: [String]
      /// How many questions are answered.
      public var answered: Int
      /// How many there are.
      public var asked: Int
      /// That the choice is theirs.
      public var closing: String
      /// The answers, in the order of the questions.
      public var answers: [AnswerMessage]
      /// Where it stands now.
      public var standing: StandingMessage
      /// Makes the message.
      public init(
        suggestion: String, reasons: [String], answered: Int, asked: Int, closing: String, answers: [AnswerMessage],
        standing: StandingMessage
      ) {
        self.suggestion = suggestion
        self.reasons = reasons
        self.answered = answered
        self.asked = asked
        self.closing = closing
        self.answers = answers
        self.standing = standing
      }
    }
    /// Which timeline; nil for the only active one.
    public var timeline: String?
    /// Makes the message.
    public init(timeline: String? = nil) {
      self.timeline = timeline
    }
  }

  /// The question about safety, as it is asked before each step towards the other person.
  public struct SafetyQuestion: ControlMethod {
    /// The name on the wire.
    public static let name = "SafetyQuestion"
    /// What comes back.
    public struct Reply: Codable, Sendable {
      /// The question.
      public var ask: String
      /// What can be named.
      public var concerns: [ChoiceMessage]
      /// The words for none of these.
      public var none: String
      /// Makes the message.
      public init(ask: String, concerns: [ChoiceMessage], none: String) {
        self.ask = ask
        self.concerns = concerns
        self.none = none
      }
    }
    /// Which timeline; nil for the only active one.
    public var timeline: String?
    /// Makes the message.
    public init(timeline: String? = nil) {
      self.timeline = timeline
    }
  }

  /// The answer to the question about safety.
  public struct Safety: ControlMethod {
    /// The name on the wire.
    public static let name = "Safety"
    /// What comes back.
    public struct Reply: Codable, Sendable {
      /// Where it stands now.
      public var standing: StandingMessage
      /// What is said when something was named.
      public var kept: String?
      /// Where to find help.
      public var support: String?
      /// Makes the message.
      public init(standing: StandingMessage, kept: String? = nil, support: String? = nil) {
        self.standing = standing
        self.kept = kept
        self.support = support
      }
    }
    /// Which timeline; nil for the only active one.
    public var timeline: String?
    /// What was named; empty for none of these.
    public var concerns: [String]
    /// Makes the message.
    public init(timeline: String? = nil, concerns: [String]) {
      self.timeline = timeline
      self.concerns = concerns
    }
  }

  /// Where to find help.
  public struct Support: ControlMethod {
    /// The name on the wire.
    public static let name = "Support"
    /// What comes back.
    public struct Reply: Codable, Sendable {
      /// The configured text, or the one that is shipped.
      public var text: String
      /// Makes the message.
      public init(text: String) {
        self.text = text
      }
    }
    /// Makes the message.
    public init() {}
  }

  /// What would have been sent, and was not.
  public struct Urges: ControlMethod {
    /// The name on the wire.
    public static let name = "Urges"
    /// What comes back.
    public struct Reply: Codable, Sendable {
      /// Oldest first.
      public var urges: [WritingMessage]
      /// What helps.
      public var helps: [String]
      /// Makes the message.
      public init(urges: [WritingMessage], helps: [String]) {
        self.urges = urges
        self.helps = helps
      }
    }
    /// Which timeline; nil for the only active one.
    public var timeline: String?
    /// Makes the message.
    public init(timeline: String? = nil) {
      self.timeline = timeline
    }
  }

  /// The whole journey as a document to keep.
  public struct Keepsake: ControlMethod {
    /// The name on the wire.
    public static let name = "Keepsake"
    /// What comes back.
    public struct Reply: Codable, Sendable {
      /// Markdown.
      public var text: String
      /// Makes the message.
      public init(text: String) {
        self.text = text
      }
    }
    /// Which timeline; nil for the only active one.
    public var timeline: String?
    /// Makes the message.
    public init(timeline: String? = nil) {
      self.timeline = timeline
    }
  }

  /// Erases a timeline, or everything.
  public struct Forget: ControlMethod {
    /// The name on the wire.
    public static let name = "Forget"
    /// What comes back.
    public struct Reply: Codable, Sendable {
      /// The names of the timelines that are gone.
      public var forgotten: [String]
      /// Makes the message.
      public init(forgotten: [String]) {
        self.forgotten = forgotten
      }
    }
    /// Which timeline; nil for everything.
    public var timeline: String?
    /// Whether everything is meant; never together with a timeline.
    public var everything: Bool?
    /// Makes the message.
    public init(timeline: String? = nil, everything: Bool? = nil) {
      self.timeline = timeline
      self.everything = everything
    }
  }
}
