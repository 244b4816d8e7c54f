// Why a command is not taken. A refusal is a sentence to somebody who may be having a bad day: it says what is so, why, and
// what the next good step is.

/// A command that was understood and is not taken. Nothing has changed.
public enum Refusal: Error, Hashable, Sendable {
  /// The journey is over.
  case over
  /// They asked for no contact.
  case boundary
  /// The letter is out.
  case oneLetter
  /// The invitation is out, or was accepted.
  case oneInvitation
  /// They said no to the invitation.
  case invitationDeclined
  /// The stage's least stay is not over.
  case tooEarly(until: Moment, why: String)
  /// The stage does not ask for this.
  case notHere(Trigger, stage: String)
  /// The stay was extended already.
  case extendedAlready
  /// A date for a coffee before there is one to be had.
  case noCoffeeYet
  /// A moment that has to lie ahead does not.
  case inThePast
  /// A moment that has to lie behind does not.
  case inTheFuture
  /// It cannot have been before the breakup.
  case beforeTheBreakup
  /// There is nothing to resume.
  case notPaused
  /// The plan's first stage is not in the plan.
  case unknownStage

  /// The refusal's name on the wire.
  public var code: String {
    switch self {
    case .over: "over"
    case .boundary: "boundary"
    case .oneLetter: "one-letter"
    case .oneInvitation: "one-invitation"
    case .invitationDeclined: "invitation-declined"
    case .tooEarly: "too-early"
    case .notHere: "not-here"
    case .extendedAlready: "extended-already"
    case .noCoffeeYet: "no-coffee-yet"
    case .inThePast: "in-the-past"
    case .inTheFuture: "in-the-future"
    case .beforeTheBreakup: "before-the-breakup"
    case .notPaused: "not-paused"
    case .unknownStage: "unknown-stage"
    }
  }

  /// Until when it holds; nil when time alone does not change it.
  public var until: Moment? {
    if case .tooEarly(let until, _) = self { until } else { nil }
  }

  /// The reason in words: the plan's own where it has a guard for it.
  public func words(guards: [Guard]) -> String {
    func guarded(_ kind: Guard.Kind, _ otherwise: String) -> String {
      guards.first { $0.kind == kind }?.words ?? otherwise
    }
    switch self {
    case .over: return "This journey is over. A new one begins with `percolatectl start`."
    case .boundary: return guarded(.boundary, "They asked for no contact. That is final.")
    case .oneLetter: return guarded(.oneLetter, "Your letter is on its way or there already. One is enough.")
    case .oneInvitation: return "They have your invitation. One is enough."
    case .invitationDeclined: return guarded(.oneInvitation, "They said no. A second invitation would not be kind.")
    case .tooEarly(_, let why): return why.isEmpty ? "It is a little early for that." : why
    case .notHere(let trigger, let stage): return "'\(trigger)' has no place in the stage '\(stage)'."
    case .extendedAlready: return "You have waited once more already. Now it is between their word and your peace."
    case .noCoffeeYet: return "There is no coffee to set a date for yet: first they say yes."
    case .inThePast: return "That moment has passed; give one that lies ahead."
    case .inTheFuture: return "That has not happened yet; tell it when it has."
    case .beforeTheBreakup: return "That was before the breakup; give a later date."
    case .notPaused: return "Nothing is paused."
    case .unknownStage: return "The plan names a first stage that it does not have."
    }
  }
}
