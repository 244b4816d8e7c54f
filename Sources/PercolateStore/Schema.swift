// The tables of Percolate, and whether a file has just those.

import SQLite
import Sodium

enum Schema {
  /// The index of what the user wrote.
  static let index = "CREATE VIRTUAL TABLE writing USING fts5 (words, tokenize = '\(tokenizer.joined(separator: " "))')"
  /// How it takes texts apart into words.
  static let tokenizer = ["unicode61", "remove_diacritics", "2"]

  /// Refuses tables that are not what the migrations make of an empty database: another program's, or ours with something
  /// planted in them.
  static func check(_ file: Connection) throws {
    let path = file.path
    let found = try statements(file)
    // Checked before the table is read: in a hostile file that name can be a view, and an endless one.
    guard found["table \(Migration.register)"] != nil else {
      throw StoreError.unusable(path: path, why: "is the database of another program")
    }
    let applied = try Migration.applied(in: file)
    guard !applied.isNewer else { throw StoreError.newerSchema }
    guard applied.areFirst, digest(found) == digests[applied.ours.last ?? ""]
    else {
      throw StoreError.unusable(path: path, why: "has other tables than Percolate's")
    }
  }

  /// SHA-256 over the tables, in base 64, by the last migration that made them. What a database has is compared with this, since
  /// making the same tables anew at each start takes long.
  static let digests = [
    "1: log, deliveries, reminders": "Df1fxfXP9s9RsM8YzIylHFMnhgKUHO+OwCR91vLl1KI=",
    "2: writings, upgrades, what is kept of a no": "JAp787WKzlJlP3/jTiAgtCALql8K++PXti4JjyhxFQM=",
    "3: the chain of each stream, the seal of a copy": "kiCfnE1DKq9k+gyIDQAjX8H/1VL3BgtNrnSK++efZiw=",
    "4: keys of sealed words": "tYt7Cf426Jiu39hACp0Lg8vG1pXfKjUy0IWVWCXGNSk=",
    "5: chains of plans, sums of reminders and of what is kept of a no": "tYt7Cf426Jiu39hACp0Lg8vG1pXfKjUy0IWVWCXGNSk=",
    "6: sums row by row, indexes for what is asked often": "vyOXytGheTSfQUr6/kN4QIACFEDbf/kdQHQnFT/ijYQ=",
  ]

  /// SHA-256 over statements in the order of their names, in base 64.
  static func digest(_ statements: [String: String]) -> String {
    // No byte of UTF-8 is 0xFF, so that nothing can move from one text to the next.
    var bytes: [UInt8] = []
    for (name, sql) in statements.sorted(by: { $0.key < $1.key }) {
      bytes += Array(name.utf8) + [0xFF] + Array(sql.utf8) + [0xFF]
    }
    return SHA256.hash(bytes).base64
  }

  /// Every table, index, view and trigger by its name, with the SQL that made it. That SQL is left out for tables that FTS5 makes
  /// for itself, and for the register, which earlier versions did not make themselves either.
  static func statements(_ db: Connection) throws -> [String: String] {
    let pairs = try db.all(
      """
      SELECT type || ' ' || name, iif(name GLOB 'writing_*' OR name GLOB 'grdb_*', '', sql)
      FROM sqlite_master WHERE name NOT GLOB 'sqlite_*'
      """
    ) { row in (try row(0, String.self), try row(1, String.self)) }
    return Dictionary(pairs, uniquingKeysWith: +)
  }
}

extension StringProtocol {
  /// In quotes, as a name in SQL and a word in a search are written, whatever is in it.
  var quoted: String {
    // By scalars: a quote and the accent that follows it are one character, which is no quote.
    var quoted = "\"".unicodeScalars
    for scalar in unicodeScalars {
      if scalar == "\"" { quoted.append(scalar) }
      quoted.append(scalar)
    }
    quoted.append("\"")
    return String(quoted)
  }
}
