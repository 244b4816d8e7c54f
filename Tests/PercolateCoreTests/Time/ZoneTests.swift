// Zones: what clocks show around their changes, rules beyond the last transition, and files that are not zones.

import TestSupport
import Testing

@testable import PercolateCore

@Suite struct ZoneTests {
  @Test(arguments: [
    ("UTC", "2026-11-22T17:00:00Z", "2026-11-22 17:00", 0, "UTC"),
    ("Europe/Paris", "2026-03-29T00:59:59Z", "2026-03-29 01:59:59", 3_600, "CET"),
    ("Europe/Paris", "2026-03-29T01:00:00Z", "2026-03-29 03:00", 7_200, "CEST"),
    ("Europe/Paris", "2026-10-25T00:59:59Z", "2026-10-25 02:59:59", 7_200, "CEST"),
    ("Europe/Paris", "2026-10-25T01:00:00Z", "2026-10-25 02:00", 3_600, "CET"),
    ("Europe/Paris", "2198-07-01T00:00:00Z", "2198-07-01 02:00", 7_200, "CEST"),
    ("America/New_York", "1970-01-01T00:00:00Z", "1969-12-31 19:00", -18_000, "EST"),
    ("Pacific/Kiritimati", "2199-12-31T23:59:59Z", "2200-01-01 13:59:59", 50_400, "+14"),
    ("Australia/Lord_Howe", "2026-10-03T15:30:00Z", "2026-10-04 02:30", 39_600, "+11"),
    ("Asia/Kolkata", "2026-06-01T00:00:00Z", "2026-06-01 05:30", 19_800, "IST"),
    ("Pacific/Apia", "2011-12-30T09:59:59Z", "2011-12-29 23:59:59", -36_000, "-10"),
    ("Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-31 00:00", 50_400, "+14"),
    ("Europe/Dublin", "2050-01-01T00:00:00Z", "2050-01-01 00:00", 0, "GMT"),
  ])
  func showsReadings(name: String, at: String, reading: String, seconds: Int, abbreviation: String) throws {
    let (zone, at) = (try zone(name), try moment(at))
    #expect(zone.civil(at: at).description == reading)
    #expect(zone.offset(at: at).seconds == seconds)
    #expect(zone.offset(at: at).abbreviation == abbreviation)
  }

  @Test(arguments: [
    ("Europe/Paris", "2026-11-22 19:30", "2026-11-22T18:30:00Z", "ordinary"),
    ("Europe/Paris", "2026-03-29 01:59:59", "2026-03-29T00:59:59Z", "before the gap"),
    ("Europe/Paris", "2026-03-29 02:00", "2026-03-29T01:00:00Z", "where the gap begins"),
    ("Europe/Paris", "2026-03-29 02:30", "2026-03-29T01:00:00Z", "in the gap"),
    ("Europe/Paris", "2026-03-29 03:00", "2026-03-29T01:00:00Z", "after the gap"),
    ("Europe/Paris", "2026-10-25 02:00", "2026-10-25T00:00:00Z", "where the overlap begins"),
    ("Europe/Paris", "2026-10-25 02:30", "2026-10-25T00:30:00Z", "in the overlap"),
    ("Europe/Paris", "2026-10-25 03:00", "2026-10-25T02:00:00Z", "after the overlap"),
    ("Pacific/Apia", "2011-12-30 12:00", "2011-12-30T10:00:00Z", "a day that never was"),
    ("America/New_York", "1969-12-31 12:00", "1970-01-01T00:00:00Z", "before all moments"),
    ("America/New_York", "2199-12-31 23:00", "2199-12-31T23:59:59.999999Z", "after all moments"),
  ])
  func findsMoments(name: String, reading: String, expected: String, why: Comment) throws {
    #expect(try zone(name).moment(of: try civil(reading)).description == expected, why)
  }

