// The database in force: open, or why not, and when it is tried again. Invariants: what fails is said once, however often it is
// met; what was erased is rewritten as soon as anything can be written; no input is refused for want of either.

import PercolateCore
import PercolateStore

/// The user's database, as it comes and goes.
final class Database {
  /// Where it is, whatever became of it.
  let path: String
  /// The open store; what is thrown is why it cannot be used.
  var store: Store { get throws { try data.get() } }
  /// Why it could not be used, until it can be again.
  private(set) var trouble: String?
  /// Whether something was erased that may still stand in the files.
  private(set) var isToBeCompacted = false
  /// When it is tried again.
  private(set) var backoff = Backoff()

  private var data: Result<Store, any Error> = .failure(StoreError.closed)
  /// The store that was closed in order to be opened anew; kept because it may hold the key to the words.
  private var previous: Store?
  /// How many damaged entries the journal has been told of.
  private var reportedDamage = 0
  private let openStore: () throws -> Store

  /// A database that is opened when it is first needed, and again whenever it could not be.
  init(path: String, open: @escaping () throws -> Store) {
    self.path = path
    openStore = open
  }

  /// Opens it if it is not open. True when it was opened just now, so that nothing in memory is known to be true.
  func open() throws -> Bool {
    guard case .failure = data else { return false }
    do {
      let store = try openStore()
      data = .success(store)
      if let previous { _ = try store.unlock(as: previous) }
      previous = nil
      isToBeCompacted = try store.isToBeCompacted()
      if !store.changed.isEmpty { LogLine.changed.send() }
      return true
    } catch {
      close(because: error)
      throw error
    }
  }

  /// Goes on without it.
  func close(because error: any Error) {
    data = .failure(error)
    reportedDamage = 0
  }

  /// Notes a failure. The journal hears of it once, however often it is met. True when the files had to be closed, to be
  /// opened anew.
  func fail(_ error: any Error, at now: Moment) -> Bool {
    let reason = LogLine.reason(error)
    if reason != trouble { LogLine.trouble(reason).send() }
    trouble = reason
    backoff.fail(at: now)
    guard (error as? StoreError)?.wantsReopening == true, let store = try? store else { return false }
    store.close()
    previous = store
    return true
  }

  /// Something was erased, or is about to be.
  func erased() { isToBeCompacted = true }

  /// What is to be done when nothing else is: ends a trouble that is over, rewrites files, reports damage.
  func tidy(at now: Moment) throws {
    let store = try store
    backoff.settle(at: now)
    if trouble != nil {
      // An input that had nothing to write proves nothing, so something is written.
      try store.prove()
      try compactIfDue(store)
      trouble = nil
      backoff.succeed()
      LogLine.recovered.send()
    } else {
      try compactIfDue(store)
    }
    if store.damagedEntries > reportedDamage { LogLine.damaged(store.damagedEntries).send() }
    reportedDamage = store.damagedEntries
  }

  private func compactIfDue(_ store: Store) throws {
    guard isToBeCompacted else { return }
    try store.compact()
    isToBeCompacted = false
  }

  /// What is wrong with what is kept, in a line without a private word; nil when nothing is.
  var whatIsDamaged: String? {
    let store: Store
    switch data {
    case .failure(let error): return LogLine.reason(error)
    case .success(let open): store = open
    }
    if let trouble { return trouble }
    let what: String
    switch (store.damagedEntries, store.changed) {
    case (0, []): return nil
    case (0, _): what = "something was changed on the disk since it was written"
    case (1, _): what = "one damaged entry is left out"
    case (let count, _): what = "\(count) damaged entries are left out"
    }
    return "\(what); nothing is thrown away, `percolatectl verify` tells where, and a backup may have it whole"
  }
}
