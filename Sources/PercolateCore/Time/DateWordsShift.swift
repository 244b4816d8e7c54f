// Reads distances from now: "in 2 weeks", "1h 30min ago", "an hour from now".
// Invariant: an amount is bounded before it is multiplied; what cannot be a distance is left for others to read.

extension WordCursor {
  private static let numbers = [
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12,
  ]

  /// Nil if the words do not say how far something is from now; after "in" they must.
  mutating func readShift() throws(DateWordsError) -> DateShift? {
    let start = position
    let isAhead = take("in")
    var shift = DateShift()
    var count = 0
    while readAmount(into: &shift) {
      count += 1
      _ = take("and")
    }
    if count > 0 {
      if isAhead { return shift }
      if take("ago") { return shift.reversed }
      if take("from", "now") { return shift }
    }
    if isAhead, word() != "the", !isAtEnd {
      let distance = position
      advance(.max)
      throw error(from: distance, .notUnderstood)
    }
    rewind(to: start)
    return nil
  }

  /// Reads "2h", "2 hours", "1h30min", "an hour" or "half an hour", and adds it.
  private mutating func readAmount(into shift: inout DateShift) -> Bool {
    if take("half", "an", "hour") {
      shift.elapsed += .seconds(1_800)
      return true
    }
    if let number = word().flatMap({ Self.numbers[$0] }), let unit = word(1).flatMap(DateUnit.init) {
      advance(2)
      return shift.add(DecimalAmount(whole: Int64(number), decimals: []), unit)
    }
    guard let word = word() else { return false }
    var cursor = TextCursor(word)
    var sum = shift
    var length = 1
    repeat {
      guard let amount = cursor.readAmount() else { return false }
      var name = String(cursor.take(while: \.isLetter))
      if name.isEmpty, cursor.isAtEnd, let next = self.word(1) {
        (name, length) = (next, 2)
      }
      guard let unit = DateUnit(name), sum.add(amount, unit) else { return false }
    } while !cursor.isAtEnd
    shift = sum
    advance(length)
    return true
  }
}

/// The units that people count in, under the names that they use.
enum DateUnit {
  case second, minute, hour, day, week, month, year

  init?(_ word: String) {
    switch word {
    case "s", "sec", "secs", "second", "seconds": self = .second
    case "m", "min", "mins", "minute", "minutes": self = .minute
    case "h", "hr", "hrs", "hour", "hours": self = .hour
    case "d", "day", "days": self = .day
    case "w", "wk", "wks", "week", "weeks": self = .week
    case "mo", "mos", "month", "months": self = .month
    case "y", "yr", "yrs", "year", "years": self = .year
    default: return nil
    }
  }
}

extension DateShift {
  /// False if the amount makes no sense: the calendar has no half days, and nobody means a billion of anything.
  fileprivate mutating func add(_ amount: DecimalAmount, _ unit: DateUnit) -> Bool {
    guard amount.whole < 1_000_000_000 else { return false }
    let whole = Int(amount.whole)
    switch unit {
    case .second: elapse(amount, .second)
    case .minute: elapse(amount, .minute)
    case .hour: elapse(amount, .hour)
    case .day: days += whole
    case .week: days += whole * 7
    case .month: months += whole
    case .year: months += whole * 12
    }
    switch unit {
    case .second, .minute, .hour: return true
    case .day, .week, .month, .year: return amount.decimals.isEmpty
    }
  }

  private mutating func elapse(_ amount: DecimalAmount, _ unit: SpanUnit) {
    elapsed += .microseconds(amount.whole * unit.microseconds + amount.fraction(of: unit.microseconds))
  }
}
