// Reads the words of a date one after the other, in whatever order people put them: "Sat 15:00", "15:00 on Sat".
// Invariant: every word is accounted for, or is named in the error; a day, a time and a part of the day come once each.

extension WordCursor {
  /// Reads all words.
  mutating func readPhrase() throws(DateWordsError) -> DatePhrase {
    guard !isAtEnd else { throw DateWordsError(part: "", problem: .empty) }
    if isOnly("now") || isOnly("right", "now") || isOnly("just", "now") { return .now }
    if let phrase = readISO() { return phrase }
    if let shift = try readShift() { return .away(shift, at: try readTimeAfter(shift)) }
    return try readDayAndTime()
  }

  /// Reads an ISO 8601 date and time, with a zone or without, if it is all there is.
  private func readISO() -> DatePhrase? {
    guard let word = word(), isOnly(word) else { return nil }
    if let moment = Moment(iso8601: word) { return .instant(moment) }
    var cursor = TextCursor(word)
    guard let date = cursor.readISODate(), cursor.take("t"), let time = cursor.readTime(seconds: .optional),
      cursor.isAtEnd
    else { return nil }
    return .on(.date(date, weekday: nil), at: time)
  }

  private mutating func readDayAndTime() throws(DateWordsError) -> DatePhrase {
    var day: DatePhrase.Day?
    var time: TimeOfDay?
    var part: PartOfDay?
    var isOpen = true
    while !isAtEnd {
      let start = position
      isOpen = take("on") || take("at") || take("in", "the") || take("the")
      if isOpen { continue }
      // A time comes first: in "3 pm" and in "3 May" only the second word tells.
      if let clock = try readTime() {
        guard time == nil else { throw error(from: start, .contradiction) }
        time = clock
      } else if let other = readPartOfDay() {
        guard part == nil else { throw error(from: start, .contradiction) }
        part = other
      } else if let (other, otherPart) = try readDay() {
        guard day == nil, part == nil || otherPart == nil else { throw error(from: start, .contradiction) }
        (day, part) = (other, otherPart ?? part)
      } else {
        throw errorAtWord(.notUnderstood)
      }
      if let part, let time, !part.hours.contains(time.hour) { throw error(from: start, .contradiction) }
    }
    guard !isOpen else { throw error(from: position - 1, .notUnderstood) }
    return .on(day, at: time ?? part?.time)
  }

  /// What may follow "in 3 days": a time, unless the words named hours already.
  private mutating func readTimeAfter(_ shift: DateShift) throws(DateWordsError) -> TimeOfDay? {
    guard !isAtEnd else { return nil }
    let start = position
    guard case .on(nil, let time) = try readDayAndTime(), shift.elapsed == .zero else {
      throw error(from: start, .contradiction)
    }
    return time
  }
}
