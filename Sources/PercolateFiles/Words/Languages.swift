// Which language the program speaks, and where the files of a language are: the user's and the system's directories first,
// then the program itself. Invariant: English is always there and whole, so that there is always something to say.

public import PercolateCore

/// Finds what is written in a language.
public struct Languages: Sendable {
  /// The language that is spoken when nothing else is asked for.
  public static let fallback = "en"

  /// The program's own sentences in that language, as they are built in.
  public static let english: Words = builtInEnglish("words")

  /// The languages that are built in.
  public static let builtIn = ["en", "it"]

  private let directories: [String]

  /// Looks in `percolate` of the configuration's and the data's directories, in this order.
  public init(directories: BaseDirectories) {
    self.directories = (directories.config + directories.data).map { $0 + "/percolate" }
  }

  /// The language to speak: what the configuration asks for, else the first of the locale that there are words for, else
  /// English.
  public func choose(configured: String?, environment: [String: String]) -> String {
    let wanted = configured.map { [$0] } ?? Languages.locale(environment)
    return wanted.first { has($0) } ?? Languages.fallback
  }

  /// Whether there are words in this language.
  public func has(_ language: String) -> Bool {
    path("words", language) != nil || BuiltIn.bytes("words/\(language).yaml") != nil
  }

  /// The program's own sentences. Those of English when the file has faults, which are returned with them.
  public func words(_ language: String) -> (words: Words, faults: Faults?) {
    read("words", language) { text, file throws(Faults) in try WordsFile.read(text: text, file: file) }
  }

  /// What is wrong with a language's own files; English is spoken in place of one with faults.
  public func faults(_ language: String) -> [Fault] {
    [words(language).faults, interviews(language).faults, letterRules(language).faults].flatMap { $0?.all ?? [] }
  }

  /// The interviews, and what is said around them. Those of English when the file has faults.
  public func interviews(_ language: String) -> (interviews: Interviews, faults: Faults?) {
    read("interviews", language) { text, file throws(Faults) in try InterviewsFile.read(text: text, file: file) }
  }

  /// The rules that a letter is looked over by. Those of English when the file has faults.
  public func letterRules(_ language: String) -> (rules: LetterRules, faults: Faults?) {
    read("letter", language) { text, file throws(Faults) in try LetterRulesFile.read(text: text, file: file) }
  }

  /// Reads a language's file of a kind; the program's own English one when it has faults.
  private func read<Value: ConfigValue>(
    _ kind: String, _ language: String, _ reader: (_ text: String, _ file: String) throws(Faults) -> Value
  ) -> (Value, Faults?) {
    do {
      if let path = path(kind, language), let text = try TextFile.instructions(path) {
        return (try reader(text, path), nil)
      }
      return (BuiltIn.value("\(kind)/\(language)") ?? Self.builtInEnglish(kind), nil)
    } catch {
      return (Self.builtInEnglish(kind), error)
    }
  }

  private static func builtInEnglish<Value: ConfigValue>(_ kind: String) -> Value {
    guard let value: Value = BuiltIn.value("\(kind)/\(fallback)") else {
      preconditionFailure("the English \(kind) that are built in have no faults; a test reads them")
    }
    return value
  }

  private func path(_ kind: String, _ language: String) -> String? {
    // A name that is no identifier could lead out of the directories.
    guard Kind.identifier.read(language) != nil else { return nil }
    return directories.map { "\($0)/\(kind)/\(language).yaml" }.first(where: TextFile.isThere)
  }

  /// The languages of a locale, best first. LC_ALL wins over LC_MESSAGES, which wins over LANG (POSIX); LANGUAGE is a list
  /// that wins over all, unless the locale is C (gettext(1)).
  private static func locale(_ environment: [String: String]) -> [String] {
    func set(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    guard let locale = set("LC_ALL") ?? set("LC_MESSAGES") ?? set("LANG"), !["C", "POSIX"].contains(locale) else {
      return []
    }
    let listed = (set("LANGUAGE") ?? "").split(separator: ":").map(String.init)
    return (listed + [locale]).map { String($0.prefix { !"_.@".contains($0) }).lowercased() }
  }
}
