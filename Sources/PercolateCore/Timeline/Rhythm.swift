// When the daemon may speak at all. The rhythm is part of a timeline's event log, because the same events must give the same
// nudges whatever the configuration says today.

/// Zone, quiet hours and limits: what turns a plan's rules into moments.
public struct Rhythm: Hashable, Sendable {
  /// The zone that wall times are meant in.
  public var zone: Zone
  /// No nudge comes in these hours; nil when every hour will do.
  public var quiet: QuietHours?
  /// How many nudges there may be.
  public var limits: Limits

  /// Makes a rhythm.
  public init(zone: Zone, quiet: QuietHours?, limits: Limits) {
    self.zone = zone
    self.quiet = quiet
    self.limits = limits
  }

  /// The first moment from `moment` on that is outside the quiet hours.
  public func awake(_ moment: Moment) -> Moment {
    guard let quiet else { return moment }
    var moment = moment
    while case let time = zone.civil(at: moment).time, quiet.contains(time) {
      let wait = quiet.until.microseconds - time.microseconds
      let end = moment.adding(.microseconds(wait > 0 ? wait : wait + TimeOfDay.dayLength))
      // A change of the clock can end quiet hours early, and begin them anew.
      guard let change = zone.nextChange(after: moment), change <= end else { return end }
      moment = change
    }
    return moment
  }

  /// When quiet hours begin next, after a moment outside of them; nil when there are none.
  func nextQuiet(after moment: Moment) -> Moment? {
    guard let quiet else { return nil }
    let civil = zone.civil(at: moment)
    let day = civil.time < quiet.from ? civil.date : civil.date.adding(days: 1)
    return zone.moment(of: CivilTime(date: day, time: quiet.from))
  }
}

/// The hours in which no nudge comes; they may span midnight.
public struct QuietHours: Hashable, Sendable, CustomStringConvertible {
  /// Where they begin; this minute is quiet.
  public var from: TimeOfDay
  /// Where they end; this minute is not quiet.
  public var until: TimeOfDay

  /// Makes quiet hours; nil when they would be empty or the whole day.
  public init?(from: TimeOfDay, until: TimeOfDay) {
    guard from != until else { return nil }
    self.from = from
    self.until = until
  }

  /// Reads `22:30-08:00`; nil when it is not of that form.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let from = TimeOfDay(parts[0]), let until = TimeOfDay(parts[1]) else { return nil }
    self.init(from: from, until: until)
  }

  /// Whether this time of day is quiet.
  public func contains(_ time: TimeOfDay) -> Bool {
    from < until ? (from <= time && time < until) : (time >= from || time < until)
  }

  /// `22:30-08:00`.
  public var description: String { "\(from)-\(until)" }
}

/// How many nudges of one timeline there may be.
public struct Limits: Hashable, Sendable {
  /// On one calendar day.
  public var day: Int
  /// In one calendar week, Monday to Sunday.
  public var week: Int

  /// Makes limits; both are at least one.
  public init(day: Int = 3, week: Int = 12) {
    self.day = max(1, day)
    self.week = max(1, week)
  }
}

/// How much a popup says.
public enum TextLevel: String, CaseIterable, Hashable, Sendable {
  /// "A moment for you": nothing of the nudge at all.
  case minimal
  /// Something to its user, nothing to somebody who looks over their shoulder.
  case discreet
  /// The full words, with the name.
  case full
}
