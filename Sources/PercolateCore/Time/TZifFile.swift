// The decoder of compiled zone files, TZif version 1 to 4 (RFC 9636). A file is foreign input, even if root owns it: every
// count is checked against the length before it is used, and a contradiction is an error, never a guess.
// Invariant of the result: transitions ascend strictly, and each refers to an existing offset.

/// What a zone file says.
struct TZifFile {
  /// The data block with the widest instants that the file has.
  let block: TZifBlock
  /// The rule for the time after the last transition.
  let rule: PosixZoneRule?

  init(_ bytes: [UInt8]) throws(ZoneError.Problem) {
    var reader = TZifReader(bytes: bytes[...])
    let legacy = try TZifHeader(&reader)
    guard legacy.version > 1 else {
      block = try TZifBlock(&reader, legacy, timeSize: 4)
      rule = nil
      guard reader.bytes.isEmpty else { throw .wrongLength }
      return
    }
    // Later versions repeat their data with 64-bit instants behind those of version 1.
    try reader.skip(legacy.blockSize(timeSize: 4))
    let header = try TZifHeader(&reader)
    guard header.version == legacy.version else { throw .inconsistent }
    block = try TZifBlock(&reader, header, timeSize: 8)
    rule = try reader.readFooter()
  }
}

/// The numbers at the head of a data block, RFC 9636 section 3.1.
private struct TZifHeader {
  let version: Int
  let isUTCount, isStandardCount, leapCount, timeCount, typeCount, charCount: Int

  init(_ reader: inout TZifReader) throws(ZoneError.Problem) {
    guard let magic = try? reader.read(4), magic.elementsEqual("TZif".utf8) else { throw .notTZif }
    switch try reader.readByte() {
    case 0: version = 1
    case UInt8(ascii: "2"): version = 2
    case UInt8(ascii: "3"): version = 3
    case UInt8(ascii: "4"): version = 4
    default: throw .notTZif
    }
    try reader.skip(15)
    isUTCount = try Int(reader.readInteger(4))
    isStandardCount = try Int(reader.readInteger(4))
    leapCount = try Int(reader.readInteger(4))
    timeCount = try Int(reader.readInteger(4))
    typeCount = try Int(reader.readInteger(4))
    charCount = try Int(reader.readInteger(4))
  }

  /// Each count fits 32 bits, so the sum is far from the limit of `Int`.
  func blockSize(timeSize: Int) -> Int {
    timeCount * (timeSize + 1) + typeCount * 6 + charCount + leapCount * (timeSize + 4) + isStandardCount + isUTCount
  }
}

/// A data block, RFC 9636 section 3.2.
struct TZifBlock {
  private(set) var offsets: [ZoneOffset] = []
  private(set) var transitions: [ZoneTimeline.Change] = []

  fileprivate init(_ reader: inout TZifReader, _ header: TZifHeader, timeSize: Int) throws(ZoneError.Problem) {
    guard header.blockSize(timeSize: timeSize) <= reader.bytes.count else { throw .wrongLength }
    guard header.leapCount == 0 else { throw .leapSeconds }
    guard 1...256 ~= header.typeCount, header.charCount > 0,
      header.isUTCount == 0 || header.isUTCount == header.typeCount,
      header.isStandardCount == 0 || header.isStandardCount == header.typeCount
    else { throw .inconsistent }

    var instants = try TZifReader(bytes: reader.read(header.timeCount * timeSize))
    var kinds = try TZifReader(bytes: reader.read(header.timeCount))
    var types = try TZifReader(bytes: reader.read(header.typeCount * 6))
    let names = try reader.read(header.charCount)
    try reader.skip(header.isStandardCount + header.isUTCount)

    for _ in 0..<header.timeCount {
      let change = try ZoneTimeline.Change(
        instant: timeSize == 4 ? Int64(Int32(truncatingIfNeeded: instants.readInteger(4))) : instants.readInteger(8),
        offset: Int(kinds.readByte()))
      guard change.offset < header.typeCount, transitions.last.map({ $0.instant < change.instant }) ?? true else {
        throw .inconsistent
      }
      transitions.append(change)
    }
    for _ in 0..<header.typeCount {
      offsets.append(try Self.readOffset(&types, names: names))
    }
  }

  private static func readOffset(
    _ types: inout TZifReader, names: ArraySlice<UInt8>
  ) throws(ZoneError.Problem) -> ZoneOffset {
    let seconds = try Int(Int32(truncatingIfNeeded: types.readInteger(4)))
    let isDaylight = try types.readByte()
    let name = names.dropFirst(Int(try types.readByte()))
    guard -89_999...93_599 ~= seconds, isDaylight <= 1,
      let end = name.firstIndex(of: 0), name[..<end].allSatisfy({ $0.isPrintable })
    else { throw .inconsistent }
    return ZoneOffset(
      seconds: seconds, isDaylight: isDaylight == 1, abbreviation: String(decoding: name[..<end], as: UTF8.self))
  }
}

/// Takes bytes off the front.
private struct TZifReader {
  var bytes: ArraySlice<UInt8>

  mutating func read(_ count: Int) throws(ZoneError.Problem) -> ArraySlice<UInt8> {
    guard count <= bytes.count else { throw .wrongLength }
    defer { bytes = bytes.dropFirst(count) }
    return bytes.prefix(count)
  }

  mutating func skip(_ count: Int) throws(ZoneError.Problem) {
    _ = try read(count)
  }

  mutating func readByte() throws(ZoneError.Problem) -> UInt8 {
    guard let byte = bytes.popFirst() else { throw .wrongLength }
    return byte
  }

  /// An integer of four or eight bytes, most significant first.
  mutating func readInteger(_ size: Int) throws(ZoneError.Problem) -> Int64 {
    try read(size).reduce(0) { $0 << 8 | Int64($1) }
  }

  /// The footer, RFC 9636 section 3.3: a line that is empty or holds a rule, and nothing after it.
  mutating func readFooter() throws(ZoneError.Problem) -> PosixZoneRule? {
    guard try readByte() == UInt8(ascii: "\n"), bytes.last == UInt8(ascii: "\n") else { throw .wrongLength }
    let text = Substring(decoding: bytes.dropLast(), as: UTF8.self)
    guard !text.isEmpty else { return nil }
    guard let rule = PosixZoneRule(text) else { throw .badFooter }
    return rule
  }
}

extension UInt8 {
  fileprivate var isPrintable: Bool { 0x20...0x7E ~= self }
}
