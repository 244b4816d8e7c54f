// Everything that must survive: the event log, what became of each delivery, the reminders, and the plans as they were
// when their timelines began. Invariants: what `commit` is given is one transaction, which is on the disk when it
// returns (synchronous=FULL) or has changed nothing; the log is only appended to, except that forgetting deletes a
// journey's lines and sealing rewrites the words in them; nobody but its user can read the folder or the files.

import Glibc
public import PercolateCore
import SQLite

/// The database of one user.
public final class Store {
  let db: Connection
  /// Whether this is a copy that was changed since it was made.
  var isSealBroken = false
  let damage = Damage()
  /// The streams and tables whose checksums did not fit when the database was opened; see `Transaction.brokenChains`.
  public internal(set) var changed: [String] = []
  /// How the user's own words are written; see `Store+Lock`.
  var sealing = Sealing.off { didSet { atOpening = nil } }
  /// The timelines as they were when the database was opened, until somebody takes them or something changes.
  private var atOpening: [StoredTimeline]?
  /// What a new passphrase costs to try: scrypt's N is 2 to this power. Tests that are not about it ask for less.
  public var passphraseCost = PassphraseStretching.usualCost

  /// Opens the database at `path`, and creates its folder (0700) and itself (0600) where they are missing.
  ///
  /// - Throws: `StoreError` when the folder is not the user's alone, the file is damaged or not a database of ours, or it was
  ///   written by a newer version. The file is left as it is.
  public convenience init(path: String) throws {
    FilesBeside(path: path).tidy()
    do {
      if try PrivateFolder.prepare(path) {
        try PrivateFolder.restrict(path)
        try Examination.examine(path)
      } else {
        try Store.create(path)
      }
      try self.init(Store.connect(path, .readWrite))
      try PrivateFolder.restrict(path)
    } catch let error as SQLiteError {
      throw StoreError(error, path: path)
    }
  }

  /// A new database appears whole: it is made beside its place and moved there, so that a file without a byte in it was
  /// damaged, and is not taken for a new one.
  private static func create(_ path: String) throws {
    // SQLite would take a leftover log for the new database's own.
    for log in FilesBeside.logs.map({ path + $0 }) where try PrivateFolder.size(of: log) ?? 0 != 0 {
      throw StoreError.unusable(path: log, why: "has lost its database, and may hold what was kept in it")
    }
    let draft = "\(path).new"
    for suffix in ["-wal", "-shm"] { unlink(draft + suffix) }
    try PrivateFolder.make(draft)
    try Store(connect(draft, .readWrite)).db.close()
    try PrivateFolder.move(draft, to: path)
  }

  /// Opens a file that may have been written by somebody else.
  static func connect(_ path: String, _ access: Connection.Access) throws -> Connection {
    let db = try Connection(path: path, access)
    // Its schema runs no functions, and each page is checked when it is read. What SQLite sets aside during a large change has
    // private words in it, so that it stays in memory and out of temporary files.
    try db.run("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;")
    return db
  }

  /// A database in memory, for tests.
  public static func temporary() throws -> Store { try Store(Connection()) }

  init(_ db: Connection) throws {
    self.db = db
    if !db.path.isEmpty {
      try db.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")
      guard try db.value("PRAGMA synchronous", as: Int.self) == 2 else { throw StoreError.notDurable }
    }
    guard try !Migration.applied(in: db).isNewer else { throw StoreError.newerSchema }
    try Migration.migrate(db)
    if try db.value("SELECT EXISTS (SELECT 1 FROM key_slot)") ?? false { sealing = .locked }
    // The log is read once: for its checksums, and for what the timelines are.
    try read { transaction in
      let log = try transaction.readLog(as: .folding)
      try transaction.noteLostTimelines(log)
      changed = try transaction.brokenChains(log.heads)
      atOpening = try transaction.timelines(by: log)
    }
  }

  /// The timelines without the words of what was written. Right after opening they are at hand, and are given once.
  public func takeTimelines() throws -> [StoredTimeline] {
    defer { atOpening = nil }
    return try atOpening ?? read { try $0.timelines(withWords: false) }
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
    atOpening = nil
    try StoreError.wrapping {
      try db.transaction(.immediate) { try changes(Transaction(db: db, damage: damage, sealing: sealing)) }
    }
  }

  /// What is kept, for those who only look.
  public var reader: Reader { Reader(store: self) }

  /// Reads in one consistent view.
  public func read<Value>(_ body: (borrowing Transaction) throws -> Value) throws -> Value {
    try read(noting: damage, body)
  }

  /// The same, with what cannot be read noted there.
  func read<Value>(noting damage: Damage, _ body: (borrowing Transaction) throws -> Value) throws -> Value {
    try StoreError.wrapping {
      try db.transaction(.deferred) { try body(Transaction(db: db, damage: damage, sealing: sealing)) }
    }
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

  /// Closes the files. Nothing is read or written after; a key that is at hand stays. It is called between requests, when no
  /// statement runs that could keep them open.
  public func close() { try? db.close() }

  /// Whether something was erased that may still stand in the files.
  public func isToBeCompacted() throws -> Bool {
    try StoreError.wrapping { try db.value("SELECT EXISTS (SELECT 1 FROM to_compact)") ?? false }
  }

  /// Writes what changes nothing: whether the database can be written is known only then.
  public func prove() throws {
    try StoreError.wrapping {
      try db.transaction(.immediate) {
        let version = try db.value("PRAGMA user_version", as: Int.self) ?? 0
        try db.run("PRAGMA user_version = \(version)")
      }
    }
  }

  /// Writes the whole database anew, without what was deleted, and empties the write-ahead log.
  public func compact() throws {
    try StoreError.wrapping {
      try db.run("VACUUM")
      try emptyLog()
      // Older copies beside the database still hold what was erased.
      beside.removeAll()
      try db.run("DELETE FROM to_compact")
      try db.withoutWaiting { try db.run("PRAGMA wal_checkpoint(TRUNCATE)") }
    }
  }

  /// Brings everything from the write-ahead log into the file itself.
  func emptyLog() throws {
    // SQLite reports a log that it could not empty in the result row, and not as an error. Whoever reads may be a snapshot of this
    // same thread, which nobody would end by waiting.
    guard try db.withoutWaiting({ try db.value("PRAGMA wal_checkpoint(TRUNCATE)", as: Int.self) }) == 0 else {
      throw StoreError.failed(code: SQLiteError.busy, what: "the write-ahead log is in use")
    }
  }
}

/// A database as seen by those who must not change it: nothing here writes.
public struct Reader {
  fileprivate let store: Store

  /// Reads in one consistent view.
  public func read<Value>(_ body: (borrowing Transaction) throws -> Value) throws -> Value { try store.read(body) }

  /// The timelines without the words of what was written: see ``Store/takeTimelines()``.
  public func takeTimelines() throws -> [StoredTimeline] { try store.takeTimelines() }

  /// The database as it is now, for reading it in slices: see ``Store/snapshot()``.
  public func snapshot() throws -> Snapshot { try store.snapshot() }

  /// How the user's own words are kept.
  public var lock: Store.Lock { store.lock }
}

/// What can be read within one transaction; what can be written stays in this module.
public struct Transaction: ~Copyable {
  let db: Connection
  let damage: Damage
  let sealing: Sealing
}
