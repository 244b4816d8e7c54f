// Each method of the interface as a type: what goes in, what comes out, and its name on the wire. The daemon and the command
// line share these, so that a field cannot be spelt in two ways.

/// A method of `org.percolate.Timeline`.
public protocol ControlMethod: Codable, Sendable {
  /// What comes back.
  associatedtype Reply: Codable, Sendable
  /// The method's name without the interface.
  static var name: String { get }
}

extension ControlMethod {
  /// Whether the method only looks, so that asking twice is as good as asking once.
  public static var changesNothing: Bool { Control.looks.contains(name) }
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

/// The methods, named as on the wire: see `Methods+Timelines` and the files beside it.
public enum Control {
  /// The methods that change nothing. One that is not named here is never called again by itself.
  static let looks: Set<String> = [
    "Agenda", "Configuration", "History", "Interview", "Keepsake", "Letter", "Log", "May", "Missed", "Monitor", "Plans",
    "Reflection", "Reminders", "Review", "Road", "SafetyQuestion", "Search", "Status", "Support", "Urges", "Writings",
  ]
}
