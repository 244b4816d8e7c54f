// The user's own words: kept in the log like everything that happens, and found again by what they say. Invariant: the index
// holds just the writings that are in the log, because both change in the same transaction; or none, while words are sealed.

public import PercolateCore
import SQLite

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
    let all = try timeline.map { try writings(where: "stream = ?", $0) } ?? writings(where: "TRUE")
    return all.filter { kind == nil || $0.writing.kind == kind }
  }

  /// What was written last.
  public func latestWriting(of timeline: String) throws -> StoredWriting? {
    try writings(where: "seq = (SELECT max(seq) FROM event WHERE kind = 'wrote' AND stream = ?)", timeline).first
  }

  /// What was written and holds all these words, or words that begin with them; the best match first.
  public func search(_ words: String, limit: Int) throws -> [StoredWriting] {
    // Each word in quotes, so that nothing in it is read as an operator (FTS5, 3.1). A few words once each: what a term
    // costs grows with what it finds, and nudges wait meanwhile.
    let terms = Set(words.split(whereSeparator: \.isWhitespace)).sorted().prefix(8).map { word in
      word.quoted + "*"
    }
    guard !terms.isEmpty else { return [] }
    func find(_ db: Connection) throws -> [Int] {
      try db.column(
        "SELECT rowid FROM writing WHERE writing MATCH ? ORDER BY rank LIMIT ?", terms.joined(separator: " "), limit)
    }
    if sealing.isOff {
      // A damaged index may name a line twice.
      var seen: Set<Int> = []
      return try find(db).filter { seen.insert($0).inserted }.compactMap { try writings(where: "seq = ?", $0).first }
    }
    let found = Dictionary(try writings().map { ($0.seq, $0) }) { one, _ in one }
    return try find(Transaction.indexInMemory(of: found.values)).compactMap { found[$0] }
  }

  /// Puts a line of the log into the index.
  func index(_ writing: Writing, seq: Int64) throws { try Transaction.index(writing, seq: seq, in: db) }

  /// Makes an index in memory for one search, since sealed words have none in the files. It finds the same, in the same
  /// order.
  private static func indexInMemory(of writings: some Collection<StoredWriting>) throws -> Connection {
    let memory = try Connection()
    try memory.transaction(.immediate) {
      try memory.execute(Schema.index)
      for stored in writings.sorted(by: { $0.seq < $1.seq }) {
        try index(stored.writing, seq: Int64(stored.seq), in: memory)
      }
    }
    return memory
  }

  private static func index(_ writing: Writing, seq: Int64, in db: Connection) throws {
    try db.execute("INSERT INTO writing (rowid, words) VALUES (?, ?)", seq, writing.indexed)
  }

  private func writings(where condition: String, _ arguments: (any Bindable)?...) throws -> [StoredWriting] {
    guard !sealing.isLocked else { throw StoreError.locked }
    return try readable("event", "WHERE kind = 'wrote' AND \(condition) ORDER BY seq", values: arguments) { row in
      let (stream, at): (String, Moment) = (try row("stream"), try row.moment("at"))
      guard case .wrote(let writing) = try sealing.open(row.fact(), in: stream, at: at) else { return nil }
      return StoredWriting(seq: try row("seq"), at: at, timeline: stream, writing: writing)
    }.values
  }
}

extension Writing {
  /// What it is found by.
  var indexed: String { [text, about ?? ""].joined(separator: "\n") }
}
