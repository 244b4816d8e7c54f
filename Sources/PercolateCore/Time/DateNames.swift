// How a language says when something is: its words for days and months, and the order that it puts them in. Data like the
// other words (config/words), so that a language needs no code. Invariant: there are seven weekdays and twelve months, each in
// full and short, so that every date has its words.

/// The words for dates in one language.
public struct DateNames: Hashable, Sendable {
  /// The days that have a word of their own.
  public let today, tomorrow, yesterday: String
  /// The days of the week, Monday first, in full and short.
  public let weekdays, shortWeekdays: [String]
  /// The months, January first, in full and short.
  public let months, shortMonths: [String]
  /// What the first of a month is called where it is no plain number (Italian `1º`).
  public let first: String?
  /// How the parts follow each other.
  public let patterns: Patterns

  /// How the parts of a date follow each other. `dayBlanks` and `timeBlanks` list what can stand in braces.
  public struct Patterns: Hashable, Sendable {
    /// A day of the coming six: `{short-weekday}`.
    public let soon: String
    /// Another day of this year: `{weekday} {date} {month}`.
    public let thisYear: String
    /// A day of another year.
    public let otherYear: String
    /// A day and a time of day: `{when} {time}`, or `{when} alle {hour}:{minute}`.
    public let at: String
    /// The same at one o'clock and until two, where the language says that otherwise: `{when} all'{hour}:{minute}`.
    public let atOne: String?

    /// Makes patterns.
    public init(soon: String, thisYear: String, otherYear: String, at: String, atOne: String? = nil) {
      self.soon = soon
      self.thisYear = thisYear
      self.otherYear = otherYear
      self.at = at
      self.atOne = atOne
    }

    /// What the pattern of a day can have in braces.
    public static let dayBlanks: Set = ["weekday", "short-weekday", "date", "month", "short-month", "year"]
    /// What the pattern of a day with its time can have in braces; `{time}` is `08:00`, `{hour}` is `8`.
    public static let timeBlanks: Set = ["when", "time", "hour", "minute"]
  }

  /// Makes the words of a language; nil unless there are seven weekdays and twelve months, in full and short.
  public init?(
    today: String, tomorrow: String, yesterday: String, weekdays: [String], shortWeekdays: [String], months: [String],
    shortMonths: [String], first: String? = nil, patterns: Patterns
  ) {
    guard weekdays.count == 7, shortWeekdays.count == 7, months.count == 12, shortMonths.count == 12 else { return nil }
    (self.today, self.tomorrow, self.yesterday) = (today, tomorrow, yesterday)
    (self.weekdays, self.shortWeekdays) = (weekdays, shortWeekdays)
    (self.months, self.shortMonths) = (months, shortMonths)
    self.first = first
    self.patterns = patterns
  }

  /// English, which is what a date means that is typed in it, whatever else is spoken.
  public static let english: DateNames = {
    let english = DateNames(
      today: "today", tomorrow: "tomorrow", yesterday: "yesterday", weekdays: Weekday.allCases.map(\.name),
      shortWeekdays: Weekday.allCases.map(\.shortName), months: MonthNames.all,
      shortMonths: MonthNames.all.map { String($0.prefix(3)) },
      patterns: Patterns(
        soon: "{short-weekday}", thisYear: "{short-weekday} {date} {short-month}",
        otherYear: "{short-weekday} {date} {short-month} {year}", at: "{when} {time}"))
    guard let english else { preconditionFailure("English has seven weekdays and twelve months") }
    return english
  }()
}

extension DateNames {
  /// A day of the week, short.
  public func short(_ weekday: Weekday) -> String { shortWeekdays[weekday.rawValue - 1] }

  /// A day of the coming six, or of any year.
  func day(_ date: CivilDate, _ pattern: KeyPath<Patterns, String>, brief: Bool) -> String {
    let (weekday, short, month) = (date.weekday.rawValue - 1, short(date.weekday), date.month - 1)
    return fill(
      patterns[keyPath: pattern],
      [
        "weekday": brief ? short : weekdays[weekday], "short-weekday": short,
        "month": (brief ? shortMonths : months)[month], "short-month": shortMonths[month],
        "date": date.day == 1 ? first ?? "1" : String(date.day), "year": String(date.year),
      ])
  }

  /// A day and a time of it, to the minute.
  func at(_ day: String, _ time: TimeOfDay, brief: Bool) -> String {
    let (hour, minute) = (padded(time.hour, 2), padded(time.minute, 2))
    guard !brief else { return "\(day) \(hour):\(minute)" }
    return fill(
      time.hour == 1 ? patterns.atOne ?? patterns.at : patterns.at,
      ["when": day, "time": "\(hour):\(minute)", "hour": String(time.hour), "minute": minute])
  }

  private func fill(_ pattern: String, _ values: [String: String]) -> String {
    Blanks.fill(pattern, with: Person(), someone: Someone(plain: ""), values: values)
  }
}

extension DateNames {
  /// The English for a word of a date in this language; nil when it is none. Both are in lower case.
  ///
  /// Only what `DateWords.say` says in full is known: a short name such as the Italian `mar` may mean a month in English.
  func english(_ word: String) -> String? {
    let english = DateNames.english
    if word == first?.lowercased() { return "1" }
    let own = [today, tomorrow, yesterday] + weekdays + months
    let meanings = [english.today, english.tomorrow, english.yesterday] + english.weekdays + english.months
    if let index = own.firstIndex(where: { isTyped(word, $0.lowercased()) }) { return meanings[index].lowercased() }
    // What stands before the time: as a word of its own it is "at", and an elided one falls away.
    for joint in [patterns.at, patterns.atOne].compactMap(\.self).flatMap(joints) {
      if word + " " == joint { return "at" }
      if joint.last != " ", word.hasPrefix(joint) { return String(word.dropFirst(joint.count)) }
    }
    return nil
  }

  /// Whether a word was meant as that name: a letter that a keyboard lacks may be typed as any other (`lunedi`).
  private func isTyped(_ word: String, _ name: String) -> Bool {
    word.count == name.count && zip(word, name).allSatisfy { $0 == $1 || !$1.isASCII }
  }

  /// The words of a pattern between its blanks, in lower case, with the space after them if there is one.
  private func joints(_ pattern: String) -> [String] {
    let pieces = (try? Blanks(pattern, values: Patterns.timeBlanks).pieces) ?? []
    return pieces.compactMap { piece in
      guard case .text(let text) = piece, text.contains(where: \.isLetter) else { return nil }
      return String(text.lowercased().drop { $0 == " " })
    }
  }
}
