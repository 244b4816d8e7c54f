// The units in which lengths of time are counted, and the numbers in front of them.
// Invariant: a unit has a fixed length; months and years are the average ones of systemd.time(7), never those of a calendar.

/// The units of systemd.time(7), longest first.
enum SpanUnit: CaseIterable {
  case year, month, week, day, hour, minute, second, millisecond, microsecond

  /// Nil if it is not one of systemd's words. Case matters: `M` are months and `m` minutes.
  init?(_ word: some StringProtocol) {
    switch String(word) {
    case "years", "year", "y": self = .year
    case "months", "month", "M": self = .month
    case "weeks", "week", "w": self = .week
    case "days", "day", "d": self = .day
    case "hours", "hour", "hr", "h": self = .hour
    case "minutes", "minute", "min", "m": self = .minute
    case "seconds", "second", "sec", "s": self = .second
    case "msec", "ms": self = .millisecond
    case "usec", "us", "\u{B5}s", "\u{3BC}s": self = .microsecond
    default: return nil
    }
  }

  var microseconds: Int64 {
    switch self {
    case .year: 31_557_600_000_000
    case .month: 2_629_800_000_000
    case .week: 604_800_000_000
    case .day: 86_400_000_000
    case .hour: 3_600_000_000
    case .minute: 60_000_000
    case .second: 1_000_000
    case .millisecond: 1_000
    case .microsecond: 1
    }
  }

  /// What systemd writes behind a number.
  var suffix: String {
    switch self {
    case .year: "y"
    case .month: "month"
    case .week: "w"
    case .day: "d"
    case .hour: "h"
    case .minute: "min"
    case .second: "s"
    case .millisecond: "ms"
    case .microsecond: "us"
    }
  }
}

/// A number that is not negative, with the digits behind its point.
struct DecimalAmount {
  let whole: Int64
  let decimals: [UInt8]

  /// What the decimals are worth, cut to whole parts.
  func fraction(of unit: Int64) -> Int64 {
    var (sum, weight) = (Int64(0), unit / 10)
    for digit in decimals where weight > 0 {
      sum += Int64(digit) * weight
      weight /= 10
    }
    return sum
  }
}

extension TextCursor {
  /// Reads `2`, `1.5` or `.5`; nil for anything else, and for numbers of more than 15 digits.
  mutating func readAmount() -> DecimalAmount? {
    let start = position
    let whole = readNumber(digits: 1...15)
    var decimals: [UInt8] = []
    if next == UInt8(ascii: "."), take(".") {
      decimals = take(while: \.isDigit).utf8.map { $0 - UInt8(ascii: "0") }
      if decimals.isEmpty { rewind(to: start) }
    }
    guard position > start else { return nil }
    return DecimalAmount(whole: Int64(whole ?? 0), decimals: decimals)
  }

  mutating func skipBlanks() {
    _ = take(while: \.isSpace)
  }
}
