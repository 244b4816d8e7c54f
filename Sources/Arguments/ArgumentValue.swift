// What stands on a command line is text; these types can be read from it, and say what may stand there.

/// A type whose values are given on a command line.
public protocol ArgumentValue {
  /// Reads a word; nil when it does not fit.
  init?(argument: String)

  /// The value as it would be typed.
  var argument: String { get }

  /// The words that fit, where they can be listed; none where they cannot.
  static var choices: [String] { get }
}

extension ArgumentValue {
  /// They cannot be listed.
  public static var choices: [String] { [] }
}

extension ArgumentValue where Self: RawRepresentable<String> {
  /// Reads a case by its raw value.
  public init?(argument: String) { self.init(rawValue: argument) }

  /// The raw value.
  public var argument: String { rawValue }
}

extension ArgumentValue where Self: RawRepresentable<String> & CaseIterable {
  /// The raw values.
  public static var choices: [String] { allCases.map(\.rawValue) }
}

extension String: ArgumentValue {
  /// Takes any word.
  public init?(argument: String) { self = argument }

  /// Itself.
  public var argument: String { self }
}

extension Int: ArgumentValue {
  /// Reads a whole number in digits.
  public init?(argument: String) { self.init(argument) }

  /// Its digits.
  public var argument: String { String(self) }
}
