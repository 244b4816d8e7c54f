// The methods that start a timeline, tell it what happened, and ask where it stands.

public import PercolateCore

extension Control {
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
    /// How to speak of them, for example `she/her`.
    public var pronouns: String?
    /// When the relationship was ended.
    public var brokeUp: Moment
    /// What has happened since.
    public var history: [HappenedMessage]
    /// Makes the message.
    public init(
      timeline: String? = nil, plan: String? = nil, name: String? = nil, pronouns: String? = nil, brokeUp: Moment,
      history: [HappenedMessage]
    ) {
      self.timeline = timeline
      self.plan = plan
      self.name = name
      self.pronouns = pronouns
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

  /// How the other person is spoken of from now on.
  public struct Pronouns: ControlMethod {
    /// The name on the wire.
    public static let name = "Pronouns"
    /// What comes back.
    public typealias Reply = StandingReply
    /// Which timeline; nil for the only active one.
    public var timeline: String?
    /// `he/him`, `she/her` or `they/them`.
    public var pronouns: String
    /// Makes the message.
    public init(timeline: String? = nil, pronouns: String) {
      self.timeline = timeline
      self.pronouns = pronouns
    }
  }

  /// Goes on with the newest version of the plan.
  public struct Upgrade: ControlMethod {
    /// The name on the wire.
    public static let name = "Upgrade"
    /// What comes back.
    public struct Reply: Codable, Sendable {
      /// The version in force.
      public var from: Int
      /// The newest version.
      public var to: Int
      /// What changes, a line each.
      public var changes: [String]
      /// Makes the message.
      public init(from: Int, to: Int, changes: [String]) {
        self.from = from
        self.to = to
        self.changes = changes
      }
    }
    /// Which timeline; nil for the only active one.
    public var timeline: String?
    /// Whether to do it, or only to say what would change.
    public var carryOut: Bool
    /// Makes the message.
    public init(timeline: String? = nil, carryOut: Bool) {
      self.timeline = timeline
      self.carryOut = carryOut
    }
  }
}
