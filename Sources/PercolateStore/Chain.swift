// A running checksum of each stream of the log, so that a line that a disk has changed or lost is noticed, the latest one
// included: SQLite itself checks no content. The chain of a stream is over its lines as they are stored, in order; only where
// it stands now is kept, so that it costs one small row a stream, and forgetting a stream takes its chain along. The plans of a
// journey have a chain, too: a letter that changes there can move every nudge. Reminders to come and the marks of a "no" change
// and go, and are few: of them all rows are summed up with each change.
//
// It guards against disks and not against people: without a secret anybody who rewrites a line can rewrite any checksum.
// Hence no cryptographic hash. FNV-1a notices every change within one byte for certain, since each of its steps can be
// reversed, and any other with all but one chance in 2^64.

import GRDB

/// FNV-1a with 64 bits (draft-eastlake-fnv).
struct FNV1a {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Begins, or goes on from a value.
  init(_ value: UInt64? = nil) { self.value = value ?? self.value }

  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
  }

  /// No byte of UTF-8 is 0xFF, so that nothing can move from one text to the next.
  mutating func add(_ text: String) {
    add(text.utf8)
    add(CollectionOfOne(0xFF))
  }

  mutating func add(_ number: Int64) { withUnsafeBytes(of: number.littleEndian) { add($0) } }
}

extension Transaction {
  /// Extends the chain of a stream by a line that was just added.
  func chain(_ stream: String, _ line: LogRow) throws { try keep(stream, line.chained(to: head(of: stream))) }

  /// Extends the chain of a timeline's plans by the text of one that it begins or goes on with.
  func chain(plan: String, of timeline: String) throws {
    let stream = timeline + Transaction.plans
    try keep(stream, plan.chained(to: head(of: stream)))
  }

  /// Computes all chains anew, or those of one stream, after lines were rewritten on purpose.
  public func rechain(_ stream: String? = nil) throws {
    try db.execute(
      sql: "DELETE FROM chain WHERE ? IS NULL OR stream IN (?, ?)",
      arguments: [stream, stream, stream.map { $0 + Transaction.plans }])
    for (stream, head) in try chains(of: stream) { try keep(stream, head) }
    try rechainPlans(of: stream)
    for table in SummedTable.allCases { try sumUp(table) }
  }

  /// Computes the chains of the plans anew.
  func rechainPlans(of timeline: String? = nil) throws {
    for (stream, head) in try planChains(of: timeline) { try keep(stream, head) }
  }

  /// Computes the checksum of a table anew, after it was changed on purpose.
  func sumUp(_ table: SummedTable) throws { try keep(table.stream, sum(of: table)) }

  /// The streams whose lines, as `NAME/plan` the timelines whose plans, and as `TABLE/rows` the tables whose rows, are not those
  /// that were written.
  func brokenChains() throws -> [String] {
    var computed = try chains().merging(planChains()) { line, _ in line }
    for table in SummedTable.allCases { computed[table.stream] = try sum(of: table) }
    var kept: [String: Int64] = [:]
    let rows = try Row.fetchCursor(db, sql: "SELECT CAST(stream AS TEXT) AS stream, head FROM chain")
    while let row = try rows.next() {
      guard let stream = row["stream"] as String? else { throw StoreError.damaged }
      kept[stream] = Int64.fromDatabaseValue(row["head"])
    }
    return Set(computed.keys).union(kept.keys).filter { computed[$0] != kept[$0] }.sorted()
  }

  private func chains(of stream: String? = nil) throws -> [String: Int64] {
    var heads: [String: Int64] = [:]
    let rows = try Row.fetchCursor(
      db, sql: "SELECT * FROM event WHERE ? IS NULL OR stream = ? ORDER BY seq", arguments: [stream, stream])
    while let row = try rows.next() {
      // An unreadable line is left out, so that its chain does not fit.
      guard let stream = String.fromDatabaseValue(row["stream"]), let line = try? LogRow(row) else { continue }
      heads[stream] = line.chained(to: heads[stream])
    }
    return heads
  }

  private func planChains(of timeline: String? = nil) throws -> [String: Int64] {
    var heads: [String: Int64] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT * FROM (SELECT name, plan, 0 AS number FROM timeline UNION ALL SELECT timeline, plan, id FROM upgrade)
        WHERE ? IS NULL OR name = ? ORDER BY number
        """,
      arguments: [timeline, timeline])
    while let row = try rows.next() {
      guard let name = String.fromDatabaseValue(row["name"]), let plan = String.fromDatabaseValue(row["plan"])
      else { continue }
      heads[name + Transaction.plans] = plan.chained(to: heads[name + Transaction.plans])
    }
    return heads
  }

  private func sum(of table: SummedTable) throws -> Int64 {
    var hash = FNV1a()
    let rows = try String.fetchCursor(db, sql: table.rows)
    while let row = try rows.next() { hash.add(row) }
    return Int64(bitPattern: hash.value)
  }

  /// The suffix that makes a timeline's name that of its plans' chain. No timeline's name has a slash in it.
  static let plans = "/plan"

  private func head(of stream: String) throws -> Int64? {
    try Int64.fetchOne(db, sql: "SELECT head FROM chain WHERE stream = ?", arguments: [stream])
  }

  private func keep(_ stream: String, _ head: Int64) throws {
    try db.execute(
      sql: "INSERT INTO chain (stream, head) VALUES (?, ?) ON CONFLICT (stream) DO UPDATE SET head = excluded.head",
      arguments: [stream, head])
  }
}

/// A table that is summed up as a whole.
enum SummedTable: String, CaseIterable {
  case reminder
  case keptNo = "kept_no"

  var stream: String { "\(rawValue)/rows" }

  /// Each row as one text. A reminder that is over changes nothing any more.
  fileprivate var rows: String {
    let columns =
      switch self {
      case .reminder: ["id", "text", "at", "calendar", "since", "cursor", "active"]
      case .keptNo: ["salt", "mark", "at", "concerns"]
      }
    let text = columns.map { "quote(\($0))" }.joined(separator: " || ',' || ")
    return "SELECT \(text) FROM \(rawValue) \(self == .reminder ? "WHERE active <> 0" : "") ORDER BY rowid"
  }
}

/// A line of the log as it is stored.
struct LogRow {
  var seq: Int64
  var at: Int64
  var kind: String
  var body: String

  /// Where the chain stands after this line.
  func chained(to head: Int64?) -> Int64 {
    var hash = FNV1a(head.map(UInt64.init(bitPattern:)))
    hash.add(seq)
    hash.add(at)
    for text in [kind, body] { hash.add(text) }
    return Int64(bitPattern: hash.value)
  }
}

extension String {
  /// Where the chain stands after this text.
  fileprivate func chained(to head: Int64?) -> Int64 {
    var hash = FNV1a(head.map(UInt64.init(bitPattern:)))
    hash.add(self)
    return Int64(bitPattern: hash.value)
  }
}

extension LogRow {
  init(_ row: Row) throws {
    guard let seq = Int64.fromDatabaseValue(row["seq"]), let at = Int64.fromDatabaseValue(row["at"]),
      let kind = String.fromDatabaseValue(row["kind"]), let body = String.fromDatabaseValue(row["body"])
    else { throw StoreError.damaged }
    self.init(seq: seq, at: at, kind: kind, body: body)
  }
}
