// Whether the full-text index holds just the words of what was written. FTS5's own check looks at everything at once, which with
// thousands of texts keeps nudges waiting; this one adds up a hash of each word at its place, as the texts have them and as the
// index has them, in slices. Invariant: a word that is missing, or is where it was not written, changes the sum.

import SQLite

/// A comparison of the index with the texts.
final class IndexCheck {
  private let db: Connection
  private let tokenizer: Tokenizer
  /// By the texts, and by the index.
  private var (written, indexed): (Int64, Int64) = (0, 0)
  /// The last word of the index that was looked at.
  private var last = ""

  init(_ db: Connection) throws {
    self.db = db
    tokenizer = try Tokenizer(Schema.tokenizer, of: db)
    for table in ["row", "instance"] {
      try db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.index_\(table) USING fts5vocab (main, writing, \(table))")
    }
  }

  /// Adds up the words of a text.
  func add(_ words: String, row: Int64) throws {
    for (place, word) in try tokenizer.words(of: words).enumerated() {
      written &+= IndexCheck.hash(word.utf8, row: row, place: Int64(place))
    }
  }

  /// Adds up the next words of the index, at about `limit` places; false when there are no more.
  func addIndexed(limit: Int) throws -> Bool {
    var (count, first): (Int, String?) = (0, nil)
    let words = try db.all("SELECT term, cnt FROM temp.index_row WHERE term > ? LIMIT 64", last) { row in
      (word: try row(0, String.self), places: try row(1, Int.self))
    }
    for (word, places) in words where count < limit {
      first = first ?? word
      count += places
      last = word
    }
    guard let first else { return false }
    try db.each("SELECT term, doc, offset FROM temp.index_instance WHERE term >= ? AND term <= ?", first, last) { row in
      let (document, place) = (try row(1, Int64.self), try row(2, Int64.self))
      guard let word = row.text(at: 0) else { throw StoreError.damaged }
      indexed &+= IndexCheck.hash(word, row: document, place: place)
    }
    return true
  }

  /// Whether the index has what the texts have, once all of both were added up.
  var fits: Bool { written == indexed }

  private static func hash(_ word: some Sequence<UInt8>, row: Int64, place: Int64) -> Int64 {
    var hash = FNV1a()
    hash.add(text: word)
    hash.add(row)
    hash.add(place)
    return hash.term
  }
}
