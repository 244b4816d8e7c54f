// When urges come, how strong they are and what sets them off, counted. Pure: writings and a zone in, numbers and a few signs
// out. Invariant: every urge is counted once in the grid, and the busiest cell is the darkest.

import PercolateControl
import PercolateCore

/// The urges of a journey, counted.
struct UrgeChart: Equatable {
  /// How many hours of the day a column of the grid stands for.
  static let hoursPerBand = 3
  /// How many weeks the trend goes back.
  static let weeks = 8
  private static let most = 5

  /// How many there were, by the day of the week (Monday first) and the band of hours.
  var grid: [[Int]]
  /// The latest weeks, oldest first; the first one has at least one urge in it.
  var weeks: [Week]
  /// What set them off, the most frequent first.
  var triggers: [Trigger]

  /// The urges of a week that begins on a Monday.
  struct Week: Equatable {
    var count: Int
    /// The mean of those that have a strength; nil when none has.
    var strength: Double?
  }

  /// What set some of them off.
  struct Trigger: Equatable {
    var words: String
    var count: Int
  }

  /// Counts. `now`: the last week is the one it lies in.
  init(_ urges: [WritingMessage], now: Moment, zone: Zone) {
    let times = urges.map { zone.civil(at: $0.at) }
    grid = Array(repeating: Array(repeating: 0, count: 24 / UrgeChart.hoursPerBand), count: 7)
    for time in times {
      grid[UrgeChart.weekday(time.date)][time.time.hour / UrgeChart.hoursPerBand] += 1
    }
    let thisWeek = UrgeChart.week(zone.civil(at: now).date)
    let byWeek = Dictionary(grouping: zip(times, urges)) { UrgeChart.week($0.0.date) }
    let first = max(byWeek.keys.min() ?? thisWeek, thisWeek - UrgeChart.weeks + 1)
    weeks =
      first > thisWeek
      ? []
      : (first...thisWeek).map { week in
        let urges = byWeek[week, default: []].map(\.1)
        let strengths = urges.compactMap(\.strength)
        return Week(
          count: urges.count,
          strength: strengths.isEmpty ? nil : Double(strengths.reduce(0, +)) / Double(strengths.count))
      }
    if let first = weeks.firstIndex(where: { $0.count > 0 }) { weeks.removeFirst(first) } else { weeks = [] }
    triggers = UrgeChart.triggers(urges.compactMap(\.about))
  }

  private static func weekday(_ date: CivilDate) -> Int { Weekday.allCases.firstIndex(of: date.weekday) ?? 0 }

  /// The number of a week, counted from Mondays; 1970-01-01 was a Thursday.
  private static func week(_ date: CivilDate) -> Int { (date.dayNumber + 3 + 7 * 100) / 7 }

  /// The same words in another case are the same trigger.
  private static func triggers(_ words: [String]) -> [Trigger] {
    let counted = Dictionary(grouping: words) { $0.lowercased() }
    return counted.values.compactMap { same in same.last.map { Trigger(words: $0, count: same.count) } }
      .sorted { ($1.count, $0.words) < ($0.count, $1.words) }.prefix(most).map(\.self)
  }
}

extension UrgeChart {
  /// The rows of the grid: a heading with the hours, then a day each with its name.
  func rows(days: [String], unicode: Bool) -> [String] {
    let signs: [Character] =
      unicode ? ["\u{B7}", "\u{2591}", "\u{2592}", "\u{2593}", "\u{2588}"] : [".", "-", "+", "#", "@"]
    let margin = (days.map(\.columns).max() ?? 0) + 2
    let hours = grid[0].indices.map { band in
      let hour = band * UrgeChart.hoursPerBand
      return hour < 10 ? "0\(hour) " : "\(hour) "
    }
    let most = grid.joined().max() ?? 0
    let rows = zip(days, grid).map { day, counts in
      day.padded(to: margin)
        + counts.map { String(repeating: signs[UrgeChart.level($0, of: most, in: signs.count)], count: 2) + " " }
        .joined()
    }
    return ["".padded(to: margin) + hours.joined()] + rows
  }

  /// Numbers as a line of bars of that height; `most` is the highest.
  static func bars(_ values: [Double], most: Double) -> String {
    let signs: [Character] = [
      " ", "\u{2581}", "\u{2582}", "\u{2583}", "\u{2584}", "\u{2585}", "\u{2586}", "\u{2587}", "\u{2588}",
    ]
    guard most > 0 else { return String(repeating: " ", count: values.count) }
    return String(
      values.map { value in
        value > 0 ? signs[min(signs.count - 1, max(1, Int((value / most * Double(signs.count - 1)).rounded())))] : " "
      })
  }

  /// Nothing is the lowest level and nothing else is; the most is the highest.
  private static func level(_ count: Int, of most: Int, in levels: Int) -> Int {
    most > 0 ? (count * (levels - 1) + most - 1) / most : 0
  }
}