  /// Rules that no file on this machine may have, as the only content of one.
  @Test(arguments: [
    ("UTC0", "2026-07-01T00:00:00Z", 0, false, "UTC"),
    ("<+0330>-3:30", "2026-07-01T00:00:00Z", 12_600, false, "+0330"),
    ("XXX5:30:15", "2026-07-01T00:00:00Z", -19_815, false, "XXX"),
    ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T00:59:59Z", 3_600, false, "CET"),
    ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T01:00:00Z", 7_200, true, "CEST"),
    ("CET-1CEST,M3.5.0,M10.5.0/3", "2199-10-27T00:59:59Z", 7_200, true, "CEST"),
    ("CET-1CEST,M3.5.0,M10.5.0/3", "2199-10-27T01:00:00Z", 3_600, false, "CET"),
    ("AEST-10AEDT,M10.1.0,M4.1.0/3", "1970-01-01T00:00:00Z", 39_600, true, "AEDT"),
    ("AEST-10AEDT,M10.1.0,M4.1.0/3", "2199-12-31T23:00:00Z", 39_600, true, "AEDT"),
    ("AEST-10AEDT,M10.1.0,M4.1.0/3", "2026-04-04T16:00:00Z", 36_000, false, "AEST"),
    ("IST-1GMT0,M10.5.0,M3.5.0/1", "2026-01-01T00:00:00Z", 0, true, "GMT"),
    ("IST-1GMT0,M10.5.0,M3.5.0/1", "2026-07-01T00:00:00Z", 3_600, false, "IST"),
    ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T00:59:59Z", -7_200, false, "-02"),
    ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T01:00:00Z", -3_600, true, "-01"),
    ("IST-2IDT,M3.4.4/26,M10.5.0", "2026-03-26T23:59:59Z", 7_200, false, "IST"),
    ("IST-2IDT,M3.4.4/26,M10.5.0", "2026-03-27T00:00:00Z", 10_800, true, "IDT"),
    ("EST5EDT,0/0,J365/25", "1970-01-01T00:00:00Z", -14_400, true, "EDT"),
    ("EST5EDT,0/0,J365/25", "2026-01-01T04:30:00Z", -14_400, true, "EDT"),
    ("EST5EDT,0/0,J365/25", "2026-12-31T23:59:59Z", -14_400, true, "EDT"),
    ("AAA0BBB,J60/0,J300/0", "2024-02-29T23:59:59Z", 0, false, "AAA"),
    ("AAA0BBB,J60/0,J300/0", "2024-03-01T00:00:00Z", 3_600, true, "BBB"),
    ("AAA0BBB,59/0,299/0", "2024-02-29T00:00:00Z", 3_600, true, "BBB"),
    ("AAA0BBB,59/0,299/0", "2026-03-01T00:00:00Z", 3_600, true, "BBB"),
    ("AAA0BBB,59/0,299/0", "2026-02-28T23:59:59Z", 0, false, "AAA"),
    ("AAA0BBB-2:30,M2.4.6/167:59:59,M10.1.1/-167", "2026-03-06T23:59:58Z", 0, false, "AAA"),
    ("AAA0BBB-2:30,M2.4.6/167:59:59,M10.1.1/-167", "2026-03-06T23:59:59Z", 9_000, true, "BBB"),
  ])
  func followsTheFooter(rule: String, at: String, seconds: Int, isDaylight: Bool, abbreviation: String) throws {
    let zone = try Zone(name: rule, tzif: ZoneFile(footer: rule).bytes)
    let offset = zone.offset(at: try moment(at))
    #expect(offset.seconds == seconds)
    #expect(offset.isDaylight == isDaylight)
    #expect(offset.abbreviation == abbreviation)
    #expect(zip(zone.changes, zone.changes.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test func comparesByNameAndRules() throws {
    let paris = try zone("Europe/Paris")
    #expect(try zone("Europe/Paris") == paris)
    #expect(try zone("Europe/Berlin") != paris)
    #expect(try Zone(name: "Europe/Paris", tzif: zoneFile("Europe/London")) != paris)
    #expect(Zone.utc.name == "UTC")
  }
}

