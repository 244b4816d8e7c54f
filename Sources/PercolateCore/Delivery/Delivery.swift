// What became of each due nudge. Every due occurrence gets exactly one delivery, and a delivery ends in exactly one outcome.
// Nobody can know that a person saw a popup, and a call that timed out may still be shown: such a delivery is `unknown`, is
// tried once more, and is marked as possibly repeated.

/// One due nudge or reminder, and what became of it.
public struct Delivery: Hashable, Sendable {
  /// Unique for ever: the stream, and the occurrence's key in it.
  public var key: String
  /// The timeline that it belongs to; nil for a reminder that belongs to none.
  public var timeline: String?
  /// The nudge's name in its plan; `reminder` for a reminder.
  public var nudge: String
  /// The stage or purpose in words, the title of a popup that says everything.
  public var title: String
  /// When it was due.
  public var due: Moment
  /// What becomes of it when it comes late.
  public var late: Nudge.Late
  /// How much it asks for attention.
  public var urgency: Nudge.Urgency
  /// The full words, the name filled in.
  public var full: String
  /// The words for other people's eyes.
  public var discreet: String
  /// What became of it.
  public var state: State
  /// Whether it may have been shown twice, because we cannot know.
  public var repeated: Bool

  /// Makes a delivery that is owed.
  public init(
    key: String, timeline: String?, nudge: String, title: String, due: Moment, late: Nudge.Late, urgency: Nudge.Urgency,
    full: String, discreet: String, state: State = .owed, repeated: Bool = false
  ) {
    self.key = key
    self.timeline = timeline
    self.nudge = nudge
    self.title = title
    self.due = due
    self.late = late
    self.urgency = urgency
    self.full = full
    self.discreet = discreet
    self.state = state
    self.repeated = repeated
  }

  /// What becomes of a delivery.
  public enum State: Hashable, Sendable {
    /// To be shown as soon as there is a server to show it.
    case owed
    /// Handed to this server, whose answer is not here yet.
    case sending(server: String)
    /// On the screen, or in the server's history, under this number.
    case shown(server: String, id: UInt32)
    /// Off the screen, and not by the user: its time there was over, or its server ended. Perhaps nobody saw it, so that it
    /// can still be answered, on the desktop too where the server brings it back.
    case gone(server: String, id: UInt32)
    /// Put off by the user until then.
    case later(until: Moment)
    /// The user said that it is done.
    case done
    /// The user closed it.
    case dismissed
    /// Not shown, and why.
    case missed(Reason)
    /// No longer true, because the timeline moved on; taken off the screen.
    case withdrawn
  }

  /// Why a delivery was never shown.
  public enum Reason: String, Hashable, Sendable, CaseIterable {
    /// Its time was past, and it is of no use late.
    case tooLate = "too-late"
    /// The timeline had moved on before it could be shown.
    case overtaken
    /// It was being handed over twice, and nobody knows whether it was shown.
    case unknown
  }

  /// Whether the popup could still be on the screen.
  public var isShown: Bool { if case .shown = state { true } else { false } }

  /// Whether an outcome is still to come.
  public var isOpen: Bool {
    switch state {
    case .owed, .sending, .shown, .gone, .later: true
    case .done, .dismissed, .missed, .withdrawn: false
    }
  }

  /// The words that go with a level.
  public func words(_ level: TextLevel, _ words: Words) -> (summary: String, body: String) {
    switch level {
    case .minimal: ("Percolate", words(.popupMinimal))
    case .discreet: ("Percolate", discreet)
    case .full: (title, full)
    }
  }
}

extension Delivery.State {
  /// The states without what belongs to them, as the database, the log and the wire spell them.
  public enum Name: String, CaseIterable, Hashable, Sendable {
    case owed, sending, shown, gone, later, done, dismissed, missed, withdrawn
  }

  /// The state's name.
  public var name: Name {
    switch self {
    case .owed: .owed
    case .sending: .sending
    case .shown: .shown
    case .gone: .gone
    case .later: .later
    case .done: .done
    case .dismissed: .dismissed
    case .missed: .missed
    case .withdrawn: .withdrawn
    }
  }
}
