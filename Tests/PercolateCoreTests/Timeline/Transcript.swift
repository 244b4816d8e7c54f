// A journey as a text. Lines with `$` are what the user tells, `@` only lets time pass; the others are what follows:
//
//     2026-11-01 20:00 $ start
//     2026-11-02 19:30 * calm-silence#1        a nudge is due
//     2026-11-08 20:00 > take-stock            a stage is entered
//     2026-11-09 10:00 ! too-early until 2026-11-13 20:00
//
// `check` plays the lines with `$` and `@` and expects the whole text back.

import Foundation
import PercolateCore
import PercolateFiles
import Testing

/// A journey that is being played.
struct Journey {
  let plan: Plan
  let zone: Zone
  private(set) var events: [Event] = []
  private(set) var timeline: Timeline?
  private(set) var occurrences: [Occurrence] = []
  private var lines: [String] = []
  /// Whether the question about safety is answered with "none of these" wherever it is asked.
  var answersSafety = true

  static let zones = ZoneFiles(environment: [:])

  init(plan: Plan, zone: String = "Europe/Rome") throws {
    self.plan = plan
    self.zone = try Journey.zones.load(zone)
  }

  /// The plan that is shipped.
  static func coffee() throws -> Plan { try shipped.get() }

  private static let shipped = Result {
    try PlanFile.read(text: BuiltInPlans.text("coffee") ?? "", file: "coffee.yaml", zones: { zones.named($0) })
  }

  func zoneNamed(_ name: String) -> Zone? { Journey.zones.named(name) }

  mutating func start(
    at now: Moment, brokeUp: Moment, history: [Command] = [], quiet: QuietHours? = QuietHours("22:30-08:00"),
    limits: Limits = Limits()
  ) throws {
    let beginning = Beginning(plan: plan.name, version: plan.version, name: "Sam", brokeUp: brokeUp)
    let rhythm = Rhythm(zone: zone, quiet: quiet, limits: limits)
    events = try Timeline.begin(beginning, plan: plan, rhythm: rhythm, history: history, at: now)
    timeline = Timeline(plan: plan, events: events, zoneNamed: zoneNamed)
    #expect(timeline != nil)
    for event in events { say(event) }
  }

