// A plan is a journey as data: stages, what leads from one to the next, and the nudges of each. It is read from YAML by
// PercolateFiles and never changes while a timeline runs on it. Invariant: a value of `Plan` has been checked: every stage
// that is named exists, every nudge has words, and no identifier is used twice (see `PlanCheck` there).

/// A journey: its stages in the order of the road, and the rules that hold in all of them.
public struct Plan: Hashable, Sendable {
  /// The name that `percolatectl start --plan` takes, for example `coffee`.
  public var name: String
  /// The language of its texts, as in ISO 639-1.
  public var language: String
  /// Counts up when the author changes stages or nudges; a running timeline keeps the version that it began with.
  public var version: Int
  /// A title for people.
  public var title: String
  /// What the plan is for, in a sentence or two.
  public var about: String
  /// The stage in which a timeline begins.
  public var start: Stage.ID
  /// All stages, in the order of the road.
  public var stages: [Stage]
  /// The rules that hold in every stage, with the advice that each one serves.
  public var guards: [Guard]

  /// Makes a plan from its parts, which the caller has checked.
  public init(
    name: String, language: String = "en", version: Int, title: String, about: String, start: Stage.ID, stages: [Stage],
    guards: [Guard]
  ) {
    self.name = name
    self.language = language
    self.version = version
    self.title = title
    self.about = about
    self.start = start
    self.stages = stages
    self.guards = guards
  }

  /// The stage with this identifier, if the plan has it.
  public func stage(_ id: Stage.ID) -> Stage? { stages.first { $0.id == id } }

  /// Every point of advice that something in the plan serves.
  public var served: Set<Advice> {
    var all = Set(guards.flatMap(\.serves))
    for stage in stages {
      all.formUnion(stage.serves)
      all.formUnion(stage.transitions.flatMap(\.serves))
      all.formUnion(stage.questions.flatMap(\.serves))
      all.formUnion(stage.nudges.flatMap(\.serves))
    }
    return all
  }
}

/// A point of the advice that the journey is made of, A1 to A35; `config/advice.yaml` says what each is.
public struct Advice: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The point's number, 1 to 35.
  public let number: Int

  /// The point with this number; nil outside 1 to 35.
  public init?(_ number: Int) {
    guard (1...35).contains(number) else { return nil }
    self.number = number
  }

  /// Every point there is.
  public static let all = (1...35).compactMap(Advice.init)

  /// `A7`.
  public var description: String { "A\(number)" }

  /// By number.
  public static func < (a: Advice, b: Advice) -> Bool { a.number < b.number }
}

/// A rule that holds whatever the stage, with the words that explain it.
public struct Guard: Hashable, Sendable {
  /// Which rule.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// No contact of a kind that the stage does not allow.
    case contact
    /// One letter; a second one is refused.
    case oneLetter = "one-letter"
    /// No invitation after a no.
    case oneInvitation = "one-invitation"
    /// "No contact" from the other person is final.
    case boundary
  }

  /// Which rule.
  public var kind: Kind
  /// Why it holds, for the person it stops.
  public var words: String
  /// The advice that it serves.
  public var serves: [Advice]

  /// Makes a guard.
  public init(kind: Kind, words: String, serves: [Advice]) {
    self.kind = kind
    self.words = words
    self.serves = serves
  }
}
