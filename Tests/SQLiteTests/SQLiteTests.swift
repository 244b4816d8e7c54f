// What the typed layer over SQLite promises: values come back as they went in, nothing that a file holds traps, a transaction is
// all or nothing, and no error says what was in a statement.

import Foundation
import TestSupport
import Testing

@testable import SQLite

@Suite struct SQLiteTests {
  private let temporary = TemporaryFolder()
  private var path: String { temporary.url.appending(path: "file.sqlite").path }

  private func code(_ body: () throws -> Void) -> Int32? {
    do {
      try body()
    } catch {
      return (error as? SQLiteError)?.primary
    }
    return nil
  }

  @Test(arguments: [
    Value.null, .integer(0), .integer(.min), .integer(.max), .real(-0.5), .real(.infinity), .text(""), .text("basil"),
    .text("a\0b"), .text("perche\u{301} 🌿"), .blob([]), .blob([0, 255, 0]),
  ]) func aValueComesBackAsItWentIn(_ value: Value) throws {
    let db = try Connection()
    #expect(try db.value("SELECT ?", value, as: Value.self) == value)
    try db.execute("CREATE TABLE kept (value)")
    try db.execute("INSERT INTO kept VALUES (?)", value)
    #expect(try db.all("SELECT * FROM kept", body: { try $0(0, Value.self) }) == [value])
  }

  /// No value is taken for what it is not.
  @Test(arguments: ["NULL", "1", "1.0", "'1'", "x'31'", "CAST(x'ff' AS TEXT)", "9223372036854775807"])
  func whatIsReadIsWhatIsThere(_ sql: String) throws {
    let db = try Connection()
    func reads<V: Readable>(_ type: V.Type) -> Bool { (try? db.first("SELECT \(sql)") { try $0(0, V.self) }) != nil }
    #expect(reads(Int64.self) == ["1", "9223372036854775807"].contains(sql))
    #expect(reads(Bool.self) == ["1", "9223372036854775807"].contains(sql))
    #expect(reads(String.self) == (sql == "'1'"))
    #expect(reads([UInt8].self) == (sql == "x'31'"))
    #expect(reads(String?.self) == ["NULL", "'1'"].contains(sql))
    #expect(reads(Value.self))
    #expect(throws: UnreadableColumn.self) { try db.first("SELECT \(sql)") { try $0("other", Value.self) } }
    #expect(throws: UnreadableColumn.self) { try db.first("SELECT \(sql)") { try $0(1, Value.self) } }
  }

  @Test func rowsAreReadByNameAndByPlace() throws {
    let db = try Connection()
    try db.run("CREATE TABLE kept (one, two); INSERT INTO kept VALUES (1, 'a'), (2, 'b'); -- the end\n")
    let rows = try db.all("SELECT rowid AS row, * FROM kept ORDER BY row") { row -> String in
      "\(try row("row", Int64.self)) \(try row(1, Int.self)) \(try row("two", String.self))"
    }
    #expect(rows == ["1 1 a", "2 2 b"])
    #expect(try db.column("SELECT two FROM kept ORDER BY two DESC", as: String.self) == ["b", "a"])
    #expect(try db.value("SELECT one FROM kept WHERE one > ?", 5, as: Int.self) == nil)
    #expect(try db.first("SELECT two FROM kept") { $0.text(at: 0)?.count } == 1)
    #expect(try db.first("SELECT one FROM kept") { $0.text(at: 0)?.count } == .some(nil))
    try db.execute("INSERT INTO kept VALUES (?, ?)", nil, "c")
    #expect(db.lastInsertedRow == 3 && db.changes == 1)
  }

  /// A statement may run inside itself: each has its own place.
  @Test func statementsMayBeNested() throws {
    let db = try Connection()
    try db.run("CREATE TABLE kept (value); INSERT INTO kept VALUES (1), (2), (3)")
    var pairs: [Int] = []
    try db.each("SELECT value FROM kept") { outer in
      let first: Int = try outer(0)
      try db.each("SELECT value FROM kept") { pairs.append(first * 10 + (try $0(0))) }
    }
    #expect(pairs == [11, 12, 13, 21, 22, 23, 31, 32, 33])
  }

