// Why: "it failed" and "nobody knows whether it happened" ask for different actions, and D-Bus blurs them.
// Invariant: a case says what is known. Only `refused` comes from a peer that has answered.

import CSystemd
import Glibc

/// Why a method call has no result.
public enum BusError: Error, Equatable, CustomStringConvertible {
  /// No answer in time. The peer may still act on the call later.
  case timedOut
  /// The peer left the bus without an answer; it may have acted before.
  case noReply(message: String)
  /// Our connection ended while the call was under way.
  case disconnected
  /// The peer, or the bus in its place, answered with an error.
  case refused(name: String, message: String)

  /// True if the call may have had its effect, or may still have it.
  public var outcomeIsUnknown: Bool {
    switch self {
    case .timedOut, .noReply, .disconnected: true
    // The peer itself waited for another one in vain, and does not know either.
    case .refused(let name, _): Self.timeoutNames.contains(name)
    }
  }

  /// The D-Bus error name.
  public var name: String {
    switch self {
    case .timedOut, .noReply, .disconnected: Self.noReplyName
    case .refused(let name, _): name
    }
  }

  /// The peer's text, or ours. It comes from outside: fit for a log line, not for a decision.
  public var message: String {
    switch self {
    case .timedOut: "no answer in time, it may still happen"
    case .noReply(let message), .refused(_, let message): message
    case .disconnected: "the connection to the bus ended before the answer"
    }
  }

  /// One line: the name and the message.
  public var description: String { "\(name): \(message)" }

  private static let noReplyName = "org.freedesktop.DBus.Error.NoReply"
  private static let timeoutNames = ["org.freedesktop.DBus.Error.Timeout", "org.freedesktop.DBus.Error.TimedOut"]
}

extension BusError {
  /// - Parameters:
  ///   - connected: whether the connection was still up when the answer came.
  ///   - deadline: the CLOCK_MONOTONIC moment, in microseconds, at which our own time-out ends; nil when there is none.
  static func result(
    of message: OpaquePointer, connected: Bool, deadline: UInt64?
  ) -> Result<MessageReader, BusError> {
    guard sd_bus_message_is_method_error(message, nil) > 0, let error = sd_bus_message_get_error(message) else {
      return .success(MessageReader(message))
    }
    let name = error.pointee.name.map { String(cString: $0) } ?? ""
    let text = error.pointee.message.map { String(cString: $0) } ?? ""
    guard name == noReplyName else { return .failure(.refused(name: name, message: text)) }
    // sd-bus answers with this error at a time-out and when the connection is lost, and the bus itself when the peer
    // has left.
    guard connected else { return .failure(.disconnected) }
    if let deadline, monotonicMicroseconds() >= deadline { return .failure(.timedOut) }
    return .failure(.noReply(message: text))
  }
}

/// CLOCK_MONOTONIC, which sd-bus counts its time-outs on.
func monotonicMicroseconds() -> UInt64 {
  var now = timespec()
  clock_gettime(CLOCK_MONOTONIC, &now)
  return UInt64(now.tv_sec) * 1_000_000 + UInt64(now.tv_nsec) / 1000
}
