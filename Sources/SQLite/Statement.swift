// A statement that SQLite has prepared, run as often as one likes, and the row that it stands at. Invariants: a row is looked at
// only while its statement stands there, inside the closure that it was handed to; after each run nothing stays bound, so that no
// private value stays behind.

import CSQLite

/// A prepared statement.
final class Statement {
  private let handle: OpaquePointer
  private let connection: OpaquePointer
  /// Holds the connection, which is not closed before this is gone.
  private let owner: Handle
  /// The names of its columns.
  let columns: [String]

  /// Prepares the first statement in `sql`; nil when there is none but white space. `rest` is what follows.
  init?(_ sql: UnsafePointer<CChar>, _ owner: Handle, isKept: Bool, rest: inout UnsafePointer<CChar>?)
    throws(SQLiteError)
  {
    connection = try owner.open
    self.owner = owner
    var statement: OpaquePointer?
    let code = sqlite3_prepare_v3(
      connection, sql, -1, isKept ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0, &statement, &rest)
    guard code == SQLITE_OK else { throw SQLiteError(code: sqlite3_extended_errcode(connection)) }
    guard let statement else { return nil }
    handle = statement
    columns = (0..<sqlite3_column_count(statement)).map { column in
      sqlite3_column_name(statement, column).map { String(cString: $0) } ?? ""
    }
  }

  deinit { sqlite3_finalize(handle) }

  /// Sets the values of its `?`, in order.
  func bind(_ values: [(any Bindable)?]) throws(SQLiteError) {
    guard values.count == Int(sqlite3_bind_parameter_count(handle)) else { throw SQLiteError(code: SQLITE_RANGE) }
    for (index, value) in values.enumerated() {
      let code = bind(value?.stored ?? .null, at: Int32(index) + 1)
      guard code == SQLITE_OK else { throw SQLiteError(code: code) }
    }
  }

  private func bind(_ value: Value, at index: Int32) -> Int32 {
    switch value {
    case .null: return sqlite3_bind_null(handle, index)
    case .integer(let number): return sqlite3_bind_int64(handle, index, number)
    case .real(let number): return sqlite3_bind_double(handle, index, number)
    case .text(var text):
      return text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) { characters in
          // No pointer would mean NULL.
          guard let start = characters.baseAddress else {
            return sqlite3_bind_text(handle, index, "", 0, sqlite_transient())
          }
          return sqlite3_bind_text64(
            handle, index, start, UInt64(characters.count), sqlite_transient(), UInt8(SQLITE_UTF8))
        }
      }
    case .blob(let bytes):
      guard !bytes.isEmpty else { return sqlite3_bind_zeroblob(handle, index, 0) }
      return sqlite3_bind_blob64(handle, index, bytes, UInt64(bytes.count), sqlite_transient())
    }
  }

  /// Goes to the next row; false after the last.
  func step() throws(SQLiteError) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw SQLiteError(code: sqlite3_extended_errcode(connection))
    }
  }

  /// Ends the run.
  func reset() {
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
  }

  /// The row that it stands at.
  var row: Row { Row(statement: handle, columns: columns) }
}

/// A value in a row, where it stands.
public enum ValueInPlace {
  /// Nothing.
  case null
  /// A whole number.
  case integer(Int64)
  /// A number with a fraction.
  case real(Double)
  /// A text; in a damaged file it need not be UTF-8.
  case text(UnsafeBufferPointer<UInt8>)
  /// Bytes.
  case blob(UnsafeBufferPointer<UInt8>)
}

/// A row of a result, as long as the closure runs that it was handed to.
public struct Row {
  fileprivate let statement: OpaquePointer
  /// The names of the columns.
  public let columns: [String]

  /// The value of a column.
  ///
  /// - Throws: ``UnreadableColumn`` when it holds something else.
  public func callAsFunction<V: Readable>(_ column: String, _ type: V.Type = V.self) throws(UnreadableColumn) -> V {
    guard let index = columns.firstIndex(of: column), let value = V(self, at: index) else {
      throw UnreadableColumn(column: column)
    }
    return value
  }

  /// The value of a column by its place, counted from 0.
  ///
  /// - Throws: ``UnreadableColumn`` when it holds something else.
  public func callAsFunction<V: Readable>(_ index: Int, _ type: V.Type = V.self) throws(UnreadableColumn) -> V {
    guard columns.indices.contains(index), let value = V(self, at: index) else {
      throw UnreadableColumn(column: "\(index)")
    }
    return value
  }

  /// Whether a column holds nothing, or is not there.
  public func isNull(at index: Int) -> Bool { type(at: index) == SQLITE_NULL }

  /// What a column holds, without a copy of it; nil for a column that is not there, or when there is no memory. Like the row, it is
  /// there as long as the closure runs that it was handed to.
  public func look(at index: Int) -> ValueInPlace? {
    switch type(at: index) {
    case SQLITE_INTEGER: .integer(integer(at: index))
    case SQLITE_FLOAT: .real(real(at: index))
    case SQLITE_TEXT: bytes(at: index).map { .text($0) }
    case SQLITE_BLOB: bytes(at: index).map { .blob($0) }
    default: columns.indices.contains(index) ? .null : nil
    }
  }

  /// The bytes of a text, without making one; nil when the column holds something else. Like the row, they are there as long as the
  /// closure runs that it was handed to.
  public func text(at index: Int) -> UnsafeBufferPointer<UInt8>? {
    guard columns.indices.contains(index), type(at: index) == SQLITE_TEXT else { return nil }
    return bytes(at: index)
  }

  func type(at index: Int) -> Int32 { sqlite3_column_type(statement, Int32(index)) }
  func integer(at index: Int) -> Int64 { sqlite3_column_int64(statement, Int32(index)) }
  func real(at index: Int) -> Double { sqlite3_column_double(statement, Int32(index)) }

  /// Nil when there was no memory for them.
  func bytes(at index: Int) -> UnsafeBufferPointer<UInt8>? {
    // A text comes as UTF-8, whatever the file keeps it in. First the pointer, then the count: the other way round a conversion
    // could come between (sqlite3_column_blob).
    let isText = type(at: index) == SQLITE_TEXT
    let start =
      isText
      ? sqlite3_column_text(statement, Int32(index)).map { UnsafeRawPointer($0) }
      : sqlite3_column_blob(statement, Int32(index))
    let count = Int(sqlite3_column_bytes(statement, Int32(index)))
    // Only bytes of which there are none have no place.
    if start == nil, isText || count > 0 { return nil }
    return UnsafeRawBufferPointer(start: start, count: count).bindMemory(to: UInt8.self)
  }
}
