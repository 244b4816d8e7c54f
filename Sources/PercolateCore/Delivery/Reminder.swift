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
    // Searches back from `now` in steps that double, so that a long absence is not walked through second by second.
    var reach = Duration.seconds(60)
    while now.subtracting(reach) > latest {
      if let recent = next(after: now.subtracting(reach), in: zone), recent <= now { latest = recent }
      reach *= 2
    }
    while let again = next(after: latest, in: zone), again <= now { latest = again }
    return latest
  }

  /// The key of the delivery of a reminder that is due then, `reminder/3@2026-11-22T18:30:00Z`.
  public static func key(number: Int, due: Moment) -> String { "\(keyPrefix)\(number)@\(due)" }

  /// The number of the reminder that a delivery's key names; nil when it is the key of a nudge.
  public static func number(ofKey key: String) -> Int? {
    guard key.hasPrefix(keyPrefix) else { return nil }
    return Int(key.dropFirst(keyPrefix.count).prefix { $0 != "@" })
  }

  /// The delivery of this reminder that is due then. It is always shown, however late: the user asked for it.
  public func delivery(due: Moment, _ words: Words) -> Delivery {
    Delivery(
      key: Self.key(number: id, due: due), timeline: nil, nudge: "reminder", title: words(.popupReminder), due: due,
      late: .show,
      urgency: .normal, full: text, discreet: words(.popupReminderDiscreet))
  }

  private static let keyPrefix = "reminder/"
}
