// What an interface means in Swift: names, types, defaults and documentation. Enumerations are strings there too, since a newer
// peer may have more words; what they can be stands in the documentation of each member.

import Varlink

/// An interface, looked at from Swift.
struct Schema {
  let interface: Interface
  /// The answers of one member that several methods have, by their names.
  let sharedReplies: [(name: String, methods: [Interface.Method])]
  /// What a member means that says nothing of itself, by its name: the lines of the interface's own comment that begin
  /// with a name in backticks.
  private let usualMeanings: [String: String]

  init(interface: Interface) {
    self.interface = interface
    usualMeanings = Dictionary(
      interface.documentation.split(separator: "\n").compactMap { line in
        let parts = line.split(separator: "`: ", maxSplits: 1)
        guard parts.count == 2, parts[0].hasPrefix("`") else { return nil }
        return (String(parts[0].dropFirst()), String(parts[1]))
      }, uniquingKeysWith: { first, _ in first })
    var shared: [(name: String, methods: [Interface.Method])] = []
    for method in Schema.methods(of: interface) where method.output.count == 1 {
      if let index = shared.firstIndex(where: { $0.methods[0].output == method.output }) {
        shared[index].methods.append(method)
      } else {
        shared.append((method.output[0].name.capitalizedFirst + "Reply", [method]))
      }
    }
    sharedReplies = shared.filter { $0.methods.count > 1 }
  }

  /// The methods in the order of the text.
  var methods: [Interface.Method] { Schema.methods(of: interface) }

  private static func methods(of interface: Interface) -> [Interface.Method] {
    interface.members.filter { $0.kind == .method }.compactMap { interface.methods[$0.name] }
  }

  /// What a type of the interface is called.
  func swiftName(of type: String) -> String { "\(type)Message" }

  /// The name of the answer that this method shares with others.
  func sharedReply(of method: Interface.Method) -> String? {
    sharedReplies.first { $0.methods.contains(method) }?.name
  }

  /// The members of a message as properties.
  func properties(_ fields: [Interface.Field], of owner: String) throws(SchemaFault) -> [Property] {
    var properties: [Property] = []
    for field in fields { properties.append(try property(field, of: owner)) }
    return properties
  }

  private func property(_ field: Interface.Field, of owner: String) throws(SchemaFault) -> Property {
    let comment = field.comment
    guard let words = meaning(of: field, comment) else {
      throw SchemaFault("\(owner).\(field.name) says nothing of itself")
    }
    var type = field.type
    var value: String?
    if case .optional(let wrapped) = type {
      if let text = comment.value(of: "default") {
        type = wrapped
        value = text == "nothing" ? "[]" : text
      } else {
        value = "nil"
      }
    }
    return Property(
      name: field.name, type: try swiftType(type, isMoment: comment.marks.contains("moment"), "\(owner).\(field.name)"),
      documentation: [words, choices(field.type, comment)].compactMap(\.self).joined(separator: " "), value: value,
      range: comment.range)
  }

  private func meaning(of field: Interface.Field, _ comment: InterfaceComment) -> String? {
    if !comment.words.isEmpty { return comment.words }
    if let usual = usualMeanings[field.name] { return usual }
    guard let name = field.type.name, let member = interface.members.first(where: { $0.name == name }) else {
      return nil
    }
    return InterfaceComment(member.documentation).words
  }

  /// The words that a member can be, in a sentence.
  private func choices(_ type: Interface.FieldType, _ comment: InterfaceComment) -> String? {
    var values = comment.values
    if let name = type.name, case .enumeration(let words) = interface.types[name] { values = words }
    return values.map { "One of \($0.map { "`\($0)`" }.joined(separator: ", "))." }
  }

  private func swiftType(
    _ type: Interface.FieldType, isMoment: Bool, _ place: String
  ) throws(SchemaFault) -> String {
    switch type {
    case .bool: return "Bool"
    case .int: return "Int"
    case .float: return "Double"
    case .string: return isMoment ? "Moment" : "String"
    case .object: return "JSONValue"
    case .enumeration: return "String"
    case .structure: throw SchemaFault("\(place) has a type without a name")
    case .named(let name):
      if case .enumeration = interface.types[name] { return "String" }
      return swiftName(of: name)
    case .array(let element): return "[\(try swiftType(element, isMoment: isMoment, place))]"
    case .dictionary(let element): return "[String: \(try swiftType(element, isMoment: isMoment, place))]"
    case .optional(let wrapped): return "\(try swiftType(wrapped, isMoment: isMoment, place))?"
    }
  }
}

/// A member of a message in Swift.
struct Property {
  var name: String
  var type: String
  var documentation: String
  /// What it is when the caller does not say; nil when the caller has to.
  var value: String?
  /// The numbers that count.
  var range: ClosedRange<Int>?

  /// Whether what is meant without it is something rather than nothing.
  var hasDefault: Bool { value != nil && value != "nil" }
}

/// What an interface lacks for Swift to be made of it.
struct SchemaFault: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

extension Interface.FieldType {
  /// The type of the interface that is in it; nil when there is none.
  fileprivate var name: String? {
    switch self {
    case .bool, .int, .float, .string, .object, .enumeration, .structure: nil
    case .named(let name): name
    case .array(let inner), .dictionary(let inner), .optional(let inner): inner.name
    }
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
