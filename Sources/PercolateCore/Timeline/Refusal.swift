// Why a command is not taken. A refusal is a sentence to somebody who may be having a bad day: it says what is so, why, and
// what the next good step is.

/// A command that was understood and is not taken. Nothing has changed.
public enum Refusal: Error, Hashable, Sendable {
  /// The journey is over.
  case over
  /// The road towards the other person is closed.
  case boundary(Boundary)
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
  /// The question about safety has not been answered in this stage.
  case safetyFirst
  /// No letter has been written here.
  case noLetterYet
  /// The letter has not had its night's rest; nil when that has not begun.
  case notRested(until: Moment?)
  /// The newer version of the plan does not know the present stage.
  case cannotUpgrade(stage: String)
  /// The plan is the one that is in force.
  case upToDate

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
    case .safetyFirst: "safety-first"
    case .noLetterYet: "no-letter-yet"
    case .notRested: "not-rested"
    case .cannotUpgrade: "cannot-upgrade"
    case .upToDate: "up-to-date"
    }
  }

  /// Until when it holds; nil when time alone does not change it.
  public var until: Moment? {
    if case .tooEarly(let until, _) = self { return until }
    if case .notRested(let until) = self { return until }
    return nil
  }

  /// The reason in words: the plan's own where it has them.
  public func words(_ words: Words, for person: Person, guards: [Guard]) -> String {
    func say(_ phrase: Phrase, _ values: [String: String] = [:]) -> String { words(phrase, values, person: person) }
    func guarded(_ kind: Guard.Kind, _ otherwise: Phrase) -> String {
      guards.first { $0.kind == kind }.map { Blanks.fill($0.words, with: person, someone: words.someone) }
        ?? say(otherwise)
    }
    switch self {
    case .over: return say(.refusedOver)
    case .boundary(.they): return guarded(.boundary, .refusedBoundary)
    case .boundary(.order): return say(.refusedOrder)
    case .boundary(.safety): return say(.refusedSafety)
    case .oneLetter: return guarded(.oneLetter, .refusedOneLetter)
    case .oneInvitation: return say(.refusedOneInvitation)
    case .invitationDeclined: return guarded(.oneInvitation, .refusedInvitationDeclined)
    case .tooEarly(_, let why):
      return why.isEmpty ? say(.refusedTooEarly) : Blanks.fill(why, with: person, someone: words.someone)
    case .notHere(let trigger, let stage):
      return say(.refusedNotHere, ["what": trigger.description, "stage": stage])
    case .extendedAlready: return say(.refusedExtendedAlready)
    case .noCoffeeYet: return say(.refusedNoCoffeeYet)
    case .inThePast: return say(.refusedInThePast)
    case .inTheFuture: return say(.refusedInTheFuture)
    case .beforeTheBreakup: return say(.refusedBeforeTheBreakup)
    case .notPaused: return say(.refusedNotPaused)
    case .unknownStage: return say(.refusedUnknownStage)
    case .safetyFirst: return say(.refusedSafetyFirst)
    case .noLetterYet: return say(.refusedNoLetterYet)
    case .notRested(until: nil): return say(.refusedRestFirst)
    case .notRested: return say(.refusedNotRested)
    case .cannotUpgrade(let stage): return say(.refusedCannotUpgrade, ["stage": stage])
    case .upToDate: return say(.refusedUpToDate)
    }
  }
}
