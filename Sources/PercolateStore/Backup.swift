// Copies of the whole database: made while it is in use, opened when they come back, and put in place of what is there.
// Invariants: a copy is one file, of one moment, without anything that was erased; what comes in is trusted with nothing until
// its tables are known to be ours; a "no" that is known here outlives whatever is put in its place.

public import PercolateCore
import SQLite

extension Store {
  /// Makes a copy beside the database, for its user to take away. Returns its path; the next one, or the next start, removes it.
  public func backup() throws -> String {
    let path = try beside.make(.backup)
    try StoreError.wrapping {
      try db.copy(into: path)
      let copy = try Connection(path: path, .readWrite)
      try copy.transaction(.immediate) {
        // It was written anew just now, and has nothing in it that was deleted.
        try copy.run("DELETE FROM to_compact")
        try Seal.put(on: copy)
      }
      try copy.close()
    }
    return path
  }

  /// Makes an empty file beside the database at `path`, for its user to put a copy into. Returns its path.
  public static func deposit(beside path: String) throws -> String { try FilesBeside(path: path).make(.deposit) }

  /// Opens a copy, and brings its tables up to this version.
  ///
  /// - Throws: `CopyFault` when it is not one of ours, or was made by a newer version; `StoreError` when it cannot be read.
  public convenience init(copy path: String) throws {
    guard try PrivateFolder.prepare(path) else { throw StoreError.notPrivate(path: path, why: "is not there") }
    let (isSealBroken, isOld): (Bool?, Bool)
    do {
      let file = try Store.connect(path, .readWrite)
      try Schema.check(file)
      (isSealBroken, isOld) = try file.transaction(.deferred) {
        (try Seal.isBroken(on: file), try !Migration.applied(in: file).areAll)
      }
      try file.close()
      try self.init(Store.connect(path, .readWrite))
      // What its tables were brought up to is whole as well, when it is opened again.
      if isOld, isSealBroken == false { try db.transaction(.immediate) { try Seal.put(on: db) } }
    } catch let error as SQLiteError where error.primary == SQLiteError.notADatabase {
      throw CopyFault.foreign
    } catch let error as SQLiteError {
      // A full disk is not the copy's fault.
      throw StoreError.isDamage(error) ? CopyFault.damaged : StoreError(error, path: path)
    } catch StoreError.newerSchema {
      throw CopyFault.newer
    } catch StoreError.unusable {
      throw CopyFault.foreign
    } catch is UnreadableColumn {
      throw CopyFault.damaged
    }
    self.isSealBroken = isSealBroken ?? false
  }

  /// Puts a copy in the place of this database, which is closed and kept. Returns the path that it is kept under. The copy is
  /// used up.
  ///
  /// - Parameter nos: each "no" that is known here and not there.
  public func replace(by copy: Store, keeping nos: [KeptNo], at now: Moment) throws -> String {
    try copy.becomeOneFile(with: nos)
    try StoreError.wrapping { try db.close() }
    return try beside.swap(in: copy.path, at: now)
  }

  /// Puts a copy in the place of a database that cannot be opened. Returns the path that the latter is kept under.
  public static func replace(_ path: String, by copy: Store, at now: Moment) throws -> String {
    try copy.becomeOneFile(with: [])
    return try FilesBeside(path: path).swap(in: copy.path, at: now)
  }

  /// Brings everything into the one file, without a log beside it, and closes it.
  func becomeOneFile(with nos: [KeptNo]) throws {
    try commit { transaction in
      for no in nos { try transaction.keep(no) }
      try transaction.db.execute("DELETE FROM seal")
    }
    if try isToBeCompacted() { try compact() }
    // The journal mode stays WAL; closing the last connection removes the log. Another mode would have to be changed
    // back at the next start, with a rollback journal and one more moment at which the power can fail.
    try StoreError.wrapping {
      try emptyLog()
      try db.close()
    }
  }

  /// Where the database is.
  public var path: String { db.path }

  var beside: FilesBeside { FilesBeside(path: path) }
}

/// Why a copy is not taken.
public enum CopyFault: String, Error, Sendable {
  /// It is not a database of ours.
  case foreign
  /// A newer version has made it.
  case newer
  /// It is not whole.
  case damaged
}

/// How much there is.
public struct Amounts: Hashable, Sendable {
  /// Lines of the log.
  public var events: Int
  /// Texts that the user wrote.
  public var writings: Int
  /// Reminders that are still to come.
  public var reminders: Int
  /// When the latest line of the log took effect.
  public var latest: Moment?
}

extension Transaction {
  /// How much there is.
  public func amounts() throws -> Amounts {
    let latest = try db.value("SELECT max(at) FROM event", as: Value.self)
    return Amounts(
      events: try count("event"), writings: try count("event WHERE kind = 'wrote'"),
      reminders: try count("reminder WHERE active = 1"), latest: latest.flatMap(Moment.init(stored:)))
  }

  func count(_ rows: String) throws -> Int { try db.value("SELECT count(*) FROM \(rows)") ?? 0 }
}

extension Moment {
  fileprivate init?(stored: Value) {
    guard case .integer(let microseconds) = stored else { return nil }
    self.init(microseconds: microseconds)
  }
}
