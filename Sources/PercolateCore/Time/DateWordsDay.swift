// Reads days: "tomorrow", "next friday", "3 May 2026", "Sat 5 Dec", "2026-11-22".
// Invariant: a day that cannot exist in any year is refused here, before anybody asks when it is.

extension WordCursor {
  /// Reads a day, and the part of it that "tonight" and "last night" say along with it.
  mutating func readDay() throws(DateWordsError) -> (DatePhrase.Day, PartOfDay?)? {
    if take("tonight") { return (.daysFromToday(0), .night) }
    if take("last", "night") { return (.daysFromToday(-1), .night) }
    return try readPlainDay().map { ($0, nil) }
  }

  private mutating func readPlainDay() throws(DateWordsError) -> DatePhrase.Day? {
    if take("today") { return .daysFromToday(0) }
    if take("tomorrow") { return .daysFromToday(1) }
    if take("yesterday") { return .daysFromToday(-1) }
    if take("day", "after", "tomorrow") { return .daysFromToday(2) }
    if take("day", "before", "yesterday") { return .daysFromToday(-2) }
    for (word, which) in [("this", DatePhrase.Which.this), ("next", .next), ("last", .last)] where take(word) {
      if let day = readDay(which) { return day }
      rewind(to: position - 1)
      return nil
    }
    guard let weekday = readWeekday() else { return try readDate(nil) }
    return try readDate(weekday) ?? .weekday(weekday, .nearest)
  }

  /// Reads what follows "this", "next" or "last".
  private mutating func readDay(_ which: DatePhrase.Which) -> DatePhrase.Day? {
    if let weekday = readWeekday() { return .weekday(weekday, which) }
    let direction: Int
    switch which {
    case .this, .nearest: return word().flatMap(PartOfDay.init) == nil ? nil : .daysFromToday(0)
    case .next: direction = 1
    case .last: direction = -1
    }
    if take("week") { return .daysFromToday(7 * direction) }
    if take("month") { return .monthsFromToday(direction) }
    if take("year") { return .monthsFromToday(12 * direction) }
    return nil
  }

  private mutating func readWeekday() -> Weekday? {
    let named = Weekday.allCases.first { $0.name.lowercased() == word() || $0.shortName.lowercased() == word() }
    if named != nil { advance() }
    return named
  }

  private mutating func readDate(_ weekday: Weekday?) throws(DateWordsError) -> DatePhrase.Day? {
    let start = position
    let year, month, day: Int?
    if let date = word().flatMap(NumericDate.init) {
      advance()
      (year, month, day) = (date.year, date.month, date.day)
    } else if let date = readMonthAndDay() {
      (month, day) = date
      year = word().flatMap { Self.number($0, digits: 4...4) }
      if year != nil { advance() }
    } else {
      return nil
    }
    guard let month, let day else { return nil }
    if let year {
      guard CivilDate.years ~= year else { throw error(from: start, .outOfRange) }
      guard let date = CivilDate(year: year, month: month, day: day) else { throw error(from: start, .doesNotExist) }
      return .date(date, weekday: weekday)
    }
    // A leap year shows whether the day exists at all.
    guard CivilDate(year: 2000, month: month, day: day) != nil else { throw error(from: start, .doesNotExist) }
    return .yearly(month: month, day: day, weekday: weekday)
  }

  /// Reads "3 May", "3rd of May" or "May 3".
  private mutating func readMonthAndDay() -> (month: Int?, day: Int?)? {
    if let day = word().flatMap(Self.ordinal) {
      let next = word(1) == "of" ? 2 : 1
      guard let month = word(next).flatMap(MonthNames.month) else { return nil }
      advance(next + 1)
      return (month, day)
    }
    guard let month = word().flatMap(MonthNames.month), let day = word(1).flatMap(Self.ordinal) else { return nil }
    advance(2)
    return (month, day)
  }

  private static func number(_ word: String, digits: ClosedRange<Int>) -> Int? {
    var cursor = TextCursor(word)
    guard let number = cursor.readNumber(digits: digits), cursor.isAtEnd else { return nil }
    return number
  }

  private static func ordinal(_ word: String) -> Int? {
    var cursor = TextCursor(word)
    guard let number = cursor.readNumber(digits: 1...2) else { return nil }
    _ = cursor.take("st") || cursor.take("nd") || cursor.take("rd") || cursor.take("th")
    return cursor.isAtEnd ? number : nil
  }
}

/// The numbers of `2026-11-22`, which may not exist.
private struct NumericDate {
  let year, month, day: Int

  init?(_ word: String) {
    var cursor = TextCursor(word)
    guard let year = cursor.readNumber(digits: 4...4), cursor.take("-"),
      let month = cursor.readNumber(digits: 2...2), cursor.take("-"),
      let day = cursor.readNumber(digits: 2...2), cursor.isAtEnd
    else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }
}
