// The one door between libyaml and this project: bytes in, events with positions out. Invariant: events come one at a time, so
// that whoever reads them can stop at the first that is refused; no anchor and no alias gets past here, so that nothing is ever
// expanded.

import CYAML

/// What stands next in a document.
struct YAMLEvent {
  enum Kind {
    case streamStart, documentStart, documentEnd, streamEnd
    /// A scalar, and how many characters of quoting stand before its first one.
    case text(String, quote: Int)
    case listStart, mappingStart
    /// The end of a list or a mapping.
    case end
  }

  let kind: Kind
  let position: Position
  /// The tag that the author wrote, if any.
  let tag: String?
}

/// Why there are no more events.
struct YAMLRefusal: Error {
  let position: Position
  let message: String
}

/// libyaml's parser of one text in UTF-8.
struct YAMLEvents: ~Copyable {
  // On the heap, because libyaml keeps pointers into it.
  private let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
  private let bytes: UnsafeBufferPointer<UInt8>

  /// - Parameter bytes: The text. It has to stay where it is for as long as events are read.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    guard yaml_parser_initialize(parser) == 1 else { preconditionFailure("there is no memory for a parser") }
    // Else it would take two odd bytes at the beginning for UTF-16.
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  /// The next event; after the end of the stream, that end again.
  func next() throws(YAMLRefusal) -> YAMLEvent {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw refusal }
    defer { yaml_event_delete(&event) }
    let position = Position(event.start_mark)
    func made(_ kind: YAMLEvent.Kind, anchor: UnsafePointer<UInt8>? = nil, tag: String? = nil)
      throws(YAMLRefusal) -> YAMLEvent
    {
      guard anchor == nil else {
        throw YAMLRefusal(position: position, message: "anchors (&name) are not allowed; write the value out")
      }
      return YAMLEvent(kind: kind, position: position, tag: tag)
    }
    switch event.type {
    case YAML_STREAM_START_EVENT: return try made(.streamStart)
    case YAML_DOCUMENT_START_EVENT: return try made(.documentStart)
    case YAML_DOCUMENT_END_EVENT: return try made(.documentEnd)
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return try made(.end)
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      var text = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
      // A byte order mark belongs to no text; where files were put together, one may stand before any of them.
      if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
      let isQuoted = [YAML_SINGLE_QUOTED_SCALAR_STYLE, YAML_DOUBLE_QUOTED_SCALAR_STYLE].contains(scalar.style)
      // The tag "!" alone says that there is none.
      let isTagged = scalar.plain_implicit == 0 && scalar.quoted_implicit == 0
      let tag = isTagged ? Self.tag(scalar.tag, unless: YAML_STR_TAG) : nil
      return try made(.text(text, quote: isQuoted ? 1 : 0), anchor: scalar.anchor, tag: tag)
    case YAML_SEQUENCE_START_EVENT:
      let list = event.data.sequence_start
      return try made(.listStart, anchor: list.anchor, tag: Self.tag(list.tag, unless: YAML_SEQ_TAG))
    case YAML_MAPPING_START_EVENT:
      let mapping = event.data.mapping_start
      return try made(.mappingStart, anchor: mapping.anchor, tag: Self.tag(mapping.tag, unless: YAML_MAP_TAG))
    case YAML_ALIAS_EVENT:
      throw YAMLRefusal(position: position, message: "aliases (*name) are not allowed; write the value out")
    default: return try made(.streamEnd)
    }
  }

  /// A tag that says more than what its value is anyway.
  private static func tag(_ tag: UnsafePointer<UInt8>?, unless own: String) -> String? {
    guard let tag else { return nil }
    let name = String(cString: tag)
    return name == own ? nil : name
  }

  /// Why libyaml cannot go on.
  private var refusal: YAMLRefusal {
    let problem = parser.pointee.problem.map { String(cString: $0) }
    let context = parser.pointee.context.map { String(cString: $0) }
    switch parser.pointee.error {
    case YAML_READER_ERROR:
      let before = bytes.prefix(parser.pointee.problem_offset)
      return YAMLRefusal(position: Position(after: before), message: "not valid YAML: \(problem ?? "")")
    case YAML_SCANNER_ERROR, YAML_PARSER_ERROR:
      let what = [context, problem].compactMap(\.self).joined(separator: " ")
      return YAMLRefusal(position: Position(parser.pointee.problem_mark), message: "not valid YAML: \(what)")
    default: return YAMLRefusal(position: .start, message: "not valid YAML")
    }
  }
}

extension Position {
  fileprivate init(_ mark: yaml_mark_t) {
    self.init(line: mark.line + 1, column: mark.column + 1)
  }

  /// Where the text goes on after these bytes of UTF-8.
  fileprivate init(after bytes: Slice<UnsafeBufferPointer<UInt8>>) {
    let newline = UInt8(ascii: "\n")
    let line = bytes.suffix(from: bytes.lastIndex(of: newline).map { $0 + 1 } ?? bytes.startIndex)
    let column = String(decoding: line, as: UTF8.self).unicodeScalars.count + 1
    self.init(line: bytes.count { $0 == newline } + 1, column: column)
  }
}
