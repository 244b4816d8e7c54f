// Everything that must survive: the event log, what became of each delivery, the reminders, and the plans as they were when
// their timelines began. Invariants: one transaction an input, on the disk before the caller goes on (synchronous=FULL); the
// log is only ever appended to; nobody but its user can read the folder or the files.

internal import Foundation
internal import GRDB
public import PercolateCore

/// The database of one user.
public final class Store {
  let writer: DatabaseQueue
  /// Whether this is a copy that was changed since it was made.
  var isSealBroken = false
  private let damage = Damage()
  /// What was found to be other than it was written when this was opened; see `Transaction.brokenChains`.
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
    // SQLite would take it for the new one's own.
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
    // More than its share of the processor is not for it to ask for, and is refused with a line in the journal.
    configuration.qos = .default
    // What the file itself says is not run, and a page is looked at before it is believed.
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;") }
    return configuration
  }

  /// A database in memory, for rehearsals and tests.
  public static func temporary() throws -> Store { try Store(DatabaseQueue()) }

  init(_ writer: DatabaseQueue) throws {
    self.writer = writer
    if writer.path != ":memory:" {
      try writer.writeWithoutTransaction { db in
        // GRDB sets NORMAL after its preparation, which loses the last commits with the power.
        // What a large change sets aside, private words too, is not for a temporary file.
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

  /// Carries out `changes` in one transaction, which is on the disk when this returns.
  public func commit(_ changes: (borrowing Transaction) throws -> Void) throws {
    try StoreError.wrapping {
      try writer.write { try changes(Transaction(db: $0, damage: damage, sealing: sealing)) }
    }
  }

  /// Reads in one consistent view.
  public func read<Value>(_ body: (borrowing Transaction) throws -> Value) throws -> Value {
    try StoreError.wrapping { try writer.read { try body(Transaction(db: $0, damage: damage, sealing: sealing)) } }
  }

  /// How many entries were met so far that cannot be read. They are kept as they are.
  public var damagedEntries: Int { damage.rows.count }

  /// Whether a "no" may be among what cannot be read.
  public var mayHideANo: Bool {
    // Where a "no" cannot stand.
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
        // They are as they were before anything was erased.
        beside.removeAll()
        try db.execute(sql: "DELETE FROM to_compact; PRAGMA wal_checkpoint(TRUNCATE);")
      }
    }
  }
}

extension Store {
  /// Brings everything from the write-ahead log into the file itself.
  static func emptyLog(_ db: Database) throws {
    // That it could not be emptied is said in its row, and is no error of SQLite's.
    let busy = try Int.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    guard busy == 0 else { throw StoreError.failed(code: 5, what: "the write-ahead log is in use") }
  }
}

/// What can be read and written within one transaction.
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
  /// Whether all of it can be read. What is missing could be anything, so the rest is no road to go on with.
  public var isWhole: Bool
  /// What tells the other person from others: equal for equal names, also while those are locked; nil when none was told.
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
  /// Begins a timeline with its plan and first events.
  public func begin(_ name: String, plan: String, events: [Event]) throws {
    let beginning = events.lazy.compactMap(\.fact.beginning).first
    try db.execute(
      sql: "INSERT INTO timeline (name, plan, person) VALUES (?, ?, ?)",
      arguments: [name, plan, sealing.mark(of: beginning?.name)])
    try chain(plan: plan, of: name)
    try append(events, to: name)
  }

  /// Adds events to a timeline's log.
  public func append(_ events: [Event], to timeline: String) throws {
    for event in events {
      let fact = try sealing.seal(event.fact, in: timeline, at: event.at)
      try log(event.at, timeline, event.fact.kind, try JSON.text(fact))
      if sealing.isOff, case .wrote(let writing) = event.fact { try index(writing, seq: db.lastInsertedRowID) }
    }
  }

  /// Keeps the text of the plan that a timeline goes on with.
  public func upgrade(_ timeline: String, to plan: String) throws {
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

  /// Notes the timelines that left events, and are not there: one of those may be a "no".
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

extension Fact {
  fileprivate var beginning: Beginning? { if case .started(let beginning) = self { beginning } else { nil } }
}
