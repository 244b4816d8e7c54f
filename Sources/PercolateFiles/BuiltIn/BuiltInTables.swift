// The files of config that are known when the program is built, each of them a value that can be a table. Invariant: the path says
// which value it is, here and nowhere else but for whoever asks for one.

import PercolateCore

/// What a whole file of config says.
protocol ConfigValue {
  /// Writes the value as a table, or reads it from one.
  static func tabulate(_ value: Self?, _ table: inout Table) throws(TableFault) -> Self

  /// Reads the file itself.
  static func read(yaml: String) throws(Faults) -> Self
}

/// The tables, for the program that makes them.
package enum BuiltInTables {
  /// The files that have one, without their ending.
  package static let paths =
    Languages.builtIn.flatMap { language in ["interviews", "letter", "words"].map { "\($0)/\(language)" } }
    + BuiltInPlans.paths

  /// The table of a file with this path.
  package static func table(of path: String, in folder: String) throws(Faults) -> String {
    let yaml = try TextFile.required("\(folder)/\(path).yaml")
    switch path.prefix(while: { $0 != "/" }) {
    case "interviews": return try table(Interviews.self, yaml)
    case "letter": return try table(LetterRules.self, yaml)
    case "words": return try table(Words.self, yaml)
    default: return try table(Plan.self, yaml)
    }
  }

  private static func table<Value: ConfigValue>(_: Value.Type, _ yaml: String) throws(Faults) -> String {
    Table.lines(of: try Value.read(yaml: yaml), Value.tabulate)
  }
}
