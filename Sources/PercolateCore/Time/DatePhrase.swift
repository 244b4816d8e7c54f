// A date phrase, parsed, and its conversion to a moment, which needs the present, the zone and the lean.
// Invariant: a phrase that was read is complete in itself; turning it into a moment fails only where the calendar does.

/// A date as it was said.
enum DatePhrase: Equatable {
  case now
  case instant(Moment)
  /// Some distance away from now, at a time of that day if one was said.
  case away(DateShift, at: TimeOfDay?)
  /// A day, or only a time.
  case on(Day?, at: TimeOfDay?)

  enum Day: Equatable {
    case daysFromToday(Int)
    case monthsFromToday(Int)
    case weekday(Weekday, Which)
    case date(CivilDate, weekday: Weekday?)
    /// Exists in some year at least.
    case yearly(month: Int, day: Int, weekday: Weekday?)
  }

  enum Which {
    case nearest, next, last, this
  }

  /// Where and when the words are said.
  struct Present {
    let now: Moment
    let zone: Zone
    let lean: DateWords.Lean
    let defaultTime: TimeOfDay

    var today: CivilTime { zone.civil(at: now) }
  }

  /// Nil if the moment is out of bounds.
  func moment(at present: Present) throws(DateWordsError) -> Moment? {
    switch self {
    case .now: present.now
    case .instant(let moment): moment
    case .away(let shift, let time): present.moment(after: shift, at: time)
    case .on(let day?, let time): try present.moment(on: day, at: time)
    case .on(nil, let time):
      present.nearest(stride: 1, time: time ?? present.defaultTime, present.today.date.adding(days:))
    }
  }
}

/// A distance from now: months and days on the calendar first, then elapsed time.
struct DateShift: Equatable {
  var months = 0
  var days = 0
  var elapsed = Duration.zero

  var movesDate: Bool { months != 0 || days != 0 }

  var reversed: DateShift {
    DateShift(months: -months, days: -days, elapsed: .zero - elapsed)
  }
}

extension DatePhrase.Present {
  fileprivate func moment(after shift: DateShift, at time: TimeOfDay?) -> Moment? {
    var start = now
    if shift.movesDate || time != nil {
      let date = today.date.adding(months: shift.months).adding(days: shift.days)
      guard let moment = moment(date, time ?? today.time) else { return nil }
      start = moment
    }
    let moment = start.adding(shift.elapsed)
    return moment == .latest || moment == .earliest ? nil : moment
  }

  fileprivate func moment(on day: DatePhrase.Day, at time: TimeOfDay?) throws(DateWordsError) -> Moment? {
    switch day {
    case .daysFromToday(let days):
      return moment(orNow: today.date.adding(days: days), time)
    case .monthsFromToday(let months):
      return moment(today.date.adding(months: months), time ?? defaultTime)
    case .weekday(let weekday, let which):
      return moment(weekday, which, at: time ?? defaultTime)
    case .date(let date, let weekday):
      return try moment(checked(date, weekday), time ?? defaultTime)
    case .yearly(let month, let day, let weekday):
      if time == nil, today.date.month == month, today.date.day == day {
        return try moment(orNow: checked(today.date, weekday), nil)
      }
      var chosen: CivilDate?
      let moment = nearest(stride: 1, time: time ?? defaultTime) { years in
        guard let date = CivilDate(year: today.date.year + years, month: month, day: day) else { return nil }
        chosen = date
        return date
      }
      if let chosen, moment != nil { _ = try checked(chosen, weekday) }
      return moment
    }
  }

  private func moment(_ weekday: Weekday, _ which: DatePhrase.Which, at time: TimeOfDay) -> Moment? {
    let ahead = weekday.rawValue - today.date.weekday.rawValue
    switch which {
    case .this: return moment(today.date.adding(days: ahead), time)
    case .next: return moment(today.date.adding(days: ahead > 0 ? ahead : ahead + 7), time)
    case .last: return moment(today.date.adding(days: ahead < 0 ? ahead : ahead - 7), time)
    case .nearest: return nearest(stride: 7, time: time) { today.date.adding(days: ahead + $0) }
    }
  }

  /// A day without a time means its default time, but today it means now if that lies on the wrong side.
  private func moment(orNow date: CivilDate, _ time: TimeOfDay?) -> Moment? {
    guard let moment = moment(date, time ?? defaultTime) else { return nil }
    return time == nil && date == today.date && !leans(to: moment) ? now : moment
  }

  /// Tries dates from now on in the direction of the lean, and takes the first whose moment lies on that side of now.
  ///
  /// A date may lie a step back, or not exist, as 29 February does not for eight years around 2100.
  fileprivate func nearest(stride: Int, time: TimeOfDay, _ date: (Int) -> CivilDate?) -> Moment? {
    for steps in -1...9 {
      let offset = (lean == .future ? steps : -steps) * stride
      if let moment = date(offset).flatMap({ moment($0, time) }), leans(to: moment) { return moment }
    }
    return nil
  }

  private func leans(to moment: Moment) -> Bool {
    switch lean {
    case .past: moment <= now
    case .future: moment > now
    }
  }

  private func moment(_ date: CivilDate, _ time: TimeOfDay) -> Moment? {
    guard 1970...2199 ~= date.year else { return nil }
    return zone.moment(of: CivilTime(date: date, time: time))
  }

  private func checked(_ date: CivilDate, _ weekday: Weekday?) throws(DateWordsError) -> CivilDate {
    guard let weekday, weekday != date.weekday else { return date }
    throw DateWordsError(part: date.description, problem: .otherWeekday(date.weekday))
  }
}
