// What is not ours, or not whole, is refused with its reason, and not a byte of it is changed.

import Foundation
import PercolateCore
import SQLite
import TestSupport
import Testing

@testable import PercolateStore

@Suite struct ForeignDatabaseTests {
  private let temporary = TemporaryFolder()
  private var folder: URL { temporary.url.appending(path: "data") }
  private var path: String { folder.appending(path: "percolate.sqlite").path }

  private func run(_ statements: String) throws {
    let db = try Connection(path: path, .create)
    try db.run(statements)
    try db.close()
  }

  /// Opening fails for this reason, and what is in the folder stays as it is.
  private func check(refuses why: String, _ what: Comment? = nil) throws {
    func contents() throws -> [String: Data?] {
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      // An empty log, and its index, tell nothing.
      return Dictionary(
        names.map { ($0, FileManager.default.contents(atPath: folder.appending(path: $0).path)) },
        uniquingKeysWith: { $1 }
      ).filter { !$0.key.hasSuffix("-shm") && $0.value?.isEmpty == false }
    }
    let before = try contents()
    let error = #expect(throws: StoreError.self, what) { try Store(path: path) }
    #expect(error?.description.contains(why) == true, what)
    #expect(try contents() == before, what)
  }

  /// What a database is compared with is what the migrations make.
  @Test func theDigestsAreThoseOfTheMigrations() throws {
    let whole = try Connection()
    try Migration.migrate(whole)
    var digests: [String: String] = [:]
    for name in try Migration.applied(in: whole).ours {
      let model = try Connection()
      try Migration.migrate(model, upTo: name)
      digests[name] = try Schema.digest(Schema.statements(model))
    }
    #expect(Schema.digests == digests, "\(digests)")
  }

  @Test(arguments: [
    ("CREATE TABLE more (x)", "has other tables"),
    ("ALTER TABLE event ADD COLUMN more", "has other tables"),
    ("DROP TABLE kept_no", "has other tables"),
    ("DROP TABLE writing", "has other tables"),
    ("DROP TABLE reminder; CREATE VIEW reminder AS SELECT 1 AS id", "has other tables"),
    ("CREATE TRIGGER planted AFTER INSERT ON event BEGIN DELETE FROM timeline; END", "has other tables"),
    ("DROP TRIGGER event_is_never_changed", "has other tables"),
    ("DROP INDEX event_stream", "has other tables"),
    ("DELETE FROM grdb_migrations", "has other tables"),
    ("DELETE FROM grdb_migrations WHERE identifier GLOB '1*'", "has other tables"),
    ("INSERT INTO grdb_migrations VALUES ('9: of tomorrow')", "newer version"),
    (
      """
      DROP TABLE grdb_migrations;
      CREATE VIEW grdb_migrations AS WITH RECURSIVE endless (identifier) AS (
        SELECT '' UNION ALL SELECT identifier || 'x' FROM endless) SELECT identifier FROM endless
      """, "of another program"
    ),
  ]) func tablesThatAreNotOurs(statements: String, why: String) throws {
    _ = try Store(path: path)
    try run(statements)
    try check(refuses: why)
  }

  @Test func anotherProgramsDatabase() throws {
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try run("CREATE TABLE moz_places (id INTEGER PRIMARY KEY, url TEXT); INSERT INTO moz_places (url) VALUES ('here')")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    try check(refuses: "of another program")
  }

  @Test func numbersThatNobodyAsksForDoNotMatter() throws {
    _ = try Store(path: path)
    try run("PRAGMA user_version = 7; PRAGMA application_id = 9; ANALYZE")
    #expect(throws: Never.self) { try Store(path: path) }
  }

  @Test func whatWasCutToNothingIsNoNewDatabase() throws {
    _ = try Store(path: path)
    #expect(truncate(path, 0) == 0)
    try check(refuses: "is empty")
  }

  @Test func anIndexThatHidesARowIsDamage() throws {
    let store = try Store(path: path)
    try store.commit { try $0.begin("lake", plan: "", events: [Event(at: .earliest, .resumed)]) }
    // The checksum of the stream has its name as well, and is no index.
    try run("DELETE FROM chain")
    try store.compact()
    var bytes = try #require(FileManager.default.contents(atPath: path))
    // Where the name stands alone it is the row's; the index has it too.
    let places = bytes.indices.dropLast(4).filter { bytes[$0..<($0 + 4)].elementsEqual("lake".utf8) }
    for place in places {
      bytes[place] = UInt8(ascii: "c")
      try bytes.write(to: URL(filePath: path))
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
      try check(refuses: "is damaged", "at \(place)")
      bytes[place] = UInt8(ascii: "l")
    }
    #expect(places.count == 4)
  }

  @Test func aLogWithoutItsDatabaseIsNotGivenToANewOne() throws {
    let store = try Store(path: path)
    try store.commit { try $0.begin("lake", plan: "", events: []) }
    #expect(unlink(path) == 0)
    try check(refuses: "has lost its database")
    withExtendedLifetime(store) {}
  }

  /// The last commit in a log cannot be told from one that the power cut short; each one before it can.
  @Test func aLogThatForgetsIsDamage() throws {
    let store = try Store(path: path)
    for name in ["lake", "sea", "wood"] { try store.commit { try $0.begin(name, plan: "", events: []) } }
    let log = try #require(FileManager.default.contents(atPath: "\(path)-wal"))
    let copy = folder.deletingLastPathComponent().appending(path: "copy/percolate.sqlite").path
    let frame = 4096 + 24
    let count = (log.count - 32) / frame
    // The frames by their commits: the one that ends a commit has the size of the database in it.
    let commits = (0..<count).filter { log[(32 + $0 * frame + 4)..<(32 + $0 * frame + 8)].contains { $0 != 0 } }
    #expect(commits.count >= 3)
    for broken in -1..<count {
      try? FileManager.default.removeItem(atPath: (copy as NSString).deletingLastPathComponent)
      try FileManager.default.copyItem(at: folder, to: URL(filePath: (copy as NSString).deletingLastPathComponent))
      var bytes = log
      bytes[broken < 0 ? 20 : 32 + broken * frame + 100] ^= 1
      try bytes.write(to: URL(filePath: "\(copy)-wal"))
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: "\(copy)-wal")
      let isLast = broken > commits[commits.count - 2]
      if isLast {
        #expect(throws: Never.self, "frame \(broken)") { try Store(path: copy) }
      } else {
        #expect(throws: StoreError.unusable(path: "\(copy)-wal", why: "is damaged"), "frame \(broken)") {
          try Store(path: copy)
        }
      }
    }
    withExtendedLifetime(store) {}
  }

  @Test func whatAMakingLeftHalfDoneIsMadeAnew() throws {
    _ = try Store(path: path)
    try FileManager.default.moveItem(atPath: path, toPath: "\(path).new")
    #expect(truncate("\(path).new", 5000) == 0)
    #expect(throws: Never.self) { try Store(path: path) }
    #expect(!FileManager.default.fileExists(atPath: "\(path).new"))
  }
}
