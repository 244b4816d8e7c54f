// The user's words, sealed, opened and locked. While they are locked the daemon walks every road as before, with nobody's
// name in its words. Invariants: a keyring has the key before anything is sealed with it, and loses it only when nothing is;
// who guesses at a passphrase waits longer each time, and costs the nudges no more than that.

import PercolateControl
import PercolateCore
import PercolateFiles
import PercolateStore
import Systemd

extension Requests {
  static let lock: [Route] = [
    .later(Control.LockData.self) { daemon, call, answer in try daemon.lock.seal(call, answer: answer) },
    .later(Control.Unlock.self) { daemon, call, answer in try daemon.lock.unlock(call, answer: answer) },
    .act(Control.Lock.self) { daemon, _ in try daemon.lock.lock() },
    .act(Control.UnlockData.self) { daemon, _ in try daemon.lock.unseal() },
    .later(Control.Passphrase.self) { daemon, call, answer in try daemon.lock.changePassphrase(call, answer: answer) },
  ]
}

/// The lock on the user's own words.
final class WordLock {
  private unowned let daemon: Daemon
  private let keyRing: (any KeyRing)?
  private let stretcher: any Stretcher
  /// The keyring's secret that the words wait for; nil when they are open, or were locked by hand.
  private var awaitedKey: String?
  /// Whether the words were locked by hand: they stay so, also when the database is opened anew.
  private var isLockedByHand = false
  /// Wrong passphrases in a row, and when the next one is looked at.
  private var wrongGuesses = 0
  private var nextGuess: Moment?
  /// Whether one is being looked at.
  private var isGuessing = false
  /// How often the words were locked by hand: whoever was about to open them by then does not.
  private var locks = 0

  /// The longest wait after a wrong passphrase.
  private static let longestWait = 30

  init(daemon: Daemon, keyRing: (any KeyRing)?, stretcher: any Stretcher) {
    self.daemon = daemon
    self.keyRing = keyRing
    self.stretcher = stretcher
  }

  /// How the words stand; without a database there are none.
  var state: Store.Lock { (try? daemon.database.store)?.lock ?? .none }

  /// How much a popup says.
  var textLevel: TextLevel { state == .locked ? .minimal : daemon.configurations.current.notifications.text }

  /// Seals all words, and every word to come.
  func seal(_ request: Control.LockData, answer: @escaping Answer<LockReply>) throws {
    guard state == .none else { throw refused(.sealed, .lockSealedAlready) }
    guard request.passphrase != nil || request.keyring else { throw InvalidInput(parameter: "passphrase") }
    try check(passphrase: request.passphrase)
    guard request.keyring else { return try seal(request.passphrase, nil, answer: answer) }
    guard let keyRing else { throw ControlError.unavailable(KeyRingFailure.missing.description) }
    let ring = RingKey()
    keyRing.keep(ring) { [weak self] kept in
      guard let self else { return }
      do {
        try check(kept)
        // Should this fail, the keyring has a secret that opens nothing, which harms nobody.
        try seal(request.passphrase, ring, answer: answer)
      } catch {
        answer(.failure(error))
      }
    }
  }

  /// Opens the words: by the passphrase, or else by the keyring.
  func unlock(_ request: Control.Unlock, answer: @escaping Answer<LockReply>) throws {
    switch state {
    case .none: throw refused(.notSealed, .lockNotSealed)
    case .open: return answer(.success(reply))
    case .locked: break
    }
    let locks = locks
    if let passphrase = request.passphrase {
      return try guess(passphrase) { [self] stretched in
        answer(
          Result {
            try check(isStill: locks)
            // The keyring may have opened them meanwhile.
            if state == .locked {
              try trying {
                guard let stretched = try stretched.get() else { throw StoreError.wrongKey }
                try daemon.database.store.unlock(by: stretched)
              }
            }
            return try opened()
          })
      }
    }
    let keys = try daemon.database.store.keys()
    guard let id = keys.ring else { throw refused(.passphraseFirst, .lockPassphraseNeeded) }
    guard let keyRing else { throw refused(.passphraseFirst, .lockPassphraseFirst) }
    keyRing.find(id) { [weak self] found in
      guard let self else { return }
      answer(
        Result {
          try check(isStill: locks)
          if case .failure = found, keys.passphrase { throw refused(.passphraseFirst, .lockPassphraseFirst) }
          try daemon.database.store.unlock(ring: check(found))
          return try opened()
        })
    }
  }