@Suite struct ZoneErrorTests {
  @Test(arguments: [
    "UTC", "UTC0 ", "UTC0X", "AB0", "<AB>0", "<ABC0", "UTC25", "UTC0:60", "UTC0DST", "UTC0DST,M3.5.0",
    "UTC0DST,M3.5.0,M10.5.0,", "UTC0DST,M0.5.0,M10.5.0", "UTC0DST,M13.5.0,M10.5.0", "UTC0DST,M3.0.0,M10.5.0",
    "UTC0DST,M3.6.0,M10.5.0", "UTC0DST,M3.5.7,M10.5.0", "UTC0DST,J0,J365", "UTC0DST,J1,J366", "UTC0DST,0,366",
    "UTC0DST,M3.5.0/168,M10.5.0", "UTC0DST,M3.5.0/,M10.5.0", ":UTC0", "UTC99999999999999999999",
    "UTC0DST,M3.5.0/2:,M10.5.0", "\u{661}UTC0",
  ])
  func refusesFooters(rule: String) {
    #expect(throws: ZoneError(zone: "test", problem: .badFooter)) {
      try Zone(name: "test", tzif: ZoneFile(footer: rule).bytes)
    }
  }

  @Test func refusesContradictions() {
    check(.notTZif) { $0.magic = "TZiF" }
    check(.notTZif) { $0.version = UInt8(ascii: "5") }
    check(.notTZif) { $0.version = 1 }
    check(.leapSeconds) { $0.leapSeconds = 1 }
    check(.inconsistent) { $0.transitions = [(20, 0), (10, 0)] }
    check(.inconsistent) { $0.transitions = [(10, 0), (10, 0)] }
    check(.inconsistent) { $0.transitions = [(10, 1)] }
    check(.inconsistent) { $0.offset = 93_600 }
    check(.inconsistent) { $0.offset = -90_000 }
    check(.inconsistent) { $0.isDaylight = 2 }
    check(.inconsistent) { $0.nameIndex = 4 }
    check(.inconsistent) { $0.names = "UTC" }
    check(.inconsistent) { $0.names = "U\u{1B}C\0" }
    check(.inconsistent) { $0.names = "" }
    check(.wrongLength) { $0.transitionCount = 0xFFFF_FFFF }
    check(.wrongLength) {
      $0.footer = "UTC0\nUTC0"; $0.footerEnd = ""
    }
    #expect(throws: ZoneError(zone: "test", problem: .wrongLength)) {
      try Zone(name: "test", tzif: ZoneFile(footer: "UTC0").bytes + [0])
    }
    #expect(throws: ZoneError(zone: "right/Europe/Paris", problem: .leapSeconds)) {
      try Zone(name: "right/Europe/Paris", tzif: zoneFile("right/Europe/Paris"))
    }
  }

  private func check(
    _ problem: ZoneError.Problem, location: SourceLocation = #_sourceLocation, _ spoil: (inout ZoneFile) -> Void
  ) {
    var file = ZoneFile(footer: "UTC0")
    spoil(&file)
    #expect(throws: ZoneError(zone: "test", problem: problem), sourceLocation: location) {
      try Zone(name: "test", tzif: file.bytes)
    }
  }

  @Test func refusesEveryTruncation() throws {
    for name in ["Europe/Paris", "Asia/Tehran", "Etc/UTC", "Africa/Casablanca"] {
      let file = try zoneFile(name)
      for length in 0..<file.count {
        #expect(throws: ZoneError.self, "\(name) cut to \(length) bytes") {
          try Zone(name: name, tzif: Array(file.prefix(length)))
        }
      }
    }
  }

  /// A flipped bit may give another valid zone; whatever comes out must still answer.
  @Test func survivesEveryFlippedByte() throws {
    var random = SeededGenerator()
    let probes = try ["1970-01-01T00:00:00Z", "2026-11-22T17:00:00Z", "2199-12-31T23:59:59Z"].map(moment)
    for name in ["Europe/Paris", "Asia/Tehran", "Etc/UTC"] {
      let file = try zoneFile(name)
      for position in file.indices {
        var broken = file
        broken[position] ^= UInt8(random.number(1...255))
        guard let zone = try? Zone(name: name, tzif: broken) else { continue }
        for probe in probes { #expect(zone.moment(of: zone.civil(at: probe)) <= probe, "seed \(random.seed)") }
      }
    }
  }

  @Test func explainsItself() {
    #expect(
      ZoneError(zone: "Europe/Paris", problem: .wrongLength).description
        == "time zone Europe/Paris: the file is cut short or has something appended; reinstall tzdata")
  }
}

func civil(_ text: String) throws -> CivilTime {
  let parts = text.split(separator: " ")
  let date = try #require(parts.first.flatMap { CivilDate($0) })
  return CivilTime(date: date, time: try #require(parts.last.flatMap { TimeOfDay($0) }))
}

/// A zone file that is made to order, to be right or wrong in one place.
struct ZoneFile {
  var magic = "TZif"
  var version = UInt8(ascii: "2")
  var transitions: [(instant: Int64, type: UInt8)] = []
  var transitionCount: UInt32?
  var leapSeconds: UInt32 = 0
  var offset: Int32 = 0
  var isDaylight: UInt8 = 0
  var nameIndex: UInt8 = 0
  var names = "UTC\0"
  var footer: String
  var footerEnd = "\n"

  init(footer: String) {
    self.footer = footer
  }

  var bytes: [UInt8] {
    header(times: 0, types: 1, names: 1) + [UInt8](repeating: 0, count: 7)
      + header(times: transitionCount ?? UInt32(transitions.count), types: 1, names: UInt32(names.utf8.count))
      + transitions.flatMap { bigEndian($0.instant) } + transitions.map(\.type)
      + bigEndian(offset) + [isDaylight, nameIndex] + Array(names.utf8)
      + [UInt8](repeating: 0, count: Int(leapSeconds) * 12)
      + Array("\n\(footer)\(footerEnd)".utf8)
  }

  private func header(times: UInt32, types: UInt32, names: UInt32) -> [UInt8] {
    Array(magic.utf8) + [version] + [UInt8](repeating: 0, count: 15)
      + [0, 0, leapSecondsOfSecondBlock(names), times, types, names].flatMap { bigEndian($0) }
  }

  private func leapSecondsOfSecondBlock(_ names: UInt32) -> UInt32 {
    names == 1 ? 0 : leapSeconds
  }

  private func bigEndian(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian) { Array($0) }
  }
}
