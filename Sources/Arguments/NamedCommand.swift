// What a command says of itself, and what it does. Invariant: nothing of a command is made before it is the one that was named;
// to find it takes its name, which is spelt out, and no description of types at run time.

/// A part of a command's arguments: one of them, or several that belong together.
public protocol ArgumentPart {
  /// Adds what it is made of.
  func add(to form: inout ArgumentForm)
}

/// All that a command line can give to a command.
public struct ArgumentForm {
  /// The arguments in the order of the help page.
  public private(set) var declarations: [Declaration] = []
  /// What is to be validated, from the outermost to the innermost.
  private(set) var groups: [any ArgumentGroup] = []

  /// The arguments of a command.
  init(of command: some NamedCommand) { command.add(to: &self) }

  mutating func add(_ declaration: Declaration) { declarations.append(declaration) }

  mutating func add(_ group: some ArgumentGroup) {
    groups.append(group)
    for part in group.arguments { part.add(to: &self) }
  }
}

extension Declaration: ArgumentPart {
  /// Adds itself.
  public func add(to form: inout ArgumentForm) { form.add(self) }
}

/// Arguments that several commands share.
public protocol ArgumentGroup: ArgumentPart {
  init()

  /// The arguments, in the order of the help page.
  var arguments: [any ArgumentPart] { get }

  /// Looks whether what was given goes together.
  func validate() throws(ValidationError)
}

extension ArgumentGroup {
  /// Anything goes together.
  public func validate() throws(ValidationError) {}

  /// Adds its arguments.
  public func add(to form: inout ArgumentForm) { form.add(self) }
}

/// Arguments that each fit, and do not go together.
public struct ValidationError: Error, Equatable {
  /// What is wrong, in one line.
  public let message: String

  /// Makes an error.
  public init(_ message: String) { self.message = message }
}

/// Something that can be asked for by its name on a command line.
public protocol NamedCommand: ArgumentGroup, SendableMetatype {
  /// What it is called, and what its help page says.
  static var configuration: CommandConfiguration { get }

  /// Does it.
  func run() throws
}

extension NamedCommand {
  /// A command that has only others below it takes nothing itself.
  public var arguments: [any ArgumentPart] { [] }

  /// A command that has only others below it is never the one to run.
  public func run() throws { preconditionFailure("a command below \(Self.configuration.name) is run, or none") }
}

/// What a command says of itself.
public struct CommandConfiguration: Sendable {
  /// What is typed.
  public let name: String
  /// A sentence.
  public let abstract: String
  /// How it is called, a line for each way; nil when that follows from its arguments.
  public let usage: String?
  /// Paragraphs, examples and tables. A line with two spaces in a row in it is to stay as it is.
  public let discussion: String
  /// The commands below it.
  public let groups: [CommandGroup]
  /// The one of them that is meant when none is named.
  public let standIn: (any NamedCommand.Type)?

  /// Describes a command.
  public init(
    name: String, abstract: String, usage: String? = nil, discussion: String = "", groups: [CommandGroup] = [],
    subcommands: [any NamedCommand.Type] = [], standIn: (any NamedCommand.Type)? = nil
  ) {
    self.name = name
    self.abstract = abstract
    self.usage = usage
    self.discussion = discussion
    self.groups = subcommands.isEmpty ? groups : [CommandGroup(name: "Commands", subcommands: subcommands)]
    self.standIn = standIn
  }
}

/// Commands under one heading of a help page.
public struct CommandGroup: Sendable {
  /// The heading.
  public let name: String
  /// The commands.
  public let subcommands: [any NamedCommand.Type]

  /// Puts commands under a heading.
  public init(name: String, subcommands: [any NamedCommand.Type]) {
    self.name = name
    self.subcommands = subcommands
  }
}
