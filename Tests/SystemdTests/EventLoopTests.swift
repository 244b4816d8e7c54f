// Why: the promises of the loop and its sources: order, lifetime, and no work without an event.
// Invariant: each test has a loop of its own, on its own thread.

import Foundation
import Testing

@testable import Systemd

struct EventLoopTests {
  let loop: EventLoop

  init() throws { loop = try EventLoop() }

  @Test(arguments: [0, 3, 255] as [CInt])
  func `exit ends run with its code`(code: CInt) throws {
    loop.later { [loop] in loop.exit(code) }
    #expect(try loop.run() == code)
  }

  @Test func `a negative exit code counts as 1`() throws {
    loop.exit(-5)
    #expect(try loop.run() == 1)
  }

  @Test func `fail ends run with the first error`() throws {
    let first = SystemError(code: ENOSPC, call: "first")
    loop.later { [loop] in
      loop.fail(first)
      loop.fail(SystemError(code: EIO, call: "second"))
    }
    #expect(throws: first) { try loop.run() }
    #expect(first.description == "first: No space left on device")
  }

  @Test func `later runs in order, once, and never inside the call`() throws {
    var seen: [String] = []
    loop.later { [loop] in
      seen.append("one")
      loop.later { seen.append("from one") }
    }
    loop.later { seen.append("two") }
    #expect(seen == [])
    try loop.runOnce(timeout: .zero)
    #expect(seen == ["one", "two"])
    try loop.drain()
    #expect(seen == ["one", "two", "from one"])
  }

  @Test func `work that puts off more work lets a timer and a descriptor have their turns`() throws {
    let pair = try SocketPair()
    var turns = 0
    var seen: Set<String> = []
    func again() {
      turns += 1
      loop.later(again)
    }
    again()
    let held: [EventSource] = [
      try loop.after(.zero) { seen.insert("timer") },
      try loop.io(pair.ours, .readable) { _ in seen.insert("descriptor") },
    ]
    #expect(write(pair.theirs, "x", 1) == 1)
    for _ in 0..<20 { try loop.runOnce(timeout: .zero) }
    #expect(seen == ["timer", "descriptor"])
    #expect(turns > 5)
    withExtendedLifetime(held) {}
  }

  @Test func `a loop without events does not wake up`() throws {
    let pair = try SocketPair()
    let server = try PrivateBus()
    let bus = try server.connectAndSettle(on: loop)
    let timer = try loop.timer { Issue.record("a disarmed timer fired") }
    timer.arm(at: wallClock() + 60_000)
    timer.disarm()
    // Other tests may set the clock meanwhile.
    var clockChanges: UInt64 = 0
    let held: [EventSource] = [
      timer,
      try loop.io(pair.ours, .readable) { _ in },
      try loop.clockChanges { clockChanges += 1 },
      try loop.zoneChanges {},
      try loop.after(.milliseconds(120)) { [loop] in loop.exit() },
    ]
    let before = loop.iterations
    _ = try loop.run()
    #expect(loop.iterations - before - clockChanges == 2, "one for the end, one to notice it")
    held.forEach { $0.cancel() }
    bus.close()
    server.stop()
  }

  @Test func `a watchdog nobody asked for stays off`() throws {
    #expect(try loop.watchdog(true) == false)
  }
}

struct SourceTests {
  let loop: EventLoop

  init() throws { loop = try EventLoop() }

  @Test func `a signal calls its handler instead of ending the process`() throws {
    var count = 0
    let source = try loop.signal(SIGUSR1) { count += 1 }
    pthread_kill(pthread_self(), SIGUSR1)
    try loop.run(until: { count == 1 })
    source.cancel()
  }

  @Test func `a signal stays blocked after its source is gone`() throws {
    try loop.signal(SIGUSR2) {}.cancel()
    var blocked = sigset_t()
    pthread_sigmask(SIG_BLOCK, nil, &blocked)
    #expect(sigismember(&blocked, SIGUSR2) == 1)
  }

  @Test func `an impossible signal is an error`() {
    #expect(throws: SystemError(code: EINVAL, call: "sigaddset(4711)")) { try loop.signal(4711) {} }
  }

  @Test func `a descriptor reports reading, writing and hang-up`() throws {
    let pair = try SocketPair()
    var seen: [IOEvents] = []
    let source = try loop.io(pair.ours, .readable) { seen.append($0) }
    try loop.drain()
    #expect(seen == [])
    source.events = [.readable, .writable]
    try loop.runOnce(timeout: .zero)
    #expect(seen == [.writable])
    source.events = .readable
    try loop.drain()
    #expect(seen == [.writable])
    #expect(write(pair.theirs, "x", 1) == 1)
    try loop.runOnce(timeout: .zero)
    #expect(seen.last == .readable)
    shutdown(pair.theirs, CInt(SHUT_RDWR))
    try loop.runOnce(timeout: .zero)
    #expect(seen.last == [.readable, .hangup])
  }

  @Test func `changing the events of a closed descriptor ends the loop with the reason`() throws {
    let pair = try SocketPair()
    let copy = dup(pair.ours)
    let source = try loop.io(copy, .readable) { _ in }
    close(copy)
    source.events = .writable
    #expect(throws: SystemError.self) { try loop.run() }
  }

  @Test func `a handler may cancel its own source and drop the last reference`() throws {
    let pair = try SocketPair()
    #expect(write(pair.theirs, "x", 1) == 1)
    var count = 0
    var source: IOSource?
    source = try loop.io(pair.ours, .readable) { _ in
      count += 1
      source?.cancel()
      source?.cancel()
      source = nil
    }
    try loop.drain()
    #expect(count == 1)
    #expect(source == nil)
  }

  @Test func `dropping the last reference removes the source`() throws {
    _ = try loop.after(.zero) { Issue.record("a dropped source fired") }
    try loop.drain()
  }

  @Test func `cancelling lets go of what the handler holds`() throws {
    final class Witness {}
    var witness: Witness? = Witness()
    weak let remaining = witness
    let source = try loop.timer { [witness] in _ = witness }
    witness = nil
    #expect(remaining != nil)
    source.cancel()
    #expect(remaining == nil)
    source.arm(at: 0)
    try loop.drain()
  }

  @Test func `a handler may cancel another source that is ready, too`() throws {
    var fired: [String] = []
    var sources: [String: EventSource] = [:]
    for name in ["a", "b"] {
      sources[name] = try loop.after(.zero) {
        fired.append(name)
        sources.values.forEach { $0.cancel() }
      }
    }
    try loop.drain()
    #expect(fired.count == 1)
  }
}
