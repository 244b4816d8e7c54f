// Now and here: what the user's words for dates are relative to, and their reader. Invariant: every date that a command
// takes goes through this file, so that "Sat" means the same everywhere.

import Foundation
import PercolateCore
import PercolateFiles

/// The moment and the zone in which a command runs.
struct Here: Sendable {
  /// What time it is.
  let now: Moment
  /// The zone that the user's clock shows.
  let zone: Zone

  /// The system's clock and zone.
  ///
  /// - Throws: when the zone that TZ names is not known; guessing would put every date in the wrong place.
  static func current() throws -> Here {
    Here(now: Moment.current, zone: try Machine.zones.system())
  }

  /// Reads a date that has been: "Sat" is the last one. A day without a time of day means its noon.
  func past(_ text: String, option: String) throws(Failure) -> Moment {
    try read(text, option: option, lean: .past, time: Here.time(12))
  }

  /// Reads a date that is to come: "Sat" is the next one. A day without a time of day means that hour of it.
  func future(_ text: String, option: String, hour: Int = 9) throws(Failure) -> Moment {
    try read(text, option: option, lean: .future, time: Here.time(hour))
  }

  /// Reads a length of time, and gives the moment at its end.
  func after(_ text: String, option: String) throws(Failure) -> Moment {
    do {
      return now.adding(try TimeSpan.parse(text))
    } catch {
      throw .usage("\(option) '\(text.shortened)': \(error)")
    }
  }

  private func read(
    _ text: String, option: String, lean: DateWords.Lean, time: TimeOfDay
  ) throws(Failure) -> Moment {
    do {
      return try DateWords.read(text, now: now, zone: zone, lean: lean, time: time)
    } catch {
      throw .usage("\(option) '\(text.shortened)': \(error)")
    }
  }

  private static func time(_ hour: Int) -> TimeOfDay {
    guard let time = TimeOfDay(hour: hour, minute: 0) else { preconditionFailure("an hour of ours is one of the day") }
    return time
  }
}

/// The files that commands read without the daemon.
enum Machine {
  static let environment = ProcessInfo.processInfo.environment
  static let zones = ZoneFiles(environment: environment)
  static let directories = BaseDirectories(environment: environment)
  static let plans = PlanCatalogue(directories: directories, zones: zones.named)
}

extension Moment {
  /// What the system's clock shows; the nearest moment there is when it shows a year that we do not know.
  static var current: Moment {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Moment.earliest.adding(.seconds(time.tv_sec) + .microseconds(time.tv_nsec / 1000))
  }
}

extension String {
  /// Short enough to be quoted in an error.
  var shortened: String { count <= 60 ? self : prefix(60) + "..." }
}
