// When something recurs, in the language that systemd's timers already taught people: systemd.time(7), "CALENDAR EVENTS". We take
// the whole syntax and print the same normal form, so that `systemd-analyze calendar` explains every rule of ours.
// What differs, on purpose, is what happens when clocks are changed: nothing that a person planned may be lost.
// Invariant: a rule is a set of wall clock readings, fixed when it is parsed; a zone turns readings into moments.

/// A recurring or single point in calendar time, such as `Mon..Fri *-*-* 19:30`.
public struct CalendarEvent: Hashable, Sendable {
  /// The zone that the rule itself names; nil if it follows the person.
  public let zone: Zone?

  let fields: CalendarFields
  private let pattern: CalendarPattern

  /// Reads a calendar event in the syntax of systemd.time(7).
  ///
  /// All of it is understood but the abbreviation of the local zone (`CET` as local time): such a suffix is looked up as
  /// a zone, like any other name.
  ///
  /// - Parameters:
  ///   - text: the rule, without surrounding spaces.
  ///   - zoneNamed: finds the zone of a suffix such as `Europe/Paris`; it is asked only for names made of letters, digits
  ///     and `_+-` between single slashes, beginning with a letter, and never for UTC.
  /// - Throws: `CalendarEventError`, which says where and what was expected.
  public init(parsing text: some StringProtocol, zoneNamed: (String) -> Zone?) throws(CalendarEventError) {
    (fields, zone) = try CalendarEventParser.parse(text, zoneNamed: zoneNamed)
    pattern = CalendarPattern(fields)
  }

  /// The first time that the rule elapses after a moment; nil if it never does again before the end of 2199.
  ///
  /// When clocks are changed, the rule decides by its hours:
  /// - If it names hours (`19:30`, `9..17:00`), each reading of the clock counts once. One that is skipped elapses at the
  ///   first valid instant after the gap, together with others that are skipped; one that happens twice elapses the first
  ///   time. systemd would skip the day instead.
  /// - If it says every hour (`hourly`, `*:0/15`, `minutely`), it keeps its pace: it elapses whenever the clock shows a
  ///   reading, in both passes of a repeated hour, and not for readings that never happen.
  ///
  /// - Parameters:
  ///   - moment: the result is strictly later.
  ///   - local: the zone to use if the rule names none.
  public func next(after moment: Moment, in local: Zone) -> Moment? {
    let zone = zone ?? local
    let instant = pattern.isEveryHour ? nextShown(after: moment, in: zone) : nextNamed(after: moment, in: zone)
    return instant.flatMap(Moment.init(microseconds:))
  }

  /// Each matching reading is worth the first instant at which the clock has reached it. That instant grows with the
  /// reading, so the next one belongs to the first reading that the clock has never reached so far.
  private func nextNamed(after moment: Moment, in zone: Zone) -> Int64? {
    let reached = zone.latestReading(upTo: moment.microseconds)
    return pattern.first(atOrAfter: reached + 1).map(zone.instant(of:))
  }

  /// Goes through the stretches between changes of the clock, and in each through the readings that it shows.
  private func nextShown(after moment: Moment, in zone: Zone) -> Int64? {
    var segment = zone.segmentIndex(at: moment.microseconds)
    var searched = moment.microseconds + zone.shift(ofSegment: segment) + 1
    var reading = pattern.first(atOrAfter: searched)
    while true {
      let end = zone.end(ofSegment: segment)
      if let instant = reading.map({ $0 - zone.shift(ofSegment: segment) }), instant < end ?? .max { return instant }
      guard let end else { return nil }
      segment += 1
      // A new search is due only if the clock was put back before the last one, or beyond what that one found.
      let shown = end + zone.shift(ofSegment: segment)
      if shown < searched || reading.map({ $0 < shown }) ?? false {
        searched = shown
        reading = pattern.first(atOrAfter: shown)
      }
    }
  }
}

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
    case .unexpected(let punctuation): punctuation.rawValue
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
public enum CalendarPunctuation: String, Hashable, Sendable {
  /// After the first number of all.
  case dateOrTime = "\"-\" for a date or \":\" for a time"
  /// After the month.
  case day = "\"-\" or \"~\" and a day"
  /// After the day.
  case afterDate = "a space and a time, or the end"
  /// After the hour.
  case minute = "\":\" and minutes"
  /// After the minute.
  case second = "\":\" and seconds, a space and a time zone, or the end"
  /// After the second.
  case afterTime = "a space and a time zone, or the end"
}
