// Each method of the interface as a type: what goes in, what comes out, and its name on the wire. The daemon and the command
// line share these, so that a field cannot be spelt in two ways.

public import PercolateCore

/// A method of `org.percolate.Timeline`.
public protocol ControlMethod: Codable, Sendable {
  /// What comes back.
  associatedtype Reply: Codable, Sendable
  /// The method's name without the interface.
  static var name: String { get }
}

/// The methods that are answered with where the timeline stands.
public struct StandingReply: Codable, Sendable {
  /// Where it stands now.
  public var standing: StandingMessage
  /// Makes the reply.
  public init(standing: StandingMessage) { self.standing = standing }
}

/// The methods that are answered with deliveries.
public struct DeliveriesReply: Codable, Sendable {
  /// The deliveries.
  public var deliveries: [DeliveryMessage]
  /// Makes the reply.
  public init(deliveries: [DeliveryMessage]) { self.deliveries = deliveries }
}

/// The methods that are answered with the state of everything.
public struct StateReply: Codable, Sendable {
  /// The state.
  public var state: StateMessage
  /// Makes the reply.
  public init(state: StateMessage) { self.state = state }
}

/// The methods that are answered with a reminder.
public struct ReminderReply: Codable, Sendable {
  /// The reminder.
  public var reminder: ReminderMessage
  /// Makes the reply.
  public init(reminder: ReminderMessage) { self.reminder = reminder }
}

/// The methods, named as on the wire.
public enum Control {
  /// Begins a timeline.
  public struct Start: ControlMethod {
    /// The name on the wire.
    public static let name = "Start"
    /// What comes back.
    public typealias Reply = StandingReply
    /// See the interface text.
    public var timeline: String?
    /// See the interface text.
    public var plan: String?
    /// See the interface text.
    public var name: String?
    /// See the interface text.
    public var brokeUp: Moment
    /// See the interface text.
    public var history: [HappenedMessage]
    /// Makes the message.
    public init(
      timeline: String? = nil, plan: String? = nil, name: String? = nil, brokeUp: Moment, history: [HappenedMessage]
    ) {
      self.timeline = timeline
      self.plan = plan
      self.name = name
      self.brokeUp = brokeUp
      self.history = history
    }
  }

  /// The daemon and its timelines.
  public struct Status: ControlMethod {
    /// The name on the wire.
    public static let name = "Status"
    /// What comes back.
    public typealias Reply = StateReply
    /// See the interface text.
    public var timeline: String?
    /// See the interface text.
    public var all: Bool?
    /// Makes the message.
    public init(timeline: String? = nil, all: Bool? = nil) {
      self.timeline = timeline
      self.all = all
    }
  }

  /// What is due next.
  public struct Agenda: ControlMethod {
    /// The name on the wire.
    public static let name = "Agenda"
    /// What comes back.
    public struct Reply: Codable, Sendable {
      /// See the interface text.
      public var planned: [PlannedMessage]
      /// Makes the message.
      public init(planned: [PlannedMessage]) {
        self.planned = planned
      }
    }
    /// See the interface text.
    public var timeline: String?
    /// See the interface text.
    public var limit: Int
    /// Makes the message.
    public init(timeline: String? = nil, limit: Int) {
      self.timeline = timeline
      self.limit = limit
    }
  }

  /// The whole road.
  public struct Road: ControlMethod {
    /// The name on the wire.
    public static let name = "Road"
    /// What comes back.
    public struct Reply: Codable, Sendable {
      /// See the interface text.
      public var standing: StandingMessage
      /// See the interface text.
      public var stages: [StageMessage]
      /// Makes the message.
      public init(standing: StandingMessage, stages: [StageMessage]) {
        self.standing = standing
        self.stages = stages
      }
    }
    /// See the interface text.
    public var timeline: String?
    /// Makes the message.
    public init(timeline: String? = nil) {
      self.timeline = timeline
    }
  }

