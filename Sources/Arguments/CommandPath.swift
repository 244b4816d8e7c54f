// The way from the program to one of its commands, as it is typed. Invariant: to take a step looks at the names of the commands
// below, and makes none of them.

/// A command, and the words that lead to it.
public struct CommandPath: CustomStringConvertible, Sendable {
  /// The words, the program's name first.
  public let words: [String]
  /// The command.
  public let command: any NamedCommand.Type

  /// The program itself.
  public init(root: any NamedCommand.Type) { self.init(words: [root.configuration.name], command: root) }

  private init(words: [String], command: any NamedCommand.Type) {
    self.words = words
    self.command = command
  }

  /// The words in a line.
  public var description: String { words.joined(separator: " ") }

  /// What it says of itself.
  public var configuration: CommandConfiguration { command.configuration }

  /// All commands below this one.
  public var children: [CommandPath] { configuration.groups.flatMap(\.subcommands).map(child) }

  /// This one, and all that are below it.
  public var tree: [CommandPath] { [self] + children.flatMap(\.tree) }

  /// The command of this name below this one.
  public func child(named name: String) -> CommandPath? {
    for group in configuration.groups {
      for command in group.subcommands where command.configuration.name == name { return child(command) }
    }
    return nil
  }

  /// The command that is meant when none below this one is named.
  public var standIn: CommandPath? { configuration.standIn.map(child) }

  /// The arguments of the command, in the order of its help page.
  public var declarations: [Declaration] { ArgumentForm(of: command.init()).declarations }

  /// How the command is called, a line for each way.
  public var usage: [String] {
    if let usage = configuration.usage { return usage.split(separator: "\n").map(String.init) }
    guard configuration.groups.isEmpty else { return ["\(self) <command>"] }
    let arguments = declarations.filter { !$0.isHidden }
    let ordered = arguments.filter { $0.kind == .argument } + arguments.filter { $0.kind != .argument }
    let labels = ordered.map { $0.isOptional ? "[\($0.label())]" : $0.label() }
    return [([description] + labels).joined(separator: " ")]
  }

  private func child(_ command: any NamedCommand.Type) -> CommandPath {
    CommandPath(words: words + [command.configuration.name], command: command)
  }
}
