// The methods about the whole of what is kept: copying it, bringing a copy back, and looking whether it is sound. Copies travel
// as files, since the daemon may see nothing but its own folder, and a reply has a limit.

public import PercolateCore

/// A journey that a database holds.
public struct HeldMessage: Codable, Hashable, Sendable {
  /// The timeline's own name.
  public var timeline: String
  /// The other person's name.
  public var name: String?
  /// The title of the stage that it is in.
  public var title: String
  /// Whether it is over.
  public var ended: Bool
  /// Makes the message.
  public init(timeline: String, name: String?, title: String, ended: Bool) {
    self.timeline = timeline
    self.name = name
    self.title = title
    self.ended = ended
  }
}

/// What a database holds.
public struct ContentsMessage: Codable, Hashable, Sendable {
  /// The journeys, in the order in which they began.
  public var journeys: [HeldMessage]
  /// Lines of the log.
  public var events: Int
  /// Texts of the user's.
  public var writings: Int
  /// Reminders that are still to come.
  public var reminders: Int
  /// When the latest event took effect.
  public var latest: Moment?
  /// `open` or `locked`; nil: the user's words are not sealed.
  public var lock: String?
  /// Makes the message.
  public init(
    journeys: [HeldMessage], events: Int, writings: Int, reminders: Int, latest: Moment?, lock: String? = nil
  ) {
    self.journeys = journeys
    self.events = events
    self.writings = writings
    self.reminders = reminders
    self.latest = latest
    self.lock = lock
  }
}

/// One thing that was looked at.
public struct CheckMessage: Codable, Hashable, Sendable {
  /// What: file, events, chain, journeys, writings, deliveries, reminders.
  public var subject: String
  /// How many there are.
  public var count: Int
  /// Where something is wrong; empty when all is well.
  public var faults: [String]
  /// Makes the message.
  public init(subject: String, count: Int, faults: [String]) {
    self.subject = subject
    self.count = count
    self.faults = faults
  }
}

extension Control {
  /// Makes a copy of everything.
  public struct Backup: ControlMethod {
    /// The name on the wire.
    public static let name = "Backup"
    /// What comes back.
    public struct Reply: Codable, Sendable {
      /// The file, which the caller takes away and removes.
      public var path: String
      /// What it holds.
      public var contents: ContentsMessage
      /// Whether nothing in it is damaged.
      public var sound: Bool
      /// Makes the message.
      public init(path: String, contents: ContentsMessage, sound: Bool) {
        self.path = path
        self.contents = contents
        self.sound = sound
      }
    }
    /// Makes the message.
    public init() {}
  }

  /// Makes room for a copy that comes in.
  public struct Deposit: ControlMethod {
    /// The name on the wire.
    public static let name = "Deposit"
    /// What comes back.
    public struct Reply: Codable, Sendable {
      /// The empty file, which the caller writes into.
      public var path: String
      /// Makes the message.
      public init(path: String) { self.path = path }
    }
    /// Makes the message.
    public init() {}
  }

  /// Looks at everything that is kept.
  public struct Verify: ControlMethod {
    /// The name on the wire.
    public static let name = "Verify"
    /// What comes back.
    public struct Reply: Codable, Sendable {
      /// What was looked at.
      public var checks: [CheckMessage]
      /// Makes the message.
      public init(checks: [CheckMessage]) { self.checks = checks }
    }
    /// The deposit to look at; nil for what is in use.
    public var deposit: String?
    /// Makes the message.
    public init(deposit: String? = nil) { self.deposit = deposit }
  }

  /// Puts a copy in the place of what is there.
  public struct Restore: ControlMethod {
    /// The name on the wire.
    public static let name = "Restore"
    /// What comes back.
    public struct Reply: Codable, Sendable {
      /// What the copy holds.
      public var contents: ContentsMessage
      /// What is, or was, in its place; nil when that cannot be read.
      public var present: ContentsMessage?
      /// How many a "no" are known here and not there, and stay.
      public var boundaries: Int
      /// Where what was there is kept, once it is carried out.
      public var kept: String?
      /// Makes the message.
      public init(contents: ContentsMessage, present: ContentsMessage?, boundaries: Int, kept: String? = nil) {
        self.contents = contents
        self.present = present
        self.boundaries = boundaries
        self.kept = kept
      }
    }
    /// The deposit that the copy is in.
    public var deposit: String
    /// Whether to do it, or only to say what would be.
    public var carryOut: Bool
    /// Makes the message.
    public init(deposit: String, carryOut: Bool) {
      self.deposit = deposit
      self.carryOut = carryOut
    }
  }
}
