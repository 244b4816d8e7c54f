// Why: time is what the program exists for: timers must be exact, and changes of the clock must be seen.
// Invariant: only real kernel events count; where one needs a privilege, a skipped test says so.

import Foundation
import Testing

@testable import Systemd

struct TimerTests {
  let loop: EventLoop

  init() throws { loop = try EventLoop() }

  @Test func `timers fire in the order of their moments, never early`() throws {
    var fired: [UInt64] = []
    let start = wallClock()
    let moments = [30_000, 10_000, 20_000].map { start + $0 }
    let timers = try moments.map { moment in
      let timer = try loop.timer {
        fired.append(moment)
        #expect(wallClock() >= moment)
      }
      timer.arm(at: moment)
      return timer
    }
    try loop.run(until: { fired.count == 3 })
    #expect(fired == moments.sorted())
    timers.forEach { $0.cancel() }
  }

  @Test func `a timer fires at its moment and not a quarter of a second later`() throws {
    // The machine may be busy: the best of some tries shows the accuracy that was asked for.
    var best = UInt64.max
    for _ in 0..<5 {
      let moment = wallClock() + 5000
      var late: UInt64?
      let timer = try loop.timer { late = wallClock() - moment }
      timer.arm(at: moment)
      try loop.run(until: { late != nil })
      best = min(best, late ?? .max)
    }
    #expect(best < 20_000)
  }

  @Test(arguments: [0, 1, 1_000_000_000_000_000] as [UInt64])
  func `a moment in the past fires at once, and once`(moment: UInt64) throws {
    var count = 0
    let timer = try loop.timer { count += 1 }
    timer.arm(at: moment)
    try loop.drain()
    #expect(count == 1)
  }

  @Test func `arming again replaces the moment, disarming forgets it, and a handler may re-arm`() throws {
    var count = 0
    var timer: RealtimeTimer?
    timer = try loop.timer {
      count += 1
      if count < 3 { timer?.arm(at: 0) }
    }
    timer?.arm(at: 0)
    timer?.arm(at: .max)
    try loop.drain()
    #expect(count == 0)
    timer?.arm(at: 0)
    timer?.disarm()
    try loop.drain()
    #expect(count == 0)
    timer?.arm(at: 0)
    try loop.drain()
    #expect(count == 3)
    timer?.cancel()
  }
}

/// Setting the clock to what it reads needs CAP_SYS_TIME, and harms nobody.
private func setClockToItself() -> Bool {
  var now = timespec()
  return clock_gettime(CLOCK_REALTIME, &now) == 0 && clock_settime(CLOCK_REALTIME, &now) == 0
}

@Suite(.serialized, .enabled(if: setClockToItself(), "NOT RUN: setting the clock needs CAP_SYS_TIME"))
struct ClockChangeTests {
  let loop: EventLoop

  init() throws { loop = try EventLoop() }

  @Test func `setting the clock is seen, every time`() throws {
    var count = 0
    let source = try loop.clockChanges { count += 1 }
    try loop.drain()
    #expect(count == 0)
    for expected in 1...3 {
      #expect(setClockToItself())
      try loop.run(until: { count >= expected })
      #expect(count == expected)
    }
    source.cancel()
    #expect(setClockToItself())
    try loop.drain()
    #expect(count == 3)
  }

  @Test func `a change is told before the timers that are due with it`() throws {
    var seen: [String] = []
    let timer = try loop.timer { seen.append("timer") }
    timer.arm(at: 0)
    let source = try loop.clockChanges { seen.append("change") }
    #expect(setClockToItself())
    try loop.run(until: { seen.count >= 2 })
    #expect(seen == ["change", "timer"])
    source.cancel()
  }

  @Test func `cancelling closes the descriptor`() async {
    // In a process of its own, as other tests open descriptors, too.
    await #expect(processExitsWith: .success) {
      let loop = try EventLoop()
      let source = try loop.clockChanges {}
      #expect(openClockWatches() == 1)
      source.cancel()
      #expect(openClockWatches() == 0)
    }
  }
}

private func openClockWatches() -> Int {
  let names = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fdinfo")
  return (names ?? []).count { name in
    let info = try? String(contentsOfFile: "/proc/self/fdinfo/\(name)", encoding: .utf8)
    // TFD_TIMER_ABSTIME and TFD_TIMER_CANCEL_ON_SET, in octal (proc(5)).
    return info?.contains("settime flags: 03") ?? false
  }
}
