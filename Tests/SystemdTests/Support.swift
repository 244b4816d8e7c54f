// Why: what the tests of this module share: waiting for a fact on a loop, and a bus of their own.
// Invariant: nothing is slept for. A fact that never comes ends its test after ten seconds, with a message.

import CSystemd
import Foundation
import TestSupport
import Testing

@testable import Systemd

extension EventLoop {
  func run(until fact: () -> Bool, sourceLocation: SourceLocation = #_sourceLocation) throws {
    var isLate = false
    let limit = try after(.seconds(10)) { isLate = true }
    while !fact() && !isLate { try runOnce(timeout: nil) }
    limit.cancel()
    try #require(!isLate, "what the test waits for did not happen within 10 s", sourceLocation: sourceLocation)
  }

  /// Runs whatever is ready now, and returns when nothing is.
  func drain(sourceLocation: SourceLocation = #_sourceLocation) throws {
    for _ in 0..<1000 where try !runOnce(timeout: .zero) { return }
    Issue.record("something is ready without end", sourceLocation: sourceLocation)
  }
}

/// A dbus-daemon of its own for one test.
final class PrivateBus {
  let address: String
  private let daemon = Process()
  private let folder: TemporaryFolder

  init() throws {
    folder = TemporaryFolder()
    let output = Pipe()
    daemon.executableURL = URL(fileURLWithPath: "/usr/bin/dbus-daemon")
    daemon.arguments = [
      "--session", "--nofork", "--nopidfile", "--print-address", "--address=unix:path=\(folder.path)/bus",
    ]
    daemon.standardOutput = output
    try daemon.run()
    var line = Data()
    while line.last != UInt8(ascii: "\n"), let byte = try output.fileHandleForReading.read(upToCount: 1), !byte.isEmpty
    {
      line += byte
    }
    address = String(decoding: line.dropLast(), as: UTF8.self)
    try #require(!address.isEmpty, "dbus-daemon did not print its address")
  }

  deinit { stop() }

  func stop() {
    guard daemon.isRunning else { return }
    // Not SIGTERM: a child inherits the signal mask of the test's thread, where libdispatch has blocked it.
    kill(daemon.processIdentifier, SIGKILL)
    daemon.waitUntilExit()
  }

  /// A connection that is being made.
  func dial() throws -> Bus {
    var raw: OpaquePointer?
    try SystemError.check(sd_bus_new(&raw), "sd_bus_new")
    let bus = try Bus(owning: raw)
    try SystemError.check(sd_bus_set_address(raw, address), "sd_bus_set_address")
    try SystemError.check(sd_bus_set_bus_client(raw, 1), "sd_bus_set_bus_client")
    try SystemError.check(sd_bus_start(raw), "sd_bus_start")
    return bus
  }

  /// A connection that is up.
  func connect(on loop: EventLoop) throws -> Bus {
    let bus = try dial()
    try bus.attach(to: loop)
    try loop.run(until: { bus.uniqueName != nil })
    return bus
  }
}

extension PrivateBus {
  /// A connection that is up, and to which the bus has no more to say.
  func connectAndSettle(on loop: EventLoop) throws -> Bus {
    let bus = try connect(on: loop)
    var isAnswered = false
    let driver = "org.freedesktop.DBus"
    let slot = try bus.call(destination: driver, path: "/org/freedesktop/DBus", interface: driver, member: "GetId") {
      _ in
      isAnswered = true
    }
    try loop.run(until: { isAnswered })
    slot.cancel()
    try loop.drain()
    return bus
  }
}

extension Bus {
  /// Our name on the bus, such as `:1.42`; nil while the connection is being made, and after it ended.
  var uniqueName: String? {
    // Asking earlier would block until the bus has answered Hello.
    guard sd_bus_is_ready(raw) > 0 else { return nil }
    var name: UnsafePointer<CChar>?
    guard sd_bus_get_unique_name(raw, &name) >= 0, let name else { return nil }
    return String(cString: name)
  }
}

/// A pair of connected stream sockets, closed at the end.
final class SocketPair {
  let ours: CInt
  let theirs: CInt

  init() throws {
    var pair: [CInt] = [-1, -1]
    try #require(socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0, &pair) == 0)
    (ours, theirs) = (pair[0], pair[1])
  }

  deinit {
    close(ours)
    close(theirs)
  }
}

/// The wall clock in microseconds, as the timers count.
func wallClock() -> UInt64 {
  var now = timespec()
  clock_gettime(CLOCK_REALTIME, &now)
  return UInt64(now.tv_sec) * 1_000_000 + UInt64(now.tv_nsec) / 1000
}
