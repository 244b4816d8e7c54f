// Why: the protocol with the service manager, against real sockets in the manager's place.
// Invariant: each test changes the environment only in a process of its own.

import Foundation
import Kernel
import TestSupport
import Testing

@testable import Systemd

struct ServiceManagerTests {
  @Test func `without a manager nothing is sent, and nothing is there`() async {
    await #expect(processExitsWith: .success) {
      for name in ["NOTIFY_SOCKET", "LISTEN_FDS", "LISTEN_PID"] { unsetenv(name) }
      #expect(try ServiceManager.notify([.ready]) == false)
      let sockets = try ServiceManager.listenSockets()
      #expect(sockets.isEmpty)
    }
  }

  @Test func `notifications arrive as one datagram`() async {
    await #expect(processExitsWith: .success) {
      let manager = try NotifySocket()
      #expect(try ServiceManager.notify([.ready, .status("two\nlines\0\u{1B}[0m")]))
      #expect(manager.receive() == "READY=1\nSTATUS=two lines  [0m")
      #expect(try ServiceManager.notify([.stopping]))
      #expect(manager.receive() == "STOPPING=1")
    }
  }

  @Test func `a reload carries the monotonic time`() async {
    await #expect(processExitsWith: .success) {
      let manager = try NotifySocket()
      let before = monotonicMicroseconds()
      #expect(try ServiceManager.notify([.reloading]))
      let fields = manager.receive().split(separator: "=")
      #expect(fields.dropLast() == ["RELOADING", "1\nMONOTONIC_USEC"])
      let time = try #require(fields.last.flatMap { UInt64($0) })
      #expect((before...monotonicMicroseconds()).contains(time))
    }
  }

  @Test func `a manager that is gone is an error`() async {
    await #expect(processExitsWith: .success) {
      setenv("NOTIFY_SOCKET", "/nonexistent/notify", 1)
      #expect(throws: SystemError(code: ENOENT, call: "sd_notify")) { try ServiceManager.notify([.ready]) }
    }
  }

  @Test func `the loop tells the manager that it is alive`() async {
    await #expect(processExitsWith: .success) {
      let manager = try NotifySocket()
      setenv("WATCHDOG_USEC", "50000", 1)
      let loop = try EventLoop()
      #expect(try loop.watchdog(true))
      // sd-event sends one at once, and the next within the interval.
      #expect(manager.receive() == "WATCHDOG=1")
      var received: String?
      let source = try loop.io(manager.fd, .readable) { _ in received = manager.receive() }
      try loop.run(until: { received != nil })
      #expect(received == "WATCHDOG=1")
      source.cancel()
    }
  }

  // That sockets are handed over is tested end to end: they come as number 3, which in a process with threads is somebody's
  // already.

  @Test func `sockets for another process are not ours`() async {
    await #expect(processExitsWith: .success) {
      setenv("LISTEN_PID", "1", 1)
      setenv("LISTEN_FDS", "1", 1)
      let sockets = try ServiceManager.listenSockets()
      #expect(sockets.isEmpty)
    }
  }
}

/// A datagram socket in the manager's place; `$NOTIFY_SOCKET` names it from now on.
private final class NotifySocket {
  let fd: CInt
  private let folder: TemporaryFolder

  init() throws {
    folder = TemporaryFolder()
    fd = socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue), 0)
    let path = folder.path + "/notify"
    try #require(UnixSocket.bind(fd, to: path) == 0)
    setenv("NOTIFY_SOCKET", path, 1)
  }

  deinit { close(fd) }

  /// The next datagram; empty if none has arrived.
  func receive() -> String {
    var buffer = [UInt8](repeating: 0, count: 512)
    let count = recv(fd, &buffer, buffer.count, CInt(MSG_DONTWAIT))
    return String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self)
  }
}
