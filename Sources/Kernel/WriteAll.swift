// Why: write(2) may take a part, or be interrupted by a signal, and what is left has to be offered again.
// Invariant: nothing is buffered here, so that nothing is left to fail at exit.

import Glibc

/// Writes the whole text. False when it could not, with the reason in errno.
public func writeAll(_ text: String, to descriptor: CInt) -> Bool { writeAll(Array(text.utf8)[...], to: descriptor) }

/// Writes all the bytes, in one call where the descriptor takes them. False when it could not, with the reason in errno.
public func writeAll(_ bytes: ArraySlice<UInt8>, to descriptor: CInt) -> Bool {
  var rest = bytes
  while !rest.isEmpty {
    let count = unsafe rest.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { return false }
    rest = rest.dropFirst(count)
  }
  return true
}
