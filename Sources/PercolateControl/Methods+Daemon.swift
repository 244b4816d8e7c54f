// The methods about the daemon itself.

extension Control {
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
