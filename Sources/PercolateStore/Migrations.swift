// The tables, as a list of migrations that is only ever added to. The register of those that a database has is a table that a library
// once made for us, and keeps its name: every version reads it, and refuses what a later one has written.

import SQLite

/// One step from the tables of a version to those of the next.
struct Migration {
  let name: String
  private let carryOut: (Connection) throws -> Void

  /// The table with the names of the migrations that a database has.
  static let register = "grdb_migrations"

  private init(_ name: String, _ carryOut: @escaping (Connection) throws -> Void) {
    (self.name, self.carryOut) = (name, carryOut)
  }

  /// Those of ours that a database has, in our order; whether these are all; whether they are the first ones; and whether it has
  /// others: those of a newer version.
  static func applied(in db: Connection) throws -> (ours: [String], areAll: Bool, areFirst: Bool, isNewer: Bool) {
    let hasRegister = try db.value("SELECT 1 FROM sqlite_master WHERE name = ?", register, as: Int.self) != nil
    let names = hasRegister ? try db.column("SELECT identifier FROM \(register)", as: String.self) : []
    let known = all.map(\.name)
    let ours = known.filter(names.contains)
    return (ours, ours == known, known.starts(with: ours), !Set(names).isSubset(of: ours))
  }

  /// Carries out those that are missing, each in a transaction of its own; to the one that is named, or all.
  static func migrate(_ db: Connection, upTo last: String? = nil) throws {
    try db.execute("CREATE TABLE IF NOT EXISTS \(register) (identifier TEXT NOT NULL PRIMARY KEY)")
    let applied = Set(try Migration.applied(in: db).ours)
    for migration in all {
      if !applied.contains(migration.name) {
        try db.transaction(.immediate) {
          try migration.carryOut(db)
          try db.execute("INSERT INTO \(register) (identifier) VALUES (?)", migration.name)
        }
      }
      if migration.name == last { return }
    }
  }
}

extension Migration {
  private static var all: [Migration] {
    [
      Migration("1: log, deliveries, reminders") { db in
        try db.run(
          """
          CREATE TABLE timeline (
            name TEXT NOT NULL PRIMARY KEY,
            plan TEXT NOT NULL
          );
          CREATE TABLE event (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            at INTEGER NOT NULL,
            stream TEXT NOT NULL,
            kind TEXT NOT NULL,
            body TEXT NOT NULL
          );
          CREATE INDEX event_stream ON event (stream, seq);
          CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
            BEGIN SELECT RAISE(ABORT, 'the log is only appended to'); END;
          CREATE TABLE delivery (
            key TEXT NOT NULL PRIMARY KEY,
            timeline TEXT,
            nudge TEXT NOT NULL,
            title TEXT NOT NULL,
            due INTEGER NOT NULL,
            late TEXT NOT NULL,
            urgency TEXT NOT NULL,
            full TEXT NOT NULL,
            discreet TEXT NOT NULL,
            state TEXT NOT NULL,
            until INTEGER,
            reason TEXT,
            server TEXT,
            number INTEGER,
            repeated INTEGER NOT NULL DEFAULT 0
          );
          CREATE INDEX delivery_open ON delivery (state, due);
          CREATE TABLE reminder (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            text TEXT NOT NULL,
            at INTEGER,
            calendar TEXT,
            since INTEGER NOT NULL,
            cursor INTEGER NOT NULL,
            active INTEGER NOT NULL DEFAULT 1
          );
          """)
      },
      Migration("2: writings, upgrades, what is kept of a no") { db in
        // Nor is an event deleted while its timeline is there; forgetting deletes the timeline first.
        try db.run(
          """
          \(Schema.index);
          CREATE TABLE upgrade (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            timeline TEXT NOT NULL,
            plan TEXT NOT NULL
          );
          CREATE TABLE kept_no (
            salt INTEGER NOT NULL,
            mark INTEGER,
            at INTEGER NOT NULL,
            concerns TEXT NOT NULL
          );
          CREATE TABLE to_compact (since INTEGER NOT NULL);
          CREATE TRIGGER event_is_never_taken_away BEFORE DELETE ON event
            WHEN EXISTS (SELECT 1 FROM timeline WHERE name = OLD.stream)
            BEGIN SELECT RAISE(ABORT, 'the log is only appended to'); END;
          """)
      },
      Migration("3: the chain of each stream, the seal of a copy") { db in
        // WITHOUT ROWID, so that last_insert_rowid() still gives the line of the log.
        try db.run("CREATE TABLE chain (stream TEXT NOT NULL PRIMARY KEY, head INTEGER NOT NULL) WITHOUT ROWID")
        try db.run("CREATE TABLE seal (digest INTEGER NOT NULL)")
        try Transaction(db: db, damage: Damage(), sealing: .off).rechain()
      },
      Migration("4: keys of sealed words") { db in
        try db.run(
          """
          CREATE TABLE key_slot (
            kind TEXT NOT NULL PRIMARY KEY,
            salt BLOB NOT NULL,
            cost INTEGER NOT NULL,
            wrapped BLOB NOT NULL
          );
          ALTER TABLE timeline ADD COLUMN person TEXT;
          """)
      },
      Migration("5: chains of plans, sums of reminders and of what is kept of a no") { db in
        let transaction = Transaction(db: db, damage: Damage(), sealing: .off)
        try transaction.rechainPlans()
        for table in SummedTable.allCases { try transaction.keep(table.stream, transaction.chainOfVersion5(table)) }
      },
      Migration("6: sums row by row, indexes for what is asked often") { db in
        try db.run(
          """
          CREATE INDEX delivery_timeline ON delivery (timeline, due);
          CREATE INDEX reminder_active ON reminder (id) WHERE active <> 0;
          CREATE INDEX event_of_no ON event (stream, seq) WHERE kind IN ('started', 'they', 'safety', 'closed');
          """)
        let transaction = Transaction(db: db, damage: Damage(), sealing: .off)
        for table in SummedTable.allCases {
          // What did not fit before is not to fit now.
          let fits = try transaction.head(of: table.stream) == transaction.chainOfVersion5(table)
          try transaction.keep(table.stream, transaction.sum(of: table) &+ (fits ? 0 : 1))
        }
      },
    ]
  }
}
