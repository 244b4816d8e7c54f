// Everything that must survive: the event log, what became of each delivery, the reminders, and the plans as they were
// when their timelines began. Invariants: what `commit` is given is one transaction, which is on the disk when it
// returns (synchronous=FULL) or has changed nothing; the log is only appended to, except that forgetting deletes a
// journey's lines and sealing rewrites the words in them; nobody but its user can read the folder or the files.

import Foundation
import GRDB
public import PercolateCore

/// The database of one user.
public final class Store {
  let writer: DatabaseQueue
  /// Whether this is a copy that was changed since it was made.
  var isSealBroken = false
  private let damage = Damage()
  /// The streams and tables whose checksums did not fit when the database was opened; see `Transaction.brokenChains`.
  public internal(set) var changed: [String] = []
  /// How the user's own words are written; see `Store+Lock`.
  var sealing = Sealing.off
  /// What a new passphrase costs to try: scrypt's N is 2 to this power. Tests that are not about it ask for less.
  public var passphraseCost = KeySlot.usualCost

  /// Opens the database at `path`, and creates its folder (0700) and itself (0600) where they are missing.
  ///
  /// - Throws: `StoreError` when the folder is not the user's alone, the file is damaged or not a database of ours, or it was
  ///   written by a newer version. The file is left as it is.
  public convenience init(path: String) throws {
    FilesBeside(path: path).tidy()
    do {
      if try PrivateFolder.prepare(path) {
        try PrivateFolder.restrict(path)
        try Examination.examine(path, Store.configuration)
      } else {
        try Store.create(path)
      }
      try self.init(DatabaseQueue(path: path, configuration: Store.configuration))
      try PrivateFolder.restrict(path)
    } catch let error as DatabaseError {
      throw StoreError(error, path: path)
    }
  }

  /// A new database appears whole: it is made beside its place and moved there, so that a file without a byte in it was
  /// damaged, and is not taken for a new one.
  private static func create(_ path: String) throws {
    // SQLite would take a leftover log for the new database's own.
    for log in FilesBeside.logs.map({ path + $0 }) where PrivateFolder.size(of: log) ?? 0 != 0 {
      throw StoreError.unusable(path: log, why: "has lost its database, and may hold what was kept in it")
    }
    let draft = "\(path).new"
    for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: draft + suffix) }
    try PrivateFolder.make(draft)
    let store = try Store(DatabaseQueue(path: draft, configuration: configuration))
    try store.writer.close()
    try PrivateFolder.move(draft, to: path)
  }

  static var configuration: Configuration {
    var configuration = Configuration()
    // Our own errors carry no values of statements; GRDB's would, and they end in the journal.
    configuration.publicStatementArguments = false
    configuration.busyMode = .timeout(5)
    // GRDB's own default asks for a higher scheduling priority. The service may not have one, and each refusal is a
    // line in the journal.
    configuration.qos = .default
    // The schema of a file that somebody else wrote runs no functions, and each page is checked when it is read.
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;") }
    return configuration
  }

  /// A database in memory, for tests.
  public static func temporary() throws -> Store { try Store(DatabaseQueue()) }

  init(_ writer: DatabaseQueue) throws {
    self.writer = writer
    if writer.path != ":memory:" {
      try writer.writeWithoutTransaction { db in
        // After `prepareDatabase` GRDB sets synchronous=NORMAL, with which a power failure takes the last commits. What
        // SQLite sets aside during a large change has private words in it, so that it stays in memory and out of
        // temporary files.
        try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;")
        guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2 else { throw StoreError.notDurable }
      }
    }
    guard try writer.read(Schema.migrator.hasBeenSuperseded) == false else { throw StoreError.newerSchema }
    try Schema.migrator.migrate(writer)
    if try writer.read({ try Bool.fetchOne($0, sql: "SELECT EXISTS (SELECT 1 FROM key_slot)") ?? false }) {
      sealing = .locked
    }
    changed = try read { transaction in
      try transaction.noteLostTimelines()
      return try transaction.brokenChains()
    }
  }

  /// Writes down `changes` in one transaction, which is on the disk when this returns.
  public func commit(_ changes: [Change], at now: Moment) throws {
    guard !changes.isEmpty else { return }
    try commit { transaction in
      for change in changes { try transaction.write(change, at: now) }
    }
  }

  /// Carries out `changes` in one transaction, which is on the disk when this returns.
  func commit(_ changes: (borrowing Transaction) throws -> Void) throws {
    try StoreError.wrapping {
      try writer.write { try changes(Transaction(db: $0, damage: damage, sealing: sealing)) }
    }
  }

  /// What is kept, for those who only look.
  public var reader: Reader { Reader(store: self) }

  /// Reads in one consistent view.
  public func read<Value>(_ body: (borrowing Transaction) throws -> Value) throws -> Value {
    try StoreError.wrapping { try writer.read { try body(Transaction(db: $0, damage: damage, sealing: sealing)) } }
  }

  /// How many unreadable rows have been met so far. They are left as they are.
  public var damagedEntries: Int { damage.rows.count }

  /// Whether a "no" may be among what cannot be read.
  public var mayHideANo: Bool {
    // These streams never hold a "no".
    let harmless = ["reminders", SummedTable.reminder.stream]
    return damage.isIn("timeline", "event", "kept_no")
      || !changed.allSatisfy { $0.hasSuffix(Transaction.plans) || harmless.contains($0) }
  }

  /// Notes that the files are to be rewritten, before something is done that may leave traces in them.
  public func noteToCompact(at now: Moment) throws { try commit { try $0.noteToCompact(at: now) } }

  /// Closes the files. Nothing is read or written after; a key that is at hand stays.
  public func close() { try? writer.close() }

  /// Whether something was erased that may still stand in the files.
  public func isToBeCompacted() throws -> Bool {
    // Not by way of `read`: Swift 6.3.1 crashes when it inlines that with a value of a type that cannot be copied.
    try StoreError.wrapping {
      try writer.read { try Bool.fetchOne($0, sql: "SELECT EXISTS (SELECT 1 FROM to_compact)") ?? false }
    }
  }

  /// Writes what changes nothing: whether the database can be written is known only then.
  public func prove() throws {
    try StoreError.wrapping {
      try writer.write { db in
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        try db.execute(sql: "PRAGMA user_version = \(version)")
      }
    }
  }

  /// Writes the whole database anew, without what was deleted, and empties the write-ahead log.
  public func compact() throws {
    try StoreError.wrapping {
      try writer.writeWithoutTransaction { db in
        try db.execute(sql: "VACUUM;")
        try Store.emptyLog(db)
        // Older copies beside the database still hold what was erased.
        beside.removeAll()
        try db.execute(sql: "DELETE FROM to_compact; PRAGMA wal_checkpoint(TRUNCATE);")
      }
    }
  }
}

