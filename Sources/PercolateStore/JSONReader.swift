// Reads the small records that `JSONText` has written, straight from the bytes of a column and without a tree in between: at a
// start thousands of them are read. Invariants: no input traps; what is asked for and is not JSON (RFC 8259) is damage; members that
// nobody asks for are passed over without a closer look, and their order does not matter.

import PercolateCore
import SQLite

/// A place in a JSON text.
struct JSONReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var place = 0

  /// Reads one value out of these bytes, and nothing may follow it.
  static func read<Value>(
    _ bytes: UnsafeBufferPointer<UInt8>, _ body: (inout JSONReader) throws(StoreError) -> Value
  ) throws(StoreError) -> Value {
    var reader = JSONReader(bytes: bytes)
    let value = try body(&reader)
    reader.skipSpace()
    guard reader.place == bytes.count else { throw .damaged }
    return value
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The name of a member as it stands there. None was ever written with an escape; one that has any is none that is asked for.
  struct Name {
    fileprivate let bytes: UnsafeBufferPointer<UInt8>

    static func ~= (name: StaticString, found: Name) -> Bool {
      name.utf8CodeUnitCount == found.bytes.count && name.withUTF8Buffer { $0.elementsEqual(found.bytes) }
    }
  }

  /// Calls `body` at each member of an object, with its name; it has to read the value, or skip it.
  mutating func members(
    _ body: (_ name: Name, inout JSONReader) throws(StoreError) -> Void
  ) throws(StoreError) {
    try take(UInt8(ascii: "{"))
    guard !takes(UInt8(ascii: "}")) else { return }
    repeat {
      skipSpace()
      let start = place + 1
      try skipString()
      let name = Name(bytes: UnsafeBufferPointer(rebasing: bytes[start..<(place - 1)]))
      try take(UInt8(ascii: ":"))
      try body(name, &self)
    } while takes(UInt8(ascii: ","))
    try take(UInt8(ascii: "}"))
  }

  /// Calls `body` at each element of a list.
  mutating func elements(_ body: (inout JSONReader) throws(StoreError) -> Void) throws(StoreError) {
    try take(UInt8(ascii: "["))
    guard !takes(UInt8(ascii: "]")) else { return }
    repeat { try body(&self) } while takes(UInt8(ascii: ","))
    try take(UInt8(ascii: "]"))
  }

  /// A text.
  mutating func string() throws(StoreError) -> String {
    let run = try plainRun()
    if takes(UInt8(ascii: "\""), afterSpace: false) { return try JSONReader.text(run) }
    var content = Array(run)
    while !takes(UInt8(ascii: "\""), afterSpace: false) {
      try escape(into: &content)
      content += rest()
    }
    guard let text = String(validating: content, as: UTF8.self) else { throw .damaged }
    return text
  }

  /// One of the texts that a type knows.
  mutating func choice<Choice: RawRepresentable<String>>(_ type: Choice.Type = Choice.self) throws(StoreError) -> Choice
  {
    guard let choice = Choice(rawValue: try string()) else { throw .damaged }
    return choice
  }

  /// A moment as `Moment.description` writes it, or any that ISO 8601 has.
  mutating func moment() throws(StoreError) -> Moment {
    let start = place
    let run = try plainRun()
    if takes(UInt8(ascii: "\""), afterSpace: false), let moment = Moment(plain: run) { return moment }
    place = start
    guard let moment = Moment(iso8601: try string()) else { throw .damaged }
    return moment
  }

  /// A whole number.
  mutating func integer() throws(StoreError) -> Int {
    skipSpace()
    let isNegative = takes(UInt8(ascii: "-"), afterSpace: false)
    let start = place
    var number = 0
    while place < bytes.count, case let digit = bytes[place] &- UInt8(ascii: "0"), digit < 10 {
      let (tens, isLarge) = number.multipliedReportingOverflow(by: 10)
      let (next, isLarger) =
        isNegative ? tens.subtractingReportingOverflow(Int(digit)) : tens.addingReportingOverflow(Int(digit))
      guard !isLarge, !isLarger else { throw .damaged }
      number = next
      place += 1
    }
    // No leading zero, and no fraction: none was ever written.
    guard place > start, place == start + 1 || bytes[start] != UInt8(ascii: "0"), isAtEndOfWord else { throw .damaged }
    return number
  }

  /// `true` or `false`.
  mutating func bool() throws(StoreError) -> Bool {
    if takes("true") { return true }
    guard takes("false") else { throw .damaged }
    return false
  }

  /// What `read` makes of a value; nil for `null`.
  mutating func optional<Value>(_ read: (inout JSONReader) throws(StoreError) -> Value) throws(StoreError) -> Value? {
    takes("null") ? nil : try read(&self)
  }

  /// Passes over a value.
  mutating func skip() throws(StoreError) { try skip(depth: 0) }

  private mutating func skip(depth: Int) throws(StoreError) {
    guard depth < 32 else { throw .damaged }
    skipSpace()
    switch place < bytes.count ? bytes[place] : 0 {
    case UInt8(ascii: "\""): try skipString()
    case UInt8(ascii: "{"):
      try members { _, reader throws(StoreError) in try reader.skip(depth: depth + 1) }
    case UInt8(ascii: "["): try elements { reader throws(StoreError) in try reader.skip(depth: depth + 1) }
    default:
      // A number or a word.
      let start = place
      while !isAtEndOfWord { place += 1 }
      guard place > start else { throw .damaged }
    }
  }

  /// Passes over a text without making one.
  mutating func skipString() throws(StoreError) {
    _ = try plainRun()
    var unused: [UInt8] = []
    while !takes(UInt8(ascii: "\""), afterSpace: false) {
      try escape(into: &unused)
      _ = rest()
    }
  }
}

