// What a column holds, checked: a database that a disk has damaged must not end the daemon. Invariant: an entry that cannot be read
// is left out, noted, and kept as it is.

import PercolateCore
import SQLite

/// The rows that could not be read, each once, since the database was opened.
final class Damage {
  private(set) var rows: Set<String> = []

  func note(_ table: String, _ row: Int64) { rows.insert("\(table) \(row)") }

  func isIn(_ tables: String...) -> Bool {
    rows.contains { row in tables.contains { row.hasPrefix("\($0) ") } }
  }
}

extension Transaction {
  /// The rows of a table that can be read, and how many cannot: the unreadable ones are noted as damage and left as
  /// they are.
  ///
  /// - Parameter columns: which of its columns; the first of the row is its number.
  func readable<Value>(
    _ table: String, columns: String = "*", _ rest: String, values arguments: [(any Bindable)?] = [],
    _ value: (Row) throws -> Value?
  ) throws -> (values: [Value], lost: Int) {
    var (values, lost): ([Value], Int) = ([], 0)
    try db.each("SELECT rowid AS row, \(columns) FROM \(table) \(rest)", values: arguments) { row in
      do {
        if let value = try value(row) { values.append(value) }
      } catch  where StoreError.isUnreadable(error) {
        damage.note(table, try row(0))
        lost += 1
      }
    }
    return (values, lost)
  }

  /// The next rows of a table after one of them, by their rowids: those that can be read, how many there were, and the last of
  /// them; nil when there are no more.
  func page<Value>(
    of table: String, columns: String = "*", where condition: String = "TRUE", values arguments: [(any Bindable)?] = [],
    after row: Int64, limit: Int, _ value: (Row) throws -> Value?
  ) throws -> (values: [Value], seen: Int, last: Int64?) {
    var (last, seen): (Int64, Int) = (row, 0)
    let rest = "WHERE \(condition) AND rowid > ? ORDER BY rowid LIMIT ?"
    let values = try readable(table, columns: columns, rest, values: arguments + [row, limit]) { row in
      guard let number = Int64(row, at: 0) else { throw StoreError.damaged }
      last = number
      seen += 1
      return try value(row)
    }.values
    return (values, seen, seen < limit ? nil : last)
  }

  /// The value of a row, with its sealed words opened. Words that fail authentication are left out, as locked ones are,
  /// and the row is noted as damage; its journey goes on.
  func opened<Value>(_ table: String, _ row: Row, _ open: (Sealing) throws -> Value) throws -> Value {
    do {
      return try open(sealing)
    } catch StoreError.damaged {
      damage.note(table, try row("row"))
      return try open(.locked)
    }
  }
}

extension Row {
  func moment(at index: Int) throws -> Moment {
    guard let number = Int64(self, at: index), let moment = Moment(microseconds: number) else {
      throw StoreError.damaged
    }
    return moment
  }

  func moment(_ column: String) throws -> Moment {
    guard let moment = Moment(microseconds: try self(column)) else { throw StoreError.damaged }
    return moment
  }

  /// What a line of the log tells. The column `kind` has to name the same kind.
  func content(withWords: Bool = true) throws -> LogEntry.Content {
    guard let body = columns.firstIndex(of: "body"), let bytes = text(at: body) else { throw StoreError.damaged }
    return try LogEntry.Content(kind: self("kind"), bytes, withWords: withWords)
  }

  /// The fact in a line of the log.
  func fact(withWords: Bool = true) throws -> Fact {
    guard case .fact(let fact) = try content(withWords: withWords) else { throw StoreError.damaged }
    return fact
  }
}