extension Store {
  /// Brings everything from the write-ahead log into the file itself.
  static func emptyLog(_ db: Database) throws {
    // SQLite reports a log that it could not empty in the result row, and not as an error.
    let busy = try Int.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    guard busy == 0 else { throw StoreError.failed(code: 5, what: "the write-ahead log is in use") }
  }
}

/// A database as seen by those who must not change it: nothing here writes.
public struct Reader {
  fileprivate let store: Store

  /// Reads in one consistent view.
  public func read<Value>(_ body: (borrowing Transaction) throws -> Value) throws -> Value { try store.read(body) }

  /// How the user's own words are kept.
  public var lock: Store.Lock { store.lock }
}

/// What can be read within one transaction; what can be written stays in this module.
public struct Transaction: ~Copyable {
  let db: Database
  let damage: Damage
  let sealing: Sealing
}

/// A timeline as it is stored: the plan that it follows, and what happened.
public struct StoredTimeline: Sendable {
  /// Its own name.
  public var name: String
  /// The text of its plan, as it was when it began.
  public var plan: String
  /// The texts of the versions that it was upgraded to, in order.
  public var upgrades: [String]
  /// Its events, oldest first: those that can be read.
  public var events: [Event]
  /// Whether every row of it can be read. A missing one could be anything, so that a timeline with gaps is not
  /// continued.
  public var isWhole: Bool
  /// Identifies the other person: equal for equal names, also while those are locked; nil when no name was told.
  public var person: String?
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

  /// What became of a delivery, if that is what the line tells.
  public var delivery: DeliveryNote? {
    guard kind == "nudge", let line = try? JSON.value(DeliveryLine.self, body),
      let subject = DeliveryNote.Subject(key: line.key), let state = Delivery.State.Name(rawValue: line.state)
    else { return nil }
    return DeliveryNote(
      key: line.key, subject: subject, state: state, reason: line.reason.flatMap(Delivery.Reason.init(rawValue:)),
      repeated: line.repeated ?? false)
  }

