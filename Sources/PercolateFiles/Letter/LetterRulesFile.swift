// A file of letter rules: YAML in, checked rules or everything that is wrong with them out. Its authors are translators, so
// it carries examples beside each rule, and they are tried on the spot. Invariant: of a file that was read, every `must` is
// found by its rule, and no `must-not` by any rule of the same topic.

public import PercolateCore

/// Reads letter rules.
public enum LetterRulesFile {
  /// The most characters of a text for the writer, so that it stays short.
  public static let longestText = 180

  /// Reads rules from the text of a file.
  ///
  /// - Parameters:
  ///   - text: The file's content.
  ///   - file: The file's name, for the faults.
  /// - Throws: All faults at once. Only what is not YAML at all, or has a key twice, ends the reading early.
  public static func read(text: String, file: String) throws(Faults) -> LetterRules {
    let log = FaultLog(file: file)
    let root = try YAMLNode(document: text, of: "letter rules were", log: log)
    return try log.check(LetterRulesReader(log: log, source: SourceLines(text)).read(root))
  }

  /// Reads rules from the file at a path.
  public static func read(path: String) throws(Faults) -> LetterRules {
    try read(text: TextFile.required(path), file: path)
  }
}

/// Turns nodes into rules, noting what cannot be read.
private struct LetterRulesReader {
  let log: FaultLog
  let source: SourceLines

  private static let keys = ["language", "apostrophes", "short-forms", "limits", "components", "findings", "care"]

  func read(_ root: YAMLNode) -> LetterRules? {
    guard let fields = Fields(root, of: "a file of letter rules", keys: Self.keys, log: log) else { return nil }
    let language: String? = fields.required("language", .identifier)
    let limits = fields.required("limits").flatMap(limits)
    // Without it no pattern has a meaning.
    guard let apostrophes: LetterRules.Spelling.Apostrophes = fields.required("apostrophes", .choice) else {
      return nil
    }
    let spelling = LetterRules.Spelling(
      apostrophes: apostrophes, shortForms: fields["short-forms"].map(shortForms) ?? [:])
    let rules = LetterRulesPart(log: log, source: source, spelling: spelling)
    let components: [LetterRules.Topic<LetterReview.Component>] = topics("components", of: fields, rules: rules)
    let findings: [LetterRules.Topic<LetterReview.Finding.Kind>] = topics("findings", of: fields, rules: rules)
    let care = fields.required("care").map { rules.rules($0, of: "care") }
    guard let language, let limits, let care else { return nil }
    return LetterRules(
      language: language, spelling: spelling, limits: limits, components: components, findings: findings,
      care: care)
  }

