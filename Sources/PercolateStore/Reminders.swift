// The user's own reminders. A reminder's cursor is the moment up to which it has been planned, so that each elapse of its
// calendar event becomes one delivery, also when the daemon was off.

internal import GRDB
public import PercolateCore

/// A reminder as it is stored.
public struct StoredReminder: Sendable {
  /// The reminder.
  public var reminder: Reminder
  /// Up to when it has been planned.
  public var cursor: Moment

  /// Makes a stored reminder.
  public init(reminder: Reminder, cursor: Moment) {
    self.reminder = reminder
    self.cursor = cursor
  }
}

extension Transaction {
  /// Adds a reminder, and gives it its number.
  public func add(_ text: String, _ rule: Reminder.Rule, at now: Moment) throws -> Reminder {
    var at: Int64?
    var calendar: String?
    switch rule {
    case .once(let moment): at = moment.microseconds
    case .calendar(let event): calendar = event.description
    }
    var reminder = Reminder(id: 0, text: text, rule: rule, since: now)
    try db.execute(
      sql: "INSERT INTO reminder (text, at, calendar, since, cursor) VALUES (?, ?, ?, ?, ?)",
      arguments: [try sealing.seal(reminder).text, at, calendar, now.microseconds, now.microseconds])
    reminder.id = Int(clamping: db.lastInsertedRowID)
    try sumUp(.reminder)
    try log(now, "reminders", "reminder-set", try JSON.text(ReminderLine(id: reminder.id)))
    return reminder
  }

  /// Every reminder that can still be due. A calendar event whose zone is gone from the system is left out.
  public func reminders(zoneNamed: (String) -> Zone?) throws -> [StoredReminder] {
    try readable("reminder", "ORDER BY id") { row in
      guard try row.decode(forColumn: "active") else { return nil }
      let rule: Reminder.Rule
      if try row.decode(Int64?.self, forColumn: "at") != nil {
        rule = .once(try row.moment("at"))
      } else if let text = try row.decode(String?.self, forColumn: "calendar"),
        let event = try? CalendarEvent(parsing: text, zoneNamed: zoneNamed)
      {
        rule = .calendar(event)
      } else {
        return nil
      }
      let reminder = Reminder(
        id: try row.decode(forColumn: "id"), text: try row.decode(forColumn: "text"), rule: rule,
        since: try row.moment("since"))
      return StoredReminder(
        reminder: try opened("reminder", row) { try $0.open(reminder) }, cursor: try row.moment("cursor"))
    }.values
  }

  /// Moves a reminder's cursor on; one that is not due again is no longer active.
  public func advance(_ id: Int, to cursor: Moment, active: Bool) throws {
    try db.execute(
      sql: "UPDATE reminder SET cursor = ?, active = ? WHERE id = ?", arguments: [cursor.microseconds, active, id])
    try sumUp(.reminder)
  }

  /// Cancels a reminder.
  public func cancel(_ id: Int, at now: Moment) throws {
    try db.execute(sql: "UPDATE reminder SET active = 0 WHERE id = ?", arguments: [id])
    try sumUp(.reminder)
    try log(now, "reminders", "reminder-cancelled", try JSON.text(ReminderLine(id: id)))
  }
}

/// A reminder's line in the log. Its words stay in the table.
struct ReminderLine: Codable {
  var id: Int
}
