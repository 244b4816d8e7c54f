// Backups as files: where they may go, what may come in, and that neither what is there nor what was brought is touched.

import Foundation
import TestSupport
import Testing

@Suite("backup, restore and verify on the command line")
struct BackupCommandTests {
  private static let contents = #"{"journeys":[],"events":3,"writings":1,"reminders":0}"#
  private static let backup = Data("SQLite format 3\0".utf8) + Data((0..<200_000).map { UInt8(truncatingIfNeeded: $0) })
  private static let checks =
    #"{"parameters":{"checks":[{"subject":"file","count":9,"faults":[]},"#
    + ##"{"subject":"events","count":3,"faults":["#2"]}]}}"##

  private let folder: TemporaryFolder
  /// The daemon's own folder, and what it hands over or waits for there.
  private let data: String
  private var copy: String { data + "/percolate.sqlite.copy" }
  private var file: String { folder.path + "/backup" }

  init() throws {
    folder = TemporaryFolder()
    data = folder.path + "/data"
    try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
  }

  private func write(_ contents: Data, to path: String) throws {
    try #require(FileManager.default.createFile(atPath: path, contents: contents))
  }

  private func daemon() throws -> FakeDaemon {
    let restored =
      #"{"parameters":{"contents":\#(Self.contents),"present":\#(Self.contents),"boundaries":0,"kept":"k"}}"#
    return try FakeDaemon(byMethod: [
      "Backup": #"{"parameters":{"path":"\#(copy)","contents":\#(Self.contents),"sound":true}}"#,
      "Deposit": #"{"parameters":{"path":"\#(copy)"}}"#, "Verify": Self.checks, "Restore": restored,
    ])
  }

  private func run(_ arguments: String...) throws -> Binary.Result {
    let daemon = try daemon()
    defer { daemon.stop() }
    return try Binary.run(arguments, socket: daemon.path)
  }

  @Test("a backup is the daemon's copy, for its user alone, and the copy is gone")
  func taken() throws {
    try write(Self.backup, to: copy)
    #expect(try run("backup", file).status == 0)
    #expect(FileManager.default.contents(atPath: file) == Self.backup)
    #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: data).isEmpty)
  }

  @Test("nothing is overwritten unless that is asked for, and then at once")
  func overwriting() throws {
    try write(Data("mine".utf8), to: file)
    try write(Self.backup, to: copy)
    let refused = try run("backup", file)
    #expect(refused.status == 1)
    #expect(refused.error.contains("is there already"))
    #expect(FileManager.default.contents(atPath: file) == Data("mine".utf8))
    #expect(try FileManager.default.contentsOfDirectory(atPath: data).isEmpty)
    try write(Self.backup, to: copy)
    #expect(try run("backup", file, "--force").status == 0)
    #expect(FileManager.default.contents(atPath: file) == Self.backup)
  }

  @Test("places that a backup cannot go to", arguments: ["data/new", "data/percolate.sqlite", "no-such/new", "data"])
  func places(_ place: String) throws {
    try write(Self.backup, to: copy)
    let result = try run("backup", "\(folder.path)/\(place)", "--force")
    #expect(result.status == 1)
    #expect(result.error.split(separator: "\n").count == 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: data).isEmpty)
  }

  @Test("standard output gets the bytes and nothing else")
  func standardOutput() throws {
    let text = Data("SQLite format 3 as text".utf8)
    try write(text, to: copy)
    #expect(try run("backup", "-").output == String(decoding: text, as: UTF8.self))
    #expect(try run("backup", "-", "--json").status == 2)
  }

  private enum Odd: CaseIterable {
    case missing, text, empty, folder, link, fifo, unreadable, log
  }

  @Test("what is no backup is refused before the daemon hears of it", arguments: Odd.allCases)
  private func odd(_ kind: Odd) throws {
    switch kind {
    case .missing: break
    case .text: try write(Data("a shopping list".utf8), to: file)
    case .empty: try write(Data(), to: file)
    case .folder: try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: false)
    case .link:
      try write(Self.backup, to: file + "-real")
      try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: file + "-real")
    case .fifo: try #require(mkfifo(file, 0o600) == 0)
    case .unreadable:
      // Root can read everything.
      guard geteuid() != 0 else { return }
      try write(Self.backup, to: file)
      chmod(file, 0)
    case .log:
      try write(Self.backup, to: file)
      try write(Data("x".utf8), to: file + "-wal")
    }
    for command in [["restore", file, "--yes"], ["verify", file]] {
      let daemon = try daemon()
      defer { daemon.stop() }
      let result = try Binary.run(command, socket: daemon.path)
      #expect(result.status == 1)
      #expect(result.error.split(separator: "\n").count == 1)
      #expect(daemon.received.isEmpty)
    }
  }

  @Test("a backup is brought whole, and does not stay")
  func restoring() throws {
    try write(Self.backup, to: file)
    try write(Data(), to: copy)
    let daemon = try daemon()
    defer { daemon.stop() }
    let result = try Binary.run(["restore", file, "--yes"], socket: daemon.path)
    #expect(result.status == 0, "\(result.error)")
    let methods = daemon.received.compactMap { $0.split(separator: "\"").first { $0.contains("Timeline.") } }
    #expect(methods == ["org.percolate.Timeline.Deposit", "org.percolate.Timeline.Restore"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: data).isEmpty)
    #expect(FileManager.default.contents(atPath: file) == Self.backup)
  }

  @Test("without a terminal and without --yes nothing is asked of the daemon")
  func asking() throws {
    try write(Self.backup, to: file)
    let result = try run("restore", file)
    #expect(result.status == 2)
    #expect(result.error.contains("--yes"))
  }

  @Test("verify says each thing in a line, and its status says whether all is well")
  func verifying() throws {
    let result = try run("verify")
    #expect(result.status == 1)
    #expect(
      result.output == """
        ok      The file is whole, and its tables are Percolate's.
        not ok  Every line of the log can be read: 3. Not so: #2.

        Nothing was changed. A backup that is whole can be put in the place of this with
        `percolatectl restore`.

        """)
    #expect(result.error.isEmpty)
  }
}
