// A date with a time of day: what calendar and wall clock show together. Only a `Zone` turns it into a `Moment`, since
// the same reading happens at different instants in different places, twice in autumn, and not at all in spring.
// Invariant: date and time each keep their own.

/// A date and a time of day, in no particular zone.
public struct CivilTime: Hashable, Sendable {
  /// What the calendar shows.
  public let date: CivilDate
  /// What the clock shows.
  public let time: TimeOfDay

  /// A reading of calendar and clock.
  public init(date: CivilDate, time: TimeOfDay) {
    self.date = date
    self.time = time
  }

  /// The reading as a number that grows with it: microseconds from 1970-01-01 00:00 as if no clock were ever changed.
  var wallMicroseconds: Int64 {
    Int64(date.dayNumber) * TimeOfDay.dayLength + time.microseconds
  }

  /// The reading with that number, or the nearest one there is.
  init(wallMicroseconds: Int64) {
    var (day, rest) = wallMicroseconds.quotientAndRemainder(dividingBy: TimeOfDay.dayLength)
    if rest < 0 {
      day -= 1
      rest += TimeOfDay.dayLength
    }
    self.init(date: CivilDate(clampingDayNumber: Int(day)), time: TimeOfDay(unchecked: rest))
  }
}

extension CivilTime: Comparable {
  /// Whether the left reading comes first.
  public static func < (left: CivilTime, right: CivilTime) -> Bool {
    (left.date, left.time) < (right.date, right.time)
  }
}

extension CivilTime: CustomStringConvertible {
  /// Date and time, `2026-11-22 19:30`; with seconds only if they are not zero.
  public var description: String {
    "\(date) \(time)"
  }
}
