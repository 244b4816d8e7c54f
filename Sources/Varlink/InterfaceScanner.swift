// The words, signs and comments of an interface definition. Invariant: stays within the text, and moves forward only,
// unless its owner puts it back to a position where it has been.

struct InterfaceScanner {
  private let bytes: [UInt8]
  var position = 0
  /// The comment lines directly above the position, which document what follows.
  private var comments: [String] = []

  init(text: String) {
    bytes = Array(text.utf8)
  }

  var isAtEnd: Bool { position >= bytes.count }

  var peek: UInt8? { isAtEnd ? nil : bytes[position] }

  /// Passes white space and comments, and remembers the comments unless an empty line parts them from what follows.
  mutating func skip() {
    var newlines = 0
    while let byte = peek {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"): position += 1
      case UInt8(ascii: "\n"):
        newlines += 1
        if newlines > 1 { comments = [] }
        position += 1
      case UInt8(ascii: "#"):
        newlines = 0
        comments.append(comment())
      default: return
      }
    }
  }

  private mutating func comment() -> String {
    let line = bytes[position...].prefix { $0 != UInt8(ascii: "\n") }
    position = line.endIndex
    let content = line.drop { $0 == UInt8(ascii: "#") }
    return String(decoding: content.first == UInt8(ascii: " ") ? content.dropFirst() : content, as: UTF8.self)
  }

  mutating func takeComments() -> String {
    defer { comments = [] }
    return comments.joined(separator: "\n")
  }

  mutating func word(
    where isPart: (UInt8) -> Bool = { $0.isAlphanumeric || $0 == UInt8(ascii: "_") }
  ) -> String {
    skip()
    let word = bytes[position...].prefix(while: isPart)
    position = word.endIndex
    return String(decoding: word, as: UTF8.self)
  }

  mutating func word(
    _ expectation: String, if isValid: (String) -> Bool,
    where isPart: (UInt8) -> Bool = { $0.isAlphanumeric || $0 == UInt8(ascii: "_") }
  ) throws(InterfaceError) -> String {
    let word = word(where: isPart)
    guard isValid(word) else { throw error("expected \(expectation)") }
    return word
  }

  mutating func take(_ token: StaticString) -> Bool {
    skip()
    let token = token.description.utf8
    guard bytes[position...].starts(with: token) else { return false }
    position += token.count
    return true
  }

  mutating func expect(_ token: StaticString) throws(InterfaceError) {
    guard take(token) else { throw error("expected \"\(token)\"") }
  }

  mutating func endOfLine() throws(InterfaceError) {
    while peek == UInt8(ascii: " ") || peek == UInt8(ascii: "\t") { position += 1 }
    if peek == UInt8(ascii: "#") { _ = comment() }
    guard peek == UInt8(ascii: "\n") else { throw error("expected the end of the line") }
    position += 1
    comments = []
  }

  func error(_ message: String) -> InterfaceError {
    let line = bytes[..<position].count { $0 == UInt8(ascii: "\n") } + 1
    return InterfaceError(line: line, message: message)
  }
}
