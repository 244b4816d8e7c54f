// Each method of the interface as a type: what goes in, what comes out, and its name on the wire. The daemon and the command
// line share these, so that a field cannot be spelt in two ways.

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

/// The methods, named as on the wire: see `Methods+Timelines` and the files beside it.
public enum Control {}
