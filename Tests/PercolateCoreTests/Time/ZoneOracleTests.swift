// Every zone of the system against Python's zoneinfo, which reads the same files with other code.

import Foundation
import Testing

@testable import PercolateCore

@Suite struct ZoneOracleTests {
  /// Answers lines "zone instant…" with a line "offset:name…" each; instants are seconds.
  private static let script = """
    import sys, zoneinfo, datetime
    utc = datetime.timezone.utc
    for line in sys.stdin:
        name, *instants = line.split()
        zone = zoneinfo.ZoneInfo(name)
        out = []
        for t in instants:
            there = datetime.datetime.fromtimestamp(int(t), utc).astimezone(zone)
            first = int(there.replace(fold=0).timestamp())
            out.append(f"{int(there.utcoffset().total_seconds())}:{there.tzname()}:{first}")
        print(*out)
    """

  @Test func agreesWithPythonInEveryZone() throws {
    var random = SeededGenerator()
    let names = try zoneNames()
    let daily = Set(names.shuffled(using: &random).prefix(8))
    let questions = try names.map { name in
      (zone: try zone(name), instants: try instants(of: name, daily: daily.contains(name), using: &random))
    }
    try check(questions, seed: random.seed)
  }

  private func check(_ questions: [(zone: Zone, instants: [Int64])], seed: UInt64) throws {
    guard let python = Oracle("python3") else { return }
    let input = questions.map { "\($0.zone.name) " + $0.instants.map(String.init).joined(separator: " ") }
    let answer = try python.ask(
      ["-c", Self.script], environment: ["PYTHONTZPATH": "/usr/share/zoneinfo"], input: input.joined(separator: "\n"))
    let lines = answer.output.split(separator: "\n")
    try #require(lines.count == questions.count, "python3 failed: \(answer.errors)")
    for (question, line) in zip(questions, lines) {
      for (instant, expected) in zip(question.instants, line.split(separator: " ")) {
        let moment = try #require(Moment(microseconds: instant * 1_000_000))
        let offset = question.zone.offset(at: moment)
        let first = question.zone.moment(of: question.zone.civil(at: moment)).microseconds / 1_000_000
        let ours = "\(offset.seconds):\(offset.abbreviation):\(first)"
        #expect(ours == expected, "\(question.zone.name) at \(moment), seed \(seed)")
      }
    }
  }

  /// Both sides of each change, some instants at random, and for a few zones each day at noon.
  private func instants(of name: String, daily: Bool, using random: inout SeededGenerator) throws -> [Int64] {
    let range: ClosedRange<Int64> = 172_800...4_102_444_800
    let edges = try zone(name).changes.map { $0 / 1_000_000 }.filter { range.contains($0) }
    let chosen = daily ? edges : Array(edges.shuffled(using: &random).prefix(24))
    var instants = chosen.flatMap { [$0 - 1, $0, $0 + 1_800] }
    for _ in 0..<12 { instants.append(Int64.random(in: range, using: &random)) }
    if daily { instants += stride(from: range.lowerBound, to: range.upperBound, by: 86_400) }
    return instants
  }

  /// The zones and links of the database's own list.
  private func zoneNames() throws -> [String] {
    let list = try String(contentsOf: URL(filePath: "/usr/share/zoneinfo/tzdata.zi"), encoding: .utf8)
    let names = list.split(separator: "\n").compactMap { line -> String? in
      let fields = line.split(separator: " ")
      guard fields.count > 2 else { return nil }
      return fields[0] == "Z" ? String(fields[1]) : fields[0] == "L" ? String(fields[2]) : nil
    }
    try #require(names.count > 300)
    return names.filter { FileManager.default.fileExists(atPath: "/usr/share/zoneinfo/\($0)") }
  }

  /// What `moment(of:)` promises, in its own words: nothing earlier has shown the reading, or passed it.
  @Test func findsTheFirstInstantOfAnyReading() throws {
    var random = SeededGenerator()
    for name in ["Europe/Paris", "Australia/Lord_Howe", "Pacific/Apia", "America/St_Johns", "Africa/Casablanca"] {
      let zone = try zone(name)
      for edge in zone.changes where edge > 200_000_000_000 && edge < Moment.latest.microseconds - 200_000_000_000 {
        let near = edge + Int64(random.number(-7_200...7_200)) * 1_000_000 + Int64(random.number(-1...1))
        let reading = CivilTime(wallMicroseconds: near + zone.shift(ofSegment: zone.segmentIndex(at: edge)))
        let first = zone.moment(of: reading)
        #expect(zone.civil(at: first) >= reading, "\(name) \(reading), seed \(random.seed)")
        let before = first.subtracting(.microseconds(1))
        #expect(zone.latestReading(upTo: before.microseconds) < reading.wallMicroseconds, "\(name) \(reading)")
      }
    }
  }
}
