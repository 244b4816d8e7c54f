// A checksum over every row of every table, which a backup carries: between its making and its coming back lie years, disks and
// memory sticks, and SQLite checks no content. Invariant: only a copy has one; what is in use changes too often to be sealed.

import SQLite

enum Seal {
  /// Seals a copy.
  static func put(on db: Connection) throws {
    try db.run("DELETE FROM seal")
    try db.execute("INSERT INTO seal (digest) VALUES (?)", digest(db))
  }

  /// Whether a copy was changed since it was sealed; nil for a copy without a seal, such as a file that was copied by hand.
  static func isBroken(on db: Connection) throws -> Bool? {
    guard try db.value("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'seal'", as: Int.self) != nil,
      let sealed = try db.value("SELECT digest FROM seal", as: Value.self)
    else { return nil }
    return try sealed != .integer(digest(db))
  }

  /// The checksum, over whatever tables there are, so that a later version can still check what an earlier one has
  /// sealed. The full-text index is left out: `verify` compares it with the log.
  private static func digest(_ db: Connection) throws -> Int64 {
    let tables = try db.column(
      """
      SELECT name FROM sqlite_master
      WHERE type = 'table' AND name <> 'seal' AND name NOT LIKE 'writing%' AND name NOT LIKE 'sqlite%' ORDER BY name
      """, as: String.self)
    var hash = FNV1a()
    for table in tables {
      hash.add(table.utf8)
      try db.each("SELECT * FROM \(table.quoted)") { row in
        // As texts were added from the beginning, so that old seals fit.
        for index in row.columns.indices { try hash.add(row, at: index, mended: true) }
      }
    }
    return hash.head
  }
}
