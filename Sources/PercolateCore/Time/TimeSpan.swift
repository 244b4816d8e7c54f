// Lengths of time as text: the syntax of systemd.time(7) for files and for commands, plain words for people.
// Invariant: a span that was read lies between 0 and 100 years, so sums of it with any moment stay far from overflow.

/// Reads and writes lengths of time.
public enum TimeSpan {
  /// 100 years of 365.25 days, the longest span that is read.
  public static let longest = Duration.seconds(100 * 31_557_600)

  private static let longestText = 200

  /// Reads a span in the syntax of systemd.time(7), such as `2h`, `90 min`, `1h 30min` or `1.5 days`.
  ///
  /// A number without a unit counts seconds. A month is 30.4375 days and a year 365.25, as for systemd. Parts of a
  /// microsecond are dropped.
  ///
  /// - Throws: `TimeSpanError`, which says where and what is wrong.
  public static func parse(_ text: some StringProtocol) throws(TimeSpanError) -> Duration {
    guard text.utf8.count <= longestText else { throw TimeSpanError(column: longestText + 1, problem: .tooLong) }
    var cursor = TextCursor(text)
    cursor.skipBlanks()
    guard !cursor.isAtEnd else { throw TimeSpanError(column: 1, problem: .empty) }
    var total = Duration.zero
    while !cursor.isAtEnd {
      let column = cursor.column
      guard let amount = cursor.readAmount() else { throw TimeSpanError(column: column, problem: .number) }
      cursor.skipBlanks()
      let unitColumn = cursor.column
      let word = cursor.take { $0.isLetter || $0 >= 0x80 }
      guard let unit = word.isEmpty ? .second : SpanUnit(word) else {
        throw TimeSpanError(column: unitColumn, problem: .unit)
      }
      // A thousand billion is beyond the limit in any unit, and small enough to be multiplied.
      guard amount.whole <= 1_000_000_000_000_000_000 / unit.microseconds else {
        throw TimeSpanError(column: column, problem: .tooLong)
      }
      total += .microseconds(amount.whole * unit.microseconds + amount.fraction(of: unit.microseconds))
      guard total <= longest else { throw TimeSpanError(column: column, problem: .tooLong) }
      cursor.skipBlanks()
    }
    return total
  }

  /// Writes a span as systemd does, such as `2h 30min`; down to the microsecond, and `0` if it is shorter.
  ///
  /// A negative span is written like its opposite, with a minus sign in front, which `parse` does not read.
  public static func format(_ span: Duration) -> String {
    let microseconds = span.boundedMicroseconds
    guard microseconds != 0 else { return "0" }
    var rest = Int64(microseconds.magnitude)
    var parts: [String] = []
    for unit in SpanUnit.allCases where rest >= unit.microseconds {
      // Below a minute systemd goes on with a decimal point, with as many digits as there are microseconds.
      if rest < SpanUnit.minute.microseconds, rest % unit.microseconds != 0 {
        let digits = String(unit.microseconds).utf8.count - 1
        parts.append("\(rest / unit.microseconds).\(padded(Int(rest % unit.microseconds), digits))\(unit.suffix)")
        rest = 0
      } else {
        parts.append("\(rest / unit.microseconds)\(unit.suffix)")
        rest %= unit.microseconds
      }
    }
    return (microseconds < 0 ? "-" : "") + parts.joined(separator: " ")
  }
}

/// A length of time that was not understood: where, and what is wrong there.
public struct TimeSpanError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The column at which reading stopped, from 1, counted in bytes.
  public let column: Int
  /// What is wrong there.
  public let problem: Problem

  /// What can be wrong with a span.
  public enum Problem: Hashable, Sendable {
    /// There is nothing to read.
    case empty
    /// Here a number, not negative, should stand.
    case number
    /// Here a unit should stand.
    case unit
    /// The span is longer than 100 years, or the text than 200 bytes.
    case tooLong
  }

  /// One line: where it is wrong, and what to write instead.
  public var description: String {
    switch problem {
    case .empty: "expected a length of time such as \"2h\" or \"1h 30min\""
    case .number: "column \(column): expected a number, as in \"90 min\" or \"1h 30min\""
    case .unit: "column \(column): expected a unit: us, ms, s, min, h, d, w, month or y"
    case .tooLong: "column \(column): longer than 100 years"
    }
  }
}
