// A blocking client for programs that ask one thing and end. Invariant: no wait is longer than its deadline says, and a
// connection on which anything went wrong is closed at once, since the next reply on it could belong to the last call.

import Glibc
import Kernel

/// The client's side of one connection. Not for sharing between threads.
public final class Client {
  private let timeout: Duration
  private var socket: Socket?
  private var reader: FrameReader

  /// Connects to a service that listens on a Unix socket.
  ///
  /// - Parameter timeout: the most that connecting may take, and then each call.
  public init(
    connectingTo path: String, timeout: Duration, limit: Int = FrameReader.defaultLimit
  ) throws(ClientError) {
    self.timeout = timeout
    reader = FrameReader(limit: limit)
    socket = try Socket(connectingTo: path, timeout: timeout)
  }

  /// Calls a method by its full name, and waits for its one reply.
  public func call(_ method: String, _ parameters: JSONValue = .empty) throws(ClientError) -> JSONValue {
    var isOver = false
    defer { closeUnless(isOver) }
    let deadline = Deadline(after: timeout)
    try send(["method": .string(method), "parameters": parameters], until: deadline)
    let reply = try nextReply(until: deadline)
    isOver = !reply.continues
    guard isOver else { throw .malformed }
    return try reply.result()
  }

  /// Calls a method that answers many times. Sending is under the time limit, but the time between replies is not.
  ///
  /// - Parameter each: takes a reply and says whether to go on. If not, or if it throws, the connection is closed,
  ///   which is how Varlink ends a stream early.
  /// - Throws: ``ClientError``, and what `each` throws.
  public func observe(
    _ method: String, _ parameters: JSONValue = .empty, each: (JSONValue) throws -> Bool
  ) throws {
    var isOver = false
    defer { closeUnless(isOver) }
    try send(["method": .string(method), "parameters": parameters, "more": true], until: Deadline(after: timeout))
    while !isOver {
      let reply = try nextReply(until: .never)
      isOver = !reply.continues
      guard try each(try reply.result()) else { return }
    }
  }
}

extension Client {
  private func closeUnless(_ isOver: Bool) {
    if !isOver { socket = nil }
  }

  private func send(_ envelope: JSONValue, until deadline: Deadline) throws(ClientError) {
    guard let socket else { throw .disconnected }
    try socket.send(envelope.frame, until: deadline)
  }

  private func nextReply(until deadline: Deadline) throws(ClientError) -> Reply {
    guard let socket else { throw .disconnected }
    while true {
      if let frame = try nextFrame() {
        guard let reply = Reply(frame: frame) else { throw .malformed }
        return reply
      }
      reader.append(try socket.receive(until: deadline))
    }
  }

  private func nextFrame() throws(ClientError) -> [UInt8]? {
    do {
      return try reader.next()
    } catch {
      throw .malformed
    }
  }
}

extension Reply {
  fileprivate func result() throws(ClientError) -> JSONValue {
    if let error { throw .remote(name: error, parameters: parameters) }
    return parameters
  }
}

/// A point in time that a wait ends at. Time in which the machine sleeps does not count: the service slept as well.
struct Deadline {
  static let never = Deadline(end: nil)

  /// In running time; nil is never.
  private let end: Duration?

  private init(end: Duration?) { self.end = end }

  init(after timeout: Duration) { end = runningTime() + min(max(timeout, .zero), .seconds(86_400)) }

  /// For poll(2): whole milliseconds, rounded up so that a wait does not end early and spin; -1 is without end.
  var pollTimeout: CInt {
    guard let end else { return -1 }
    let remaining = max(end - runningTime(), .zero).components
    let millisecond: Int64 = 1_000_000_000_000_000
    return CInt(clamping: remaining.seconds * 1000 + (remaining.attoseconds + millisecond - 1) / millisecond)
  }
}