  /// Forgets the key, until the words are opened by hand or the daemon begins anew.
  func lock() throws -> LockReply {
    guard state != .none else { throw refused(.notSealed, .lockNotSealed) }
    try daemon.database.store.lockWords()
    isLockedByHand = true
    locks &+= 1
    // Each has the key, and words that are read.
    daemon.looks.end(because: .dataLocked(support: nil))
    stopAwaiting()
    try daemon.remember()
    // A popup whose words can be read is closed. Its server then reports it as closed, which makes its delivery `gone`, and so
    // one that can still be answered.
    if daemon.configurations.current.notifications.text != .minimal, let server = daemon.desktop.server {
      daemon.memory.deliveries.popups(of: server).forEach(daemon.desktop.close)
    }
    daemon.changed()
    return reply
  }

  /// Writes the words as they are again, and drops the keys. The keyring's secret stays, for backups that only it opens.
  func unseal() throws -> LockReply {
    guard state != .none else { throw refused(.notSealed, .lockNotSealed) }
    guard state == .open else { throw StoreError.locked }
    return try rewriteRows { try $0.unseal(at: daemon.surroundings.now()) }
  }

  /// Another passphrase, or a first one beside the keyring.
  func changePassphrase(_ request: Control.Passphrase, answer: @escaping Answer<LockReply>) throws {
    guard state != .none else { throw refused(.notSealed, .lockNotSealed) }
    try check(passphrase: request.new)
    guard state == .open else { throw StoreError.locked }
    // The old one comes last, since a guess is judged before the next one is looked at.
    stretch(request.new) { [self] new in
      do {
        try guess(request.old) { [self] old in
          answer(
            Result {
              try trying {
                try daemon.database.store.changePassphrase(
                  from: old.get(), to: new.get(), at: daemon.surroundings.now())
              }
              return try rewriteFiles()
            })
        }
      } catch {
        answer(.failure(error))
      }
    }
  }

  /// While the words wait for a keyring: opens them when it can be read.
  func awaitKeyRing() throws {
    awaitedKey = state == .locked && !isLockedByHand ? try daemon.database.store.keys().ring : nil
    keyRing?.watch(awaitedKey.map { _ in { [weak self] in self?.lookForKey() } })
  }

  /// Asks the keyring, if the words wait for it. Some keyrings are opened without a signal, as by a login: the daemon looks
  /// again whenever it wakes for something else.
  func lookForKey() {
    guard let awaitedKey else { return }
    keyRing?.find(awaitedKey) { [weak self] found in
      guard let self, self.awaitedKey != nil, case .success(let key) = found else { return }
      daemon.attempt { daemon in
        // A keyring that holds some other secret is treated like a locked one: silently.
        do { try daemon.database.store.unlock(ring: key) } catch StoreError.wrongKey { return }
        _ = try self.opened()
      }
    }
  }

  /// The words wait for no keyring any more.
  func stopAwaiting() {
    awaitedKey = nil
    keyRing?.watch(nil)
  }

  private func check(isStill before: Int) throws(ControlError) {
    guard locks == before else { throw .dataLocked(support: nil) }
  }

  /// Takes in what can be read now. A "no" whose person was locked may close a road.
  func opened() throws -> LockReply {
    isLockedByHand = false
    stopAwaiting()
    let nos = try daemon.remember()
    try daemon.take { memory, now in memory.close(nos, now) }
    return reply
  }

  private func seal(_ passphrase: String?, _ ring: RingKey?, answer: @escaping Answer<LockReply>) throws {
    let sealing: (Result<StretchedPassphrase, any Error>?) -> Void = { [self] stretched in
      answer(
        Result {
          guard state == .none else { throw refused(.sealed, .lockSealedAlready) }
          let stretched = try stretched?.get()
          return try rewriteRows { try $0.seal(by: stretched, ring: ring, at: daemon.surroundings.now()) }
        })
    }
    if let passphrase { stretch(passphrase, then: sealing) } else { sealing(nil) }
  }

