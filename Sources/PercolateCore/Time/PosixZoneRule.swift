// The rule for all the years after the last transition in a TZif file: a POSIX TZ string with the extensions of RFC 9636
// section 3.3.2, which let a change happen up to a week before or after its day.
// Invariant: all numbers are in the ranges that POSIX and RFC 9636 give.

/// A rule such as `CET-1CEST,M3.5.0,M10.5.0/3`.
struct PosixZoneRule {
  let standard: ZoneOffset
  let daylight: Daylight?

  /// The other offset, and the readings of the clock at which it starts (in standard time) and ends (in its own).
  struct Daylight {
    let offset: ZoneOffset
    let start, end: YearlyReading
  }

  init?(_ text: some StringProtocol) {
    var cursor = TextCursor(text)
    guard let name = cursor.readZoneName(), let west = cursor.readClock(hours: 24) else { return nil }
    standard = ZoneOffset(seconds: -west, isDaylight: false, abbreviation: name)
    guard !cursor.isAtEnd else {
      daylight = nil
      return
    }
    guard let summerName = cursor.readZoneName() else { return nil }
    var east = standard.seconds + 3_600
    if cursor.next != UInt8(ascii: ",") {
      guard let west = cursor.readClock(hours: 24) else { return nil }
      east = -west
    }
    guard cursor.take(","), let start = YearlyReading(&cursor),
      cursor.take(","), let end = YearlyReading(&cursor), cursor.isAtEnd
    else { return nil }
    daylight = Daylight(
      offset: ZoneOffset(seconds: east, isDaylight: true, abbreviation: summerName), start: start, end: end)
  }

  /// All changes in the years of a `CivilDate`, in order; the arguments are what the two offsets are called.
  ///
  /// Where daylight time ends at the instant when it starts again (a zone that has it all the year), or later, no
  /// change is made.
  func changes(standard standardIndex: Int, daylight daylightIndex: Int) -> [ZoneTimeline.Change] {
    guard let daylight else { return [] }
    let starts = CivilDate.years.map { daylight.start.seconds(inYear: $0) - Int64(standard.seconds) }
    let ends = CivilDate.years.map { daylight.end.seconds(inYear: $0) - Int64(daylight.offset.seconds) }
    var changes: [ZoneTimeline.Change] = []
    // In the south the first thing that happens in a year is an end; it matters if no transition comes before it.
    if let start = starts.first, let end = ends.first, end < start {
      changes.append(.init(instant: end, offset: standardIndex))
    }
    for (year, start) in starts.enumerated() {
      changes.append(.init(instant: start, offset: daylightIndex))
      guard let end = ends.dropFirst(year).first(where: { $0 > start }) else { continue }
      let restart = starts.dropFirst(year + 1).first ?? .max
      if end < restart { changes.append(.init(instant: end, offset: standardIndex)) }
    }
    return changes
  }
}

/// A day of every year, and a reading of the clock counted from its midnight, which may lie before or after that day.
struct YearlyReading {
  private let day: Day
  private let seconds: Int

  private enum Day {
    /// `Jn`: 1...365, where 29 February does not count.
    case julian(Int)
    /// `n`: 0...365, where it does.
    case ordinal(Int)
    /// `Mm.w.d`: the w-th such weekday of a month, or the last one (5); Sunday is 0.
    case weekday(month: Int, week: Int, weekday: Int)
  }

  init?(_ cursor: inout TextCursor) {
    if cursor.take("J") {
      guard let number = cursor.readNumber(digits: 1...3), 1...365 ~= number else { return nil }
      day = .julian(number)
    } else if cursor.take("M") {
      guard let month = cursor.readNumber(digits: 1...2), 1...12 ~= month, cursor.take("."),
        let week = cursor.readNumber(digits: 1...1), 1...5 ~= week, cursor.take("."),
        let weekday = cursor.readNumber(digits: 1...1), 0...6 ~= weekday
      else { return nil }
      day = .weekday(month: month, week: week, weekday: weekday)
    } else {
      guard let number = cursor.readNumber(digits: 1...3), 0...365 ~= number else { return nil }
      day = .ordinal(number)
    }
    guard cursor.take("/") else {
      seconds = 2 * 3_600
      return
    }
    guard let seconds = cursor.readClock(hours: 167) else { return nil }
    self.seconds = seconds
  }

  /// The reading in a year, in seconds from 1970-01-01 00:00 of the same clock.
  func seconds(inYear year: Int) -> Int64 {
    Int64(dayNumber(inYear: year)) * 86_400 + Int64(seconds)
  }

  private func dayNumber(inYear year: Int) -> Int {
    let newYear = CivilDate(clampingYear: year, month: 1).dayNumber
    switch day {
    case .julian(let number):
      return newYear + number - 1 + (number >= 60 && CivilDate.isLeap(year) ? 1 : 0)
    case .ordinal(let number):
      return newYear + number
    case .weekday(let month, let week, let weekday):
      let first = CivilDate(clampingYear: year, month: month).dayNumber
      let wanted = weekday == 0 ? 7 : weekday
      let day = (wanted - Weekday(dayNumber: first).rawValue + 7) % 7 + (week - 1) * 7
      return first + (day < CivilDate.length(ofMonth: month, year: year) ? day : day - 7)
    }
  }
}

extension TextCursor {
  /// Reads `CET` or `<+03>`, three characters or more.
  fileprivate mutating func readZoneName() -> String? {
    if take("<") {
      let name = take { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
      return take(">") && name.utf8.count >= 3 ? String(name) : nil
    }
    let name = take(while: \.isLetter)
    return name.utf8.count >= 3 ? String(name) : nil
  }

  /// Reads `2`, `-2:30` or `+167:59:59`, in seconds.
  fileprivate mutating func readClock(hours: Int) -> Int? {
    let isNegative = take("-")
    if !isNegative { _ = take("+") }
    guard let hour = readNumber(digits: 1...3), hour <= hours else { return nil }
    var seconds = hour * 3_600
    for unit in [60, 1] {
      guard take(":") else { break }
      guard let number = readNumber(digits: 2...2), number <= 59 else { return nil }
      seconds += number * unit
    }
    return isNegative ? -seconds : seconds
  }
}
