// The names that Varlink knows (varlink.org, "Interface Definition"). They are plain ASCII, and only a name of the
// right shape is ever repeated to a peer. Invariant: these tests look at bytes, never at Unicode equivalence.

/// A method's full name, taken apart: `org.example.Service.Method`.
struct MethodName: Hashable {
  let interface: String
  let member: String

  init?(_ qualified: String) {
    guard let dot = qualified.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
    interface = String(qualified[..<dot])
    member = String(qualified[qualified.utf8.index(after: dot)...])
    guard Name.isInterface(interface), Name.isMember(member) else { return nil }
  }
}

enum Name {
  /// Longer names are none; keeps what a peer gets back short.
  static let maximumLength = 255

  static func isInterface(_ text: String) -> Bool {
    let labels = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return text.utf8.count <= maximumLength && labels.count > 1 && labels.first?.first?.isLetter == true
      && labels.allSatisfy { label in
        label.allSatisfy { $0.isAlphanumeric || $0 == UInt8(ascii: "-") }
          && label.first?.isAlphanumeric == true && label.last?.isAlphanumeric == true
      }
  }

  /// What every parser takes: some allow no digit and no hyphen before the first dot.
  static func isPortableInterface(_ text: String) -> Bool {
    isInterface(text) && text.utf8.prefix { $0 != UInt8(ascii: ".") }.allSatisfy(\.isLetter)
  }

  /// The name of a method, a type or an error.
  static func isMember(_ text: String) -> Bool {
    text.utf8.first?.isUppercase == true && text.utf8.count <= maximumLength && text.utf8.allSatisfy(\.isAlphanumeric)
  }

  /// The name of a field in camel case, which all parsers agree on; the grammar would allow underscores.
  static func isField(_ text: String) -> Bool {
    text.utf8.first?.isLowercase == true && text.utf8.allSatisfy(\.isAlphanumeric)
  }

  /// A value of an enumeration.
  static func isEnumerator(_ text: String) -> Bool {
    let words = text.utf8.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false)
    return text.utf8.first?.isLetter == true
      && words.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isAlphanumeric) }
  }

  /// Whether a name that is not known is short and plain enough for a misspelt one, and may come back in an error.
  static func mayBeRepeated(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 64 && text.utf8.allSatisfy { $0.isAlphanumeric || $0 == UInt8(ascii: "_") }
  }

  /// Whether two names are the same bytes; `==` would also take a Kelvin sign for a K.
  static func areSame(_ one: String, _ other: String) -> Bool {
    one.utf8.elementsEqual(other.utf8)
  }
}

extension UInt8 {
  var isUppercase: Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) }
  var isLowercase: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) }
  var isLetter: Bool { isUppercase || isLowercase }
  var isAlphanumeric: Bool { isLetter || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
