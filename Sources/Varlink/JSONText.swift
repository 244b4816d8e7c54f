// JSON that stands written already: an answer that is given again and again is written once. Invariant: the bytes are those of
// one value, as `JSONValue.serialized` writes it.

/// A JSON value as text.
public struct JSONText: Hashable, Sendable {
  /// Compact UTF-8, without a NUL.
  public let bytes: [UInt8]

  /// Writes a value.
  public init(_ value: JSONValue) { bytes = value.serialized }

  /// Writes a message.
  ///
  /// - Throws: ``JSONValue/Unrepresentable`` if the message holds a number that JSON cannot carry, or U+0000.
  public init(encoding message: some JSONEncodable) throws(JSONValue.Unrepresentable) {
    self.init(try JSONValue(encoding: message))
  }

  /// A list of these.
  public init(list elements: some Sequence<JSONText>) {
    var bytes = [UInt8(ascii: "[")]
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes += element.bytes
    }
    self.init(unchecked: bytes + [UInt8(ascii: "]")])
  }

  /// An object of these members.
  public init(members: [String: JSONText]) {
    var bytes = [UInt8(ascii: "{")]
    for (index, (name, member)) in members.sorted(by: { $0.key < $1.key }).enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      JSONValue.string(name).write(to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      bytes += member.bytes
    }
    self.init(unchecked: bytes + [UInt8(ascii: "}")])
  }

  private init(unchecked bytes: [UInt8]) { self.bytes = bytes }

  /// The text in which one member, whose name no other has, can be given another value; nil when it has no such member.
  public func template(of name: String, _ value: JSONValue) -> Template? {
    let key = JSONValue.string(name).serialized + [UInt8(ascii: ":")]
    let member = key + value.serialized
    // Within a text each quotation mark is written with a backslash before it, so that this is found as a member alone.
    guard let start = bytes.indices.first(where: { bytes[$0...].starts(with: member) }) else { return nil }
    return Template(head: Array(bytes[..<(start + key.count)]), tail: Array(bytes[(start + member.count)...]))
  }

  /// A text with a place for one value.
  public struct Template: Hashable, Sendable {
    let head: [UInt8]
    let tail: [UInt8]

    /// The text with this value in its place.
    public func callAsFunction(_ value: JSONValue) -> JSONText {
      var bytes: [UInt8] = []
      bytes.reserveCapacity(head.count + 32 + tail.count)
      bytes += head
      value.write(to: &bytes)
      bytes += tail
      return JSONText(unchecked: bytes)
    }
  }
}
