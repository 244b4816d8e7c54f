// Erasing for good. What was deleted still stands in free pages, in the index and in the write-ahead log, so all three are
// rewritten. Beyond us are the disk's own copies: an SSD's spare blocks, snapshots, backups.
//
// One thing outlives a journey: the "no" that ended it, as a mark from which nobody can read the name. It has 16 bits, so that
// one name in 65,536 fits by chance, and a guess at the name is never proved by it.

public import PercolateCore
import SQLite
import UnicodeForms

extension Store {
  /// Erases timelines with everything that was written for them, or (`everything`) all there is. Of a "no" its mark stays.
  /// It is gone from sight at once; the files are without it after `compact`.
  public func forget(_ timelines: [(name: String, no: KeptNo?)], everything: Bool, at now: Moment) throws {
    try commit { transaction in
      for timeline in timelines { try transaction.forget(timeline.name, keeping: timeline.no) }
      if everything { try transaction.forgetTheRest() }
      // Without the key, which may be lost, sealing ends here; with it, sealing goes on.
      if everything, sealing.isLocked { try transaction.forgetKeys() }
      try transaction.noteToCompact(at: now)
    }
    if everything, sealing.isLocked { sealing = .off }
    let names = timelines.map(\.name)
    changed.removeAll { everything || names.contains($0) || names.map { $0 + Transaction.plans }.contains($0) }
  }
}

/// What stays of a "no" when its journey is forgotten.
public struct KeptNo: Hashable, Sendable {
  /// Makes the marks of one name different.
  var salt: Int64
  /// The name's mark; nil when no name was told, which may be anybody.
  var mark: Int64?
  /// When it was said.
  public var at: Moment
  /// Why the road was closed.
  public var concerns: [Concern]

  /// The mark of a "no" by the person of this name.
  public init(name: String?, at: Moment, concerns: [Concern]) {
    salt = Int64.random(in: 0...Int64.max)
    mark = name.map { [salt] in KeptNo.mark(of: $0, salt: salt) }
    self.at = at
    self.concerns = concerns
  }

  init(salt: Int64, mark: Int64?, at: Moment, concerns: [Concern]) {
    self.salt = salt
    self.mark = mark
    self.at = at
    self.concerns = concerns
  }

  /// Whether this is, or may be, the "no" of the person of this name, from whom the user parted at `brokeUp`. Somebody who is
  /// not named now may be anybody; somebody who was not named then is whoever the user had parted from by then.
  public func isAbout(_ name: String?, brokeUp: Moment) -> Bool {
    guard let name else { return true }
    guard let mark else { return brokeUp <= at }
    return KeptNo.mark(of: name, salt: salt) == mark
  }

  /// Whether this may be the "no" of somebody whose name is locked, from whom the user parted at `brokeUp`.
  public func mayBeAboutAnybody(brokeUp: Moment) -> Bool { mark == nil && brokeUp <= at }

  /// FNV-1a (64 bits), folded to 16, of the name in Unicode's composed form.
  private static func mark(of name: String, salt: Int64) -> Int64 {
    var hash = FNV1a()
    hash.add(salt)
    hash.add(Person.key(name).composed.utf8)
    let bits = hash.value
    return Int64((bits ^ (bits >> 16) ^ (bits >> 32) ^ (bits >> 48)) & 0xffff)
  }
}

extension Transaction {
  /// Every "no" that outlived its journey.
  public func keptNos() throws -> [KeptNo] {
    try readable("kept_no", "") { row in
      let concerns = try row("concerns", String.self)
      return KeptNo(
        salt: try row("salt"), mark: try row("mark"), at: try row.moment("at"), concerns: try [Concern](text: concerns))
    }.values
  }

  /// Keeps a "no" for good.
  func keep(_ no: KeptNo) throws {
    // The number that it gets, having no key of its own.
    let row = try db.value("SELECT coalesce(max(rowid), 0) + 1 FROM kept_no", as: Int64.self) ?? 1
    try change(.keptNo, row: row) {
      try db.execute(
        "INSERT INTO kept_no (rowid, salt, mark, at, concerns) VALUES (?, ?, ?, ?, ?)", row, no.salt, no.mark,
        no.at.microseconds, no.concerns.text)
    }
  }

  fileprivate func forget(_ timeline: String, keeping no: KeptNo?) throws {
    if let no { try keep(no) }
    try db.execute("DELETE FROM timeline WHERE name = ?", timeline)
    try db.execute(
      "DELETE FROM writing WHERE rowid IN (SELECT seq FROM event WHERE stream = ? AND kind = 'wrote')", timeline)
    // A timeline may be named `reminders`; the lines of the reminders themselves are told by their kind, or their nudge's.
    try db.execute(
      """
      DELETE FROM event WHERE stream = ? AND kind NOT IN ('reminder-set', 'reminder-cancelled')
        AND NOT (kind = 'nudge' AND CASE WHEN json_valid(body)
          THEN json_extract(body, '$.key') IN (SELECT key FROM delivery WHERE timeline IS NULL) ELSE FALSE END)
      """, timeline)
    try db.execute("DELETE FROM delivery WHERE timeline = ?", timeline)
    try db.execute("DELETE FROM upgrade WHERE timeline = ?", timeline)
    try rechain(timeline)
  }

  fileprivate func forgetTheRest() throws {
    for table in ["timeline", "writing", "event", "chain", "delivery", "upgrade", "reminder"] {
      try db.execute("DELETE FROM \(table)")
    }
    try rechain()
  }

  func noteToCompact(at now: Moment) throws {
    // Merges the index into one segment, which has nothing of what was deleted (FTS5, 6.8).
    try db.execute("INSERT INTO writing (writing) VALUES ('optimize')")
    try db.execute("INSERT INTO to_compact (since) VALUES (?)", now.microseconds)
  }
}
