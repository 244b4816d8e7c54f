// Calendar events read like systemd.time(7): what is written, its normal form, and when it elapses next.

import PercolateCore
import Testing

@Suite struct CalendarEventTextTests {
  @Test(arguments: [
    // The examples of systemd.time(7), in its order.
    ("Thu,Fri 2012-*-1,5 11:12:13", "Thu,Fri 2012-*-01,05 11:12:13"),
    ("*-02~03", "*-02~03 00:00:00"),
    ("Mon *-05~07/1", "Mon *-05~07/1 00:00:00"),
    ("Sat,Thu,Mon..Wed,Sat..Sun", "Mon..Thu,Sat,Sun *-*-* 00:00:00"),
    ("Mon,Sun 12-*-* 2,1:23", "Mon,Sun 2012-*-* 01,02:23:00"),
    ("Wed *-1", "Wed *-*-01 00:00:00"),
    ("Wed..Wed,Wed *-1", "Wed *-*-01 00:00:00"),
    ("Wed, 17:48", "Wed *-*-* 17:48:00"),
    ("Wed..Sat,Tue 12-10-15 1:2:3", "Tue..Sat 2012-10-15 01:02:03"),
    ("*-*-7 0:0:0", "*-*-07 00:00:00"),
    ("10-15", "*-10-15 00:00:00"),
    ("monday *-12-* 17:00", "Mon *-12-* 17:00:00"),
    ("Mon,Fri *-*-3,1,2 *:30:45", "Mon,Fri *-*-01,02,03 *:30:45"),
    ("12,14,13,12:20,10,30", "*-*-* 12,13,14:10,20,30:00"),
    ("12..14:10,20,30", "*-*-* 12..14:10,20,30:00"),
    ("mon,fri *-1/2-1,3 *:30:45", "Mon,Fri *-01/2-01,03 *:30:45"),
    ("03-05 08:05:40", "*-03-05 08:05:40"),
    ("08:05:40", "*-*-* 08:05:40"),
    ("05:40", "*-*-* 05:40:00"),
    ("Sat,Sun 12-05 08:05:40", "Sat,Sun *-12-05 08:05:40"),
    ("Sat,Sun 08:05:40", "Sat,Sun *-*-* 08:05:40"),
    ("2003-03-05 05:40", "2003-03-05 05:40:00"),
    ("05:40:23.4200004/3.1700005", "*-*-* 05:40:23.420000/3.170001"),
    ("2003-02..04-05", "2003-02..04-05 00:00:00"),
    ("2003-03-05 05:40 UTC", "2003-03-05 05:40:00 UTC"),
    ("2003-03-05", "2003-03-05 00:00:00"),
    ("03-05", "*-03-05 00:00:00"),
    ("minutely", "*-*-* *:*:00"),
    ("hourly", "*-*-* *:00:00"),
    ("daily", "*-*-* 00:00:00"),
    ("daily UTC", "*-*-* 00:00:00 UTC"),
    ("monthly", "*-*-01 00:00:00"),
    ("weekly", "Mon *-*-* 00:00:00"),
    ("weekly Pacific/Auckland", "Mon *-*-* 00:00:00 Pacific/Auckland"),
    ("yearly", "*-01-01 00:00:00"),
    ("annually", "*-01-01 00:00:00"),
    ("quarterly", "*-01,04,07,10-01 00:00:00"),
    ("semiannually", "*-01,07-01 00:00:00"),
    ("*:2/3", "*-*-* *:02/3:00"),
    // What the page leaves to the program.
    ("DAILY uTc", "*-*-* 00:00:00 UTC"),
    ("semi-annually", "*-01,07-01 00:00:00"),
    ("Sat,Thu,Mon-Wed,Sat-Sun", "Mon..Thu,Sat,Sun *-*-* 00:00:00"),
    ("Mon..Sun", "*-*-* 00:00:00"),
    ("Mon,Tue", "Mon,Tue *-*-* 00:00:00"),
    ("Wednesday,", "Wed *-*-* 00:00:00"),
    ("Monday *-*-*", "Mon *-*-* 00:00:00"),
    ("*:*:*", "*-*-* *:*:*"),
    ("12:*", "*-*-* 12:*:00"),
    ("*-*~* 00:00:00", "*-*-* 00:00:00"),
    ("*-*~05,3 ", "*-*~03,05 00:00:00"),
    ("*~03/1,03..05", "*-*~03/1,03..05 00:00:00"),
    ("93..00-*-*", "1993..2000-*-* 00:00:00"),
    ("69-1-1", "2069-01-01 00:00:00"),
    ("70-1-1", "1970-01-01 00:00:00"),
    ("9..11,13:00,30", "*-*-* 09..11,13:00,30:00"),
    ("1..3-1..3 1..3:1..3", "*-01..03-01..03 01..03:01..03:00"),
    ("*:20..39/5", "*-*-* *:20..35/5:00"),
    ("*:05..05", "*-*-* *:05:00"),
    ("*:05..10/6", "*-*-* *:05:00"),
    ("00:00:20..40/1", "*-*-* 00:00:20..40"),
    ("00:00:1.125..2.125", "*-*-* 00:00:01.125000..02.125000"),
    ("00:00:1.0..3.8", "*-*-* 00:00:01..03"),
    ("00:00:01/2,02..03", "*-*-* 00:00:01/2,02..03"),
    ("00:00:0/0.5", "*-*-* 00:00:00/0.500000"),
    ("00:00:1.9999999", "*-*-* 00:00:02"),
    ("*:4,30:0/1", "*-*-* *:04,30:*"),
    ("*:4,30:0/1,3,5", "*-*-* *:04,30:*"),
    ("5,5,5/1:0", "*-*-* 05,05/1:00:00"),
    ("@1493187147", "2017-04-26 06:12:27 UTC"),
    ("@0 UTC", "1970-01-01 00:00:00 UTC"),
    ("@0 Europe/Paris", "1970-01-01 00:00:00 UTC"),
    ("Wed @1493187147", "Wed 2017-04-26 06:12:27 UTC"),
  ])
  func hasANormalForm(text: String, normal: String) throws {
    let first = try event(text)
    #expect(first.description == normal)
    #expect(try event(normal) == first)
  }

