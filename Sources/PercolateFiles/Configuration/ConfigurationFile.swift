// The configuration's file: where it is, and what it says. Invariant: a file with a fault has no effect at all; whoever reads
// it keeps the last good one.

public import PercolateCore

/// Finds and reads the configuration.
public enum ConfigurationFile {
  /// The path of a configuration file within its base directory.
  public static let name = "percolate/percolate.yaml"

  /// Reads the first file there is: the user's, then the system's. The defaults, and no path, when there is none.
  public static func find(
    in directories: BaseDirectories, zones: @escaping (String) -> Zone?
  ) throws(Faults) -> (configuration: Configuration, path: String?) {
    for directory in directories.config {
      let path = "\(directory)/\(name)"
      if let text = try TextFile.instructions(path) { return (try read(text: text, file: path, zones: zones), path) }
    }
    return (Configuration(), nil)
  }

  /// Reads the text of a file.
  ///
  /// - Parameters:
  ///   - text: The file's content; what it does not set keeps its default.
  ///   - file: The file's name, for the faults.
  ///   - zones: Finds a zone by its name.
  public static func read(text: String, file: String, zones: @escaping (String) -> Zone?) throws(Faults)
    -> Configuration
  {
    let log = FaultLog(file: file)
    var configuration = Configuration()
    if let root = try YAMLNode(document: text, log: log) { configuration.set(from: root, log: log, zones: zones) }
    try log.check()
    return configuration
  }
}

extension Configuration {
  static let keys = [
    "plan", "language", "time-zone", "quiet", "limits", "late-after", "later", "notifications", "support",
  ]
  private static let minute = Duration.seconds(60)
  private static let day = Duration.seconds(86_400)

  fileprivate mutating func set(from root: YAMLNode, log: FaultLog, zones: @escaping (String) -> Zone?) {
    guard let fields = Fields(root, of: "the configuration", keys: Self.keys, log: log) else { return }
    plan = fields.optional("plan", .identifier) ?? plan
    if let name = fields.optional("language", .identifier) { language = name == "system" ? nil : name }
    if let name = fields.optional("time-zone", .zone(zones)) { timeZone = name == "system" ? nil : name }
    if let hours = fields.optional("quiet", .quietHours) { quiet = hours }
    if let node = fields["limits"] { limits.set(from: node, log: log) }
    lateAfter = fields.optional("late-after", .duration(Self.minute...Self.day)) ?? lateAfter
    later = fields.optional("later", .duration(Self.minute...(Self.day * 7))) ?? later
    if let node = fields["notifications"] { notifications.set(from: node, log: log) }
    if let node = fields["support"], let own = Fields(node, of: "'support'", keys: ["text"], log: log) {
      support = own.optional("text", .prose) ?? support
    }
  }
}

extension Limits {
  fileprivate mutating func set(from node: YAMLNode, log: FaultLog) {
    guard let fields = Fields(node, of: "'limits'", keys: ["day", "week"], log: log) else { return }
    day = fields.optional("day", .wholeNumber(1...24)) ?? day
    week = fields.optional("week", .wholeNumber(1...100)) ?? week
  }
}

extension Configuration.Notifications {
  fileprivate mutating func set(from node: YAMLNode, log: FaultLog) {
    guard let fields = Fields(node, of: "'notifications'", keys: ["text", "sound", "resident"], log: log) else {
      return
    }
    text = fields.optional("text", .choice) ?? text
    sound = fields.optional("sound", .yesOrNo) ?? sound
    resident = fields.optional("resident", .yesOrNo) ?? resident
  }
}

extension Kind<String> {
  fileprivate static func zone(_ zones: @escaping (String) -> Zone?) -> Kind {
    Kind(expected: "system, or a time zone such as Europe/Rome") { $0 == "system" || zones($0) != nil ? $0 : nil }
  }
}

extension Kind<QuietHours?> {
  fileprivate static var quietHours: Kind {
    Kind(expected: "none, or hours such as 22:30-08:00") { text in
      text == "none" ? .some(nil) : QuietHours(text).map { .some($0) }
    }
  }
}
