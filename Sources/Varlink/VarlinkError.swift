// The errors that travel in a reply. Invariant: their parameters are what the interface declares for them, and of what
// a peer sent only names of the right shape are repeated, as the protocol asks for.

/// An error reply: a fully qualified name and the fields that the interface declares for it.
public struct VarlinkError: Error, Hashable, Sendable {
  /// For example `org.varlink.service.MethodNotFound`.
  public let name: String
  /// The error's fields.
  public let parameters: JSONValue

  /// An error of an interface of our own.
  public init(name: String, parameters: JSONValue = .empty) {
    self.name = name
    self.parameters = parameters
  }

  /// `org.varlink.service.InterfaceNotFound`
  public static func interfaceNotFound(_ interface: String) -> VarlinkError {
    service("InterfaceNotFound", ["interface": .string(interface)])
  }

  /// `org.varlink.service.MethodNotFound`, with the method's full name.
  public static func methodNotFound(_ method: String) -> VarlinkError {
    service("MethodNotFound", ["method": .string(method)])
  }

  /// `org.varlink.service.MethodNotImplemented`, with the method's full name.
  public static func methodNotImplemented(_ method: String) -> VarlinkError {
    service("MethodNotImplemented", ["method": .string(method)])
  }

  /// `org.varlink.service.InvalidParameter`
  public static func invalidParameter(_ invalid: InvalidParameter) -> VarlinkError {
    service("InvalidParameter", ["parameter": .string(invalid.parameter)])
  }

  /// `org.varlink.service.ExpectedMore`: the method is only to be called with `more`.
  public static let expectedMore = service("ExpectedMore", .empty)

  private static func service(_ name: String, _ parameters: JSONValue) -> VarlinkError {
    VarlinkError(name: "\(Interface.service.name).\(name)", parameters: parameters)
  }
}
