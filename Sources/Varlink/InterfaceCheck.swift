// Holds a value against the promise of an interface before anything else looks at it. It takes what honest clients send for
// the same thing: null for an empty list, as Go writes it, and 1.0 for 1, as a JSON library without integers does. Invariants:
// a value that passed has the declared fields and no others, and can be read with `JSONFields`; of what a peer sent, an error
// repeats at most a name that looks like one.

/// A parameter that does not fit the interface; `org.varlink.service.InvalidParameter` on the wire.
public struct InvalidParameter: Error, Hashable {
  /// Stands for all parameters together.
  static let whole = "parameters"

  /// The path to it, for example `plan.steps[2].title`. A dictionary's keys are content and written as `[*]`; a member
  /// that the interface does not declare is named if it could be a misspelt one, and is written as `?` else.
  public let parameter: String

  /// The value itself does not fit; whoever read it knows what it is called.
  public static let unfit = InvalidParameter(whole)

  /// Names a parameter by its path, or by what the interface calls it.
  public init(_ parameter: String) {
    self.parameter = parameter
  }

  /// The same, seen from the value that holds this one as a member, or as an element such as `[2]`.
  func inside(_ name: String) -> InvalidParameter {
    if parameter == Self.whole { return InvalidParameter(name) }
    return InvalidParameter(parameter.hasPrefix("[") ? name + parameter : "\(name).\(parameter)")
  }
}

extension Interface {
  /// Checks a value against a type: unknown and missing fields, kinds of values, enumerations.
  ///
  /// - Parameter path: how to call the value itself in an error; empty for the parameters of a method.
  /// - Throws: ``InvalidParameter`` for the first thing that does not fit.
  public func check(_ value: JSONValue, against type: FieldType, path: String = "") throws(InvalidParameter) {
    try check(value, type) { path }
  }

  /// The path is put together for an error alone: most values fit.
  private func check(_ value: JSONValue, _ type: FieldType, _ path: () -> String) throws(InvalidParameter) {
    let fits: Bool
    switch type {
    case .bool: fits = if case .bool = value { true } else { false }
    case .int: fits = value.wholeNumber != nil
    case .float:
      switch value {
      case .int, .double: fits = true
      case .null, .bool, .string, .array, .object: fits = false
      }
    case .string: fits = value.string != nil
    case .object: fits = value != .null
    case .enumeration(let names):
      fits = value.string.map { text in names.contains { Name.areSame($0, text) } } ?? false
    case .structure(let fields): return try check(value, fields: fields, path)
    case .named(let name):
      guard let type = types[name] else { throw Self.invalid(path()) }
      return try check(value, type, path)
    case .array(let element):
      if value == .null { return }
      guard case .array(let elements) = value else { throw Self.invalid(path()) }
      for (index, value) in elements.enumerated() { try check(value, element) { "\(path())[\(index)]" } }
      fits = true
    case .dictionary(let element):
      if value == .null { return }
      guard case .object(let members) = value else { throw Self.invalid(path()) }
      for value in members.values { try check(value, element) { "\(path())[*]" } }
      fits = true
    case .optional(let wrapped):
      if value == .null { return }
      return try check(value, wrapped, path)
    }
    guard fits else { throw Self.invalid(path()) }
  }

  private func check(_ value: JSONValue, fields: [Field], _ path: () -> String) throws(InvalidParameter) {
    guard case .object(let members) = value else { throw Self.invalid(path()) }
    func member(_ name: String) -> String {
      let path = path()
      return path.isEmpty ? name : "\(path).\(name)"
    }
    // The first one in the alphabet, so that the same call has the same answer each time.
    if let name = members.keys.filter({ name in !fields.contains { Name.areSame($0.name, name) } }).min() {
      throw InvalidParameter(member(Name.mayBeRepeated(name) ? name : "?"))
    }
    for field in fields {
      if let value = members[field.name] {
        try check(value, field.type) { member(field.name) }
      } else if case .optional = field.type {
        continue
      } else {
        throw InvalidParameter(member(field.name))
      }
    }
  }

  private static func invalid(_ path: String) -> InvalidParameter {
    InvalidParameter(path.isEmpty ? InvalidParameter.whole : path)
  }
}
