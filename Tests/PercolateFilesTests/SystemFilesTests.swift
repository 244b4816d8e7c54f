// What the environment means: base directories and time zones.

import Foundation
import PercolateCore
import PercolateFiles
import Testing

@Suite struct BaseDirectoriesTests {
  @Test(
    arguments: [
      (["HOME": "/h"], ["/h/.config", "/etc/xdg"], ["/h/.local/share", "/usr/local/share", "/usr/share"]),
      ([:], ["/etc/xdg"], ["/usr/local/share", "/usr/share"]),
      (
        [
          "HOME": "/h", "XDG_CONFIG_HOME": "/c/", "XDG_CONFIG_DIRS": "/a:/b/", "XDG_DATA_HOME": "/d",
          "XDG_DATA_DIRS": "/e",
        ],
        ["/c", "/a", "/b"], ["/d", "/e"]
      ),
      (
        ["HOME": "h", "XDG_CONFIG_HOME": "c", "XDG_CONFIG_DIRS": "a::b:/x", "XDG_DATA_DIRS": ""],
        ["/x"], ["/usr/local/share", "/usr/share"]
      ),
    ] as [([String: String], [String], [String])])
  func `the environment, and the specification's defaults`(
    environment: [String: String], config: [String], data: [String]
  ) {
    let directories = BaseDirectories(environment: environment)
    #expect(directories.config == config)
    #expect(directories.data == data)
  }
}

@Suite struct ZoneFilesTests {
  /// tzfile(5), version 2, without any transition: a zone that is always so many hours east of UTC.
  private static func fixedZone(_ hours: UInt8, _ rule: String) -> Data {
    let counts: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 4]
    let header = Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15) + counts
    let seconds = UInt32(hours) * 3600
    let type: [UInt8] = [0, 0, UInt8(seconds >> 8), UInt8(seconds & 0xFF), 0, 0] + Array("ABC".utf8) + [0]
    return Data(header + type + header + type + Array("\n\(rule)\n".utf8))
  }

  private let folder: TemporaryFolder
  private let localtime: String

  init() throws {
    folder = try TemporaryFolder(["zoneinfo/Broken": "TZif2 and nothing more"])
    try folder.write(Self.fixedZone(3, "<+03>-3"), to: "zoneinfo/Three")
    try folder.write(Self.fixedZone(4, "<+04>-4"), to: "zoneinfo/Area/Four")
    localtime = folder.path + "/localtime"
  }

  private func zones(_ environment: [String: String] = [:]) -> ZoneFiles {
    ZoneFiles(environment: ["TZDIR": folder.path + "/zoneinfo"].merging(environment) { $1 }, localtime: localtime)
  }

  private func hours(_ zone: Zone?) -> Int? { zone.map { $0.offset(at: .earliest).seconds / 3600 } }

  @Test(arguments: [("Three", 3), ("Area/Four", 4), ("UTC", 0)])
  func `a zone by its name`(name: String, east: Int) {
    let zones = zones()
    #expect(hours(zones.named(name)) == east)
    #expect(zones.named(name)?.name == name)
  }

  @Test(arguments: [
    "", "Nowhere", "../localtime", "Area/../Three", "/etc/localtime", "Three/", "Area//Four", "Th ree", "a\0b",
  ])
  func `a name that is none`(name: String) {
    #expect(throws: ZoneFileError.unknown(name)) { try zones().load(name) }
  }

  @Test func `a damaged file says so`() {
    let error = #expect(throws: ZoneFileError.self) { try zones().load("Broken") }
    #expect(error?.description.contains("zoneinfo/Broken cannot be used") == true)
    #expect(zones().named("Broken") == nil)
  }

  @Test(arguments: [("Three", 3), (":Three", 3), (":Area/Four", 4), ("", 0), (":", 0)])
  func `the variable TZ comes first`(value: String, east: Int) throws {
    try FileManager.default.createSymbolicLink(atPath: localtime, withDestinationPath: "zoneinfo/Area/Four")
    #expect(hours(try zones(["TZ": value]).system()) == east)
  }

  @Test func `the variable TZ may be a path`() throws {
    let zone = try zones(["TZ": ":" + folder.path + "/zoneinfo/Area/Four"]).system()
    #expect(hours(zone) == 4)
    #expect(zone.name == "Area/Four")
  }

  @Test(arguments: ["Nowhere", ":Nowhere", "/nowhere", "CET-1CEST"])
  func `an unknown TZ is an error, and never UTC`(value: String) {
    #expect(throws: ZoneFileError.unknownVariable(value)) { try zones(["TZ": value]).system() }
  }

  @Test func `the system's zone has the name that its link leads to`() throws {
    try FileManager.default.createSymbolicLink(atPath: localtime, withDestinationPath: "zoneinfo/Area/Four")
    let zone = try zones().system()
    #expect(zone.name == "Area/Four")
    #expect(hours(zone) == 4)
  }

  @Test func `the system's zone is read anew each time`() throws {
    let zones = zones()
    try FileManager.default.createSymbolicLink(atPath: localtime, withDestinationPath: "zoneinfo/Area/Four")
    #expect(hours(try zones.system()) == 4)
    try FileManager.default.removeItem(atPath: localtime)
    try FileManager.default.createSymbolicLink(atPath: localtime, withDestinationPath: "zoneinfo/Three")
    #expect(hours(try zones.system()) == 3)
  }

  @Test func `a system zone that is no link is read itself`() throws {
    try folder.write(Self.fixedZone(3, "<+03>-3"), to: "localtime")
    let zone = try zones().system()
    #expect(zone.name == "localtime")
    #expect(hours(zone) == 3)
  }

  @Test func `a link that leads nowhere is an error, and never UTC`() throws {
    try FileManager.default.createSymbolicLink(atPath: localtime, withDestinationPath: "zoneinfo/Gone")
    let error = #expect(throws: ZoneFileError.self) { try zones().system() }
    #expect(error?.description.contains("it leads to zoneinfo/Gone, which is not there") == true)
  }

  @Test func `without a system zone it is UTC, as localtime(5) says`() throws {
    #expect(try zones().system() == .utc)
  }
}
