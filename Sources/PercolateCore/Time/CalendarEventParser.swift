// Reads the syntax of systemd.time(7), "CALENDAR EVENTS". Where the page leaves a question, systemd 252 is the answer, so
// that a rule is valid here exactly if `systemd-analyze calendar` takes it. One exception: in a list of days from the end
// of the month (`*~1,27,28`) systemd's check allows three days fewer for each further value, and we all 28 for each.
// Invariant: the work is linear in the length of the text, which is bounded; no number can overflow.

struct CalendarEventParser {
  private var cursor: TextCursor
  private var fields = CalendarFields()

  private static let longestText = 4_096

  /// What the words of the man page stand for, and the spellings that systemd keeps for compatibility.
  private static let shorthands = [
    "minutely": "*-*-* *:*:00",
    "hourly": "*-*-* *:00:00",
    "daily": "*-*-* 00:00:00",
    "weekly": "Mon *-*-* 00:00:00",
    "monthly": "*-*-01 00:00:00",
    "quarterly": "*-01,04,07,10-01 00:00:00",
    "semiannually": "*-01,07-01 00:00:00",
    "semi-annually": "*-01,07-01 00:00:00",
    "biannually": "*-01,07-01 00:00:00",
    "bi-annually": "*-01,07-01 00:00:00",
    "yearly": "*-01-01 00:00:00",
    "annually": "*-01-01 00:00:00",
    "anually": "*-01-01 00:00:00",
  ]

  static func parse(
    _ text: some StringProtocol, zoneNamed: (String) -> Zone?
  ) throws(CalendarEventError) -> (CalendarFields, Zone?) {
    guard text.utf8.count <= longestText else { throw CalendarEventError(column: 1, problem: .tooLong) }
    let (rule, suffix) = splitLastWord(String(text))
    var zone: Zone?
    if let suffix {
      zone = suffix.lowercased() == "utc" ? .utc : isZoneName(suffix) ? zoneNamed(suffix) : nil
    }
    do {
      let (fields, isUTC) = try parse(rule: zone == nil ? String(text) : rule)
      return (fields, isUTC ? .utc : zone)
    } catch {
      // A word at the end that is no zone was read as part of the rule, where nobody would recognise it.
      guard zone == nil, let suffix, isZoneName(suffix), (try? parse(rule: rule)) != nil else { throw error }
      throw CalendarEventError(column: rule.utf8.count + 2, problem: .zone)
    }
  }

  /// Reads everything but the zone; a rule that is a number of seconds since 1970 is always in UTC.
  private static func parse(rule: String) throws(CalendarEventError) -> (CalendarFields, isUTC: Bool) {
    guard !rule.isEmpty else { throw CalendarEventError(column: 1, problem: .empty) }
    var parser = CalendarEventParser(cursor: TextCursor(shorthands[rule.lowercased()] ?? rule))
    try parser.readWeekdays()
    if parser.cursor.take("@") {
      try parser.readSecondsSince1970()
      return (parser.fields, true)
    }
    try parser.readDate()
    try parser.readTime()
    return (parser.fields, false)
  }

  private static func splitLastWord(_ text: String) -> (rule: String, suffix: String?) {
    guard let space = text.lastIndex(of: " ") else { return (text, nil) }
    return (String(text[..<space]), String(text[text.index(after: space)...]))
  }

  /// Whether a word can be a name in the zone database: then it is safe to build a path from it, too.
  private static func isZoneName(_ word: String) -> Bool {
    word.utf8.first?.isLetter == true
      && word.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
        !part.isEmpty && part.utf8.allSatisfy { $0.isLetter || $0.isDigit || "_+-".utf8.contains($0) }
      }
  }

  private func expected(_ problem: CalendarEventError.Problem) -> CalendarEventError {
    cursor.expected(problem)
  }
}

