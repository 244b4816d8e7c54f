// "May I?": a straight answer for somebody with the telephone in their hand. Invariant: after a "no" the answer is never yes
// and never "not now".

/// A step towards the other person that somebody may be about to take.
public enum Approach: String, CaseIterable, Hashable, Sendable, Codable {
  /// To call them.
  case call
  /// To write them a message.
  case message
  /// To send the letter.
  case letter
  /// To ask them for a coffee.
  case invite
  /// To see them.
  case visit

  /// The kind of contact that a stage has to allow for it.
  public var contact: Contact {
    switch self {
    case .call: .call
    case .message: .reply
    case .letter: .letter
    case .invite: .invitation
    case .visit: .meeting
    }
  }
}

/// Whether a step may be taken.
public struct Permission: Hashable, Sendable {
  /// The answer in a word.
  public enum Answer: String, Hashable, Sendable, Codable {
    /// It may.
    case yes
    /// It may not at present.
    case notNow = "not-now"
    /// It may not, and will not.
    case never
  }

  /// The answer in a word.
  public var answer: Answer
  /// Why, in words for the user.
  public var reason: String
  /// Since when it is so.
  public var since: Moment?
  /// Until when it is so; nil when time alone does not change it.
  public var until: Moment?
}

extension Timeline {
  /// Whether a step may be taken at `now`, and why.
  public func may(_ step: Approach, at now: Moment) -> Permission {
    if let boundary {
      return Permission(answer: .never, reason: Refusal.boundary.words(guards: plan.guards), since: boundary)
    }
    if ended != nil {
      return Permission(answer: .notNow, reason: Refusal.over.words(guards: plan.guards), since: updatedAt)
    }
    switch step {
    case .letter where letters > 0:
      return Permission(
        answer: .never, reason: Refusal.oneLetter.words(guards: plan.guards), since: happenings[.letterSent])
    case .invite where invitation == .declined:
      return Permission(answer: .never, reason: Refusal.invitationDeclined.words(guards: plan.guards))
    case .invite where invitation == .open || invitation == .accepted:
      return Permission(
        answer: .notNow, reason: Refusal.oneInvitation.words(guards: plan.guards), since: happenings[.invited])
    case .letter, .invite, .call, .message, .visit: break
    }
    guard visit.stage.contact.contains(step.contact) else { return notInThisStage }
    return Permission(answer: .yes, reason: fill(visit.stage.aim), since: visit.on)
  }

  /// Contact of this kind belongs to another stage; time may lead there, or something that somebody does.
  private var notInThisStage: Permission {
    let reason = visit.stage.why.isEmpty ? visit.stage.aim : visit.stage.why
    let until = leads(on: .usualStay) ? usualStayOver : nil
    return Permission(answer: .notNow, reason: fill(reason), since: visit.on, until: until)
  }
}
