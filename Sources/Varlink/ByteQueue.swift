// Bytes that arrive at one end and leave at the other, in pieces that do not match. Invariant: every byte is moved a
// constant number of times however small the pieces are, and an empty queue holds on to no memory.

struct ByteQueue: Sendable {
  private var storage: [UInt8] = []
  private var start = 0

  var count: Int { storage.count - start }

  mutating func append(_ bytes: some Sequence<UInt8>) {
    storage.append(contentsOf: bytes)
  }

  mutating func removeFirst(_ amount: Int) {
    start += min(max(amount, 0), count)
    if count == 0 {
      storage = []
      start = 0
    } else if start >= count {
      storage.removeFirst(start)
      start = 0
    }
  }

  /// Offset of the first NUL at or after `offset`, both counted from the first byte that is still here.
  func firstNUL(from offset: Int) -> Int? {
    storage[(start + offset)...].firstIndex(of: 0).map { $0 - start }
  }

  func prefix(_ length: Int) -> [UInt8] {
    Array(storage[start...].prefix(length))
  }

  func withSpan<Result, Failure: Error>(_ body: (RawSpan) throws(Failure) -> Result) throws(Failure) -> Result {
    try unsafe body(storage.span.bytes.extracting(start..<storage.count))
  }
}
