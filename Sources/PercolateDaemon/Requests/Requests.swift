// The methods of `org.percolate.Timeline`, one route each: what it is called, whether it needs the database, whether it changes
// anything, and what answers it. Invariant: what only looks is handed views, and has nothing to change anything with.

import PercolateControl
import PercolateCore
import PercolateStore
import Varlink

/// What comes of a call, now or later.
typealias Answer<Value> = (Result<Value, any Error>) -> Void

/// One method.
struct Route: Sendable {
  let method: String
  /// Whether there is no answer without the database. Without it there are no timelines, which is not the same as that there
  /// were none.
  let needsDatabase: Bool
  /// Whether it can change anything.
  let changes: Bool
  let answer: @Sendable (Daemon, JSONValue, @escaping Answer<JSONText>) throws -> Void

  /// A method that only looks.
  static func look<Method: ControlMethod>(
    _ method: Method.Type, _ body: @escaping @Sendable (Views, Method) throws -> Method.Reply
  ) -> Route {
    Route(method: Method.name, needsDatabase: Method.needsDatabase, changes: false) { daemon, parameters, answer in
      answer(.success(try JSONText(encoding: body(daemon.views, parameters.decode(method)))))
    }
  }

  /// A method that only looks, and whose answer stands written already, or is written in pieces.
  static func written<Method: ControlMethod>(
    _ method: Method.Type, _ body: @escaping @Sendable (Daemon, Method, @escaping Answer<JSONText>) throws -> Void
  ) -> Route {
    Route(method: Method.name, needsDatabase: Method.needsDatabase, changes: false) { daemon, parameters, answer in
      try body(daemon, parameters.decode(method), answer)
    }
  }

  /// A method that changes something.
  static func act<Method: ControlMethod>(
    _ method: Method.Type, _ body: @escaping @Sendable (Daemon, Method) throws -> Method.Reply
  ) -> Route {
    Route(method: Method.name, needsDatabase: Method.needsDatabase, changes: true) { daemon, parameters, answer in
      answer(.success(try JSONText(encoding: body(daemon, parameters.decode(method)))))
    }
  }

  /// A method that somebody else has to answer first, such as a keyring or a notification server.
  static func later<Method: ControlMethod>(
    _ method: Method.Type, _ body: @escaping @Sendable (Daemon, Method, @escaping Answer<Method.Reply>) throws -> Void
  ) -> Route {
    Route(method: Method.name, needsDatabase: Method.needsDatabase, changes: true) { daemon, parameters, answer in
      try body(daemon, parameters.decode(method)) { result in
        answer(Result { try JSONText(encoding: result.get()) })
      }
    }
  }
}

/// Answers the calls of the interface.
final class Requests {
  private let daemon: Daemon

  init(daemon: Daemon) { self.daemon = daemon }

  /// All methods.
  static let routes: [Route] = timelines + nudges + words + letter + interviews + lock + copies + itself

  private static let byMethod = Dictionary(uniqueKeysWithValues: routes.map { ($0.method, $0) })

  /// What the socket's sessions tell their peers. The text is read with the first of them, and not when the daemon begins.
  static let description = ServiceDescription(
    vendor: "Percolate", product: "percolated", version: Version.current, url: "",
    interfaces: [Interface(shipped: ControlInterface.text)])

  /// Answers one call, at once or when somebody else has answered.
  func answer(_ call: Call, with reply: @escaping (Result<JSONText, VarlinkError>) -> Void) {
    do {
      guard let row = Requests.byMethod[call.method] else {
        throw VarlinkError.methodNotImplemented("\(call.interface).\(call.method)")
      }
      if row.needsDatabase { _ = try daemon.database.store }
      try row.answer(daemon, call.parameters) { [self] in reply($0.mapError(wire)) }
    } catch {
      reply(.failure(wire(error)))
    }
  }

  /// The state that a watcher is sent.
  func state() throws -> JSONText { try daemon.glance.text() }

  /// An error as it travels. One that is no answer to the caller is the daemon's trouble.
  private func wire(_ error: any Error) -> VarlinkError {
    switch error {
    case let error as ControlError: return error.wire
    case let error as VarlinkError: return error
    case let error as InvalidParameter: return .invalidParameter(error)
    case let error as InvalidInput: return .invalidParameter(InvalidParameter(error.parameter))
    case StoreError.locked: return ControlError.dataLocked(support: nil).wire
    case StoreError.wrongKey: return ControlError.wrongPassphrase.wire
    default:
      daemon.fail(error)
      return ControlError.unavailable(daemon.database.trouble ?? "an internal failure").wire
    }
  }

  /// A value that is one of a few words.
  static func choice<Value: RawRepresentable<String>>(
    _ type: Value.Type, _ text: String, _ parameter: String
  ) throws(InvalidInput) -> Value {
    guard let value = Value(rawValue: text) else { throw InvalidInput(parameter: parameter) }
    return value
  }
}

/// A parameter that fits its type and still cannot be taken.
struct InvalidInput: Error {
  let parameter: String

  /// Refuses a text that is empty, too long, or holds what it must not.
  static func check(
    _ text: String?, _ parameter: String, longest: Int, allows: (Character) -> Bool
  ) throws(InvalidInput) {
    guard let text else { return }
    guard !text.isEmpty, text.count <= longest, text.allSatisfy(allows) else {
      throw InvalidInput(parameter: parameter)
    }
  }
}

extension Character {
  /// Whether it would break a line, or steer a terminal.
  var isControl: Bool { unicodeScalars.contains { $0.value < 32 } }
}

extension Int {
  /// The nearest number that counts.
  func clamped(to range: ClosedRange<Int>) -> Int { Swift.min(Swift.max(self, range.lowerBound), range.upperBound) }
}
