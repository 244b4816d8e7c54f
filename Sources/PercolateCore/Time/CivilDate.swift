// A day as people name it, without a zone. The arithmetic between names and day numbers is the usual one for the
// proleptic Gregorian calendar: count in eras of 400 years (146097 days) that begin on 1 March, so that the leap day comes last.
// Invariant: the day exists. Years run from 1969 to 2200: one more at each end than `Moment` has, because the first
// moment already falls on 1969-12-31 in New York, and the last one on 2200-01-01 in Paris.

/// A date in the Gregorian calendar, such as 2026-11-22, in no particular zone.
public struct CivilDate: Hashable, Sendable {
  /// The year, 1969...2200.
  public let year: Int
  /// The month, 1...12.
  public let month: Int
  /// The day of the month, 1...31.
  public let day: Int

  static let years = 1969...2200
  static let earliest = CivilDate(unchecked: years.lowerBound, 1, 1)
  static let latest = CivilDate(unchecked: years.upperBound, 12, 31)

  /// The date of that name; nil if there is no such day, or the year is not in 1969...2200.
  public init?(year: Int, month: Int, day: Int) {
    guard Self.years ~= year, 1...12 ~= month, 1...Self.length(ofMonth: month, year: year) ~= day else { return nil }
    self.init(unchecked: year, month, day)
  }

  /// The date that many days after 1970-01-01; nil if its year is not in 1969...2200.
  public init?(dayNumber: Int) {
    guard Self.earliest.dayNumber...Self.latest.dayNumber ~= dayNumber else { return nil }
    self.init(clampingDayNumber: dayNumber)
  }

  /// The date nearest to that many days after 1970-01-01.
  init(clampingDayNumber dayNumber: Int) {
    let bounded = min(max(dayNumber, Self.earliest.dayNumber), Self.latest.dayNumber)
    let sinceEra = bounded + 719_468  // 0000-03-01, the day from which eras count, to 1970-01-01
    let era = sinceEra / 146_097
    let dayOfEra = sinceEra - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    self.init(unchecked: era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day)
  }

  /// The first day of a month; the month must be in 1...12.
  init(clampingYear year: Int, month: Int) {
    self.init(unchecked: min(max(year, Self.years.lowerBound), Self.years.upperBound), month, 1)
  }

  private init(unchecked year: Int, _ month: Int, _ day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// Days since 1970-01-01; negative before.
  public var dayNumber: Int {
    let yearFromMarch = month <= 2 ? year - 1 : year
    let era = yearFromMarch / 400
    let yearOfEra = yearFromMarch - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The day of the week.
  public var weekday: Weekday {
    Weekday(dayNumber: dayNumber)
  }

  /// The date that many days later, or earlier if negative; the first or last date there is if that is out of bounds.
  public func adding(days: Int) -> CivilDate {
    let (sum, overflow) = dayNumber.addingReportingOverflow(days)
    if overflow { return days < 0 ? .earliest : .latest }
    return CivilDate(clampingDayNumber: sum)
  }

  /// The same day of the month that many months later, or earlier if negative; the last day of that month if it is
  /// shorter, and the first or last date there is if that is out of bounds.
  public func adding(months: Int) -> CivilDate {
    let (sum, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
    if overflow || sum < 0 { return months < 0 ? .earliest : .latest }
    let (year, month) = (sum / 12, sum % 12 + 1)
    if year < Self.years.lowerBound { return .earliest }
    if year > Self.years.upperBound { return .latest }
    return CivilDate(unchecked: year, month, min(day, Self.length(ofMonth: month, year: year)))
  }

  /// The number of days in a month, 28...31; the month must be in 1...12.
  static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }
}

extension CivilDate: Comparable {
  /// Whether the left date comes first.
  public static func < (left: CivilDate, right: CivilDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}

extension CivilDate: CustomStringConvertible {
  /// The date as ISO 8601 writes it, `2026-11-22`.
  public var description: String {
    "\(year)-\(padded(month, 2))-\(padded(day, 2))"
  }

  /// Reads `2026-11-22`; nil if the text is anything else, or there is no such day.
  public init?(_ text: some StringProtocol) {
    var cursor = TextCursor(text)
    guard let date = cursor.readISODate(), cursor.isAtEnd else { return nil }
    self = date
  }
}
