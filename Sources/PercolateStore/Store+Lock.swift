// Turning the sealing on and off, and opening and locking. Invariants: on and off are one transaction over every row,
// so that after a kill either every word is sealed or none is; what was readable leaves the files with the `compact`
// that follows, and until then a row says that it is owed.

import Crypto
import GRDB
public import PercolateCore

extension Store {
  /// How the user's words stand in the database.
  public enum Lock: String, Sendable {
    /// As they are.
    case none
    /// Sealed, and the key is at hand.
    case open
    /// Sealed, and the key is not here.
    case locked
  }

  /// How the user's words stand in the database now.
  public var lock: Lock {
    switch sealing {
    case .off: .none
    case .open: .open
    case .locked: .locked
    }
  }

  /// What opens the words: whether a passphrase does, and the keyring's secret that does.
  public func keys() throws -> (passphrase: Bool, ring: String?) {
    let slots = try slots()
    let ring = slots.first { $0.kind == .keyring }.map { String(decoding: $0.salt, as: UTF8.self) }
    return (slots.contains { $0.kind == .passphrase }, ring)
  }

  /// Seals every word of the user's, from now on and those of before. One of the two keys is needed.
  ///
  /// - Parameter beforeEach: called before each change; what it throws undoes all of them.
  public func seal(
    passphrase: String?, ring: RingKey?, at now: Moment, beforeEach: () throws -> Void = {}
  ) throws {
    guard sealing.isOff else { throw StoreError.locked }
    guard try isSound() else { throw StoreError.damaged }
    let key = SymmetricKey(size: .bits256)
    var slots: [KeySlot] = []
    if let passphrase { slots.append(try KeySlot(key, passphrase: passphrase, cost: passphraseCost)) }
    if let ring { slots.append(try KeySlot(key, ring: ring)) }
    guard !slots.isEmpty else { throw StoreError.wrongKey }
    try rewrite { transaction in
      for slot in slots { try transaction.keep(slot) }
      try transaction.reseal(to: .open(key), at: now, beforeEach: beforeEach)
    }
    sealing = .open(key)
  }

  /// Writes every word of the user's as it is again. The words have to be open.
  public func unseal(at now: Moment, beforeEach: () throws -> Void = {}) throws {
    guard case .open = sealing else { throw StoreError.locked }
    guard try isSound() else { throw StoreError.damaged }
    try rewrite { transaction in
      try transaction.reseal(to: .off, at: now, beforeEach: beforeEach)
      try transaction.forgetKeys()
    }
    sealing = .off
  }

  /// Whether every row and the words in it can be read, and every checksum fits. Sealing needs that: it would leave out
  /// an unreadable row, and give a changed one a new checksum that fits.
  public func isSound() throws -> Bool {
    let damage = Damage()
    return try StoreError.wrapping {
      try writer.read { db in
        let transaction = Transaction(db: db, damage: damage, sealing: sealing)
        _ = try transaction.timelines()
        _ = try transaction.reminders { _ in .utc }
        _ = try transaction.deliveries("TRUE", [])
        return try damage.rows.isEmpty && transaction.brokenChains().isEmpty
      }
    }
  }

  /// Commits a transaction over every row. One that fails may leave words in the write-ahead log, which is emptied
  /// then.
  private func rewrite(_ changes: (borrowing Transaction) throws -> Void) throws {
    do {
      try commit(changes)
    } catch {
      try? writer.writeWithoutTransaction(Store.emptyLog)
      throw error
    }
  }

  /// Finds the key by the passphrase.
  ///
  /// - Throws: `StoreError.wrongKey`, after some time: see `KeySlot.usualCost`.
  public func unlock(passphrase: String) throws {
    guard sealing.isLocked, let slot = try slots().first(where: { $0.kind == .passphrase }) else {
      throw StoreError.wrongKey
    }
    try openWords(with: slot.open(passphrase: passphrase))
  }

  /// Finds the key by the keyring's secret.
  ///
  /// - Throws: `StoreError.wrongKey`.
  public func unlock(ring: RingKey) throws {
    guard sealing.isLocked, let slot = try slots().first(where: { $0.kind == .keyring }) else {
      throw StoreError.wrongKey
    }
    try openWords(with: slot.open(ring: ring))
  }

  /// Opens the words with the key that has opened those of `other`; false if it is another database's key, which only
  /// trying it on every row can tell.
  public func unlock(as other: Store) throws -> Bool {
    guard sealing.isLocked, case .open = other.sealing, try hasSealedWords() else { return false }
    sealing = other.sealing
    guard (try? isSound()) == true else {
      sealing = .locked
      return false
    }
    return true
  }

  /// Forgets the key.
  public func lockWords() {
    if case .open = sealing { sealing = .locked }
  }

  /// Replaces the passphrase; `old` is the present one, if there is one. The words have to be open.
  public func changePassphrase(from old: String?, to new: String, at now: Moment) throws {
    guard case .open(let key) = sealing else { throw StoreError.locked }
    if let slot = try slots().first(where: { $0.kind == .passphrase }) {
      guard let old else { throw StoreError.wrongKey }
      _ = try slot.open(passphrase: old)
    }
    let slot = try KeySlot(key, passphrase: new, cost: passphraseCost)
    try commit { transaction in
      try transaction.keep(slot)
      // Free pages of the files still hold the old slot, which the old passphrase opens.
      try transaction.noteToCompact(at: now)
    }
  }

