// The methods about what is due, what was, and the reminders of the user's own.

public import PercolateCore

extension Control {
  /// What is due next.
  public struct Agenda: ControlMethod {
    /// The name on the wire.
    public static let name = "Agenda"
    /// What comes back.
    public struct Reply: Codable, Sendable {
      /// What is due, the next first.
      public var planned: [PlannedMessage]
      /// Makes the message.
      public init(planned: [PlannedMessage]) {
        self.planned = planned
      }
    }
    /// Which timeline; nil for the only active one.
    public var timeline: String?
    /// The most rows to give.
    public var limit: Int
    /// Makes the message.
    public init(timeline: String? = nil, limit: Int) {
      self.timeline = timeline
      self.limit = limit
    }
  }

  /// Marks deliveries as done.
  public struct Done: ControlMethod {
    /// The name on the wire.
    public static let name = "Done"
    /// What comes back.
    public typealias Reply = DeliveriesReply
    /// Which delivery; nil for all that wait for an answer.
    public var key: String?
    /// Makes the message.
    public init(key: String? = nil) {
      self.key = key
    }
  }

  /// Puts deliveries off.
  public struct Later: ControlMethod {
    /// The name on the wire.
    public static let name = "Later"
    /// What comes back.
    public typealias Reply = DeliveriesReply
    /// Which delivery; nil for all that wait for an answer.
    public var key: String?
    /// Until when; nil for as long as is configured.
    public var until: Moment?
    /// Makes the message.
    public init(key: String? = nil, until: Moment? = nil) {
      self.key = key
      self.until = until
    }
  }

  /// What is owed, and what was missed.
  public struct Missed: ControlMethod {
    /// The name on the wire.
    public static let name = "Missed"
    /// What comes back.
    public typealias Reply = DeliveriesReply
    /// From when on; nil for a week ago.
    public var since: Moment?
    /// Makes the message.
    public init(since: Moment? = nil) {
      self.since = since
    }
  }

  /// Sets a reminder.
  public struct Remind: ControlMethod {
    /// The name on the wire.
    public static let name = "Remind"
    /// What comes back.
    public typealias Reply = ReminderReply
    /// The user's words.
    public var text: String
    /// The one moment at which it is due.
    public var at: Moment?
    /// The calendar event at which it is due again and again.
    public var on: String?
    /// Makes the message.
    public init(text: String, at: Moment? = nil, on: String? = nil) {
      self.text = text
      self.at = at
      self.on = on
    }
  }

  /// All reminders.
  public struct Reminders: ControlMethod {
    /// The name on the wire.
    public static let name = "Reminders"
    /// What comes back.
    public struct Reply: Codable, Sendable {
      /// The reminders, by number.
      public var reminders: [ReminderMessage]
      /// Makes the message.
      public init(reminders: [ReminderMessage]) {
        self.reminders = reminders
      }
    }
    /// Makes the message.
    public init() {}
  }

  /// Cancels a reminder.
  public struct Cancel: ControlMethod {
    /// The name on the wire.
    public static let name = "Cancel"
    /// What comes back.
    public typealias Reply = ReminderReply
    /// The reminder's number.
    public var id: Int
    /// Makes the message.
    public init(id: Int) {
      self.id = id
    }
  }
}
