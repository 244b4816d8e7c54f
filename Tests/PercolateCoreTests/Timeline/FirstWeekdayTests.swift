// When a nudge is due that comes on the first of a weekday after something: one transcript each.

import PercolateCore
import PercolateFiles
import Testing

@Suite struct FirstWeekdayTests {
  /// Sunday 1 November is the day of entering, and not the first Sunday after it.
  @Test func theFirstDayOfAWeekIsLaterThanTheDayItIsCountedFrom() throws {
    let plan = Plan.small(
      .named(
        "calm", try .first(.sunday, "11:00", of: .stage), try .first(.monday, "09:00", of: .stage),
        try .first(.saturday, "18:00", of: .stage), try .first(.thursday, "12:00", of: .happening(.theyWrote))))
    try Journey.check(
      """
      2026-11-01 20:00 $ start
      2026-11-01 20:00 > calm
      2026-11-02 09:00 * monday#1
      2026-11-05 10:00 $ they wrote
      2026-11-07 18:00 * saturday#1
      2026-11-08 11:00 * sunday#1
      2026-11-12 12:00 * thursday#1
      2026-11-30 12:00 @
      """, plan: plan)
  }

  @Test func theFirstSundayMovesWithWhatItIsCountedFrom() throws {
    let plan = Plan.small(
      .named(
        "coffee", usual: 20, contact: [.meeting], to: [(.extend, "coffee")],
        try .first(.sunday, "11:00", of: .happening(.coffee)), try .first(.friday, "11:00", of: .usualStay)))
    try Journey.check(
      """
      2026-11-01 20:00 $ start
      2026-11-01 20:00 > coffee
      2026-11-01 20:01 $ coffee on 2026-11-04 17:00
      2026-11-03 12:00 $ coffee on 2026-11-09 17:00
      2026-11-15 11:00 * sunday#1
      # The usual stay would be over on Saturday 21 November, and is on Friday 11 December: a week later it comes.
      2026-11-20 12:00 $ extend
      2026-12-18 11:00 * friday#1
      2026-12-30 12:00 @
      """, plan: plan)
  }

  @Test func theFirstSundayKeepsQuietHoursAndLimits() throws {
    let plan = Plan.small(
      .named(
        "calm", try .every("chat", "Wed *-*-* 09,10,12:00"), try .first(.monday, "06:30", of: .stage),
        try .first(.wednesday, "19:30", of: .stage)))
    try Journey.check(
      """
      2026-11-01 20:00 $ start
      2026-11-01 20:00 > calm
      2026-11-02 08:00 * monday#1
      2026-11-04 09:00 * chat#1
      2026-11-04 10:00 * chat#2
      2026-11-04 12:00 * chat#3
      2026-11-05 19:30 * wednesday#1
      2026-11-10 12:00 @
      """, plan: plan)
  }

  @Test(arguments: [
    ("an hour is left out", "2026-03-27T12:00:00Z", "2026-03-29T01:00:00Z"),
    ("an hour is repeated", "2026-10-23T12:00:00Z", "2026-10-25T00:30:00Z"),
  ])
  func theFirstSundayComesWhenTheClockHasReachedItsTime(_ what: Comment, from: String, due: String) throws {
    var journey = try Journey(plan: Plan.small(.named("calm", try .first(.sunday, "02:30", of: .stage))))
    let start = try moment(from)
    try journey.start(at: start, brokeUp: start, quiet: nil)
    try journey.pass(to: start.adding(.seconds(9 * 86_400)))
    #expect(journey.occurrences.map(\.due) == [try moment(due)], what)
  }

  /// Half past midnight on Sunday in Rome is Saturday evening in New York, and Sunday is the next day there.
  @Test func theFirstSundayFollowsTheClockOfTheZone() throws {
    let plan = Plan.small(.named("calm", try .first(.sunday, "11:00", of: .stage)))
    try Journey.checkFlight(
      plan, from: "2026-10-31T23:30:00Z", to: "America/New_York", at: "2026-11-01T12:00:00Z",
      due: ["sunday#1 2026-11-01T16:00:00Z"])
    try Journey.checkFlight(
      plan, from: "2026-10-31T23:30:00Z", to: "America/New_York", at: "2026-11-01T20:00:00Z",
      due: ["sunday#1 2026-11-01T20:00:00Z"])
    try Journey.checkFlight(
      plan, from: "2026-10-31T23:30:00Z", to: "Asia/Tokyo", at: "2026-11-01T12:00:00Z",
      due: ["sunday#1 2026-11-08T02:00:00Z"])
  }
}
