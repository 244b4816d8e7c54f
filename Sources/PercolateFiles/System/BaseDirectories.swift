// Where a user's and a system's files are, by the XDG Base Directory Specification 0.8. Invariant: every path is absolute;
// the specification says to ignore those that are not.

/// The directories that files are looked for in.
public struct BaseDirectories: Hashable, Sendable {
  /// `$XDG_CONFIG_HOME`, or `~/.config`; nil when there is no home either.
  public let configHome: String?
  /// `$XDG_CONFIG_DIRS`, or `/etc/xdg`; the most important one first.
  public let configDirectories: [String]
  /// `$XDG_DATA_HOME`, or `~/.local/share`; nil when there is no home either.
  public let dataHome: String?
  /// `$XDG_DATA_DIRS`, or `/usr/local/share` and `/usr/share`; the most important one first.
  public let dataDirectories: [String]

  /// Reads the environment.
  public init(environment: [String: String]) {
    func path(_ variable: String) -> String? {
      environment[variable].flatMap { $0.hasPrefix("/") ? Self.withoutTrailingSlash($0) : nil }
    }
    func paths(_ variable: String) -> [String]? {
      let absolute = environment[variable, default: ""].split(separator: ":").filter { $0.hasPrefix("/") }
      return absolute.isEmpty ? nil : absolute.map(Self.withoutTrailingSlash)
    }
    let home = path("HOME")
    configHome = path("XDG_CONFIG_HOME") ?? home.map { $0 + "/.config" }
    configDirectories = paths("XDG_CONFIG_DIRS") ?? ["/etc/xdg"]
    dataHome = path("XDG_DATA_HOME") ?? home.map { $0 + "/.local/share" }
    dataDirectories = paths("XDG_DATA_DIRS") ?? ["/usr/local/share", "/usr/share"]
  }

  /// Where configuration may be, the user's own first.
  public var config: [String] { [configHome].compactMap(\.self) + configDirectories }

  /// Where data may be, the user's own first.
  public var data: [String] { [dataHome].compactMap(\.self) + dataDirectories }

  private static func withoutTrailingSlash(_ path: some StringProtocol) -> String {
    // By bytes: what a character is takes Unicode's tables.
    let bytes = Array(path.utf8)
    let last = bytes.lastIndex { $0 != UInt8(ascii: "/") } ?? -1
    return String(decoding: bytes[...last], as: UTF8.self)
  }
}
