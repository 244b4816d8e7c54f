// What a database file has to stand before anything is written to it. SQLite itself looks at a page only when it is
// needed: it would delete the write-ahead log of a file that was cut to nothing, write its log into a damaged one when
// it closes it, and add our tables to another program's. Invariant: the file and its write-ahead log are only read
// here, so that a file that is refused is left as it was. The exception is a file with a hot rollback journal, left by
// a power failure: SQLite has to roll it back before anybody can read it.

import SQLite

enum Examination {
  /// Looks at every page: some milliseconds for a database of a megabyte.
  ///
  /// - Throws: `StoreError` when the file is damaged, or not ours.
  static func examine(_ path: String) throws {
    guard try PrivateFolder.size(of: path) != 0 else {
      throw StoreError.unusable(path: path, why: "is empty, which it never was")
    }
    guard try WriteAheadLog.isWhole("\(path)-wal") else {
      throw StoreError.unusable(path: "\(path)-wal", why: "is damaged")
    }
    // A copy that was put here by hand is in journal mode until it is opened; its rollback journal can only be played
    // back by writing.
    let hasJournal = try PrivateFolder.size(of: "\(path)-journal") ?? 0 != 0
    do {
      let reader = try Store.connect(path, hasJournal ? .readWrite : .readOnly)
      defer { try? reader.close() }
      try Schema.check(reader)
      // Not `quick_check`: that leaves out whether an index still leads to every row.
      let found = try reader.value("PRAGMA integrity_check(1)", as: String.self)
      guard found == "ok" else { throw StoreError.damaged }
    } catch  where StoreError.isDamage(error) {
      throw StoreError.unusable(path: path, why: "is damaged")
    }
  }
}
