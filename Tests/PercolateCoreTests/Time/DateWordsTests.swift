// Dates in words. All rows are said on Sunday 2026-11-22 at 17:00 in Paris, if they do not say otherwise.

import PercolateCore
import TestSupport
import Testing

@Suite struct DateWordsTests {
  /// Text, what it means if it leans to the past, and to the future; the time of a day that is named alone is 12:00.
  @Test(arguments: [
    ("now", "2026-11-22 17:00", "2026-11-22 17:00"),
    ("just now", "2026-11-22 17:00", "2026-11-22 17:00"),
    ("today", "2026-11-22 12:00", "2026-11-22 17:00"),
    ("Today 19:30", "2026-11-22 19:30", "2026-11-22 19:30"),
    ("tomorrow", "2026-11-23 12:00", "2026-11-23 12:00"),
    ("tomorrow 18:00", "2026-11-23 18:00", "2026-11-23 18:00"),
    ("YESTERDAY at 19:30", "2026-11-21 19:30", "2026-11-21 19:30"),
    ("the day after tomorrow", "2026-11-24 12:00", "2026-11-24 12:00"),
    ("day before yesterday 9am", "2026-11-20 09:00", "2026-11-20 09:00"),
    ("tonight", "2026-11-22 21:00", "2026-11-22 21:00"),
    ("tonight at 22:15", "2026-11-22 22:15", "2026-11-22 22:15"),
    ("last night", "2026-11-21 21:00", "2026-11-21 21:00"),
    ("this morning", "2026-11-22 09:00", "2026-11-22 09:00"),
    ("this afternoon", "2026-11-22 15:00", "2026-11-22 15:00"),
    ("this evening", "2026-11-22 19:00", "2026-11-22 19:00"),
    ("tomorrow morning", "2026-11-23 09:00", "2026-11-23 09:00"),
    ("tomorrow in the morning at 8:15", "2026-11-23 08:15", "2026-11-23 08:15"),
    ("yesterday evening 7:30 pm", "2026-11-21 19:30", "2026-11-21 19:30"),
    ("in the evening", "2026-11-21 19:00", "2026-11-22 19:00"),
    // Times alone
    ("19:30", "2026-11-21 19:30", "2026-11-22 19:30"),
    ("at 16:59:30", "2026-11-22 16:59:30", "2026-11-23 16:59:30"),
    ("17:00", "2026-11-22 17:00", "2026-11-23 17:00"),
    ("3pm", "2026-11-22 15:00", "2026-11-23 15:00"),
    ("3:30 PM", "2026-11-22 15:30", "2026-11-23 15:30"),
    ("12am", "2026-11-22 00:00", "2026-11-23 00:00"),
    ("12 p.m.", "2026-11-22 12:00", "2026-11-23 12:00"),
    ("noon", "2026-11-22 12:00", "2026-11-23 12:00"),
    ("midnight", "2026-11-22 00:00", "2026-11-23 00:00"),
    // Weekdays
    ("Sat 15:00", "2026-11-21 15:00", "2026-11-28 15:00"),
    ("15:00 on Saturday", "2026-11-21 15:00", "2026-11-28 15:00"),
    ("sunday", "2026-11-22 12:00", "2026-11-29 12:00"),
    ("sunday 18:00", "2026-11-15 18:00", "2026-11-22 18:00"),
    ("mon", "2026-11-16 12:00", "2026-11-23 12:00"),
    ("next friday", "2026-11-27 12:00", "2026-11-27 12:00"),
    ("next sunday", "2026-11-29 12:00", "2026-11-29 12:00"),
    ("last monday", "2026-11-16 12:00", "2026-11-16 12:00"),
    ("last Sunday 10:00", "2026-11-15 10:00", "2026-11-15 10:00"),
    ("this friday", "2026-11-20 12:00", "2026-11-20 12:00"),
    ("next week", "2026-11-29 12:00", "2026-11-29 12:00"),
    ("last month 10:00", "2026-10-22 10:00", "2026-10-22 10:00"),
    ("next year", "2027-11-22 12:00", "2027-11-22 12:00"),
    // Dates
    ("3 May", "2026-05-03 12:00", "2027-05-03 12:00"),
    ("May 3", "2026-05-03 12:00", "2027-05-03 12:00"),
    ("3rd of may, 10:00", "2026-05-03 10:00", "2027-05-03 10:00"),
    ("24 December", "2025-12-24 12:00", "2026-12-24 12:00"),
    ("22 nov", "2026-11-22 12:00", "2026-11-22 17:00"),
    ("22 nov 18:00", "2025-11-22 18:00", "2026-11-22 18:00"),
    ("29 feb", "2024-02-29 12:00", "2028-02-29 12:00"),
    ("3 May 2026 10:00", "2026-05-03 10:00", "2026-05-03 10:00"),
    ("on May 3, 2031 at 3pm", "2031-05-03 15:00", "2031-05-03 15:00"),
    ("Sat 5 Dec 2026 18:00", "2026-12-05 18:00", "2026-12-05 18:00"),
    ("2026-11-22", "2026-11-22 12:00", "2026-11-22 12:00"),
    ("2026-11-22 18:00", "2026-11-22 18:00", "2026-11-22 18:00"),
    ("Sunday 2026-11-22 18:00", "2026-11-22 18:00", "2026-11-22 18:00"),
    ("2026-11-22T18:00", "2026-11-22 18:00", "2026-11-22 18:00"),
    ("2026-11-22T18:00:00Z", "2026-11-22 19:00", "2026-11-22 19:00"),
    ("2026-11-22t18:00:00.5-05:00", "2026-11-23 00:00:00.500000", "2026-11-23 00:00:00.500000"),
    ("2199-12-31 23:00", "2199-12-31 23:00", "2199-12-31 23:00"),
    // Distances
    ("in 2h", "2026-11-22 19:00", "2026-11-22 19:00"),
    ("in 90 minutes", "2026-11-22 18:30", "2026-11-22 18:30"),
    ("in 1h 30min", "2026-11-22 18:30", "2026-11-22 18:30"),
    ("in 1h30min", "2026-11-22 18:30", "2026-11-22 18:30"),
    ("in 1.5 hours", "2026-11-22 18:30", "2026-11-22 18:30"),
    ("in an hour and 5 minutes", "2026-11-22 18:05", "2026-11-22 18:05"),
    ("half an hour ago", "2026-11-22 16:30", "2026-11-22 16:30"),
    ("in 3 days", "2026-11-25 17:00", "2026-11-25 17:00"),
    ("in two weeks at 9:00", "2026-12-06 09:00", "2026-12-06 09:00"),
    ("2 weeks ago", "2026-11-08 17:00", "2026-11-08 17:00"),
    ("3 days ago 10:00", "2026-11-19 10:00", "2026-11-19 10:00"),
    ("a month ago", "2026-10-22 17:00", "2026-10-22 17:00"),
    ("in 1 year", "2027-11-22 17:00", "2027-11-22 17:00"),
    ("1 day and 2 hours from now", "2026-11-23 19:00", "2026-11-23 19:00"),
  ])
  func reads(text: String, past: String, future: String) throws {
    try check(text, .past, past)
    try check(text, .future, future)
  }

