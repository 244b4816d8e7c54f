// The one door between Yams and this project: text in, a tree with positions out. Invariant: every scalar is a string (`no`
// and `19:30` are given their types by whoever reads them), and what makes YAML surprising is refused: anchors, aliases,
// tags, keys that are not plain words, several documents.

import Yams

/// A value of a YAML document and where it stands.
struct YAMLNode {
  struct Entry {
    var key: String
    var position: Position
    var value: YAMLNode
  }

  enum Content {
    /// A scalar, and how many characters of quoting stand before its first one.
    case text(String, quote: Int)
    case list([YAMLNode])
    case mapping([Entry])
  }

  var position: Position
  var content: Content

  /// The limits of what is read at all. A plan is some 60 KiB and six levels deep.
  static let maximumBytes = 1 << 20
  private static let maximumDepth = 16
  private static let maximumAliases = 16

  /// Reads a document; nil when it is empty or nothing but comments.
  init?(document text: String, log: FaultLog) throws(Faults) {
    func refuse(at position: Position, _ message: String) -> Faults {
      Faults(Fault(file: log.file, position: position, message: message))
    }
    guard text.utf8.count <= Self.maximumBytes else {
      throw refuse(at: .start, "the file is larger than 1 MiB; percolate's files are small")
    }
    if let position = Self.overflowingAlias(in: text) {
      throw refuse(at: position, "aliases (*name) are not allowed; write the value out")
    }
    let root: Node?
    do {
      // Without resolver rules nothing is guessed from a scalar's looks; the parser owns the anchors that nodes refer to.
      let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
      root = try withExtendedLifetime(parser) { try parser.singleRoot().map { try Self.withoutAnchors($0) } }
    } catch let error as RefusedAnchor {
      throw refuse(at: error.position, "anchors (&name) are not allowed; write the value out")
    } catch {
      let (position, message) = Self.explain(error)
      throw refuse(at: position, message)
    }
    guard let root else { return nil }
    self.init(root, depth: 1, log: log)
    try log.check()
  }

  /// Reads a document that may not be empty. `content` names what is expected, for that fault.
  init(document text: String, of content: String, log: FaultLog) throws(Faults) {
    guard let root = try YAMLNode(document: text, log: log) else {
      throw Faults(
        Fault(file: log.file, position: .start, message: "the file is empty; \(content) expected"))
    }
    self = root
  }

  private init(_ node: Node, depth: Int, log: FaultLog) {
    position = Position(node.mark)
    guard depth <= Self.maximumDepth else {
      log.add(at: position, "this is nested more than \(Self.maximumDepth) levels deep")
      content = .text("", quote: 0)
      return
    }
    if let tag = node.writtenTag {
      log.add(at: position, "tags ('\(tag)') are not allowed; write the value without it")
    }
    switch node {
    case .scalar(let scalar):
      content = .text(scalar.string, quote: [.singleQuoted, .doubleQuoted].contains(scalar.style) ? 1 : 0)
    case .sequence(let sequence):
      content = .list(sequence.map { YAMLNode($0, depth: depth + 1, log: log) })
    case .mapping(let mapping):
      content = .mapping(
        mapping.compactMap { key, value in
          guard let scalar = key.scalar, key.writtenTag == nil else {
            log.add(at: Position(key.mark), "expected a plain word as the key")
            return nil
          }
          let value = YAMLNode(value, depth: depth + 1, log: log)
          return Entry(key: scalar.string, position: Position(key.mark), value: value)
        })
    case .alias(let alias):
      log.add(at: Position(alias.mark), "aliases (*name) are not allowed; write the value out")
      content = .text("", quote: 0)
    }
  }
}

// What Yams would do with aliases. It replaces each by a copy of its node before anybody can look, and compares keys by
// their whole content: a few hundred bytes of nested aliases under a key would keep it busy for years.
extension YAMLNode {
  private struct RefusedAnchor: Error {
    var position: Position
  }

