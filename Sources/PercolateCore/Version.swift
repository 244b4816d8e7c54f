// The one place that says which version this is.

/// The version of everything in this package.
public enum Version {
  /// Semantic version, for example `1.2.0`.
  public static let current = "0.2.0"
}
