// The user's own words: kept in the log like everything that happens, and found again by what they say. Invariant: the index
// holds just the writings that are in the log, because both change in the same transaction.

internal import GRDB
public import PercolateCore

/// Something that the user wrote, as it is stored.
public struct StoredWriting: Sendable {
  /// The number of its line in the log.
  public var seq: Int
  /// When it was written.
  public var at: Moment
  /// The timeline that it belongs to.
  public var timeline: String
  /// What was written.
  public var writing: Writing
}

extension Transaction {
  /// What was written, oldest first: for one timeline or for all, of one kind or of every kind.
  public func writings(of timeline: String? = nil, kind: Writing.Kind? = nil) throws -> [StoredWriting] {
    try writings(where: "? IS NULL OR stream = ?", [timeline, timeline])
      .filter { kind == nil || $0.writing.kind == kind }
  }

  /// What was written last.
  public func latestWriting(of timeline: String) throws -> StoredWriting? {
    try writings(where: "seq = (SELECT max(seq) FROM event WHERE kind = 'wrote' AND stream = ?)", [timeline]).first
  }

  /// What was written and holds all these words, or words that begin with them; the best match first.
  public func search(_ words: String, limit: Int) throws -> [StoredWriting] {
    // Each word in quotes, so that nothing in it is read as an operator (FTS5, 3.1). A few words once each: what a term
    // costs grows with what it finds, and nudges wait meanwhile.
    let terms = Set(words.split(whereSeparator: \.isWhitespace)).sorted().prefix(8).map { word in
      "\"" + word.replacing("\"", with: "\"\"") + "\"*"
    }
    guard !terms.isEmpty else { return [] }
    let rows = try Int.fetchAll(
      db, sql: "SELECT rowid FROM writing WHERE writing MATCH ? ORDER BY rank LIMIT ?",
      arguments: [terms.joined(separator: " "), limit])
    let found = try writings(where: "seq IN (\(rows.map(String.init).joined(separator: ",")))", [])
    // A damaged index may name a line twice.
    let order = Dictionary(rows.enumerated().map { ($1, $0) }, uniquingKeysWith: min)
    return found.sorted { (order[$0.seq] ?? 0) < (order[$1.seq] ?? 0) }
  }

  /// Puts the latest line of the log into the index.
  func index(_ writing: Writing) throws {
    try db.execute(
      sql: "INSERT INTO writing (rowid, words) VALUES (?, ?)",
      arguments: [db.lastInsertedRowID, writing.indexed])
  }

  private func writings(where condition: String, _ arguments: StatementArguments) throws -> [StoredWriting] {
    try readable("event", "WHERE kind = 'wrote' AND (\(condition)) ORDER BY seq", arguments) { row in
      guard case .wrote(let writing) = try row.fact() else { return nil }
      return StoredWriting(
        seq: try row.decode(forColumn: "seq"), at: try row.moment("at"), timeline: try row.decode(forColumn: "stream"),
        writing: writing)
    }.values
  }
}

extension Writing {
  /// What it is found by.
  var indexed: String { [text, about ?? ""].joined(separator: "\n") }
}
