// What can lead from one stage to the next. The words are those of the command line, so that a plan reads like what its
// user types: `did letter`, `they wrote`, `assess mend`, `outcome together`.

/// Something that happens and that a stage's transitions may name.
public enum Trigger: Hashable, Sendable, CustomStringConvertible {
  /// The user did something.
  case did(Deed)
  /// The other person did something.
  case they(Reply)
  /// The user has taken stock.
  case assess(Choice)
  /// The user decided to wait once more.
  case extend
  /// The user accepts that no answer comes.
  case accept
  /// How it ended.
  case outcome(Outcome)
  /// The stage's usual stay is over.
  case usualStay
  /// The stage's longest stay is over.
  case longestStay

  /// Reads the words of a plan, for example `they wrote`; nil when there is no such trigger.
  public init?(_ words: some StringProtocol) {
    guard let found = Trigger.all.first(where: { $0.description == words }) else { return nil }
    self = found
  }

  /// Every trigger there is, in the order of the road.
  public static let all: [Trigger] =
    Deed.allCases.map(Trigger.did) + Reply.allCases.map(Trigger.they) + Choice.allCases.map(Trigger.assess)
    + [.extend, .accept] + Outcome.allCases.map(Trigger.outcome) + [.usualStay, .longestStay]

  /// The words of a plan and of the command line.
  public var description: String {
    switch self {
    case .did(let deed): "did \(deed.rawValue)"
    case .they(let reply): "they \(reply.rawValue)"
    case .assess(let choice): "assess \(choice.rawValue)"
    case .extend: "extend"
    case .accept: "accept"
    case .outcome(let outcome): "outcome \(outcome.rawValue)"
    case .usualStay: "usual stay"
    case .longestStay: "longest stay"
    }
  }
}

/// What the user did.
public enum Deed: String, CaseIterable, Hashable, Sendable {
  /// Sent the one letter.
  case letter
  /// Answered what the other person wrote.
  case reply
  /// Called them.
  case call
  /// Asked them for a coffee.
  case invitation
  /// Had the coffee.
  case coffee
  /// Got in touch although the stage says not to. Noted without blame.
  case slip

  /// The kind of contact that a stage must allow for this; nil for a slip, which no stage allows and none punishes.
  public var contact: Contact? {
    switch self {
    case .letter: .letter
    case .reply: .reply
    case .call: .call
    case .invitation: .invitation
    case .coffee: .meeting
    case .slip: nil
    }
  }
}

/// What the other person did.
public enum Reply: String, CaseIterable, Hashable, Sendable {
  /// They wrote.
  case wrote
  /// They called.
  case called
  /// They asked for a meeting themselves.
  case invited
  /// They said yes to the coffee.
  case accepted
  /// They said no to the coffee.
  case declined
  /// They said "not now".
  case notNow = "not-now"
  /// They moved the coffee to a day not yet named.
  case postponed
  /// They have moved on.
  case movedOn = "moved-on"
  /// They asked for no contact. Final.
  case noContact = "no-contact"
}

/// What taking stock led to.
public enum Choice: String, CaseIterable, Hashable, Sendable {
  /// To try to mend it.
  case mend
  /// To wait before deciding.
  case wait
  /// To let it go.
  case letGo = "let-go"
}

/// How the journey ended.
public enum Outcome: String, CaseIterable, Hashable, Sendable {
  /// Together again.
  case together
  /// Friends.
  case friends
  /// Moved on.
  case movedOn = "moved-on"
}