  /// The number of the reminder that was set or cancelled, if that is what the line tells.
  public var reminder: Int? {
    guard kind == "reminder-set" || kind == "reminder-cancelled" else { return nil }
    return try? JSON.value(ReminderLine.self, body).id
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
  func write(_ change: Change, at now: Moment) throws {
    switch change {
    case .begin(let name, let plan, let events): try begin(name, plan: plan, events: events)
    case .append(let events, let name): try append(events, to: name)
    case .upgrade(let name, let plan): try upgrade(name, to: plan)
    case .owe(let delivery): try owe(delivery, at: now)
    case .update(let delivery): try update(delivery, at: now)
    case .set(let reminder): try add(reminder, at: now)
    case .advance(let number, let cursor, let isActive): try advance(number, to: cursor, active: isActive)
    case .cancel(let number): try cancel(number, at: now)
    }
  }

  /// Begins a timeline with its plan and first events.
  func begin(_ name: String, plan: String, events: [Event]) throws {
    let beginning = events.lazy.compactMap(\.fact.beginning).first
    try db.execute(
      sql: "INSERT INTO timeline (name, plan, person) VALUES (?, ?, ?)",
      arguments: [name, plan, sealing.mark(of: beginning?.name)])
    try chain(plan: plan, of: name)
    try append(events, to: name)
  }

  /// Adds events to a timeline's log.
  func append(_ events: [Event], to timeline: String) throws {
    for event in events {
      let fact = try sealing.seal(event.fact, in: timeline, at: event.at)
      try log(event.at, timeline, event.fact.kind, try JSON.text(fact))
      if sealing.isOff, case .wrote(let writing) = event.fact { try index(writing, seq: db.lastInsertedRowID) }
    }
  }

  /// Keeps the text of the plan that a timeline goes on with.
  func upgrade(_ timeline: String, to plan: String) throws {
    try db.execute(sql: "INSERT INTO upgrade (timeline, plan) VALUES (?, ?)", arguments: [timeline, plan])
    try chain(plan: plan, of: timeline)
  }

  /// All timelines, in the order in which they began. One may be named `reminders`, so their lines are told by their kind.
  public func timelines() throws -> [StoredTimeline] {
    try readable("timeline", "ORDER BY rowid") { row in
      let name: String = try row.decode(forColumn: "name")
      let lines = try readable("event", "WHERE stream = ? AND \(Transaction.isFact) ORDER BY seq", [name]) { row in
        let (at, fact) = (try row.moment("at"), try row.fact())
        return Event(at: at, try opened("event", row) { try $0.open(fact, in: name, at: at) })
      }
      let upgrades = try readable("upgrade", "WHERE timeline = ? ORDER BY id", [name]) {
        try $0.decode(String.self, forColumn: "plan")
      }
      let told = lines.values.lazy.compactMap(\.fact.beginning).first?.name
      return StoredTimeline(
        name: name, plan: try row.decode(forColumn: "plan"), upgrades: upgrades.values, events: lines.values,
        isWhole: lines.lost == 0 && upgrades.lost == 0,
        person: sealing.isLocked ? try row.decode(forColumn: "person") : told.map(Person.key))
    }.values
  }

  /// Notes as damage each timeline that has events and no row of its own: one of the events may be a "no".
  func noteLostTimelines() throws {
    let lost = try Int64.fetchOne(
      db,
      sql: """
        SELECT count(DISTINCT stream) FROM event
        WHERE \(Transaction.isFact) AND stream NOT IN (SELECT name FROM timeline)
        """)
    for number in 0..<(lost ?? 0) { damage.note("timeline", -1 - number) }
  }

  /// The latest `limit` lines of the log, oldest first, of one stream or of all.
  public func log(stream: String?, limit: Int) throws -> [LogEntry] {
    try readable("event", "WHERE ? IS NULL OR stream = ? ORDER BY seq DESC LIMIT ?", [stream, stream, limit]) { row in
      var entry = LogEntry(
        seq: try row.decode(forColumn: "seq"), at: try row.moment("at"), stream: try row.decode(forColumn: "stream"),
        kind: try row.decode(forColumn: "kind"), body: try row.decode(forColumn: "body"))
      if !sealing.isOff, let fact = entry.fact {
        entry.body = try JSON.text(opened("event", row) { try $0.open(fact, in: entry.stream, at: entry.at) })
      }
      return entry
    }.values.reversed()
  }

  /// Which lines of the log tell what happened to a timeline, rather than to a nudge or a reminder.
  static let isFact = "kind NOT IN ('nudge', 'reminder-set', 'reminder-cancelled')"

  func log(_ at: Moment, _ stream: String, _ kind: String, _ body: String) throws {
    try db.execute(
      sql: "INSERT INTO event (at, stream, kind, body) VALUES (?, ?, ?, ?)",
      arguments: [at.microseconds, stream, kind, body])
    try chain(stream, LogRow(seq: db.lastInsertedRowID, at: at.microseconds, kind: kind, body: body))
  }
}
