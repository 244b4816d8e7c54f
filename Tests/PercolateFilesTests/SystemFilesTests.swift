// What the environment means: base directories and time zones; and which of the files found there count.

import Foundation
import PercolateCore
import PercolateFiles
import TestSupport
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

@Suite struct InstructionTests {
  private static let path = "percolate/percolate.yaml"

  /// Finds the configuration below a fresh folder after `change`; the first fault where there is one, without its place.
  private func found(_ change: (_ file: String, _ folder: String) throws -> Void) throws -> String {
    let folder = try TemporaryFolder([Self.path: "plan: mine\n"])
    let file = "\(folder.path)/\(Self.path)"
    try change(file, "\(folder.path)/percolate")
    do throws(Faults) {
      let directories = BaseDirectories(environment: ["XDG_CONFIG_HOME": folder.path, "XDG_CONFIG_DIRS": folder.path])
      return try ConfigurationFile.find(in: directories) { _ in nil }.configuration.plan
    } catch {
      return error.all[0].message
    }
  }

  private static func mode(_ mode: Int, _ path: String) throws {
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  }

  private static func link(_ path: String, to destination: String) throws {
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: destination)
  }

  @Test func `a file of ours that only we can write counts, behind a link as well`() throws {
    #expect(try found { _, _ in } == "mine")
    #expect(try found { file, _ in try Self.mode(0o644, file) } == "mine")
    #expect(
      try found { file, folder in
        try FileManager.default.moveItem(atPath: file, toPath: folder + "/true.yaml")
        try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: "true.yaml")
      } == "mine")
    #expect(try found { file, _ in try FileManager.default.removeItem(atPath: file) } == "coffee")
  }

  @Test(arguments: [0o664, 0o646, 0o666, 0o602]) func `one that others can write does not`(mode: Int) throws {
    let why = "is not used, because others can write to it; `chmod go-w` closes it"
    #expect(try found { file, _ in try Self.mode(mode, file) } == why)
  }

  @Test(arguments: [0o775, 0o757, 0o777]) func `nor one that others can replace`(mode: Int) throws {
    let why = "is not used, because others can write to its folder; `chmod go-w` closes it"
    #expect(try found { _, folder in try Self.mode(mode, folder) } == why)
  }

  @Test(.enabled(if: geteuid() == 0, "only root can give a file away")) func `nor one that belongs to somebody else`()
    throws
  {
    #expect(try found { file, _ in chown(file, 65534, 65534) } == "is not used, because it belongs to somebody else")
  }

  @Test func `a link to nothing is no missing file`() throws {
    let why = "is a link to nothing that can be seen from here; put the file itself in its place"
    #expect(try found { file, _ in try Self.link(file, to: "/nowhere") } == why)
  }
}
