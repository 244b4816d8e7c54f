// Why: libsystemd counts time in unsigned microseconds, and reads the largest number as "never".
// Invariant: a `Duration` becomes such a number here and nowhere else. No length of time overflows, and none becomes "never".

extension UInt64 {
  /// The microseconds of a length of time, for libsystemd: none for a negative one, and a part of one counts as a whole, so
  /// that nothing waits for less than it was told to. What is longer than some 290,000 years counts as that.
  init(microsecondsOf duration: Duration) {
    // Half of the range, so that libsystemd may still add what its clocks read.
    let longest = UInt64(Int64.max)
    let (seconds, attoseconds) = Swift.max(duration, .zero).components
    let (whole, overflows) = UInt64(seconds).multipliedReportingOverflow(by: 1_000_000)
    guard !overflows, whole < longest else {
      self = longest
      return
    }
    // A fraction of a second is at most a million microseconds, for which there is room above half of the range.
    self = Swift.min(whole + (UInt64(attoseconds) + 999_999_999_999) / 1_000_000_000_000, longest)
  }
}
