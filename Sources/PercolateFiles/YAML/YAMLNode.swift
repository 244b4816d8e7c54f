// A text in YAML as a tree with positions. Invariant: every scalar is a string (`no` and `19:30` are given their types by whoever
// reads them), and what makes YAML surprising is refused: anchors, aliases, tags, keys that are not plain words, several
// documents.

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
  fileprivate static let maximumDepth = 16

  /// Reads a document; nil when it is empty or nothing but comments.
  init?(document text: String, log: FaultLog) throws(Faults) {
    func refuse(at position: Position, _ message: String) -> Faults {
      Faults(Fault(file: log.file, position: position, message: message))
    }
    guard text.utf8.count <= Self.maximumBytes else {
      throw refuse(at: .start, "the file is larger than 1 MiB; percolate's files are small")
    }
    var text = text
    let read: Result<YAMLNode?, YAMLRefusal> = text.withUTF8 { bytes in
      Result { () throws(YAMLRefusal) in try YAMLReader(events: YAMLEvents(bytes), log: log).document() }
    }
    do {
      guard let root = try read.get() else { return nil }
      self = root
    } catch {
      throw refuse(at: error.position, error.message)
    }
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

  fileprivate init(_ content: Content, at position: Position) {
    self.position = position
    self.content = content
  }
}

/// Makes nodes of events. What a reader of nodes can pass over is noted in the log; what nothing sound can come after is thrown.
private struct YAMLReader: ~Copyable {
  let events: YAMLEvents
  let log: FaultLog

  func document() throws(YAMLRefusal) -> YAMLNode? {
    _ = try events.next()
    guard case .documentStart = try events.next().kind else { return nil }
    let root = try node(events.next(), depth: 1)
    _ = try events.next()
    let rest = try events.next()
    guard case .streamEnd = rest.kind else {
      throw YAMLRefusal(
        position: rest.position,
        message: "not valid YAML: expected a single document in the stream but found another document")
    }
    return root
  }

  private func node(_ event: YAMLEvent, depth: Int) throws(YAMLRefusal) -> YAMLNode {
    try check(depth, of: event)
    if let tag = event.tag {
      log.add(at: event.position, "tags ('\(tag)') are not allowed; write the value without it")
    }
    switch event.kind {
    case .text(let text, let quote): return YAMLNode(.text(text, quote: quote), at: event.position)
    case .listStart: return YAMLNode(.list(try items(depth: depth + 1)), at: event.position)
    case .mappingStart: return YAMLNode(.mapping(try entries(depth: depth + 1)), at: event.position)
    case .streamStart, .documentStart, .documentEnd, .streamEnd, .end:
      preconditionFailure("libyaml's grammar has a node here")
    }
  }

  private func items(depth: Int) throws(YAMLRefusal) -> [YAMLNode] {
    var items: [YAMLNode] = []
    while true {
      let event = try events.next()
      if case .end = event.kind { return items }
      items.append(try node(event, depth: depth))
    }
  }

  private func entries(depth: Int) throws(YAMLRefusal) -> [YAMLNode.Entry] {
    var entries: [YAMLNode.Entry] = []
    var places: [String: Position] = [:]
    var twice: Set<String> = []
    while true {
      let event = try events.next()
      if case .end = event.kind { break }
      guard case .text(let key, quote: _) = event.kind, event.tag == nil else {
        log.add(at: event.position, "expected a plain word as the key")
        try skip(event, depth: depth)
        try skip(events.next(), depth: depth)
        continue
      }
      if places[key] == nil { places[key] = event.position } else { twice.insert(key) }
      let value = try node(events.next(), depth: depth)
      entries.append(YAMLNode.Entry(key: key, position: event.position, value: value))
    }
    let names = twice.sorted()
    guard let first = names.first.flatMap({ places[$0] }) else { return entries }
    throw YAMLRefusal(
      position: first,
      message: names.map(quoted).joined(separator: ", ") + " is written twice in the same mapping; keep one")
  }

  /// Passes over a node.
  private func skip(_ first: YAMLEvent, depth: Int) throws(YAMLRefusal) {
    var (event, depth) = (first, depth)
    let outside = depth
    while true {
      try check(depth, of: event)
      switch event.kind {
      case .listStart, .mappingStart: depth += 1
      case .end: depth -= 1
      case .text, .streamStart, .documentStart, .documentEnd, .streamEnd: break
      }
      if depth == outside { return }
      event = try events.next()
    }
  }

  /// Deeper than this is nobody's file, and would cost libyaml more with each level.
  private func check(_ depth: Int, of event: YAMLEvent) throws(YAMLRefusal) {
    guard depth > YAMLNode.maximumDepth else { return }
    throw YAMLRefusal(
      position: event.position, message: "this is nested more than \(YAMLNode.maximumDepth) levels deep")
  }
}
