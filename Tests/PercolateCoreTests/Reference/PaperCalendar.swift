// Civil time as somebody works it out on paper: days are counted one by one, and the moment at which a clock shows something
// is found by looking at the clock again and again. It is slow and has no cases. Invariant: of the program it uses nothing but
// what a zone's clock is ahead of UTC, which ZoneOracleTests compare with Python's zoneinfo.

import PercolateCore

/// A calendar and a clock in one zone. Instants and readings are whole seconds since 1970-01-01 00:00, UTC and local.
struct PaperCalendar {
  /// Where the clock hangs.
  let zone: Zone
  /// How often somebody looks at it, in seconds. Every instant and reading is a multiple.
  let grain: Int

  private static let day = 86_400
  /// Month and day of the month of each day since 1970-01-01, a Thursday.
  private static let dates: [(month: Int, day: Int)] = (1970...2199).flatMap { year in
    let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return lengths.enumerated().flatMap { month, length in (1...length).map { (month + 1, $0) } }
  }

  /// What the clock shows.
  func reading(at instant: Int) -> Int {
    instant + (Moment(microseconds: Int64(instant) * 1_000_000).map { zone.offset(at: $0).seconds } ?? 0)
  }

  /// The first instant at which the clock shows this reading, or has gone past it.
  func first(_ reading: Int) -> Int {
    // No clock is further ahead than 16 hours.
    var instant = max(0, reading - 16 * 3600)
    while self.reading(at: instant) < reading { instant += grain }
    return instant
  }

  /// The latest reading that the clock has shown before an instant: a clock that was put back has shown later ones.
  func latestReading(before instant: Int) -> Int {
    stride(from: instant - 2 * Self.day, to: instant, by: grain).map { reading(at: $0) }.max() ?? 0
  }

  static func dayNumber(of reading: Int) -> Int { reading / day }
  static func timeOfDay(of reading: Int) -> Int { reading % day }
  /// 0 is Monday.
  static func weekday(ofDay number: Int) -> Int { (number + 3) % 7 }
  static func date(ofDay number: Int) -> (month: Int, day: Int) { dates[min(max(number, 0), dates.count - 1)] }
}

/// A repeating time, both as a plan says it and as somebody reads it off a clock.
struct PaperCadence {
  /// 0 is Monday; empty: each day.
  var weekdays: Set<Int>
  /// The day of each month; nil: each.
  var dayOfMonth: Int?
  /// The hours; nil: each, and then the cadence keeps its pace also when an hour is repeated.
  var hours: [Int]?
  /// The minutes of each hour.
  var minutes: [Int]

  /// The rule in the words of systemd.time(7).
  var rule: String {
    let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    let days = weekdays.isEmpty ? "" : weekdays.sorted().map { names[$0] }.joined(separator: ",") + " "
    let hours = hours.map { $0.map(String.init).joined(separator: ",") } ?? "*"
    return
      "\(days)*-*-\(dayOfMonth.map(String.init) ?? "*") \(hours):\(minutes.map(String.init).joined(separator: ","))"
  }

  /// Whether a reading is one of its own.
  func names(_ reading: Int) -> Bool {
    let time = PaperCalendar.timeOfDay(of: reading)
    guard time % 60 == 0, minutes.contains(time / 60 % 60), hours?.contains(time / 3600) ?? true else { return false }
    let number = PaperCalendar.dayNumber(of: reading)
    return (weekdays.isEmpty || weekdays.contains(PaperCalendar.weekday(ofDay: number)))
      && (dayOfMonth ?? PaperCalendar.date(ofDay: number).day) == PaperCalendar.date(ofDay: number).day
  }

  /// Whether it is due when the clock shows `reading`, and had shown no later one than `latest` before. Readings that the
  /// clock has skipped are due with the one it went to, and those that it repeats were due the first time; one that is due in
  /// each hour is due whenever the clock shows it.
  func isDue(at reading: Int, after latest: Int, grain: Int) -> Bool {
    guard hours != nil else { return names(reading) }
    return latest < reading && stride(from: latest + grain, through: reading, by: grain).contains { names($0) }
  }
}
