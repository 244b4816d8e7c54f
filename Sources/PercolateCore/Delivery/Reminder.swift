// A reminder is the user's own: their words, at the time they named. It belongs to no stage, and neither quiet hours nor limits
// touch it.

/// A reminder that the user set.
public struct Reminder: Hashable, Sendable, Identifiable {
  /// Its number, as `percolatectl remind list` shows it.
  public var id: Int
  /// The user's words; private.
  public var text: String
  /// When it is due.
  public var rule: Rule
  /// When it was set; nothing is due before.
  public var since: Moment

  /// When a reminder is due.
  public enum Rule: Hashable, Sendable {
    /// Once.
    case once(Moment)
    /// At every elapse of a calendar event.
    case calendar(CalendarEvent)
  }

  /// Makes a reminder.
  public init(id: Int, text: String, rule: Rule, since: Moment) {
    self.id = id
    self.text = text
    self.rule = rule
    self.since = since
  }

  /// The first time after `moment` that it is due; nil when it never is again.
  public func next(after moment: Moment, in zone: Zone) -> Moment? {
    switch rule {
    case .once(let due): due > moment ? due : nil
    case .calendar(let event): event.next(after: max(moment, since), in: zone)
    }
  }

  /// The last time up to `now` that it was due, of those after `moment`; nil when there is none.
  public func latest(after moment: Moment, through now: Moment, in zone: Zone) -> Moment? {
    guard var latest = next(after: moment, in: zone), latest <= now else { return nil }
    // From now on backwards, further each time: a long absence is not walked through second by second.
    var reach = Duration.seconds(60)
    while now.subtracting(reach) > latest {
      if let recent = next(after: now.subtracting(reach), in: zone), recent <= now { latest = recent }
      reach *= 2
    }
    while let again = next(after: latest, in: zone), again <= now { latest = again }
    return latest
  }

  /// The delivery of this reminder that is due then. It is always shown, however late: the user asked for it.
  public func delivery(due: Moment, _ words: Words) -> Delivery {
    Delivery(
      key: "reminder/\(id)@\(due)", timeline: nil, nudge: "reminder", title: words(.popupReminder), due: due,
      late: .show,
      urgency: .normal, full: text, discreet: words(.popupReminderDiscreet))
  }
}
