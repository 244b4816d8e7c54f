// What a peer has not taken yet. A peer that never reads must cost a bounded amount of memory and nobody else's time.
// Invariant: never holds more than the limit; bytes leave in order, each once.

/// A bounded queue of bytes for a non-blocking socket.
public struct OutputBuffer: Sendable {
  /// The most bytes that may wait.
  public let limit: Int

  private var queue = ByteQueue()

  /// An empty buffer.
  public init(limit: Int) {
    self.limit = limit
  }

  /// How many bytes wait.
  public var count: Int { queue.count }

  /// Whether the peer has taken everything.
  public var isEmpty: Bool { queue.count == 0 }

  /// Queues a message, whole or not at all.
  ///
  /// - Returns: false if there is no room: the peer is too slow and is to be dropped, since half a stream is none.
  public mutating func append(_ bytes: [UInt8]) -> Bool {
    guard bytes.count <= limit - queue.count else { return false }
    queue.append(bytes)
    return true
  }

  /// Offers all that waits to `write` once, and forgets as many bytes as it took.
  ///
  /// - Parameter write: takes a prefix and returns its length; a negative count, as from a failed write(2), is none.
  /// - Returns: how many bytes were taken.
  @discardableResult
  public mutating func drain<Failure: Error>(_ write: (RawSpan) throws(Failure) -> Int) throws(Failure) -> Int {
    guard !isEmpty else { return 0 }
    let taken = min(max(try queue.withSpan(write), 0), queue.count)
    queue.removeFirst(taken)
    return taken
  }
}
