// What a clock on the wall shows, without a date. It is not a length of time: on a day when clocks change, 19:30 is not
// nineteen and a half hours after midnight.
// Invariant: from 00:00:00 to 23:59:59.999999.

/// A time of day such as 19:30, in no particular zone.
public struct TimeOfDay: Hashable, Sendable {
  /// Microseconds that the clock shows after 00:00:00.
  public let microseconds: Int64

  static let midnight = TimeOfDay(unchecked: 0)
  static let noon = TimeOfDay(unchecked: 12 * 3_600_000_000)
  static let dayLength: Int64 = 86_400_000_000

  /// The time that these hands show; nil if one of them is out of range (hour 0...23, and no leap second).
  public init?(hour: Int, minute: Int, second: Int = 0, microsecond: Int = 0) {
    guard 0...23 ~= hour, 0...59 ~= minute, 0...59 ~= second, 0...999_999 ~= microsecond else { return nil }
    self.init(unchecked: Int64(((hour * 60 + minute) * 60 + second) * 1_000_000 + microsecond))
  }

  /// The time that many microseconds after 00:00:00; the caller keeps it below `dayLength`.
  init(unchecked microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// The hour, 0...23.
  public var hour: Int { Int(microseconds / 3_600_000_000) }

  /// The minute, 0...59.
  public var minute: Int { Int(microseconds / 60_000_000 % 60) }

  /// The second, 0...59.
  public var second: Int { Int(microseconds / 1_000_000 % 60) }

  /// The microsecond of the second, 0...999999.
  public var microsecond: Int { Int(microseconds % 1_000_000) }
}

extension TimeOfDay: Comparable {
  /// Whether the left time comes first on an ordinary day.
  public static func < (left: TimeOfDay, right: TimeOfDay) -> Bool {
    left.microseconds < right.microseconds
  }
}

extension TimeOfDay: CustomStringConvertible {
  /// The time on a 24-hour clock, `19:30`; with seconds, and with a fraction of six digits, only if they are not zero.
  public var description: String {
    var text = "\(padded(hour, 2)):\(padded(minute, 2))"
    if second != 0 || microsecond != 0 { text += ":\(padded(second, 2))" }
    if microsecond != 0 { text += ".\(padded(microsecond, 6))" }
    return text
  }

  /// Reads `19:30`, `19:30:15` or `19:30:15.25`: two digits each, and at most six of a fraction. Nil if the text is
  /// anything else.
  public init?(_ text: some StringProtocol) {
    var cursor = TextCursor(text)
    guard let time = cursor.readTime(seconds: .optional), cursor.isAtEnd else { return nil }
    self = time
  }
}