  @Test func aStatementIsAnsweredForByItsCodeAlone() throws {
    let db = try Connection()
    try db.run("CREATE TABLE kept (value UNIQUE); INSERT INTO kept VALUES ('secret')")
    #expect(code { try db.execute("SELEC 'secret'") } == SQLiteError.error)
    #expect(code { try db.execute("INSERT INTO kept VALUES (?)", "secret") } == SQLiteError.constraint)
    #expect(code { try db.execute("SELECT ?") } == 25, "SQLITE_RANGE")
    #expect(code { try db.execute("SELECT 1", 2) } == 25)
    #expect(code { try db.execute("  ") } == SQLiteError.misuse)
    #expect(code { try db.execute("SELECT * FROM kept WHERE value = \"secret\"") } == SQLiteError.error)
    do {
      try db.execute("INSERT INTO kept VALUES (?)", "secret")
    } catch {
      #expect(!"\(error)".contains("secret") && !"\(error)".contains("kept"))
      #expect((error as? SQLiteError)?.code == 2067, "the extended code, SQLITE_CONSTRAINT_UNIQUE")
    }
    #expect(try db.value("SELECT count(*) FROM kept", as: Int.self) == 1)
  }

  @Test func aTransactionIsAllOrNothing() throws {
    struct Stop: Error {}
    let db = try Connection()
    try db.run("CREATE TABLE kept (value)")
    #expect(throws: Stop.self) {
      try db.transaction(.immediate) {
        try db.execute("INSERT INTO kept VALUES (1)")
        #expect(db.isInTransaction)
        throw Stop()
      }
    }
    #expect(!db.isInTransaction)
    try db.transaction(.immediate) { try db.execute("INSERT INTO kept VALUES (2)") }
    #expect(try db.column("SELECT value FROM kept", as: Int.self) == [2])
  }

  @Test func whatCannotBeCommittedIsNotKept() throws {
    let db = try Connection(path: path, .create)
    try db.run("CREATE TABLE kept (value); CREATE TABLE other (id INTEGER PRIMARY KEY)")
    // Found out by the COMMIT, like a disk that is full then.
    try db.run("PRAGMA foreign_keys = ON; CREATE TABLE late (id REFERENCES other DEFERRABLE INITIALLY DEFERRED)")
    for _ in 0..<2 {
      #expect(code { try db.transaction(.immediate) { try db.execute("INSERT INTO late VALUES (1)") } } == 19)
      #expect(!db.isInTransaction)
    }
    try db.run("PRAGMA max_page_count = 4")
    let large = [UInt8](repeating: 1, count: 100_000)
    for _ in 0..<2 {
      let code = code { try db.transaction(.immediate) { try db.execute("INSERT INTO kept VALUES (?)", large) } }
      #expect(code == SQLiteError.full)
      #expect(!db.isInTransaction)
    }
    try db.transaction(.immediate) { try db.execute("INSERT INTO kept VALUES (2)") }
    #expect(try db.column("SELECT value FROM kept", as: Int.self) == [2])
    #expect(try db.value("SELECT count(*) FROM late", as: Int.self) == 0)
  }

  @Test func rowsAreReadUntilThatIsEnough() throws {
    let db = try Connection()
    var seen: [Int] = []
    for _ in 0..<2 {
      try db.eachWhile("VALUES (1), (2), (3)") { row in
        seen.append(try row(0))
        return seen.count % 2 == 1
      }
    }
    #expect(seen == [1, 2, 1, 2])
  }

  @Test func whatIsReadInATransactionStaysAsItWas() throws {
    let (one, other) = (try Connection(path: path, .create), try Connection(path: path, .readWrite))
    try one.run("PRAGMA journal_mode = WAL; CREATE TABLE kept (value)")
    try other.transaction(.deferred) {
      #expect(try other.value("SELECT count(*) FROM kept", as: Int.self) == 0)
      try one.execute("INSERT INTO kept VALUES (1)")
      #expect(try other.value("SELECT count(*) FROM kept", as: Int.self) == 0)
    }
    #expect(try other.value("SELECT count(*) FROM kept", as: Int.self) == 1)
  }

  @Test func aLockIsWaitedForNoLongerThanIsAllowed() throws {
    let one = try Connection(path: path, .create)
    try one.run("PRAGMA journal_mode = WAL; CREATE TABLE kept (value)")
    let other = try Connection(path: path, .readWrite, patience: .milliseconds(100))
    try one.transaction(.immediate) {
      let waited = ContinuousClock().measure {
        #expect(code { try other.transaction(.immediate) {} } == SQLiteError.busy)
      }
      #expect(waited >= .milliseconds(90))
      // A lock that this thread holds itself is not worth waiting for.
      let impatient = ContinuousClock().measure {
        #expect(code { try other.withoutWaiting { try other.transaction(.immediate) {} } } == SQLiteError.busy)
      }
      #expect(impatient < waited)
    }
    #expect(throws: Never.self) { try other.transaction(.immediate) {} }
  }

  @Test func whatMayOnlyBeReadIsNotWritten() throws {
    #expect(code { _ = try Connection(path: path, .readOnly) } == 14, "SQLITE_CANTOPEN")
    #expect(code { _ = try Connection(path: path, .readWrite) } == 14)
    try Connection(path: path, .create).run("CREATE TABLE kept (value)")
    let db = try Connection(path: path, .readOnly)
    #expect(code { try db.execute("INSERT INTO kept VALUES (1)") } == SQLiteError.readOnly)
  }

  @Test func whatIsNoDatabaseIsTold() throws {
    try Data("A shopping list: rye bread, two lemons, a stamp for a letter.".utf8).write(to: URL(filePath: path))
    #expect(code { _ = try Connection(path: path, .readWrite) } == SQLiteError.notADatabase)
  }

  @Test func afterClosingEverythingIsRefused() throws {
    let db = try Connection(path: path, .create)
    try db.run("CREATE TABLE kept (value)")
    try db.execute("INSERT INTO kept VALUES (1)")
    try db.close()
    try db.close()
    #expect(code { try db.execute("INSERT INTO kept VALUES (1)") } == SQLiteError.misuse)
    #expect(code { try db.run("SELECT 1") } == SQLiteError.misuse)
    #expect(code { try db.transaction(.deferred) {} } == SQLiteError.misuse)
    #expect(code { _ = try db.hasMoved } == SQLiteError.misuse)
    #expect(!db.isInTransaction && db.changes == 0 && db.lastInsertedRow == 0)
  }

  @Test func aFileThatWasMovedAwayIsNoticed() throws {
    let db = try Connection(path: path, .create)
    try db.run("CREATE TABLE kept (value)")
    #expect(try !db.hasMoved)
    try FileManager.default.moveItem(atPath: path, toPath: "\(path).moved")
    #expect(try db.hasMoved)
  }

  @Test func aCopyIsOneFile() throws {
    let db = try Connection(path: path, .create)
    try db.run("PRAGMA journal_mode = WAL; CREATE TABLE kept (value); INSERT INTO kept VALUES ('here')")
    try db.copy(into: "\(path).copy")
    #expect(code { try db.copy(into: "\(path).copy") } == SQLiteError.error, "it is there already")
    #expect(try Connection(path: "\(path).copy", .readOnly).column("SELECT * FROM kept", as: String.self) == ["here"])
  }

  /// In a file that keeps its texts in UTF-16, as another program might make one.
  @Test func aTextIsUTF8WhateverTheFileKeepsItIn() throws {
    let db = try Connection(path: path, .create)
    try db.run("PRAGMA encoding = 'UTF-16le'; CREATE TABLE kept (value)")
    try db.execute("INSERT INTO kept VALUES (?)", "perch\u{E9}")
    #expect(try db.column("SELECT * FROM kept", as: String.self) == ["perch\u{E9}"])
  }

  /// As a full-text index takes them apart, which its vocabulary tells.
  @Test(arguments: [
    "", "The basil, the BASIL.", "Perch\u{E9} \u{DC}ber e\u{301}t\u{E9}", "a\0b 🌿 3.14 don't",
    // Longer than an index takes a word, and cut within a character.
    String(repeating: "a", count: 40_000) + " b", String(repeating: "木", count: 12_000),
  ])
  func wordsAreThoseOfAnIndex(_ text: String) throws {
    let db = try Connection()
    try db.run("CREATE VIRTUAL TABLE kept USING fts5 (words, tokenize = 'unicode61 remove_diacritics 2')")
    try db.run("CREATE VIRTUAL TABLE temp.places USING fts5vocab (main, kept, instance)")
    try db.execute("INSERT INTO kept VALUES (?)", text)
    var words: [[UInt8]] = []
    try Tokenizer(["unicode61", "remove_diacritics", "2"], of: db).eachWord(of: text) { words.append(Array($0)) }
    #expect(try db.column("SELECT CAST(term AS BLOB) FROM temp.places ORDER BY offset", as: [UInt8].self) == words)
    #expect(code { _ = try Tokenizer(["unknown"], of: db) } == SQLiteError.error)
  }
}
