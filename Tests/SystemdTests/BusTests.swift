// Why: the difference between an answer, a refusal and not knowing, shown against a real bus.
// Invariant: every test has its own dbus-daemon; a peer that stops answering is a connection whose loop stands still.

import Foundation
import Testing

@testable import Systemd

struct BusTests {
  let loop: EventLoop
  let server: PrivateBus
  let bus: Bus

  init() throws {
    loop = try EventLoop()
    server = try PrivateBus()
    bus = try server.connect(on: loop)
  }

  @Test func `a call is answered`() throws {
    let answer = try answer(to: "GetNameOwner") { try $0.string("org.freedesktop.DBus") }
    let message = try answer.get()
    #expect(try message.string() == "org.freedesktop.DBus")
    #expect(message.sender == "org.freedesktop.DBus")
  }

  @Test func `an array of strings is read whole`() throws {
    let names = try answer(to: "ListNames").get().strings()
    #expect(names.contains("org.freedesktop.DBus"))
    #expect(names.contains(try #require(bus.uniqueName)))
  }

  @Test func `a call made before the connection is up is answered, too`() throws {
    let early = try server.dial()
    try early.attach(to: loop)
    #expect(early.uniqueName == nil)
    let answer = try answer(on: early, to: "GetId")
    #expect(try answer.get().string().count == 32)
  }

  @Test func `an error of the peer is a refusal`() throws {
    let answer = try answer(to: "GetNameOwner") { try $0.string("org.example.Nobody") }
    let error = try #require(answer.failure)
    #expect(error.name == "org.freedesktop.DBus.Error.NameHasNoOwner")
    #expect(error.message.contains("org.example.Nobody"))
    #expect(!error.outcomeIsUnknown)
  }

  @Test(arguments: [("Timeout", true), ("TimedOut", true), ("LimitsExceeded", false)])
  func `a peer that asked another one in vain does not know either`(name: String, isUnknown: Bool) {
    let error = BusError.refused(name: "org.freedesktop.DBus.Error.\(name)", message: "")
    #expect(error.outcomeIsUnknown == isUnknown)
  }

  @Test(arguments: [(true, "ServiceUnknown"), (false, "NameHasNoOwner")])
  func `a name that nobody owns is refused, after a look for a service only if asked for`(
    autoStart: Bool, error: String
  ) throws {
    let answer = try answer(from: "org.example.Nobody", to: "Anything", autoStart: autoStart)
    #expect(answer.failure?.name == "org.freedesktop.DBus.Error.\(error)")
  }

  @Test func `a peer that does not answer in time leaves the outcome unknown`() throws {
    let stalled = try server.connect(on: EventLoop())
    let answer = try answer(from: try #require(stalled.uniqueName), to: "Anything", timeout: .milliseconds(20))
    #expect(answer.failure == .timedOut)
    #expect(answer.failure?.outcomeIsUnknown == true)
  }

  @Test func `a peer that leaves without an answer leaves the outcome unknown`() throws {
    let stalled = try server.connect(on: EventLoop())
    let name = try #require(stalled.uniqueName)
    var error: BusError?
    let slot = try call(from: name, "Anything", timeout: nil) { error = $0.failure }
    // The bus serves one connection in order: after this answer the call has been passed on.
    _ = try answer(to: "GetId").get()
    stalled.close()
    try loop.run(until: { error != nil })
    guard case .noReply = error else {
      Issue.record("expected noReply, got \(String(describing: error))")
      return
    }
    #expect(error?.outcomeIsUnknown == true)
    slot.cancel()
  }

  @Test func `when the bus goes away, pending calls are told first, and onDisconnect once`() throws {
    let stalled = try server.connect(on: EventLoop())
    var seen: [String] = []
    bus.onDisconnect = { seen.append("onDisconnect") }
    let slot = try call(from: try #require(stalled.uniqueName), "Anything", timeout: nil) { answer in
      seen.append("\(answer.failure == .disconnected)")
    }
    server.stop()
    try loop.run(until: { seen.count >= 2 })
    try loop.drain()
    #expect(seen == ["true", "onDisconnect"])
    #expect(bus.uniqueName == nil)
    #expect(throws: SystemError.self) { try call("GetId") { _ in } }
    slot.cancel()
  }

  @Test func `closing tells nobody`() throws {
    bus.onDisconnect = { Issue.record("onDisconnect was called for our own close") }
    let slot = try call("GetId") { _ in Issue.record("a call was answered after close") }
    bus.close()
    try loop.drain()
    #expect(bus.uniqueName == nil)
    slot.cancel()
  }

  @Test func `the bus may be dropped inside onDisconnect`() throws {
    var last: Bus? = try server.connect(on: loop)
    last?.onDisconnect = { last = nil }
    server.stop()
    try loop.run(until: { last == nil })
    try loop.drain()
  }

  @Test func `a dropped slot forgets the answer`() throws {
    _ = try call("GetId") { _ in Issue.record("the answer of a dropped slot was delivered") }
    // The bus answers in order: once this is here, the other one has come and gone.
    _ = try answer(to: "GetId").get()
  }

  @Test func `a slot may be cancelled by its own answer`() throws {
    var slot: Slot?
    slot = try call("GetId") { _ in
      slot?.cancel()
      slot = nil
    }
    try loop.run(until: { slot == nil })
    try loop.drain()
  }

  @Test(arguments: ["org.example.Name\0", "no dots", ""])
  func `a malformed name is an error and not a message`(name: String) {
    #expect(throws: SystemError.self) { try call(from: name, "Anything") { _ in } }
  }

  @Test func `an error while building the arguments sends nothing`() throws {
    let refused = SystemError(code: E2BIG, call: "build")
    #expect(throws: refused) { try call("GetId", build: { _ in throw refused }) { _ in } }
    #expect(throws: SystemError.self) { try call("GetNameOwner", build: { try $0.string("a\0b") }) { _ in } }
    _ = try answer(to: "GetId").get()
  }
}

extension Result {
  var failure: Failure? {
    guard case .failure(let error) = self else { return nil }
    return error
  }
}

extension BusTests {
  private static let driver = "org.freedesktop.DBus"

