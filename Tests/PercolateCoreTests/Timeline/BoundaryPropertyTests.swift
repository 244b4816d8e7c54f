// A "no" is kept: from no state, by no sequence of commands, does anything that leads towards the other person come back. The
// short form plays some ten thousand commands; PERCOLATE_LONG=1 plays a million. A failure prints the seed that leads to it.

import Foundation
import PercolateCore
import PercolateFiles
import TestSupport
import Testing

@Suite struct BoundaryPropertyTests {
  private static let isLong = ProcessInfo.processInfo.environment["PERCOLATE_LONG"] != nil
  private static let commands = isLong ? 1_000_000 : 16_000

  private static let seeds: [UInt64] = {
    var random = SeededGenerator()
    return (0..<8).map { _ in random.next() }
  }()

  @Test(arguments: seeds) func nothingLeadsPastANo(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var left = Self.commands / Self.seeds.count
    let plans = try BuiltInPlans.names.map { name in
      try PlanFile.read(text: BuiltInPlans.text(name) ?? "", file: name, zones: { Journey.zones.named($0) })
    }
    while left > 0 {
      var walk = try Walk(plan: try #require(plans.randomElement(using: &random)), using: &random)
      for _ in 0..<Int.random(in: 0..<25, using: &random) {
        walk.step(try walk.command(using: &random), using: &random)
      }
      walk.step(walk.no(using: &random), using: &random)
      // An ended journey takes no more "no" from the other person; a danger it still takes.
      guard walk.timeline.boundary != nil else { continue }
      for _ in 0..<Int.random(in: 20..<120, using: &random) {
        walk.step(try walk.command(using: &random), using: &random)
        left -= 1
        if let fault = walk.fault {
          Issue.record("seed \(seed): \(fault)")
          return
        }
      }
    }
  }

  /// A journey of which only the present is kept.
  private struct Walk {
    private(set) var timeline: Timeline
    private(set) var fault: String?
    private var now: Moment
    private let zone: Zone

    init(plan: Plan, using random: inout SeededGenerator) throws {
      zone = .utc
      now = try #require(Moment(iso8601: "2026-01-01T00:00:00Z")).adding(
        .seconds(Int.random(in: 0..<(300 * 86_400), using: &random)))
      let beginning = Beginning(
        plan: plan.name, version: plan.version, name: nil, brokeUp: now.subtracting(.seconds(40 * 86_400)))
      let events = try Timeline.begin(
        beginning, plan: plan, rhythm: Rhythm(zone: zone, quiet: QuietHours("22:30-08:00"), limits: Limits()),
        history: [], at: now)
      timeline = try #require(Timeline(plan: plan, events: events, zoneNamed: { _ in .utc }))
    }

    mutating func step(_ command: Command, using random: inout SeededGenerator) {
      now = now.adding(.seconds(Int.random(in: 0..<(2 * 86_400), using: &random)))
      let closed = timeline.boundary != nil
      guard let events = try? timeline.decide(command, at: now, zoneNamed: { _ in .utc }) else { return }
      if case .upgrade(let plan) = command { timeline.prepare(upgradeTo: plan) }
      for event in events {
        guard let due = timeline.apply(event, zoneNamed: { _ in .utc }) else {
          fault = "an event of its own is not taken"
          return
        }
        guard closed else { continue }
        if due.contains(where: { timeline.plan.stage($0.stage)?.towards != false }) {
          fault = "a nudge of a stage that leads towards them"
        }
        if case .did(let deed, _, _) = event.fact, deed != .slip { fault = "did \(deed)" }
      }
      if closed { check() }
    }

    private mutating func check() {
      if timeline.ended == nil, timeline.visit.stage.towards { fault = "in the stage \(timeline.visit.stage.id)" }
      if timeline.boundary == nil { fault = "the boundary is gone" }
      if timeline.happenings[.coffee] != nil { fault = "a date for the coffee" }
      if timeline.choices.contains(where: { timeline.destination(of: $0)?.towards == true }) { fault = "a way back" }
      for step in Approach.allCases
      where timeline.may(step, at: now, words: Languages.english).answer != .never { fault = "may \(step)" }
    }

    func no(using random: inout SeededGenerator) -> Command {
      let concern = Concern.allCases.randomElement(using: &random) ?? .no
      return timeline.ended == nil && Bool.random(using: &random)
        ? .they(.noContact, on: now) : .safety([concern])
    }

    func command(using random: inout SeededGenerator) throws -> Command {
      let soon = now.adding(.seconds(Int.random(in: 1..<(10 * 86_400), using: &random)))
      switch Int.random(in: 0..<30, using: &random) {
      case 0: return .coffee(Bool.random(using: &random) ? soon : nil)
      case 1: return .pause(until: soon)
      case 2: return .resume
      case 3: return .rest
      case 4: return .sent(on: now)
      case 5...7: return .safety([])
      case 8:
        return .write(Writing(kind: Writing.Kind.allCases.randomElement(using: &random) ?? .note, text: "words"))
      case 9: return .pronouns(.she)
      // Before the "no" a checked plan has a way out of each such stage; after it nothing needs to be relied on.
      case 10 where timeline.boundary != nil:
        return .upgrade(hostile(timeline.plan, towards: Bool.random(using: &random)))
      case 11 where Int.random(in: 0..<6, using: &random) == 0: return .stop
      default:
        switch Trigger.all.randomElement(using: &random) ?? .extend {
        case .did(let deed): return .did(deed, on: now)
        case .they(.noContact), .usualStay, .longestStay: return .tick
        case .they(let reply): return .they(reply, on: now)
        case .assess(let choice): return .assess(choice)
        case .outcome(let outcome): return .outcome(outcome)
        case .extend: return .extend
        case .accept: return .accept
        }
      }
    }

    /// The next version of a plan, in which every stage leads towards them, or says that none does, and allows everything.
    private func hostile(_ plan: Plan, towards: Bool) -> Plan {
      var hostile = plan
      hostile.version += 1
      for index in hostile.stages.indices {
        hostile.stages[index].towards = towards
        hostile.stages[index].contact = Set(Contact.allCases)
      }
      return hostile
    }
  }
}

extension Timeline {
  /// Where a trigger leads by the plan, whatever the boundary says of it.
  fileprivate func destination(of trigger: Trigger) -> Stage? {
    visit.stage.transition(on: trigger).flatMap { plan.stage($0.to) }
  }
}
