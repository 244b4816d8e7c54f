// Values in the order of their keys, of which there may be a million, as a value: every turn works on a copy, and the copy must
// not cost what the whole does. So the entries stand in pieces, and a copy that is changed shares all of them but one.
// Invariants: keys grow from entry to entry and from piece to piece; no piece is empty or longer than `longest`.

/// A dictionary that is kept in the order of its keys. Looking up, adding and removing take as many steps as the number of
/// entries has digits, and move one piece at most. Whoever uses it is compiled for its own keys, hence the attributes.
public struct OrderedMap<Key: Comparable & Sendable, Value: Sendable>: Sendable {
  /// How many entries there are.
  @inlinable public var count: Int { size }

  @usableFromInline var size = 0
  @usableFromInline var pieces: [Piece] = []

  @usableFromInline struct Piece: Sendable {
    @usableFromInline var keys: [Key]
    @usableFromInline var values: [Value]

    @inlinable init(keys: [Key], values: [Value]) {
      self.keys = keys
      self.values = values
    }
  }

  /// A piece that grows beyond this is cut in two: as long as a copy of it costs about what a copy of the list of pieces does
  /// where there are some hundred thousand entries.
  @inlinable static var longest: Int { 512 }

  /// A map without entries.
  @inlinable public init() {}

  /// A map of these entries, of which a later one takes the place of an earlier one with the same key.
  @inlinable public init(_ entries: some Sequence<(Key, Value)>) {
    // What comes in order, as from a database, is put at the end without a search.
    for (key, value) in entries {
      if let last = pieces.last?.keys.last, last >= key { self[key] = value } else { append(key, value) }
    }
  }

  /// Whether there are none.
  @inlinable public var isEmpty: Bool { pieces.isEmpty }

  /// The first entry; nil when there is none.
  @inlinable public var first: (key: Key, value: Value)? {
    pieces.first.flatMap { piece in piece.keys.first.flatMap { key in piece.values.first.map { (key, $0) } } }
  }

  /// The value of a key; nil takes its entry away.
  public subscript(key: Key) -> Value? {
    @inlinable get {
      let (piece, place) = position(of: key)
      return holds(key, piece, place) ? pieces[piece].values[place] : nil
    }
    @inlinable set {
      let (piece, place) = position(of: key)
      switch (holds(key, piece, place), newValue) {
      case (true, let value?): pieces[piece].values[place] = value
      case (true, nil): remove(piece, place)
      case (false, let value?): insert(key, value, piece, place)
      case (false, nil): break
      }
    }
  }
}

extension OrderedMap {
  /// Where a key is, or would be: in the last piece that begins with it or before it.
  @inlinable func position(of key: Key) -> (piece: Int, place: Int) {
    let piece = Swift.max(0, OrderedMap.count(of: pieces.count) { pieces[$0].keys[0] <= key } - 1)
    guard piece < pieces.count else { return (piece, 0) }
    return (piece, OrderedMap.count(of: pieces[piece].keys.count) { pieces[piece].keys[$0] < key })
  }

  /// How many of the first places fulfil a condition that no later one does.
  @inlinable static func count(of places: Int, where isBefore: (Int) -> Bool) -> Int {
    var (low, high) = (0, places)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(middle) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  @inlinable func holds(_ key: Key, _ piece: Int, _ place: Int) -> Bool {
    piece < pieces.count && place < pieces[piece].keys.count && pieces[piece].keys[place] == key
  }

  @inlinable mutating func append(_ key: Key, _ value: Value) {
    size += 1
    // What is loaded in order leaves room in each piece, so that the first changes do not cut all of them.
    if let last = pieces.last, last.keys.count < OrderedMap.longest * 3 / 4 {
      pieces[pieces.count - 1].keys.append(key)
      pieces[pieces.count - 1].values.append(value)
    } else {
      pieces.append(Piece(keys: [key], values: [value]))
    }
  }

  @inlinable mutating func insert(_ key: Key, _ value: Value, _ piece: Int, _ place: Int) {
    let isLast = piece + 1 >= pieces.count && (piece >= pieces.count || place == pieces[piece].keys.count)
    if isLast { return append(key, value) }
    size += 1
    pieces[piece].keys.insert(key, at: place)
    pieces[piece].values.insert(value, at: place)
    let length = pieces[piece].keys.count
    guard length > OrderedMap.longest else { return }
    let half = length / 2
    let rest = Piece(keys: Array(pieces[piece].keys[half...]), values: Array(pieces[piece].values[half...]))
    pieces[piece].keys.removeSubrange(half...)
    pieces[piece].values.removeSubrange(half...)
    pieces.insert(rest, at: piece + 1)
  }

  @inlinable mutating func remove(_ piece: Int, _ place: Int) {
    size -= 1
    if pieces[piece].keys.count == 1 {
      pieces.remove(at: piece)
    } else {
      pieces[piece].keys.remove(at: place)
      pieces[piece].values.remove(at: place)
    }
  }
}

extension OrderedMap: Sequence {
  /// All entries, in order.
  @inlinable public func makeIterator() -> Iterator { Iterator(pieces: pieces, piece: 0, place: 0) }

  /// The entries from the first one on whose key is not before this one, in order.
  @inlinable public func entries(from key: Key) -> IteratorSequence<Iterator> {
    let (piece, place) = position(of: key)
    return IteratorSequence(Iterator(pieces: pieces, piece: piece, place: place))
  }

  /// Goes through entries in order.
  public struct Iterator: IteratorProtocol {
    @usableFromInline let pieces: [Piece]
    @usableFromInline var piece: Int
    @usableFromInline var place: Int

    @inlinable init(pieces: [Piece], piece: Int, place: Int) {
      self.pieces = pieces
      self.piece = piece
      self.place = place
    }

    /// The next entry.
    @inlinable public mutating func next() -> (key: Key, value: Value)? {
      while piece < pieces.count {
        if place < pieces[piece].keys.count {
          defer { place += 1 }
          return (pieces[piece].keys[place], pieces[piece].values[place])
        }
        (piece, place) = (piece + 1, 0)
      }
      return nil
    }
  }
}
