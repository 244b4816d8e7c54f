// Where every parser of this folder stands in its text. It works on UTF-8 bytes, so that a position is an index and
// combining characters cannot merge with the punctuation that we look for.
// Invariant: a read that fails leaves the cursor where it was; nothing that is read can overflow.

struct TextCursor {
  let bytes: [UInt8]
  private(set) var position = 0

  init(_ text: some StringProtocol) {
    bytes = Array(text.utf8)
  }

  var isAtEnd: Bool { position >= bytes.count }

  /// The byte under the cursor; nil at the end.
  var next: UInt8? { isAtEnd ? nil : bytes[position] }

  /// The one-based column under the cursor, counted in bytes, for error messages.
  var column: Int { position + 1 }

  /// Everything from the cursor on.
  var rest: Substring { Substring(decoding: bytes[position...], as: UTF8.self) }

  /// Whether a piece of text is next.
  func isNext(_ piece: StaticString) -> Bool {
    bytes[position...].starts(with: piece.description.utf8)
  }

  /// Moves over a piece of text, if it is next.
  mutating func take(_ piece: StaticString) -> Bool {
    guard isNext(piece) else { return false }
    position += piece.utf8CodeUnitCount
    return true
  }

  /// Moves over all bytes that are wanted, and returns them as text.
  mutating func take(while wanted: (UInt8) -> Bool) -> Substring {
    let start = position
    while let next, wanted(next) { position += 1 }
    return Substring(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// Returns to a place where the cursor has been.
  mutating func rewind(to earlier: Int) {
    position = min(max(earlier, 0), position)
  }

  /// Reads all digits that follow as one number; nil if there is none, or there are more than allowed (18 at most, so
  /// that the number fits).
  mutating func readNumber(digits allowed: ClosedRange<Int> = 1...18) -> Int? {
    let start = position
    var value = 0
    while let next, next.isDigit {
      guard position - start < min(allowed.upperBound, 18) else {
        position = start
        return nil
      }
      value = value * 10 + Int(next - UInt8(ascii: "0"))
      position += 1
    }
    guard position - start >= max(allowed.lowerBound, 1) else {
      position = start
      return nil
    }
    return value
  }
}

// ISO 8601, as RFC 3339 section 5.6 profiles it.
extension TextCursor {
  enum Seconds {
    case required, optional
  }

  /// Reads `2026-11-22`, a day that exists.
  mutating func readISODate() -> CivilDate? {
    attempt { cursor in
      guard let year = cursor.readNumber(digits: 4...4), cursor.take("-"),
        let month = cursor.readNumber(digits: 2...2), cursor.take("-"),
        let day = cursor.readNumber(digits: 2...2)
      else { return nil }
      return CivilDate(year: year, month: month, day: day)
    }
  }

  /// Reads `19:30`, `19:30:15` or `19:30:15.25`.
  mutating func readTime(seconds: Seconds) -> TimeOfDay? {
    attempt { cursor in
      guard let hour = cursor.readNumber(digits: 2...2), cursor.take(":"),
        let minute = cursor.readNumber(digits: 2...2)
      else { return nil }
      guard cursor.take(":") else {
        return seconds == .optional ? TimeOfDay(hour: hour, minute: minute) : nil
      }
      guard let second = cursor.readNumber(digits: 2...2) else { return nil }
      guard cursor.take(".") else { return TimeOfDay(hour: hour, minute: minute, second: second) }
      guard let microsecond = cursor.readMicrosecond() else { return nil }
      return TimeOfDay(hour: hour, minute: minute, second: second, microsecond: microsecond)
    }
  }

  /// Reads `Z` or `+01:00`, as seconds east of UTC.
  mutating func readISOOffset() -> Int? {
    if take("Z") || take("z") { return 0 }
    return attempt { cursor in
      let isWest = cursor.take("-")
      guard isWest || cursor.take("+"),
        let hour = cursor.readNumber(digits: 2...2), 0...23 ~= hour, cursor.take(":"),
        let minute = cursor.readNumber(digits: 2...2), 0...59 ~= minute
      else { return nil }
      return (hour * 60 + minute) * (isWest ? -60 : 60)
    }
  }

  /// Reads one to six digits after a decimal point.
  private mutating func readMicrosecond() -> Int? {
    let start = position
    guard var value = readNumber(digits: 1...6) else { return nil }
    for _ in (position - start)..<6 { value *= 10 }
    return value
  }

  private mutating func attempt<Value>(_ read: (inout TextCursor) -> Value?) -> Value? {
    let start = position
    let value = read(&self)
    if value == nil { position = start }
    return value
  }
}

extension UInt8 {
  var isDigit: Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self }

  var isLetter: Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= self | 0x20 }

  var isSpace: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
}

/// A number with leading zeros. Negative numbers do not occur.
func padded(_ number: Int, _ width: Int) -> String {
  var digits = String(number)
  // By bytes, of which there is one a digit: what a character is takes Unicode's tables.
  while digits.utf8.count < width { digits = "0" + digits }
  return digits
}
