// What is decided and planned on the very moment at which something changes: that moment counts as after, and what was told
// for one moment keeps its order. Tests/Mutation asked for these: no other test minded one comparison more or less.

import PercolateCore
import Testing

@Suite struct EdgeTests {
  private static let start = Moment(iso8601: "2026-11-01T11:00:00Z") ?? .earliest
  private static let day = Duration.seconds(86_400)

  /// A journey of this plan that began, and whose breakup was, at `start`.
  private func journey(_ stages: Stage...) throws -> Journey {
    var plan = Plan.small(stages[0])
    plan.stages = stages
    var journey = try Journey(plan: plan)
    try journey.start(at: Self.start, brokeUp: Self.start)
    return journey
  }

  private func after(_ days: Int) -> Moment { Self.start.adding(Self.day * days) }

  @Test func aDecisionIsTakenAtTheMomentThatTheLeastStayIsOver() throws {
    let here = Stage.named("here", least: 5, to: [(.assess(.wait), "here")])
    let over = after(5)
    var journey = try journey(here)
    #expect(try !journey.play(.assess(.wait), at: over.subtracting(.microseconds(1))))
    #expect(try journey.play(.assess(.wait), at: over))
  }

  @Test func aLetterIsSentAtTheMomentThatItsNightIsOver() throws {
    var journey = try journey(.named("letter", contact: [.letter]))
    try journey.play(.write(Writing(kind: .letter, text: "words")), at: Self.start)
    try journey.play(.rest, at: Self.start)
    let rested = try #require(journey.timeline?.letterRested)
    #expect(try !journey.play(.sent(on: Self.start), at: rested.subtracting(.microseconds(1))))
    #expect(try journey.play(.sent(on: Self.start), at: rested))
  }

  @Test func whatHappenedAtTheBreakupItselfWasAfterIt() throws {
    var journey = try journey(.named("here"))
    #expect(try journey.play(.they(.wrote, on: Self.start), at: after(1)))
    #expect(try !journey.play(.they(.wrote, on: Self.start.subtracting(.microseconds(1))), at: after(1)))
  }

  @Test func aDateForNowIsNoneInThePastAndASilenceUntilNowIsNone() throws {
    var journey = try journey(.named("coffee", contact: [.meeting]))
    #expect(try journey.play(.coffee(after(1)), at: after(1)))
    #expect(try !journey.play(.coffee(after(1)), at: after(1).adding(.microseconds(1))))
    #expect(try !journey.play(.pause(until: after(2)), at: after(2)))
    #expect(try journey.play(.pause(until: after(2).adding(.microseconds(1))), at: after(2)))
  }

  @Test func aSilenceEndsAtItsMoment() throws {
    var journey = try journey(.named("here"))
    try journey.play(.pause(until: after(2)), at: after(1))
    try journey.pass(to: after(2).subtracting(.microseconds(1)))
    #expect(journey.timeline?.pause != nil)
    try journey.pass(to: after(2))
    #expect(journey.timeline?.pause == nil)
  }

  /// Of two things at one moment the one that was told first came first.
  @Test func aHistoryKeepsTheOrderInWhichItWasTold() throws {
    var journey = try Journey(plan: .small(.named("here")))
    let told = [Reply.wrote, .called, .wrote, .invited]
    try journey.start(at: after(9), brokeUp: Self.start, history: told.map { .they($0, on: after(3)) })
    let kept = journey.events.compactMap { if case .they(let reply, _) = $0.fact { reply } else { nil } }
    #expect(kept == told)
  }

  /// What is due is due from its own microsecond on, and is ahead up to it.
  @Test func aNudgeIsDueFromItsMomentOn() throws {
    let due = after(1)
    let journey = try journey(.named("here", .at("word", .once(.elapsed(Self.day), of: .stage))))
    let timeline = try #require(journey.timeline)
    let before = due.subtracting(.microseconds(1))
    #expect(timeline.due(through: before) == [])
    #expect(timeline.due(through: due).map(\.due) == [due])
    #expect(timeline.agenda(after: before, limit: 9, horizon: after(9)).map(\.due) == [due])
    #expect(timeline.agenda(after: due, limit: 9, horizon: after(9)) == [])
    #expect(timeline.agenda(after: before, limit: 9, horizon: due) == [])
    #expect(timeline.nextMoment(after: before, horizon: after(9)) == due)
  }

  @Test func anAgendaIsAsLongAsItIsAskedFor() throws {
    let timeline = try #require(try journey(.named("here", try .every("word", "*-*-* 12:00"))).timeline)
    for limit in 0...4 {
      #expect(timeline.agenda(after: Self.start, limit: limit, horizon: after(9)).count == limit)
    }
  }

