// The daemon names what leads on in the words of a plan; here they become commands, and a line that says what each one
// means.

import PercolateCore

extension Trigger {
  /// What the user says by it.
  var meaning: String {
    switch self {
    case .did(let deed): deed.meaning
    case .they(let reply): reply.meaning
    case .assess(.mend): "you want to try to mend it"
    case .assess(.wait): "you want to think for longer"
    case .assess(.letGo): "you let it go"
    case .extend: "wait once more"
    case .accept: "accept that no answer comes"
    case .outcome(.together): "you are together again"
    case .outcome(.friends): "you are friends"
    case .outcome(.movedOn): "you have moved on"
    case .usualStay: "the usual time has passed"
    case .longestStay: "the longest time has passed"
    }
  }
}

extension Deed {
  fileprivate var meaning: String {
    switch self {
    case .letter: "you sent the letter"
    case .reply: "you answered what they wrote"
    case .call: "you called them"
    case .invitation: "you asked them for a coffee"
    case .coffee: "you had the coffee"
    case .slip: "you got in touch although it was early"
    }
  }
}

extension Reply {
  fileprivate var meaning: String {
    switch self {
    case .wrote: "they wrote to you"
    case .called: "they called you"
    case .invited: "they asked to meet you"
    case .accepted: "they said yes"
    case .declined: "they said no"
    case .notNow: "they said not now"
    case .postponed: "they moved the coffee"
    case .movedOn: "they have moved on"
    case .noContact: "they asked for no contact"
    }
  }
}

extension Contact {
  /// What the user may do.
  var permission: String {
    switch self {
    case .letter: "the one letter"
    case .reply: "answering what they wrote"
    case .call: "a call"
    case .invitation: "asking for a coffee"
    case .meeting: "meeting them"
    }
  }
}

/// What a trigger's words mean; the words themselves when a newer daemon sent ones that we do not know.
func meaning(of words: String) -> String { Trigger(words)?.meaning ?? words }

/// The kinds of contact that a stage allows, as a list in words.
func permissions(_ contact: [String]) -> String {
  let words = contact.map { Contact(rawValue: $0)?.permission ?? $0 }
  guard let last = words.last else { return "nothing towards them" }
  return words.count == 1 ? last : words.dropLast().joined(separator: ", ") + " and " + last
}