  /// Carries out a command, and notes what was due before it. False when it is refused.
  @discardableResult
  mutating func play(_ command: Command, at now: Moment) throws -> Bool {
    if answersSafety, try isGated(command, at: now) { _ = try play(.safety([]), at: now) }
    let current = try #require(timeline)
    do throws(Refusal) {
      take(try current.decide(command, at: now, zoneNamed: zoneNamed))
      return true
    } catch {
      take(try current.decide(.tick, at: now, zoneNamed: zoneNamed))
      say(try #require(timeline).due(through: now.subtracting(.microseconds(1))).filter { !occurrences.contains($0) })
      lines.append("\(stamp(now)) ! \(error.code)\(error.until.map { " until \(stamp($0))" } ?? "")")
      return false
    }
  }

  private func isGated(_ command: Command, at now: Moment) throws -> Bool {
    let current = try #require(timeline)
    do throws(Refusal) {
      _ = try current.decide(command, at: now, zoneNamed: zoneNamed)
      return false
    } catch {
      return error == .safetyFirst
    }
  }

  /// Lets time pass up to and including `now`.
  mutating func pass(to now: Moment) throws {
    try play(.tick, at: now)
    say(try #require(timeline).due(through: now).filter { !occurrences.contains($0) })
  }

  private mutating func take(_ new: [Event]) {
    for event in new {
      let due = timeline?.apply(event, zoneNamed: { Journey.zones.named($0) }) ?? []
      say(due.filter { !occurrences.contains($0) })
      events.append(event)
      say(event)
    }
  }

  private mutating func say(_ due: [Occurrence]) {
    for occurrence in due {
      occurrences.append(occurrence)
      lines.append("\(stamp(occurrence.due)) * \(occurrence.key)")
    }
  }

  private mutating func say(_ event: Event) {
    switch event.fact {
    case .entered(let stage, _, _): lines.append("\(stamp(event.at)) > \(stage)")
    case .ended(let ending): lines.append("\(stamp(event.at)) . \(ending.rawValue)")
    case .did(_, _, early: true): lines.append("\(stamp(event.at)) ~ slip")
    default: break
    }
  }

  private func stamp(_ moment: Moment) -> String { zone.civil(at: moment).description }
}

extension Journey {
  /// Plays the lines with `$` and `@`, and expects the whole text.
  static func check(
    _ transcript: String, plan: Plan, zone: String = "Europe/Rome", at place: SourceLocation = #_sourceLocation
  ) throws {
    var journey = try Journey(plan: plan, zone: zone)
    var inputs: [(index: Int, line: String)] = []
    let expected = transcript.split(separator: "\n").map { line in
      line.trimmingCharacters(in: .whitespaces)
    }.filter { !$0.isEmpty && !$0.hasPrefix("#") }
    for line in expected {
      guard let mark = line.firstIndex(where: { $0 == "$" || $0 == "@" }) else { continue }
      let now = try journey.moment(String(line[..<mark]))
      let before = journey.lines.count
      let words = line[line.index(after: mark)...].trimmingCharacters(in: .whitespaces)
      if line[mark] == "@" {
        try journey.pass(to: now)
      } else {
        try journey.type(words, at: now)
      }
      // The input stands where its own moment is: after what was due before it.
      let position = journey.lines[before...].firstIndex { $0.prefix(16) >= journey.stamp(now) } ?? journey.lines.count
      inputs.append((position + inputs.count, line))
    }
    var actual = journey.lines
    for (index, line) in inputs { actual.insert(line, at: min(index, actual.count)) }
    #expect(actual == expected, "\(difference(actual, expected))", sourceLocation: place)
  }

  private func moment(_ text: String) throws -> Moment {
    let parts = text.split(separator: " ")
    return zone.moment(
      of: CivilTime(date: try #require(CivilDate(parts[0])), time: try #require(TimeOfDay(parts[1]))))
  }

  private mutating func type(_ words: String, at now: Moment) throws {
    let (command, date) =
      words.split(separator: " on ").count == 2
      ? (
        String(words.prefix(while: { $0 != "|" })).components(separatedBy: " on ")[0],
        words.components(separatedBy: " on ")[1]
      )
      : (words, "")
    let on = date.isEmpty ? now : try moment(date)
    if command == "start" { return try start(at: now, brokeUp: on) }
    try play(try #require(Command(words: command, on: on, given: !date.isEmpty), "\(words)"), at: now)
  }

  private static func difference(_ actual: [String], _ expected: [String]) -> String {
    let length = zip(actual, expected).prefix { $0 == $1 }.count
    let context = actual[max(0, length - 3)..<min(actual.count, length + 12)].joined(separator: "\n")
    return "differs from line \(length + 1) on; it went like this:\n\(context)"
  }
}

extension Command {
  /// What a transcript's line says.
  init?(words: String, on: Moment, given: Bool) {
    switch words {
    case "coffee": self = .coffee(given ? on : nil)
    case "pause": self = .pause(until: given ? on : nil)
    case "resume": self = .resume
    case "stop": self = .stop
    case "rest": self = .rest
    case "sent": self = .sent(on: on)
    case _ where words.hasPrefix("write "):
      guard let kind = Writing.Kind(rawValue: String(words.dropFirst(6))) else { return nil }
      self = .write(Writing(kind: kind, text: "words"))
    case _ where words.hasPrefix("safety"):
      self = .safety(words.split(separator: " ").dropFirst().compactMap { Concern(rawValue: String($0)) })
    default:
      switch Trigger(words) {
      case .did(let deed): self = .did(deed, on: on)
      case .they(let reply): self = .they(reply, on: on)
      case .assess(let choice): self = .assess(choice)
      case .outcome(let outcome): self = .outcome(outcome)
      case .extend: self = .extend
      case .accept: self = .accept
      case .usualStay, .longestStay, nil: return nil
      }
    }
  }
}

extension Journey {
  /// A journey that begins at one place, and whose user lands in another zone later on.
  static func checkFlight(
    _ plan: Plan, home: String = "Europe/Rome", limits: Limits = Limits(), from: String, to zone: String,
    at landing: String, until end: String = "2026-11-20T00:00:00Z", due: [String]
  ) throws {
    var journey = try Journey(plan: plan, zone: home)
    let start = try PercolateCoreTests.moment(from)
    try journey.start(at: start, brokeUp: start, quiet: nil, limits: limits)
    let abroad = Rhythm(zone: try #require(journey.zoneNamed(zone)), quiet: nil, limits: limits)
    try journey.play(.rhythm(abroad), at: try PercolateCoreTests.moment(landing))
    try journey.pass(to: try PercolateCoreTests.moment(end))
    #expect(journey.occurrences.map { "\($0.key) \($0.due)" } == due)
  }
}
