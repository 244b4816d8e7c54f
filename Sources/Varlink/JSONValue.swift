// Everything that crosses the socket is one of these values: parsed strictly, checked against an interface, and only
// then decoded. Invariant: a value that was parsed holds no number that was rounded to fit and no string with a NUL.

/// A JSON value (RFC 8259), with whole numbers kept apart from fractions so that no integer loses digits on the way.
public enum JSONValue: Hashable, Sendable {
  /// The literal `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A number written without fraction and exponent.
  case int(Int64)
  /// A number written with a fraction or an exponent. One that is not finite has no JSON form and is written as `null`.
  case double(Double)
  /// A text; never contains U+0000 when it was parsed.
  case string(String)
  /// An ordered list.
  case array([JSONValue])
  /// Members by name. Their order carries no meaning, and they are written sorted.
  case object([String: JSONValue])

  /// An object without members: what a method without parameters takes and gives.
  public static let empty = JSONValue.object([:])

  /// The member of that name, or nil if this is no object or has no such member.
  public subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members[name]
  }

  /// The text, or nil if this is no string.
  public var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// The whole number, however it is written, or nil if this is none of 64 bits.
  public var wholeNumber: Int64? {
    switch self {
    case .int(let number): number
    case .double(let number): Int64(exactly: number)
    case .null, .bool, .string, .array, .object: nil
    }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
  /// A string.
  public init(stringLiteral value: String) { self = .string(value) }

  /// A boolean.
  public init(booleanLiteral value: Bool) { self = .bool(value) }

  /// A whole number.
  public init(integerLiteral value: Int64) { self = .int(value) }

  /// A fraction.
  public init(floatLiteral value: Double) { self = .double(value) }

  /// A list.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }

  /// An object; of members with the same name the last one counts.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(Dictionary(elements) { _, last in last })
  }

  /// `null`.
  public init(nilLiteral: ()) { self = .null }
}
