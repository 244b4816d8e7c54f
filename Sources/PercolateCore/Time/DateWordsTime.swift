// Reads times: "19:30", "3pm", "3:30 pm", "noon", "evening".
// Invariant: a number alone is never a time, because nobody could tell morning from evening.

extension WordCursor {
  /// Reads a part of the day.
  mutating func readPartOfDay() -> PartOfDay? {
    guard let part = word().flatMap(PartOfDay.init) else { return nil }
    advance()
    return part
  }

  /// Reads a time; nil if the next word is none.
  mutating func readTime() throws(DateWordsError) -> TimeOfDay? {
    if take("noon") || take("midday") { return .noon }
    if take("midnight") { return .midnight }
    guard let dial = word().flatMap(DialTime.init) else { return nil }
    let start = position
    var half = dial.half
    if half == nil, let next = word(1).flatMap(HalfOfDay.init) {
      half = next
      advance()
    }
    guard half != nil || dial.hasMinutes else {
      rewind(to: start)
      return nil
    }
    advance()
    guard let time = dial.time(half) else { throw error(from: start, .doesNotExist) }
    return time
  }
}

/// A part of the day, as far as it says when.
enum PartOfDay {
  case morning, afternoon, evening, night

  init?(_ word: String) {
    switch word {
    case "morning": self = .morning
    case "afternoon": self = .afternoon
    case "evening": self = .evening
    case "night": self = .night
    default: return nil
    }
  }

  /// What it means without a time.
  var time: TimeOfDay {
    switch self {
    case .morning: TimeOfDay(unchecked: 9 * 3_600_000_000)
    case .afternoon: TimeOfDay(unchecked: 15 * 3_600_000_000)
    case .evening: TimeOfDay(unchecked: 19 * 3_600_000_000)
    case .night: TimeOfDay(unchecked: 21 * 3_600_000_000)
    }
  }

  /// The hours that go with it, so that "this evening 7:30" is refused and not taken for a morning.
  var hours: Range<Int> {
    switch self {
    case .morning: 0..<12
    case .afternoon: 12..<19
    case .evening, .night: 17..<24
    }
  }
}

/// One turn of a dial with twelve hours.
private enum HalfOfDay {
  case am, pm

  init?(_ word: String) {
    switch word {
    case "am", "a.m.": self = .am
    case "pm", "p.m.": self = .pm
    default: return nil
    }
  }
}

/// The numbers of a time, which may not exist: "19:30:15", "3", "3pm".
private struct DialTime {
  let hour: Int
  let minute, second: Int?
  let half: HalfOfDay?

  init?(_ word: String) {
    var cursor = TextCursor(word)
    guard let hour = cursor.readNumber(digits: 1...2) else { return nil }
    self.hour = hour
    minute = cursor.readColonAndNumber()
    second = cursor.readColonAndNumber()
    half = HalfOfDay(String(cursor.rest))
    guard cursor.isAtEnd || half != nil else { return nil }
  }

  var hasMinutes: Bool { minute != nil }

  func time(_ half: HalfOfDay?) -> TimeOfDay? {
    guard let half else { return TimeOfDay(hour: hour, minute: minute ?? 0, second: second ?? 0) }
    guard 1...12 ~= hour else { return nil }
    let hour = hour % 12 + (half == .pm ? 12 : 0)
    return TimeOfDay(hour: hour, minute: minute ?? 0, second: second ?? 0)
  }
}

extension TextCursor {
  fileprivate mutating func readColonAndNumber() -> Int? {
    let start = position
    guard take(":"), let number = readNumber(digits: 2...2) else {
      rewind(to: start)
      return nil
    }
    return number
  }
}