  @Test(
    arguments: [
      ("", 1, .empty),
      (" ", 1, .value),
      (" UTC", 1, .empty),
      ("7", 2, .unexpected(.minute)),
      ("test", 1, .nothingKnown),
      ("Mond 12:00", 1, .nothingKnown),
      ("Mon,Foo", 5, .weekday),
      ("Mon/Fri", 4, .weekday),
      ("Sat..Tue", 9, .weekdayRange),
      ("Mon..Wed..Fri", 11, .weekdayRange),
      ("Monday..", 9, .weekdayRange),
      ("Monday.. 12:00", 9, .weekday),
      ("Mon,17:48", 5, .weekday),
      ("2026.11.22", 5, .unexpected(.dateOrTime)),
      ("12;30", 3, .unexpected(.dateOrTime)),
      ("2016~11-22", 8, .unexpected(.afterDate)),
      ("2026-11/22", 1, .range(.month)),
      ("2026-11-22T10:00", 11, .unexpected(.afterDate)),
      ("2026-11;22", 8, .unexpected(.day)),
      ("2000-03-05.23 00:00:00", 11, .unexpected(.afterDate)),
      ("2000-03-05 00:00.1:00", 17, .unexpected(.second)),
      ("10:00 11:00", 6, .unexpected(.second)),
      ("10:00:00 11", 9, .unexpected(.afterTime)),
      ("10-15 10", 9, .unexpected(.minute)),
      ("2016- 11- 24 12: 30: 00", 6, .value),
      ("-00:+00/-5", 1, .value),
      ("00:+00/-5", 4, .value),
      ("1..:00", 4, .value),
      ("*:4,30:*,5", 9, .unexpected(.afterTime)),
      ("*:4,30:5,*", 10, .value),
      ("*:4,30:*\n", 9, .unexpected(.afterTime)),
      ("*:0/0", 5, .value),
      ("00:00:1.", 9, .value),
      ("00:00:00/0.00000001", 10, .value),
      ("00:00:99999999999", 7, .value),
      ("00:00:24..36/4751", 14, .value),  // systemd holds microseconds in an int
      ("24:00", 1, .range(.hour)),
      ("00:60", 4, .range(.minute)),
      ("00:00:60", 7, .range(.second)),
      ("121212:1:2", 1, .range(.hour)),
      ("20/4:00", 1, .range(.hour)),
      ("00:00/60", 4, .range(.minute)),
      ("00:00:59.9999999", 7, .range(.second)),
      ("00:00:00.0..00.9", 7, .range(.second)),
      ("13-01", 1, .range(.month)),
      ("2026-00-01", 6, .range(.month)),
      ("02-32", 4, .range(.day)),
      ("*~29", 3, .range(.dayFromEnd)),
      ("*~16..31", 3, .range(.dayFromEnd)),
      ("*-*~5/5", 5, .range(.dayFromEnd)),
      ("12..1/2-*", 1, .range(.month)),
      ("12..1-*-*", 1, .range(.year)),
      ("1969-01-01", 1, .range(.year)),
      ("2200-01-01", 1, .range(.year)),
      ("@88588582097858858", 2, .range(.year)),
      ("@", 2, .range(.year)),
      ("@1x", 3, .unexpected(.afterTime)),
      ("daily Foo/Bar", 7, .zone),
      ("19:30 Mars/Olympus", 7, .zone),
      ("Mon 19:30 CEST", 11, .zone),
      ("19:30 ../../etc/passwd", 6, .unexpected(.second)),
      (String(repeating: "1,", count: 241) + "1:00", 483, .tooLong),
      (String(repeating: " ", count: 4_097), 1, .tooLong),
    ] as [(String, Int, CalendarEventError.Problem)])
  func saysWhatIsWrong(text: String, column: Int, problem: CalendarEventError.Problem) throws {
    let error = #expect(throws: CalendarEventError.self) { try event(text) }
    #expect(error?.column == column)
    #expect(error?.problem == problem)
    #expect(error?.description.contains("\n") == false)
  }

