// The default journey: its branches, and what it refuses. Only what the user tells and where it leads is of interest here,
// so these transcripts leave out the nudges.

import Foundation
import PercolateCore
import Testing

@Suite struct JourneyTests {
  /// Plays commands a day apart, and gives the stages that were entered.
  private func road(_ script: String, brokeUpDaysBefore: Int = 30) throws -> (stages: [Stage.ID], journey: Journey) {
    var journey = try Journey(plan: Journey.coffee())
    var now = try #require(Moment(iso8601: "2026-11-01T11:00:00Z"))
    try journey.start(at: now, brokeUp: now.subtracting(.seconds(86_400 * brokeUpDaysBefore)))
    for word in script.split(separator: ",").map({ $0.trimmingCharacters(in: .whitespaces) }) {
      if let days = Int(word) {
        now = now.adding(.seconds(86_400 * days))
        try journey.pass(to: now)
      } else if word.hasPrefix("!") {
        let taken = try journey.play(command(String(word.dropFirst()), now), at: now)
        #expect(!taken, "\(word) is to be refused")
      } else {
        let taken = try journey.play(command(word, now), at: now)
        #expect(taken, "\(word) is not to be refused")
      }
    }
    let entered = journey.events.compactMap { event -> Stage.ID? in
      if case .entered(let stage, _, _) = event.fact { stage } else { nil }
    }
    return (entered, journey)
  }

  private func command(_ words: String, _ now: Moment) throws -> Command {
    switch try #require(Trigger(words), "\(words)") {
    case .did(let deed): .did(deed, on: now)
    case .they(let reply): .they(reply, on: now)
    case .assess(let choice): .assess(choice)
    case .outcome(let outcome): .outcome(outcome)
    case .extend: .extend
    case .accept: .accept
    case .usualStay, .longestStay: throw InvalidScript()
    }
  }

  private struct InvalidScript: Error {}

  @Test(arguments: [
    (
      "6, assess mend, 3, did letter, 25, they wrote, 5, did call, did invitation, they accepted, 3, did coffee, 20, outcome together, 60",
      "calm take-stock letter waiting contact invite coffee patience together"
    ),
    ("6, assess let-go, 70", "calm take-stock closure"),
    ("6, assess mend, 3, did letter, 31, extend, 20, accept", "calm take-stock letter waiting closure"),
    ("6, assess mend, 3, did letter, 61", "calm take-stock letter waiting closure"),
    ("6, assess mend, 3, did letter, 31, extend, 60", "calm take-stock letter waiting closure"),
    ("6, assess mend, 3, did letter, 2, they no-contact, 5", "calm take-stock letter waiting closure"),
    (
      "6, assess mend, 3, did letter, 25, they wrote, 5, did invitation, they declined",
      "calm take-stock letter waiting contact invite closure"
    ),
    (
      "6, assess mend, 3, did letter, 25, they wrote, 5, did invitation, they not-now",
      "calm take-stock letter waiting contact invite patience"
    ),
    (
      "6, assess mend, 3, did letter, 25, they wrote, 5, did invitation, they accepted, 1, they postponed, 2, did coffee, 9, outcome friends",
      "calm take-stock letter waiting contact invite coffee patience friends"
    ),
    (
      "6, assess mend, 3, did letter, 25, they invited, 3, did coffee, 9, outcome moved-on",
      "calm take-stock letter waiting coffee patience closure"
    ),
    ("they wrote", "calm take-stock contact"),
    ("6, assess mend, 3, did letter, 25, they moved-on", "calm take-stock letter waiting closure"),
    // A letter that went out too early is the letter all the same: there is nothing left to do in its stage.
    ("did letter, 6, assess mend, 25, they wrote", "calm take-stock letter waiting contact"),
  ])
  func everyBranchLeadsWhereItShould(_ script: String, _ stages: String) throws {
    #expect(try road(script).stages.joined(separator: " ") == stages)
  }

  @Test(arguments: [
    "!assess mend",  // the least stay of taking stock is not over
    "6, assess mend, 3, did letter, !did letter",
    "6, assess mend, 3, did letter, 25, they wrote, 5, did invitation, !did invitation",
    "6, assess mend, 3, did letter, 25, they wrote, 5, did invitation, they declined, !did invitation",
    "6, assess mend, 3, did letter, they no-contact, !did letter, !did call, !did invitation, !did coffee, !did reply",
    "6, assess mend, 3, did letter, 31, extend, !extend",
    "!outcome together",
    "!accept",
  ])
  func whatIsRefusedChangesNothing(_ script: String) throws { _ = try road(script) }

  @Test func contactThatIsTooEarlyIsASlipAndNothingElse() throws {
    let (stages, journey) = try road("6, assess mend, 3, did letter, 4, did call, 1, did slip, 1")
    #expect(stages == ["calm", "take-stock", "letter", "waiting"])
    #expect(journey.timeline?.slips == 2)
  }

  @Test func anEarlyLetterIsTheLetterAndTheWaitCountsFromIt() throws {
    let (stages, journey) = try road("did letter, 6, assess mend")
    #expect(stages == ["calm", "take-stock", "letter", "waiting"])
    #expect(journey.timeline?.dayOfStage(at: try #require(journey.timeline?.updatedAt)) == 6)
  }

  @Test func anEndedJourneyTakesNothingMore() throws {
    let (_, journey) = try road("6, assess let-go, 90, !they wrote, !assess mend")
    #expect(journey.timeline?.ended == .finished)
  }

  @Test func whoBeginsInTheMiddleIsNotFlooded() throws {
    var journey = try Journey(plan: Journey.coffee())
    let now = try #require(Moment(iso8601: "2026-11-01T11:00:00Z"))
    let letter = now.subtracting(.seconds(10 * 86_400))
    try journey.start(
      at: now, brokeUp: now.subtracting(.seconds(40 * 86_400)), history: [.did(.letter, on: letter)])
    #expect(journey.timeline?.visit.stage.id == "waiting")
    #expect(journey.timeline?.dayOfStage(at: now) == 10)
    #expect(journey.timeline?.letters == 1)
    #expect(journey.occurrences.isEmpty)
    try journey.pass(to: now.adding(.seconds(7 * 86_400)))
    #expect((1...7).contains(journey.occurrences.count))
  }

  @Test func aHistoryLeadsNowherePastANo() throws {
    let plan = Plan.small(
      .named("calm", to: [(.they(.noContact), "closure")]), .named("closure", towards: false),
      .named("contact", to: [(.they(.wrote), "contact")]))
    var journey = try Journey(plan: plan)
    let now = try #require(Moment(iso8601: "2026-11-01T11:00:00Z"))
    let day = Duration.seconds(86_400)
    try journey.start(
      at: now, brokeUp: now.subtracting(day * 9),
      history: [.they(.noContact, on: now.subtracting(day * 3)), .they(.wrote, on: now.subtracting(day))])
    #expect(journey.timeline?.visit.stage.id == "closure")
  }

  @Test func everyPointOfTheAdviceIsServed() throws {
    let served = try Journey.coffee().served
    #expect(Advice.all.filter { !served.contains($0) } == [])
  }

  @Test func theWaitingPeriodsNudgesTaper() throws {
    let (_, journey) = try road("6, assess mend, 3, did letter, 29")
    let days = journey.occurrences.filter { $0.stage == "waiting" }.map(\.day)
    let weeks = (0..<4).map { week in days.count { $0 / 7 == week } }
    #expect(weeks[0] >= 6, "\(weeks)")
    #expect(weeks[1...].allSatisfy { $0 <= 3 }, "\(weeks)")
  }
}
