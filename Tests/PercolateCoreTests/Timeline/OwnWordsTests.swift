// What stands before a step towards the other person, and what the user's own words change: the question about safety, the
// letter's night of rest, slips and the quiet days.

import Foundation
import PercolateCore
import PercolateFiles
import Testing

@Suite struct OwnWordsTests {
  private static let start = Moment(iso8601: "2026-11-01T11:00:00Z") ?? .earliest

  /// Plays words separated by commas, each a day after the one before; a number is so many days, and what begins with `!`
  /// is to be refused. Answers about safety are given only where the words give them.
  private func play(_ script: String, name: String = "coffee") throws -> Journey {
    let plan = try PlanFile.read(
      text: try #require(BuiltInPlans.text(name)), file: name, zones: { Journey.zones.named($0) })
    var journey = try Journey(plan: plan)
    journey.answersSafety = false
    var now = Self.start
    try journey.start(at: now, brokeUp: now.subtracting(.seconds(86_400 * 30)))
    for word in script.split(separator: ",").map({ $0.trimmingCharacters(in: .whitespaces) }) {
      if word.hasSuffix("h"), let hours = Int(word.dropLast()) {
        now = now.adding(.seconds(3600 * hours))
      } else if word == "late slip" {
        try journey.play(.did(.slip, on: now.subtracting(.seconds(86_400 * 12))), at: now)
      } else if let days = Int(word) {
        now = now.adding(.seconds(86_400 * days))
        try journey.pass(to: now)
      } else {
        let words = word.hasPrefix("!") ? String(word.dropFirst()) : word
        let command = try #require(Command(words: words, on: now, given: false), "\(words)")
        let taken = try journey.play(command, at: now)
        #expect(taken != word.hasPrefix("!"), "\(word)")
      }
    }
    return journey
  }

  private func stages(_ journey: Journey) -> [Stage.ID] {
    journey.events.compactMap { if case .entered(let stage, _, _) = $0.fact { stage } else { nil } }
  }

  /// The question comes before each step, in each stage anew.
  @Test(arguments: [
    "6, !assess mend, safety, assess mend",
    "6, assess let-go",
    "6, safety, assess mend, 3, !did letter, safety, did letter",
    "6, safety, assess mend, 3, write letter, rest, 1, !sent, safety, sent",
    "6, safety, assess mend, 3, safety, did letter, 25, they wrote, 5, !did invitation, safety, did invitation",
    // What was done too early is a fact, and no gate stands before it.
    "did letter",
  ])
  func eachStepAsksAboutSafety(_ script: String) throws { _ = try play(script) }

  /// Whatever was named, the road is closed, whatever the other person does afterwards, and no other answer opens it.
  @Test(arguments: Concern.allCases, ["6", "6, safety, assess mend", "they wrote, 5"])
  func aConcernIsFinal(_ concern: Concern, _ before: String) throws {
    let journey = try play(
      "\(before), safety \(concern.rawValue), safety, they wrote, they invited, they accepted, !did letter, !did call, 40"
    )
    #expect(stages(journey).last == "closure")
    let timeline = try #require(journey.timeline)
    for step in Approach.allCases {
      #expect(timeline.may(step, at: timeline.updatedAt, words: Languages.english).answer == .never)
    }
    let closedBy: Boundary = concern == .order ? .order : concern == .no ? .they : .safety
    #expect(timeline.closedBy == closedBy)
    #expect(journey.occurrences.suffix(3).allSatisfy { $0.stage == "closure" })
  }

  @Test func theGravestReasonStands() throws {
    #expect(try play("they no-contact, safety order").timeline?.closedBy == .order)
    #expect(try play("safety order, safety afraid").timeline?.closedBy == .safety)
    #expect(try play("safety hurt, safety no").timeline?.closedBy == .safety)
    #expect(try play("safety no order").timeline?.closedBy == .order)
  }

  /// A journey that is over still hears of a danger, and of what it taught; nothing else.
  @Test func whatAnEndedJourneyTakes() throws {
    let journey = try play("stop, safety afraid, write lesson, write note, !write letter, !rest, !assess mend")
    #expect(journey.timeline?.closedBy == .safety)
  }

  /// The letter rests until the quiet hours end (08:00 here), six hours at least; a change asks for another rest.
  @Test(arguments: [
    ("", "2026-11-08T07:00:00Z"),  // begun at noon
    ("11h", "2026-11-08T07:00:00Z"),  // at 23:00: nine hours
    ("15h", "2026-11-09T07:00:00Z"),  // at 03:00: five hours are no night
  ])
  func aNightsRest(_ later: String, _ over: String) throws {
    let journey = try play("6, safety, assess mend, write letter, \(later.isEmpty ? "" : later + ",") rest")
    let timeline = try #require(journey.timeline)
    #expect(timeline.letterRested == Moment(iso8601: over))
  }

  @Test(arguments: [
    "6, safety, assess mend, 3, safety, !sent, !rest, write letter, !sent, rest, !sent, 1, sent, !sent, !write letter",
    "6, safety, assess mend, 3, safety, write letter, rest, 1, write letter, !sent, rest, 1, sent",
    "6, safety, assess mend, 3, safety, write letter, rest, 1, rest, sent",  // asked for twice, it is the same night
    "did invitation, !did invitation",  // one made too early is the one there is
    "write letter, rest, 1, !sent",  // there is a stage for it
    "they no-contact, !write letter, !rest, write note",
  ])
  func theLettersWay(_ script: String) throws { _ = try play(script) }

  /// A slip makes the stay a few days longer, as the plan says, and not for ever.
  @Test func aSlipAddsAFewDays() throws {
    let way = "6, safety, assess mend, 3, safety, did letter, 4"
    let plain = try #require(try play(way).timeline)
    let once = try #require(try play("\(way), did slip").timeline)
    let often = try #require(try play("\(way), did slip, did slip, did slip, did slip, did slip").timeline)
    let days = plain.visit.stage.stay.afterSlip
    #expect(days > 0)
    func over(_ timeline: Timeline) -> Int {
      timeline.rhythm.zone.civil(at: timeline.usualStayOver).date.dayNumber
    }
    #expect(over(once) == over(plain) + days)
    #expect(over(often) == over(plain) + 3 * days)
    #expect(often.visit.stage.id == "waiting")
  }

  /// Each row: what happened; day 0 / now / longest / total. The breakup is 30 days before the start.
  @Test(arguments: [
    ("5", "2026-10-02 / 35 / 35 / 35"),
    ("5, did slip, 2", "2026-11-06 / 2 / 35 / 37"),
    ("6, safety, assess mend, 3, safety, did letter, 10", "2026-11-10 / 10 / 39 / 49"),
    ("6, safety, assess mend, 3, safety, did letter, 10, did slip, 4, did slip, 1", "2026-11-24 / 1 / 39 / 54"),
    // Told out of order, a slip divides the stretch in which it was.
    ("6, safety, assess mend, 3, safety, did letter, 10, late slip", "2026-11-10 / 10 / 37 / 49"),
    // Once they have written, nobody counts; after a no, somebody does again.
    ("6, safety, assess mend, 3, safety, did letter, 10, they wrote, 5", "- / 0 / 39 / 49"),
    (
      "6, safety, assess mend, 3, safety, did letter, 10, they wrote, 5, they no-contact, 3", "2026-11-25 / 3 / 39 / 52"
    ),
  ])
  func quietDays(_ script: String, _ expected: String) throws {
    var journey = try play(script)
    let timeline = try #require(journey.timeline)
    let days = script.split(separator: ",").compactMap { Int($0.trimmingCharacters(in: .whitespaces)) }.reduce(0, +)
    let now = Self.start.adding(.seconds(86_400 * days))
    let quiet = timeline.quietDays(at: now)
    #expect(
      "\(quiet.dayZero?.description ?? "-") / \(quiet.current) / \(quiet.longest) / \(quiet.total)" == expected)
    journey.answersSafety = true
  }

