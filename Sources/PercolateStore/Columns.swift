// What a column or a JSON text holds, checked: a database that a disk has damaged must not end the daemon. Invariant: nothing
// here is read by GRDB's subscripts, which trap on what is missing or of another type; `decode` throws.

import Foundation
import GRDB
import PercolateCore

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
  func readable<Value>(
    _ table: String, _ rest: String, _ arguments: StatementArguments = [], _ value: (Row) throws -> Value?
  ) throws -> (values: [Value], lost: Int) {
    var (values, lost): ([Value], Int) = ([], 0)
    for row in try Row.fetchAll(db, sql: "SELECT rowid AS row, * FROM \(table) \(rest)", arguments: arguments) {
      do {
        if let value = try value(row) { values.append(value) }
      } catch  where error is RowDecodingError || error as? StoreError == .damaged {
        damage.note(table, try row.decode(forColumn: "row"))
        lost += 1
      }
    }
    return (values, lost)
  }
}

extension Transaction {
  /// The value of a row, with its sealed words opened. Words that fail authentication are left out, as locked ones are,
  /// and the row is noted as damage; its journey goes on.
  func opened<Value>(_ table: String, _ row: Row, _ open: (Sealing) throws -> Value) throws -> Value {
    do {
      return try open(sealing)
    } catch StoreError.damaged {
      damage.note(table, try row.decode(forColumn: "row"))
      return try open(.locked)
    }
  }
}

extension Row {
  func moment(_ column: String) throws -> Moment {
    guard let moment = Moment(microseconds: try decode(forColumn: column)) else { throw StoreError.damaged }
    return moment
  }

  /// The fact in a line of the log. The column `kind` has to name the same kind.
  func fact() throws -> Fact {
    let fact = try JSON.value(Fact.self, try decode(forColumn: "body"))
    guard try fact.kind == decode(forColumn: "kind") else { throw StoreError.damaged }
    return fact
  }
}

enum JSON {
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  static func value<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(text.utf8))
    } catch {
      // The decoder's error would quote what is private.
      throw StoreError.damaged
    }
  }
}
