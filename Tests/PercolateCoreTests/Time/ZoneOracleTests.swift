// Every zone of the system against Python's zoneinfo, which reads the same files with other code. Python finds the changes, so
// that one which we do not know of is not overlooked.

import Foundation
import TestSupport
import Testing

@testable import PercolateCore

@Suite struct ZoneOracleTests {
  @Test func agreesWithPythonInEveryZone() throws {
    guard let python = Oracle("python3") else { return }
    let seed = SeededGenerator().seed
    let names = try zoneNames()
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "zones.py")
    let answer = try python.ask(
      [script.path, "\(seed)"], environment: ["PYTHONTZPATH": "/usr/share/zoneinfo"],
      input: names.joined(separator: "\n"))
    let lines = answer.output.split(separator: "\n")
    try #require(lines.count == names.count, "python3 failed: \(answer.errors)")
    var (count, faults) = (0, [String]())
    for line in lines {
      let words = line.split(separator: " ")
      let zone = try zone(String(words[0]))
      faults += zone.differences(from: words.dropFirst())
      count += words.count - 1
    }
    #expect(faults.isEmpty, "seed \(seed): \(faults.count) differences, the first: \(faults.prefix(5))")
    print("\(names.count) zones, \(count) instants and readings: \(faults.count) differences")
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

extension Zone {
  /// What is not as the words of zones.py say.
  fileprivate func differences(from words: ArraySlice<Substring>) -> [String] {
    var found: Set<Int64> = []
    var faults = words.filter { word in
      let parts = word.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count > 1, let number = Int64(parts[1]) else { return true }
      switch parts[0] {
      case "change":
        found.insert(number * 1_000_000)
        return false
      case "shown": return shown(at: number).map { $0 != word } ?? true
      case "skipped": return "skipped:\(number):\(instant(of: number * 1_000_000) / 1_000_000)" != word
      default: return true
      }
    }.map { "\(name) \($0)" }
    let range: ClosedRange<Int64> = 172_800_000_001...4_102_444_800_000_000
    let ours = Set(changes.filter { range.contains($0) && isSeen($0) })
    faults += ours.symmetricDifference(found).map { "\(name) change:\($0 / 1_000_000)" }
    return faults
  }

  private func shown(at instant: Int64) -> String? {
    guard let moment = Moment(microseconds: instant * 1_000_000) else { return nil }
    let offset = self.offset(at: moment)
    let first = self.moment(of: civil(at: moment)).microseconds / 1_000_000
    return "shown:\(instant):\(offset.seconds):\(offset.abbreviation):\(first)"
  }

  /// A change of what the zone calls daylight saving alone is none that a clock shows.
  private func isSeen(_ change: Int64) -> Bool {
    let (before, after) = (Moment(clamping: change - 1), Moment(clamping: change))
    return offset(at: before).seconds != offset(at: after).seconds
      || offset(at: before).abbreviation != offset(at: after).abbreviation
  }
}
