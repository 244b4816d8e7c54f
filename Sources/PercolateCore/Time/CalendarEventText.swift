// The normal form of a calendar event, exactly as `systemd-analyze calendar` prints it.
// Invariant: parsing what is printed gives an equal event.

extension CalendarEvent: CustomStringConvertible {
  /// The rule in systemd's normal form, such as `Mon..Fri *-*-* 19:30:00 Europe/Paris`.
  public var description: String {
    let date = "\(fields.year.text(4))-\(fields.month.text(2))\(fields.countsFromEnd ? "~" : "-")\(fields.day.text(2))"
    let time = "\(fields.hour.text(2)):\(fields.minute.text(2)):\(fields.second.secondsText)"
    let weekdays = fields.weekdays == .all ? nil : fields.weekdays.text
    return [weekdays, date, time, zone?.name].compactMap(\.self).joined(separator: " ")
  }
}

extension WeekdaySet {
  /// Runs of three and more are written as a range.
  fileprivate var text: String {
    var runs: [[Weekday]] = []
    for weekday in Weekday.allCases where contains(weekday) {
      if let last = runs.last?.last, last.rawValue + 1 == weekday.rawValue {
        runs[runs.count - 1].append(weekday)
      } else {
        runs.append([weekday])
      }
    }
    return runs.map { run in
      guard run.count > 2, let first = run.first, let last = run.last else {
        return run.map(\.shortName).joined(separator: ",")
      }
      return "\(first.shortName)..\(last.shortName)"
    }.joined(separator: ",")
  }
}

extension CalendarField {
  fileprivate func text(_ width: Int) -> String {
    guard !components.isEmpty else { return "*" }
    return components.map { component in
      component.text(implied: 1, value: { padded($0, width) }, step: { String($0) })
    }.joined(separator: ",")
  }

  fileprivate var secondsText: String {
    guard !components.isEmpty, components != [Self.everySecond] else { return "*" }
    return components.map { component in
      component.text(
        implied: 1_000_000, value: { padded($0 / 1_000_000, 2) + fraction($0) },
        step: { String($0 / 1_000_000) + fraction($0) })
    }.joined(separator: ",")
  }
}

extension CalendarField.Component {
  /// A range says its repetition only if it is not the implied one.
  fileprivate func text(implied: Int, value: (Int) -> String, step format: (Int) -> String) -> String {
    var text = value(start)
    if let stop { text += "..\(value(stop))" }
    if step > 0, stop == nil || step != implied { text += "/\(format(step))" }
    return text
  }
}

/// The part of a number of microseconds behind the point, if it is not zero.
private func fraction(_ microseconds: Int) -> String {
  microseconds % 1_000_000 == 0 ? "" : ".\(padded(microseconds % 1_000_000, 6))"
}
