// How many nudges a stage has on a day and in a week, as the daemon counts them when nobody has set other limits. Those that are
// too many come later or not at all, and their author should know. Invariant: nudges are counted together only when they are
// counted from the same thing; what happens on which day of a stage is not known beforehand.

import PercolateCore

struct NudgeCount {
  private let stage: Stage
  private let lastDay: Int
  /// What happens on the day on which the stage is entered, whichever way led here.
  private let entry: Happening?
  private let limits = Limits()

  /// A day or a week with too many nudges.
  struct Crowd: Hashable, CustomStringConvertible {
    let nudges: [String]
    let description: String
  }

  /// - Parameter lastDay: the last day of the stage; nil when it has no end of its own.
  init(_ stage: Stage, in plan: Plan, lastDay: Int?) {
    self.stage = stage
    // Without an end, a quarter of a year shows everything that comes again and again.
    self.lastDay = min(lastDay ?? max(stage.stay.longest ?? stage.stay.usual, 91), 366)
    let ways = plan.stages.flatMap(\.transitions).filter { $0.to == stage.id }.map(\.trigger.happening)
    entry = plan.start == stage.id ? nil : Set(ways).count == 1 ? ways.first ?? nil : nil
  }

  /// The days with more nudges than a day takes, one of each kind, and the fullest of the weeks that have more than a week takes.
  func crowds() -> [Crowd] {
    let anchors = Happening.allCases.filter { $0 != entry }
    let others = anchors.flatMap { anchor in
      crowdedDays(
        Weekday.allCases.map { Days(once: once(from: [.happening(anchor)], on: $0)) }, of: "'\(anchor.rawValue)'")
    }
    let weeks = daysByWeekday()
    return crowdedDays(weeks, of: "stage '\(stage.id)'") + [fullestWeek(weeks)].compactMap(\.self) + others
  }

  /// The nudges of each day, by their names; one that comes twice on a day stands there twice.
  private struct Days {
    var names: [Int: [String]] = [:]

    init(once: [(day: Int, name: String)]) {
      for (day, name) in once { names[day, default: []].append(name) }
    }
  }

  private func crowdedDays(_ all: [Days], of what: String) -> [Crowd] {
    var found: [(day: Int, names: [String])] = []
    for days in all {
      for (day, names) in days.names.sorted(by: { $0.key < $1.key }) where names.count > limits.day {
        if !found.contains(where: { Set(names).isSubset(of: $0.names) && names.count <= $0.names.count }) {
          found.removeAll { Set($0.names).isSubset(of: names) && $0.names.count <= names.count }
          found.append((day, names))
        }
      }
    }
    return found.map { day, names in
      Crowd(
        nudges: names,
        description:
          "day \(day) of \(what) can have \(names.count) nudges (\(list(names))); at most \(limits.day) come in "
          + "a day, the others later or not at all")
    }
  }

  private func fullestWeek(_ all: [Days]) -> Crowd? {
    var fullest: (first: Int, names: [String])?
    for (weekday, days) in all.enumerated() {
      // Weeks begin on Monday; the stage was entered so many days later.
      for monday in stride(from: -weekday, through: lastDay, by: 7) {
        let names = (monday..<(monday + 7)).flatMap { days.names[$0] ?? [] }
        if names.count > max(limits.week, fullest?.names.count ?? 0) { fullest = (max(0, monday), names) }
      }
    }
    return fullest.map { first, names in
      Crowd(
        nudges: names,
        description:
          "the week from day \(first) of stage '\(stage.id)' can have \(names.count) nudges (\(list(names))); "
          + "at most \(limits.week) come in a week, the others later or not at all")
    }
  }

  private func list(_ names: [String]) -> String {
    var order: [String] = []
    for name in names where !order.contains(name) { order.append(name) }
    return order.map { name in
      let times = names.count { $0 == name }
      return times == 1 ? name : "\(name) \(times) times"
    }.joined(separator: ", ")
  }

  /// The days of the stage for each weekday on which it may be entered, from a Monday on.
  private func daysByWeekday() -> [Days] {
    let own: Set<When.Anchor> = [.stage, .usualStay, .longestStay]
    let anchors = own.union(entry.map { [.happening($0)] } ?? [])
    var weekdays = Weekday.allCases.map { Days(once: once(from: anchors, on: $0)) }
    for nudge in stage.nudges {
      guard let repetition = nudge.when.repetition else { continue }
      let (from, last) = (repetition.fromDay, min(repetition.untilDay ?? lastDay, lastDay))
      guard from <= last else { continue }
      let monday = CalendarEvent.firstMonday
      let counts = repetition.event.counts(onDays: (monday + from)...(monday + last + 6), atMost: limits.week + 1)
      for weekday in weekdays.indices {
        for day in from...last {
          guard let count = counts[monday + weekday + day] else { continue }
          weekdays[weekday].names[day, default: []] += Array(repeating: nudge.id, count: count)
        }
      }
    }
    return weekdays
  }

  /// The day of each nudge that is counted from one of these, of a stage that was entered at noon of such a weekday.
  private func once(from anchors: Set<When.Anchor>, on weekday: Weekday) -> [(day: Int, name: String)] {
    stage.nudges.compactMap { nudge in
      guard let anchor = nudge.when.anchor, anchors.contains(anchor) else { return nil }
      let base: Int? =
        switch anchor {
        case .stage, .happening: 0
        case .usualStay: stage.stay.usual
        case .longestStay: stage.stay.longest
        }
      guard let base, let days = nudge.when.days(from: weekday.adding(days: base)) else { return nil }
      return (base + days, nudge.id)
    }
  }
}

extension Weekday {
  fileprivate func adding(days: Int) -> Weekday {
    Self.allCases[(rawValue - 1 + days) % 7]
  }
}