  /// Writes every row anew. What a change that fails has left in the files leaves them as well.
  private func rewriteRows(_ change: (Store) throws -> Void) throws -> LockReply {
    let store = try daemon.database.store
    guard try store.isSound() else { throw refused(.damaged, .lockDamaged) }
    try store.noteToCompact(at: daemon.surroundings.now())
    let changed = Result { try change(store) }
    let reply = Result { try rewriteFiles() }
    try changed.get()
    return try reply.get()
  }

  /// What was written as it is, or opened by another passphrase, leaves the files. The change is made, whatever comes of that.
  private func rewriteFiles() throws -> LockReply {
    daemon.database.erased()
    daemon.keep { _, _ in Turn() }
    if daemon.database.isToBeCompacted { throw ControlError.unavailable(daemon.surroundings.words(.lockFilesLater)) }
    return reply
  }

  /// A passphrase that is to be the right one; nil where there may be none.
  private func guess(
    _ passphrase: String?, then answer: @escaping (Result<StretchedPassphrase?, any Error>) -> Void
  ) throws {
    let now = daemon.surroundings.now()
    // A clock that was set back keeps nobody out.
    if let next = nextGuess, next > now, next - now <= .seconds(WordLock.longestWait) {
      throw wait(next - now)
    }
    // Else many could be looked at before the first was found to be wrong.
    guard !isGuessing else { throw wait(.zero) }
    guard let passphrase, let stretching = try daemon.database.store.stretching() else { return answer(.success(nil)) }
    isGuessing = true
    stretcher.stretch(passphrase, stretching) { [self] stretched in
      isGuessing = false
      answer(WordLock.told(stretched).map { $0 })
    }
  }

  private func wait(_ rest: Duration) -> ControlError {
    let reason = daemon.surroundings.words(.lockWait, ["seconds": String(rest.components.seconds + 1)])
    return .refused(code: LockRefusal.wait.rawValue, reason: reason, until: nil)
  }

  /// A new passphrase.
  private func stretch(_ passphrase: String, then answer: @escaping (Result<StretchedPassphrase, any Error>) -> Void) {
    guard let cost = try? daemon.database.store.passphraseCost else { return answer(.failure(StoreError.closed)) }
    stretcher.stretch(passphrase, PassphraseStretching(cost: cost)) { answer(WordLock.told($0)) }
  }

  /// A process that gave no answer is no trouble of the database's.
  private static func told(_ result: Result<StretchedPassphrase, any Error>) -> Result<StretchedPassphrase, any Error> {
    result.mapError { error in
      error is Child.Failure ? ControlError.unavailable("the passphrase could not be looked at; try again") : error
    }
  }

  /// Tries what was guessed, and counts a guess that was wrong.
  private func trying(_ body: () throws -> Void) throws {
    do {
      try body()
      (wrongGuesses, nextGuess) = (0, nil)
    } catch StoreError.wrongKey {
      wrongGuesses = min(wrongGuesses + 1, 8)
      let wait = min(1 << (wrongGuesses - 1), WordLock.longestWait)
      nextGuess = daemon.surroundings.now().adding(.seconds(wait))
      throw StoreError.wrongKey
    }
  }

  private func check(passphrase: String?) throws(InvalidInput) {
    guard let passphrase else { return }
    guard passphrase.count >= TextLimits.shortestPassphrase,
      passphrase.utf8.count <= TextLimits.passphraseBytes
    else { throw InvalidInput(parameter: "passphrase") }
  }

  private func check<Value>(_ result: Result<Value, KeyRingFailure>) throws(ControlError) -> Value {
    switch result {
    case .success(let value): return value
    case .failure(let failure): throw .unavailable(failure.description)
    }
  }

  private func refused(_ code: LockRefusal, _ phrase: Phrase) -> ControlError {
    .refused(code: code.rawValue, reason: daemon.surroundings.words(phrase), until: nil)
  }

  private var reply: LockReply { LockReply(lock: state.name) }
}
