// A short series of questions that the user answers for themselves, one screen each. It is data, in the user's
// language; the program knows only which series there are. Invariant: every question can be skipped, so nothing may
// depend on an answer.

/// A series of questions, asked one at a time.
public struct Interview: Hashable, Sendable {
  /// The series there are. Their names are those of the file.
  public enum Name: String, CaseIterable, Hashable, Sendable {
    /// Taking stock: why it ended, and whether the two could mend it (A2 to A8).
    case stock
    /// After the coffee: how it was, and patience from here (A22, A31).
    case debrief
    /// At the end of the road: what it taught (A34), and what will be done differently (A35).
    case lessons
    /// Before the coffee: the good memories to bring (A29, A30).
    case memories
  }

  /// Which series it is.
  public var name: Name
  /// What to call it, for example "Taking stock".
  public var title: String
  /// What is said before the first question.
  public var intro: String
  /// What is said after the last one.
  public var closing: String
  /// What the answers are weighed with; nil when they are for their own sake and lead to no suggestion.
  public var weighing: Weighing?
  /// The questions, in the order in which they are asked.
  public var questions: [InterviewQuestion]

  /// Makes an interview.
  public init(
    name: Name, title: String, intro: String, closing: String, weighing: Weighing? = nil, questions: [InterviewQuestion]
  ) {
    self.name = name
    self.title = title
    self.intro = intro
    self.closing = closing
    self.weighing = weighing
    self.questions = questions
  }

  /// The words for a suggestion that follows from no answer in particular.
  public struct Weighing: Hashable, Sendable {
    /// Why to wait, when too little was answered to say anything else.
    public var undecided: String
    /// Why to try, when no answer speaks for it and none against.
    public var unopposed: String

    /// Makes the words.
    public init(undecided: String, unopposed: String) {
      self.undecided = undecided
      self.unopposed = unopposed
    }
  }
}

extension Interview.Name {
  /// The kind of writing that its answers are kept as.
  public var kind: Writing.Kind {
    switch self {
    case .stock: .answer
    case .debrief: .debrief
    case .lessons: .lesson
    case .memories: .memory
    }
  }
}

/// One question of an interview.
public struct InterviewQuestion: Hashable, Sendable, Identifiable {
  /// Its name within the interview, for example `own-part`. Answers are kept under it, in whichever language it was
  /// asked.
  public var id: String
  /// The question as it is asked.
  public var ask: String
  /// A sentence that helps to find an answer.
  public var help: String?
  /// What can be chosen; empty for a question that is answered in one's own words.
  public var choices: [InterviewChoice]
  /// Whether an attempt to mend it would have nothing to stand on without an answer to this question or another such.
  public var isEssential: Bool
  /// The advice that it serves.
  public var serves: [Advice]

  /// Makes a question.
  public init(
    id: String, ask: String, help: String? = nil, choices: [InterviewChoice] = [], isEssential: Bool = false,
    serves: [Advice] = []
  ) {
    self.id = id
    self.ask = ask
    self.help = help
    self.choices = choices
    self.isEssential = isEssential
    self.serves = serves
  }

  /// The choice that an answer names, if the question has it.
  func choice(of answer: InterviewAnswer) -> InterviewChoice? {
    answer.choice.flatMap { id in choices.first { $0.id == id } }
  }
}

/// Something that can be chosen as the answer to a question.
public struct InterviewChoice: Hashable, Sendable, Identifiable {
  /// Its name within the question, for example `unsure`.
  public var id: String
  /// The words to choose it by, as the user would say them.
  public var say: String
  /// What it speaks for; nil for a choice that decides nothing.
  public var speaksFor: Reason?

  /// Makes a choice.
  public init(id: String, say: String, speaksFor: Reason? = nil) {
    self.id = id
    self.say = say
    self.speaksFor = speaksFor
  }

  /// What a choice suggests, and why. A suggestion without a reason would be an order.
  public struct Reason: Hashable, Sendable {
    /// What it suggests.
    public var suggests: Choice
    /// Why, in words for the user.
    public var because: String

    /// Makes a reason.
    public init(suggests: Choice, because: String) {
      self.suggests = suggests
      self.because = because
    }
  }
}

/// What the user answered to one question.
public struct InterviewAnswer: Hashable, Sendable {
  /// The name of what was chosen, if anything was.
  public var choice: InterviewChoice.ID?
  /// Their own words; empty when there are none.
  public var text: String

  /// Makes an answer.
  public init(choice: InterviewChoice.ID? = nil, text: String = "") {
    self.choice = choice
    self.text = text
  }

  /// Whether there are words in it, and not only blanks.
  var hasWords: Bool { !text.allSatisfy(\.isWhitespace) }
}

/// The latest answers to an interview, by the names of its questions.
public typealias InterviewAnswers = [InterviewQuestion.ID: InterviewAnswer]
