// The user's own reminders. A reminder's cursor is the moment up to which it has been planned, so that each elapse of its
// calendar event becomes one delivery, also when the daemon was off.

public import PercolateCore
import SQLite

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
    let given = try db.value(
      """
      SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'reminder'), 0),
        coalesce((SELECT max(id) FROM reminder), 0))
      """, as: Value.self)
    // A disk may have changed it to anything.
    guard case .integer(let number) = given else { return 1 }
    return Int(clamping: min(max(number, 0), Int64(Int32.max)) + 1)
  }

  /// Adds a reminder under its number.
  func add(_ reminder: Reminder, at now: Moment) throws {
    var at: Int64?
    var calendar: String?
    switch reminder.rule {
    case .once(let moment): at = moment.microseconds
    case .calendar(let event): calendar = event.description
    }
    try change(.reminder, row: Int64(reminder.id)) {
      try db.execute(
        "INSERT INTO reminder (id, text, at, calendar, since, cursor) VALUES (?, ?, ?, ?, ?, ?)", reminder.id,
        try sealing.seal(reminder).text, at, calendar, reminder.since.microseconds, now.microseconds)
    }
    try log(now, "reminders", "reminder-set", ReminderLine(id: reminder.id).text)
  }

  /// Every reminder that can still be due. A calendar event whose zone is gone from the system is left out.
  public func reminders(zoneNamed: (String) -> Zone?) throws -> [StoredReminder] {
    // Of a hundred thousand reminders few have a rule of their own, and copies of one rule cost next to nothing.
    var events: [String: CalendarEvent] = [:]
    let columns = Transaction.reminderColumns
    return try readable("reminder", columns: columns, "WHERE active <> 0 ORDER BY id") { row in
      try reminder(row) { text in
        if let event = events[text] { return event }
        let event = try? CalendarEvent(parsing: text, zoneNamed: zoneNamed)
        events[text] = event
        return event
      }
    }.values
  }

  /// The columns that a reminder is read from, by their places: after the row's number.
  static let reminderColumns = "id, text, at, calendar, since, cursor, active"

  /// A reminder of its row; nil when it is over, or its zone is gone.
  func reminder(_ row: Row, zoneNamed: (String) -> Zone?) throws -> StoredReminder? {
    try reminder(row) { try? CalendarEvent(parsing: $0, zoneNamed: zoneNamed) }
  }

  private func reminder(_ row: Row, event: (String) -> CalendarEvent?) throws -> StoredReminder? {
    // Looked up by place, and without a type to be found out: there may be a million.
    guard let isActive = Bool(row, at: 7) else { throw StoreError.damaged }
    guard isActive else { return nil }
    let rule: Reminder.Rule
    if !row.isNull(at: 3) {
      rule = .once(try row.moment(at: 3))
    } else if !row.isNull(at: 4) {
      guard let text = String(row, at: 4) else { throw StoreError.damaged }
      guard let event = event(text) else { return nil }
      rule = .calendar(event)
    } else {
      return nil
    }
    guard let id = Int(row, at: 1), let text = String(row, at: 2) else { throw StoreError.damaged }
    let reminder = Reminder(id: id, text: text, rule: rule, since: try row.moment(at: 5))
    let opened = sealing.isOff ? reminder : try opened("reminder", row) { try $0.open(reminder) }
    return StoredReminder(reminder: opened, cursor: try row.moment(at: 6))
  }

  /// Whether there is, or was, a reminder of this number.
  func hasReminder(_ id: Int) throws -> Bool {
    try db.value("SELECT 1 FROM reminder WHERE id = ?", id, as: Int.self) != nil
  }

  /// Moves a reminder's cursor on; one that is not due again is no longer active.
  func advance(_ id: Int, to cursor: Moment, active: Bool) throws {
    try change(.reminder, row: Int64(id)) {
      try db.execute("UPDATE reminder SET cursor = ?, active = ? WHERE id = ?", cursor.microseconds, active, id)
    }
  }

  /// Cancels a reminder.
  func cancel(_ id: Int, at now: Moment) throws {
    try change(.reminder, row: Int64(id)) { try db.execute("UPDATE reminder SET active = 0 WHERE id = ?", id) }
    try log(now, "reminders", "reminder-cancelled", ReminderLine(id: id).text)
  }
}
