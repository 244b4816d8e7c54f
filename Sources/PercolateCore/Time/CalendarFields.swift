// The numbers of a calendar event as they are written: lists of values, ranges and repetitions.
// Invariant: a field is in systemd's normal form (sorted, without duplicates, ranges cut to a multiple of their
// repetition) and every value is one that its unit can have; `CalendarField.init` is the only way to make one.

/// All parts of a calendar event but the zone.
struct CalendarFields: Hashable, Sendable {
  var weekdays = WeekdaySet.all
  var year = CalendarField.any
  var month = CalendarField.any
  var day = CalendarField.any
  var hour = CalendarField.any
  var minute = CalendarField.any
  /// In microseconds.
  var second = CalendarField.any
  /// Whether `day` counts from the end of the month, its last day being 1.
  var countsFromEnd = false
}

/// A list of values of one unit; an empty one stands for all of them.
struct CalendarField: Hashable, Sendable {
  let components: [Component]

  /// A value, a range, or a value with all its repetitions.
  struct Component: Hashable, Sendable {
    var start: Int
    /// The last value; nil if repetitions go on as far as the unit does.
    var stop: Int?
    /// The distance between two values; 0 if there is only one.
    var step: Int

    init(_ start: Int, stop: Int? = nil, step: Int = 0) {
      self.start = start
      self.stop = stop
      self.step = step
    }
  }

  static let any = CalendarField()
  static let zero = CalendarField(components: [Component(0)])
  static let everySecond = Component(0, step: 1_000_000)

  private init(components: [Component] = []) {
    self.components = components
  }

  /// Nil if a value or repetition does not fit the unit.
  init?(_ components: [Component], unit: CalendarUnit) {
    let normal = components.map { $0.normalized(isYear: unit == .year) }
    guard normal.allSatisfy({ $0.fits(unit) }) else { return nil }
    // `*` among other seconds makes them all redundant, and is all that is printed.
    if unit == .second, normal.contains(Self.everySecond) {
      self.components = [Self.everySecond]
      return
    }
    let sorted = normal.sorted { $0.sortKey < $1.sortKey }
    self.components = sorted.enumerated().filter { $0 == 0 || sorted[$0 - 1] != $1 }.map(\.element)
  }

  /// The least value of the field that is not below a limit.
  func first(atOrAfter limit: Int) -> Int? {
    components.isEmpty ? limit : components.compactMap { $0.first(atOrAfter: limit) }.min()
  }

  /// The values of a field in 0...63, one bit each.
  func bits(of unit: CalendarUnit) -> UInt64 {
    unit.values.reduce(0) { first(atOrAfter: $1) == $1 ? $0 | 1 << UInt64($1) : $0 }
  }
}

extension CalendarField.Component {
  fileprivate var sortKey: (Int, Int, Int) { (start, stop ?? -1, step) }

  /// Writes out short years, cuts the range to what the repetition reaches, and drops a repetition that never happens.
  fileprivate func normalized(isYear: Bool) -> Self {
    var result = self
    if isYear {
      result.start = start.withCentury
      result.stop = stop?.withCentury
    }
    if let stop = result.stop, stop > result.start, step > 0 {
      result.stop = stop - (stop - result.start) % step
    }
    if result.stop == result.start {
      result.stop = nil
      result.step = 0
    }
    return result
  }

  /// Whether all values are possible, and a repetition happens at least once.
  fileprivate func fits(_ unit: CalendarUnit) -> Bool {
    let values = unit.values
    guard values.contains(start), step <= values.upperBound - values.lowerBound else { return false }
    if let stop { return values.contains(stop) && start + step <= stop }
    return values.contains(unit == .dayFromEnd ? start - step : start + step)
  }

  fileprivate func first(atOrAfter limit: Int) -> Int? {
    if limit <= start { return start }
    guard step > 0 else { return nil }
    let value = start + (limit - start + step - 1) / step * step
    return value <= stop ?? .max ? value : nil
  }
}

extension Int {
  /// 12 is 2012 and 89 is 1989, as systemd has it.
  fileprivate var withCentury: Int {
    switch self {
    case 0..<70: self + 2000
    case 70..<100: self + 1900
    default: self
    }
  }
}

/// Days of the week; bit 0 is Monday.
struct WeekdaySet: Hashable, Sendable {
  private(set) var bits: UInt8 = 0

  static let all = WeekdaySet(bits: 0b111_1111)

  mutating func insert(_ weekday: Weekday) {
    bits |= 1 << (weekday.rawValue - 1)
  }

  func contains(_ weekday: Weekday) -> Bool {
    bits & 1 << (weekday.rawValue - 1) != 0
  }
}
