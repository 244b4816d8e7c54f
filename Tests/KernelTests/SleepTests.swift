// Why: a sleep that ends early lets its caller spin.
// Invariant: nothing here sleeps for longer than a person would notice.

import Kernel
import Testing

struct SleepTests {
  @Test(arguments: [Duration.nanoseconds(1), .microseconds(1500), .milliseconds(20)])
  func `a sleep is never too short`(duration: Duration) {
    let start = SuspendingClock.now
    sleep(for: duration)
    #expect(start.duration(to: .now) >= duration)
  }

  @Test(arguments: [Duration.zero, .seconds(-1), .seconds(Int64.min)])
  func `no time is no sleep`(duration: Duration) {
    sleep(for: duration)
  }
}
