// How a command declares its arguments. A wrapper reads its value from the words that its declaration was given, each time it
// is asked: nothing is kept twice.

/// A value that is known by its place: `@Argument("file", help: "The file.") var file: String`.
@propertyWrapper
public struct Argument<Value> {
  /// What the command lists among its arguments.
  public let projectedValue: Declaration
  private let read: (Declaration) -> Value

  /// The value.
  public var wrappedValue: Value { read(projectedValue) }

  /// A word that has to be there.
  public init(_ value: String, help: String) where Value: ArgumentValue {
    projectedValue = Declaration(
      .argument, help: help, value: value, isOptional: false, choices: Value.choices,
      fits: { Value(argument: $0) != nil })
    read = { declaration in
      guard let value = declaration.given.last.flatMap(Value.init(argument:)) else {
        preconditionFailure("<\(declaration.value)> is asked for before the command line was read")
      }
      return value
    }
  }

  /// A word that may be there, and what holds without it.
  public init(wrappedValue: Value, _ value: String, help: String) where Value: ArgumentValue {
    projectedValue = Declaration(
      .argument, help: help, value: value, choices: Value.choices, standard: wrappedValue.argument,
      fits: { Value(argument: $0) != nil })
    read = { $0.given.last.flatMap(Value.init(argument:)) ?? wrappedValue }
  }

  /// A word that may be there.
  public init<Word: ArgumentValue>(_ value: String, help: String) where Value == Word? {
    projectedValue = Declaration(
      .argument, help: help, value: value, choices: Word.choices, fits: { Word(argument: $0) != nil })
    read = { $0.given.last.flatMap(Word.init(argument:)) }
  }

  /// All the words that are there; `least` of them have to be, none or one.
  public init<Word: ArgumentValue>(_ value: String, atLeast least: Int = 0, help: String) where Value == [Word] {
    projectedValue = Declaration(
      .argument, help: help, value: value, isOptional: least == 0, repeats: true, choices: Word.choices,
      fits: { Word(argument: $0) != nil })
    read = { $0.given.compactMap(Word.init(argument:)) }
  }
}

/// A value with a name: `@Option("--on", help: "When it was.", value: "date") var on: String?`. An option is optional; of one
/// that is given twice the last counts.
@propertyWrapper
public struct Option<Value> {
  /// What the command lists among its arguments.
  public let projectedValue: Declaration
  private let read: (Declaration) -> Value

  /// The value.
  public var wrappedValue: Value { read(projectedValue) }

  /// A value that may be given. `alone`: what is meant by the name without a value, if that is possible.
  public init<Word: ArgumentValue>(
    _ names: String..., help: String, value: String, alone: String? = nil, isHidden: Bool = false
  ) where Value == Word? {
    projectedValue = Declaration(
      .option, names, help: help, value: value, isHidden: isHidden, alone: alone, choices: Word.choices,
      fits: { Word(argument: $0) != nil })
    read = { $0.given.last.flatMap(Word.init(argument:)) }
  }

  /// A value, and what holds unless it is given.
  public init(wrappedValue: Value, _ names: String..., help: String, value: String) where Value: ArgumentValue {
    projectedValue = Declaration(
      .option, names, help: help, value: value, choices: Value.choices, standard: wrappedValue.argument,
      fits: { Value(argument: $0) != nil })
    read = { $0.given.last.flatMap(Value.init(argument:)) ?? wrappedValue }
  }

  /// All the words up to the next option.
  public init<Word: ArgumentValue>(_ names: String..., help: String, value: String) where Value == [Word] {
    projectedValue = Declaration(
      .option, names, help: help, value: value, repeats: true, choices: Word.choices,
      fits: { Word(argument: $0) != nil })
    read = { $0.given.compactMap(Word.init(argument:)) }
  }
}

/// A name that is there or not: `@Flag("--json", help: "Print JSON.") var json: Bool`.
@propertyWrapper
public struct Flag {
  /// What the command lists among its arguments.
  public let projectedValue: Declaration

  /// Whether it was given.
  public var wrappedValue: Bool { !projectedValue.given.isEmpty }

  /// A flag with these names.
  public init(_ names: String..., help: String) { projectedValue = Declaration(.flag, names, help: help) }
}
