// The letter rules of a language as a table: their patterns are compiled, and their examples are not in it, because they have been
// tried.

import PercolateCore

extension LetterRules: ConfigValue {
  static func read(yaml: String) throws(Faults) -> LetterRules {
    try LetterRulesFile.read(text: yaml, file: "built in")
  }

  static func tabulate(_ rules: LetterRules?, _ table: inout Table) throws(TableFault) -> LetterRules {
    LetterRules(
      language: try table.text(rules?.language), spelling: try Spelling.tabulate(rules?.spelling, &table),
      limits: Limits(
        words: try table.number(rules?.limits.words), apologies: try table.number(rules?.limits.apologies)),
      components: try table.list(rules?.components, Topic.tabulate),
      findings: try table.list(rules?.findings, Topic.tabulate), care: try table.list(rules?.care, Rule.tabulate))
  }
}

extension LetterRules.Spelling {
  fileprivate static func tabulate(
    _ spelling: LetterRules.Spelling?, _ table: inout Table
  ) throws(TableFault) -> LetterRules.Spelling {
    let apostrophes = try table.choice(spelling?.apostrophes)
    let short = try table.texts(spelling.map { $0.longForms.keys.sorted() })
    var longForms: [String: [String]] = [:]
    for word in short {
      longForms[word] = try table.words(spelling?.longForms[word], write: \.self) {
        String(decoding: $0, as: UTF8.self)
      }
    }
    return LetterRules.Spelling(apostrophes: apostrophes, longForms: longForms)
  }
}

extension LetterRules.Topic where Subject: RawRepresentable<String> {
  fileprivate static func tabulate(
    _ topic: LetterRules.Topic<Subject>?, _ table: inout Table
  ) throws(TableFault) -> LetterRules.Topic<Subject> {
    LetterRules.Topic(
      subject: try table.choice(topic?.subject),
      wording: LetterRules.Wording(
        name: try table.text(topic?.wording.name), what: try table.text(topic?.wording.what),
        why: try table.text(topic?.wording.why), suggestion: try table.text(topic?.wording.suggestion)),
      rules: try table.list(topic?.rules, LetterRules.Rule.tabulate))
  }
}

extension LetterRules.Rule {
  fileprivate static func tabulate(
    _ rule: LetterRules.Rule?, _ table: inout Table
  ) throws(TableFault) -> LetterRules.Rule {
    LetterRules.Rule(
      match: try table.list(rule?.match, WordPattern.tabulate),
      unless: try table.list(rule?.unless, WordPattern.tabulate))
  }
}

extension WordPattern {
  fileprivate static func tabulate(_ pattern: WordPattern?, _ table: inout Table) throws(TableFault) -> WordPattern {
    let slots = try table.words(pattern?.slots, write: \.text, read: Slot.init)
    let borders = try table.numbers(pattern.map { [$0.first, $0.last] })
    let follow = try table.numbers(pattern?.follow)
    guard borders.count == 2, follow.count == slots.count, slots.count <= maximumWords,
      (borders + follow).allSatisfy({ $0.bitWidth - $0.leadingZeroBitCount <= slots.count }),
      !borders[0].members.contains(where: { slots[$0] == .any })
    else { throw TableFault() }
    return WordPattern(slots: slots, first: borders[0], last: borders[1], follow: follow)
  }
}

extension WordPattern.Slot {
  /// What no word of a letter begins with.
  private static let prefix = "*"
  private static let gap = "."

  fileprivate var text: String {
    switch self {
    case .word(let word): word
    case .prefix(let word): Self.prefix + word
    case .any: Self.gap
    }
  }

  fileprivate init(_ text: UnsafeRawBufferPointer) {
    switch text.first {
    case Self.prefix.utf8.first: self = .prefix(String(decoding: text.dropFirst(), as: UTF8.self))
    case Self.gap.utf8.first: self = .any
    case _: self = .word(String(decoding: text, as: UTF8.self))
    }
  }
}
