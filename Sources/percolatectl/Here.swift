// Now and here: what the user's words for dates are relative to, and their reader. Invariant: every date that a command
// takes goes through this file, so that "Sat" means the same everywhere.

import Kernel
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
    Here(now: Moment.now, zone: try Machine.zones.system())
  }

  /// Reads a date that has been: "Sat" is the last one. A day without a time of day means its noon.
  func past(_ text: String, option: String) throws(Failure) -> Moment {
    let moment = try read(text, option: option, lean: .past, hour: 12)
    guard moment <= now else { throw .usage("\(said(option, text)) has not happened yet; tell it when it has") }
    return moment
  }

  /// Reads a date that is to come: "Sat" is the next one. A day without a time of day means that hour of it.
  func future(_ text: String, option: String, hour: Int = 9) throws(Failure) -> Moment {
    let moment = try read(text, option: option, lean: .future, hour: hour)
    guard moment > now else { throw .usage("\(said(option, text)) has passed; give a date that lies ahead") }
    return moment
  }

  /// Reads a date that may lie anywhere. A day without a time of day means its beginning.
  func any(_ text: String, option: String) throws(Failure) -> Moment {
    try read(text, option: option, lean: .future, hour: 0)
  }

  /// Reads a length of time, and gives the moment at its end.
  func after(_ text: String, option: String) throws(Failure) -> Moment {
    do {
      let moment = now.adding(try TimeSpan.parse(text))
      guard moment > now else { throw Failure.usage("\(said(option, text)) is no time at all; give for example 2h") }
      return moment
    } catch let failure as Failure {
      throw failure
    } catch {
      throw .usage("\(said(option, text)): \(error)")
    }
  }

  private func read(
    _ text: String, option: String, lean: DateWords.Lean, hour: Int
  ) throws(Failure) -> Moment {
    do {
      return try DateWords.read(
        text, now: now, zone: zone, lean: lean, time: Here.time(hour), names: Machine.words.dates)
    } catch {
      // The error quotes the part in question, which is often all of it.
      throw .usage(error.part.isEmpty || error.part == text ? "\(option): \(error)" : "\(said(option, text)): \(error)")
    }
  }

  private func said(_ option: String, _ text: String) -> String { "\(option) '\(text.shortened)'" }

  private static func time(_ hour: Int) -> TimeOfDay {
    guard let time = TimeOfDay(hour: hour, minute: 0) else { preconditionFailure("an hour of ours is one of the day") }
    return time
  }
}

/// The files that commands read without the daemon.
enum Machine {
  static let environment = environmentVariables()
  static let zones = ZoneFiles(environment: environment)
  static let directories = BaseDirectories(environment: environment)
  static let languages = Languages(directories: directories)
  /// The language that is configured, or else the locale's. A configuration with faults asks for none.
  static let language = languages.choose(
    configured: (try? ConfigurationFile.find(in: directories, zones: zones.named))?.configuration.language,
    environment: environment)
  /// What this program says by itself.
  static let words = languages.words(language).words
  static let plans: PlanCatalogue = {
    var plans = PlanCatalogue(directories: directories, zones: zones.named)
    plans.language = language
    return plans
  }()
}

extension String {
  /// Short enough to be quoted in an error.
  var shortened: String { count <= 60 ? self : prefix(60) + "..." }
}
