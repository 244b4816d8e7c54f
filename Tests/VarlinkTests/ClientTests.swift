// The blocking client against real sockets: honest servers, dead ones, and ones that talk nonsense.

import Foundation
import Glibc
import Testing

@testable import Varlink

@Suite struct ClientTests {
  private static let ample = Duration.seconds(60)

  @Test func calls() throws {
    let server = try SocketServer.testService()
    defer { server.stop() }
    let client = try Client(connectingTo: server.path, timeout: Self.ample)
    #expect(try client.call("org.example.Test.Echo", ["text": "hé"]) == ["text": "hé"])
    // An error is an answer; the connection stays.
    #expect(throws: ClientError.remote(name: "org.example.Test.Refused", parameters: ["reason": "no"])) {
      try client.call("org.example.Test.Refuse")
    }
    #expect(try client.call("org.varlink.service.GetInfo")["product"] == "Test")
  }

  @Test func carriesMoreThanASocketHolds() throws {
    let server = try SocketServer.testService()
    defer { server.stop() }
    let client = try Client(connectingTo: server.path, timeout: Self.ample)
    let text = JSONValue.string(String(repeating: "x", count: 1_000_000))
    #expect(try client.call("org.example.Test.Echo", ["text": text]) == ["text": text])
  }

  @Test func observesToTheEnd() throws {
    let server = try SocketServer.testService()
    defer { server.stop() }
    // No time at all: only the wait between replies is without limit.
    let client = try Client(connectingTo: server.path, timeout: .zero)
    var values: [JSONValue?] = []
    try client.observe("org.example.Test.Count", ["to": 3]) { reply in
      values.append(reply["value"])
      return true
    }
    #expect(values == [1, 2, 3])
  }

  @Test func staysConnectedAfterAWholeStream() throws {
    let server = try SocketServer.testService()
    defer { server.stop() }
    let client = try Client(connectingTo: server.path, timeout: Self.ample)
    try client.observe("org.example.Test.Count", ["to": 2]) { _ in true }
    #expect(try client.call("org.example.Test.Echo", ["text": "a"]) == ["text": "a"])
    #expect(throws: ClientError.remote(name: "org.example.Test.Refused", parameters: ["reason": "no"])) {
      try client.observe("org.example.Test.Refuse") { _ in true }
    }
    #expect(try client.call("org.example.Test.Echo", ["text": "b"]) == ["text": "b"])
  }

  @Test func hangsUpOnAStreamThatItLeaves() throws {
    let server = try SocketServer.testService()
    defer { server.stop() }
    let client = try Client(connectingTo: server.path, timeout: Self.ample)
    var count = 0
    try client.observe("org.example.Test.Count", ["to": 3]) { _ in
      count += 1
      return count < 2
    }
    #expect(count == 2)
    #expect(throws: ClientError.disconnected) { try client.call("org.example.Test.Echo", ["text": "a"]) }

    struct Tired: Error {}
    let other = try Client(connectingTo: server.path, timeout: Self.ample)
    #expect(throws: Tired.self) { try other.observe("org.example.Test.Count", ["to": 3]) { _ in throw Tired() } }
    #expect(throws: ClientError.disconnected) { try other.call("org.example.Test.Echo", ["text": "a"]) }
  }

  @Test func givesUpInTime() throws {
    let server = try SocketServer.testService()
    defer { server.stop() }
    let client = try Client(connectingTo: server.path, timeout: .milliseconds(20))
    #expect(throws: ClientError.timedOut) { try client.call("org.example.Test.Hold") }
    // The late answer must not be taken for that of another call.
    #expect(throws: ClientError.disconnected) { try client.call("org.example.Test.Echo", ["text": "a"]) }
  }

  @Test func givesUpSendingInTime() throws {
    let server = try SocketServer(accepting: false)
    defer { server.stop() }
    let client = try Client(connectingTo: server.path, timeout: .milliseconds(20))
    let text = JSONValue.string(String(repeating: "x", count: 1_000_000))
    #expect(throws: ClientError.timedOut) { try client.call("org.example.Test.Echo", ["text": text]) }
  }

  @Test func givesUpConnectingInTime() throws {
    let server = try SocketServer(backlog: 0, accepting: false)
    defer { server.stop() }
    let first = try Client(connectingTo: server.path, timeout: .milliseconds(20))
    #expect(throws: ClientError.timedOut) { _ = try Client(connectingTo: server.path, timeout: .milliseconds(20)) }
    withExtendedLifetime(first) {}
  }

  @Test(
    arguments: [
      ("", true, .disconnected),
      (#"{"parameters":{}"#, true, .disconnected),
      ("␀", false, .malformed),
      ("{]␀", false, .malformed),
      ("[]␀", false, .malformed),
      (#"{"parameters":[]}␀"#, false, .malformed),
      (#"{"parameters":{},"extra":1}␀"#, false, .malformed),
      (#"{"error":1}␀"#, false, .malformed),
      (#"{"continues":"yes"}␀"#, false, .malformed),
      // It did not ask for more.
      (#"{"parameters":{},"continues":true}␀"#, false, .malformed),
      (#"{"error":"a.b.C"}␀"#, false, .remote(name: "a.b.C", parameters: [:])),
    ] as [(String, Bool, ClientError)])
  func survives(reply: String, thenCloses: Bool, error: ClientError) throws {
    let server = try SocketServer.script(wire(reply), thenCloses: thenCloses)
    defer { server.stop() }
    let client = try Client(connectingTo: server.path, timeout: Self.ample)
    #expect(throws: error) { try client.call("a.b.C") }
  }

  @Test func refusesAReplyWithoutEnd() throws {
    let endless = [UInt8](repeating: UInt8(ascii: " "), count: FrameReader.defaultLimit + 1)
    let server = try SocketServer.script(endless, thenCloses: false)
    defer { server.stop() }
    let client = try Client(connectingTo: server.path, timeout: Self.ample)
    #expect(throws: ClientError.malformed) { try client.call("a.b.C") }
  }

  @Test(
    arguments: [
      (#"{}␀"#, [:]),
      (#"{"parameters":null,"error":null,"continues":false}␀"#, [:]),
      (#"{"parameters":{"a":1}}␀"#, ["a": 1]),
    ] as [(String, JSONValue)])
  func takes(reply: String, parameters: JSONValue) throws {
    let server = try SocketServer.script(wire(reply), thenCloses: true)
    defer { server.stop() }
    let client = try Client(connectingTo: server.path, timeout: Self.ample)
    #expect(try client.call("a.b.C") == parameters)
  }

  @Test func sendsExactlyThis() throws {
    let received = Received()
    let server = try SocketServer { received.put(readMessage($0)) }
    defer { server.stop() }
    let client = try Client(connectingTo: server.path, timeout: Self.ample)
    #expect(throws: ClientError.disconnected) { try client.call("a.b.C", ["x": 1]) }
    #expect(text(received.take()) == #"{"method":"a.b.C","parameters":{"x":1}}␀"#)
    let observer = try Client(connectingTo: server.path, timeout: Self.ample)
    #expect(throws: ClientError.disconnected) { try observer.observe("a.b.C") { _ in true } }
    #expect(text(received.take()) == #"{"method":"a.b.C","more":true,"parameters":{}}␀"#)
  }

  @Test func outlivesAServerThatIsGone() async throws {
    // Were SIGPIPE raised, this process would not come to its end.
    await #expect(processExitsWith: .success) {
      signal(SIGPIPE, SIG_DFL)
      let server = try SocketServer()
      defer { server.stop() }
      let client = try Client(connectingTo: server.path, timeout: .seconds(60))
      server.closings.wait()
      #expect(throws: ClientError.notRead) { try client.call("a.b.C") }
    }
  }

  @Test func knowsWhenACallWasNotRead() throws {
    let called = DispatchSemaphore(value: 0)
    // It takes a byte of the call, and closes once the rest is there.
    let server = try SocketServer { connection in
      var byte: UInt8 = 0
      recv(connection, &byte, 1, 0)
      called.signal()
    }
    defer { server.stop() }
    let client = try Client(connectingTo: server.path, timeout: Self.ample)
    #expect(throws: ClientError.notRead) { try client.call("a.b.C") }
    called.wait()
  }

  @Test(arguments: [
    ("/nonexistent/socket", ENOENT),
    ("/", ECONNREFUSED),
    ("", EINVAL),
    ("a\0b", EINVAL),
    (String(repeating: "x", count: 107), ENOENT),
    (String(repeating: "x", count: 108), ENAMETOOLONG),
    (String(repeating: "é", count: 54), ENAMETOOLONG),
  ])
  func saysWhatItCannotReach(path: String, code: CInt) {
    #expect(throws: ClientError.unreachable(path: path, errno: code)) {
      _ = try Client(connectingTo: path, timeout: Self.ample)
    }
  }

  @Test(
    arguments: [
      (.unreachable(path: "/run/x", errno: ENOENT), "cannot connect to /run/x: No such file or directory"),
      (.timedOut, "the service did not answer in time"),
      (.remote(name: "a.b.C", parameters: ["text": "private"]), "the service answered a.b.C"),
    ] as [(ClientError, String)])
  func describesErrorsInOneLine(error: ClientError, line: String) {
    #expect(error.description == line)
  }
}

/// Hands one message over from a server's thread.
private final class Received: @unchecked Sendable {
  private let semaphore = DispatchSemaphore(value: 0)
  private var message: [UInt8] = []

  func put(_ bytes: [UInt8]) {
    message = bytes
    semaphore.signal()
  }

  func take() -> [UInt8] {
    semaphore.wait()
    return message
  }
}

private func readMessage(_ connection: CInt) -> [UInt8] {
  var message: [UInt8] = []
  var byte: UInt8 = 1
  while byte != 0, recv(connection, &byte, 1, 0) == 1 { message.append(byte) }
  return message
}
