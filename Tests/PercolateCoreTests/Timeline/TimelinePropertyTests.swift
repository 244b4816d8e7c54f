// What holds for every journey, whatever its user tells and whenever. A failure prints the seed that leads to it.

import PercolateCore
import PercolateFiles
import TestSupport
import Testing

@Suite struct TimelinePropertyTests {
  /// A journey of random commands at random moments; what is refused is refused.
  private func journey(seed: UInt64, zone: String) throws -> Journey {
    var random = SeededGenerator(seed: seed)
    var journey = try Journey(plan: Journey.coffee(), zone: zone)
    var now = try #require(Moment(iso8601: "2026-01-01T00:00:00Z")).adding(
      .seconds(Int.random(in: 0..<(365 * 86_400), using: &random)))
    try journey.start(at: now, brokeUp: now.subtracting(.seconds(Int.random(in: 0..<(60 * 86_400), using: &random))))
    for _ in 0..<Int.random(in: 1...40, using: &random) {
      now = now.adding(.seconds(Int.random(in: 0..<(9 * 86_400), using: &random)))
      try journey.play(command(at: now, using: &random), at: now)
    }
    try journey.pass(to: now.adding(.seconds(40 * 86_400)))
    return journey
  }

  private func command(at now: Moment, using random: inout SeededGenerator) -> Command {
    let soon = now.adding(.seconds(Int.random(in: 1..<(10 * 86_400), using: &random)))
    switch Int.random(in: 0..<20, using: &random) {
    case 0: return .coffee(Bool.random(using: &random) ? soon : nil)
    case 1: return .pause(until: Bool.random(using: &random) ? soon : nil)
    case 2: return .resume
    case 3 where Int.random(in: 0..<10, using: &random) == 0: return .stop
    default:
      switch Trigger.all.randomElement(using: &random) ?? .extend {
      case .did(let deed): return .did(deed, on: now)
      case .they(.noContact) where Int.random(in: 0..<4, using: &random) > 0: return .tick
      case .they(let reply): return .they(reply, on: now)
      case .assess(let choice): return .assess(choice)
      case .outcome(let outcome): return .outcome(outcome)
      case .extend: return .extend
      case .accept: return .accept
      case .usualStay, .longestStay: return .tick
      }
    }
  }

  private static let seeds: [UInt64] = {
    var random = SeededGenerator()
    return (0..<150).map { _ in random.next() }
  }()
  private static let places = ["Europe/Rome", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"]

  @Test(arguments: seeds) func limitsQuietAndVariety(seed: UInt64) throws {
    let journey = try journey(seed: seed, zone: Self.places[Int(seed % 5)])
    let local = journey.occurrences.map { journey.zone.civil(at: $0.due) }
    let quiet = try #require(QuietHours("22:30-08:00"))
    #expect(local.allSatisfy { !quiet.contains($0.time) }, "seed \(seed): in quiet hours")
    let days = Dictionary(grouping: local, by: \.date).mapValues(\.count)
    #expect(days.values.allSatisfy { $0 <= 3 }, "seed \(seed): more than three a day")
    let weeks = Dictionary(grouping: local) { $0.date.adding(days: 1 - $0.date.weekday.rawValue) }.mapValues(\.count)
    #expect(weeks.values.allSatisfy { $0 <= 12 }, "seed \(seed): more than twelve a week")
    #expect(Set(journey.occurrences.map(\.key)).count == journey.occurrences.count, "seed \(seed): a key twice")
    #expect(
      zip(journey.occurrences, journey.occurrences.dropFirst()).allSatisfy { $0.due <= $1.due }, "seed \(seed): order")
    for (id, all) in Dictionary(grouping: journey.occurrences, by: \.nudge.id)
    where (all.first?.nudge.full.count ?? 0) > 1 {
      #expect(zip(all, all.dropFirst()).allSatisfy { $0.variant != $1.variant }, "seed \(seed): \(id) repeats itself")
    }
  }

  /// The log alone gives the same state and the same nudges as the daemon that wrote it.
  @Test(arguments: seeds) func theFoldIsTheState(seed: UInt64) throws {
    let journey = try journey(seed: seed, zone: Self.places[Int(seed % 5)])
    let live = try #require(journey.timeline)
    let again = try #require(Timeline(plan: journey.plan, events: journey.events, zoneNamed: journey.zoneNamed))
    #expect(
      again.visit == live.visit && again.happenings == live.happenings && again.ended == live.ended, "seed \(seed)")
    let last = try #require(journey.events.last).at
    let horizon = last.adding(.seconds(200 * 86_400))
    #expect(
      again.agenda(after: last, limit: 50, horizon: horizon) == live.agenda(after: last, limit: 50, horizon: horizon),
      "seed \(seed)")
  }

  /// It makes no difference how often the daemon looks: what is due in one go is due step by step.
  @Test(arguments: seeds.prefix(40)) func lookingOftenChangesNothing(seed: UInt64) throws {
    let journey = try journey(seed: seed, zone: Self.places[Int(seed % 5)])
    let timeline = try #require(Timeline(plan: journey.plan, events: journey.events, zoneNamed: journey.zoneNamed))
    let start = try #require(journey.events.last).at
    let end = start.adding(.seconds(30 * 86_400))
    var random = SeededGenerator(seed: seed)
    var moment = start
    var seen: [Occurrence] = []
    while moment < end {
      moment = min(end, moment.adding(.seconds(Int.random(in: 1..<(3 * 86_400), using: &random))))
      guard try timeline.decide(.tick, at: moment, zoneNamed: journey.zoneNamed).isEmpty else { return }
      seen = timeline.due(through: moment)
    }
    #expect(seen == timeline.due(through: end), "seed \(seed)")
  }

  /// Nothing leads past a "no".
  @Test(arguments: seeds) func aNoIsKept(seed: UInt64) throws {
    let journey = try journey(seed: seed, zone: "UTC")
    guard let no = journey.events.firstIndex(where: { if case .they(.noContact, _) = $0.fact { true } else { false } })
    else { return }
    for event in journey.events[no...] {
      if case .entered(let id, _, _) = event.fact {
        #expect(journey.plan.stage(id)?.towards == false, "seed \(seed): \(id) after a no")
      }
      if case .did(let deed, _, _) = event.fact { #expect(deed == .slip, "seed \(seed): \(deed) after a no") }
    }
    let timeline = try #require(journey.timeline)
    for step in Approach.allCases {
      #expect(
        timeline.may(step, at: timeline.updatedAt, words: Languages.english).answer == .never,
        "seed \(seed): \(step) after a no")
    }
    let at = journey.events[no].at
    let stages = Set(journey.occurrences.filter { $0.due > at }.map(\.stage))
    #expect(
      stages.allSatisfy { journey.plan.stage($0)?.towards == false }, "seed \(seed): nudges of \(stages) after a no")
  }
}
