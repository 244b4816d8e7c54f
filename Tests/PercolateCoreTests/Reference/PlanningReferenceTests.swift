// The program's planning and the one on paper agree: which nudges are due when, which stages time enters, and what comes next,
// on any plan, for any commands, in any zone, with a clock that leaps, stands still or is put back. The short form plays 10 000
// days, the long form (PERCOLATE_LONG=1) a million. A failure prints its seed and the shortest journey found that still shows
// it; PERCOLATE_TEST_SEED repeats it.

import Foundation
import PercolateCore
import TestSupport
import Testing

@Suite struct PlanningReferenceTests {
  private static let days = ProcessInfo.processInfo.environment["PERCOLATE_LONG"] != nil ? 1_000_000 : 10_000

  @Test func agreesWithTheOneOnPaper() throws {
    var random = SeededGenerator()
    var (days, journeys, rows, taken) = (0, 0, 0, Set<String>())
    while days < Self.days {
      let seed = random.next()
      var own = SeededGenerator(seed: seed)
      let journey = try RandomJourney(using: &own)
      var comparison = try Comparison(of: journey)
      comparison.run()
      if let fault = comparison.fault {
        Issue.record("seed \(random.seed), journey \(journeys): \(try shortest(journey, fault))")
        return
      }
      days += max(1, comparison.days)
      rows += comparison.rows.count
      taken.formUnion(comparison.taken)
      journeys += 1
    }
    print("\(days) days, \(journeys) journeys, \(rows) nudges and changes of stage: 0 differences")
    // What is refused every time proves nothing.
    let kinds: Set = [
      "accept", "assess", "coffee", "did", "extend", "outcome", "pause", "resume", "rhythm", "safety", "stop", "they",
      "tick", "upgrade", "write",
    ]
    #expect(taken.isSuperset(of: kinds))
  }

  /// Leaves steps out as long as the fault stays.
  private func shortest(_ journey: RandomJourney, _ fault: String) throws -> String {
    var (journey, fault) = (journey, fault)
    var index = journey.steps.count - 1
    while index >= 0 {
      var shorter = journey
      shorter.steps.remove(at: index)
      var comparison = try Comparison(of: shorter)
      comparison.run()
      if let still = comparison.fault { (journey, fault) = (shorter, still) }
      index = min(index, journey.steps.count) - 1
    }
    let stages = journey.plan.stages.map { stage in
      let ways = stage.transitions.map { "\($0.trigger)=\($0.to)" }.joined(separator: " ")
      let nudges = stage.nudges.map { "    \($0.id): \($0.when.phrase) \($0.when.days)" }.joined(separator: "\n")
      return "  \(stage.id) \(stage.stay) contact \(stage.contact.count) ends \(stage.ends): \(ways)\n\(nudges)"
    }
    return """
      \(fault)
      \(journey.start) \(journey.rhythm.zone), quiet \(journey.rhythm.quiet?.description ?? "none"), \
      \(journey.rhythm.limits)
      \(stages.joined(separator: "\n"))
      \(journey.steps.map(\.description).joined(separator: "\n"))
      """
  }
}

extension When {
  fileprivate var days: String {
    if case .cadence(_, let from, let until) = self { "\(from)..\(until.map(String.init) ?? "")" } else { "" }
  }
}

/// A journey, played by the program and on paper.
private struct Comparison {
  private(set) var rows: [PaperRow] = []
  private(set) var fault: String?
  /// The kinds of what was told and taken in, rather than refused.
  private(set) var taken: Set<String> = []
  private let journey: RandomJourney
  private var timeline: Timeline
  private var paper: PaperPlanner
  private var seen: Moment

  init(of journey: RandomJourney) throws {
    self.journey = journey
    let beginning = Beginning(plan: "any", version: 1, name: nil, brokeUp: journey.start.subtracting(.seconds(86_400)))
    let events = try Timeline.begin(
      beginning, plan: journey.plan, rhythm: journey.rhythm, history: [], at: journey.start)
    timeline = try #require(Timeline(plan: journey.plan, events: events, zoneNamed: RandomJourney.zone))
    seen = journey.start
    paper = PaperPlanner(
      plan: journey.plan, cadences: journey.cadences, zone: journey.rhythm.zone, grain: journey.grain,
      start: seen.seconds)
    for event in events.prefix(3) { paper.hear(event.fact, at: seen.seconds, zoneNamed: RandomJourney.zone) }
    paper.letTimeAct(at: seen.seconds)
    rows = events.dropFirst(3).compactMap(PaperRow.init)
  }

