// SQLite through its own C interface, typed: one connection, the statements that it has prepared, and its transactions. It is used
// by one thread, and has none of its own. Invariants: what a closure throws inside a transaction undoes all of it; nothing that a
// damaged file holds traps; after `close` everything is refused.

import CSQLite

/// SQLite's own handle, and whether it is still open.
final class Handle {
  fileprivate(set) var pointer: OpaquePointer?
  var isOpen: Bool { pointer != nil }
  var open: OpaquePointer {
    get throws(SQLiteError) {
      guard let pointer else { throw SQLiteError(code: SQLITE_MISUSE) }
      return pointer
    }
  }

  // Each statement holds it, so that none is left.
  deinit { sqlite3_close(pointer) }
}

/// An open database.
public final class Connection {
  /// Where it is; empty for one in memory.
  public let path: String
  let handle = Handle()
  /// Prepared statements by their text, which do not run at present.
  private var prepared: [String: Statement] = [:]
  /// For how long another connection's lock is waited for, in milliseconds.
  private var patience: Int32 = 0

  /// What may be done with a file.
  public enum Access: Sendable {
    /// It is only read, and has to be there.
    case readOnly
    /// It is read and written, and has to be there.
    case readWrite
    /// It is made where it is missing.
    case create
  }

  /// Opens a file. Another connection that has the lock is waited for, `patience` at most.
  ///
  /// - Throws: ``SQLiteError``, when it cannot be opened, or is no database.
  public init(path: String, _ access: Access, patience: Duration = .seconds(5)) throws(SQLiteError) {
    self.path = path
    let flags =
      switch access {
      case .readOnly: SQLITE_OPEN_READONLY
      case .readWrite: SQLITE_OPEN_READWRITE
      case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
      }
    // Part of a millisecond counts as one: 0 would be no waiting at all.
    let milliseconds = min(max(patience / .milliseconds(1), 0), Double(Int32.max)).rounded(.up)
    try open(path, flags, Int32(milliseconds))
  }

  /// A database in memory.
  public init() throws(SQLiteError) {
    path = ""
    try open(":memory:", SQLITE_OPEN_READWRITE, 0)
  }

  private func open(_ name: String, _ flags: Int32, _ patience: Int32) throws(SQLiteError) {
    let code = sqlite3_open_v2(name, &handle.pointer, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
    guard code == SQLITE_OK, let db = handle.pointer else { throw SQLiteError(code: code) }
    self.patience = patience
    sqlite3_busy_timeout(db, patience)
    let refused = sqlite_refuse_quoted_text(db)
    guard refused == SQLITE_OK else { throw SQLiteError(code: refused) }
    // SQLite looks into a file only when it has to.
    try run("SELECT 1 FROM sqlite_master LIMIT 1")
  }

  /// Closes it. What was kept stays as it is.
  public func close() throws(SQLiteError) {
    prepared = [:]
    guard let db = handle.pointer else { return }
    let code = sqlite3_close(db)
    guard code == SQLITE_OK else { throw SQLiteError(code: code) }
    handle.pointer = nil
  }
}

/// Statements.
extension Connection {
  /// Runs a statement that gives no rows, or whose rows do not matter. It is prepared once.
  public func execute(_ sql: String, _ values: (any Bindable)?...) throws { try execute(sql, values: values) }

  /// Runs a statement that gives no rows, or whose rows do not matter. It is prepared once.
  public func execute(_ sql: String, values: [(any Bindable)?]) throws {
    try withStatement(sql, values) { statement in while try statement.step() {} }
  }

  /// Calls `body` with each row.
  public func each(_ sql: String, _ values: (any Bindable)?..., body: (Row) throws -> Void) throws {
    try each(sql, values: values, body: body)
  }

  /// Calls `body` with each row.
  public func each(_ sql: String, values: [(any Bindable)?], body: (Row) throws -> Void) throws {
    try withStatement(sql, values) { statement in while try statement.step() { try body(statement.row) } }
  }

  /// Calls `body` with each row, until it says false.
  public func eachWhile(_ sql: String, _ values: (any Bindable)?..., body: (Row) throws -> Bool) throws {
    try withStatement(sql, values) { statement in while try statement.step(), try body(statement.row) {} }
  }

  /// What `body` makes of each row.
  public func all<Result>(
    _ sql: String, _ values: (any Bindable)?..., body: (Row) throws -> Result
  ) throws -> [Result] {
    try withStatement(sql, values) { statement in
      var results: [Result] = []
      while try statement.step() { results.append(try body(statement.row)) }
      return results
    }
  }

