// The plan that is always there, so that a single binary is enough. SwiftPM embeds config/plans/coffee.yaml, to which
// BuiltIn/coffee.yaml is a link: there is one text, and no resource bundle with a path in it.

/// The plans in the program itself.
public enum BuiltInPlans {
  /// Their names.
  public static let names = ["coffee"]

  /// The YAML of one, as it is in config/plans.
  public static func text(_ name: String) -> String? {
    name == "coffee" ? String(decoding: PackageResources.coffee_yaml, as: UTF8.self) : nil
  }
}
