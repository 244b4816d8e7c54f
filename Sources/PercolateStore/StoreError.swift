// What can be wrong with the database, in words that quote nothing of what is in it.

import SQLite

/// Why the database cannot be used.
public enum StoreError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file or its folder belongs to somebody else, or others can read it.
  case notPrivate(path: String, why: String)
  /// There is something else at this path.
  case notADatabase(path: String)
  /// The file cannot be used; it is left as it is.
  case unusable(path: String, why: String)
  /// It was not opened yet.
  case closed
  /// A newer version of Percolate has written it.
  case newerSchema
  /// Something in it is not what we wrote.
  case damaged
  /// The file system does not promise to keep what was written.
  case notDurable
  /// The user's words are sealed, and the key is not here.
  case locked
  /// The passphrase or the keyring's secret is another one.
  case wrongKey
  /// The disk is full, read-only or failing; SQLite's result code.
  case failed(code: Int32, what: String)

  /// One line: what is wrong, and what to do.
  public var description: String {
    switch self {
    case .notPrivate(let path, let why): "\(path) \(why)"
    case .notADatabase(let path): "\(path) is not a database; \(StoreError.remedy)"
    case .unusable(let path, let why): "\(path) \(why); \(StoreError.remedy)"
    case .closed: "the database is not open"
    case .newerSchema: "the database was written by a newer version of Percolate; install that one"
    case .damaged: "the database is damaged; \(StoreError.remedy)"
    case .notDurable: "the database cannot be made to keep what is written to it"
    case .locked: "your words are locked; `percolatectl unlock` opens them"
    case .wrongKey: "this does not open your words"
    case .failed(13, _): "the database cannot be used: the disk is full; make room there"
    case .failed(_, let what): "the database cannot be used: \(what)"
    }
  }

  private static let remedy =
    "it is left as it is; `percolatectl restore` puts a backup in its place, and `man percolated` tells how to begin anew"

  init(_ error: SQLiteError, path: String) {
    switch error.primary {
    case SQLiteError.notADatabase: self = .notADatabase(path: path)
    case SQLiteError.corrupt: self = .damaged
    default: self.init(error)
    }
  }

  /// Whether only reopening the database can help: SQLite stays read-only once it could not open a file for writing (8,
  /// SQLITE_READONLY), and unusable once it could not take a lock (15, SQLITE_PROTOCOL).
  public var wantsReopening: Bool {
    if case .failed(let code, _) = self { [8, 15].contains(code & 0xff) } else { false }
  }

  /// Whether an error tells of damage. A database that is read for the first time and brings SQLite to an error of its own
  /// (a schema that it cannot parse, a format that it does not know) is no better than one that it calls corrupt.
  static func isDamage(_ error: any Error) -> Bool {
    switch error {
    case let error as SQLiteError:
      [SQLiteError.corrupt, SQLiteError.error, SQLiteError.tooBig].contains(error.primary)
    default: isUnreadable(error)
    }
  }

  /// Whether an error tells that a row does not hold what was written.
  static func isUnreadable(_ error: any Error) -> Bool {
    error is UnreadableColumn || error as? StoreError == .damaged
  }

  private init(_ error: SQLiteError) { self = .failed(code: error.code, what: error.description) }

  static func wrapping<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as SQLiteError {
      throw error.primary == SQLiteError.corrupt ? StoreError.damaged : StoreError(error)
    } catch is UnreadableColumn {
      throw StoreError.damaged
    }
  }
}
