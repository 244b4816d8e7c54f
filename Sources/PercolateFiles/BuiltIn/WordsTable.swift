// The words of a language as a table. Its phrases are looked up when they are said: a command says a few of them.

import PercolateCore

extension Words: ConfigValue {
  static func read(yaml: String) throws(Faults) -> Words { try WordsFile.read(text: yaml, file: "built in") }

  static func tabulate(_ words: Words?, _ table: inout Table) throws(TableFault) -> Words {
    let language = try table.text(words?.language)
    let someone = try Someone.tabulate(words?.someone, &table)
    let dates = try DateNames.tabulate(words?.dates, &table)
    let phrases = table.dictionary(
      words.map { words in Dictionary(uniqueKeysWithValues: Phrase.allCases.map { ($0.rawValue, words[$0]) }) })
    return Words(language: language, someone: someone, dates: dates) { phrases[$0.rawValue] }
  }
}

extension Someone {
  fileprivate static func tabulate(_ someone: Someone?, _ table: inout Table) throws(TableFault) -> Someone {
    let plain = try table.text(someone?.plain)
    let prepositions = try table.texts(someone.map { $0.after.keys.sorted() })
    var after: [String: String] = [:]
    for word in prepositions { after[word] = try table.text(someone?.after[word]) }
    return Someone(plain: plain, after: after)
  }
}

extension DateNames {
  fileprivate static func tabulate(_ names: DateNames?, _ table: inout Table) throws(TableFault) -> DateNames {
    let read = DateNames(
      today: try table.text(names?.today), tomorrow: try table.text(names?.tomorrow),
      yesterday: try table.text(names?.yesterday), weekdays: try table.texts(names?.weekdays),
      shortWeekdays: try table.texts(names?.shortWeekdays), months: try table.texts(names?.months),
      shortMonths: try table.texts(names?.shortMonths), first: try table.optionalText(names?.first),
      patterns: try Patterns.tabulate(names?.patterns, &table))
    guard let read else { throw TableFault() }
    return read
  }
}

extension DateNames.Patterns {
  fileprivate static func tabulate(
    _ patterns: DateNames.Patterns?, _ table: inout Table
  ) throws(TableFault) -> DateNames.Patterns {
    DateNames.Patterns(
      soon: try table.text(patterns?.soon), thisYear: try table.text(patterns?.thisYear),
      otherYear: try table.text(patterns?.otherYear), at: try table.text(patterns?.at),
      atOne: try table.optionalText(patterns?.atOne))
  }
}
