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
    /// Which timeline; nil for the only active one.
    public var timeline: String?
    /// The plan; nil for the configured one.
    public var plan: String?
    /// What to call the other person.
    public var name: String?
    /// When the relationship was ended.
    public var brokeUp: Moment
    /// What has happened since.
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
    /// Which timeline; nil for the only active one.
    public var timeline: String?
    /// Whether ended timelines are wanted too.
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

  /// The whole road.
  public struct Road: ControlMethod {
    /// The name on the wire.
    public static let name = "Road"
    /// What comes back.
    public struct Reply: Codable, Sendable {
      /// Where it stands now.
      public var standing: StandingMessage
      /// The stages, in the order of the road.
      public var stages: [StageMessage]
      /// Makes the message.
      public init(standing: StandingMessage, stages: [StageMessage]) {
        self.standing = standing
        self.stages = stages
      }
    }
    /// Which timeline; nil for the only active one.
    public var timeline: String?
    /// Makes the message.
    public init(timeline: String? = nil) {
      self.timeline = timeline
    }
  }

  /// Whether a step towards the other person may be taken.
  public struct May: ControlMethod {
    /// The name on the wire.
    public static let name = "May"
    /// What comes back.
    public struct Reply: Codable, Sendable {
      /// `yes`, `not-now` or `never`.
      public var answer: String
      /// Why.
      public var reason: String
      /// Since when it is so.
      public var since: Moment?
      /// Until when it is so.
      public var until: Moment?
      /// What leads on from here: a trigger's words each.
      public var next: [String]
      /// Makes the message.
      public init(_ permission: Permission, next: [String]) {
        answer = permission.answer.rawValue
        reason = permission.reason
        since = permission.since
        until = permission.until
        self.next = next
      }
    }
    /// Which timeline; nil for the only active one.
    public var timeline: String?
    /// The step, for example `call`.
    public var step: String
    /// Makes the message.
    public init(timeline: String? = nil, step: String) {
      self.timeline = timeline
      self.step = step
    }
  }

  /// The user did something.
  public struct Did: ControlMethod {
    /// The name on the wire.
    public static let name = "Did"
    /// What comes back.
    public struct Reply: Codable, Sendable {
      /// Where it stands now.
      public var standing: StandingMessage
      /// Whether it counts as a slip.
      public var slip: Bool
      /// Makes the message.
      public init(standing: StandingMessage, slip: Bool) {
        self.standing = standing
        self.slip = slip
      }
    }
    /// Which timeline; nil for the only active one.
    public var timeline: String?
    /// What the user did, for example `letter`.
    public var deed: String
    /// When it was.
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
    /// Which timeline; nil for the only active one.
    public var timeline: String?
    /// What the other person did, for example `wrote`.
    public var reply: String
    /// When it was.
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
    /// Which timeline; nil for the only active one.
    public var timeline: String?
    /// `mend`, `wait` or `let-go`.
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
    /// Which timeline; nil for the only active one.
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
    /// Which timeline; nil for the only active one.
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
    /// Which timeline; nil for the only active one.
    public var timeline: String?
    /// The date; nil to open it again.
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
    /// Which timeline; nil for the only active one.
    public var timeline: String?
    /// `together`, `friends` or `moved-on`.
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
    /// Which timeline; nil for the only active one.
    public var timeline: String?
    /// Until when; nil until it is resumed.
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
    /// Which timeline; nil for the only active one.
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
    /// Which timeline; nil for the only active one.
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

  /// The log.
  public struct Log: ControlMethod {
    /// The name on the wire.
    public static let name = "Log"
    /// What comes back.
    public struct Reply: Codable, Sendable {
      /// The lines, oldest first.
      public var entries: [EntryMessage]
      /// Makes the message.
      public init(entries: [EntryMessage]) {
        self.entries = entries
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

  /// The plans that can be started.
  public struct Plans: ControlMethod {
    /// The name on the wire.
    public static let name = "Plans"
    /// What comes back.
    public struct Reply: Codable, Sendable {
      /// The plans, by name.
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
      /// The file that is in force; nil for the defaults.
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
      /// The configuration as YAML, every key.
      public var text: String
      /// The file that it came from; nil for the defaults.
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
