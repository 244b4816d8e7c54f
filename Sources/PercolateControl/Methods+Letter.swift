// The methods for the one letter: it is written, looked over, rests for a night, and goes out.

public import PercolateCore

extension Control {
  /// The letter, or one of its versions.
  public struct Letter: ControlMethod {
    /// The name on the wire.
    public static let name = "Letter"
    /// What comes back.
    public struct Reply: Codable, Sendable {
      /// Which version; 0 when there is none yet.
      public var version: Int
      /// Its words.
      public var text: String
      /// When each version was written.
      public var versions: [Moment]
      /// Where it stands now.
      public var standing: StandingMessage
      /// Makes the message.
      public init(version: Int, text: String, versions: [Moment], standing: StandingMessage) {
        self.version = version
        self.text = text
        self.versions = versions
        self.standing = standing
      }
    }
    /// Which timeline; nil for the only active one.
    public var timeline: String?
    /// Which version, from 1; nil for the latest.
    public var version: Int?
    /// Makes the message.
    public init(timeline: String? = nil, version: Int? = nil) {
      self.timeline = timeline
      self.version = version
    }
  }

  /// Looks a letter over.
  public struct Review: ControlMethod {
    /// The name on the wire.
    public static let name = "Review"
    /// What comes back.
    public struct Reply: Codable, Sendable {
      /// How many words it has.
      public var words: Int
      /// What belongs into an apology.
      public var components: [ComponentMessage]
      /// What would hurt, in the order of the letter.
      public var findings: [FindingMessage]
      /// Where to find help, when the words ask for it.
      public var support: String?
      /// Makes the message.
      public init(words: Int, components: [ComponentMessage], findings: [FindingMessage], support: String? = nil) {
        self.words = words
        self.components = components
        self.findings = findings
        self.support = support
      }
    }
    /// Which timeline; nil for the only active one.
    public var timeline: String?
    /// The words; nil for the latest version.
    public var text: String?
    /// Makes the message.
    public init(timeline: String? = nil, text: String? = nil) {
      self.timeline = timeline
      self.text = text
    }
  }

  /// Begins the letter's night's rest.
  public struct Rest: ControlMethod {
    /// The name on the wire.
    public static let name = "Rest"
    /// What comes back.
    public typealias Reply = StandingReply
    /// Which timeline; nil for the only active one.
    public var timeline: String?
    /// Makes the message.
    public init(timeline: String? = nil) {
      self.timeline = timeline
    }
  }

  /// The letter that was written here went out.
  public struct Sent: ControlMethod {
    /// The name on the wire.
    public static let name = "Sent"
    /// What comes back.
    public typealias Reply = StandingReply
    /// Which timeline; nil for the only active one.
    public var timeline: String?
    /// When.
    public var on: Moment
    /// Makes the message.
    public init(timeline: String? = nil, on: Moment) {
      self.timeline = timeline
      self.on = on
    }
  }
}
