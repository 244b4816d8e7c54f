// A strict reader of RFC 8259. Foundation's decoder takes trailing commas, UTF-16 and duplicate keys, and two readers
// that disagree about one message are a hole. Invariant: no input traps, and no error repeats a byte of the input.

/// Why bytes are not one JSON value, and where. Says nothing of the content, so that it can be logged.
public struct JSONError: Error, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Reason: String, Sendable {
    /// The text stops inside a value.
    case unexpectedEnd = "unexpected end"
    /// A byte that the grammar does not allow there.
    case unexpectedByte = "unexpected byte"
    /// An unknown escape, half a surrogate pair, or U+0000, which no C interface behind us can carry.
    case invalidEscape = "invalid escape"
    /// A string that is not UTF-8 (RFC 8259 section 8.1).
    case invalidUTF8 = "invalid UTF-8"
    /// Two members of one object with the same name (RFC 8259 section 4 leaves their meaning open).
    case duplicateKey = "duplicate key"
    /// A whole number beyond 64 bits, or a fraction beyond a double.
    case numberOutOfRange = "number out of range"
    /// More than ``JSONValue/maximumDepth`` arrays and objects inside each other.
    case tooDeep = "nested too deeply"
  }

  /// What is wrong.
  public let reason: Reason
  /// The byte where reading stopped, counted from zero.
  public let offset: Int

  /// For example `duplicate key at byte 17`.
  public var description: String { "\(reason.rawValue) at byte \(offset)" }
}

extension JSONValue {
  /// How many arrays and objects may be nested; RFC 8259 section 9 lets a parser set this limit.
  public static let maximumDepth = 64

  /// Reads exactly one value, with nothing but white space around it.
  public init(parsing bytes: some Sequence<UInt8>) throws(JSONError) {
    var parser = JSONParser(bytes: Array(bytes))
    self = try parser.document()
  }
}

private struct JSONParser {
  let bytes: [UInt8]
  var position = 0

  mutating func document() throws(JSONError) -> JSONValue {
    let value = try value(depth: 1)
    skipWhiteSpace()
    guard position == bytes.count else { throw error(.unexpectedByte) }
    return value
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    skipWhiteSpace()
    guard let byte = peek else { throw error(.unexpectedEnd) }
    switch byte {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try literal("true", .bool(true))
    case UInt8(ascii: "f"): return try literal("false", .bool(false))
    case UInt8(ascii: "n"): return try literal("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw error(.unexpectedByte)
    }
  }

  private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
    try enter(depth: depth)
    var members: [String: JSONValue] = [:]
    skipWhiteSpace()
    if take(UInt8(ascii: "}")) { return .object(members) }
    repeat {
      skipWhiteSpace()
      let start = position
      let name = try string()
      // String equality is canonical equivalence, so two spellings of one name are duplicates, too.
      guard members[name] == nil else { throw JSONError(reason: .duplicateKey, offset: start) }
      skipWhiteSpace()
      try expect(UInt8(ascii: ":"))
      members[name] = try value(depth: depth + 1)
      skipWhiteSpace()
    } while take(UInt8(ascii: ","))
    try expect(UInt8(ascii: "}"))
    return .object(members)
  }

  private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
    try enter(depth: depth)
    var elements: [JSONValue] = []
    skipWhiteSpace()
    if take(UInt8(ascii: "]")) { return .array(elements) }
    repeat {
      elements.append(try value(depth: depth + 1))
      skipWhiteSpace()
    } while take(UInt8(ascii: ","))
    try expect(UInt8(ascii: "]"))
    return .array(elements)
  }

  private mutating func string() throws(JSONError) -> String {
    let start = position
    try expect(UInt8(ascii: "\""))
    var content: [UInt8] = []
    // Bytes that stand for themselves are taken in runs.
    var run = position
    while let byte = peek {
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        let rest = bytes[run..<(position - 1)]
        let text =
          content.isEmpty ? String(validating: rest, as: UTF8.self) : String(validating: content + rest, as: UTF8.self)
        guard let text else { throw JSONError(reason: .invalidUTF8, offset: start) }
        return text
      case UInt8(ascii: "\\"):
        content += bytes[run..<(position - 1)]
        content.append(contentsOf: Character(try escape()).utf8)
        run = position
      case 0..<0x20: throw JSONError(reason: .unexpectedByte, offset: position - 1)
      default: break
      }
    }
    throw error(.unexpectedEnd)
  }

  private mutating func escape() throws(JSONError) -> Unicode.Scalar {
    guard let byte = peek else { throw error(.unexpectedEnd) }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicodeEscape()
    default: throw JSONError(reason: .invalidEscape, offset: position - 1)
    }
  }

  private mutating func unicodeEscape() throws(JSONError) -> Unicode.Scalar {
    let start = position
    let unit = try hexadecimal()
    var units = [unit]
    if UTF16.isLeadSurrogate(unit) {
      guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
        throw JSONError(reason: .invalidEscape, offset: start)
      }
      units.append(try hexadecimal())
    }
    guard let scalar = String(validating: units, as: UTF16.self)?.unicodeScalars.first, scalar != "\0" else {
      throw JSONError(reason: .invalidEscape, offset: start)
    }
    return scalar
  }

  private mutating func hexadecimal() throws(JSONError) -> UInt16 {
    var value: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = peek else { throw error(.unexpectedEnd) }
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw error(.invalidEscape) }
      value = value << 4 | UInt16(digit)
      position += 1
    }
    return value
  }

  private mutating func number() throws(JSONError) -> JSONValue {
    let start = position
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { try digits() }
    var isWhole = true
    if take(UInt8(ascii: ".")) {
      isWhole = false
      try digits()
    }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      isWhole = false
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      try digits()
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isWhole, let value = Int64(text) { return .int(value) }
    if !isWhole, let value = Double(text), value.isFinite { return .double(value) }
    throw JSONError(reason: .numberOutOfRange, offset: start)
  }

  private mutating func digits() throws(JSONError) {
    let start = position
    while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
    guard position > start else { throw error(peek == nil ? .unexpectedEnd : .unexpectedByte) }
  }

  private mutating func literal(_ text: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
    for byte in text.description.utf8 { try expect(byte) }
    return value
  }

  private mutating func enter(depth: Int) throws(JSONError) {
    guard depth <= JSONValue.maximumDepth else { throw error(.tooDeep) }
    position += 1
  }

  private mutating func skipWhiteSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ byte: UInt8) throws(JSONError) {
    guard take(byte) else { throw error(peek == nil ? .unexpectedEnd : .unexpectedByte) }
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private func error(_ reason: JSONError.Reason) -> JSONError { JSONError(reason: reason, offset: position) }
}
