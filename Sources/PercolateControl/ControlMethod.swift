// What a method and a message of the control socket are. The types themselves are made from org.percolate.Timeline.varlink, in
// Generated: the daemon and the command line share them, so that neither can send what the interface does not have.

public import PercolateCore
public import Varlink

/// What travels on the control socket.
public protocol ControlMessage: JSONConvertible, Hashable, Sendable {}

/// A method of `org.percolate.Timeline`.
public protocol ControlMethod: ControlMessage {
  /// What comes back.
  associatedtype Reply: ControlMessage
  /// The method's name without the interface.
  static var name: String { get }
  /// Whether the method only looks, so that asking twice is as good as asking once.
  static var changesNothing: Bool { get }
  /// Whether it cannot be answered while the database cannot be used.
  static var needsDatabase: Bool { get }
}

extension ControlMethod {
  /// Most methods change something.
  public static var changesNothing: Bool { false }
  /// Most methods need the database.
  public static var needsDatabase: Bool { true }
}

extension Moment: JSONConvertible {
  /// ISO 8601 in UTC.
  public var json: JSONValue { .string(description) }

  /// Reads ISO 8601.
  public init(json: JSONValue) throws(InvalidParameter) {
    guard let text = json.string, let moment = Moment(iso8601: text) else { throw .unfit }
    self = moment
  }
}
