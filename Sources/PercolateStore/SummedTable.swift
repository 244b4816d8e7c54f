// A checksum over a whole table, so that a row that a disk has changed, lost or added is noticed: the sum of a hash of each row. A
// change takes away what the row was and adds what it is, so that it costs the same with ten rows and with a hundred thousand.
// Invariant: the sum does not depend on the order of the rows or on their numbers, and all else of a row is in its hash.

import SQLite

/// A table that is summed up.
enum SummedTable: String, CaseIterable {
  case reminder
  case keptNo = "kept_no"

  var stream: String { "\(rawValue)/rows" }

  fileprivate var columns: [String] {
    switch self {
    case .reminder: ["id", "text", "at", "calendar", "since", "cursor", "active"]
    case .keptNo: ["salt", "mark", "at", "concerns"]
    }
  }

  /// The rows that count. A reminder that is over changes nothing any more.
  fileprivate var rows: String {
    "\(rawValue) WHERE \(self == .reminder ? "active <> 0" : "TRUE")"
  }
}

extension Transaction {
  /// Changes one row of a table, by its rowid, and its sum with it.
  func change(_ table: SummedTable, row: Int64, _ body: () throws -> Void) throws {
    let before = try hash(of: row, in: table)
    try body()
    try keep(table.stream, (head(of: table.stream) ?? 0) &+ hash(of: row, in: table) &- before)
  }

  /// The sum of all rows.
  func sum(of table: SummedTable) throws -> Int64 {
    var (sum, last): (Int64, Int64?) = (0, .min)
    while let row = last { last = try add(to: &sum, of: table, after: row, limit: .max) }
    return sum
  }

  /// Adds the next rows to a sum. Returns the last of them, or nil when there are no more.
  func add(to sum: inout Int64, of table: SummedTable, after row: Int64, limit: Int) throws -> Int64? {
    var (last, count) = (row, 0)
    try db.each(
      "SELECT rowid, \(table.columns.joined(separator: ", ")) FROM \(table.rows) AND rowid > ? ORDER BY rowid LIMIT ?",
      row, limit
    ) { row in
      guard let number = Int64(row, at: 0) else { throw StoreError.damaged }
      last = number
      count += 1
      sum &+= try SummedTable.hash(row)
    }
    return count < limit ? nil : last
  }

  private func hash(of row: Int64, in table: SummedTable) throws -> Int64 {
    try db.first(
      "SELECT rowid, \(table.columns.joined(separator: ", ")) FROM \(table.rows) AND rowid = ?", row,
      body: SummedTable.hash) ?? 0
  }

  /// The sums of version 5 were chains over all rows, as texts and in order.
  func chainOfVersion5(_ table: SummedTable) throws -> Int64 {
    let columns = table.columns.map { "quote(\($0))" }.joined(separator: " || ',' || ")
    var hash = FNV1a()
    try db.each("SELECT \(columns) FROM \(table.rows) ORDER BY rowid") { row in
      // A text that is damaged counts as that.
      if case .text(let text) = try row(0, Value.self) { hash.add(text: text.utf8) }
    }
    return hash.head
  }
}

extension SummedTable {
  /// The hash of a row, but for its number: a number that is no column of its own may change when the file is written anew.
  fileprivate static func hash(_ row: Row) throws -> Int64 {
    var hash = FNV1a()
    for index in 1..<row.columns.count { try hash.add(row, at: index) }
    return hash.term
  }
}
