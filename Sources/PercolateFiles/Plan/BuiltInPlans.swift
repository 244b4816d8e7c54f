// The plans that are always there, so that a single binary is enough.

/// The plans in the program itself.
public enum BuiltInPlans {
  /// Their names.
  public static let names = ["coffee", "friendship", "moving-on"]

  /// The YAML of one, as it is in config/plans; nil for any other name or language.
  public static func text(_ name: String, language: String = Languages.fallback) -> String? {
    BuiltIn.text(language == Languages.fallback ? "plans/\(name).yaml" : "plans/\(language)/\(name).yaml")
  }
}