  @Test func explainsItself() {
    let error = #expect(throws: CalendarEventError.self) { try event("Mon 25:00") }
    #expect(
      error?.description == "column 5: expected hours from 0 to 23, ranges that go forward, and repetitions that fit")
  }

  /// A name is asked for only where a path can be made from it without danger, and UTC never.
  @Test func asksForSafeNamesOnly() throws {
    var asked: [String] = []
    for text in [
      "19:30", "Mon 19:30", "daily UTC", "daily ../x", "daily /x", "daily a.b", "daily a//b", "daily a/",
      "daily x\u{301}", "daily Etc/GMT+5",
    ] {
      _ = try? CalendarEvent(parsing: text) { name in
        asked.append(name)
        return nil
      }
    }
    #expect(asked == ["Etc/GMT+5"])
  }
}

@Suite struct CalendarEventNextTests {
  @Test(arguments: [
    ("19:30", "Europe/Paris", "2026-11-22T18:29:59.999999Z", "2026-11-22T18:30:00Z"),
    ("19:30", "Europe/Paris", "2026-11-22T18:30:00Z", "2026-11-23T18:30:00Z"),
    ("Mon..Fri 08:00", "Europe/Paris", "2026-11-20T08:00:00Z", "2026-11-23T07:00:00Z"),
    ("*-*~1 00:00", "UTC", "2024-02-01T00:00:00Z", "2024-02-29T00:00:00Z"),
    ("*-02~03", "UTC", "2026-01-01T00:00:00Z", "2026-02-26T00:00:00Z"),
    ("Mon *-05~07/1", "UTC", "2026-01-01T00:00:00Z", "2026-05-25T00:00:00Z"),
    ("Mon 2017-05~01..07", "UTC", "2016-01-01T00:00:00Z", "2017-05-29T00:00:00Z"),
    ("*-*~1..5/2", "UTC", "2026-01-28T00:00:00Z", "2026-01-29T00:00:00Z"),
    ("*-*~1..5/2", "UTC", "2026-01-29T00:00:00Z", "2026-01-31T00:00:00Z"),
    ("*-*-31", "UTC", "2026-01-31T00:00:00Z", "2026-03-31T00:00:00Z"),
    ("*-02-29", "UTC", "2096-02-29T00:00:00Z", "2104-02-29T00:00:00Z"),
    ("Mon *-02-29", "UTC", "2026-01-01T00:00:00Z", "2044-02-29T00:00:00Z"),
    ("*-*-01/5 04:00:00", "UTC", "2022-02-28T00:00:00Z", "2022-03-01T04:00:00Z"),
    ("*-01/7-01 04:00:00", "UTC", "2022-10-01T07:00:00Z", "2023-01-01T04:00:00Z"),
    ("2017-08-06 9..17/2:00", "UTC", "2017-08-06T14:30:00Z", "2017-08-06T15:00:00Z"),
    ("2016-12-* 3..21/6:00", "UTC", "2016-12-24T21:00:00.000001Z", "2016-12-25T03:00:00Z"),
    ("2015-11-13 09:11:23.42/1.77", "Europe/Kyiv", "2015-11-13T07:11:23.420000Z", "2015-11-13T07:11:25.190000Z"),
    ("*:*:*", "UTC", "2026-12-31T23:59:59Z", "2027-01-01T00:00:00Z"),
    ("*:*:0/0.5", "UTC", "2026-12-31T23:59:59.500000Z", "2027-01-01T00:00:00Z"),
    ("2026/2-01-01", "UTC", "2027-06-01T00:00:00Z", "2028-01-01T00:00:00Z"),
    ("daily Pacific/Auckland", "Europe/Paris", "2026-11-22T12:00:00Z", "2026-11-23T11:00:00Z"),
    ("@1493187147", "Europe/Paris", "1970-01-01T00:00:00Z", "2017-04-26T06:12:27Z"),
    ("2199-12-31 23:59:59", "UTC", "1970-01-01T00:00:00Z", "2199-12-31T23:59:59Z"),
    ("1970-01-01", "America/New_York", "1970-01-01T00:00:00Z", "1970-01-01T05:00:00Z"),
    // Never again
    ("2017-08-06", "UTC", "2017-08-06T00:00:00Z", nil),
    ("*-02-30", "UTC", "1970-01-01T00:00:00Z", nil),
    ("*-02,04,06,09,11-31", "Europe/Paris", "1970-01-01T00:00:00Z", nil),
    ("Mon 2026-11-22", "UTC", "1970-01-01T00:00:00Z", nil),
    ("*-02-30 *:*", "Europe/Paris", "1970-01-01T00:00:00Z", nil),
    ("daily", "UTC", "2199-12-31T00:00:00Z", nil),
    ("23:00", "America/New_York", "2199-12-31T05:00:00Z", nil),
    ("*:*:*", "UTC", "2199-12-31T23:59:59.999999Z", nil),
  ])
  func elapses(rule: String, zoneName: String, after: String, expected: String?) throws {
    try check(rule, zoneName, after, [expected])
  }

