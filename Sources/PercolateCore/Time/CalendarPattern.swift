// Finds the readings of calendar and clock that a rule matches. Fields are turned into bit sets first: then a month is
// decided in a few instructions, and an impossible date such as 30 February costs one look at each month up to 2200.
// Invariant: zones are unknown here; a reading is the number that `CivilTime.wallMicroseconds` gives.

/// The set of readings that a rule matches.
struct CalendarPattern: Hashable, Sendable {
  private let years: CalendarField
  private let months, hours, minutes: UInt64
  private let seconds: CalendarField
  /// Bit n is day n of a month, or of a month of 31 days if they count from the end.
  private let days: UInt64
  private let countsFromEnd: Bool
  /// Bit n is a weekday, Monday being 0, repeated for six weeks.
  private let weekdays: UInt64

  init(_ fields: CalendarFields) {
    years = fields.year
    months = fields.month.bits(of: .month)
    hours = fields.hour.bits(of: .hour)
    minutes = fields.minute.bits(of: .minute)
    seconds = fields.second
    countsFromEnd = fields.countsFromEnd
    days = fields.countsFromEnd ? fields.day.daysFromEnd : fields.day.bits(of: .day)
    weekdays = (0..<6).reduce(0) { $0 | UInt64(fields.weekdays.bits) << ($1 * 7) }
  }

  /// Whether all the hours of a day match, so that the rule is about the pace and not about the time of day.
  var isEveryHour: Bool { hours == 0xFF_FFFF }

  /// The first matching reading that is not before another; nil if there is none before 2201.
  func first(atOrAfter wall: Int64) -> Int64? {
    let start = CivilTime(wallMicroseconds: wall)
    guard let date = date(atOrAfter: start.date) else { return nil }
    if let time = time(atOrAfter: date > start.date ? 0 : start.time.microseconds) {
      return CivilTime(date: date, time: time).wallMicroseconds
    }
    let tomorrow = date.adding(days: 1)
    guard tomorrow > date, let later = self.date(atOrAfter: tomorrow), let time = time(atOrAfter: 0) else { return nil }
    return CivilTime(date: later, time: time).wallMicroseconds
  }

  private func date(atOrAfter start: CivilDate) -> CivilDate? {
    var (year, month, day) = (start.year, start.month, start.day)
    while let nextYear = years.first(atOrAfter: year), nextYear <= CivilDate.latest.year {
      if nextYear > year { (year, month, day) = (nextYear, 1, 1) }
      while let nextMonth = months.first(atOrAfter: month) {
        if nextMonth > month { (month, day) = (nextMonth, 1) }
        if let day = daysMatching(year: year, month: month).first(atOrAfter: day) {
          return CivilDate(year: year, month: month, day: day)
        }
        (month, day) = (month + 1, 1)
      }
      (year, month, day) = (year + 1, 1, 1)
    }
    return nil
  }

  /// Bit n is set if day n matches.
  private func daysMatching(year: Int, month: Int) -> UInt64 {
    let length = CivilDate.length(ofMonth: month, year: year)
    let all: UInt64 = (1 << UInt64(length + 1)) - 2
    let first = CivilDate(clampingYear: year, month: month).weekday
    let matching = countsFromEnd ? days >> UInt64(31 - length) : days
    return matching & all & (weekdays >> UInt64(first.rawValue - 1)) << 1
  }

  private func time(atOrAfter start: Int64) -> TimeOfDay? {
    var (hour, minute, second) = (Int(start / 3_600_000_000), Int(start / 60_000_000 % 60), Int(start % 60_000_000))
    while let nextHour = hours.first(atOrAfter: hour) {
      if nextHour > hour { (hour, minute, second) = (nextHour, 0, 0) }
      while let nextMinute = minutes.first(atOrAfter: minute) {
        if nextMinute > minute { (minute, second) = (nextMinute, 0) }
        if let second = seconds.first(atOrAfter: second), CalendarUnit.second.values.contains(second) {
          return TimeOfDay(unchecked: Int64(hour * 60 + minute) * 60_000_000 + Int64(second))
        }
        (minute, second) = (minute + 1, 0)
      }
      (hour, minute, second) = (hour + 1, 0, 0)
    }
    return nil
  }
}

extension CalendarField {
  /// The days of a month of 31 days, one bit each, if the field counts them from the end.
  fileprivate var daysFromEnd: UInt64 {
    components.reduce(0) { days, component in
      // A repetition without an end runs towards the end of the month, that is down to 1.
      let (nearest, step) = (component.stop.map { _ in component.start } ?? 1, max(component.step, 1))
      let farthest = component.stop ?? component.start
      guard component.step > 0 else { return days | 1 << UInt64(32 - component.start) }
      return stride(from: farthest, through: nearest, by: -step).reduce(days) { $0 | 1 << UInt64(32 - $1) }
    }
  }
}

extension UInt64 {
  /// The lowest bit that is set and not below a limit.
  fileprivate func first(atOrAfter limit: Int) -> Int? {
    let rest = self & (.max << limit)
    return rest == 0 ? nil : rest.trailingZeroBitCount
  }
}
