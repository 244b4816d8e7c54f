// The tables, as a list of migrations that is only ever added to.

import GRDB

enum Schema {
  /// The index of what the user wrote.
  static let index = "CREATE VIRTUAL TABLE writing USING fts5 (words, tokenize = 'unicode61 remove_diacritics 2')"

  /// Refuses tables that are not what the migrations make of an empty database: another program's, or ours with something
  /// planted in them.
  static func check(_ file: DatabaseQueue) throws {
    let path = file.path
    let found = try file.read(statements)
    // Checked before the table is read: in a hostile file that name can be a view, and an endless one.
    guard found["table grdb_migrations"] != nil else {
      throw StoreError.unusable(path: path, why: "is the database of another program")
    }
    let (applied, isNewer) = try file.read { (try migrator.appliedMigrations($0), try migrator.hasBeenSuperseded($0)) }
    guard !isNewer else { throw StoreError.newerSchema }
    // Outside `file.read`: a GRDB queue that waits within another one costs a thread.
    let model = try DatabaseQueue()
    if let last = applied.last { try migrator.migrate(model, upTo: last) }
    guard try model.read({ try applied == migrator.appliedMigrations($0) && found == statements($0) }) else {
      throw StoreError.unusable(path: path, why: "has other tables than Percolate's")
    }
  }

  /// Every table, index, view and trigger by its name, with the SQL that made it. That SQL is left out for tables that
  /// FTS5 and GRDB make for themselves.
  private static func statements(_ db: Database) throws -> [String: String] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT type || ' ' || name AS name, iif(name GLOB 'writing_*' OR name GLOB 'grdb_*', '', sql) AS statement
        FROM sqlite_master WHERE name NOT GLOB 'sqlite_*'
        """)
    let pairs = try rows.map { row in
      (try row.decode(String.self, forColumn: "name"), try row.decode(String.self, forColumn: "statement"))
    }
    return Dictionary(pairs, uniquingKeysWith: +)
  }

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1: log, deliveries, reminders") { db in
      try db.execute(
        sql: """
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
    }
    migrator.registerMigration("2: writings, upgrades, what is kept of a no") { db in
      // Nor is an event deleted while its timeline is there; forgetting deletes the timeline first.
      try db.execute(
        sql: """
          \(index);
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
    }
    migrator.registerMigration("3: the chain of each stream, the seal of a copy") { db in
      // WITHOUT ROWID, so that last_insert_rowid() still gives the line of the log.
      try db.execute(sql: "CREATE TABLE chain (stream TEXT NOT NULL PRIMARY KEY, head INTEGER NOT NULL) WITHOUT ROWID")
      try db.execute(sql: "CREATE TABLE seal (digest INTEGER NOT NULL)")
      try Transaction(db: db, damage: Damage(), sealing: .off).rechain()
    }
    migrator.registerMigration("4: keys of sealed words") { db in
      try db.execute(
        sql: """
          CREATE TABLE key_slot (
            kind TEXT NOT NULL PRIMARY KEY,
            salt BLOB NOT NULL,
            cost INTEGER NOT NULL,
            wrapped BLOB NOT NULL
          );
          ALTER TABLE timeline ADD COLUMN person TEXT;
          """)
    }
    migrator.registerMigration("5: chains of plans, sums of reminders and of what is kept of a no") { db in
      let transaction = Transaction(db: db, damage: Damage(), sealing: .off)
      try transaction.rechainPlans()
      for table in SummedTable.allCases { try transaction.sumUp(table) }
    }
    return migrator
  }
}
