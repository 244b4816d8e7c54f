// The files that are in the program itself, under the paths that they have within config, and the tables that were made of them.
// Invariant: a table says what its file says (a test reads both); one that cannot be read is passed over for the file.

import CBuiltIn

enum BuiltIn {
  /// The text of a file of config; nil when there is none of this path.
  static func text(_ path: String) -> String? { bytes(path).map { String(decoding: $0, as: UTF8.self) } }

  /// The text of a language's file of a kind, for example of `words`.
  static func text(_ kind: String, _ language: String) -> String? { text("\(kind)/\(language).yaml") }

  /// What the file of a path says, without its ending: `words/en`; nil when there is none.
  static func value<Value: ConfigValue>(_ path: String) -> Value? {
    if let lines = bytes(path + ".table") {
      var table = Table(reading: lines)
      if let value = try? Value.tabulate(nil, &table) { return value }
    }
    return text(path + ".yaml").flatMap { try? Value.read(yaml: $0) }
  }

  /// The bytes of a file, or of a table.
  static func bytes(_ path: String) -> UnsafeRawBufferPointer? {
    var length = 0
    return builtin_file(path, &length).map { UnsafeRawBufferPointer(start: $0, count: length) }
  }
}
