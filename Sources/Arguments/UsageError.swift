// What is wrong with a command line, as facts; the program that reads it finds the words.

/// Why a command line was not understood.
public struct UsageError: Error, Equatable {
  /// What is wrong.
  public enum Fault: Equatable, Sendable {
    /// There is no such command; `known` are those at that place.
    case unknownCommand(String, known: [String])
    /// An option stands before the command that it seems to belong to.
    case optionFirst(String, command: String)
    /// The command has no such option.
    case unknownOption(String, known: [String])
    /// An option stands without its value.
    case valueMissing(String)
    /// A flag stands with a value.
    case valueUnwanted(String, value: String)
    /// The value is none of those that fit; `choices` are some where they can be listed.
    case valueUnfit(String, label: String, choices: [String])
    /// An argument is not there.
    case argumentMissing(String, choices: [String])
    /// There are more words than arguments.
    case unexpected([String])
    /// The command itself says what is wrong.
    case invalid(String)
  }

  /// What is wrong.
  public let fault: Fault
  /// The command whose help says more, from the program's name on.
  public let command: String

  init(_ fault: Fault, in path: CommandPath) {
    self.fault = fault
    command = path.description
  }
}
