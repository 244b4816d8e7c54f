// Lengths of time as people say them. The words round calmly: whoever waits for five weeks is not served by seconds.
// Invariant: what is said is never more than half of its smallest unit off, and never "60 seconds" or "0 days".

extension TimeSpan {
  /// Says a span in English: `45 seconds`, `20 minutes`, `3 hours`, `2 days`, `5 weeks`.
  ///
  /// One unit is enough from three of it on; below that the next smaller one is added (`2 hours 40 minutes`). Days go up to
  /// two weeks, weeks to nine, months (of 30.4375 days) to a year. A negative span is said like its opposite.
  public static func words(_ span: Duration) -> String {
    let microseconds = Int64(span.boundedMicroseconds.magnitude)
    guard microseconds >= 500_000 else { return "less than a second" }
    let step = Step.all.first { rounded(microseconds, to: $0.unit) < $0.limit } ?? .years
    return step.words(microseconds)
  }

  /// A unit, the number from which on a longer one is used, and the one that is added to small numbers of it.
  private struct Step {
    let name: String
    let unit: SpanUnit
    let limit: Int64
    let smaller: (name: String, unit: SpanUnit)?

    static let all = [
      Step(name: "second", unit: .second, limit: 60, smaller: nil),
      Step(name: "minute", unit: .minute, limit: 60, smaller: ("second", .second)),
      Step(name: "hour", unit: .hour, limit: 24, smaller: ("minute", .minute)),
      Step(name: "day", unit: .day, limit: 14, smaller: ("hour", .hour)),
      Step(name: "week", unit: .week, limit: 10, smaller: ("day", .day)),
      Step(name: "month", unit: .month, limit: 12, smaller: ("week", .week)),
    ]
    static let years = Step(name: "year", unit: .year, limit: .max, smaller: ("month", .month))

    func words(_ microseconds: Int64) -> String {
      guard let smaller, microseconds + smaller.unit.microseconds / 2 < 3 * unit.microseconds else {
        return counted(rounded(microseconds, to: unit), name)
      }
      var (count, rest) = microseconds.quotientAndRemainder(dividingBy: unit.microseconds)
      var few = rounded(rest, to: smaller.unit)
      rest = few * smaller.unit.microseconds
      if rest >= unit.microseconds { (count, few) = (count + 1, 0) }
      return few == 0 ? counted(count, name) : "\(counted(count, name)) \(counted(few, smaller.name))"
    }
  }
}

private func rounded(_ microseconds: Int64, to unit: SpanUnit) -> Int64 {
  (microseconds + unit.microseconds / 2) / unit.microseconds
}

private func counted(_ number: Int64, _ noun: String) -> String {
  "\(number) \(noun)\(number == 1 ? "" : "s")"
}
