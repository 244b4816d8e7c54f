// Turning the sealing on and off, and opening and locking. Invariants: on and off are one transaction over every row,
// so that after a kill either every word is sealed or none is; what was readable leaves the files with the `compact`
// that follows, and until then a row says that it is owed.

public import PercolateCore
import SQLite
import Sodium

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
    by passphrase: StretchedPassphrase?, ring: RingKey?, at now: Moment, beforeEach: () throws -> Void = {}
  ) throws {
    guard sealing.isOff else { throw StoreError.locked }
    guard try isSound() else { throw StoreError.damaged }
    let key = SecretKey(random: AuthenticatedCipher.keySize)
    var slots: [KeySlot] = []
    if let passphrase { slots.append(try KeySlot(key, passphrase: passphrase)) }
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
    return try read(noting: damage) { transaction in
      let log = try transaction.readLog(as: .everything)
      _ = try transaction.timelines(by: log)
      _ = try transaction.reminders { _ in .utc }
      _ = try transaction.deliveries("TRUE")
      return try damage.rows.isEmpty && transaction.brokenChains(log.heads).isEmpty
    }
  }

  /// Commits a transaction over every row. One that fails may leave words in the write-ahead log, which is emptied
  /// then.
  private func rewrite(_ changes: (borrowing Transaction) throws -> Void) throws {
    do {
      try commit(changes)
    } catch {
      try? emptyLog()
      throw error
    }
  }

  /// How the present passphrase is stretched; nil when none opens the words.
  public func stretching() throws -> PassphraseStretching? {
    try slots().first { $0.kind == .passphrase }.map { try $0.stretching }
  }

  /// Finds the key by the passphrase, stretched as `stretching` says.
  ///
  /// - Throws: `StoreError.wrongKey`.
  public func unlock(by passphrase: StretchedPassphrase) throws {
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
  public func changePassphrase(
    from old: StretchedPassphrase?, to new: StretchedPassphrase, at now: Moment
  ) throws {
    guard case .open(let key) = sealing else { throw StoreError.locked }
    if let slot = try slots().first(where: { $0.kind == .passphrase }) {
      guard let old else { throw StoreError.wrongKey }
      _ = try slot.open(passphrase: old)
    }
    let slot = try KeySlot(key, passphrase: new)
    try commit { transaction in
      try transaction.keep(slot)
      // Free pages of the files still hold the old slot, which the old passphrase opens.
      try transaction.noteToCompact(at: now)
    }
  }

  /// The slot is authenticated, so that this is the right key; words that it cannot open are damaged.
  private func openWords(with key: SecretKey) throws {
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
      try db.value(
        "SELECT EXISTS (SELECT 1 FROM event WHERE kind IN ('started', 'wrote') AND instr(body, ?))", Sealing.mark)
        ?? false
    }
  }

  private func slots() throws -> [KeySlot] {
    try StoreError.wrapping { try db.all("SELECT * FROM key_slot", body: KeySlot.init) }
  }
}

extension Transaction {
  func keep(_ slot: KeySlot) throws {
    try db.execute(
      "INSERT OR REPLACE INTO key_slot (kind, salt, cost, wrapped) VALUES (?, ?, ?, ?)", slot.kind.rawValue, slot.salt,
      slot.cost, slot.wrapped)
  }

  func forgetKeys() throws { try db.execute("DELETE FROM key_slot") }

  /// Rewrites every private word. The trigger that keeps the log from being changed is dropped for it, and made again
  /// in the same transaction.
  fileprivate func reseal(to new: Sealing, at now: Moment, beforeEach: () throws -> Void) throws {
    func execute(_ sql: String, _ values: (any Bindable)?...) throws {
      try beforeEach()
      try db.execute(sql, values: values)
    }
    let guardian = try db.value("SELECT sql FROM sqlite_master WHERE name = 'event_is_never_changed'", as: String.self)
    guard let guardian else { throw StoreError.damaged }
    try execute("DROP TRIGGER event_is_never_changed")
    // The full-text index holds unsealed words.
    try execute("DELETE FROM writing")
    let lines = try db.all("SELECT * FROM event WHERE \(Transaction.isFact)") { row in
      (
        seq: try row("seq", Int64.self), stream: try row("stream", String.self), at: try row.moment("at"),
        stored: try row.fact()
      )
    }
    for (seq, stream, at, stored) in lines {
      let fact = try sealing.open(stored, in: stream, at: at)
      let sealed = try new.seal(fact, in: stream, at: at)
      if sealed != stored { try execute("UPDATE event SET body = ? WHERE seq = ?", sealed.text, seq) }
      switch fact {
      case .started(let beginning):
        try execute("UPDATE timeline SET person = ? WHERE name = ?", new.mark(of: beginning.name), stream)
      case .wrote(let writing): if new.isOff { try index(writing, seq: seq) }
      case .rhythm, .entered, .did, .they, .assessed, .extended, .accepted, .coffee, .outcome, .paused, .resumed,
        .ended, .safety, .closed, .rested, .pronouns, .upgraded:
        break
      }
    }
    for delivery in try deliveries("TRUE") {
      let sealed = try new.seal(delivery)
      try execute("UPDATE delivery SET full = ?, discreet = ? WHERE key = ?", sealed.full, sealed.discreet, sealed.key)
    }
    for stored in try db.all("SELECT id, text, since FROM reminder", body: Reminder.init(words:)) {
      let text = try new.seal(sealing.open(stored)).text
      try execute("UPDATE reminder SET text = ? WHERE id = ?", text, stored.id)
    }
    try execute(guardian)
    try rechain()
    try beforeEach()
    try noteToCompact(at: now)
  }

  /// Puts the words of reminders into the deliveries that came due while they were locked.
  fileprivate func nameReminders() throws {
    for delivery in try deliveries("timeline IS NULL") where delivery.full.isEmpty {
      guard let id = Reminder.number(ofKey: delivery.key) else { continue }
      do {
        let stored = try db.first("SELECT id, text, since FROM reminder WHERE id = ?", id, body: Reminder.init(words:))
        guard let stored else { continue }
        var named = delivery
        named.full = try sealing.open(stored).text
        try db.execute("UPDATE delivery SET full = ? WHERE key = ?", try sealing.seal(named).full, named.key)
      } catch  where StoreError.isUnreadable(error) {
        continue
      }
    }
  }
}

extension Reminder {
  /// A reminder for its words, as they are stored; when it is due is not read.
  fileprivate init(words row: Row) throws {
    let since = try row.moment("since")
    self.init(id: try row("id"), text: try row("text"), rule: .once(since), since: since)
  }
}
