// Dates as people type and read them. This is the only place that gives such words a meaning, so that every command
// agrees on what "Sat" is; the answer is always said back in full by the one who asked for it.
// Invariant: what `say` prints in full, `read` understands as the same minute, when both have the same language.

/// Reads and writes dates in words, relative to a present moment.
public enum DateWords {
  /// Which way a date leans if its words leave more than one choice: `Sat` is last or coming Saturday, `19:30` has
  /// been or will be.
  public enum Lean: Sendable {
    /// The latest choice that is not after now.
    case past
    /// The earliest choice that is after now.
    case future
  }

  private static let longestText = 200

  /// Reads a date, in English and in any case: `now`, `tomorrow 18:00`, `Sat 15:00`, `next friday`, `3 May 2026 10:00`,
  /// `2026-11-22`, `in 2h`, `3 days ago`, `yesterday evening`, `noon`, `3:30 pm`, or ISO 8601 with an offset.
  /// What `say` says in the language of `names` is understood as well.
  ///
  /// - `next friday` and `last monday` are the nearest ones that are not today; `this friday` is in the week from Monday.
  /// - Days, weeks, months and years move the date and keep the time on the clock; hours, minutes and seconds elapse.
  /// - Morning is 09:00, noon 12:00, afternoon 15:00, evening 19:00, night 21:00; midnight is where the day begins.
  /// - `today` without a time is now if the default time lies on the wrong side of it.
  /// - A time that the clock skips becomes the first valid one after it; one that it shows twice is the first.
  ///
  /// - Parameters:
  ///   - text: at most 200 bytes of UTF-8, without control characters.
  ///   - now: the present.
  ///   - zone: the zone of the person.
  ///   - lean: the choice if there are several.
  ///   - defaultTime: the time of a day that is named without one.
  ///   - names: the language of the person.
  /// - Throws: `DateWordsError`, which names the part that was not understood.
  public static func read(
    _ text: some StringProtocol, now: Moment, zone: Zone, lean: Lean, time defaultTime: TimeOfDay,
    names: DateNames = .english
  ) throws(DateWordsError) -> Moment {
    guard text.utf8.count <= longestText else { throw DateWordsError(part: "", problem: .tooLong) }
    guard text.unicodeScalars.allSatisfy(\.isHarmless) else {
      throw DateWordsError(part: "", problem: .unreadable)
    }
    var words = WordCursor(text, names)
    let phrase = try words.readPhrase()
    let present = DatePhrase.Present(now: now, zone: zone, lean: lean, defaultTime: defaultTime)
    guard let moment = try phrase.moment(at: present) else {
      throw DateWordsError(part: String(text), problem: .outOfRange)
    }
    return moment
  }

  /// Says when something is or was, to the minute: `today 19:30`, `tomorrow 18:00`, `yesterday 09:00`, `Sat 15:00` within
  /// the coming six days, else `Sat 5 Dec 18:00`, with the year (`Sat 5 Dec 2026 18:00`) if it is not the present one.
  ///
  /// `brief` takes the short names and leaves out the words in between, for a column of dates.
  public static func say(
    _ moment: Moment, now: Moment, zone: Zone, names: DateNames = .english, brief: Bool = false
  ) -> String {
    let day = sayDay(moment, now: now, zone: zone, names: names, brief: brief)
    return names.at(day, zone.civil(at: moment).time, brief: brief)
  }

  /// Says the day of a moment like `say`, without the time.
  public static func sayDay(
    _ moment: Moment, now: Moment, zone: Zone, names: DateNames = .english, brief: Bool = false
  ) -> String {
    let (date, today) = (zone.civil(at: moment).date, zone.civil(at: now).date)
    switch date.dayNumber - today.dayNumber {
    case 0: return names.today
    case 1: return names.tomorrow
    case -1: return names.yesterday
    case 2...6: return names.day(date, \.soon, brief: brief)
    default: return names.day(date, date.year == today.year ? \.thisYear : \.otherYear, brief: brief)
    }
  }
}

/// A date that was not understood: which part of it, and why.
public struct DateWordsError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The words in question, as they were typed; empty if they are better not repeated.
  public let part: String
  /// What is wrong with them.
  public let problem: Problem

  /// What can be wrong with a date.
  public enum Problem: Hashable, Sendable {
    /// There are no words.
    case empty
    /// The words mean nothing here.
    case notUnderstood
    /// There is no such day, or time.
    case doesNotExist
    /// The words contradict others before them.
    case contradiction
    /// The date is on another day of the week than the words say.
    case otherWeekday(Weekday)
    /// The date is before 1970 or after 2199.
    case outOfRange
    /// The text is longer than 200 bytes.
    case tooLong
    /// The text has control characters, or others that cannot be seen.
    case unreadable
  }

  /// One line: what was not understood, and two examples.
  public var description: String {
    let what =
      switch problem {
      case .empty: "no date given"
      case .notUnderstood: "\"\(part)\" is not understood"
      case .doesNotExist: "\"\(part)\" does not exist"
      case .contradiction: "\"\(part)\" does not go with the rest"
      case .otherWeekday(let weekday): "\"\(part)\" is a \(weekday.name)"
      case .outOfRange: "\"\(part)\" is not between 1970 and 2199"
      case .tooLong: "the date is longer than 200 characters"
      case .unreadable: "the date contains characters that cannot be shown"
      }
    return "\(what); write for example \"Sat 15:00\" or \"in 2 hours\""
  }
}

/// The names of the months in English.
enum MonthNames {
  /// January first.
  static let all = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  /// The month that a word in lower case names, in full or with three letters (or `sept`).
  static func month(_ word: String) -> Int? {
    let index = all.firstIndex { $0.lowercased() == word || $0.lowercased().prefix(3) == word }
    return word == "sept" ? 9 : index.map { $0 + 1 }
  }
}

extension Unicode.Scalar {
  /// Whether the character shows itself and cannot turn the terminal, or the direction of reading.
  fileprivate var isHarmless: Bool {
    switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
      self == "\t"
    default: true
    }
  }
}
