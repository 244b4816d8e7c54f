// When nudges are due: the planner's rules, one transcript each.

import PercolateCore
import PercolateFiles
import Testing

@Suite struct PlannerTests {
  @Test func aCadenceLastsAsLongAsItsDays() throws {
    let plan = Plan.small(.named("calm", try .every("daily", "*-*-* 19:30", from: 1, until: 3)))
    try Journey.check(
      """
      2026-11-01 20:00 $ start
      2026-11-01 20:00 > calm
      2026-11-02 19:30 * daily#1
      2026-11-03 19:30 * daily#2
      2026-11-04 19:30 * daily#3
      2026-11-20 12:00 @
      """, plan: plan)
  }

  @Test func quietHoursPutOffToTheirEnd() throws {
    let plan = Plan.small(
      .named(
        "calm", .at("late", .once(.days(1, at: TimeOfDay("23:10")), of: .stage)),
        .at("early", .once(.days(3, at: TimeOfDay("06:00")), of: .stage))))
    try Journey.check(
      """
      2026-11-01 20:00 $ start
      2026-11-01 20:00 > calm
      2026-11-03 08:00 * late#1
      2026-11-04 08:00 * early#1
      2026-11-20 12:00 @
      """, plan: plan)
  }

  @Test func threeADayAndTheRestTheDayAfter() throws {
    let plan = Plan.small(
      .named(
        "calm", .at("a", .once(.days(1, at: TimeOfDay("10:00")), of: .stage)),
        .at("b", .once(.days(1, at: TimeOfDay("11:00")), of: .stage)),
        .at("c", .once(.days(1, at: TimeOfDay("12:00")), of: .stage)),
        .at("d", .once(.days(1, at: TimeOfDay("13:00")), of: .stage)), try .every("never", "*-11-02 14:00")))
    try Journey.check(
      """
      2026-11-01 20:00 $ start
      2026-11-01 20:00 > calm
      2026-11-02 10:00 * a#1
      2026-11-02 11:00 * b#1
      2026-11-02 12:00 * c#1
      2026-11-03 13:00 * d#1
      2026-11-20 12:00 @
      """, plan: plan)
  }

  @Test func twelveAWeekOfThoseThatRepeat() throws {
    let plan = Plan.small(.named("calm", try .every("often", "*-*-* 09,12,15:00")))
    var journey = try Journey(plan: plan)
    let start = try #require(Moment(iso8601: "2026-11-01T19:00:00Z"))
    try journey.start(at: start, brokeUp: start)
    try journey.pass(to: start.adding(.seconds(21 * 86_400)))
    let weeks = Dictionary(grouping: journey.occurrences) { occurrence in
      let date = journey.zone.civil(at: occurrence.due).date
      return date.adding(days: 1 - date.weekday.rawValue)
    }
    #expect(weeks.values.map(\.count).sorted() == [12, 12, 12])
  }

  @Test func anAppointmentKeepsItsPlaceAmongThree() throws {
    let plan = Plan.small(
      .named(
        "coffee", contact: [.meeting], .at("before", .once(.elapsed(.seconds(-7200)), of: .happening(.coffee))),
        try .every("chat", "*-*-* 09,10,11:00")))
    try Journey.check(
      """
      2026-11-01 20:00 $ start
      2026-11-01 20:00 > coffee
      2026-11-01 20:01 $ coffee on 2026-11-02 17:00
      2026-11-02 09:00 * chat#1
      2026-11-02 10:00 * chat#2
      2026-11-02 15:00 * before#1
      2026-11-02 18:00 @
      """, plan: plan)
  }

  @Test func aMovedAppointmentMovesItsNudge() throws {
    let plan = Plan.small(
      .named("coffee", contact: [.meeting], .at("before", .once(.elapsed(.seconds(-7200)), of: .happening(.coffee)))))
    try Journey.check(
      """
      2026-11-01 20:00 $ start
      2026-11-01 20:00 > coffee
      2026-11-01 20:01 $ coffee on 2026-11-03 17:00
      2026-11-02 12:00 $ coffee on 2026-11-05 11:00
      2026-11-05 09:00 * before#1
      2026-11-05 12:00 $ coffee on 2026-11-07 09:00
      # 07:00 is quiet, and 08:00 is still before nine.
      2026-11-07 08:00 * before#2
      2026-11-07 12:00 $ coffee on 2026-11-09 08:00
      # Here it would come with the coffee itself, and does not come.
      2026-11-10 12:00 @
      """, plan: plan)
  }