  private func check(
    _ text: String, _ lean: DateWords.Lean, _ expected: String, now: String = "2026-11-22T16:00:00Z"
  ) throws {
    let paris = try zone("Europe/Paris")
    let noon = try #require(TimeOfDay("12:00"))
    let read = try DateWords.read(text, now: try moment(now), zone: paris, lean: lean, time: noon)
    #expect(paris.civil(at: read).description == expected, "\(text), leaning to the \(lean)")
  }

  /// Days keep the time on the clock; hours pass.
  @Test(arguments: [
    ("in 1 day", "2026-03-28T11:00:00Z", "2026-03-29 12:00"),
    ("in 24h", "2026-03-28T11:00:00Z", "2026-03-29 13:00"),
    ("in 1 day", "2026-03-28T01:30:00Z", "2026-03-29 03:00"),
    ("1 month ago", "2026-03-31T10:00:00Z", "2026-02-28 12:00"),
    ("in 1 hour", "2026-10-25T00:30:00Z", "2026-10-25 02:30"),
    ("tomorrow 02:30", "2026-03-28T11:00:00Z", "2026-03-29 03:00"),
    ("in 1 year", "2024-02-29T11:00:00Z", "2025-02-28 12:00"),
  ])
  func movesTheCalendarOrTheClock(text: String, now: String, expected: String) throws {
    try check(text, .future, expected, now: now)
  }

