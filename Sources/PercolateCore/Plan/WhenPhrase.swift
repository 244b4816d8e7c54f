// The words of a plan for when a nudge is due, read and written: `3 days after letter-sent at 19:30`, `the evening before
// coffee`, or a calendar event of systemd's. Invariant: of a value that was read, `phrase` writes words that read the same.

extension When {
  /// Reads the words of a plan, in one of the forms of `WhenPhraseError.forms`.
  ///
  /// Days and weeks are counted on the calendar, and keep the anchor's time of day or take one; minutes and hours are real
  /// time and take none. A calendar event (systemd.time(7)) becomes a cadence over the whole stage: its first and last day
  /// are the caller's to set.
  public init(phrase: some StringProtocol, zoneNamed: (String) -> Zone?) throws(WhenPhraseError) {
    var reader = PhraseReader(String(phrase))
    guard reader.isRelative else {
      do {
        self = .cadence(try CalendarEvent(parsing: phrase, zoneNamed: zoneNamed), fromDay: 0, untilDay: nil)
        return
      } catch {
        throw WhenPhraseError(calendar: error)
      }
    }
    self = try reader.read()
  }

  /// The words of a plan that read as this value; a cadence's first and last day are not among them.
  public var phrase: String {
    switch self {
    case .cadence(let event, fromDay: _, untilDay: _):
      return event.description
    case .once(.elapsed(.zero), of: .stage):
      return "at once"
    case .once(.elapsed(let duration), of: let anchor):
      let minutes = (duration / .seconds(60)).magnitude.rounded()
      let (count, unit) = minutes.remainder(dividingBy: 60) == 0 ? (minutes / 60, "hour") : (minutes, "minute")
      return "\(Int(count)) \(unit)\(count == 1 ? "" : "s") \(duration < .zero ? "before" : "after") \(anchor)"
    case .once(.days(let days, at: let time), of: let anchor):
      if let part = NamedHour(at: time), (-1...1).contains(days) {
        return "the \(part) \(days < 0 ? "before" : days == 0 ? "of" : "after") \(anchor)"
      }
      let distance = "\(days.magnitude) day\(days.magnitude == 1 ? "" : "s") \(days < 0 ? "before" : "after") \(anchor)"
      return time.map { "\(distance) at \($0)" } ?? distance
    case .once(.first(let weekday, at: let time), of: let anchor):
      let day = "the first \(weekday.name) after \(anchor)"
      return time == NamedHour.morning.time ? day : "\(day) at \(time)"
    }
  }
}

/// Why a phrase is not understood.
public struct WhenPhraseError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where in the phrase, in characters from its beginning.
  public let offset: Int
  /// What was expected there, and what was found.
  public let description: String

  /// The forms of a phrase, by example.
  public static let forms = [
    "at once", "3 days after letter-sent at 19:30", "2 hours before coffee", "the evening before coffee",
    "the first Sunday after entering at 11:00", "Mon,Thu 19:30",
  ]

  fileprivate init(offset: Int, expected: String, found: String?) {
    self.offset = offset
    self.description = "expected \(expected), found \(found.map { "'\($0)'" } ?? "the end")"
  }

  fileprivate init(calendar error: CalendarEventError) {
    self.offset = max(0, error.column - 1)
    self.description = "expected \(error.expected); a nudge's time is one of: " + Self.forms.joined(separator: "; ")
  }
}

/// Reads the forms that are not calendar events, a word at a time.
private struct PhraseReader {
  private struct Word {
    var text: String
    var offset: Int
  }

  private static let relations = ["before": -1, "of": 0, "after": 1]
  private static let anchors: [String: When.Anchor] = {
    let all = [.stage, .usualStay, .longestStay] + Happening.allCases.map(When.Anchor.happening)
    return Dictionary(uniqueKeysWithValues: all.map { ($0.description, $0) })
  }()

  private var words: ArraySlice<Word>
  private let length: Int

  init(_ phrase: String) {
    var words: [Word] = []
    var inside = false
    for (offset, character) in phrase.enumerated() {
      if character == " " {
        inside = false
      } else if inside {
        words[words.count - 1].text.append(character)
      } else {
        inside = true
        words.append(Word(text: String(character), offset: offset))
      }
    }
    self.words = words[...]
    self.length = phrase.count
  }