// Weekdays
extension CalendarEventParser {
  /// Reads `Mon,Wed..Fri` and the spaces behind it, if the text begins with a weekday.
  private mutating func readWeekdays() throws(CalendarEventError) {
    guard cursor.next?.isLetter == true else { return }
    guard var day = readWeekday() else { throw expected(.nothingKnown) }
    var weekdays = WeekdaySet()
    var rangeStart: Weekday?
    while true {
      guard (rangeStart ?? day).rawValue <= day.rawValue else { throw expected(.weekdayRange) }
      for member in Weekday.allCases where (rangeStart ?? day).rawValue...day.rawValue ~= member.rawValue {
        weekdays.insert(member)
      }
      if cursor.isAtEnd || cursor.next == UInt8(ascii: " ") { break }
      // "Mon-Fri" is how systemd wrote ranges once.
      if cursor.take("..") || cursor.take("-") {
        guard rangeStart == nil, !cursor.isAtEnd else { throw expected(.weekdayRange) }
        rangeStart = day
      } else if cursor.take(",") {
        rangeStart = nil
        if cursor.isAtEnd || cursor.next == UInt8(ascii: " ") { break }
      } else {
        throw expected(.weekday)
      }
      guard let another = readWeekday() else { throw expected(.weekday) }
      day = another
    }
    cursor.skipSpaces()
    fields.weekdays = weekdays
  }

  private mutating func readWeekday() -> Weekday? {
    let start = cursor.position
    let word = cursor.take(while: \.isLetter).lowercased()
    for day in Weekday.allCases where word == day.name.lowercased() || word == day.shortName.lowercased() {
      return day
    }
    cursor.rewind(to: start)
    return nil
  }
}

// Dates and times
extension CalendarEventParser {
  /// Reads `2026-11-22`, `11-22` or `2026-11~01` and the spaces behind it; nothing if the text goes on with a time.
  private mutating func readDate() throws(CalendarEventError) {
    guard !cursor.isAtEnd else { return }
    let start = cursor.position
    var lists = [try cursor.readCalendarList(.whole)]
    if cursor.isAtEnd || cursor.next == UInt8(ascii: ":") {
      cursor.rewind(to: start)
      return
    }
    var countsFromEnd = false
    while lists.count < 3, !countsFromEnd {
      if cursor.take("~") {
        countsFromEnd = true
      } else if !cursor.take("-") {
        throw expected(.unexpected(lists.count == 1 ? .dateOrTime : .day))
      }
      lists.append(try cursor.readCalendarList(.whole))
      if cursor.isAtEnd || cursor.next == UInt8(ascii: " ") { break }
    }
    guard cursor.isAtEnd || cursor.next == UInt8(ascii: " ") else { throw expected(.unexpected(.afterDate)) }
    cursor.skipSpaces()
    if lists.count == 3 { fields.year = try lists.removeFirst().field(.year) }
    fields.month = try lists.removeFirst().field(.month)
    fields.day = try lists.removeFirst().field(countsFromEnd ? .dayFromEnd : .day)
    fields.countsFromEnd = countsFromEnd && fields.day != .any
  }

  /// Reads `19:30` or `19:30:15` up to the end; no time at all is midnight.
  private mutating func readTime() throws(CalendarEventError) {
    fields.hour = .zero
    fields.minute = .zero
    fields.second = .zero
    if cursor.isAtEnd { return }
    fields.hour = try cursor.readCalendarList(.whole).field(.hour)
    guard cursor.take(":") else { throw expected(.unexpected(.minute)) }
    fields.minute = try cursor.readCalendarList(.whole).field(.minute)
    if cursor.isAtEnd { return }
    guard cursor.take(":") else { throw expected(.unexpected(.second)) }
    fields.second = try cursor.readCalendarList(.microseconds).field(.second)
    guard cursor.isAtEnd else { throw expected(.unexpected(.afterTime)) }
  }

  private mutating func readSecondsSince1970() throws(CalendarEventError) {
    let column = cursor.column
    guard let seconds = cursor.readNumber(),
      let moment = Moment(microseconds: Int64(min(seconds, Int(Int32.max) * 10)) * 1_000_000)
    else { throw CalendarEventError(column: column, problem: .range(.year)) }
    let reading = Zone.utc.civil(at: moment)
    func only(_ value: Int, _ unit: CalendarUnit) throws(CalendarEventError) -> CalendarField {
      try CalendarList(components: [.init(value)], column: column).field(unit)
    }
    fields.year = try only(reading.date.year, .year)
    fields.month = try only(reading.date.month, .month)
    fields.day = try only(reading.date.day, .day)
    fields.hour = try only(reading.time.hour, .hour)
    fields.minute = try only(reading.time.minute, .minute)
    fields.second = try only(reading.time.second * 1_000_000, .second)
    guard cursor.isAtEnd else { throw expected(.unexpected(.afterTime)) }
  }
}

extension TextCursor {
  fileprivate mutating func skipSpaces() {
    while take(" ") {}
  }
}
