// Typed access to a mapping. Reading never stops at a fault: it is noted where it stands, and the reader goes on with what
// there is. Invariant: nil is only returned for what is absent and optional, or after a fault was noted.

/// The entries of a mapping whose keys are known.
struct Fields {
  let position: Position
  let log: FaultLog
  private let what: String
  private let entries: [String: YAMLNode.Entry]

  /// The entries of a node; unknown keys are faults. An empty node is an empty mapping.
  init?(_ node: YAMLNode, of what: String, keys: [String], log: FaultLog) {
    guard let entries = node.entries(of: what, log: log) else { return nil }
    for entry in entries where !keys.contains(entry.key) {
      let help = Suggestion.closest(to: entry.key, among: keys).map { "did you mean '\($0)'?" }
      log.add(
        at: entry.position,
        "unknown key \(quoted(entry.key)) in \(what); \(help ?? "the keys here are: " + keys.joined(separator: ", "))")
    }
    self.position = node.position
    self.log = log
    self.what = what
    self.entries = Dictionary(entries.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The node under a key, if it is there.
  subscript(key: String) -> YAMLNode? { entries[key]?.value }

  /// Where a key stands, or where the mapping begins when it is absent.
  func position(of key: String) -> Position { entries[key]?.position ?? position }

  /// The node under a key that must be there.
  func required(_ key: String) -> YAMLNode? {
    if let node = self[key] { return node }
    log.add(at: position, "\(what) has no '\(key)'; it must have one")
    return nil
  }

  /// The scalar under a key that must be there.
  func required<Value>(_ key: String, _ kind: Kind<Value>) -> Value? {
    required(key)?.read(kind, as: key, log: log)
  }

  /// The scalar under a key that may be absent.
  func optional<Value>(_ key: String, _ kind: Kind<Value>) -> Value? {
    self[key]?.read(kind, as: key, log: log)
  }

  /// The scalar under a key that may be absent, or what its absence means; nil when it cannot be read.
  func optional<Value>(_ key: String, _ kind: Kind<Value>, default value: Value) -> Value? {
    self[key] == nil ? value : optional(key, kind)
  }

  /// The scalars of the list under a key that may be absent; a single scalar is a list of one.
  func list<Value: Hashable>(_ key: String, _ kind: Kind<Value>) -> [Value] {
    self[key]?.list(of: kind, as: key, log: log).map(\.value) ?? []
  }
}

extension YAMLNode {
  /// Reads a scalar, or notes what stands there instead.
  func read<Value>(_ kind: Kind<Value>, as key: String, log: FaultLog) -> Value? {
    if case .text(let text, quote: _) = content, let value = kind.read(text) { return value }
    log.add(at: position, "'\(key)': expected \(kind.expected), found \(summary)")
    return nil
  }

  /// Reads the scalars of a list that names nothing twice, each with its position.
  func list<Value: Hashable>(of kind: Kind<Value>, as key: String, log: FaultLog) -> [(
    value: Value, position: Position
  )] {
    var seen: Set<Value> = []
    return items.compactMap { item in
      guard let value = item.read(kind, as: key, log: log) else { return nil }
      if !seen.insert(value).inserted { log.add(at: item.position, "'\(key)': \(item.summary) is written twice") }
      return (value, item.position)
    }
  }

  /// The nodes of a list; nothing is an empty list, anything else a list of one.
  var items: [YAMLNode] {
    switch content {
    case .list(let items): items
    case .text("", quote: 0): []
    case .text, .mapping: [self]
    }
  }

  /// The entries of a mapping, whatever their keys; notes a fault for any other kind of node.
  func entries(of what: String, log: FaultLog) -> [Entry]? {
    switch content {
    case .mapping(let entries): return entries
    case .text("", quote: 0): return []
    case .text, .list:
      log.add(at: position, "\(what): expected a mapping ('key: value'), found \(summary)")
      return nil
    }
  }

  /// What stands here, in a word or two.
  var summary: String {
    switch content {
    case .text("", quote: _): "nothing"
    case .text(let text, quote: _): quoted(text)
    case .list: "a list"
    case .mapping: "a mapping"
    }
  }
}

/// Somebody else's text in a message: short, on one line, and without control characters.
func quoted(_ text: String) -> String {
  let shown = text.count > 40 ? text.prefix(40) + "…" : text[...]
  return "'"
    + String(
      String.UnicodeScalarView(shown.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    + "'"
}
