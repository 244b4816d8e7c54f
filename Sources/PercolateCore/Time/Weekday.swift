// The days of the week, counted from Monday as ISO 8601 does, with the English names that systemd.time(7) reads and prints.
// Invariant: names are the language of the rules, not of the person; words for people live with the person's language.

/// A day of the week; the raw value is the ISO 8601 number, Monday 1 to Sunday 7.
public enum Weekday: Int, CaseIterable, Hashable, Sendable {
  /// The first day of the ISO week.
  case monday = 1
  /// The second day of the ISO week.
  case tuesday = 2
  /// The third day of the ISO week.
  case wednesday = 3
  /// The fourth day of the ISO week.
  case thursday = 4
  /// The fifth day of the ISO week.
  case friday = 5
  /// The sixth day of the ISO week.
  case saturday = 6
  /// The last day of the ISO week.
  case sunday = 7

  /// The English name, `Monday`.
  public var name: String {
    switch self {
    case .monday: "Monday"
    case .tuesday: "Tuesday"
    case .wednesday: "Wednesday"
    case .thursday: "Thursday"
    case .friday: "Friday"
    case .saturday: "Saturday"
    case .sunday: "Sunday"
    }
  }

  /// The first three letters of the English name, `Mon`.
  public var shortName: String {
    String(name.prefix(3))
  }

  /// The weekday of a day counted from 1970-01-01, which was a Thursday.
  init(dayNumber: Int) {
    switch (dayNumber % 7 + 7) % 7 {
    case 0: self = .thursday
    case 1: self = .friday
    case 2: self = .saturday
    case 3: self = .sunday
    case 4: self = .monday
    case 5: self = .tuesday
    default: self = .wednesday
    }
  }
}
