// Calendar events against other judges: systemd itself, and a search that tries every minute.

import Foundation
import TestSupport
import Testing

@testable import PercolateCore

/// Writes rules at random, most of them valid.
private struct RuleWriter {
  var random = SeededGenerator()

  mutating func rule() -> String {
    var parts: [String] = []
    if random.chance(30) { parts.append(weekdays()) }
    if random.chance(60) { parts.append(date()) }
    if random.chance(80) || parts.isEmpty { parts.append(time()) }
    if random.chance(10) { parts.append(["UTC", "Asia/Tokyo", "America/New_York"][random.number(0...2)]) }
    return parts.joined(separator: " ")
  }

  private mutating func weekdays() -> String {
    let names = Weekday.allCases.map { random.chance(50) ? $0.shortName : $0.name.lowercased() }
    return (0...random.number(0...2)).map { _ in
      let (first, last) = (random.number(0...6), random.number(0...6))
      return random.chance(40) && first <= last ? "\(names[first])..\(names[last])" : names[first]
    }.joined(separator: ",")
  }

  private mutating func date() -> String {
    let year = random.chance(20) ? "\(list(2_024...2_060))-" : random.chance(40) ? "*-" : ""
    let fromEnd = random.chance(25)
    return "\(year)\(list(1...12))\(fromEnd ? "~" : "-")\(list(fromEnd ? 1...28 : 1...31))"
  }

  private mutating func time() -> String {
    "\(list(0...23)):\(list(0...59))\(random.chance(40) ? ":\(seconds())" : "")"
  }

  private mutating func list(_ values: ClosedRange<Int>) -> String {
    if random.chance(35) { return "*" }
    return (0...random.number(0...2)).map { _ in
      let (start, stop) = (random.number(values), random.number(values))
      switch random.number(0...9) {
      case 0...4: return "\(start)"
      case 5: return "\(start)/\(random.number(1...12))"
      case 6...7: return "\(min(start, stop))..\(max(start, stop))"
      default: return "\(min(start, stop))..\(max(start, stop))/\(random.number(1...12))"
      }
    }.joined(separator: ",")
  }

  private mutating func seconds() -> String {
    switch random.number(0...4) {
    case 0: "\(random.number(0...59)).\(random.number(0...9_999_999))"
    case 1: "\(random.number(0...30)).5/\(random.number(0...20)).\(random.number(1...999))"
    case 2: "\(random.number(0...20)).25..\(random.number(22...59)).75"
    default: list(0...59)
    }
  }

  /// Spoils a rule in one place.
  mutating func spoiled(_ rule: String) -> String {
    var characters = Array(rule)
    let place = random.number(0...characters.count - 1)
    switch random.number(0...2) {
    case 0: characters.remove(at: place)
    case 1: characters.insert(Array("0123456789*,./-~: MonUTC@")[random.number(0...23)], at: place)
    default: characters[place] = Array("0123456789*,./-~: MonUTC@")[random.number(0...23)]
    }
    return String(characters)
  }
}

@Suite struct SystemdOracleTests {
  private static let zones = ["UTC", "Asia/Tokyo", "Europe/Paris", "America/New_York", "Australia/Lord_Howe"]

  /// What `systemd-analyze calendar` says about one rule.
  private struct Verdict {
    var normal: String
    var elapses: [String] = []
  }

  @Test func agreesOnTheNormalFormAndTheTimes() throws {
    guard let analyze = Oracle("systemd-analyze") else { return }
    var writer = RuleWriter()
    for name in Self.zones {
      let local = try zone(name)
      let rules = (0..<120).map { _ in writer.rule() }
      let base = Moment.earliest.adding(.seconds(writer.random.number(1_600_000_000...2_500_000_000)))
      let (verdicts, refused) = try ask(analyze, rules, name, base)
      for rule in rules {
        let ours = try? event(rule)
        check(ours == nil, refused.contains(rule), rule, seed: writer.random.seed)
        guard let ours, let verdict = verdicts[rule] else { continue }
        #expect(ours.description == verdict.normal, "\(rule), seed \(writer.random.seed)")
        compare(ours, verdict, after: base, in: local, seed: writer.random.seed)
      }
    }
  }

  @Test func agreesOnWhatIsARule() throws {
    guard let analyze = Oracle("systemd-analyze") else { return }
    var writer = RuleWriter()
    let rules = Set((0..<600).map { _ in writer.spoiled(writer.rule()) }).filter {
      !$0.hasPrefix("-") && !$0.contains("\"")
    }
    let (_, refused) = try ask(analyze, Array(rules), "UTC", .earliest)
    for rule in rules {
      check((try? event(rule)) == nil, refused.contains(rule), rule, seed: writer.random.seed)
    }
  }

  /// systemd 252 refuses some lists of days from the end of the month by mistake: its check takes three days off the limit
  /// for each further value.
  private func check(_ isRefused: Bool, _ systemdRefuses: Bool, _ rule: String, seed: UInt64) {
    if systemdRefuses, !isRefused, rule.contains("~"), rule.contains(",") { return }
    #expect(isRefused == systemdRefuses, "\"\(rule)\", seed \(seed)")
  }