  /// Ahead lie the nudges of the stages that time leads to, each as long as its stage lasts.
  @Test func anAgendaGoesOnFromStageToStage() throws {
    let timeline = try #require(
      try journey(
        .named("first", usual: 2, to: [(.usualStay, "second")], try .every("word", "*-*-* 12:30")),
        .named("second", .at("other", .once(.days(1, at: nil), of: .stage)))
      ).timeline)
    let ahead = timeline.agenda(after: Self.start, limit: 9, horizon: after(20))
    #expect(ahead.map(\.key) == ["word#1", "word#2", "other#1"])
    #expect(ahead.last?.due == after(3))
    #expect(timeline.agenda(after: Self.start, limit: 9, horizon: after(2)).map(\.key) == ["word#1", "word#2"])
  }

  /// Letting go is taken at any time; what needs a stay is not.
  @Test func whoMovesOnNeedsNoStay() throws {
    let here = Stage.named("here", least: 5, to: [(.outcome(.together), "here"), (.outcome(.movedOn), "here")])
    var journey = try journey(here)
    #expect(try !journey.play(.outcome(.together), at: after(1)))
    #expect(try journey.play(.outcome(.movedOn), at: after(1)))
    #expect(try journey.play(.outcome(.together), at: after(6)))
  }

  @Test func pronounsAreWrittenDownWhenTheyAreOthers() throws {
    var journey = try journey(.named("here"))
    let before = journey.events
    try journey.play(.pronouns(.they), at: after(1))
    #expect(journey.events == before)
    try journey.play(.pronouns(.she), at: after(1))
    #expect(journey.events.dropFirst(before.count).map(\.fact) == [.pronouns(.she)])
  }

  /// What is told of the past is looked for from the first stage on, and not in one that the plan has before it.
  @Test func aHistoryLeadsOnAndNotBack() throws {
    var plan = Plan.small(.named("before", to: [(.they(.wrote), "beyond")]), .named("here"), .named("beyond"))
    plan.start = "here"
    var journey = try Journey(plan: plan)
    try journey.start(at: after(9), brokeUp: Self.start, history: [.they(.wrote, on: after(3))])
    #expect(journey.timeline?.visit.stage.id == "here")
  }

  @Test func theWordsOfANudgeTakeTurnsFromTheFirstOn() throws {
    var nudge = try Nudge.every("word", "*-*-* 12:30")
    nudge.full = ["one", "two", "three"]
    let timeline = try #require(try journey(.named("here", nudge)).timeline)
    #expect(timeline.due(through: after(4)).map(\.variant) == [0, 1, 2, 0])
  }

  @Test func whatIsSaidAtOnceWaitsForTheMorningToo() throws {
    let plan = Plan.small(.named("here", .at("word", .once(.elapsed(.zero), of: .stage))))
    try Journey.check(
      """
      2026-11-01 23:30 $ start
      2026-11-01 23:30 > here
      2026-11-02 08:00 * word#1
      2026-11-03 12:00 @
      """, plan: plan)
  }

  @Test func twoTimesAMicrosecondApartAreTwo() throws {
    let timeline = try #require(
      try journey(.named("here", try .every("word", "*-*-* 12:30:00,00.000001"))).timeline)
    #expect(timeline.due(through: after(1)).map(\.key) == ["word#1", "word#2"])
  }

  /// Monday's nudges on one side of the date line take no room from the Sunday, of the week before, on the other side.
  @Test func theDateLineDoesNotTakeFromTheWeekBefore() throws {
    let plan = Plan.small(.named("here", try .every("word", "*-*-* 09,10,11,14,15:00")))
    var journey = try Journey(plan: plan, zone: "Pacific/Auckland")
    let limits = Limits(day: 3, week: 3)
    // Four in the morning in Auckland. At noon it is one in the afternoon of the day before in Honolulu.
    let monday = try #require(Moment(iso8601: "2026-11-01T15:00:00Z"))
    try journey.start(at: monday, brokeUp: monday, quiet: nil, limits: limits)
    let abroad = Rhythm(zone: try #require(journey.zoneNamed("Pacific/Honolulu")), quiet: nil, limits: limits)
    try journey.play(.rhythm(abroad), at: monday.adding(.seconds(8 * 3600)))
    #expect(journey.occurrences.count == 3)
    try journey.pass(to: monday.adding(.seconds(18 * 3600)))
    #expect(journey.occurrences.count == 5)
  }
}
