// What a file of config says, once it was read and checked, as lines of text that are read without a question. It spares each start
// the reading of YAML. Invariant: one description of a value, its `tabulate`, writes the lines and reads them again, so that the
// two cannot disagree; lines that do not fit are an error and never a crash.

import Glibc
import PercolateCore

/// The lines do not fit the value that is read from them.
struct TableFault: Error {}

/// A part of a value: it writes what it is handed, or reads where there is nothing to be written.
typealias Tabulate<Value> = (_ value: Value?, _ table: inout Table) throws(TableFault) -> Value

/// Lines, while they are read or written.
struct Table {
  /// What is left to be read.
  private(set) var rest: UnsafeRawBufferPointer
  /// What was written.
  private(set) var text = ""
  private let isWritten: Bool

  /// - Parameter lines: They are to stay where they are.
  init(reading lines: UnsafeRawBufferPointer) {
    rest = lines
    isWritten = false
  }

  /// The lines of a value.
  static func lines<Value>(of value: Value, _ tabulate: Tabulate<Value>) -> String {
    var table = Table()
    // Only what is read can fail to fit.
    _ = try? tabulate(value, &table)
    return table.text
  }

  private init() {
    rest = UnsafeRawBufferPointer(start: nil, count: 0)
    isWritten = true
  }

  /// Some words, on a line of their own.
  mutating func text(_ value: String?) throws(TableFault) -> String {
    guard let value else { return String(decoding: try line(), as: UTF8.self) }
    text += value + "\n"
    return value
  }

  mutating func number(_ value: Int?) throws(TableFault) -> Int {
    guard let number = Int(try text(value.map { String($0) })) else { throw TableFault() }
    return number
  }

  mutating func flag(_ value: Bool?) throws(TableFault) -> Bool { try text(value.map { $0 ? "yes" : "no" }) == "yes" }

  /// One of the names of an enumeration.
  mutating func choice<Choice: RawRepresentable<String>>(_ value: Choice?) throws(TableFault) -> Choice {
    guard let choice = Choice(rawValue: try text(value?.rawValue)) else { throw TableFault() }
    return choice
  }

  /// How many there are, then each.
  mutating func list<Value>(_ values: [Value]?, _ tabulate: Tabulate<Value>) throws(TableFault) -> [Value] {
    let count = try number(values?.count)
    guard count >= 0 else { throw TableFault() }
    var list: [Value] = []
    for index in 0..<count { list.append(try tabulate(values?[index], &self)) }
    return list
  }

  /// What may be absent: none or one.
  mutating func optional<Value>(_ value: Value?, _ tabulate: Tabulate<Value>) throws(TableFault) -> Value? {
    try list(isWritten ? value.map { [$0] } ?? [] : nil, tabulate).first
  }

  mutating func texts(_ values: [String]?) throws(TableFault) -> [String] {
    try list(values) { text, table throws(TableFault) in try table.text(text) }
  }

  mutating func optionalText(_ value: String?) throws(TableFault) -> String? {
    try optional(value) { text, table throws(TableFault) in try table.text(text) }
  }

  /// Words without a space in them, on one line.
  mutating func words<Word>(
    _ values: [Word]?, write: (Word) -> String, read: (UnsafeRawBufferPointer) -> Word
  ) throws(TableFault) -> [Word] {
    if let values {
      _ = try text(values.map(write).joined(separator: " "))
      return values
    }
    let line = try line()
    guard !line.isEmpty else { return [] }
    let space = UInt8(ascii: " ")
    var words: [Word] = []
    words.reserveCapacity(line.count { $0 == space } + 1)
    var start = 0
    for end in 0...line.count where end == line.count || line[end] == space {
      words.append(read(UnsafeRawBufferPointer(rebasing: line[start..<end])))
      start = end + 1
    }
    return words
  }

  /// Numbers in the base of 16, on one line.
  mutating func numbers<Number: FixedWidthInteger & UnsignedInteger>(
    _ values: [Number]?
  ) throws(TableFault) -> [Number] {
    try words(values, write: { String($0, radix: 16) }) { digits in
      digits.reduce(0) { number, digit in
        number &<< 4 | Number(digit < UInt8(ascii: "a") ? digit & 15 : (digit & 15) + 9)
      }
    }
  }

  mutating func advice(_ values: [Advice]?) throws(TableFault) -> [Advice] {
    try numbers(values.map { $0.map { UInt8($0.number) } }).compactMap { Advice(Int($0)) }
  }

  /// Texts that are looked up by their keys when they are wanted, and stand at the end of a table.
  mutating func dictionary(_ values: [String: String]?) -> SortedLines {
    for (key, value) in (values ?? [:]).sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      text += "\(key)\t\(value)\n"
    }
    return SortedLines(bytes: rest)
  }

  private mutating func line() throws(TableFault) -> UnsafeRawBufferPointer {
    guard let start = rest.baseAddress, let end = memchr(start, CInt(UInt8(ascii: "\n")), rest.count) else {
      throw TableFault()
    }
    let count = start.distance(to: UnsafeRawPointer(end))
    defer { rest = UnsafeRawBufferPointer(rebasing: rest[(count + 1)...]) }
    return UnsafeRawBufferPointer(rebasing: rest[..<count])
  }
}

/// Lines of a key, a tab and a text, in the order of the keys' bytes.
struct SortedLines: @unchecked Sendable {
  /// They are a constant's: they stay and never change.
  fileprivate let bytes: UnsafeRawBufferPointer

  /// The text of a key.
  subscript(key: String) -> String? {
    var head = key + "\t"
    return head.withUTF8 { head in
      guard let base = bytes.baseAddress, let wanted = head.baseAddress else { return nil }
      var (low, high) = (0, bytes.count)
      while low < high {
        let middle = low + (high - low) / 2
        let start = bytes[low..<middle].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? low
        let end = memchr(base + middle, CInt(UInt8(ascii: "\n")), high - middle).map { base.distance(to: $0) } ?? high
        let order = memcmp(base + start, wanted, min(end - start, head.count))
        if order == 0, end - start >= head.count {
          return String(decoding: bytes[(start + head.count)..<end], as: UTF8.self)
        }
        if order > 0 { high = start } else { low = min(end + 1, high) }
      }
      return nil
    }
  }
}