  /// A plan's newer version: the past stays as it was, the present goes on with the new one.
  @Test func upgrading() throws {
    let old = Plan.small(.named("calm", to: [(.assess(.letGo), "closure")]), .named("closure", towards: false))
    var new = old
    new.version = old.version + 1
    new.stages[0].title = "Another title"
    var journey = try Journey(plan: old)
    try journey.start(at: Self.start, brokeUp: Self.start)
    let taken = try journey.play(.upgrade(new), at: Self.start.adding(.seconds(60)))
    #expect(taken)
    let again = try #require(
      Timeline(plan: old, upgrades: [new], events: journey.events, zoneNamed: journey.zoneNamed))
    #expect(again.plan == new)
    #expect(again.visit.stage.title == "Another title")
    #expect(Timeline(plan: old, events: journey.events, zoneNamed: journey.zoneNamed) == nil)
    #expect(throws: Refusal.upToDate) {
      try again.decide(.upgrade(new), at: again.updatedAt, zoneNamed: journey.zoneNamed)
    }
    var without = new
    without.stages.removeFirst()
    #expect(throws: Refusal.cannotUpgrade(stage: "Another title")) {
      try again.decide(.upgrade(without), at: again.updatedAt, zoneNamed: journey.zoneNamed)
    }
  }
}
