// What a user may set. Invariant: every value is within its bounds, because it was read through `ConfigurationFile` or is a
// default; `Configuration()` is what an empty file means.

public import PercolateCore

/// The configuration in force.
public struct Configuration: Hashable, Sendable {
  /// The plan that `percolatectl start` begins when it names none.
  public var plan = "coffee"
  /// The language to speak, as in ISO 639-1; nil for the locale's.
  public var language: String?
  /// What is said to somebody who is afraid, or in danger of harming themselves; nil for the text that is shipped.
  public var support: String?
  /// The zone that wall times are meant in; nil for the system's.
  public var timeZone: String?
  /// The hours without nudges, if any.
  public var quiet = QuietHours("22:30-08:00")
  /// How many nudges there may be.
  public var limits = Limits()
  /// A nudge that is shown later than this after its time counts as late.
  public var lateAfter: Duration = .seconds(15 * 60)
  /// How long "Later" puts a nudge off.
  public var later: Duration = .seconds(60 * 60)
  /// How nudges look and sound.
  public var notifications = Notifications()

  /// How nudges look and sound.
  public struct Notifications: Hashable, Sendable {
    /// How much a popup says.
    public var text = TextLevel.discreet
    /// Whether the notification server may play a sound.
    public var sound = false
    /// Whether a notification stays after one of its actions was used (the hint `resident`).
    public var resident = false

    /// The defaults.
    public init() {}
  }

  /// The defaults.
  public init() {}

  /// The configuration as a file with every key, which reads as this value again.
  public var yaml: String {
    """
    plan: \(plan)
    language: \(language ?? "system")
    time-zone: \(timeZone ?? "system")
    quiet: \(quiet?.description ?? "none")
    limits:
      day: \(limits.day)
      week: \(limits.week)
    late-after: \(TimeSpan.format(lateAfter))
    later: \(TimeSpan.format(later))
    notifications:
      text: \(notifications.text.rawValue)
      sound: \(notifications.sound ? "yes" : "no")
      resident: \(notifications.resident ? "yes" : "no")

    """ + (support.map { "support:\n  text: \(Configuration.quoted($0))\n" } ?? "")
  }

  /// A scalar in double quotes, as YAML 1.2 (7.3.1) writes it. Prose has no control characters.
  private static func quoted(_ text: String) -> String {
    "\"" + text.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] } + "\""
  }
}
