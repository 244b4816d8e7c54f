// The words of a plan for when a nudge is due: what they mean, that they print back to themselves, and what is refused.

import PercolateCore
import Testing

@Suite struct WhenPhraseTests {
  @Test(arguments: [
    ("at once", "at once"),
    ("1 day after entering at 19:30", "1 day after entering at 19:30"),
    ("3 days after letter-sent", "3 days after letter-sent"),
    ("2 weeks after they-wrote at 08:15", "14 days after they-wrote at 08:15"),
    ("2 hours before coffee", "2 hours before coffee"),
    ("90 minutes after slip", "90 minutes after slip"),
    ("120 minutes after slip", "2 hours after slip"),
    ("1 hour after called", "1 hour after called"),
    ("0 minutes after entering", "at once"),
    ("0 minutes after coffee", "0 hours after coffee"),
    ("the evening before coffee", "the evening before coffee"),
    ("the evening before coffee at 19:00", "the evening before coffee"),
    ("the evening of longest-stay at 18:00", "0 days after longest-stay at 18:00"),
    ("the morning after coffee-had", "the morning after coffee-had"),
    ("1 day after coffee-had at 09:00", "the morning after coffee-had"),
    ("3 days before longest-stay at 18:00", "3 days before longest-stay at 18:00"),
    ("3  days   before usual-stay", "3 days before usual-stay"),
    ("the first Sunday after entering at 11:00", "the first Sunday after entering at 11:00"),
    ("the first monday after letter-sent", "the first Monday after letter-sent"),
    ("the first Wednesday after coffee at 09:00", "the first Wednesday after coffee"),
    ("the first SATURDAY after longest-stay at 00:00", "the first Saturday after longest-stay at 00:00"),
    ("Mon,Thu 19:30", "Mon,Thu *-*-* 19:30:00"),
    ("*-*-* 09:00", "*-*-* 09:00:00"),
    ("Sun *-*-1..7 11:00", "Sun *-*-01..07 11:00:00"),
    ("weekly", "Mon *-*-* 00:00:00"),
  ])
  func `reads and prints`(phrase: String, printed: String) throws {
    let when = try When(phrase: phrase) { _ in nil }
    #expect(when.phrase == printed)
    #expect(try When(phrase: when.phrase) { _ in nil } == when)
  }

  @Test(arguments: [
    ("1 day after entering at 19:30", When.once(.days(1, at: TimeOfDay(hour: 19, minute: 30)), of: .stage)),
    ("3 days before longest-stay", .once(.days(-3, at: nil), of: .longestStay)),
    ("2 hours before coffee", .once(.elapsed(.seconds(-7200)), of: .happening(.coffee))),
    ("the evening before coffee", .once(.days(-1, at: TimeOfDay(hour: 19, minute: 0)), of: .happening(.coffee))),
    ("the morning of usual-stay", .once(.days(0, at: TimeOfDay(hour: 9, minute: 0)), of: .usualStay)),
    ("at once", .once(.elapsed(.zero), of: .stage)),
    ("the first Sunday after entering at 11:00", .once(.first(.sunday, at: .at("11:00")), of: .stage)),
    ("the first Friday after they-wrote", .once(.first(.friday, at: .at("09:00")), of: .happening(.theyWrote))),
  ])
  func means(phrase: String, when: When) throws {
    #expect(try When(phrase: phrase) { _ in nil } == when)
  }

  @Test(arguments: Happening.allCases)
  func `counts from every happening`(happening: Happening) throws {
    #expect(
      try When(phrase: "2 days after \(happening.rawValue)") { _ in nil }
        == .once(.days(2, at: nil), of: .happening(happening)))
  }

  @Test(arguments: Weekday.allCases)
  func `knows every day of the week`(weekday: Weekday) throws {
    let when = try When(phrase: "the first \(weekday.name) after slip at 19:30") { _ in nil }
    #expect(when == .once(.first(weekday, at: .at("19:30")), of: .happening(.slip)))
  }

  @Test(arguments: [
    ("at", 2, "expected 'once', found the end"),
    ("at twice", 3, "expected 'once', found 'twice'"),
    ("at once more", 8, "expected nothing more, found 'more'"),
    ("the noon of coffee", 4, "expected 'morning', 'evening' or 'first', found 'noon'"),
    ("the first evening after coffee", 10, "expected a day of the week such as 'Sunday', found 'evening'"),
    ("the first Sun after coffee", 10, "expected a day of the week such as 'Sunday', found 'Sun'"),
    ("the first Sunday", 16, "expected 'after', found the end"),
    ("the first Sunday before coffee", 17, "expected 'after', found 'before'"),
    ("the first Sunday after entering 11:00", 32, "expected nothing more, found '11:00'"),
    ("the evening since coffee", 12, "expected 'before', 'of' or 'after', found 'since'"),
    ("3 days letter-sent", 7, "expected 'before' or 'after', found 'letter-sent'"),
    ("3 days of coffee", 7, "expected 'before' or 'after', found 'of'"),
    ("3 moons after coffee", 2, "expected 'minutes', 'hours', 'days' or 'weeks', found 'moons'"),
    ("3 days after coffee at 25:00", 23, "expected a time of day such as 19:30, found '25:00'"),
    ("3 days after coffee at", 22, "expected a time of day such as 19:30, found the end"),
    ("2 hours after coffee at 19:30", 21, "expected nothing more, found 'at'"),
  ])
  func refuses(phrase: String, offset: Int, description: String) {
    let error = #expect(throws: WhenPhraseError.self) { try When(phrase: phrase) { _ in nil } }
    #expect(error?.offset == offset)
    #expect(error?.description == description)
  }

  @Test(arguments: [
    "", "  ", "99999999999999999999 days after coffee", "4000 days after coffee", "-1 days after coffee",
  ])
  func `refuses, and shows the forms there are`(phrase: String) {
    let error = #expect(throws: WhenPhraseError.self) { try When(phrase: phrase) { _ in nil } }
    for form in WhenPhraseError.forms { #expect(error?.description.contains(form) == true) }
  }

  @Test func `names the anchors there are`() {
    let error = #expect(throws: WhenPhraseError.self) { try When(phrase: "3 days after tea") { _ in nil } }
    #expect(error?.offset == 13)
    #expect(error?.description.contains("entering") == true)
    #expect(error?.description.contains("coffee-had") == true)
  }

  @Test func `points into a calendar event`() {
    let error = #expect(throws: WhenPhraseError.self) { try When(phrase: "Mon,Thu 19:99") { _ in nil } }
    #expect((8...13).contains(error?.offset ?? -1))
  }
}

extension TimeOfDay {
  fileprivate static func at(_ text: String) -> TimeOfDay {
    guard let time = TimeOfDay(text) else { preconditionFailure("\(text) is a time of day") }
    return time
  }
}