  @Test func nothingComesWhilePausedAndNothingIsMadeUpFor() throws {
    let plan = Plan.small(.named("calm", try .every("daily", "*-*-* 19:30")))
    try Journey.check(
      """
      2026-11-01 20:00 $ start
      2026-11-01 20:00 > calm
      2026-11-02 19:30 * daily#1
      2026-11-03 12:00 $ pause on 2026-11-06 12:00
      2026-11-06 19:30 * daily#2
      2026-11-07 12:00 $ pause
      2026-11-09 12:00 $ resume
      2026-11-09 19:30 * daily#3
      2026-11-10 12:00 @
      """, plan: plan)
  }

  @Test func aNudgeEndsWithItsStage() throws {
    let plan = Plan.small(
      .named("calm", usual: 2, to: [(.usualStay, "next")], try .every("daily", "*-*-* 19:30")),
      .named("next", .at("hello", .once(.elapsed(.zero), of: .stage))))
    try Journey.check(
      """
      2026-11-01 18:00 $ start
      2026-11-01 18:00 > calm
      2026-11-01 19:30 * daily#1
      2026-11-02 19:30 * daily#2
      2026-11-03 18:00 > next
      2026-11-03 18:00 * hello#1
      2026-11-10 12:00 @
      """, plan: plan)
  }

  /// A wall time that does not exist on the day on which the clocks go forward comes at the first one that does.
  @Test func theDayTheClocksGoForward() throws {
    let plan = Plan.small(.named("calm", try .every("night", "*-*-* 02:30")))
    var journey = try Journey(plan: plan)
    let start = try #require(Moment(iso8601: "2026-03-27T12:00:00Z"))
    try journey.start(at: start, brokeUp: start, quiet: nil)
    try journey.pass(to: start.adding(.seconds(3 * 86_400)))
    let rows = journey.occurrences.map { journey.zone.civil(at: $0.due).description }
    #expect(rows == ["2026-03-28 02:30", "2026-03-29 03:00", "2026-03-30 02:30"])
  }

  /// What was put off belongs to the appointment that it was made for.
  @Test func whatWasPutOffGoesWithItsAppointment() throws {
    let plan = Plan.small(
      .named(
        "coffee", contact: [.meeting], .at("before", .once(.elapsed(.seconds(-7200)), of: .happening(.coffee))),
        .at("after-slip", .once(.elapsed(.seconds(7200)), of: .happening(.slip)))))
    try Journey.check(
      """
      2026-11-01 20:00 $ start
      2026-11-01 20:00 > coffee
      2026-11-01 20:01 $ coffee on 2026-11-03 09:30
      # 07:30 is quiet; at 08:00 there is another date, and then none.
      2026-11-03 07:40 $ coffee on 2026-11-05 09:30
      2026-11-05 07:40 $ they postponed
      # Two slips in one night are one word in the morning.
      2026-11-06 21:00 $ did slip
      2026-11-06 23:30 $ did slip
      2026-11-07 08:00 * after-slip#1
      2026-11-10 12:00 @
      """, plan: plan)
  }

  @Test(arguments: ["they declined", "they not-now", "they postponed", "they moved-on", "they no-contact"])
  func aCoffeeThatIsCalledOffHasNoDateAnyMore(_ words: String) throws {
    let plan = Plan.small(
      .named("coffee", contact: [.meeting], .at("before", .once(.elapsed(.seconds(-7200)), of: .happening(.coffee)))))
    try Journey.check(
      """
      2026-11-01 20:00 $ start
      2026-11-01 20:00 > coffee
      2026-11-01 20:01 $ coffee on 2026-11-03 17:00
      2026-11-02 12:00 $ \(words)
      2026-11-10 12:00 @
      """, plan: plan)
  }

  @Test func whatWasPutOffGoesWithTheStayThatIsExtended() throws {
    let plan = Plan.small(
      .named(
        "wait", usual: 2, to: [(.extend, "wait")],
        .at("closing", .once(.days(0, at: TimeOfDay("06:00")), of: .usualStay))))
    try Journey.check(
      """
      2026-11-01 20:00 $ start
      2026-11-01 20:00 > wait
      2026-11-03 07:00 $ extend
      2026-11-05 08:00 * closing#1
      2026-11-10 12:00 @
      """, plan: plan)
  }

