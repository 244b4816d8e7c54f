// From the words of a command line to what they ask for. Invariant: of all commands the one that was named is made, and no
// other; help is shown whatever else is wrong with the line.

/// What a command line asks for.
public enum Request {
  /// To do something.
  case run(any NamedCommand)
  /// To explain a command.
  case help(CommandPath)
  /// To say which version this is.
  case version

  /// The options that every command has.
  public static let helpNames = ["-h", "--help"]
  /// The option that every command has, unless it has one of that name of its own.
  public static let versionName = "--version"

  /// Reads the words after the program's name.
  public init(_ words: [String], root: any NamedCommand.Type) throws(UsageError) {
    var path = CommandPath(root: root)
    if words.first == "help" {
      self = .help(try path.followed(by: words.dropFirst()))
      return
    }
    var rest = words[...]
    while let word = rest.first, let next = path.child(named: word) {
      path = next
      rest = rest.dropFirst()
    }
    try path.checkFirst(of: rest, isRoot: rest.count == words.count)
    guard !rest.asksForHelp else {
      self = .help(path)
      return
    }
    if !path.configuration.groups.isEmpty {
      guard let standIn = try path.standIn(for: rest) else {
        self = rest.first == Request.versionName ? .version : .help(path)
        return
      }
      path = standIn
    }
    self = try Request(path, rest)
  }

  /// Reads the arguments of a command.
  private init(_ path: CommandPath, _ words: ArraySlice<String>) throws(UsageError) {
    let command = path.command.init()
    let form = ArgumentForm(of: command)
    do throws(UsageError.Fault) {
      guard try ArgumentReader(form.declarations).read(words) else {
        self = .version
        return
      }
      for group in form.groups.reversed() { try group.check() }
    } catch {
      throw UsageError(error, in: path)
    }
    self = .run(command)
  }
}

extension UsageError.Fault: Error {}

extension ArgumentGroup {
  fileprivate func check() throws(UsageError.Fault) {
    do throws(ValidationError) {
      try validate()
    } catch {
      throw .invalid(error.message)
    }
  }
}

extension CommandPath {
  /// The command that these words lead to; words after one that has none below it are passed over.
  fileprivate func followed(by words: ArraySlice<String>) throws(UsageError) -> CommandPath {
    guard let word = words.first, !word.isOption, word != "help", !configuration.groups.isEmpty else { return self }
    guard let next = child(named: word) else { throw unknown(word) }
    return try next.followed(by: words.dropFirst())
  }

  /// Refuses a word that should have been a command below this one.
  fileprivate func checkFirst(of rest: ArraySlice<String>, isRoot: Bool) throws(UsageError) {
    guard !configuration.groups.isEmpty, let word = rest.first else { return }
    if word.isOption {
      // What stands behind an option of the stand-in's may be its value, and have a command's name.
      let valued = standIn?.declarations.filter { $0.kind == .option }.flatMap(\.names) ?? []
      let command = zip(rest, rest.dropFirst()).first { !valued.contains($0) && child(named: $1) != nil }
      guard isRoot, let command else { return }
      throw UsageError(.optionFirst(word, command: command.1), in: self)
    }
    // What the stand-in takes may be any word.
    guard standIn?.declarations.contains(where: { $0.kind == .argument }) ?? false else { throw unknown(word) }
  }

  /// The command that is meant where none is named; nil where there is none, and nothing is asked of it.
  fileprivate func standIn(for rest: ArraySlice<String>) throws(UsageError) -> CommandPath? {
    if let standIn { return standIn }
    guard let word = rest.first, word != Request.versionName else { return nil }
    throw UsageError(.unknownOption(word, known: Request.helpNames + [Request.versionName]), in: self)
  }

  private func unknown(_ word: String) -> UsageError {
    let known = children.compactMap(\.words.last) + (words.count == 1 ? ["help"] : [])
    return UsageError(.unknownCommand((words.dropFirst() + [word]).joined(separator: " "), known: known), in: self)
  }
}

extension ArraySlice<String> {
  fileprivate var asksForHelp: Bool {
    for word in self {
      if word == "--" { return false }
      if Request.helpNames.contains(word) { return true }
    }
    return false
  }
}
