// "May I?": a straight answer for somebody with the telephone in their hand. Invariant: after a "no" the answer is never yes
// and never "not now".

/// A step towards the other person that somebody may be about to take.
public enum Approach: String, CaseIterable, Hashable, Sendable {
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

extension Approach {
  /// Whether the question about safety comes before it. They may have asked for the meeting themselves, so that no gate stood
  /// before it until then.
  var isGated: Bool { contact == .meeting || Contact.gated.contains(contact) }
}

/// Whether a step may be taken.
public struct Permission: Hashable, Sendable {
  /// The answer in a word.
  public enum Answer: String, Hashable, Sendable {
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
  public func may(_ step: Approach, at now: Moment, words: Words) -> Permission {
    func because(
      _ refusal: Refusal, _ answer: Permission.Answer = .notNow, since: Moment? = nil, until: Moment? = nil
    ) -> Permission {
      Permission(
        answer: answer, reason: refusal.words(words, for: person, guards: plan.guards), since: since, until: until)
    }
    if let boundary { return because(.boundary(closedBy ?? .they), .never, since: boundary) }
    if ended != nil { return because(.over, since: updatedAt) }
    switch step {
    case .letter where letters > 0: return because(.oneLetter, .never, since: happenings[.letterSent])
    case .invite where invitation == .declined: return because(.invitationDeclined, .never)
    case .invite where invitation == .open || invitation == .accepted:
      return because(.oneInvitation, since: happenings[.invited])
    case .letter, .invite, .call, .message, .visit: break
    }
    guard visit.stage.contact.contains(step.contact) else { return notInThisStage(words.someone) }
    if step.isGated, !isSafetyAsked { return because(.safetyFirst, since: visit.on) }
    if step == .letter, letter.written != nil {
      guard let rested = letterRested else { return because(.notRested(until: nil), since: letter.written) }
      if rested > now { return because(.notRested(until: rested), since: letter.rests, until: rested) }
    }
    return Permission(answer: .yes, reason: fill(visit.stage.aim, someone: words.someone), since: visit.on)
  }

  /// Contact of this kind belongs to another stage; time may lead there, or something that somebody does.
  private func notInThisStage(_ someone: Someone) -> Permission {
    let reason = visit.stage.why.isEmpty ? visit.stage.aim : visit.stage.why
    let until = leads(on: .usualStay) ? usualStayOver : nil
    return Permission(answer: .notNow, reason: fill(reason, someone: someone), since: visit.on, until: until)
  }
}
