// One text for what people take for the same text: Unicode's normal forms and case folding, from libutf8proc. Invariants: what
// has a form already is the same text in it, on every version of Unicode (UAX #15, 3); a text with a NUL in it is treated as any
// other.

import CUTF8Proc

extension String {
  /// Normal form C: letters and marks composed where Unicode has one character for them.
  public var composed: String { mapped(UTF8PROC_STABLE, UTF8PROC_COMPOSE) }

  /// Normal form KC: composed, and variants of a character (full width, ligatures, superscripts) as the character itself.
  public var compatiblyComposed: String { mapped(UTF8PROC_STABLE, UTF8PROC_COMPOSE, UTF8PROC_COMPAT) }

  /// With cases folded, for comparison and never for the eye.
  public var caseFolded: String { mapped(UTF8PROC_STABLE, UTF8PROC_COMPOSE, UTF8PROC_CASEFOLD) }

  /// With cases folded and the marks of letters left out, for finding: `Perché` is `perche`.
  public var folded: String {
    mapped(UTF8PROC_STABLE, UTF8PROC_COMPOSE, UTF8PROC_CASEFOLD, UTF8PROC_STRIPMARK)
  }

  private func mapped(_ options: utf8proc_option_t...) -> String {
    // What every form leaves as it is, and most texts are; folding changes letters alone.
    let folds = options.contains(UTF8PROC_CASEFOLD)
    if utf8.allSatisfy({ $0 < 0x80 && !(folds && (0x41...0x5A).contains($0)) }) { return self }
    let all = utf8proc_option_t(rawValue: options.reduce(0) { $0 | $1.rawValue })
    var text = self
    return text.withUTF8 { bytes in
      var result: UnsafeMutablePointer<UInt8>?
      let count = utf8proc_map(bytes.baseAddress, bytes.count, &result, all)
      defer { free(result) }
      // A Swift string is well-formed, so that nothing but want of memory remains.
      guard count >= 0, let result else { return String(decoding: bytes, as: UTF8.self) }
      return String(decoding: UnsafeBufferPointer(start: result, count: count), as: UTF8.self)
    }
  }
}
