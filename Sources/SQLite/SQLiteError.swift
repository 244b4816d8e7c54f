// What can go wrong, without a word of what is kept: SQLite's own messages quote statements and values, and end in the journal.
// Invariant: an error holds SQLite's code and nothing else.

import CSQLite

/// A statement failed.
public struct SQLiteError: Error, Hashable, Sendable, CustomStringConvertible {
  /// SQLite's extended result code.
  public let code: Int32

  /// An error of this code.
  public init(code: Int32) { self.code = code }

  /// The code without what extends it: see the constants below.
  public var primary: Int32 { code & 0xff }

  /// SQLite's name for the primary code, such as `database or disk is full`.
  public var description: String { String(cString: sqlite3_errstr(primary)) }

  /// A statement that cannot be parsed, a schema that cannot be read, or a trigger that refuses.
  public static let error = SQLITE_ERROR
  /// Another connection has the lock.
  public static let busy = SQLITE_BUSY
  /// The file can only be read.
  public static let readOnly = SQLITE_READONLY
  /// The disk did not do what it was asked for.
  public static let inputOutput = SQLITE_IOERR
  /// The file is damaged.
  public static let corrupt = SQLITE_CORRUPT
  /// The disk is full.
  public static let full = SQLITE_FULL
  /// A value is too large.
  public static let tooBig = SQLITE_TOOBIG
  /// A rule of a table would be broken.
  public static let constraint = SQLITE_CONSTRAINT
  /// The connection is closed, or was asked for what it cannot do.
  public static let misuse = SQLITE_MISUSE
  /// The file is no database.
  public static let notADatabase = SQLITE_NOTADB
}

/// A column that is not there, or does not hold what was asked for: a disk may have changed it.
public struct UnreadableColumn: Error, Hashable, Sendable {
  /// Where it was to be.
  public let column: String
}
