// What an input leads to, as a value: first what is to be written down, all of it in one transaction, and then what is to be
// done in the world. Whoever decides returns a turn; whoever has a store and a desktop carries it out.

/// The consequences of one input.
public struct Turn: Hashable, Sendable {
  /// What is written down, in this order.
  public var changes: [Change] = []
  /// What is done once it is written down, in this order.
  public var effects: [Effect] = []

  /// A turn in which nothing happens.
  public init() {}

  /// A turn of these changes and effects.
  public init(_ changes: [Change], _ effects: [Effect] = []) {
    self.changes = changes
    self.effects = effects
  }

  /// One after the other.
  public static func += (turn: inout Turn, next: Turn) {
    turn.changes += next.changes
    turn.effects += next.effects
  }
}

/// One thing to be written down.
public enum Change: Hashable, Sendable {
  /// A timeline begins, with the text of its plan.
  case begin(timeline: String, plan: String, events: [Event])
  /// Events are added to a timeline's log.
  case append([Event], to: String)
  /// A timeline goes on with this text of its plan.
  case upgrade(timeline: String, plan: String)
  /// A delivery is owed that was not known before.
  case owe(Delivery)
  /// A delivery is in another state.
  case update(Delivery)
  /// A reminder is set.
  case set(Reminder)
  /// A reminder was looked after up to this moment; it stays active while it can be due again.
  case advance(reminder: Int, to: Moment, isActive: Bool)
  /// A reminder is cancelled.
  case cancel(reminder: Int)
}

/// One thing to be done in the world.
public enum Effect: Hashable, Sendable {
  /// These deliveries are handed, as one popup, to the server that they are being sent to.
  case show([Delivery])
  /// A popup is taken off the screen.
  case close(UInt32)
  /// A notification server is wanted.
  case summon
  /// The journal is told.
  case tell(Notice)
}

/// What the journal is told of deliveries and journeys.
public enum Notice: Hashable, Sendable {
  /// Something happened to a timeline.
  case happened(Event)
  /// These are on the screen, as one popup.
  case shown([Delivery], at: Moment)
  /// It went off the screen, perhaps unseen.
  case gone(Delivery)
  /// It waits for a notification server.
  case waits(Delivery)
  /// It came too late to be of use.
  case missed(Delivery)
  /// It no longer applies.
  case withdrawn(Delivery)
  /// The user has answered it.
  case answered(Delivery)
  /// So many were refused by the server.
  case refused(Int, why: String)
  /// Of so many the server has not said whether it took them.
  case unanswered(Int)
}