  /// Where we differ from systemd, which skips the day of a gap. Paris goes forward on 2026-03-29 from 02:00 to 03:00 and
  /// back on 2026-10-25 from 03:00 to 02:00; Lord Howe by half an hour.
  @Test(
    arguments: [
      // Named hours: nothing is lost in a gap, and skipped readings collapse into one.
      ("02:30", "Europe/Paris", "2026-03-28T12:00:00Z", ["2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z"]),
      ("02:00", "Europe/Paris", "2026-03-28T12:00:00Z", ["2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z"]),
      ("02,03:00", "Europe/Paris", "2026-03-28T12:00:00Z", ["2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z"]),
      (
        "2..3:0/20", "Europe/Paris", "2026-03-29T00:00:00Z",
        ["2026-03-29T01:00:00Z", "2026-03-29T01:20:00Z", "2026-03-29T01:40:00Z", "2026-03-30T00:00:00Z"]
      ),
      ("2026-03-29 02:30", "Europe/Paris", "2026-01-01T00:00:00Z", ["2026-03-29T01:00:00Z", nil]),
      ("*-*-30 09:00", "Pacific/Apia", "2011-12-01T00:00:00Z", ["2011-12-30T10:00:00Z", "2012-01-29T19:00:00Z"]),
      ("02:15", "Australia/Lord_Howe", "2026-10-03T00:00:00Z", ["2026-10-03T15:30:00Z", "2026-10-04T15:15:00Z"]),
      // Named hours: an hour that happens twice counts once, the first time.
      ("02:30", "Europe/Paris", "2026-10-24T12:00:00Z", ["2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"]),
      ("02:30", "Europe/Paris", "2026-10-25T00:30:00Z", ["2026-10-26T01:30:00Z"]),
      ("02:30", "Europe/Paris", "2026-10-25T01:10:00Z", ["2026-10-26T01:30:00Z"]),
      ("02:00", "Europe/Paris", "2026-10-24T12:00:00Z", ["2026-10-25T00:00:00Z", "2026-10-26T01:00:00Z"]),
      ("2,3:00", "Europe/Paris", "2026-10-24T12:00:00Z", ["2026-10-25T00:00:00Z", "2026-10-25T02:00:00Z"]),
      // Every hour: the pace is kept in both.
      ("hourly", "Europe/Paris", "2026-03-29T00:00:00Z", ["2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z"]),
      ("*:30", "Europe/Paris", "2026-03-29T00:00:00Z", ["2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z"]),
      (
        "*:30", "Europe/Paris", "2026-10-24T23:30:00Z",
        ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T02:30:00Z"]
      ),
      ("0..23:30", "Europe/Paris", "2026-10-25T00:30:00Z", ["2026-10-25T01:30:00Z", "2026-10-25T02:30:00Z"]),
      ("2026-10-25 *:30", "Europe/Paris", "2026-10-25T00:30:00Z", ["2026-10-25T01:30:00Z"]),
      (
        "*:0/20", "Australia/Lord_Howe", "2026-04-04T14:30:00Z",
        ["2026-04-04T14:40:00Z", "2026-04-04T15:10:00Z", "2026-04-04T15:30:00Z", "2026-04-04T15:50:00Z"]
      ),
      ("minutely", "Europe/Paris", "2026-10-25T00:59:30Z", ["2026-10-25T01:00:00Z", "2026-10-25T01:01:00Z"]),
    ] as [(String, String, String, [String?])])
  func keepsItsWordWhenClocksChange(rule: String, zoneName: String, after: String, expected: [String?]) throws {
    try check(rule, zoneName, after, expected)
  }

  private func check(_ rule: String, _ zoneName: String, _ after: String, _ expected: [String?]) throws {
    let (event, zone) = (try event(rule), try zone(zoneName))
    var last = try moment(after)
    for expected in expected {
      let next = event.next(after: last, in: zone)
      #expect(next?.description == expected)
      guard let next else { return }
      last = next
    }
  }
}
