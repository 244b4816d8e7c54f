// The files that are in the program itself, under the paths that they have within config.

import CBuiltIn

enum BuiltIn {
  /// The text of a file of config; nil when there is none of this path.
  static func text(_ path: String) -> String? {
    builtin_text(path).map { String(cString: $0) }
  }

  /// The text of a language's file of a kind, for example of `words`.
  static func text(_ kind: String, _ language: String) -> String? { text("\(kind)/\(language).yaml") }
}
