// The plans that are always there, so that a single binary is enough. SwiftPM embeds the files of config/plans, to which
// those in BuiltIn are links: there is one text of each, and no resource bundle with a path in it.

/// The plans in the program itself.
public enum BuiltInPlans {
  /// Their names.
  public static let names = ["coffee", "friendship", "moving-on"]

  /// The YAML of one, as it is in config/plans; nil for any other name.
  public static func text(_ name: String) -> String? {
    let bytes: [UInt8]? =
      switch name {
      case "coffee": PackageResources.coffee_yaml
      case "friendship": PackageResources.friendship_yaml
      case "moving-on": PackageResources.moving_on_yaml
      default: nil
      }
    return bytes.map { String(decoding: $0, as: UTF8.self) }
  }
}