  @Test(arguments: [
    ("no change", "Europe/Rome", "22:30-08:00", "2026-11-22T22:00:00Z", "2026-11-23T07:00:00Z"),
    ("outside of them", "Europe/Rome", "22:30-08:00", "2026-11-22T07:00:00Z", "2026-11-22T07:00:00Z"),
    (
      "an hour is left out, and the end is in it", "Europe/Rome", "22:30-02:30", "2026-03-28T22:00:00Z",
      "2026-03-29T01:00:00Z"
    ),
    (
      "an hour is repeated: its first pass", "Europe/Rome", "22:30-02:30", "2026-10-24T22:00:00Z",
      "2026-10-25T00:30:00Z"
    ),
    (
      "an hour is repeated: its second pass", "Europe/Rome", "22:30-02:30", "2026-10-25T01:15:00Z",
      "2026-10-25T01:30:00Z"
    ),
    ("put back as they end", "Europe/Rome", "22:30-03:00", "2026-10-24T22:00:00Z", "2026-10-25T02:00:00Z"),
    (
      "put back to before they began", "Antarctica/Casey", "01:15-12:45", "2010-03-04T14:30:00Z", "2010-03-04T15:00:00Z"
    ),
    ("30 December 2011 never was", "Pacific/Fakaofo", "11:45-10:45", "2011-12-29T23:00:00Z", "2011-12-30T21:45:00Z"),
    (
      "the end of time", "Europe/Rome", "22:30-08:00", "2199-12-31T23:00:00Z", Moment.latest.description
    ),
  ])
  func quietHoursEnd(_ when: Comment, _ zone: String, _ quiet: String, _ from: String, _ until: String) throws {
    let zone = try #require(Journey.zones.named(zone))
    let rhythm = Rhythm(zone: zone, quiet: QuietHours(quiet), limits: Limits())
    #expect(rhythm.awake(try #require(Moment(iso8601: from))) == Moment(iso8601: until), when)
  }

  /// Quiet hours that end within the hour that is repeated end with its second pass for what comes in that one.
  @Test func theNightTheClocksGoBack() throws {
    let plan = Plan.small(.named("calm", .at("late", .once(.elapsed(.seconds(6 * 3600 + 900)), of: .stage))))
    var journey = try Journey(plan: plan)
    // 21:00 in Rome; the nudge is at 02:15 of the second pass, 01:15 UTC.
    let start = try #require(Moment(iso8601: "2026-10-24T19:00:00Z"))
    try journey.start(at: start, brokeUp: start, quiet: QuietHours("22:30-02:30"))
    try journey.pass(to: start.adding(.seconds(86_400)))
    #expect(journey.occurrences.map(\.due) == [try #require(Moment(iso8601: "2026-10-25T01:30:00Z"))])
  }

