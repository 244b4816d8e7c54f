// The plans that are always there, so that a single binary is enough.

import Glibc
import PercolateCore

/// The plans in the program itself.
public enum BuiltInPlans {
  /// Their names.
  public static let names = ["coffee", "friendship", "moving-on"]

  /// Where they are within config, in every language.
  static let paths = Languages.builtIn.flatMap { language in names.map { path($0, language) } }

  /// The YAML of one, as it is in config/plans; nil for any other name or language.
  public static func text(_ name: String, language: String = Languages.fallback) -> String? {
    BuiltIn.text(path(name, language) + ".yaml")
  }

  /// The plan of a text that is one of theirs to the byte, as a journey keeps it; nil for any other.
  static func plan(of text: String) -> Plan? {
    var text = text
    let path = text.withUTF8 { text in
      paths.first { path in
        guard let bytes = BuiltIn.bytes(path + ".yaml"), bytes.count == text.count else { return false }
        guard let known = bytes.baseAddress, let new = text.baseAddress else { return true }
        return memcmp(known, new, text.count) == 0
      }
    }
    return path.flatMap { BuiltIn.value($0) }
  }

  private static func path(_ name: String, _ language: String) -> String {
    language == Languages.fallback ? "plans/\(name)" : "plans/\(language)/\(name)"
  }
}
