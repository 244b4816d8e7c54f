// Everything that must survive: the event log, what became of each delivery, the reminders, and the plans as they were when
// their timelines began. Invariants: one transaction an input, on the disk before the caller goes on (synchronous=FULL); the
// log is only ever appended to; nobody but its user can read the folder or the files.

internal import Foundation
internal import GRDB
public import PercolateCore

/// The database of one user.
public final class Store {
  var writer: DatabaseQueue
  /// Whether this is a copy that was changed since it was made.
  var isSealBroken = false

  /// Opens the database at `path`, and creates its folder (0700) and itself (0600) where they are missing.
  ///
  /// - Throws: `StoreError` when the folder is not the user's alone, the file is not a database, or it was written by a newer
  ///   version. The file is left as it is.
  public convenience init(path: String) throws {
    try PrivateFolder.prepare(path)
    FilesBeside(path: path).tidy()
    var configuration = Configuration()
    // Our own errors carry no values of statements; GRDB's would, and they end in the journal.
    configuration.publicStatementArguments = false
    configuration.busyMode = .timeout(5)
    do {
      try self.init(DatabaseQueue(path: path, configuration: configuration))
      try PrivateFolder.restrict(path)
    } catch let error as DatabaseError {
      throw StoreError(error, path: path)
    }
  }

  /// A database in memory, for rehearsals and tests.
  public static func temporary() throws -> Store { try Store(DatabaseQueue()) }

  private init(_ writer: DatabaseQueue) throws {
    self.writer = writer
    if writer.path != ":memory:" {
      try writer.writeWithoutTransaction { db in
        // GRDB sets NORMAL after its preparation, which loses the last commits with the power.
        try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")
        guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2 else { throw StoreError.notDurable }
      }
    }
    guard try writer.read(Schema.migrator.hasBeenSuperseded) == false else { throw StoreError.newerSchema }
    try Schema.migrator.migrate(writer)
  }

  /// Carries out `changes` in one transaction, which is on the disk when this returns.
  public func commit(_ changes: (borrowing Transaction) throws -> Void) throws {
    try StoreError.wrapping { try writer.write { try changes(Transaction(db: $0)) } }
  }

  /// Reads in one consistent view.
  public func read<Value>(_ body: (borrowing Transaction) throws -> Value) throws -> Value {
    try StoreError.wrapping { try writer.read { try body(Transaction(db: $0)) } }
  }

  /// Whether something was erased that may still stand in the files.
  public func isToBeCompacted() throws -> Bool {
    // Not by way of `read`: Swift 6.3.1 crashes when it inlines that with a value of a type that cannot be copied.
    try StoreError.wrapping {
      try writer.read { try Bool.fetchOne($0, sql: "SELECT EXISTS (SELECT 1 FROM to_compact)") ?? false }
    }
  }

  /// Writes the whole database anew, without what was deleted, and empties the write-ahead log.
  public func compact() throws {
    try StoreError.wrapping {
      try writer.writeWithoutTransaction { db in
        // A copy in a temporary file would outlive us.
        try db.execute(sql: "PRAGMA temp_store = MEMORY; VACUUM;")
        // That it could not be emptied is said in its row, and is no error of SQLite's.
        let busy = try Int.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        guard busy == 0 else { throw StoreError.failed(code: 5, what: "the write-ahead log is in use") }
        // They are as they were before anything was erased.
        beside.removeKept()
        try db.execute(sql: "DELETE FROM to_compact; PRAGMA wal_checkpoint(TRUNCATE);")
      }
    }
  }
}

/// What can be read and written within one transaction.
public struct Transaction: ~Copyable {
  let db: Database
}

/// A timeline as it is stored: the plan that it follows, and what happened.
public struct StoredTimeline: Sendable {
  /// Its own name.
  public var name: String
  /// The text of its plan, as it was when it began.
  public var plan: String
  /// The texts of the versions that it was upgraded to, in order.
  public var upgrades: [String]
  /// Its events, oldest first.
  public var events: [Event]
}

