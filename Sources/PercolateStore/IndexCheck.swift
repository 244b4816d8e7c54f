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
  /// The word of the index that is looked at next, as bytes: a long one may be cut within a character.
  private var next: [UInt8] = []

  init(_ db: Connection) throws {
    self.db = db
    tokenizer = try Tokenizer(Schema.tokenizer, of: db)
    try db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.index_places USING fts5vocab (main, writing, instance)")
  }

  /// Adds up the words of a text.
  func add(_ words: String, row: Int64) throws {
    var (sum, place): (Int64, Int64) = (0, 0)
    try tokenizer.eachWord(of: words) { word in
      sum &+= IndexCheck.hash(FNV1a(word: word), row: row, place: place)
      place += 1
    }
    written &+= sum
  }

  /// Adds up the next words of the index, each with all its places, at about `limit` places; false when there are no more.
  func addIndexed(limit: Int) throws -> Bool {
    var (count, word, hash, goesOn): (Int, [UInt8]?, FNV1a, Bool) = (0, nil, FNV1a(), false)
    let places = "SELECT term, doc, offset FROM temp.index_places WHERE term >= CAST(? AS TEXT)"
    try db.eachWhile(places, next) { row in
      guard let term = row.text(at: 0), let document = Int64(row, at: 1), let place = Int64(row, at: 2) else {
        throw StoreError.damaged
      }
      if word.map({ !$0.elementsEqual(term) }) ?? true {
        if count >= limit {
          (next, goesOn) = (Array(term), true)
          return false
        }
        (word, hash) = (Array(term), FNV1a(word: UnsafeRawBufferPointer(term)))
      }
      count += 1
      indexed &+= IndexCheck.hash(hash, row: document, place: place)
      return true
    }
    return goesOn
  }

  /// Whether the index has what the texts have, once all of both were added up.
  var fits: Bool { written == indexed }

  private static func hash(_ word: FNV1a, row: Int64, place: Int64) -> Int64 {
    var hash = word
    hash.add(row)
    hash.add(place)
    return hash.term
  }
}

extension FNV1a {
  fileprivate init(word: UnsafeRawBufferPointer) {
    self.init()
    add(text: word)
  }
}