  /// The user did something.
  public struct Did: ControlMethod {
    /// The name on the wire.
    public static let name = "Did"
    /// What comes back.
    public struct Reply: Codable, Sendable {
      /// See the interface text.
      public var standing: StandingMessage
      /// See the interface text.
      public var slip: Bool
      /// Makes the message.
      public init(standing: StandingMessage, slip: Bool) {
        self.standing = standing
        self.slip = slip
      }
    }
    /// See the interface text.
    public var timeline: String?
    /// See the interface text.
    public var deed: String
    /// See the interface text.
    public var on: Moment
    /// Makes the message.
    public init(timeline: String? = nil, deed: String, on: Moment) {
      self.timeline = timeline
      self.deed = deed
      self.on = on
    }
  }

  /// The other person did something.
  public struct They: ControlMethod {
    /// The name on the wire.
    public static let name = "They"
    /// What comes back.
    public typealias Reply = StandingReply
    /// See the interface text.
    public var timeline: String?
    /// See the interface text.
    public var reply: String
    /// See the interface text.
    public var on: Moment
    /// Makes the message.
    public init(timeline: String? = nil, reply: String, on: Moment) {
      self.timeline = timeline
      self.reply = reply
      self.on = on
    }
  }

  /// The user has taken stock.
  public struct Assess: ControlMethod {
    /// The name on the wire.
    public static let name = "Assess"
    /// What comes back.
    public typealias Reply = StandingReply
    /// See the interface text.
    public var timeline: String?
    /// See the interface text.
    public var choice: String
    /// Makes the message.
    public init(timeline: String? = nil, choice: String) {
      self.timeline = timeline
      self.choice = choice
    }
  }

  /// Waits once more.
  public struct Extend: ControlMethod {
    /// The name on the wire.
    public static let name = "Extend"
    /// What comes back.
    public typealias Reply = StandingReply
    /// See the interface text.
    public var timeline: String?
    /// Makes the message.
    public init(timeline: String? = nil) {
      self.timeline = timeline
    }
  }

  /// Accepts that no answer comes.
  public struct Accept: ControlMethod {
    /// The name on the wire.
    public static let name = "Accept"
    /// What comes back.
    public typealias Reply = StandingReply
    /// See the interface text.
    public var timeline: String?
    /// Makes the message.
    public init(timeline: String? = nil) {
      self.timeline = timeline
    }
  }

  /// Sets the date of the coffee, or opens it again.
  public struct Coffee: ControlMethod {
    /// The name on the wire.
    public static let name = "Coffee"
    /// What comes back.
    public typealias Reply = StandingReply
    /// See the interface text.
    public var timeline: String?
    /// See the interface text.
    public var on: Moment?
    /// Makes the message.
    public init(timeline: String? = nil, on: Moment? = nil) {
      self.timeline = timeline
      self.on = on
    }
  }

  /// How it ended.
  public struct Outcome: ControlMethod {
    /// The name on the wire.
    public static let name = "Outcome"
    /// What comes back.
    public typealias Reply = StandingReply
    /// See the interface text.
    public var timeline: String?
    /// See the interface text.
    public var outcome: String
    /// Makes the message.
    public init(timeline: String? = nil, outcome: String) {
      self.timeline = timeline
      self.outcome = outcome
    }
  }

  /// No nudges until then, or until resumed.
  public struct Pause: ControlMethod {
    /// The name on the wire.
    public static let name = "Pause"
    /// What comes back.
    public typealias Reply = StandingReply
    /// See the interface text.
    public var timeline: String?
    /// See the interface text.
    public var until: Moment?
    /// Makes the message.
    public init(timeline: String? = nil, until: Moment? = nil) {
      self.timeline = timeline
      self.until = until
    }
  }

