// Why: a well-known name is the place that only one instance may hold, and whoever is refused wants to know by whom.
// Invariant: the bus decides. Nothing here waits in a queue for the name, or takes it from its owner.

import CSystemd

extension Bus {
  /// What came of asking for a name.
  public enum NameRequest: Sendable, Equatable {
    /// The name is ours, now or already.
    case acquired
    /// Another connection owns it. `processID(of:reply:)` says which process.
    case taken
  }

  /// Asks for a well-known name, without queueing for it (RequestName with DO_NOT_QUEUE, D-Bus specification).
  public func requestName(
    _ name: String, reply: @escaping (Result<NameRequest, BusError>) -> Void
  ) throws -> Slot {
    try callDriver("RequestName") { message in
      try message.string(name)
      try message.uint32(DBusNameFlag.doNotQueue)
    } reply: { result in
      reply(result.flatMap(Self.nameRequest))
    }
  }

  /// The process that owns a name (GetConnectionUnixProcessID); `refused` if nobody does.
  public func processID(of name: String, reply: @escaping (Result<UInt32, BusError>) -> Void) throws -> Slot {
    try callDriver("GetConnectionUnixProcessID") { message in
      try message.string(name)
    } reply: { result in
      reply(result.flatMap { message in Self.answer { () throws(MessageError) in try message.uint32() } })
    }
  }

  private func callDriver(
    _ member: String, build: (inout MessageWriter) throws -> Void,
    reply: @escaping (Result<MessageReader, BusError>) -> Void
  ) throws -> Slot {
    let driver = "org.freedesktop.DBus"
    return try call(
      destination: driver, path: "/org/freedesktop/DBus", interface: driver, member: member, build: build, reply: reply)
  }

  private static func nameRequest(_ message: MessageReader) -> Result<NameRequest, BusError> {
    answer { () throws(MessageError) in
      switch try message.uint32() {
      case DBusNameReply.primaryOwner, DBusNameReply.alreadyOwner: .acquired
      default: .taken
      }
    }
  }

  /// A driver that answers in the wrong types is as good as one that refuses.
  private static func answer<Value>(_ read: () throws(MessageError) -> Value) -> Result<Value, BusError> {
    do throws(MessageError) {
      return .success(try read())
    } catch {
      return .failure(.refused(name: "org.freedesktop.DBus.Error.InvalidSignature", message: error.description))
    }
  }
}

/// The numbers of RequestName as the specification gives them; sd-bus.h has its own for its own call.
private enum DBusNameFlag {
  static let doNotQueue: UInt32 = 4
}

private enum DBusNameReply {
  static let primaryOwner: UInt32 = 1
  static let alreadyOwner: UInt32 = 4
}
