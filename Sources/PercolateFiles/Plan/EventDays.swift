// On which days a calendar event elapses, for checks of a whole plan. Days are numbered from 1970-01-01 on and are
// those of Universal Time: for the days of a stage another zone makes no difference worth a warning.

import PercolateCore

extension CalendarEvent {
  /// A Monday, 2024-01-01; the four years from here on stand for all others, as they have one leap day.
  static let firstMonday = 19_723
  private static let fourYears = 1461

  /// How often the event elapses on each of these days, without those on which it does not; counted up to `limit` a
  /// day.
  func counts(onDays days: ClosedRange<Int>, atMost limit: Int) -> [Int: Int] {
    var counts: [Int: Int] = [:]
    var moment = Moment(beginningOfDay: days.lowerBound).subtracting(.microseconds(1))
    while let next = next(after: moment, in: .utc), next.dayNumber <= days.upperBound {
      let day = next.dayNumber
      counts[day, default: 0] += 1
      let isFull = counts[day] == limit
      moment = isFull ? Moment(beginningOfDay: day + 1).subtracting(.microseconds(1)) : next
    }
    return counts
  }

  /// Whether the event elapses at least once in every stretch of so many consecutive days.
  func comesWithin(days: Int) -> Bool {
    var previous = Self.firstMonday - 1
    while previous < Self.firstMonday + Self.fourYears {
      let end = Moment(beginningOfDay: previous + 1).subtracting(.microseconds(1))
      guard let next = next(after: end, in: .utc) else { return false }
      let day = next.dayNumber
      if day - previous > days { return false }
      previous = day
    }
    return true
  }
}

extension Moment {
  fileprivate init(beginningOfDay day: Int) { self = .earliest.adding(.seconds(86_400 * day)) }

  fileprivate var dayNumber: Int { Zone.utc.civil(at: self).date.dayNumber }
}
