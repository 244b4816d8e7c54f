// Messages are made from JSON values and make them, member by member, with no text and no coder in between. Invariants: a
// reader names the member that does not fit by its path, and never a dictionary's key or a value that a peer has sent; members
// that it does not know are passed over, since a newer peer may send more.

/// Something that has a JSON form.
public protocol JSONEncodable {
  /// The value as JSON; `null` stands for nothing, and is left out of an object.
  var json: JSONValue { get }
}

/// Something that can be read from its JSON form.
public protocol JSONDecodable {
  /// Reads it.
  ///
  /// - Throws: ``InvalidParameter`` with the path to what does not fit.
  init(json: JSONValue) throws(InvalidParameter)

  /// What it is when a message does not have it; nil when a message has to.
  static var whenAbsent: Self? { get }
}

extension JSONDecodable {
  /// A message has to have it.
  public static var whenAbsent: Self? { nil }
}

/// Something that travels in messages.
public typealias JSONConvertible = JSONEncodable & JSONDecodable

/// The members of a message that is being read.
public struct JSONFields {
  private let members: [String: JSONValue]

  /// Takes a message apart.
  public init(_ json: JSONValue) throws(InvalidParameter) {
    guard case .object(let members) = json else { throw .unfit }
    self.members = members
  }

  /// Reads the member of this name.
  public func callAsFunction<Value: JSONDecodable>(_ name: String) throws(InvalidParameter) -> Value {
    guard let member = members[name] else {
      guard let value = Value.whenAbsent else { throw InvalidParameter(name) }
      return value
    }
    do throws(InvalidParameter) {
      return try Value(json: member)
    } catch {
      throw error.inside(name)
    }
  }

  /// Reads the member of this name, or takes what is meant without it.
  public func callAsFunction<Value: JSONDecodable>(
    _ name: String, default value: Value
  ) throws(InvalidParameter) -> Value {
    let member: Value? = try self(name)
    return member ?? value
  }
}

extension JSONValue {
  /// An object of these members, without those that are `null`.
  public init(fields: [String: JSONValue]) { self = .object(fields.filter { $0.value != .null }) }

  /// Carries a message over.
  ///
  /// - Throws: ``Unrepresentable`` if the message holds a number that JSON cannot carry, or U+0000.
  public init(encoding message: some JSONEncodable) throws(Unrepresentable) {
    self = message.json
    guard isRepresentable else { throw Unrepresentable(type: String(describing: type(of: message))) }
  }

  /// Reads a message.
  ///
  /// - Throws: ``InvalidParameter`` with the path to what does not fit.
  public func decode<Message: JSONDecodable>(_ type: Message.Type = Message.self) throws(InvalidParameter) -> Message {
    try Message(json: self)
  }

  /// A message that has no JSON form: a mistake in the program, not in its input.
  public struct Unrepresentable: Error, Hashable, CustomStringConvertible {
    /// The name of the message's type.
    public let type: String

    /// For example `Status holds a NUL character, or a number that JSON cannot carry`.
    public var description: String { "\(type) holds a NUL character, or a number that JSON cannot carry" }
  }

  private var isRepresentable: Bool {
    switch self {
    case .null, .bool, .int: true
    case .double(let number): number.isFinite
    case .string(let text): !text.utf8.contains(0)
    case .array(let elements): elements.allSatisfy(\.isRepresentable)
    case .object(let members): members.allSatisfy { !$0.key.utf8.contains(0) && $0.value.isRepresentable }
    }
  }
}

extension JSONValue: JSONConvertible {
  /// Itself.
  public var json: JSONValue { self }

  /// Takes it as it is.
  public init(json: JSONValue) { self = json }
}

extension Bool: JSONConvertible {
  /// `true` or `false`.
  public var json: JSONValue { .bool(self) }

  /// Reads `true` or `false`.
  public init(json: JSONValue) throws(InvalidParameter) {
    guard case .bool(let value) = json else { throw .unfit }
    self = value
  }
}

extension Int: JSONConvertible {
  /// A whole number.
  public var json: JSONValue { .int(Int64(self)) }

  /// Reads a whole number.
  public init(json: JSONValue) throws(InvalidParameter) {
    guard let number = json.wholeNumber.flatMap(Int.init(exactly:)) else {
      throw .unfit
    }
    self = number
  }
}

extension Double: JSONConvertible {
  /// A number.
  public var json: JSONValue { .double(self) }

  /// Reads a number.
  public init(json: JSONValue) throws(InvalidParameter) {
    switch json {
    case .int(let number): self = Double(number)
    case .double(let number): self = number
    case .null, .bool, .string, .array, .object: throw .unfit
    }
  }
}

extension String: JSONConvertible {
  /// A text.
  public var json: JSONValue { .string(self) }

  /// Reads a text.
  public init(json: JSONValue) throws(InvalidParameter) {
    guard let text = json.string else { throw .unfit }
    self = text
  }
}

extension Optional: JSONEncodable where Wrapped: JSONEncodable {
  /// What there is, or `null`.
  public var json: JSONValue { self?.json ?? .null }
}

extension Optional: JSONDecodable where Wrapped: JSONDecodable {
  /// Reads what there is.
  public init(json: JSONValue) throws(InvalidParameter) {
    if json == .null {
      self = nil
    } else {
      self = try Wrapped(json: json)
    }
  }

  /// Nothing.
  public static var whenAbsent: Wrapped?? { .some(nil) }
}

extension Array: JSONEncodable where Element: JSONEncodable {
  /// A list.
  public var json: JSONValue { .array(map(\.json)) }
}

extension Array: JSONDecodable where Element: JSONDecodable {
  /// Reads a list; `null` is an empty one.
  public init(json: JSONValue) throws(InvalidParameter) {
    self = []
    if json == .null { return }
    guard case .array(let elements) = json else { throw .unfit }
    for (index, element) in elements.enumerated() {
      do throws(InvalidParameter) {
        append(try Element(json: element))
      } catch {
        throw error.inside("[\(index)]")
      }
    }
  }
}

extension Dictionary: JSONEncodable where Key == String, Value: JSONEncodable {
  /// An object.
  public var json: JSONValue { JSONValue(fields: mapValues(\.json)) }
}

extension Dictionary: JSONDecodable where Key == String, Value: JSONDecodable {
  /// Reads an object; `null` is an empty one.
  public init(json: JSONValue) throws(InvalidParameter) {
    self = [:]
    if json == .null { return }
    guard case .object(let members) = json else { throw .unfit }
    for (key, member) in members {
      do throws(InvalidParameter) {
        self[key] = try Value(json: member)
      } catch {
        throw error.inside("[*]")
      }
    }
  }
}
