// What goes wrong when a calendar event is read. The text itself is never repeated: it comes from files, and a column is
// enough to find the place.
// Invariant: a problem says what was expected in terms of systemd.time(7), so that the page helps further.

/// A calendar event that was not understood: where, and what was expected there.
public struct CalendarEventError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The column at which reading stopped, from 1, counted in bytes.
  public let column: Int
  /// What is wrong there.
  public let problem: Problem

  /// What can be wrong with a calendar event.
  public enum Problem: Hashable, Sendable {
    /// There is nothing to read.
    case empty
    /// The text is longer than 4096 bytes, or a list longer than 240 values.
    case tooLong
    /// Neither a weekday, a date nor a time begins here.
    case nothingKnown
    /// Here a weekday should stand.
    case weekday
    /// A range of weekdays ends before it begins, or not at all.
    case weekdayRange
    /// Here a number or `*` should stand.
    case value
    /// A value, range or repetition does not fit its place.
    case range(CalendarUnit)
    /// Something else should stand here.
    case unexpected(CalendarPunctuation)
    /// The word at the end is no known zone.
    case zone
  }

  /// What was expected, to complete a sentence.
  public var expected: String {
    switch problem {
    case .empty: "a rule such as \"Mon..Fri 19:30\" or \"daily\""
    case .tooLong: "at most 4096 characters, and 240 values in a list"
    case .nothingKnown: "weekdays, a date or a time such as \"Mon..Fri 19:30\""
    case .weekday: "a weekday such as \"Mon\" or \"Monday\""
    case .weekdayRange: "a range of weekdays that goes forward, such as \"Mon..Fri\""
    case .value: "a number or \"*\""
    case .range(let unit): unit.expectation
    case .unexpected(let punctuation): punctuation.expectation
    case .zone: "the end, or a time zone such as \"Europe/Paris\""
    }
  }

  /// One line: where it is wrong, and what to write instead.
  public var description: String {
    "column \(column): expected \(expected)"
  }
}

/// The parts of a calendar event that hold numbers.
public enum CalendarUnit: Hashable, Sendable {
  /// 1970...2199, or two digits for 1970...2069.
  case year
  /// 1...12.
  case month
  /// 1...31.
  case day
  /// 1...28 days before the end of a month.
  case dayFromEnd
  /// 0...23.
  case hour
  /// 0...59.
  case minute
  /// 0...59.999999; values are in microseconds.
  case second

  /// The values that the unit can have; those of seconds are in microseconds.
  var values: ClosedRange<Int> {
    switch self {
    case .year: 1970...2199
    case .month: 1...12
    case .day: 1...31
    case .dayFromEnd: 1...28
    case .hour: 0...23
    case .minute: 0...59
    case .second: 0...59_999_999
    }
  }

  fileprivate var expectation: String {
    let range =
      switch self {
      case .year: "years from 1970 to 2199"
      case .month: "months from 1 to 12"
      case .day: "days from 1 to 31"
      case .dayFromEnd: "days from 1 to 28, counted from the end of the month"
      case .hour: "hours from 0 to 23"
      case .minute: "minutes from 0 to 59"
      case .second: "seconds from 0 to 59.999999"
      }
    return "\(range), ranges that go forward, and repetitions that fit"
  }
}

/// What can stand between or after the numbers of a calendar event.
public enum CalendarPunctuation: Hashable, Sendable {
  /// After the first number of all.
  case dateOrTime
  /// After the month.
  case day
  /// After the day.
  case afterDate
  /// After the hour.
  case minute
  /// After the minute.
  case second
  /// After the second.
  case afterTime

  fileprivate var expectation: String {
    switch self {
    case .dateOrTime: "\"-\" for a date or \":\" for a time"
    case .day: "\"-\" or \"~\" and a day"
    case .afterDate: "a space and a time, or the end"
    case .minute: "\":\" and minutes"
    case .second: "\":\" and seconds, a space and a time zone, or the end"
    case .afterTime: "a space and a time zone, or the end"
    }
  }
}