  @Test func aJourneyThatTimeEndsTakesANewRhythmInItsStride() throws {
    let plan = Plan.small(.named("calm", usual: 2, longest: 5, ends: true))
    var journey = try Journey(plan: plan)
    let start = try #require(Moment(iso8601: "2026-11-01T20:00:00Z"))
    try journey.start(at: start, brokeUp: start)
    let abroad = Rhythm(zone: try #require(journey.zoneNamed("Asia/Tokyo")), quiet: nil, limits: Limits())
    #expect(try journey.play(.rhythm(abroad), at: start.adding(.seconds(6 * 86_400))))
    #expect(journey.timeline?.ended == .finished)
    #expect(try journey.play(.rhythm(abroad), at: start.adding(.seconds(7 * 86_400))))
  }

  /// A letter that is out is counted from once; a road that leads round from there goes on at its pace.
  @Test func aRoundPastTheLetterTakesItsTime() throws {
    let plan = Plan.small(
      .named("wait", usual: 2, to: [(.usualStay, "letter")]),
      .named("letter", contact: [.letter], to: [(.did(.letter), "wait")]))
    try Journey.check(
      """
      2026-11-01 20:00 $ start
      2026-11-01 20:00 > wait
      2026-11-01 21:00 $ did letter
      2026-11-01 21:00 ~ slip
      2026-11-03 20:00 > letter
      2026-11-03 20:00 > wait
      2026-11-03 21:00 > letter
      2026-11-03 21:00 > wait
      2026-11-05 21:00 > letter
      2026-11-05 21:00 > wait
      2026-11-06 12:00 @
      """, plan: plan)
  }

  /// Of several hours of a night, however many, one word is left in the morning.
  @Test func aNightIsOneWordInTheMorning() throws {
    let plan = Plan.small(.named("calm", try .every("often", "*-*-* 23,05,08,12:00")))
    try Journey.check(
      """
      2026-11-01 20:00 $ start
      2026-11-01 20:00 > calm
      2026-11-02 08:00 * often#1
      2026-11-02 12:00 * often#2
      2026-11-03 08:00 * often#3
      2026-11-03 12:00 * often#4
      2026-11-03 12:30 @
      """, plan: plan)
  }

  @Test func ofTwoAtOnceTheFirstInThePlanComes() throws {
    let plan = Plan.small(
      .named("calm", try .every("first", "*-*-* 09,10,11:00"), try .every("second", "*-*-* 11:00")))
    try Journey.check(
      """
      2026-11-01 20:00 $ start
      2026-11-01 20:00 > calm
      2026-11-02 09:00 * first#1
      2026-11-02 10:00 * first#2
      2026-11-02 11:00 * first#3
      2026-11-02 12:00 @
      """, plan: plan)
  }

  @Test func anAppointmentKeepsItsPlaceAlsoOfTheSameHour() throws {
    let plan = Plan.small(
      .named(
        "coffee", contact: [.meeting], try .every("chat", "*-*-* 09,10,15:00"),
        .at("before", .once(.elapsed(.seconds(-7200)), of: .happening(.coffee)))))
    try Journey.check(
      """
      2026-11-01 20:00 $ start
      2026-11-01 20:00 > coffee
      2026-11-01 20:01 $ coffee on 2026-11-02 17:00
      2026-11-02 09:00 * chat#1
      2026-11-02 10:00 * chat#2
      2026-11-02 15:00 * before#1
      2026-11-02 18:00 @
      """, plan: plan)
  }

  /// What was said at 19:30 in Rome is not said again at 19:30 in New York, six hours later; tomorrow's follows the new clock.
  @Test func aNudgeThatComesOnceDoesNotComeAgainInTheWest() throws {
    let plan = Plan.small(
      .named(
        "calm", .at("today", .once(.days(0, at: TimeOfDay("19:30")), of: .stage)),
        .at("tomorrow", .once(.days(1, at: TimeOfDay("19:30")), of: .stage))))
    try Journey.checkFlight(
      plan, from: "2026-11-01T11:00:00Z", to: "America/New_York", at: "2026-11-01T20:00:00Z",
      due: ["today#1 2026-11-01T18:30:00Z", "tomorrow#1 2026-11-03T00:30:00Z"])
  }

  /// In Tokyo it is 19:30 eight hours earlier than in Rome. Who lands there at 20:00 has missed it, and gets it then.
  @Test func aNudgeThatComesOnceIsNotLostInTheEast() throws {
    let plan = Plan.small(.named("calm", .at("today", .once(.days(0, at: TimeOfDay("19:30")), of: .stage))))
    try Journey.checkFlight(
      plan, from: "2026-11-01T10:00:00Z", to: "Asia/Tokyo", at: "2026-11-01T11:00:00Z",
      due: ["today#1 2026-11-01T11:00:00Z"])
  }

  /// Tuesday's nudges of a week count also for somebody who is back on its Monday.
  @Test func theDateLineBringsNoMoreThanTheWeekHas() throws {
    let plan = Plan.small(.named("calm", try .every("often", "*-*-* 09,10,11,14:00")))
    try Journey.checkFlight(
      plan, home: "Pacific/Auckland", limits: Limits(day: 3, week: 3), from: "2026-11-02T15:00:00Z",
      to: "Pacific/Honolulu", at: "2026-11-02T23:00:00Z", until: "2026-11-03T12:00:00Z",
      due: ["often#1 2026-11-02T20:00:00Z", "often#2 2026-11-02T21:00:00Z", "often#3 2026-11-02T22:00:00Z"])
  }
}
