// What a database file has to stand before anything is written to it. SQLite itself looks at a page only when it is needed:
// it would delete the write-ahead log of a file that was cut to nothing, write its log into a damaged one when it closes it,
// and add our tables to another program's. Invariant: the file and its write-ahead log are only read here; whoever is not
// let through is left as it was; but for one that was being changed when the power failed, which nobody can read before it
// is as it was.

internal import Foundation
internal import GRDB

enum Examination {
  /// Looks at every page: some milliseconds for a database of a megabyte.
  ///
  /// - Throws: `StoreError` when the file is damaged, or not ours.
  static func examine(_ path: String, _ configuration: Configuration) throws {
    guard PrivateFolder.size(of: path) != 0 else {
      throw StoreError.unusable(path: path, why: "is empty, which it never was")
    }
    guard try WriteAheadLog.isWhole("\(path)-wal") else {
      throw StoreError.unusable(path: "\(path)-wal", why: "is damaged")
    }
    var configuration = configuration
    // A copy that was put here by hand has a journal, and not a log, until it is opened.
    configuration.readonly = PrivateFolder.size(of: "\(path)-journal") ?? 0 == 0
    do {
      let reader = try DatabaseQueue(path: path, configuration: configuration)
      defer { try? reader.close() }
      try Schema.check(reader)
      // Not `quick_check`: that leaves out whether an index still leads to every row.
      let found = try reader.read { try String.fetchOne($0, sql: "PRAGMA integrity_check(1)") }
      guard found == "ok" else { throw StoreError.damaged }
    } catch  where StoreError.isDamage(error) {
      throw StoreError.unusable(path: path, why: "is damaged")
    }
  }
}
