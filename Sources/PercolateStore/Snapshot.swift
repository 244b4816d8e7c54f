// The database as it is at one moment, for work that is cut into slices: it is read by a connection of its own, and what is written
// meanwhile is not in it. Invariant: nothing is written by way of it.

import SQLite

/// The database as it was when this was made.
public final class Snapshot {
  let db: Connection
  let sealing: Sealing
  private let damage: Damage
  private let isOwn: Bool

  init(_ store: Store, noting damage: Damage) throws {
    // One in memory has one connection, and is for tests.
    isOwn = !store.db.path.isEmpty
    (sealing, self.damage) = (store.sealing, damage)
    db = isOwn ? try Store.connect(store.db.path, .readOnly) : store.db
    guard isOwn else { return }
    try db.execute("BEGIN DEFERRED")
    // A moment is chosen by the first look.
    try db.execute("SELECT 1 FROM sqlite_master")
  }

  deinit {
    guard isOwn else { return }
    db.rollBack()
    try? db.close()
  }

  /// Reads some of it.
  public func read<Value>(_ body: (borrowing Transaction) throws -> Value) throws -> Value {
    try StoreError.wrapping { try body(Transaction(db: db, damage: damage, sealing: sealing)) }
  }
}

extension Store {
  /// The database as it is now, for reading it in slices. It is not to be kept for long: while it is there, the write-ahead log
  /// cannot be emptied.
  public func snapshot() throws -> Snapshot { try StoreError.wrapping { try Snapshot(self, noting: damage) } }
}
