// What a wall time means on the day on which a clock is changed: one that is skipped comes at the first instant after it, one
// that is repeated comes the first time. Each row holds for a calendar event, for a nudge that repeats, and for nudges that
// come once. The instants are those of Python's zoneinfo, found by looking at the clock minute by minute.

import PercolateCore
import Testing

@Suite struct ClockChangeTests {
  @Test(
    arguments: [
      ("Europe/Rome", "02:30", "2026-03-28T01:30Z 2026-03-29T01:00Z 2026-03-30T00:30Z", "skipped"),
      ("Europe/Rome", "02:30", "2026-10-24T00:30Z 2026-10-25T00:30Z 2026-10-26T01:30Z", "repeated"),
      ("America/New_York", "02:00", "2026-03-07T07:00Z 2026-03-08T07:00Z 2026-03-09T06:00Z", "where the gap begins"),
      ("America/New_York", "01:30", "2026-10-31T05:30Z 2026-11-01T05:30Z 2026-11-02T06:30Z", "repeated"),
      ("America/Santiago", "00:00", "2026-09-05T04:00Z 2026-09-06T04:00Z 2026-09-07T03:00Z", "midnight is skipped"),
      (
        "America/Santiago", "23:30", "2026-04-04T02:30Z 2026-04-05T02:30Z 2026-04-06T03:30Z",
        "the last hour of a day is repeated"
      ),
      ("America/Havana", "00:30", "2026-03-07T05:30Z 2026-03-08T05:00Z 2026-03-09T04:30Z", "skipped"),
      (
        "America/St_Johns", "23:30", "2006-10-29T02:00Z 2006-10-30T03:00Z 2006-10-31T03:00Z",
        "repeated, from a minute past midnight on"
      ),
      (
        "Australia/Lord_Howe", "02:15", "2026-10-02T15:45Z 2026-10-03T15:30Z 2026-10-04T15:15Z",
        "half an hour is skipped"
      ),
      (
        "Australia/Lord_Howe", "01:45", "2026-04-03T14:45Z 2026-04-04T14:45Z 2026-04-05T15:15Z",
        "half an hour is repeated"
      ),
      ("Pacific/Chatham", "03:00", "2026-09-25T14:15Z 2026-09-26T14:00Z 2026-09-27T13:15Z", "skipped at 02:45"),
      ("Pacific/Chatham", "03:00", "2026-04-03T13:15Z 2026-04-04T13:15Z 2026-04-05T14:15Z", "repeated at 03:45"),
      ("Africa/Casablanca", "02:30", "2026-02-14T01:30Z 2026-02-15T01:30Z 2026-02-16T02:30Z", "Ramadan: back"),
      ("Africa/Casablanca", "02:30", "2026-03-21T02:30Z 2026-03-22T02:00Z 2026-03-23T01:30Z", "and forward again"),
      ("Africa/El_Aaiun", "02:00", "2026-03-21T02:00Z 2026-03-22T02:00Z 2026-03-23T01:00Z", "and forward again"),
      (
        "Europe/Dublin", "01:30", "2026-03-28T01:30Z 2026-03-29T01:00Z 2026-03-30T00:30Z",
        "skipped; winter is the daylight saving time"
      ),
      ("Europe/Dublin", "01:30", "2026-10-24T00:30Z 2026-10-25T00:30Z 2026-10-26T01:30Z", "repeated"),
      ("Antarctica/Troll", "02:00", "2026-03-28T02:00Z 2026-03-29T01:00Z 2026-03-30T00:00Z", "two hours are skipped"),
      ("Antarctica/Troll", "01:30", "2026-10-23T23:30Z 2026-10-24T23:30Z 2026-10-26T01:30Z", "two hours are repeated"),
      ("Pacific/Apia", "12:00", "2011-12-29T22:00Z 2011-12-30T10:00Z 2011-12-30T22:00Z", "a day that never was"),
      ("Pacific/Kiritimati", "12:00", "1994-12-30T22:00Z 1994-12-31T10:00Z 1994-12-31T22:00Z", "a day that never was"),
      ("Pacific/Fakaofo", "09:00", "2011-12-29T20:00Z 2011-12-30T11:00Z 2011-12-30T20:00Z", "a day that never was"),
      ("Asia/Pyongyang", "23:45", "2015-08-14T14:45Z 2015-08-15T15:15Z 2015-08-16T15:15Z", "half an hour is repeated"),
      ("Asia/Pyongyang", "23:45", "2018-05-03T15:15Z 2018-05-04T15:00Z 2018-05-05T14:45Z", "half an hour is skipped"),
      ("America/Caracas", "02:45", "2007-12-08T06:45Z 2007-12-09T06:45Z 2007-12-10T07:15Z", "half an hour is repeated"),
      (
        "Asia/Kathmandu", "00:10", "1985-12-30T18:40Z 1985-12-31T18:30Z 1986-01-01T18:25Z",
        "a quarter of an hour is skipped"
      ),
      ("Asia/Gaza", "02:30", "2026-03-27T00:30Z 2026-03-28T00:00Z 2026-03-28T23:30Z", "skipped"),
      ("Africa/Cairo", "00:30", "2026-04-22T22:30Z 2026-04-23T22:00Z 2026-04-24T21:30Z", "midnight is skipped"),
      (
        "America/Nuuk", "23:30", "2026-03-28T01:30Z 2026-03-29T01:00Z 2026-03-30T00:30Z",
        "the last hour of a day is skipped"
      ),
    ] as [(String, String, String, String)])
  func aWallTimeOnThreeDays(zone name: String, time: String, expected: String, why: String) throws {
    let expected = try expected.split(separator: " ").map { try moment($0.dropLast() + ":00Z") }
    let dayBefore = expected[0].subtracting(.seconds(86_400))

    let rule = try event("*-*-* \(time)")
    var elapsed: [Moment] = []
    while elapsed.count < 3, let next = rule.next(after: elapsed.last ?? dayBefore, in: try zone(name)) {
      elapsed.append(next)
    }
    #expect(elapsed == expected, "a calendar event, \(why)")

    let once = (1...3).map { Nudge.at("day\($0)", .once(.days($0, at: TimeOfDay(time)), of: .stage)) }
    #expect(try due(once, in: name, from: dayBefore) == expected, "nudges that come once, \(why)")

    let repeating = try Nudge.every("daily", "*-*-* \(time)", from: 1, until: 3)
    #expect(try due([repeating], in: name, from: dayBefore) == expected, "a nudge that repeats, \(why)")
  }

  private func due(_ nudges: [Nudge], in zone: String, from start: Moment) throws -> [Moment] {
    var stage = Stage.named("calm")
    stage.nudges = nudges
    var journey = try Journey(plan: .small(stage), zone: zone)
    try journey.start(at: start, brokeUp: start, quiet: nil)
    try journey.pass(to: start.adding(.seconds(5 * 86_400)))
    return journey.occurrences.map(\.due)
  }
}