extension JSONReader {
  private static func text(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) throws(StoreError) -> String {
    guard let text = String(utf8: UnsafeBufferPointer(rebasing: bytes)) else { throw .damaged }
    return text
  }

  /// The bytes of a text up to its end or its first escape.
  private mutating func plainRun() throws(StoreError) -> Slice<UnsafeBufferPointer<UInt8>> {
    try take(UInt8(ascii: "\""))
    return rest()
  }

  private mutating func rest() -> Slice<UnsafeBufferPointer<UInt8>> {
    let start = place
    while place < bytes.count, case let byte = bytes[place], byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"),
      byte >= 0x20
    {
      place += 1
    }
    return bytes[start..<place]
  }

  private mutating func escape(into content: inout [UInt8]) throws(StoreError) {
    guard place + 1 < bytes.count, bytes[place] == UInt8(ascii: "\\") else { throw .damaged }
    place += 2
    switch bytes[place - 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(bytes[place - 1])
    case UInt8(ascii: "b"): content.append(0x08)
    case UInt8(ascii: "f"): content.append(0x0C)
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "r"): content.append(0x0D)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "u"):
      var units = [try unit()]
      if UTF16.isLeadSurrogate(units[0]) {
        try take(UInt8(ascii: "\\"), afterSpace: false)
        try take(UInt8(ascii: "u"), afterSpace: false)
        units.append(try unit())
      }
      guard let text = String(validating: units, as: UTF16.self) else { throw .damaged }
      content += text.utf8
    default: throw .damaged
    }
  }

  private mutating func unit() throws(StoreError) -> UInt16 {
    guard place + 4 <= bytes.count else { throw .damaged }
    var unit: UInt16 = 0
    for byte in bytes[place..<(place + 4)] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw .damaged }
      unit = unit << 4 | UInt16(digit)
    }
    place += 4
    return unit
  }

  private var isAtEndOfWord: Bool {
    guard place < bytes.count else { return true }
    switch bytes[place] {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "E"),
      UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
      return false
    default: return true
    }
  }

  private mutating func skipSpace() {
    while place < bytes.count, case let byte = bytes[place],
      byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    {
      place += 1
    }
  }

  private mutating func takes(_ byte: UInt8, afterSpace: Bool = true) -> Bool {
    if afterSpace { skipSpace() }
    guard place < bytes.count, bytes[place] == byte else { return false }
    place += 1
    return true
  }

  private mutating func takes(_ word: StaticString) -> Bool {
    skipSpace()
    let count = word.utf8CodeUnitCount
    guard place + count <= bytes.count,
      word.withUTF8Buffer({ bytes[place..<(place + count)].elementsEqual($0) })
    else { return false }
    place += count
    return isAtEndOfWord
  }

  private mutating func take(_ byte: UInt8, afterSpace: Bool = true) throws(StoreError) {
    guard takes(byte, afterSpace: afterSpace) else { throw .damaged }
  }
}

extension Moment {
  /// Reads `2026-11-22T17:00:00Z` from its bytes; nil for any other way of writing a moment.
  fileprivate init?(plain bytes: Slice<UnsafeBufferPointer<UInt8>>) {
    let bytes = UnsafeBufferPointer(rebasing: bytes)
    guard bytes.count == 20, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      bytes[10] == UInt8(ascii: "T"),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"), bytes[19] == UInt8(ascii: "Z")
    else { return nil }
    func number(_ places: Range<Int>) -> Int? {
      var number = 0
      for place in places {
        let digit = bytes[place] &- UInt8(ascii: "0")
        guard digit < 10 else { return nil }
        number = number * 10 + Int(digit)
      }
      return number
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      let date = CivilDate(year: year, month: month, day: day), let hour = number(11..<13),
      let minute = number(14..<16), let second = number(17..<19),
      let time = TimeOfDay(hour: hour, minute: minute, second: second)
    else { return nil }
    self.init(microseconds: Int64(date.dayNumber) * 86_400_000_000 + time.microseconds)
  }
}
