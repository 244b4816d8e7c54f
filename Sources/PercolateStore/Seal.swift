// A checksum over every row of every table, which a backup carries: between its making and its coming back lie years, disks and
// memory sticks, and SQLite checks no content. Invariant: only a copy has one; what is in use changes too often to be sealed.

import GRDB

enum Seal {
  /// Seals a copy.
  static func put(on db: Database) throws {
    try db.execute(sql: "DELETE FROM to_compact; DELETE FROM seal;")
    try db.execute(sql: "INSERT INTO seal (digest) VALUES (?)", arguments: [digest(db)])
  }

  /// Whether a copy was changed since it was sealed. A copy without a seal, such as an older version's, counts as
  /// unchanged.
  static func isBroken(on db: Database) throws -> Bool {
    guard try db.tableExists("seal"), let row = try Row.fetchOne(db, sql: "SELECT digest FROM seal") else {
      return false
    }
    return try Int64.fromDatabaseValue(row["digest"]) != digest(db)
  }

  /// The checksum, over whatever tables there are, so that a later version can still check what an earlier one has
  /// sealed. The full-text index is left out: `verify` compares it with the log.
  private static func digest(_ db: Database) throws -> Int64 {
    let tables = try String.fetchAll(
      db,
      sql: """
        SELECT name FROM sqlite_master
        WHERE type = 'table' AND name <> 'seal' AND name NOT LIKE 'writing%' AND name NOT LIKE 'sqlite%' ORDER BY name
        """)
    var hash = FNV1a()
    for table in tables {
      hash.add(table.utf8)
      let rows = try Row.fetchCursor(db, sql: "SELECT * FROM \(table.quotedDatabaseIdentifier)")
      while let row = try rows.next() {
        for value in row.databaseValues { hash.add(value) }
      }
    }
    return Int64(bitPattern: hash.value)
  }
}

extension FNV1a {
  /// A value with its type, and its length where that can vary.
  fileprivate mutating func add(_ value: DatabaseValue) {
    switch value.storage {
    case .null: add(0)
    case .int64(let number):
      add(1)
      add(number)
    case .double(let number):
      add(2)
      add(Int64(bitPattern: number.bitPattern))
    case .string(let text):
      add(3)
      add(Int64(text.utf8.count))
      add(text.utf8)
    case .blob(let data):
      add(4)
      add(Int64(data.count))
      add(data)
    }
  }
}
