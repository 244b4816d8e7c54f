// What a session asks of whoever owns its socket: the only way out of the state machine. Invariant: an action holds
// all that is needed to carry it out, and a reason to close holds nothing of what the peer has sent.

/// What the owner of the connection has to do, in this order.
public enum Action: Hashable, Sendable {
  /// Send these bytes.
  case send([UInt8])
  /// Have the service answer this call, at once or later, with ``Session/reply(to:parameters:continues:)`` or
  /// ``Session/fail(_:with:)``. Always the last action of a list.
  case deliver(Call)
  /// Close the connection after everything that was to be sent. Always the last action of a list.
  case close(CloseReason)
}

/// Why a connection ends. The descriptions hold nothing of what the peer has sent.
public enum CloseReason: Error, Hashable, CustomStringConvertible {
  /// The peer has sent its last, and all of it was answered.
  case finished
  /// The peer stopped within a message.
  case truncated
  /// A message is too long, or calls come faster than they are answered; nobody is owed that much memory.
  case tooMuchInput(limit: Int)
  /// A message is not JSON.
  case notJSON(JSONError)
  /// A message is JSON but no call; the path says where.
  case malformedCall(String)

  /// One line for the log.
  public var description: String {
    switch self {
    case .finished: "the peer has finished"
    case .truncated: "the peer stopped within a message"
    case .tooMuchInput(let limit): "more than \(limit) bytes in one message or in waiting calls"
    case .notJSON(let error): "a message is not JSON: \(error)"
    case .malformedCall(let path): "a message is no method call: \(path)"
    }
  }
}
