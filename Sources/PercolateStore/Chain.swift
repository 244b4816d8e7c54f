// A running checksum of each stream of the log, so that a line that a disk has changed or lost is noticed, the latest one
// included: SQLite itself checks no content. The chain of a stream is over its lines as they are stored, in order; only where
// it stands now is kept, so that it costs one small row a stream, and forgetting a stream takes its chain along. The plans of a
// journey have a chain, too: a letter that changes there can move every nudge. Reminders to come and the marks of a "no" change
// and go: see `SummedTable`.

import SQLite

extension Transaction {
  /// Extends the chain of a stream by a line that was just added.
  func chain(_ stream: String, _ line: LogRow) throws { try keep(stream, line.chained(to: head(of: stream))) }

  /// Extends the chain of a timeline's plans by the text of one that it begins or goes on with.
  func chain(plan: String, of timeline: String) throws {
    let stream = timeline + Transaction.plans
    try keep(stream, plan.chained(to: head(of: stream)))
  }

  /// Computes the chains of one stream anew, after lines were rewritten on purpose.
  func rechain(_ stream: String) throws {
    try db.execute("DELETE FROM chain WHERE stream IN (?, ?)", stream, stream + Transaction.plans)
    for (stream, head) in try readLog(of: stream, as: .checksums).heads { try keep(stream, head) }
    for (stream, head) in try planChains(of: stream) { try keep(stream, head) }
  }

  /// Computes all chains and sums anew.
  func rechain() throws {
    try db.execute("DELETE FROM chain")
    for (stream, head) in try readLog(as: .checksums).heads { try keep(stream, head) }
    try rechainPlans()
    for table in SummedTable.allCases { try keep(table.stream, sum(of: table)) }
  }

  /// Computes the chains of the plans anew.
  func rechainPlans() throws {
    for (stream, head) in try planChains() { try keep(stream, head) }
  }

  /// The streams whose lines, as `NAME/plan` the timelines whose plans, and as `TABLE/rows` the tables whose rows, are not those
  /// that were written.
  ///
  /// - Parameters:
  ///   - lines: where the chains of the log stand by its lines.
  ///   - sums: the sums of the tables.
  func brokenChains(_ lines: [String: Int64], _ sums: [String: Int64]) throws -> [String] {
    var computed = try lines.merging(planChains()) { line, _ in line }
    computed.merge(sums) { line, _ in line }
    var (fitting, broken): (Set<String>, Set<String>) = ([], [])
    try db.each("SELECT CAST(stream AS TEXT), head FROM chain") { row in
      // A damaged name is mended, so that it can be told; a damaged head fits nothing.
      guard case .text(let stream) = try row(0, Value.self) else { return _ = broken.insert("chain") }
      if let head = Int64(row, at: 1), computed[stream] == head {
        fitting.insert(stream)
      } else {
        broken.insert(stream)
      }
    }
    return broken.union(Set(computed.keys).subtracting(fitting)).sorted()
  }

  /// What was changed behind our back, looked at all at once.
  func brokenChains(_ lines: [String: Int64]) throws -> [String] {
    try brokenChains(lines, Dictionary(SummedTable.allCases.map { ($0.stream, try sum(of: $0)) }) { one, _ in one })
  }

  private func planChains(of timeline: String? = nil) throws -> [String: Int64] {
    var heads: [String: Int64] = [:]
    try db.each(
      """
      SELECT * FROM (SELECT name, plan, 0 AS number FROM timeline UNION ALL SELECT timeline, plan, id FROM upgrade)
      WHERE ?1 IS NULL OR name = ?1 ORDER BY number
      """, timeline
    ) { row in
      // An unreadable one is left out, so that its chain does not fit.
      guard let name = try? row(0, String.self), let plan = try? row(1, String.self) else { return }
      heads[name + Transaction.plans] = plan.chained(to: heads[name + Transaction.plans])
    }
    return heads
  }

  /// The suffix that makes a timeline's name that of its plans' chain. No timeline's name has a slash in it.
  static let plans = "/plan"

  func head(of stream: String) throws -> Int64? {
    // One that is damaged is none: the chain begins anew, and does not fit.
    guard case .integer(let head) = try db.value("SELECT head FROM chain WHERE stream = ?", stream, as: Value.self)
    else {
      return nil
    }
    return head
  }

  func keep(_ stream: String, _ head: Int64) throws {
    try db.execute(
      "INSERT INTO chain (stream, head) VALUES (?, ?) ON CONFLICT (stream) DO UPDATE SET head = excluded.head", stream,
      head)
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
    var hash = FNV1a(head)
    hash.add(seq)
    hash.add(at)
    hash.add(text: kind.utf8)
    hash.add(text: body.utf8)
    return hash.head
  }
}

extension String {
  /// Where the chain stands after this text.
  fileprivate func chained(to head: Int64?) -> Int64 {
    var hash = FNV1a(head)
    hash.add(text: utf8)
    return hash.head
  }
}