  private func ask(
    _ analyze: Oracle, _ rules: [String], _ zone: String, _ base: Moment
  ) throws -> (verdicts: [String: Verdict], refused: Set<String>) {
    let options = ["calendar", "--iterations=4", "--base-time=@\(base.microseconds / 1_000_000)", "--"]
    let answer = try analyze.ask(options + rules, environment: ["TZ": zone, "LC_ALL": "C"])
    let refused = quoted("specification", in: answer.errors)
    // Around changes of the clock systemd 252 may get caught in a loop, and says so.
    let lost = quoted("next elapse for", in: answer.errors)
    var verdicts: [String: Verdict] = [:]
    var remaining = rules.filter { !refused.contains($0) && !lost.contains($0) }[...]
    var current: (rule: String, verdict: Verdict)?
    for line in answer.output.split(separator: "\n") {
      guard let colon = line.range(of: ": ") else { continue }
      let (label, value) = (line[..<colon.lowerBound].drop { $0 == " " }, String(line[colon.upperBound...]))
      switch label {
      case "Normalized form":
        current = remaining.popFirst().map { ($0, Verdict(normal: value)) }
      case "Next elapse" where zone == "UTC", "(in UTC)",
        "Next elapse" where value == "never":
        current?.verdict.elapses.append(value)
      case let iteration where iteration.hasPrefix("Iter") && zone == "UTC":
        current?.verdict.elapses.append(value)
      default:
        break
      }
      if let current { verdicts[current.rule] = current.verdict }
    }
    try #require(remaining.isEmpty, "no answer for \(remaining): \(answer.errors.suffix(300))")
    return (verdicts, refused)
  }

  /// The rules that systemd quotes behind some words.
  private func quoted(_ words: String, in errors: String) -> Set<String> {
    let rules = errors.split(separator: "\n").compactMap { line -> String? in
      guard let start = line.range(of: "\(words) '"), let end = line.range(of: "': ", options: .backwards) else {
        return nil
      }
      return String(line[start.upperBound..<end.lowerBound])
    }
    return Set(rules)
  }

  /// Compares whole seconds, which is what systemd prints, and only away from changes of the clock.
  ///
  /// Where a repetition has no end (`12/7`), systemd 252 steps beyond the end of the unit, carries, and may miss times right
  /// after that. There ours may be earlier; `missesNothing` is the judge then.
  private func compare(
    _ event: CalendarEvent, _ verdict: Verdict, after base: Moment, in local: Zone, seed: UInt64
  ) {
    let zone = event.zone ?? local
    let fields = event.fields
    let isOpen = [fields.year, fields.month, fields.day, fields.hour, fields.minute, fields.second]
      .contains { $0.components.contains { $0.step > 0 && $0.stop == nil } }
    var last = base
    for elapse in verdict.elapses {
      let next = event.next(after: last, in: local)
      guard elapse != "never" else {
        #expect(next == nil, "\(event) in \(zone) after \(last), seed \(seed)")
        return
      }
      guard let next, !isNearChange(next, zone), !isNearChange(last, zone) else { return }
      let fields = elapse.split(separator: " ")
      let (ours, expected) = ("\(next.description.prefix(19))Z", "\(fields[1])T\(fields[2])Z")
      if isOpen, ours < expected { return }
      #expect(ours == expected, "\(event) in \(zone) after \(last), seed \(seed)")
      last = next
    }
  }

  private func isNearChange(_ moment: Moment, _ zone: Zone) -> Bool {
    zone.changes.contains { abs($0 - moment.microseconds) < 172_800_000_000 }
  }
}

@Suite struct CalendarPropertyTests {
  @Test func goesForwardStrictly() throws {
    var writer = RuleWriter()
    let zones = try ["Europe/Paris", "Australia/Lord_Howe", "America/St_Johns", "Pacific/Apia"].map(zone)
    for _ in 0..<400 {
      guard let event = try? event(writer.rule()), let local = zones.randomElement(using: &writer.random) else {
        continue
      }
      var last = writer.random.moment()
      for _ in 0..<20 {
        guard let next = event.next(after: last, in: local) else { break }
        #expect(next > last, "\(event) in \(local), seed \(writer.random.seed)")
        #expect(event.next(after: next.subtracting(.microseconds(1)), in: local) == next, "\(event) in \(local)")
        last = next
      }
    }
  }

