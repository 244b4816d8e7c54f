// How facts and other small records become JSON, byte for byte as every version has written it: members in the order of their
// names, no white space, a slash as it is. Invariant: equal records give equal bytes.

/// An object that is being written, member by member.
struct JSONText {
  private var bytes: [UInt8] = [UInt8(ascii: "{")]

  /// Members are added in the order of their names; one that is nil is left out.
  mutating func add(_ name: StaticString, _ text: String?) {
    guard let text else { return }
    begin(name)
    bytes.quote(text)
  }

  mutating func add(_ name: StaticString, _ number: Int?) {
    guard let number else { return }
    begin(name)
    bytes += String(number).utf8
  }

  mutating func add(_ name: StaticString, _ truth: Bool?) {
    guard let truth else { return }
    begin(name)
    bytes += (truth ? "true" : "false").utf8
  }

  mutating func add(_ name: StaticString, _ texts: [String]) {
    begin(name)
    bytes += JSONText.list(texts).utf8
  }

  mutating func add(_ name: StaticString, _ object: JSONText) {
    begin(name)
    bytes += object.text.utf8
  }

  /// The whole object.
  var text: String { String(decoding: bytes, as: UTF8.self) + "}" }

  /// A list of texts.
  static func list(_ texts: [String]) -> String {
    var bytes = [UInt8(ascii: "[")]
    for (index, text) in texts.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.quote(text)
    }
    return String(decoding: bytes, as: UTF8.self) + "]"
  }

  private mutating func begin(_ name: StaticString) {
    if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
    bytes.append(UInt8(ascii: "\""))
    name.withUTF8Buffer { bytes += $0 }
    bytes += "\":".utf8
  }
}

extension [UInt8] {
  fileprivate mutating func quote(_ text: String) {
    append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): self += [UInt8(ascii: "\\"), byte]
      case 0x08: self += "\\b".utf8
      case 0x09: self += "\\t".utf8
      case 0x0A: self += "\\n".utf8
      case 0x0C: self += "\\f".utf8
      case 0x0D: self += "\\r".utf8
      case 0..<0x20: self += "\\u00\(byte < 0x10 ? "0" : "")\(String(byte, radix: 16))".utf8
      default: append(byte)
      }
    }
    append(UInt8(ascii: "\""))
  }
}
