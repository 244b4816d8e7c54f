// Reads interface definitions, but only those that every known reader takes: the grammar of varlink.org is read
// differently by its implementations (enumerations of one value, errors without parentheses, members without a newline
// between them, digits and hyphens in the first label, underscores in fields). Our own texts are all this ever reads,
// so that strictness here is portability out there. Invariant: no text traps.

/// Where and why a text is no interface definition.
public struct InterfaceError: Error, Hashable, CustomStringConvertible {
  /// The line, counted from one.
  public let line: Int
  /// What is wrong there.
  public let message: String

  /// For example `line 3: expected ")"`.
  public var description: String { "line \(line): \(message)" }
}

extension Interface {
  /// Reads a definition.
  public init(parsing text: String) throws(InterfaceError) {
    var parser = InterfaceParser(text: text)
    self = try parser.interface()
  }

  /// Reads a definition that is part of the program. A mistake in it ends the process with the line, at the first use.
  public init(shipped text: String) {
    do {
      try self.init(parsing: text)
    } catch {
      preconditionFailure("interface definition, \(error)")
    }
  }
}

private struct InterfaceParser {
  /// Types inside types; no honest definition comes near it.
  static let maximumDepth = 32

  let text: String
  var scanner: InterfaceScanner
  /// Where types were named, to be looked up when all are known.
  var references: [(name: String, position: Int)] = []

  init(text: String) {
    self.text = text
    scanner = InterfaceScanner(text: text)
  }

  mutating func interface() throws(InterfaceError) -> Interface {
    scanner.skip()
    let documentation = scanner.takeComments()
    guard scanner.word() == "interface" else { throw scanner.error("expected \"interface\"") }
    let name = try scanner.word("an interface name such as org.example.Service", if: Name.isPortableInterface) {
      $0.isAlphanumeric || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
    }
    try scanner.endOfLine()
    var types: [String: Interface.FieldType] = [:]
    var methods: [String: Interface.Method] = [:]
    var errors: [String: [Interface.Field]] = [:]
    var members: [Interface.Member] = []
    while true {
      scanner.skip()
      guard !scanner.isAtEnd else { break }
      let documentation = scanner.takeComments()
      guard let kind = Interface.Member.Kind(rawValue: scanner.word()) else {
        throw scanner.error("expected type, method or error")
      }
      let member = try scanner.word("a name that begins with a capital letter", if: Name.isMember)
      guard !members.contains(where: { $0.name == member }) else { throw scanner.error("\(member) is defined twice") }
      members.append(Interface.Member(kind: kind, name: member, documentation: documentation))
      switch kind {
      case .type: types[member] = try composite(depth: 1)
      case .error: errors[member] = try fields(depth: 1)
      case .method: methods[member] = try method(named: member, documentation: documentation)
      }
      try scanner.endOfLine()
    }
    guard !members.isEmpty else { throw scanner.error("an interface needs a member") }
    for reference in references where types[reference.name] == nil {
      scanner.position = reference.position
      throw scanner.error("type \(reference.name) is not defined")
    }
    return Interface(
      name: name, documentation: documentation, text: text, members: members, types: types, methods: methods,
      errors: errors)
  }

  private mutating func method(
    named name: String, documentation: String
  ) throws(InterfaceError) -> Interface.Method {
    let input = try fields(depth: 1)
    try scanner.expect("->")
    let output = try fields(depth: 1)
    let lines = documentation.split(separator: "\n")
    let streaming: Interface.Streaming =
      if lines.contains("[Requires 'more' flag]") {
        .required
      } else if lines.contains("[Supports 'more' flag]") {
        .supported
      } else {
        .never
      }
    return Interface.Method(
      name: name, documentation: documentation, input: input, output: output, streaming: streaming)
  }

  private mutating func type(depth: Int) throws(InterfaceError) -> Interface.FieldType {
    guard depth <= Self.maximumDepth else { throw scanner.error("types are nested too deeply") }
    if scanner.take("?") {
      scanner.skip()
      guard scanner.peek != UInt8(ascii: "?") else { throw scanner.error("\"?\" twice") }
      return .optional(try type(depth: depth + 1))
    }
    if scanner.take("[]") { return .array(try type(depth: depth + 1)) }
    if scanner.take("[string]") { return .dictionary(try type(depth: depth + 1)) }
    scanner.skip()
    if scanner.peek == UInt8(ascii: "(") { return try composite(depth: depth) }
    let start = scanner.position
    switch scanner.word() {
    case "bool": return .bool
    case "int": return .int
    case "float": return .float
    case "string": return .string
    case "object": return .object
    case let name where Name.isMember(name):
      references.append((name, start))
      return .named(name)
    default:
      scanner.position = start
      throw scanner.error("expected a type")
    }
  }

  /// A structure or an enumeration: what follows the first name tells which.
  private mutating func composite(depth: Int) throws(InterfaceError) -> Interface.FieldType {
    var ahead = scanner
    try ahead.expect("(")
    _ = ahead.word()
    return ahead.take(",") ? .enumeration(try enumerators()) : .structure(try fields(depth: depth))
  }

  private mutating func fields(depth: Int) throws(InterfaceError) -> [Interface.Field] {
    guard depth <= Self.maximumDepth else { throw scanner.error("types are nested too deeply") }
    try scanner.expect("(")
    var fields: [Interface.Field] = []
    if scanner.take(")") { return fields }
    repeat {
      scanner.skip()
      let documentation = scanner.takeComments()
      let name = try scanner.word("a field name in camel case", if: Name.isField)
      guard !fields.contains(where: { $0.name == name }) else { throw scanner.error("field \(name) is defined twice") }
      guard scanner.take(":") else { throw scanner.error("expected \":\"; an enumeration needs at least two values") }
      fields.append(Interface.Field(name: name, type: try type(depth: depth + 1), documentation: documentation))
    } while scanner.take(",")
    try scanner.expect(")")
    return fields
  }

  private mutating func enumerators() throws(InterfaceError) -> [String] {
    try scanner.expect("(")
    var values: [String] = []
    repeat {
      let value = try scanner.word("a value of the enumeration", if: Name.isEnumerator)
      guard !values.contains(value) else { throw scanner.error("value \(value) is listed twice") }
      values.append(value)
    } while scanner.take(",")
    try scanner.expect(")")
    // What is said of single values belongs to nothing that follows.
    _ = scanner.takeComments()
    return values
  }
}