  @Test(
    arguments: [
      ("", "", .empty),
      (" , ", "", .empty),
      ("blursday", "blursday", .notUnderstood),
      ("tomorrow blah", "blah", .notUnderstood),
      ("Sat at", "at", .notUnderstood),
      ("8", "8", .notUnderstood),
      ("tomorrow 8", "8", .notUnderstood),
      ("3/5", "3/5", .notUnderstood),
      ("3.5.2026", "3.5.2026", .notUnderstood),
      ("in 2 parsecs", "2 parsecs", .notUnderstood),
      ("2 hours", "2", .notUnderstood),
      ("next", "next", .notUnderstood),
      ("in 1.5 days", "1.5 days", .notUnderstood),
      ("in 9999999999 s", "9999999999 s", .notUnderstood),
      ("now 19:30", "now", .notUnderstood),
      ("May", "May", .notUnderstood),
      ("-2h", "-2h", .notUnderstood),
      ("25:00", "25:00", .doesNotExist),
      ("Sat 19:60", "19:60", .doesNotExist),
      ("13pm", "13pm", .doesNotExist),
      ("0 am", "0 am", .doesNotExist),
      ("30 Feb", "30 Feb", .doesNotExist),
      ("29 feb 2027", "29 feb 2027", .doesNotExist),
      ("2026-02-30 10:00", "2026-02-30", .doesNotExist),
      ("0 May", "0 May", .doesNotExist),
      ("Sat Sun", "Sun", .contradiction),
      ("10:00 11:00", "11:00", .contradiction),
      ("tonight morning", "morning", .contradiction),
      ("this evening 7:30", "7:30", .contradiction),
      ("tonight 00:30", "00:30", .contradiction),
      ("in 2h 10:00", "10:00", .contradiction),
      ("in 2 days tomorrow", "tomorrow", .contradiction),
      ("Sat 6 Dec 2026", "2026-12-06", .otherWeekday(.sunday)),
      ("Mon 2026-11-22", "2026-11-22", .otherWeekday(.sunday)),
      ("1 Jan 1950", "1 Jan 1950", .outOfRange),
      ("2250-01-01", "2250-01-01", .outOfRange),
      ("2200-01-01", "2200-01-01", .outOfRange),
      ("in 500 years", "in 500 years", .outOfRange),
      ("999999999 hours ago", "999999999 hours ago", .outOfRange),
      ("999999999 weeks ago", "999999999 weeks ago", .outOfRange),
      ("in 999999999 years", "in 999999999 years", .outOfRange),
      ("Sat\u{1B}[2J", "", .unreadable),
      ("Sat\n", "", .unreadable),
      ("Sat \u{202E}15:00", "", .unreadable),
      (String(repeating: "x", count: 201), "", .tooLong),
    ] as [(String, String, DateWordsError.Problem)])
  func namesWhatItDoesNotUnderstand(text: String, part: String, problem: DateWordsError.Problem) throws {
    let (now, noon) = (try moment("2026-11-22T16:00:00Z"), try #require(TimeOfDay("12:00")))
    let error = #expect(throws: DateWordsError.self) {
      try DateWords.read(text, now: now, zone: .utc, lean: .future, time: noon)
    }
    #expect(error?.part == part)
    #expect(error?.problem == problem)
  }

  @Test func explainsItself() {
    let error = #expect(throws: DateWordsError.self) {
      try DateWords.read("blursday", now: .earliest, zone: .utc, lean: .past, time: #require(TimeOfDay("12:00")))
    }
    #expect(
      error?.description == #""blursday" is not understood; write for example "Sat 15:00" or "in 2 hours""#)
  }

  @Test(arguments: [
    ("2026-11-22 19:30", "today 19:30"),
    ("2026-11-22 00:00", "today 00:00"),
    ("2026-11-23 18:00", "tomorrow 18:00"),
    ("2026-11-21 09:05", "yesterday 09:05"),
    ("2026-11-24 15:00", "Tue 15:00"),
    ("2026-11-28 15:00", "Sat 15:00"),
    ("2026-11-29 15:00", "Sun 29 Nov 15:00"),
    ("2026-12-05 18:00", "Sat 5 Dec 18:00"),
    ("2026-11-20 10:00", "Fri 20 Nov 10:00"),
    ("2027-01-02 10:00", "Sat 2 Jan 2027 10:00"),
    ("2025-12-31 10:00", "Wed 31 Dec 2025 10:00"),
  ])
  func says(reading: String, words: String) throws {
    let (now, paris) = (try moment("2026-11-22T16:00:00Z"), try zone("Europe/Paris"))
    let at = paris.moment(of: try civil(reading))
    #expect(DateWords.say(at, now: now, zone: paris) == words)
    #expect(DateWords.sayDay(at, now: now, zone: paris) == String(words.dropLast(6)))
  }

  @Test func understandsWhatItSays() throws {
    var random = SeededGenerator()
    let (zone, noon) = (try zone("Asia/Tokyo"), try #require(TimeOfDay("12:00")))
    for _ in 0..<2_000 {
      let now = Moment.earliest.adding(.seconds(random.number(200_000_000...7_000_000_000)))
      let distance = random.number(-3_000_000...3_000_000) * (random.chance(50) ? 1 : 60)
      let at = now.adding(.seconds(distance))
      let minute = Moment(microseconds: at.microseconds / 60_000_000 * 60_000_000)
      let words = DateWords.say(at, now: now, zone: zone)
      let read = try DateWords.read(words, now: now, zone: zone, lean: at > now ? .future : .past, time: noon)
      #expect(read == minute, "\(words) at \(now), seed \(random.seed)")
    }
  }
}