  /// The values of the first column.
  public func column<V: Readable>(_ sql: String, _ values: (any Bindable)?..., as type: V.Type = V.self) throws -> [V] {
    try withStatement(sql, values) { statement in
      var results: [V] = []
      while try statement.step() { results.append(try statement.row(0)) }
      return results
    }
  }

  /// What `body` makes of the first row; nil when there is none.
  public func first<Result>(
    _ sql: String, _ values: (any Bindable)?..., body: (Row) throws -> Result
  ) throws -> Result? {
    try withStatement(sql, values) { statement in try statement.step() ? try body(statement.row) : nil }
  }

  /// The first column of the first row; nil when there is no row.
  public func value<V: Readable>(_ sql: String, _ values: (any Bindable)?..., as type: V.Type = V.self) throws -> V? {
    try withStatement(sql, values) { statement in try statement.step() ? try statement.row(0, V.self) : nil }
  }

  /// Runs several statements, one after the other, that are not needed again.
  public func run(_ script: String) throws(SQLiteError) {
    var text = script
    text.append("\0")
    let bytes = text.utf8.map(CChar.init(bitPattern:))
    let failure: SQLiteError? = bytes.withUnsafeBufferPointer { bytes in
      do throws(SQLiteError) {
        var next = bytes.baseAddress
        while let sql = next, sql.pointee != 0 {
          var rest: UnsafePointer<CChar>?
          if let statement = try Statement(sql, handle, isKept: false, rest: &rest) {
            while try statement.step() {}
          }
          next = rest
        }
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw failure }
  }

  private func withStatement<Result>(
    _ sql: String, _ values: [(any Bindable)?], _ body: (Statement) throws -> Result
  ) throws -> Result {
    // A statement that runs already, further out, is prepared once more.
    let statement = try prepared.removeValue(forKey: sql) ?? prepare(sql)
    defer {
      statement.reset()
      prepared[sql] = statement
    }
    try statement.bind(values)
    return try body(statement)
  }

  private func prepare(_ sql: String) throws(SQLiteError) -> Statement {
    let bytes = Array(sql.utf8CString)
    var result = Result<Statement?, SQLiteError>.success(nil)
    bytes.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return }
      var rest: UnsafePointer<CChar>?
      result = Result { () throws(SQLiteError) in try Statement(start, handle, isKept: true, rest: &rest) }
    }
    guard let statement = try result.get() else { throw SQLiteError(code: SQLITE_MISUSE) }
    return statement
  }
}

/// What a statement did.
extension Connection {
  /// The number of the row that was added last.
  public var lastInsertedRow: Int64 { handle.pointer.map(sqlite3_last_insert_rowid) ?? 0 }

  /// How many rows the latest statement has changed.
  public var changes: Int { handle.pointer.map { Int(sqlite3_changes64($0)) } ?? 0 }

  /// Whether a transaction is open.
  public var isInTransaction: Bool { handle.pointer.map { sqlite3_get_autocommit($0) == 0 } ?? false }

  /// Whether the file is no longer in the place that it was opened at (`SQLITE_FCNTL_HAS_MOVED`).
  public var hasMoved: Bool {
    get throws(SQLiteError) {
      var hasMoved: Int32 = 0
      let code = sqlite3_file_control(try handle.open, nil, SQLITE_FCNTL_HAS_MOVED, &hasMoved)
      guard code == SQLITE_OK else { throw SQLiteError(code: code) }
      return hasMoved != 0
    }
  }
}

/// Transactions.
extension Connection {
  /// What a transaction takes at its beginning.
  public enum Kind: String, Sendable {
    /// Nothing; what is read is as it was at the first read.
    case deferred = "BEGIN DEFERRED"
    /// The lock for writing.
    case immediate = "BEGIN IMMEDIATE"
  }

  /// Runs `body` in a transaction. What it throws undoes all that it did.
  public func transaction<Result>(_ kind: Kind, _ body: () throws -> Result) throws -> Result {
    try execute(kind.rawValue)
    let result: Result
    do {
      result = try body()
      try execute("COMMIT")
    } catch {
      rollBack()
      throw error
    }
    return result
  }

  /// Undoes the open transaction, if there is one: a full disk may have ended it already.
  public func rollBack() {
    guard isInTransaction else { return }
    try? execute("ROLLBACK")
  }

  /// Runs `body`, in which a lock that another connection has is not waited for.
  public func withoutWaiting<Result>(_ body: () throws -> Result) throws -> Result {
    sqlite3_busy_timeout(try handle.open, 0)
    defer { if let db = handle.pointer { sqlite3_busy_timeout(db, patience) } }
    return try body()
  }

  /// Writes a copy of everything into a file that is empty or not there.
  public func copy(into path: String) throws { try execute("VACUUM INTO ?", path) }
}
