// The daemon names what leads on in the words of a plan; here they become commands, and a line that says what each one
// means. What only a journey towards a coffee has is called so on that journey alone. Invariant: a word that we do not know,
// because a newer daemon sent it, is said as it came.

import PercolateControl
import PercolateCore

extension Page {
  /// What a trigger's words mean. `plan`: the one that is followed; nil when it is not known.
  func meaning(of trigger: String, person: Person = Person(), on plan: String? = nil) -> String {
    Trigger(trigger).map { words(Phrase($0, on: plan), person: person) } ?? trigger
  }

  /// The kinds of contact that a stage allows, as a list in words.
  func permissions(_ contact: [String], person: Person = Person(), on plan: String? = nil) -> String {
    let kinds = contact.map { kind in
      Contact(rawValue: kind).map { words(Phrase($0, on: plan), person: person) } ?? kind
    }
    guard let last = kinds.last else { return words(.contactNone, person: person) }
    return kinds.count == 1
      ? last : words(.contactAndLast, ["list": kinds.dropLast().joined(separator: ", "), "last": last])
  }

  /// What became of the invitation; nil when there is none.
  func invitation(_ standing: StandingMessage) -> String? {
    let phrase: Phrase
    switch Timeline.Invitation(rawValue: standing.invitation) {
    case nil: return standing.invitation
    case .some(.none): return nil
    case .open: phrase = .statusInvitationOpen
    case .accepted: phrase = .meaningTheyAccepted
    case .notNow: phrase = .meaningTheyNotNow
    case .declined: phrase = .meaningTheyDeclined
    }
    return words(phrase, person: standing.person)
  }
}

extension StandingMessage {
  /// Whether it is sure to be about a coffee; elsewhere two people meet.
  var isAboutCoffee: Bool { plan == Phrase.coffee }
}

extension Phrase {
  /// The plan that leads to a coffee.
  fileprivate static let coffee = "coffee"

  /// What a trigger means on that plan.
  init(_ trigger: Trigger, on plan: String?) {
    let phrase = Phrase(trigger)
    self = plan == Phrase.coffee ? phrase : phrase.elsewhere
  }

  /// What the user may do.
  fileprivate init(_ contact: Contact, on plan: String?) {
    self =
      switch contact {
      case .letter: .contactLetter
      case .reply: .contactReply
      case .call: .contactCall
      case .invitation: plan == Phrase.coffee ? .contactInvitation : .contactInvitationElsewhere
      case .meeting: .contactMeeting
      }
  }

  private var elsewhere: Phrase {
    switch self {
    case .meaningDidInvitation: .meaningElsewhereDidInvitation
    case .meaningDidCoffee: .meaningElsewhereDidCoffee
    case .meaningTheyPostponed: .meaningElsewhereTheyPostponed
    default: self
    }
  }
}