  private func call(
    on other: Bus? = nil, from destination: String = Self.driver, _ member: String, autoStart: Bool = true,
    timeout: Duration? = .seconds(5), build: (inout MessageWriter) throws -> Void = { _ in },
    reply: @escaping (Result<MessageReader, BusError>) -> Void
  ) throws -> Slot {
    try (other ?? bus).call(
      destination: destination, path: "/org/freedesktop/DBus", interface: Self.driver, member: member,
      autoStart: autoStart, timeout: timeout, build: build, reply: reply)
  }

  private func answer(
    on other: Bus? = nil, from destination: String = Self.driver, to member: String, autoStart: Bool = true,
    timeout: Duration? = .seconds(5), build: (inout MessageWriter) throws -> Void = { _ in }
  ) throws -> Result<MessageReader, BusError> {
    var answer: Result<MessageReader, BusError>?
    let slot = try call(
      on: other, from: destination, member, autoStart: autoStart, timeout: timeout, build: build
    ) { answer = $0 }
    try loop.run(until: { answer != nil })
    slot.cancel()
    return try #require(answer)
  }
}

struct MatchTests {
  let loop: EventLoop
  let server: PrivateBus
  let bus: Bus

  init() throws {
    loop = try EventLoop()
    server = try PrivateBus()
    bus = try server.connect(on: loop)
  }

  @Test func `a signal reaches its match, from the moment it is installed`() throws {
    var changes: [[String]] = []
    let slot = try installed(member: "NameOwnerChanged") { message in
      #expect(message.sender == "org.freedesktop.DBus")
      #expect(message.member == "NameOwnerChanged")
      #expect(message.signature == "sss")
      changes.append((try? [message.string(), message.string(), message.string()]) ?? [])
    }
    let other = try server.connect(on: loop)
    let name = try #require(other.uniqueName)
    try loop.run(until: { !changes.isEmpty })
    #expect(changes == [[name, "", name]])
    other.close()
    try loop.run(until: { changes.count == 2 })
    #expect(changes.last == [name, name, ""])
    slot.cancel()
  }

  @Test func `other signals do not`() throws {
    let quiet = try installed(member: "SomethingElse") { _ in Issue.record("a signal that does not match was delivered")
    }
    var seen = false
    let slot = try installed(member: "NameOwnerChanged") { _ in seen = true }
    let other = try server.connect(on: loop)
    try loop.run(until: { seen })
    other.close()
    quiet.cancel()
    slot.cancel()
  }

  @Test func `a match may be cancelled by its own signal`() throws {
    var count = 0
    var slot: Slot?
    slot = try installed(member: "NameOwnerChanged") { _ in
      count += 1
      slot?.cancel()
      slot = nil
    }
    let others = [try server.connect(on: loop), try server.connect(on: loop)]
    try loop.run(until: { slot == nil })
    try loop.drain()
    #expect(count == 1)
    others.forEach { $0.close() }
  }

  @Test func `reading the wrong type throws, and leaves the value for the next try`() throws {
    var result: Result<String, any Error>?
    let slot = try installed(member: "NameOwnerChanged") { message in
      let expected = "D-Bus signal NameOwnerChanged from org.freedesktop.DBus: expected u, found s"
      let error = #expect(throws: MessageError.self) { try message.uint32() }
      #expect(error?.description == expected)
      #expect(throws: MessageError.self) { try message.strings() }
      #expect(throws: MessageError.self) { try message.skip("a{sv}") }
      #expect(throws: MessageError.self) { try message.skip("\0") }
      result = Result { try message.string() }
      #expect(throws: Never.self) { try message.skip("ss") }
      #expect(throws: MessageError.self) { try message.string() }
    }
    let other = try server.connect(on: loop)
    try loop.run(until: { result != nil })
    #expect(try result?.get() == other.uniqueName)
    slot.cancel()
  }

  private func installed(member: String, handler: @escaping (MessageReader) -> Void) throws -> Slot {
    var isInstalled = false
    let slot = try bus.match(
      sender: "org.freedesktop.DBus", path: "/org/freedesktop/DBus", interface: "org.freedesktop.DBus", member: member,
      handler: handler
    ) { result in
      isInstalled = result.failure == nil
    }
    try loop.run(until: { isInstalled })
    return slot
  }
}
