// One stretch of the road: why it is there, how long it lasts, what it allows, and where it leads.

/// A stretch of the journey.
public struct Stage: Hashable, Sendable, Identifiable {
  /// A stage's name within its plan, for example `waiting`: lower case letters, digits and hyphens.
  public typealias ID = String

  /// The stage's name within its plan.
  public var id: ID
  /// A title for people, for example "Waiting".
  public var title: String
  /// What this stretch is for, in one sentence.
  public var aim: String
  /// Why it is not yet time for more; `percolatectl status` shows it.
  public var why: String
  /// How long it lasts.
  public var stay: Stay
  /// The kinds of contact with the other person that it allows; empty for none.
  public var contact: Set<Contact>
  /// Whether the stage leads towards the other person. None of these can be entered once a boundary is set.
  public var towards: Bool
  /// Whether the journey is over when this stage's longest stay is.
  public var ends: Bool
  /// What leads out of it.
  public var transitions: [Transition]
  /// What it asks the user to think about.
  public var questions: [Question]
  /// What it says, and when.
  public var nudges: [Nudge]
  /// The advice that the stage itself serves.
  public var serves: [Advice]

  /// Makes a stage.
  public init(
    id: ID, title: String, aim: String, why: String, stay: Stay, contact: Set<Contact>, towards: Bool, ends: Bool,
    transitions: [Transition], questions: [Question], nudges: [Nudge], serves: [Advice]
  ) {
    self.id = id
    self.title = title
    self.aim = aim
    self.why = why
    self.stay = stay
    self.contact = contact
    self.towards = towards
    self.ends = ends
    self.transitions = transitions
    self.questions = questions
    self.nudges = nudges
    self.serves = serves
  }

  /// Where this trigger leads from here, if anywhere.
  public func transition(on trigger: Trigger) -> Transition? { transitions.first { $0.trigger == trigger } }
}

/// How many days a stage lasts, counted from the day on which it was entered.
public struct Stay: Hashable, Sendable {
  /// It is not left by a decision of the user's before this many days.
  public var least: Int
  /// What it takes most people; the trigger `usual stay` fires then.
  public var usual: Int
  /// The trigger `longest stay` fires after this many days; nil when the stage may last for ever.
  public var longest: Int?
  /// By how many days a slip makes the usual and the longest stay longer.
  public var afterSlip: Int
  /// How many slips of a stay count for that, so that nobody is sent round for ever.
  public static let countedSlips = 3

  /// Makes a stay of whole days.
  public init(least: Int, usual: Int, longest: Int?, afterSlip: Int = 0) {
    self.least = least
    self.usual = usual
    self.longest = longest
    self.afterSlip = afterSlip
  }
}

/// A kind of contact with the other person.
public enum Contact: String, CaseIterable, Hashable, Sendable {
  /// The one letter of apology.
  case letter
  /// An answer to what they wrote.
  case reply
  /// A telephone call.
  case call
  /// Asking them for a coffee.
  case invitation
  /// Being with them.
  case meeting

  /// The steps that the question about safety comes before.
  public static let gated: Set<Contact> = [.letter, .invitation]
}

/// A way out of a stage.
public struct Transition: Hashable, Sendable {
  /// What leads there.
  public var trigger: Trigger
  /// The stage that it leads to.
  public var to: Stage.ID
  /// The advice that this branch serves.
  public var serves: [Advice]

  /// Makes a transition.
  public init(trigger: Trigger, to: Stage.ID, serves: [Advice] = []) {
    self.trigger = trigger
    self.to = to
    self.serves = serves
  }
}

/// Something to think about in a stage.
public struct Question: Hashable, Sendable {
  /// Its name within the plan.
  public var id: String
  /// The question as it is asked.
  public var ask: String
  /// The advice that it serves.
  public var serves: [Advice]

  /// Makes a question.
  public init(id: String, ask: String, serves: [Advice]) {
    self.id = id
    self.ask = ask
    self.serves = serves
  }
}
