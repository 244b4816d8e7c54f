// Which texts are the user's own. Sealing them, opening them and searching the files for them all go through this one
// list. What steers the road (kinds, dates, stages, pronouns, concerns) is not among them, so that it goes on while
// they are locked. Invariant: every text that somebody typed into a fact, a delivery or a reminder has its place here.

/// A place where words of the user's stand.
public enum PrivateText: String, CaseIterable, Hashable, Sendable {
  /// The other person's name.
  case name
  /// What something that was written is about.
  case about
  /// Which of a question's choices was taken.
  case choice
  /// The words themselves.
  case text
  /// A nudge's full words, with the name filled in.
  case full
  /// A nudge's words for other people's eyes; a plan of the user's own may fill in the name here too.
  case discreet
}

extension Fact {
  /// The fact with other words in each private place; nil takes them away.
  public func mapPrivate(_ change: (String, PrivateText) throws -> String?) rethrows -> Fact {
    switch self {
    case .started(var beginning):
      beginning.name = try beginning.name.flatMap { try change($0, .name) }
      return .started(beginning)
    case .wrote(var writing):
      writing.about = try writing.about.flatMap { try change($0, .about) }
      writing.choice = try writing.choice.flatMap { try change($0, .choice) }
      writing.text = try change(writing.text, .text) ?? ""
      return .wrote(writing)
    case .rhythm, .entered, .did, .they, .assessed, .extended, .accepted, .coffee, .outcome, .paused, .resumed, .ended,
      .safety, .closed, .rested, .pronouns, .upgraded:
      return self
    }
  }
}

extension Delivery {
  /// The delivery with other words in each private place; nil takes them away.
  public func mapPrivate(_ change: (String, PrivateText) throws -> String?) rethrows -> Delivery {
    var delivery = self
    delivery.full = try change(full, .full) ?? ""
    delivery.discreet = try change(discreet, .discreet) ?? ""
    return delivery
  }
}

extension Reminder {
  /// The reminder with other words in each private place; nil takes them away.
  public func mapPrivate(_ change: (String, PrivateText) throws -> String?) rethrows -> Reminder {
    var reminder = self
    reminder.text = try change(text, .text) ?? ""
    return reminder
  }
}
