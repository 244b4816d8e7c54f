// What the user writes for themselves: answers, the letter, what they would have sent. Each is an event like any other, so
// that every version is kept and the log alone tells the whole journey; what counts is the latest of its kind and subject.

/// Something that the user wrote; private, and shown to nobody but them.
public struct Writing: Hashable, Sendable {
  /// What it is.
  public var kind: Kind
  /// What it is about: a question's name for an answer, what set it off for an urge; nil otherwise.
  public var about: String?
  /// Which of the question's choices was taken.
  public var choice: String?
  /// How strong an urge was, 1 to 5.
  public var strength: Int?
  /// The words. Empty for an answer that is a choice only, or that was taken back.
  public var text: String

  /// Makes a writing.
  public init(kind: Kind, about: String? = nil, choice: String? = nil, strength: Int? = nil, text: String) {
    self.kind = kind
    self.about = about
    self.choice = choice
    self.strength = strength
    self.text = text
  }

  /// What somebody may write.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// An answer to a question, while taking stock (A2 to A8).
    case answer
    /// A version of the letter (A10).
    case letter
    /// What they would have sent, and did not (A17, A24).
    case urge
    /// A good memory, to look at before the coffee (A29, A30).
    case memory
    /// How the coffee was (A31).
    case debrief
    /// What the journey taught them (A34, A35).
    case lesson
    /// Anything else.
    case note
  }

  /// What `percolatectl log` says of it: not the words themselves.
  public var summary: String {
    [kind.rawValue, about.map { kind == .urge ? "because of \($0)" : $0 }, strength.map { "strength \($0)" }]
      .compactMap(\.self).joined(separator: ", ")
  }
}

/// Why a way towards the other person would do harm, in whichever direction.
public enum Concern: String, CaseIterable, Hashable, Sendable {
  /// Somebody is afraid.
  case afraid
  /// Somebody is controlled or watched.
  case controlled
  /// Somebody is threatened.
  case threatened
  /// Somebody is or was hurt.
  case hurt
  /// A court has ordered that there be no contact.
  case order
  /// The other person has clearly said no.
  case no
}

/// Why the road towards the other person is closed.
public enum Boundary: String, Hashable, Sendable {
  /// They asked for no contact.
  case they
  /// A court has ordered it.
  case order
  /// Somebody would be in danger.
  case safety

  /// What a set of concerns amounts to; nil for none.
  public init?(_ concerns: [Concern]) {
    guard let first = concerns.min(by: { Boundary.rank($0) < Boundary.rank($1) }) else { return nil }
    switch first {
    case .no: self = .they
    case .order: self = .order
    case .afraid, .controlled, .threatened, .hurt: self = .safety
    }
  }

  /// Danger is named first: its words point to help.
  private static func rank(_ concern: Concern) -> Int {
    switch concern {
    case .afraid, .controlled, .threatened, .hurt: 0
    case .order: 1
    case .no: 2
    }
  }
}

/// How the other person is spoken of.
public enum Pronouns: String, CaseIterable, Hashable, Sendable {
  /// He, him, his.
  case he = "he/him"
  /// She, her, hers.
  case she = "she/her"
  /// They, them, theirs.
  case they = "they/them"
}
