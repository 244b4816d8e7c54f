// What is said, when, and what becomes of it when it comes too late. Invariant: a nudge on a calendar cadence has two or
// more variants of each level of words, so that no two consecutive ones are equal.

/// A timed word to the user.
public struct Nudge: Hashable, Sendable {
  /// How much it asks for attention (freedesktop's urgency levels).
  public enum Urgency: String, CaseIterable, Hashable, Sendable, Codable {
    /// May wait.
    case low
    /// The usual.
    case normal
    /// For a meeting that is close.
    case critical
  }

  /// What becomes of it when the machine was off or asleep at its time.
  public enum Late: String, CaseIterable, Hashable, Sendable, Codable {
    /// It is shown by itself, however late.
    case show
    /// It is shown; several late ones are folded into one digest.
    case fold
    /// It is not shown any more, and recorded as missed.
    case drop
  }

  /// Its name, unique in the plan.
  public var id: String
  /// When it is due.
  public var when: When
  /// The advice that it serves.
  public var serves: [Advice]
  /// How much it asks for attention.
  public var urgency: Urgency
  /// What becomes of it when it comes late.
  public var late: Late
  /// The full words, one or more variants; `{name}` stands for the other person's name, `{day}` for the day of the stage.
  public var full: [String]
  /// The discreet words, as many variants: they say nothing to somebody who looks over the user's shoulder.
  public var discreet: [String]

  /// Makes a nudge.
  public init(
    id: String, when: When, serves: [Advice], urgency: Urgency, late: Late, full: [String], discreet: [String]
  ) {
    self.id = id
    self.when = when
    self.serves = serves
    self.urgency = urgency
    self.late = late
    self.full = full
    self.discreet = discreet
  }
}

/// When a nudge is due.
public enum When: Hashable, Sendable {
  /// Once: some days or hours before or after something.
  case once(Offset, of: Anchor)
  /// Again and again while the stage lasts, from one day of the stage up to another (nil: to its end).
  case cadence(CalendarEvent, fromDay: Int, untilDay: Int?)

  /// What a nudge's time is counted from.
  public enum Anchor: Hashable, Sendable, CustomStringConvertible {
    /// The moment at which the nudge's own stage was entered.
    case stage
    /// The moment at which the stage's usual stay is over, an extension included.
    case usualStay
    /// The moment at which the stage's longest stay is over, an extension included.
    case longestStay
    /// The latest happening of this kind.
    case happening(Happening)

    /// The words of a plan.
    public var description: String {
      switch self {
      case .stage: "entering"
      case .usualStay: "usual-stay"
      case .longestStay: "longest-stay"
      case .happening(let happening): happening.rawValue
      }
    }
  }

  /// A distance from an anchor.
  public enum Offset: Hashable, Sendable {
    /// So much real time after it (before it, when negative).
    case elapsed(Duration)
    /// So many days after its day (before it, when negative), at this time of day; nil: at the anchor's own time of day.
    case days(Int, at: TimeOfDay?)
  }
}

/// A dated fact that nudges can be counted from.
public enum Happening: String, CaseIterable, Hashable, Sendable, Codable {
  /// The relationship was ended.
  case breakup
  /// The letter was sent.
  case letterSent = "letter-sent"
  /// The user answered.
  case replied
  /// The user called.
  case called
  /// The user asked for a coffee.
  case invited
  /// The user had the coffee.
  case coffeeHad = "coffee-had"
  /// The user got in touch although it was too early.
  case slip
  /// The other person wrote, called or invited.
  case theyWrote = "they-wrote"
  /// The date of the coffee, past or to come.
  case coffee
}