/// A line of the log.
public struct LogEntry: Sendable {
  /// Its number, which only grows.
  public var seq: Int
  /// When it took effect.
  public var at: Moment
  /// The timeline's name, or `reminders`.
  public var stream: String
  /// What kind of fact: see `Fact.kind`; deliveries are `nudge`.
  public var kind: String
  /// The fact, as JSON.
  public var body: String

  /// What happened to the timeline, if that is what the line tells.
  public var fact: Fact? {
    switch kind {
    case "nudge", "reminder-set", "reminder-cancelled": nil
    default: try? JSON.value(Fact.self, body)
    }
  }

  /// The fact in a few words; what its kind says already is left out.
  public var detail: String {
    switch kind {
    case "nudge": (try? JSON.value(DeliveryLine.self, body))?.words ?? ""
    case "reminder-set", "reminder-cancelled": (try? JSON.value(ReminderLine.self, body)).map { "\($0.id)" } ?? ""
    default: (try? JSON.value(Fact.self, body))?.words ?? ""
    }
  }
}

extension Transaction {
  /// Begins a timeline with its plan and first events.
  public func begin(_ name: String, plan: String, events: [Event]) throws {
    try db.execute(sql: "INSERT INTO timeline (name, plan) VALUES (?, ?)", arguments: [name, plan])
    try append(events, to: name)
  }

  /// Adds events to a timeline's log.
  public func append(_ events: [Event], to timeline: String) throws {
    for event in events {
      try log(event.at, timeline, event.fact.kind, try JSON.text(event.fact))
      if case .wrote(let writing) = event.fact { try index(writing) }
    }
  }

  /// Keeps the text of the plan that a timeline goes on with.
  public func upgrade(_ timeline: String, to plan: String) throws {
    try db.execute(sql: "INSERT INTO upgrade (timeline, plan) VALUES (?, ?)", arguments: [timeline, plan])
  }

  /// All timelines, in the order in which they began. One may be named `reminders`, so their lines are told by their kind.
  public func timelines() throws -> [StoredTimeline] {
    var found: [StoredTimeline] = []
    for row in try Row.fetchAll(db, sql: "SELECT name, plan FROM timeline ORDER BY rowid") {
      let name: String = row["name"]
      let lines = try Row.fetchAll(
        db,
        sql: """
          SELECT at, body FROM event
          WHERE stream = ? AND kind NOT IN ('nudge', 'reminder-set', 'reminder-cancelled') ORDER BY seq
          """,
        arguments: [name])
      let events = try lines.map { line in
        Event(at: try Columns.moment(line["at"]), try JSON.value(Fact.self, line["body"]))
      }
      let upgrades = try String.fetchAll(
        db, sql: "SELECT plan FROM upgrade WHERE timeline = ? ORDER BY id", arguments: [name])
      found.append(StoredTimeline(name: name, plan: row["plan"], upgrades: upgrades, events: events))
    }
    return found
  }

  /// The latest `limit` lines of the log, oldest first, of one stream or of all.
  public func log(stream: String?, limit: Int) throws -> [LogEntry] {
    let rows = try Row.fetchAll(
      db, sql: "SELECT * FROM event WHERE ? IS NULL OR stream = ? ORDER BY seq DESC LIMIT ?",
      arguments: [stream, stream, limit])
    return try rows.reversed().map { row in
      LogEntry(
        seq: row["seq"], at: try Columns.moment(row["at"]), stream: row["stream"], kind: row["kind"], body: row["body"])
    }
  }

  func log(_ at: Moment, _ stream: String, _ kind: String, _ body: String) throws {
    try db.execute(
      sql: "INSERT INTO event (at, stream, kind, body) VALUES (?, ?, ?, ?)",
      arguments: [at.microseconds, stream, kind, body])
    try chain(stream, LogRow(seq: db.lastInsertedRowID, at: at.microseconds, kind: kind, body: body))
  }
}