  /// Nothing between a moment and the next elapse matches the rule, read naively, and the elapse itself does.
  @Test func missesNothing() throws {
    var writer = RuleWriter()
    for _ in 0..<300 {
      // In other zones a rule may elapse behind a gap, at a reading that does not match.
      guard let event = try? event(writer.rule()), event.zone ?? .utc == .utc else { continue }
      let zone = Zone.utc
      let after = Moment.earliest.adding(.seconds(writer.random.number(1_600_000_000...2_500_000_000)))
      let next = event.next(after: after, in: zone)
      let end = min(next ?? .latest, after.adding(.seconds(400 * 86_400)))
      let why: Comment = "\(event) after \(after), seed \(writer.random.seed)"
      if let next { #expect(matches(event, zone.civil(at: next), toTheSecond: true), why) }
      let (first, last) = (zone.civil(at: after).date.adding(days: 1), zone.civil(at: end).date.adding(days: -1))
      for day in stride(from: first.dayNumber, through: last.dayNumber, by: 1) {
        let date = try #require(CivilDate(dayNumber: day))
        #expect(!matchesDate(event, date), why)
      }
      var minute = Moment.earliest.adding(.seconds((after.microseconds / 60_000_000 + 1) * 60))
      while minute < end, minute - after < .seconds(86_400), end - minute >= .seconds(60) {
        #expect(!matches(event, zone.civil(at: minute), toTheSecond: false), why)
        minute = minute.adding(.seconds(60))
      }
    }
  }

  private func matches(_ event: CalendarEvent, _ reading: CivilTime, toTheSecond: Bool) -> Bool {
    let microsecond = Int(reading.time.microseconds % 60_000_000)
    return matchesDate(event, reading.date) && contains(event.fields.hour, reading.time.hour)
      && contains(event.fields.minute, reading.time.minute)
      && (!toTheSecond || contains(event.fields.second, microsecond))
  }

  private func matchesDate(_ event: CalendarEvent, _ date: CivilDate) -> Bool {
    let fields = event.fields
    guard contains(fields.year, date.year), contains(fields.month, date.month), fields.weekdays.contains(date.weekday)
    else { return false }
    guard fields.countsFromEnd else { return contains(fields.day, date.day) }
    let fromEnd = CivilDate.length(ofMonth: date.month, year: date.year) + 1 - date.day
    return fields.day.components.contains { component in
      if component.start == fromEnd { return true }
      guard component.step > 0, (component.start - fromEnd) % component.step == 0 else { return false }
      return component.stop.map { component.start...$0 ~= fromEnd } ?? (fromEnd < component.start)
    }
  }

  private func contains(_ field: CalendarField, _ value: Int) -> Bool {
    field.components.isEmpty
      || field.components.contains { component in
        if component.start == value { return true }
        guard component.step > 0, value > component.start else { return false }
        return (value - component.start) % component.step == 0 && value <= component.stop ?? .max
      }
  }

  /// Around every kind of change, the same answers as from trying each minute.
  @Test(arguments: [
    ("Europe/Paris", "2026-03-29T01:00:00Z"),
    ("Europe/Paris", "2026-10-25T01:00:00Z"),
    ("Australia/Lord_Howe", "2026-10-03T15:30:00Z"),
    ("Australia/Lord_Howe", "2026-04-04T15:00:00Z"),
    ("Pacific/Apia", "2011-12-30T10:00:00Z"),
    ("America/New_York", "2026-11-01T06:00:00Z"),
    ("Africa/Casablanca", "2026-02-15T02:00:00Z"),
    ("Antarctica/Troll", "2026-03-29T01:00:00Z"),
  ])
  func agreesWithTryingEachMinute(name: String, change: String) throws {
    var random = SeededGenerator()
    let (zone, change) = (try zone(name), try moment(change))
    let start = change.subtracting(.seconds(2 * 86_400))
    let minutes = (0..<4 * 1_440).map { start.adding(.seconds(60 * $0)) }
    for _ in 0..<12 {
      let isEveryHour = random.chance(40)
      let hours = isEveryHour ? Set(0...23) : Set((0...random.number(0...5)).map { _ in random.number(0...23) })
      let dials = Set((0...random.number(0...3)).map { _ in random.number(0...59) })
      let matches = { (reading: CivilTime) in
        hours.contains(reading.time.hour) && dials.contains(reading.time.minute)
      }
      let expected: Set<Moment>
      if isEveryHour {
        expected = Set(minutes.filter { matches(zone.civil(at: $0)) })
      } else {
        let readings = minutes.map { Zone.utc.civil(at: $0) }.filter(matches)
        expected = Set(readings.map(zone.moment(of:)))
      }
      let rule = "\(joined(hours)):\(joined(dials))"
      try check(rule, zone, change, expected, seed: random.seed)
    }
  }

  private func joined(_ numbers: Set<Int>) -> String {
    numbers.sorted().map(String.init).joined(separator: ",")
  }

  /// Compares a day before and after the change, which the minutes cover in any case.
  private func check(_ rule: String, _ zone: Zone, _ change: Moment, _ expected: Set<Moment>, seed: UInt64) throws {
    let event = try event(rule)
    let (start, end) = (change.subtracting(.seconds(86_400)), change.adding(.seconds(86_400)))
    var found: [Moment] = []
    var last = start
    while let next = event.next(after: last, in: zone), next < end {
      found.append(next)
      last = next
    }
    #expect(found == expected.filter { $0 > start && $0 < end }.sorted(), "\(rule) in \(zone), seed \(seed)")
  }
}