  /// Anchors are met before their aliases, so this ends before it could walk into what an alias expands to.
  private static func withoutAnchors(_ node: Node) throws(RefusedAnchor) -> Node {
    if node.anchor != nil { throw RefusedAnchor(position: Position(node.mark)) }
    switch node {
    case .scalar, .alias: break
    case .sequence(let sequence): for item in sequence { _ = try withoutAnchors(item) }
    case .mapping(let mapping):
      for (key, value) in mapping {
        _ = try withoutAnchors(key)
        _ = try withoutAnchors(value)
      }
    }
    return node
  }

  /// The first word too many that may be an alias. Prose may hold a few `*words`; as few aliases expand to little.
  private static func overflowingAlias(in text: String) -> Position? {
    let bytes = Array(text.utf8)
    var found = 0
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "*") {
      guard index == 0 || mayPrecedeNode(bytes[index - 1]) else { continue }
      let name = bytes[(index + 1)...].prefix(while: isNameByte)
      let isEnded = name.endIndex == bytes.endIndex || mayFollowAlias(bytes[name.endIndex])
      guard !name.isEmpty, isEnded else { continue }
      found += 1
      if found > maximumAliases { return Position(after: bytes[..<index]) }
    }
    return nil
  }

  // libyaml's yaml_parser_scan_anchor: which bytes a name consists of, and what may come after it. Other line breaks than
  // these two are not ASCII.
  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch Unicode.Scalar(byte) {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
    default: false
    }
  }

  private static func mayFollowAlias(_ byte: UInt8) -> Bool {
    byte >= 0x80 || " \t\r\n?:,]}%@`".utf8.contains(byte)
  }

  private static func mayPrecedeNode(_ byte: UInt8) -> Bool {
    byte >= 0x80 || " \t\r\n[{,:".utf8.contains(byte)
  }
}

extension YAMLNode {
  private static func explain(_ error: any Error) -> (Position, String) {
    switch error {
    case YamlError.scanner(let context, let problem, let mark, _),
      YamlError.parser(let context, let problem, let mark, _),
      YamlError.composer(let context, let problem, let mark, _):
      return (Position(mark), "not valid YAML: " + [context?.text, problem].compactMap(\.self).joined(separator: " "))
    case YamlError.duplicatedKeysInMapping(let keys, let context):
      let names = keys.map { "'\($0)'" }.joined(separator: ", ")
      return (Position(context.mark), "\(names) is written twice in the same mapping; keep one")
    case YamlError.reader(let problem, let offset, _, let yaml):
      return (Position(after: Array(yaml.prefix(offset ?? 0).utf8)[...]), "not valid YAML: \(problem)")
    default:
      return (.start, "not valid YAML")
    }
  }
}

extension Position {
  fileprivate init(_ mark: Mark?) {
    self.init(line: mark?.line ?? 1, column: mark?.column ?? 1)
  }

  /// Where the text goes on after these bytes of UTF-8.
  fileprivate init(after bytes: ArraySlice<UInt8>) {
    let newline = UInt8(ascii: "\n")
    let line = bytes.suffix(from: bytes.lastIndex(of: newline).map { $0 + 1 } ?? bytes.startIndex)
    let column = String(decoding: line, as: UTF8.self).unicodeScalars.count + 1
    self.init(line: bytes.count { $0 == newline } + 1, column: column)
  }
}

extension Node {
  /// The tag that the author wrote, if any: Yams itself gives quoted scalars, and plain ones that are keys, the string tag.
  fileprivate var writtenTag: String? {
    let (tag, own): (Tag, Tag.Name) =
      switch self {
      case .scalar(let scalar): (scalar.tag, .str)
      case .sequence(let sequence): (sequence.tag, .seq)
      case .mapping(let mapping): (mapping.tag, .map)
      case .alias(let alias): (alias.tag, .implicit)
      }
    return [Tag.Name.implicit.rawValue, own.rawValue].contains(tag.rawValue) ? nil : tag.rawValue
  }
}
