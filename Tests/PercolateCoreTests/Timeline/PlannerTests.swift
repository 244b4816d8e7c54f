// When nudges are due: the planner's rules, one transcript each.

import PercolateCore
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
}
