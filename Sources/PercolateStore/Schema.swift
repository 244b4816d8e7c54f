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
    // To make the tables once more takes a third of a start.
    if applied.areAll, hash(of: found) == current { return }
    let model = try Connection()
    if let last = applied.ours.last { try Migration.migrate(model, upTo: last) }
    guard try applied.ours == Migration.applied(in: model).ours, try found == statements(model) else {
      throw StoreError.unusable(path: path, why: "has other tables than Percolate's")
    }
  }

  /// What `hash(of:)` gives for the tables that all migrations together make.
  static let current = "13e12bdd77f21d11c34227171302019df9883927e2a582aa0a9f704f1d917737"

  /// A hash of every table, index, view and trigger.
  static func hash(of statements: [String: String]) -> String {
    let all = statements.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
    let hash = SHA256.hash(all.flatMap { Array($0.utf8) + [0] })
    return hash.map { String(0x100 + Int($0), radix: 16).dropFirst() }.joined()
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
