// Why: Swift's clocks belong to its concurrency, whose runtime starts threads; this one is a call into the kernel.
// Invariant: it never goes backwards, and stands still while the machine is suspended.

import Glibc

/// How long the machine has been running (CLOCK_MONOTONIC in clock_gettime(2)).
public func runningTime() -> Duration {
  var now = timespec()
  unsafe clock_gettime(CLOCK_MONOTONIC, &now)
  return .seconds(Int64(now.tv_sec)) + .nanoseconds(Int64(now.tv_nsec))
}
