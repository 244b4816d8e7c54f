// One instant on the wall clock, and nothing else: how long something took is a `Duration`, what a clock on the wall shows
// is a `CivilTime`. The three never mix by accident because no initialiser takes one for another.
// Invariant: a `Moment` lies between 1970-01-01 and 2199-12-31 UTC, so that sums of moments and offsets cannot overflow.

/// An instant on the wall clock, in whole microseconds since 1970-01-01T00:00:00Z.
///
/// The unit is that of systemd's `usec_t`, so a moment passes to `sd_event_add_time` unchanged. Leap seconds are not
/// counted, as in POSIX.
public struct Moment: Hashable, Sendable {
  /// Microseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
  public let microseconds: Int64

  /// 1970-01-01T00:00:00Z, the first moment there is.
  public static let earliest = Moment(bounded: 0)

  /// 2199-12-31T23:59:59.999999Z, the last moment there is.
  public static let latest = Moment(bounded: 7_258_118_399_999_999)

  /// The moment that many microseconds after 1970-01-01T00:00:00Z; nil outside `earliest`...`latest`.
  public init?(microseconds: Int64) {
    guard Self.earliest.microseconds...Self.latest.microseconds ~= microseconds else { return nil }
    self.microseconds = microseconds
  }

  /// The moment nearest to that many microseconds after 1970-01-01T00:00:00Z.
  init(clamping microseconds: Int64) {
    self.microseconds = min(max(microseconds, Self.earliest.microseconds), Self.latest.microseconds)
  }

  private init(bounded microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// The moment that much later, or `latest` if there is none. A negative duration leads back, to `earliest` at most.
  ///
  /// Parts of a microsecond are dropped.
  public func adding(_ duration: Duration) -> Moment {
    Moment(clamping: microseconds + duration.boundedMicroseconds)
  }

  /// The moment that much earlier, or `earliest` if there is none. A negative duration leads ahead, to `latest` at most.
  ///
  /// Parts of a microsecond are dropped.
  public func subtracting(_ duration: Duration) -> Moment {
    Moment(clamping: microseconds - duration.boundedMicroseconds)
  }

  /// The time that passes from the right to the left moment; negative if the left one is the earlier.
  public static func - (later: Moment, earlier: Moment) -> Duration {
    .microseconds(later.microseconds - earlier.microseconds)
  }
}

extension Moment: Comparable {
  /// Whether the left moment comes first.
  public static func < (left: Moment, right: Moment) -> Bool {
    left.microseconds < right.microseconds
  }
}

extension Duration {
  /// The duration in microseconds, cut towards zero, and cut to ±400 years: more than any two moments are apart, and
  /// small enough to be added to any of them.
  var boundedMicroseconds: Int64 {
    let bound: Int64 = 400 * 366 * 86_400
    // Compared before it is taken apart: `components` traps on durations beyond 64 bits of seconds.
    if self >= .seconds(bound) { return bound * 1_000_000 }
    if self <= .seconds(-bound) { return -bound * 1_000_000 }
    let (seconds, attoseconds) = components
    return seconds * 1_000_000 + attoseconds / 1_000_000_000_000
  }
}
