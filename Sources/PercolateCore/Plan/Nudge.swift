// A nudge: what it says, when it is due, and what is done with it when it is late. Invariant: a nudge on a calendar
// cadence has two or more variants of each level of words, so that no two consecutive ones are equal.

/// A timed word to the user.
public struct Nudge: Hashable, Sendable {
  /// How much it asks for attention (freedesktop's urgency levels).
  public enum Urgency: String, CaseIterable, Hashable, Sendable {
    /// May wait.
    case low
    /// The usual.
    case normal
    /// For a meeting that is close.
    case critical
  }

  /// What becomes of it when the machine was off or asleep at its time.
  public enum Late: String, CaseIterable, Hashable, Sendable {
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
