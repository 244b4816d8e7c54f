// Which plans there are: the user's, the system's, and those that are built in. Invariant: a name means the same file to
// `list` and to `load`: the first directory that has it wins.

import Kernel
public import PercolateCore

/// Finds plans by name.
public struct PlanCatalogue: Sendable {
  /// Where a plan comes from.
  public enum Source: Hashable, Sendable, CustomStringConvertible {
    /// A file.
    case file(String)
    /// The program itself.
    case builtIn

    /// The path, or `built in`.
    public var description: String {
      switch self {
      case .file(let path): path
      case .builtIn: "built in"
      }
    }
  }

  /// A plan that can be asked for.
  public struct Entry: Hashable, Sendable {
    /// The name that `load` takes.
    public let name: String
    /// Where it comes from.
    public let source: Source
    /// Its title, or why it has none.
    public let title: Result<String, PlanCatalogueError>
  }

  private let directories: [String]
  private let zones: @Sendable (String) -> Zone?
  /// The language that a plan is preferred in.
  public var language = Languages.fallback

  /// Looks in `percolate/plans` of the configuration's and the data's directories, in this order. In each a plan in
  /// `language`, in the folder of that name, comes before the one of the same name beside it.
  public init(directories: BaseDirectories, zones: @escaping @Sendable (String) -> Zone?) {
    self.directories = (directories.config + directories.data).map { $0 + "/percolate/plans" }
    self.zones = zones
  }

  /// Every plan there is, by name, the faulty ones too.
  public func list() -> [Entry] {
    names().map { name in
      let title: Result<String, PlanCatalogueError> = Result { () throws(PlanCatalogueError) in try load(name).title }
      return Entry(name: name, source: source(of: name), title: title)
    }
  }

  /// Reads a plan, the user's version of it first.
  public func load(_ name: String) throws(PlanCatalogueError) -> Plan { try loadWithText(name).plan }

  /// Reads a plan together with its text, for whoever has to keep the plan as it is now.
  public func loadWithText(_ name: String) throws(PlanCatalogueError) -> (plan: Plan, text: String) {
    let source = source(of: name)
    do {
      let text: String?
      switch source {
      case .file(let path): text = try TextFile.instructions(path)
      case .builtIn: text = BuiltInPlans.text(name, language: language) ?? BuiltInPlans.text(name)
      }
      if let text {
        return (try PlanFile.read(text: text, file: source.description, name: name, zones: zones), text)
      }
    } catch {
      throw .faulty(error)
    }
    throw .unknown(name, known: names())
  }

  private func source(of name: String) -> Source {
    // A name that is no identifier could lead out of the directories.
    guard Kind.identifier.read(name) != nil else { return .builtIn }
    let paths = directories.flatMap { ["\($0)/\(language)/\(name).yaml", "\($0)/\(name).yaml"] }
    return paths.first(where: TextFile.isThere).map(Source.file) ?? .builtIn
  }

  private func names() -> [String] {
    var names = Set(BuiltInPlans.names)
    for directory in directories {
      let files = Kernel.names(inFolder: directory)
      names.formUnion(files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) })
    }
    return names.filter { Kind.identifier.read($0) != nil }.sorted()
  }
}

/// Why a plan was not loaded.
public enum PlanCatalogueError: Error, Hashable, Sendable, CustomStringConvertible {
  /// No plan has this name; these names there are.
  case unknown(String, known: [String])
  /// The plan's file has faults.
  case faulty(Faults)

  /// One line, or one line a fault.
  public var description: String {
    switch self {
    case .unknown(let name, let known):
      if let near = Suggestion.closest(to: name, among: known) {
        "there is no plan \(quoted(name)); did you mean '\(near)'?"
      } else {
        "there is no plan \(quoted(name)); there are: " + known.joined(separator: ", ")
      }
    case .faulty(let faults):
      faults.description
    }
  }
}
