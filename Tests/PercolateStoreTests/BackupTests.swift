// Copies: nothing is missing in one, nothing damaged or foreign is taken for one, and at whatever step a restore is cut short,
// the old or the new is there, whole. The short form damages some hundred copies; PERCOLATE_LONG=1 damages ten thousand.

import Foundation
import PercolateCore
import SQLite
import TestSupport
import Testing

@testable import PercolateStore

@Suite struct BackupTests {
  private static let isLong = ProcessInfo.processInfo.environment["PERCOLATE_LONG"] != nil

  private func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

  private func names(_ full: FullDatabase) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: full.folder.path).sorted()
  }

  /// A copy on its way in.
  private func deposit(_ contents: Data, beside full: FullDatabase) throws -> String {
    let path = try Store.deposit(beside: full.path)
    try contents.write(to: URL(fileURLWithPath: path))
    return path
  }

  @Test func aBackupIsOneFileWithEverything() throws {
    let full = try FullDatabase()
    let path = try full.store.backup()
    #expect(try names(full).filter { $0.contains("backup") } == [(path as NSString).lastPathComponent])
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
    // SQLite's file format, 1.3.3: 1 is a rollback journal, 2 would be a write-ahead log.
    #expect(try bytes(path)[18...19] == Data([1, 1]))
    let copy = try Store(copy: path)
    #expect(try FullDatabase.faults(copy).isEmpty)
    #expect(try FullDatabase.cells(copy) == FullDatabase.cells(full.store))
  }

  /// Also before the files were rewritten without it.
  @Test func nothingThatWasErasedIsInABackup() throws {
    let full = try FullDatabase()
    try full.store.forget([("one", nil)], everything: false, at: FullDatabase.noon)
    let path = try full.store.backup()
    #expect(try bytes(path).range(of: Data("one: the basil".utf8)) == nil)
    #expect(try bytes(path).range(of: Data("two: the basil".utf8)) != nil)
  }

  @Test func aBackupOfAnEarlierVersionIsTaken() throws {
    let full = try FullDatabase()
    try full.store.db.run(FullDatabase.takeBackToVersion2)
    let copy = try full.file("old", Data())
    try full.store.db.copy(into: copy)
    // Looked at once, and taken after that.
    for _ in 0..<2 { #expect(try FullDatabase.faults(Store(copy: copy)).isEmpty) }
  }

  /// A file that was copied by hand may still owe that its files are written anew.
  @Test func whatIsOwedIsOwedInACopy() throws {
    let full = try FullDatabase()
    try full.store.forget([("one", nil)], everything: false, at: FullDatabase.noon)
    try full.store.db.run(FullDatabase.takeBackToVersion4)
    try full.store.db.close()
    let copy = try Store(copy: deposit(bytes(full.path), beside: full))
    #expect(try copy.isToBeCompacted())
    try copy.becomeOneFile(with: [])
    #expect(try bytes(copy.path).range(of: Data("one: the basil".utf8)) == nil)
  }

  /// Writing a file anew gives rows without a number of their own other ones.
  @Test func aSumFitsAfterTheFileWasWrittenAnew() throws {
    let full = try FullDatabase()
    try full.store.commit { transaction in
      for name in ["Kim", "Robin"] { try transaction.keep(KeptNo(name: name, at: FullDatabase.noon, concerns: [.no])) }
      try transaction.change(.keptNo, row: 2) { try transaction.db.execute("DELETE FROM kept_no WHERE rowid = 2") }
    }
    try full.store.compact()
    #expect(try FullDatabase.faults(full.store).isEmpty)
    #expect(try FullDatabase.faults(Store(copy: full.store.backup())).isEmpty)
  }

  @Test(arguments: [
    "CREATE TRIGGER planted AFTER INSERT ON event BEGIN DELETE FROM kept_no; END",
    "CREATE VIEW planted AS SELECT * FROM event", "CREATE TABLE planted (x)", "DROP TABLE kept_no",
    "DROP TRIGGER event_is_never_changed", "ALTER TABLE reminder ADD COLUMN planted",
    "ALTER TABLE kept_no RENAME TO moved; CREATE VIEW kept_no AS SELECT * FROM moved",
    "DELETE FROM grdb_migrations", "DROP TABLE grdb_migrations",
  ])
  func whatHasOtherTablesIsRefused(_ sql: String) throws {
    let full = try FullDatabase()
    let path = try full.store.backup()
    try Connection(path: path, .readWrite).run(sql)
    #expect(throws: CopyFault.foreign) { try Store(copy: path) }
  }

  @Test func whatIsNewerIsRefused() throws {
    let full = try FullDatabase()
    let path = try full.store.backup()
    try Connection(path: path, .readWrite).run("INSERT INTO grdb_migrations VALUES ('999: to come')")
    #expect(throws: CopyFault.newer) { try Store(copy: path) }
  }

  /// Each damaged copy is refused or found out; one that is taken for whole has every cell that the whole one has.
  @Test func nothingDamagedIsTakenForWhole() throws {
    var random = SeededGenerator()
    let full = try FullDatabase()
    let whole = try bytes(full.store.backup())
    let cells = try FullDatabase.cells(full.store)
    var (refused, found, unharmed) = (0, 0, 0)
    for number in 0..<(Self.isLong ? 10_000 : 30) {
      let copy = try deposit(Damage.any(using: &random).done(to: whole, using: &random), beside: full)
      do {
        let store = try Store(copy: copy)
        if try FullDatabase.faults(store).isEmpty {
          unharmed += 1
          #expect(try FullDatabase.cells(store) == cells, "seed \(random.seed), number \(number)")
        } else {
          found += 1
        }
      } catch is CopyFault {
        refused += 1
      } catch is StoreError {
        refused += 1
      }
    }
    print("\(refused) refused, \(found) found out, \(unharmed) damaged in no cell; \(whole.count) bytes each")
    #expect(try FullDatabase.cells(full.store) == cells)
  }

  private enum Damage: CaseIterable {
    case flip, flips, zeroes, swap, cut

    static func any(using random: inout SeededGenerator) -> Damage { allCases.randomElement(using: &random) ?? .flip }

    func done(to whole: Data, using random: inout SeededGenerator) -> Data {
      var bytes = whole
      let page = 4096
      func place(_ random: inout SeededGenerator) -> Int { Int.random(in: 0..<whole.count, using: &random) }
      func start(_ random: inout SeededGenerator) -> Int { place(&random) / page * page }
      switch self {
      case .flip: bytes[place(&random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case .flips:
        for _ in 0..<Int.random(in: 2...64, using: &random) {
          bytes[place(&random)] ^= UInt8.random(in: 1...255, using: &random)
        }
      case .zeroes:
        let start = start(&random)
        bytes.replaceSubrange(start..<(start + page), with: Data(count: page))
      case .swap:
        let (one, other) = (start(&random), start(&random))
        bytes.replaceSubrange(one..<(one + page), with: whole[other..<(other + page)])
        bytes.replaceSubrange(other..<(other + page), with: whole[one..<(one + page)])
      case .cut: bytes.removeSubrange(place(&random)...)
      }
      return bytes
    }
  }

  @Test(arguments: [Data(), Data("a shopping list".utf8), Data("SQLite format 3\0".utf8), Data(count: 65_536)])
  func whatIsNoDatabaseIsRefused(_ contents: Data) throws {
    let full = try FullDatabase()
    let cells = try FullDatabase.cells(full.store)
    let copy = try deposit(contents, beside: full)
    #expect(throws: CopyFault.self) { try Store(copy: copy) }
    #expect(try FullDatabase.cells(full.store) == cells)
  }

  @Test func whatWasThereIsKeptAndCanComeBack() throws {
    let full = try FullDatabase()
    let (before, backup) = (try FullDatabase.cells(full.store), try bytes(full.store.backup()))
    try full.store.commit { try $0.begin("three", plan: "p", events: []) }
    let after = try FullDatabase.cells(full.store)
    let kept = try full.store.replace(
      by: Store(copy: deposit(backup, beside: full)), keeping: [], at: FullDatabase.noon)
    #expect(kept == "\(full.path).before-restore-2026-11-22T120000")
    let restored = try Store(path: full.path)
    #expect(try FullDatabase.cells(restored) == before)
    #expect(try FullDatabase.faults(restored).isEmpty)
    let again = try restored.replace(
      by: Store(copy: deposit(bytes(kept), beside: full)), keeping: [], at: FullDatabase.noon)
    #expect(again == "\(kept)-2")
    let back = try Store(path: full.path)
    #expect(try FullDatabase.cells(back) == after)
    #expect(try names(full).filter { !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") }.count == 3)
    // What somebody forgets is not kept there either.
    try back.forget([("one", nil)], everything: false, at: FullDatabase.noon)
    try back.compact()
    #expect(try names(full).filter { $0.contains("before-restore") }.isEmpty)
  }

  @Test func aNoIsCarriedOver() throws {
    let full = try FullDatabase()
    let backup = try bytes(full.store.backup())
    let no = KeptNo(name: "Sam", at: FullDatabase.noon, concerns: [.order])
    _ = try full.store.replace(by: Store(copy: deposit(backup, beside: full)), keeping: [no], at: FullDatabase.noon)
    let kept = try Store(path: full.path).read { try $0.keptNos() }
    #expect(kept.count == 2 && kept.contains(no))
  }

  private struct PowerLost: Error {}

  /// The power fails after each step, with a database that was closed, with one whose log is still beside it, and with one that
  /// was put there by hand, and has the journal of a change that did not come to its end.
  @Test(arguments: FilesBeside.Step.allCases, ["", "-wal", "-journal"])
  func theOldOrTheNewIsThereWhole(_ lost: FilesBeside.Step, _ left: String) throws {
    let full = try FullDatabase()
    let backup = try full.file("copy", bytes(full.store.backup()))
    try full.store.db.run("PRAGMA wal_autocheckpoint = 0; PRAGMA wal_checkpoint(TRUNCATE)")
    try full.store.commit { try $0.begin("three", plan: "p", events: []) }
    let cells = (old: try FullDatabase.cells(full.store), new: try FullDatabase.cells(Store(copy: backup)))
    var crashed = try left == "-wal" ? files(of: full) : []
    try full.store.db.close()
    if left == "-journal" {
      let db = try Connection(path: full.path, .readWrite)
      // With room for so few pages the file itself changes before the commit.
      try db.run("PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; BEGIN; DELETE FROM timeline")
      try db.run("UPDATE reminder SET text = text || hex(zeroblob(100000))")
      crashed = try files(of: full)
      db.rollBack()
      try db.close()
    }
    for (name, contents) in crashed { _ = try full.file(name, contents) }
    for ending in ["-wal", "-journal"] {
      #expect(FileManager.default.fileExists(atPath: full.path + ending) == (left == ending))
    }
    let copy = try Store(copy: deposit(bytes(backup), beside: full))
    #expect(throws: PowerLost.self) {
      try copy.becomeOneFile(with: [])
      _ = try FilesBeside(path: full.path).swap(in: copy.path, at: FullDatabase.noon) { step in
        if step == lost { throw PowerLost() }
      }
    }
    let store = try Store(path: full.path)
    #expect(try FullDatabase.cells(store) == (lost == .inPlace ? cells.new : cells.old))
    #expect(try FullDatabase.faults(store).isEmpty)
    let kept = try names(full).filter { $0.contains("before-restore") }
    #expect(try names(full).filter { $0.contains("deposit") }.isEmpty)
    guard lost == .inPlace else { return #expect(kept.isEmpty) }
    // What is kept is whole too, its log included.
    let old = "\(full.path).before-restore-2026-11-22T120000"
    #expect(kept == (left.isEmpty ? [old] : [old, old + left]).map { ($0 as NSString).lastPathComponent })
    #expect(try FullDatabase.cells(Store(path: old)) == cells.old)
  }

  /// What a crash would leave of the database now: the file and its log or journal.
  private func files(of full: FullDatabase) throws -> [(name: String, contents: Data)] {
    try FileManager.default.contentsOfDirectory(atPath: full.folder.path)
      .filter { $0.hasPrefix("percolate.sqlite") && !$0.contains("backup") && !$0.hasSuffix("-shm") }
      .map { ($0, try bytes("\(full.folder.path)/\($0)")) }
  }
}
