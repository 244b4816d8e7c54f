// Why: the standard library's `replacing` is a module with an engine for regular expressions, which makes a program 1.5 MB larger.

extension String {
  /// The text with `other` wherever `part` stood, byte for byte.
  package func exchanging(_ part: String, for other: String) -> String {
    guard !part.isEmpty else { return self }
    var rest = utf8[...]
    var bytes: [UInt8] = []
    while let first = rest.first {
      if rest.starts(with: part.utf8) {
        bytes += other.utf8
        rest = rest.dropFirst(part.utf8.count)
      } else {
        bytes.append(first)
        rest = rest.dropFirst()
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