  /// The slot is authenticated, so that this is the right key; words that it cannot open are damaged.
  private func openWords(with key: SymmetricKey) throws {
    sealing = .open(key)
    do {
      try commit { try $0.nameReminders() }
    } catch {
      sealing = .locked
      throw error
    }
  }

  private func hasSealedWords() throws -> Bool {
    try StoreError.wrapping {
      try writer.read {
        try Bool.fetchOne(
          $0, sql: "SELECT EXISTS (SELECT 1 FROM event WHERE kind IN ('started', 'wrote') AND instr(body, ?))",
          arguments: [Sealing.mark]) ?? false
      }
    }
  }

  private func slots() throws -> [KeySlot] {
    try StoreError.wrapping {
      try writer.read { try Row.fetchAll($0, sql: "SELECT * FROM key_slot").map(KeySlot.init) }
    }
  }
}

extension Transaction {
  func keep(_ slot: KeySlot) throws {
    try db.execute(
      sql: "INSERT OR REPLACE INTO key_slot (kind, salt, cost, wrapped) VALUES (?, ?, ?, ?)",
      arguments: [slot.kind.rawValue, slot.salt, slot.cost, slot.wrapped])
  }

  func forgetKeys() throws { try db.execute(sql: "DELETE FROM key_slot") }

  /// Rewrites every private word. The trigger that keeps the log from being changed is dropped for it, and made again
  /// in the same transaction.
  fileprivate func reseal(to new: Sealing, at now: Moment, beforeEach: () throws -> Void) throws {
    func execute(_ sql: String, _ arguments: StatementArguments = []) throws {
      try beforeEach()
      try db.execute(sql: sql, arguments: arguments)
    }
    let guardian = try String.fetchOne(db, sql: "SELECT sql FROM sqlite_master WHERE name = 'event_is_never_changed'")
    guard let guardian else { throw StoreError.damaged }
    try execute("DROP TRIGGER event_is_never_changed")
    // The full-text index holds unsealed words.
    try execute("DELETE FROM writing")
    for row in try Row.fetchAll(db, sql: "SELECT * FROM event WHERE \(Transaction.isFact)") {
      let (stream, at): (String, Moment) = (try row.decode(forColumn: "stream"), try row.moment("at"))
      let (seq, stored): (Int64, Fact) = (try row.decode(forColumn: "seq"), try row.fact())
      let fact = try sealing.open(stored, in: stream, at: at)
      let sealed = try new.seal(fact, in: stream, at: at)
      if sealed != stored {
        try execute("UPDATE event SET body = ? WHERE seq = ?", [try JSON.text(sealed), seq])
      }
      switch fact {
      case .started(let beginning):
        try execute("UPDATE timeline SET person = ? WHERE name = ?", [new.mark(of: beginning.name), stream])
      case .wrote(let writing): if new.isOff { try index(writing, seq: seq) }
      case .rhythm, .entered, .did, .they, .assessed, .extended, .accepted, .coffee, .outcome, .paused, .resumed,
        .ended, .safety, .closed, .rested, .pronouns, .upgraded:
        break
      }
    }
    for delivery in try deliveries("TRUE", []) {
      let sealed = try new.seal(delivery)
      try execute(
        "UPDATE delivery SET full = ?, discreet = ? WHERE key = ?", [sealed.full, sealed.discreet, sealed.key])
    }
    for row in try Row.fetchAll(db, sql: "SELECT id, text, since FROM reminder") {
      let since = try row.moment("since")
      let stored = Reminder(
        id: try row.decode(forColumn: "id"), text: try row.decode(forColumn: "text"), rule: .once(since), since: since)
      try execute(
        "UPDATE reminder SET text = ? WHERE id = ?", [try new.seal(sealing.open(stored)).text, stored.id])
    }
    try execute(guardian)
    try rechain()
    try beforeEach()
    try noteToCompact(at: now)
  }

  /// Puts the words of reminders into the deliveries that came due while they were locked.
  fileprivate func nameReminders() throws {
    for delivery in try deliveries("timeline IS NULL", []) where delivery.full.isEmpty {
      guard let id = Reminder.number(ofKey: delivery.key),
        let row = try Row.fetchOne(db, sql: "SELECT text, since FROM reminder WHERE id = ?", arguments: [id])
      else { continue }
      do {
        let since = try row.moment("since")
        let reminder = Reminder(id: id, text: try row.decode(forColumn: "text"), rule: .once(since), since: since)
        var named = delivery
        named.full = try sealing.open(reminder).text
        try db.execute(
          sql: "UPDATE delivery SET full = ? WHERE key = ?", arguments: [try sealing.seal(named).full, named.key])
      } catch  where error is RowDecodingError || error as? StoreError == .damaged {
        continue
      }
    }
  }
}
