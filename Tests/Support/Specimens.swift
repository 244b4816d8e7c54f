// Messages at random that fit an interface, member by member as it stands there, so that a member that is added is covered
// without any test being told.

public import Varlink

/// A source of messages. The same seed gives the same.
public struct Specimens {
  private let interface: Interface
  private let text: (_ values: [String]?, inout SeededGenerator) -> String
  private var numbers: SeededGenerator

  /// - Parameter text: makes a text; of those that are known to be possible, where there are such.
  public init(
    of interface: Interface, seed: UInt64, text: @escaping (_ values: [String]?, inout SeededGenerator) -> String
  ) {
    self.interface = interface
    self.text = text
    numbers = SeededGenerator(seed: seed)
  }

  /// A message with these members; of those that may be left out, each fourth is, or none when `whole`.
  public mutating func message(of fields: [Interface.Field], whole: Bool = false) -> JSONValue {
    var members: [String: JSONValue] = [:]
    for field in fields {
      if case .optional = field.type, !whole, Int.random(in: 0..<4, using: &numbers) == 0 { continue }
      members[field.name] = value(of: field.type, field.comment, whole)
    }
    return .object(members)
  }

  /// A message of a type that the interface defines.
  public mutating func message(named name: String) -> JSONValue {
    value(of: .named(name), InterfaceComment(""), false)
  }

  private mutating func value(
    of type: Interface.FieldType, _ comment: InterfaceComment, _ whole: Bool
  ) -> JSONValue {
    switch type {
    case .bool: return .bool(.random(using: &numbers))
    case .int: return .int(Int64(Int.random(in: comment.range ?? 0...40, using: &numbers)))
    case .float: return .double(.random(in: 0...1, using: &numbers))
    case .string: return .string(comment.marks.contains("moment") ? moment() : text(comment.values, &numbers))
    case .object: return ["any": 1]
    case .enumeration(let values): return .string(text(values, &numbers))
    case .structure(let fields): return message(of: fields, whole: whole)
    case .named(let name): return interface.types[name].map { value(of: $0, comment, whole) } ?? .null
    case .array(let element):
      return .array(
        (0..<Int.random(in: (whole ? 1 : 0)...3, using: &numbers)).map { _ in value(of: element, comment, whole) })
    case .dictionary(let element): return ["a key": value(of: element, comment, whole)]
    case .optional(let wrapped): return value(of: wrapped, comment, whole)
    }
  }

  /// From 2027 to 2036, in the form in which the daemon writes it.
  private mutating func moment() -> String {
    func two(_ range: ClosedRange<Int>, _ numbers: inout SeededGenerator) -> String {
      String(Int.random(in: range, using: &numbers) + 100).dropFirst().description
    }
    let date = "20\(two(27...36, &numbers))-\(two(1...12, &numbers))-\(two(1...28, &numbers))"
    return "\(date)T\(two(0...23, &numbers)):\(two(0...59, &numbers)):\(two(0...59, &numbers))Z"
  }
}
