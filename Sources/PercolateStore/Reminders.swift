// The user's own reminders. A reminder's cursor is the moment up to which it has been planned, so that each elapse of its
// calendar event becomes one delivery, also when the daemon was off.

import GRDB
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
  /// The number of the next reminder: no number is given twice, also when its reminder is gone.
  public func nextReminder() throws -> Int {
    let given = try Int64.fetchOne(
      db,
      sql: """
        SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'reminder'), 0),
          coalesce((SELECT max(id) FROM reminder), 0))
        """)
    // A disk may have changed it to anything.
    return Int(clamping: min(max(given ?? 0, 0), Int64(Int32.max)) + 1)
  }

  /// Adds a reminder under its number.
  func add(_ reminder: Reminder, at now: Moment) throws {
    var at: Int64?
    var calendar: String?
    switch reminder.rule {
    case .once(let moment): at = moment.microseconds
    case .calendar(let event): calendar = event.description
    }
    try db.execute(
      sql: "INSERT INTO reminder (id, text, at, calendar, since, cursor) VALUES (?, ?, ?, ?, ?, ?)",
      arguments: [
        reminder.id, try sealing.seal(reminder).text, at, calendar, reminder.since.microseconds, now.microseconds,
      ])
    try sumUp(.reminder)
    try log(now, "reminders", "reminder-set", try JSON.text(ReminderLine(id: reminder.id)))
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
  func advance(_ id: Int, to cursor: Moment, active: Bool) throws {
    try db.execute(
      sql: "UPDATE reminder SET cursor = ?, active = ? WHERE id = ?", arguments: [cursor.microseconds, active, id])
    try sumUp(.reminder)
  }

  /// Cancels a reminder.
  func cancel(_ id: Int, at now: Moment) throws {
    try db.execute(sql: "UPDATE reminder SET active = 0 WHERE id = ?", arguments: [id])
    try sumUp(.reminder)
    try log(now, "reminders", "reminder-cancelled", try JSON.text(ReminderLine(id: id)))
  }
}

/// A reminder's line in the log. Its words stay in the table.
struct ReminderLine: Codable {
  var id: Int
}
