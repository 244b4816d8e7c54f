// A journey that nobody would make, for the planner and its second opinion to disagree about: any plan, any commands, clocks
// that jump and stand still, flights to the ends of the earth. Invariant: the same seed gives the same journey; every moment in
// it is a multiple of `grain`, and so is every change of its clocks.

import PercolateCore
import TestSupport
import Testing

/// A plan, and what its user does.
struct RandomJourney {
  private(set) var plan: Plan
  private(set) var cadences: [String: PaperCadence] = [:]
  private(set) var rhythm: Rhythm
  private(set) var start: Moment
  var steps: [Step] = []
  /// How finely time is looked at, in seconds.
  let grain: Int

  /// What is told, and what the clock says then, which may be earlier than before.
  struct Step: CustomStringConvertible {
    var at: Moment
    var command: Command

    var description: String {
      switch command {
      case .rhythm(let new): "\(at) rhythm \(new.zone) \(new.quiet?.description ?? "none") \(new.limits)"
      case .upgrade: "\(at) upgrade"
      default: "\(at) \(command)"
      }
    }
  }

  private static let names = [
    "Europe/Rome", "Europe/Dublin", "Europe/London", "America/New_York", "America/St_Johns", "America/Santiago",
    "America/Havana", "America/Caracas", "America/Nuuk", "Australia/Lord_Howe", "Pacific/Chatham", "Africa/Casablanca",
    "Africa/Cairo", "Antarctica/Troll", "Antarctica/Casey", "Pacific/Apia", "Pacific/Fakaofo", "Pacific/Kiritimati",
    "Pacific/Kwajalein", "Pacific/Honolulu", "Asia/Tokyo", "Asia/Kathmandu", "Asia/Pyongyang", "Asia/Tehran",
    "Asia/Beirut", "Asia/Gaza", "Asia/Kolkata", "UTC",
  ]

  private static let zones = names.compactMap(zoneNamed)

  /// One of those that it may travel to.
  static func zone(_ name: String) -> Zone? { zones.first { $0.name == name } }

  init(using random: inout SeededGenerator) throws {
    let isFine = random.chance(4)
    grain = isFine ? 60 : 900
    var place: (zone: Zone, start: Int)
    repeat { place = try Self.place(using: &random) } while !Self.isEven(place.zone, place.start, grain)
    start = try #require(Moment(microseconds: Int64(place.start / grain * grain) * 1_000_000))
    rhythm = Rhythm(zone: place.zone, quiet: nil, limits: Limits())
    plan = Plan(name: "any", version: 1, title: "", about: "", start: "s0", stages: [], guards: [])
    rhythm = try rhythm(using: &random)
    rhythm.zone = place.zone
    let count = random.number(1...4)
    for index in 0..<count { plan.stages.append(try stage(index, of: count, using: &random)) }
    var now = start
    for _ in 0..<random.number(isFine ? 2...6 : 3...22) {
      let pace = isFine ? random.number(0...2) : random.number(0...9)
      now = now.adding(.seconds(ticks(pace == 0 ? 0 : pace < 4 ? 10 : pace < 9 ? 500 : 4000, using: &random) * grain))
      // Sometimes the clock is put back.
      let back = random.chance(6) ? random.number(1...2000) * grain : 0
      steps.append(Step(at: now.subtracting(.seconds(back)), command: try command(at: now, using: &random)))
    }
  }

  private func ticks(_ most: Int, using random: inout SeededGenerator) -> Int { random.number(0...most) }

  /// Where and when it begins: often shortly before the clocks there are changed.
  private static func place(using random: inout SeededGenerator) throws -> (zone: Zone, start: Int) {
    let zone = try #require(zones.randomElement(using: &random))
    let eras = 600_000_000...3_900_000_000
    let changes = zone.changes.map { Int($0 / 1_000_000) }.filter { eras.contains($0) }
    if random.chance(60), let change = changes.randomElement(using: &random) {
      return (zone, change - random.number(0...(12 * 86_400)))
    }
    return (zone, random.number(1_600_000_000...2_500_000_000))
  }

  /// Whether all that happens to the clock there is in steps of the grain.
  private static func isEven(_ zone: Zone, _ start: Int, _ grain: Int) -> Bool {
    let soon = zone.changes.map { Int($0 / 1_000_000) }.filter { abs($0 - start) < 500 * 86_400 }
    return (soon + [start]).allSatisfy { instant in
      guard let moment = Moment(microseconds: Int64(instant) * 1_000_000) else { return false }
      return zone.offset(at: moment).seconds % grain == 0
        && zone.offset(at: moment.subtracting(.seconds(1))).seconds % grain == 0
        && (instant == start || instant % grain == 0)
    }
  }
}

// Its parts.
extension RandomJourney {
  private func rhythm(using random: inout SeededGenerator) throws -> Rhythm {
    var there = rhythm.zone
    if random.chance(60) {
      let other = try #require(Self.zones.randomElement(using: &random))
      if Self.isEven(other, Int(start.microseconds / 1_000_000), grain) { there = other }
    }
    let hours =
      random.chance(30)
      ? QuietHours("22:30-08:00") : QuietHours(from: try time(using: &random), until: try time(using: &random))
    return Rhythm(
      zone: there, quiet: random.chance(80) ? hours : nil,
      limits: random.chance(50) ? Limits() : Limits(day: random.number(1...5), week: random.number(1...12)))
  }

