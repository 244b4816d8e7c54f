// A server on a real Unix socket, a thread for each connection: the other side of the client's tests, and a service for
// clients that others wrote. Invariant: its folder goes with it.

import Foundation
import Glibc
import Kernel
import TestSupport
import Varlink

final class SocketServer: Sendable {
  let path: String
  /// Signalled after each connection that the server has closed.
  let closings = DispatchSemaphore(value: 0)
  private let folder = TemporaryFolder()
  private let listener: CInt

  /// Serves each connection with `serve` on a thread of its own, and closes it afterwards.
  init(backlog: CInt = 16, accepting: Bool = true, serve: @escaping @Sendable (CInt) -> Void = { _ in }) throws {
    path = folder.url.appending(path: "socket").path
    listener = try Self.listen(at: path, backlog: backlog)
    guard accepting else { return }
    Thread.detachNewThread { [listener, closings] in
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { break }
        Thread.detachNewThread {
          serve(connection)
          close(connection)
          closings.signal()
        }
      }
      close(listener)
    }
  }

  /// Takes no more connections; those that are there go on.
  func stop() {
    // Makes accept(2) return, which close(2) would not.
    shutdown(listener, CInt(SHUT_RDWR))
  }

  /// Serves the test service, as a daemon would.
  static func testService() throws -> SocketServer {
    try SocketServer { connection in
      var state = Connection()
      while state.closed == nil, let bytes = receive(connection) {
        state.receive(bytes)
        send(state.takeSent(), on: connection)
      }
    }
  }

  /// Answers the first message of each connection with these bytes; then closes, or waits for the client to do so.
  static func script(_ reply: [UInt8], thenCloses: Bool) throws -> SocketServer {
    try SocketServer { connection in
      var message: [UInt8] = []
      while message.last != 0, let bytes = receive(connection) { message += bytes }
      send(reply, on: connection)
      if !thenCloses { while receive(connection) != nil {} }
    }
  }

  private static func receive(_ connection: CInt) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = recv(connection, &buffer, buffer.count, 0)
    return count > 0 ? Array(buffer.prefix(count)) : nil
  }

  private static func send(_ bytes: [UInt8], on connection: CInt) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.send(connection, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL)) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  private static func listen(at path: String, backlog: CInt) throws -> CInt {
    let listener = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
    guard UnixSocket.bind(listener, to: path) == 0, Glibc.listen(listener, backlog) == 0 else { throw POSIXError(.EIO) }
    return listener
  }
}