  private func shortForms(_ node: YAMLNode) -> [String: String] {
    let entries = node.entries(of: "'short-forms'", log: log) ?? []
    return Dictionary(
      entries.compactMap { entry in entry.value.read(.prose, as: entry.key, log: log).map { (entry.key, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  private func limits(_ node: YAMLNode) -> LetterRules.Limits? {
    guard let fields = Fields(node, of: "'limits'", keys: ["words", "apologies"], log: log) else { return nil }
    let words = fields.required("words", .wholeNumber(50...10_000))
    let apologies = fields.required("apologies", .wholeNumber(1...100))
    guard let words, let apologies else { return nil }
    return LetterRules.Limits(words: words, apologies: apologies)
  }

  /// One topic for each name of an enumeration, in its order.
  private func topics<Subject: CaseIterable & RawRepresentable<String> & Hashable & Sendable>(
    _ key: String, of fields: Fields, rules: LetterRulesPart
  ) -> [LetterRules.Topic<Subject>] {
    guard let node = fields.required(key),
      let topics = Fields(node, of: "'\(key)'", keys: Subject.allCases.map(\.rawValue), log: log)
    else { return [] }
    return Subject.allCases.compactMap { subject in
      topics.required(subject.rawValue).flatMap { rules.topic($0, subject: subject) }
    }
  }
}

/// Reads what depends on how the language is spelt.
private struct LetterRulesPart {
  let log: FaultLog
  let source: SourceLines
  let spelling: LetterRules.Spelling

  /// A rule, and texts that no rule of its topic may find.
  private struct Draft {
    var rule: LetterRules.Rule
    var mustNot: [(value: String, position: Position)]
  }

  func topic<Subject: RawRepresentable<String> & Hashable & Sendable>(
    _ node: YAMLNode, subject: Subject
  ) -> LetterRules.Topic<Subject>? {
    // The length of a letter is counted; there are no words to look for.
    let isCounted = subject.rawValue == LetterReview.Finding.Kind.overLength.rawValue
    let texts = ["name", "what", "why", "suggestion"]
    let what = "'\(subject.rawValue)'"
    guard let fields = Fields(node, of: what, keys: texts + (isCounted ? [] : ["rules"]), log: log) else { return nil }
    let read = texts.map { fields.required($0, .shortProse) }
    let rules = isCounted ? [] : fields.required("rules").map { self.rules($0, of: subject.rawValue) }
    guard let name = read[0], let says = read[1], let why = read[2], let suggestion = read[3], let rules else {
      return nil
    }
    return LetterRules.Topic(
      subject: subject,
      wording: LetterRules.Wording(name: name, what: says, why: why, suggestion: suggestion), rules: rules)
  }

  /// The rules of a topic; there is at least one.
  func rules(_ node: YAMLNode, of topic: String) -> [LetterRules.Rule] {
    if node.items.isEmpty { log.add(at: node.position, "'\(topic)': expected at least one rule, found nothing") }
    let drafts = node.items.compactMap { rule($0, of: topic) }
    let rules = drafts.map(\.rule)
    for example in drafts.flatMap(\.mustNot)
    where rules.contains(where: { $0.finds(in: example.value, spelling: spelling) }) {
      log.add(at: example.position, "'must-not': a rule of '\(topic)' finds something in this example")
    }
    return rules
  }

  private func rule(_ node: YAMLNode, of topic: String) -> Draft? {
    let keys = ["match", "unless", "must", "must-not"]
    guard let fields = Fields(node, of: "a rule of '\(topic)'", keys: keys, log: log) else { return nil }
    let rule = LetterRules.Rule(
      match: fields.required("match").map { patterns($0, as: "match") } ?? [],
      unless: fields["unless"].map { patterns($0, as: "unless") } ?? [])
    let must = fields.required("must").map { examples($0, as: "must") } ?? []
    let mustNot = fields.required("must-not").map { examples($0, as: "must-not") } ?? []
    for example in must where !rule.finds(in: example.value, spelling: spelling) {
      log.add(at: example.position, "'must': this rule finds nothing in this example")
    }
    return Draft(rule: rule, mustNot: mustNot)
  }

  private func examples(_ node: YAMLNode, as key: String) -> [(value: String, position: Position)] {
    let examples = node.list(of: .prose, as: key, log: log)
    if node.items.count < 2 { log.add(at: node.position, "'\(key)': at least two examples are needed") }
    return examples
  }

  private func patterns(_ node: YAMLNode, as key: String) -> [WordPattern] {
    if node.items.isEmpty { log.add(at: node.position, "'\(key)': expected a pattern, found nothing") }
    return node.items.compactMap { pattern($0, as: key) }
  }

  private func pattern(_ node: YAMLNode, as key: String) -> WordPattern? {
    guard case .text(let text, let quote) = node.content else {
      log.add(at: node.position, "'\(key)': expected a pattern such as 'sorry (if|but)', found \(node.summary)")
      return nil
    }
    do {
      return try WordPattern(parsing: text, spelling: spelling)
    } catch {
      log.add(at: source.position(of: error.offset + quote, from: node.position), "'\(key)': \(error)")
      return nil
    }
  }
}

/// The lines of the file: a long pattern is wrapped, and a fault in it stands where its author sees it. A file without one is
/// never asked for them.
private final class SourceLines {
  private let text: String
  private lazy var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)

  init(_ text: String) { self.text = text }

  /// Where a scalar of YAML that begins at a position has got to, where each line break and the indentation count as one.
  func position(of offset: Int, from start: Position) -> Position {
    var (line, column, rest) = (start.line, start.column, offset)
    while lines.indices.contains(line) {
      let written = lines[line - 1].unicodeScalars.count - (column - 1)
      if rest <= written { break }
      rest -= written + 1
      column = lines[line].prefix(while: \.isWhitespace).unicodeScalars.count + 1
      line += 1
    }
    return Position(line: line, column: column + max(0, rest))
  }
}

extension Kind<String> {
  /// What the writer of a letter is told, on one line.
  fileprivate static var shortProse: Kind {
    Kind(expected: "a text of at most \(LetterRulesFile.longestText) characters") { text in
      prose.read(text).flatMap { $0.count <= LetterRulesFile.longestText ? $0 : nil }
    }
  }
}
