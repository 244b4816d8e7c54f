// How a moment is written in files, in messages and in logs: ISO 8601 in UTC, as profiled by RFC 3339.
// Invariant: reading what was written gives the same moment, to the microsecond.

extension Moment: CustomStringConvertible {
  /// ISO 8601 in UTC, `2026-11-22T17:00:00Z`; the fraction has six digits and is there only if it is not zero.
  public var description: String {
    let wall = CivilTime(wallMicroseconds: microseconds)
    let time = wall.time
    var text = "\(wall.date)T\(padded(time.hour, 2)):\(padded(time.minute, 2)):\(padded(time.second, 2))"
    if time.microsecond != 0 { text += ".\(padded(time.microsecond, 6))" }
    return text + "Z"
  }

  /// Reads an ISO 8601 date and time with a zone, as RFC 3339 section 5.6 profiles it.
  ///
  /// The fraction has at most six digits, the offset is `Z` or `+01:00`. A leap second (`:60`) is refused, because
  /// a moment cannot express it. Nil if the text is anything else, or out of bounds.
  public init?(iso8601 text: some StringProtocol) {
    var cursor = TextCursor(text)
    guard let date = cursor.readISODate(),
      cursor.take("T") || cursor.take("t"),
      let time = cursor.readTime(seconds: .required),
      let offset = cursor.readISOOffset(),
      cursor.isAtEnd
    else { return nil }
    self.init(microseconds: CivilTime(date: date, time: time).wallMicroseconds - Int64(offset) * 1_000_000)
  }
}
