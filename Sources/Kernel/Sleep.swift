// Why: a signal ends a sleep early, and the calls for it differ in their units.
// Invariant: it never takes less than it was told to.

import Glibc

/// Lets this thread sleep for so long, whatever signals are handled meanwhile. Time in which the machine is suspended does not
/// count.
public func sleep(for duration: Duration) {
  // The longest ends with the clock of the kernel, in three hundred years.
  let (seconds, attoseconds) = min(max(duration, .zero), .nanoseconds(Int64.max)).components
  let nanoseconds = (attoseconds + 999_999_999) / 1_000_000_000
  var rest = timespec(
    tv_sec: Int(seconds + nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
  var left = timespec()
  while unsafe nanosleep(&rest, &left) != 0, errno == EINTR { rest = left }
}
