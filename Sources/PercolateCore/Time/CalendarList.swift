// Reads the lists of numbers in a calendar event: `*`, `1,5`, `9..17/2`, `0/15`, and for seconds `1.5`.
// Invariant: at most ten digits are taken as a number, so that it fits even in microseconds; whether it makes sense is for
// `CalendarField` to say.

/// A list that was read before its unit was known, and where it began.
struct CalendarList {
  var components: [CalendarField.Component]
  let column: Int

  /// As many as systemd takes.
  static let longest = 241

  /// The values as those of a unit.
  func field(_ unit: CalendarUnit) throws(CalendarEventError) -> CalendarField {
    guard let field = CalendarField(components, unit: unit) else {
      throw CalendarEventError(column: column, problem: .range(unit))
    }
    return field
  }
}

/// The unit of the numbers in a list: how much the number 1 is worth.
enum CalendarScale: Int {
  case whole = 1
  case microseconds = 1_000_000
}

extension TextCursor {
  /// An error at the cursor.
  func expected(_ problem: CalendarEventError.Problem) -> CalendarEventError {
    CalendarEventError(column: column, problem: problem)
  }

  /// Reads `*`, or values, ranges and repetitions with commas between them.
  mutating func readCalendarList(_ scale: CalendarScale) throws(CalendarEventError) -> CalendarList {
    var list = CalendarList(components: [], column: column)
    if take("*") {
      if scale == .microseconds { list.components = [.init(0, step: scale.rawValue)] }
      return list
    }
    repeat {
      guard list.components.count < CalendarList.longest else { throw expected(.tooLong) }
      list.components.append(try readComponent(scale))
    } while take(",")
    return list
  }

  private mutating func readComponent(_ scale: CalendarScale) throws(CalendarEventError) -> CalendarField.Component {
    let start = column
    var component = CalendarField.Component(try readValue(scale))
    if take("..") {
      component.stop = try readValue(scale)
      component.step = scale.rawValue
    }
    if take("/") {
      let stepColumn = column
      component.step = try readValue(scale)
      guard component.step > 0 else { throw CalendarEventError(column: stepColumn, problem: .value) }
    } else if scale == .microseconds, let stop = component.stop, component.start + component.step > stop {
      // Seconds repeat by whole ones unless a repetition is written, which would not reach the end of this range.
      throw CalendarEventError(column: start, problem: .range(.second))
    }
    return component
  }

  /// Reads digits, and for seconds a fraction, which is rounded to microseconds.
  private mutating func readValue(_ scale: CalendarScale) throws(CalendarEventError) -> Int {
    let start = column
    guard let whole = readNumber(digits: 1...10) else { throw expected(.value) }
    // What systemd can hold: an `int`, for seconds one of microseconds.
    guard whole <= Int(Int32.max) / scale.rawValue else { throw CalendarEventError(column: start, problem: .value) }
    guard scale == .microseconds else { return whole }
    guard isNext("."), !isNext("..") else { return whole * scale.rawValue }
    _ = take(".")
    guard next?.isDigit == true else { throw expected(.value) }
    return whole * scale.rawValue + readRoundedMicroseconds()
  }

  /// Reads all digits behind a decimal point, and rounds to six.
  private mutating func readRoundedMicroseconds() -> Int {
    var (value, weight) = (0, 1_000_000)
    for digit in take(while: \.isDigit).utf8.map({ Int($0 - UInt8(ascii: "0")) }) {
      if weight == 1, digit >= 5 { value += 1 }
      weight /= 10
      value += digit * weight
    }
    return value
  }
}