  var days: Int { (seen.seconds - journey.start.seconds) / 86_400 }

  mutating func run() {
    for step in journey.steps where fault == nil {
      if step.at < seen { checkTheClockPutBack(to: step.at) }
      seen = max(seen, step.at)
      // What time brings comes before what is told.
      take(.tick)
      paper.run(before: seen.seconds)
      paper.letTimeAct(at: seen.seconds)
      take(step.command)
      paper.letTimeAct(at: seen.seconds)
      compare()
      checkWhatComesNext()
    }
  }

  private mutating func take(_ command: Command) {
    guard let events = try? timeline.decide(command, at: seen, zoneNamed: RandomJourney.zone) else { return }
    if !events.isEmpty, let kind = "\(command)".split(separator: "(").first { taken.insert(String(kind)) }
    if case .upgrade(let plan) = command { timeline.prepare(upgradeTo: plan) }
    var isTold = command != .tick
    for event in events {
      guard let due = timeline.apply(event, zoneNamed: RandomJourney.zone) else { return fault = "not taken: \(event)" }
      rows += due.map(PaperRow.init)
      let row = PaperRow(event)
      if let row, case .entered(_, _, .usualStay?) = event.fact {
        isTold = false; rows.append(row)
      } else if let row, case .entered(_, _, .longestStay?) = event.fact {
        isTold = false; rows.append(row)
      } else if let row, row.what == .finished || !isTold {
        isTold = false; rows.append(row)
      } else if case .upgrade(let plan) = command {
        paper.upgrade(to: plan, at: seen.seconds)
      } else {
        paper.hear(event.fact, at: event.at.seconds, zoneNamed: RandomJourney.zone)
      }
    }
  }

  private mutating func compare() {
    let ours = rows + timeline.due(through: seen).map(PaperRow.init)
    let theirs = paper.rows + paper.rows(at: seen.seconds)
    guard ours != theirs else { return }
    let same = zip(ours, theirs).prefix { $0 == $1 }.count
    fault = """
      at \(seen), after \(ours.prefix(same).suffix(2)):
      planned:  \(ours.dropFirst(same).prefix(4))
      on paper: \(theirs.dropFirst(same).prefix(4))
      """
  }

  private mutating func checkTheClockPutBack(to moment: Moment) {
    let known = rows + timeline.due(through: seen).map(PaperRow.init)
    let again = timeline.due(through: moment).map(PaperRow.init)
    if !again.allSatisfy(known.contains) { fault = "at \(moment), put back from \(seen): \(again) is new" }
    guard let events = try? timeline.decide(.tick, at: moment, zoneNamed: RandomJourney.zone), events.isEmpty else {
      return fault = "at \(moment), put back from \(seen): time brought something"
    }
  }

  /// Now and then, and not further than two days.
  private mutating func checkWhatComesNext() {
    guard fault == nil, seen.seconds / journey.grain % 5 == 0 else { return }
    let horizon = seen.adding(.seconds(2 * 86_400))
    let next = timeline.nextMoment(after: seen, horizon: horizon)?.seconds
    var ahead = paper
    ahead.run(before: seen.seconds + journey.grain)
    let count = ahead.rows.count
    while ahead.rows.count == count, ahead.next < horizon.seconds { ahead.run(before: ahead.next + journey.grain) }
    let expected = ahead.rows.count > count ? ahead.rows[count].at : nil
    if expected != next.flatMap({ $0 < horizon.seconds ? $0 : nil }) {
      fault = "at \(seen): next is \(String(describing: next)), on paper \(ahead.rows.dropFirst(count))"
    }
  }
}

extension PaperRow {
  fileprivate init(_ occurrence: Occurrence) {
    self.init(
      at: occurrence.due.seconds, what: .nudge(key: occurrence.key, stage: occurrence.stage, day: occurrence.day))
  }

  /// What time can bring.
  fileprivate init?(_ event: Event) {
    switch event.fact {
    case .entered(let id, _, _): self.init(at: event.at.seconds, what: .entered(id))
    case .resumed: self.init(at: event.at.seconds, what: .resumed)
    case .ended(.finished): self.init(at: event.at.seconds, what: .finished)
    default: return nil
    }
  }
}

extension Moment {
  fileprivate var seconds: Int { Int(microseconds / 1_000_000) }
}