  private func time(using random: inout SeededGenerator) throws -> TimeOfDay {
    let minute = random.number(0...(86_399 / grain)) * grain / 60
    return try #require(TimeOfDay(hour: minute / 60, minute: minute % 60))
  }

  private mutating func stage(_ index: Int, of count: Int, using random: inout SeededGenerator) throws -> Stage {
    let usual = random.number(1...12)
    let ends = random.chance(20)
    let longest = ends || random.chance(50) ? usual + random.number(0...10) : nil
    var ways: [Transition] = []
    for trigger in Trigger.all where random.chance(trigger == .usualStay || trigger == .longestStay ? 50 : 35) {
      if trigger == .longestStay, longest == nil || ends { continue }
      let to = trigger == .extend ? index : random.number(0...(count - 1))
      ways.append(Transition(trigger: trigger, to: "s\(to)"))
    }
    var nudges: [Nudge] = []
    for number in 0..<random.number(1...6) {
      nudges.append(try nudge("n\(index)\(number)", using: &random))
    }
    let contact: Set<Contact> = random.chance(20) ? [.letter] : Set(Contact.allCases.filter { _ in random.chance(40) })
    return Stage(
      id: "s\(index)", title: "", aim: "", why: "",
      stay: Stay(
        least: random.number(0...usual), usual: usual, longest: longest, afterSlip: random.chance(50) ? 2 : 0),
      contact: contact, towards: random.chance(50), ends: ends, transitions: ways, questions: [], nudges: nudges,
      serves: [])
  }

  private mutating func nudge(_ id: String, using random: inout SeededGenerator) throws -> Nudge {
    let anchors = [When.Anchor.stage, .stage, .usualStay, .longestStay] + Happening.allCases.map { .happening($0) }
    let anchor = try #require(anchors.randomElement(using: &random))
    let sign = anchor == .stage ? 1 : random.chance(50) ? -1 : 1
    switch random.number(0...9) {
    case 0...2: return .at(id, .once(.elapsed(.seconds(sign * ticks(200, using: &random) * grain)), of: anchor))
    case 3:
      let weekday = try #require(Weekday.allCases.randomElement(using: &random))
      return .at(id, .once(.first(weekday, at: try time(using: &random)), of: anchor))
    case 4...6:
      let at = random.chance(80) ? try time(using: &random) : nil
      return .at(id, .once(.days(sign * random.number(0...6), at: at), of: anchor))
    default:
      let cadence = PaperCadence(
        weekdays: random.chance(50) ? [] : Set((0...6).filter { _ in random.chance(40) }),
        dayOfMonth: random.chance(10) ? random.number(1...31) : nil,
        hours: random.chance(8) ? nil : (0...random.number(0...2)).map { _ in random.number(0...23) }.uniqued,
        minutes: (0...random.number(0...1)).map { _ in random.number(0...(3_599 / grain)) * grain / 60 }.uniqued)
      cadences[id] = cadence
      let from = random.chance(50) ? 0 : random.number(0...5)
      return try .every(id, cadence.rule, from: from, until: random.chance(50) ? nil : from + random.number(0...9))
    }
  }

  private mutating func command(at now: Moment, using random: inout SeededGenerator) throws -> Command {
    let soon = now.adding(.seconds(random.number(1...800) * grain))
    let on = random.chance(70) ? now : now.subtracting(.seconds(random.number(1...300) * grain))
    switch random.number(0...39) {
    case 0...3: return .tick
    case 4...7: return .rhythm(try rhythm(using: &random))
    case 8...12: return .coffee(random.chance(85) ? soon : nil)
    case 13, 14: return .pause(until: random.chance(70) ? soon : nil)
    case 15: return .resume
    case 16: return .write(Writing(kind: .note, text: "words"))
    case 17: return .upgrade(try upgrade(using: &random))
    case 18 where random.chance(20): return .stop
    case 19 where random.chance(20): return .safety([.afraid])
    case 18...20: return .safety([])
    case 21...24: return .did(.slip, on: on)
    default:
      switch Trigger.all.randomElement(using: &random) ?? .extend {
      case .did(let deed): return .did(deed, on: on)
      case .they(let reply): return .they(reply, on: on)
      case .assess(let choice): return .assess(choice)
      case .outcome(let outcome): return .outcome(outcome)
      case .extend: return .extend
      case .accept: return .accept
      case .usualStay, .longestStay: return .tick
      }
    }
  }

  /// The plan as it was, with other nudges, some of them under the names of before.
  private mutating func upgrade(using random: inout SeededGenerator) throws -> Plan {
    var next = plan
    next.version = steps.count + 2
    for index in next.stages.indices where random.chance(60) {
      next.stages[index].nudges.removeAll { _ in random.chance(20) }
      let id = "n\(index)u\(steps.count)"
      next.stages[index].nudges.append(try nudge(id, using: &random))
    }
    return next
  }
}

extension [Int] {
  /// Each once, in order.
  fileprivate var uniqued: [Int] { Set(self).sorted() }
}
