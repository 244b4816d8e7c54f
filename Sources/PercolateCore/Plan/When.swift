// When a nudge is due: its rule, and what can be asked of one. Invariant: the kinds of rules are told apart by switches
// without `default:` only, here, in its words (WhenPhrase.swift) and where an author is told what is odd about one
// (NudgeTiming.swift in PercolateFiles), so that the compiler names each place that a new kind needs; everybody else
// asks the members below.

/// When a nudge is due.
public enum When: Hashable, Sendable {
  /// Once: some days or hours before or after something.
  case once(Offset, of: Anchor)
  /// Again and again while the stage lasts, from one day of the stage up to another (nil: to its end).
  case cadence(CalendarEvent, fromDay: Int, untilDay: Int?)

  /// What a nudge's time is counted from.
  public enum Anchor: Hashable, Sendable, CustomStringConvertible {
    /// The moment at which the nudge's own stage was entered.
    case stage
    /// The moment at which the stage's usual stay is over, an extension included.
    case usualStay
    /// The moment at which the stage's longest stay is over, an extension included.
    case longestStay
    /// The latest happening of this kind.
    case happening(Happening)

    /// The words of a plan.
    public var description: String {
      switch self {
      case .stage: "entering"
      case .usualStay: "usual-stay"
      case .longestStay: "longest-stay"
      case .happening(let happening): happening.rawValue
      }
    }
  }

  /// A distance from an anchor.
  public enum Offset: Hashable, Sendable {
    /// So much real time after it (before it, when negative).
    case elapsed(Duration)
    /// So many days after its day (before it, when negative), at this time of day; nil: at the anchor's own time of
    /// day.
    case days(Int, at: TimeOfDay?)
    /// The first such day of the week that is later than its day, so 1 to 7 days after it, at this time of day.
    case first(Weekday, at: TimeOfDay)
  }

  /// A calendar event, and the days of the stage between which it counts.
  public struct Repetition: Hashable, Sendable {
    /// The times.
    public let event: CalendarEvent
    /// The first day of the stage on which it can come.
    public let fromDay: Int
    /// The last one; nil: the stage's last.
    public let untilDay: Int?
  }
}

/// A dated fact that nudges can be counted from.
public enum Happening: String, CaseIterable, Hashable, Sendable {
  /// The relationship was ended.
  case breakup
  /// The letter was sent.
  case letterSent = "letter-sent"
  /// The user answered.
  case replied
  /// The user called.
  case called
  /// The user asked for a coffee.
  case invited
  /// The user had the coffee.
  case coffeeHad = "coffee-had"
  /// The user got in touch although it was too early.
  case slip
  /// The other person wrote, called or invited.
  case theyWrote = "they-wrote"
  /// The date of the coffee, past or to come.
  case coffee
}

// What can be asked of a rule by itself.
extension When {
  /// What its time is counted from; nil when it is the calendar alone.
  public var anchor: Anchor? {
    switch self {
    case .once(_, let anchor): anchor
    case .cadence: nil
    }
  }

  /// Whether it comes once for each time that its anchor takes place, rather than again and again.
  public var comesOnce: Bool {
    switch self {
    case .once: true
    case .cadence: false
    }
  }

  /// The anchor that it must come before to make sense; nil when it can come at any later time as well.
  public var deadlineAnchor: Anchor? {
    switch self {
    case .once(let offset, let anchor): offset.days < 0 ? anchor : nil
    case .cadence: nil
    }
  }

  /// How many days on the calendar lie between its anchor, at noon of such a day of the week, and itself; nil when it
  /// has none.
  public func days(from weekday: Weekday) -> Int? {
    switch self {
    case .once(let offset, _): offset.days(fromNoonOf: weekday)
    case .cadence: nil
    }
  }

  /// What it repeats; nil when it comes once.
  public var repetition: Repetition? {
    switch self {
    case .once: nil
    case .cadence(let event, let first, let last): Repetition(event: event, fromDay: first, untilDay: last)
    }
  }

  /// The same rule between two days of the stage (nil: to its end); nil when it comes once, and has no such days.
  public func limited(fromDay first: Int, untilDay last: Int?) -> When? {
    switch self {
    case .once: nil
    case .cadence(let event, _, _): .cadence(event, fromDay: first, untilDay: last)
    }
  }
}

extension When.Anchor {
  /// The happening that it is; nil when it is a moment of the stage.
  public var happening: Happening? {
    switch self {
    case .happening(let happening): happening
    case .stage, .usualStay, .longestStay: nil
    }
  }
}

extension When.Offset {
  /// The distance in days and parts of a day, negative before the anchor; the least one where it depends on the day of
  /// the week.
  public var days: Double {
    switch self {
    case .elapsed(let duration): duration / .seconds(86_400)
    case .days(let days, at: _): Double(days)
    case .first: 1
    }
  }

  fileprivate func days(fromNoonOf weekday: Weekday) -> Int {
    switch self {
    case .elapsed: Int((days + 0.5).rounded(.down))
    case .days(let days, at: _): days
    case .first(let wanted, at: _): weekday.days(untilNext: wanted)
    }
  }
}

// What only a journey can answer: in which zone, and when its anchors are.
extension When {
  /// The first time from `cursor` on that the rule names in the journey's present stage; nil when there is none, or
  /// what it is counted from has not taken place and has no date.
  func next(from cursor: Moment, in journey: Timeline) -> Moment? {
    switch self {
    case .once(let offset, let anchor):
      guard let due = offset.moment(from: anchor, in: journey), due >= cursor else { return nil }
      return due
    case .cadence(let event, let fromDay, let untilDay):
      let entered = journey.rhythm.zone.civil(at: journey.visit.on).date
      let first = journey.rhythm.zone.moment(of: CivilTime(date: entered.adding(days: fromDay), time: .midnight))
      let earliest = max(first, cursor).subtracting(.microseconds(1))
      guard let due = event.next(after: earliest, in: journey.rhythm.zone) else { return nil }
      if let untilDay, journey.dayOfStage(at: due) > untilDay { return nil }
      return due
    }
  }
}

extension When.Offset {
  fileprivate func moment(from anchor: When.Anchor, in journey: Timeline) -> Moment? {
    guard let base = journey.moment(of: anchor) else { return nil }
    switch self {
    // "At once" is when the user told us, whatever day they name as day 0.
    case .elapsed(let distance): return (anchor == .stage ? journey.visit.at : base).adding(distance)
    case .days(let days, let time): return journey.day(days, of: base, at: time)
    case .first(let wanted, let time):
      let weekday = journey.rhythm.zone.civil(at: base).date.weekday
      return journey.day(weekday.days(untilNext: wanted), of: base, at: time)
    }
  }
}

extension Weekday {
  /// From a day of this name to the next one of another name, or of its own: 1 to 7 days.
  fileprivate func days(untilNext other: Weekday) -> Int { (other.rawValue - rawValue + 6) % 7 + 1 }
}
