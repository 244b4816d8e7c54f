// The file of the program's own sentences, by sections. Invariant: words that are returned have every phrase, and each phrase
// has only blanks that the program fills in; a translator is told of all gaps at once, with their places.

public import PercolateCore

/// Reads words.
public enum WordsFile {
  /// Reads the words of a language from the text of a file.
  ///
  /// - Throws: all faults at once, with their places.
  public static func read(text: String, file: String) throws(Faults) -> Words {
    let log = FaultLog(file: file)
    return try log.check(WordsReader(log: log).read(YAMLNode(document: text, of: "words were", log: log)))
  }
}

private struct WordsReader {
  let log: FaultLog

  /// The phrases by the section that they stand in, for example `refused`.
  private static let sections = Dictionary(grouping: Phrase.allCases, by: \.section)

  func read(_ root: YAMLNode) -> Words? {
    let keys = ["language", "someone", "dates"] + Self.sections.keys.sorted()
    guard let fields = Fields(root, of: "words", keys: keys, log: log) else { return nil }
    let language = fields.required("language", .identifier)
    let someone = fields.required("someone").flatMap(someone)
    let dates = fields.required("dates").flatMap(dates)
    var texts: [Phrase: String] = [:]
    for (section, phrases) in Self.sections.sorted(by: { $0.key < $1.key }) {
      guard let node = fields.required(section),
        let own = Fields(node, of: "'\(section)'", keys: phrases.map(\.key), log: log)
      else { continue }
      for phrase in phrases { texts[phrase] = text(of: phrase, in: own) }
    }
    guard let language, let someone, let dates else { return nil }
    return Words(language: language, someone: someone, dates: dates, texts: texts)
  }

  private func text(of phrase: Phrase, in fields: Fields) -> String? {
    guard let text = fields.required(phrase.key, .prose) else { return nil }
    check(text, phrase.key, in: fields, values: phrase.values)
    return text
  }

  /// Adds a fault for each blank of a text that the code does not fill in.
  private func check(_ text: String, _ key: String, in fields: Fields, values: Set<String>) {
    let known = values.sorted().map { "{\($0)}" }.joined(separator: ", ")
    let hint = values.isEmpty ? "" : "; this text can have \(known)"
    func note(_ fault: String) { log.add(at: fields[key]?.position ?? fields.position, "'\(key)': \(fault)\(hint)") }
    do {
      if try Blanks(text, values: values).saysDay { note("{day} is for the texts of plans") }
    } catch {
      note(error.what)
    }
  }

  private func someone(_ node: YAMLNode) -> Someone? {
    guard let fields = Fields(node, of: "'someone'", keys: ["plain"] + Blanks.prepositions, log: log),
      let plain = fields.required("plain", .prose)
    else { return nil }
    let after = Blanks.prepositions.compactMap { word in fields.optional(word, .prose).map { (word, $0) } }
    return Someone(plain: plain, after: Dictionary(uniqueKeysWithValues: after))
  }
}

extension WordsReader {
  private func dates(_ node: YAMLNode) -> DateNames? {
    let keys = [
      "today", "tomorrow", "yesterday", "weekdays", "short-weekdays", "months", "short-months", "first", "soon",
      "this-year", "other-year", "at", "at-one",
    ]
    guard let fields = Fields(node, of: "'dates'", keys: keys, log: log) else { return nil }
    let today = fields.required("today", .prose)
    let tomorrow = fields.required("tomorrow", .prose)
    let yesterday = fields.required("yesterday", .prose)
    let weekdays = names("weekdays", count: 7, in: fields)
    let shortWeekdays = names("short-weekdays", count: 7, in: fields)
    let months = names("months", count: 12, in: fields)
    let shortMonths = names("short-months", count: 12, in: fields)
    let first = fields.optional("first", .prose)
    let patterns = patterns(fields)
    guard let today, let tomorrow, let yesterday, let patterns else { return nil }
    return DateNames(
      today: today, tomorrow: tomorrow, yesterday: yesterday, weekdays: weekdays, shortWeekdays: shortWeekdays,
      months: months, shortMonths: shortMonths, first: first, patterns: patterns)
  }

  private func names(_ key: String, count: Int, in fields: Fields) -> [String] {
    guard fields.required(key) != nil else { return [] }
    let names = fields.list(key, .prose)
    if names.count != count {
      log.add(at: fields.position(of: key), "'\(key)': expected \(count) names, found \(names.count)")
    }
    return names
  }

  private func patterns(_ fields: Fields) -> DateNames.Patterns? {
    func pattern(_ key: String, _ values: Set<String>) -> String? {
      guard let text = fields.required(key, .prose) else { return nil }
      check(text, key, in: fields, values: values)
      return text
    }
    let soon = pattern("soon", DateNames.Patterns.dayBlanks)
    let thisYear = pattern("this-year", DateNames.Patterns.dayBlanks)
    let otherYear = pattern("other-year", DateNames.Patterns.dayBlanks)
    let at = pattern("at", DateNames.Patterns.timeBlanks)
    let atOne = fields["at-one"] == nil ? nil : pattern("at-one", DateNames.Patterns.timeBlanks)
    guard let soon, let thisYear, let otherYear, let at else { return nil }
    return DateNames.Patterns(soon: soon, thisYear: thisYear, otherYear: otherYear, at: at, atOne: atOne)
  }
}

extension Phrase {
  /// The section that it stands in.
  fileprivate var section: String { String(rawValue.prefix { $0 != "." }) }

  /// Its key within its section.
  fileprivate var key: String { String(rawValue.drop { $0 != "." }.dropFirst()) }
}