  /// Ends a pause.
  public struct Resume: ControlMethod {
    /// The name on the wire.
    public static let name = "Resume"
    /// What comes back.
    public typealias Reply = StandingReply
    /// See the interface text.
    public var timeline: String?
    /// Makes the message.
    public init(timeline: String? = nil) {
      self.timeline = timeline
    }
  }

  /// Ends a timeline.
  public struct Stop: ControlMethod {
    /// The name on the wire.
    public static let name = "Stop"
    /// What comes back.
    public typealias Reply = StandingReply
    /// See the interface text.
    public var timeline: String?
    /// Makes the message.
    public init(timeline: String? = nil) {
      self.timeline = timeline
    }
  }

  /// Marks deliveries as done.
  public struct Done: ControlMethod {
    /// The name on the wire.
    public static let name = "Done"
    /// What comes back.
    public typealias Reply = DeliveriesReply
    /// See the interface text.
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
    /// See the interface text.
    public var key: String?
    /// See the interface text.
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
    /// See the interface text.
    public var since: Moment?
    /// Makes the message.
    public init(since: Moment? = nil) {
      self.since = since
    }
  }

  /// The log.
  public struct Log: ControlMethod {
    /// The name on the wire.
    public static let name = "Log"
    /// What comes back.
    public struct Reply: Codable, Sendable {
      /// See the interface text.
      public var entries: [EntryMessage]
      /// Makes the message.
      public init(entries: [EntryMessage]) {
        self.entries = entries
      }
    }
    /// See the interface text.
    public var timeline: String?
    /// See the interface text.
    public var limit: Int
    /// Makes the message.
    public init(timeline: String? = nil, limit: Int) {
      self.timeline = timeline
      self.limit = limit
    }
  }

  /// Sets a reminder.
  public struct Remind: ControlMethod {
    /// The name on the wire.
    public static let name = "Remind"
    /// What comes back.
    public typealias Reply = ReminderReply
    /// See the interface text.
    public var text: String
    /// See the interface text.
    public var at: Moment?
    /// See the interface text.
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
      /// See the interface text.
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
    /// See the interface text.
    public var id: Int
    /// Makes the message.
    public init(id: Int) {
      self.id = id
    }
  }

  /// The plans that can be started.
  public struct Plans: ControlMethod {
    /// The name on the wire.
    public static let name = "Plans"
    /// What comes back.
    public struct Reply: Codable, Sendable {
      /// See the interface text.
      public var plans: [PlanMessage]
      /// Makes the message.
      public init(plans: [PlanMessage]) {
        self.plans = plans
      }
    }
    /// Makes the message.
    public init() {}
  }

  /// Reads the configuration again.
  public struct Reload: ControlMethod {
    /// The name on the wire.
    public static let name = "Reload"
    /// What comes back.
    public struct Reply: Codable, Sendable {
      /// See the interface text.
      public var configuration: String?
      /// Makes the message.
      public init(configuration: String? = nil) {
        self.configuration = configuration
      }
    }
    /// Makes the message.
    public init() {}
  }

  /// The configuration in force.
  public struct Configuration: ControlMethod {
    /// The name on the wire.
    public static let name = "Configuration"
    /// What comes back.
    public struct Reply: Codable, Sendable {
      /// See the interface text.
      public var text: String
      /// See the interface text.
      public var file: String?
      /// Makes the message.
      public init(text: String, file: String? = nil) {
        self.text = text
        self.file = file
      }
    }
    /// Makes the message.
    public init() {}
  }

  /// Shows a first popup.
  public struct Greet: ControlMethod {
    /// The name on the wire.
    public static let name = "Greet"
    /// What comes back.
    public struct Reply: Codable, Sendable {
      /// Makes the message.
      public init() {}
    }
    /// Makes the message.
    public init() {}
  }

  /// The state, and again after every change.
  public struct Monitor: ControlMethod {
    /// The name on the wire.
    public static let name = "Monitor"
    /// What comes back.
    public typealias Reply = StateReply
    /// Makes the message.
    public init() {}
  }
}