  /// Whether any word says that this is no calendar event, which knows none of them.
  var isRelative: Bool {
    words.isEmpty
      || words.contains { word in
        ["the", "at", "once"].contains(word.text) || Self.relations[word.text] != nil || Self.anchors[word.text] != nil
          || PhraseUnit(word.text) != nil
      }
  }

  mutating func read() throws(WhenPhraseError) -> When {
    let when: When
    if take("at") {
      guard take("once") else { throw unexpected("'once'") }
      when = .once(.elapsed(.zero), of: .stage)
    } else if take("the") {
      when = take("first") ? try readFirstWeekday() : try readNamedHour()
    } else {
      when = try readDistance()
    }
    guard words.isEmpty else { throw unexpected("nothing more") }
    return when
  }

  private mutating func readNamedHour() throws(WhenPhraseError) -> When {
    let part = try next("'morning', 'evening' or 'first'") { NamedHour(rawValue: $0) }
    let days = try next("'before', 'of' or 'after'") { Self.relations[$0] }
    let anchor = try readAnchor()
    return .once(.days(days, at: try readTime() ?? part.time), of: anchor)
  }

  private mutating func readFirstWeekday() throws(WhenPhraseError) -> When {
    let weekday = try next("a day of the week such as 'Sunday'") { word in
      Weekday.allCases.first { $0.name.lowercased() == word.lowercased() }
    }
    guard take("after") else { throw unexpected("'after'") }
    let anchor = try readAnchor()
    return .once(.first(weekday, at: try readTime() ?? NamedHour.morning.time), of: anchor)
  }

  private mutating func readDistance() throws(WhenPhraseError) -> When {
    // Ten years: far more than any stage, and far from overflowing anything.
    let count = try next("a whole number up to 3650, or one of: " + WhenPhraseError.forms.joined(separator: "; ")) {
      $0.utf8.allSatisfy(\.isDigit) ? Int($0).flatMap { (0...3650).contains($0) ? $0 : nil } : nil
    }
    let unit = try next("'minutes', 'hours', 'days' or 'weeks'") { PhraseUnit($0) }
    let sign = try next("'before' or 'after'") { Self.relations[$0].flatMap { $0 == 0 ? nil : $0 } }
    let anchor = try readAnchor()
    switch unit {
    case .minute: return .once(.elapsed(.seconds(60 * count * sign)), of: anchor)
    case .hour: return .once(.elapsed(.seconds(3600 * count * sign)), of: anchor)
    case .day: return .once(.days(count * sign, at: try readTime()), of: anchor)
    case .week: return .once(.days(7 * count * sign, at: try readTime()), of: anchor)
    }
  }

  private mutating func readAnchor() throws(WhenPhraseError) -> When.Anchor {
    try next("one of: " + Self.anchors.keys.sorted().joined(separator: ", ")) { Self.anchors[$0] }
  }

  private mutating func readTime() throws(WhenPhraseError) -> TimeOfDay? {
    guard take("at") else { return nil }
    return try next("a time of day such as 19:30") { TimeOfDay($0) }
  }

  private mutating func take(_ text: String) -> Bool {
    guard words.first?.text == text else { return false }
    words.removeFirst()
    return true
  }

  private mutating func next<Value>(
    _ expected: @autoclosure () -> String, _ read: (String) -> Value?
  ) throws(WhenPhraseError) -> Value {
    guard let value = words.first.flatMap({ read($0.text) }) else { throw unexpected(expected()) }
    words.removeFirst()
    return value
  }

  private func unexpected(_ expected: String) -> WhenPhraseError {
    WhenPhraseError(offset: words.first?.offset ?? length, expected: expected, found: words.first?.text)
  }
}

private enum PhraseUnit: String, CaseIterable {
  case minute, hour, day, week

  init?(_ word: String) {
    guard let unit = Self.allCases.first(where: { word == $0.rawValue || word == $0.rawValue + "s" }) else {
      return nil
    }
    self = unit
  }
}

/// The two times of day that a plan can name without a number.
private enum NamedHour: String {
  case morning, evening

  var time: TimeOfDay {
    switch self {
    case .morning: TimeOfDay(unchecked: 9 * 3_600_000_000)
    case .evening: TimeOfDay(unchecked: 19 * 3_600_000_000)
    }
  }

  init?(at time: TimeOfDay?) {
    guard let time, let part = [Self.morning, .evening].first(where: { $0.time == time }) else { return nil }
    self = part
  }
}
