// Why: a wait that is one unit off is a thousand times too long or too short, and one that overflows traps.
// Invariant: each row is a length of time and what libsystemd is told.

import Testing

@testable import Systemd

struct MicrosecondsTests {
  @Test(
    arguments: [
      (Duration.zero, 0), (.microseconds(1), 1), (.milliseconds(250), 250_000), (.seconds(3600), 3_600_000_000),
      (.nanoseconds(1), 1), (.seconds(1) + .nanoseconds(1), 1_000_001), (.microseconds(7) - .nanoseconds(1), 7),
      (.seconds(-1), 0), (.nanoseconds(-1), 0), (.seconds(Int64.min), 0),
    ] as [(Duration, UInt64)])
  func `a length of time in microseconds, never less than it is`(duration: Duration, microseconds: UInt64) {
    #expect(UInt64(microsecondsOf: duration) == microseconds)
  }

  @Test(arguments: [
    Duration.microseconds(Int64.max), .microseconds(Int64.max) + .microseconds(1), .seconds(9_223_372_036_855),
    .seconds(Int64.max), .seconds(Int64.max) + .milliseconds(999),
  ])
  func `what is longer than can be counted is long, and not for ever`(duration: Duration) {
    #expect(UInt64(microsecondsOf: duration) == UInt64(Int64.max))
  }
}
