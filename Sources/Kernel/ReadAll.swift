// Why: read(2) gives a part, or is interrupted by a signal, and who reads to an end has to ask again.
// Invariant: no more than a bounded number of bytes is taken, however much there is.

import Glibc

/// Reads to the end. Gives one byte more than the limit when there are more, and nil when reading fails, with the reason in errno.
public func readAll(from descriptor: CInt, atMost limit: Int) -> [UInt8]? {
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 14)
  while bytes.count <= limit {
    let count = unsafe chunk.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { continue }
    guard count >= 0 else { return nil }
    if count == 0 { break }
    bytes += chunk.prefix(count)
  }
  return Array(bytes.prefix(limit + 1))
}
