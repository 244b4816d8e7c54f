// The typed client: a method's value in, its reply out, and the daemon's refusals as `ControlError`. Invariant: a daemon that is
// being started again goes unnoticed where it can, and nothing is ever asked for twice that could then be done twice.

import Varlink

/// A connection to the daemon.
public final class ControlClient {
  private let path: String
  private let timeout: Duration
  private var client: Client
  /// How often a call is made at most.
  private static let attempts = 3
  /// The longest reply that is taken, in bytes: all that somebody writes in years, in one document.
  private static let replyLimit = 16 << 20

  /// Connects to the daemon's socket; with socket activation this starts the daemon.
  ///
  /// - Parameter timeout: the most that connecting, and then each call, may take.
  /// - Throws: `ClientError` when nobody listens there.
  public init(path: String, timeout: Duration = .seconds(10)) throws {
    self.path = path
    self.timeout = timeout
    client = try Client(connectingTo: path, timeout: timeout, limit: ControlClient.replyLimit)
  }

  /// Calls a method. A daemon that ended before it had read the call is called again, and so is one that ended before it
  /// answered a call that changes nothing.
  ///
  /// - Throws: `ControlError` when the daemon says no, `ClientError` when it does not answer.
  public func call<Method: ControlMethod>(_ method: Method) throws -> Method.Reply {
    let parameters = try JSONValue(encoding: method)
    return try ControlClient.typed {
      for _ in 1..<ControlClient.attempts {
        do throws(ClientError) {
          return try client.call("\(ControlInterface.name).\(Method.name)", parameters)
        } catch {
          guard error == .notRead || error == .disconnected && Method.changesNothing else { throw error }
          client = try Client(connectingTo: path, timeout: timeout, limit: ControlClient.replyLimit)
        }
      }
      return try client.call("\(ControlInterface.name).\(Method.name)", parameters)
    }.decode()
  }

  /// Calls a method with `more`, and hands over each reply until `each` says false.
  public func observe<Method: ControlMethod>(_ method: Method, each: (Method.Reply) throws -> Bool) throws {
    try ControlClient.typed {
      try client.observe("\(ControlInterface.name).\(Method.name)", JSONValue(encoding: method)) { reply in
        try each(reply.decode())
      }
    }
  }

  private static func typed<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch ClientError.remote(let name, let parameters) {
      throw ControlError(name: name, parameters: parameters) ?? ClientError.remote(name: name, parameters: parameters)
    }
  }
}

/// Where the daemon listens.
public enum ControlSocket {
  /// The socket's path under a runtime folder, `$XDG_RUNTIME_DIR`.
  public static func path(runtimeFolder: String) -> String { "\(runtimeFolder)/percolate/\(ControlInterface.name)" }
}
