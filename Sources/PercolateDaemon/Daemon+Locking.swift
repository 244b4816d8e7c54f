// The user's words, sealed, opened and locked. While they are locked the daemon walks every road as before, with nobody's
// name in its words. Invariants: a keyring has the key before anything is sealed with it, and loses it only when nothing is;
// who guesses at a passphrase waits longer each time, and costs the nudges no more than that.

internal import PercolateControl
internal import PercolateCore
internal import PercolateFiles
internal import PercolateStore

extension Daemon {
  typealias LockAnswer = (Result<LockReply, any Error>) -> Void

  /// The longest wait after a wrong passphrase.
  private static let longestWait = 30

  /// Seals all words, and every word to come.
  func lockData(_ request: Control.LockData, answer: @escaping LockAnswer) throws {
    _ = try store
    guard lockOnWords == .none else { throw refused(.sealed, .lockSealedAlready) }
    guard request.passphrase != nil || request.keyring else { throw InvalidInput(parameter: "passphrase") }
    try check(passphrase: request.passphrase)
    guard request.keyring else { return answer(Result { try seal(request.passphrase, nil) }) }
    guard let keyRing else { throw ControlError.unavailable(KeyRingFailure.missing.description) }
    let ring = RingKey()
    keyRing.keep(ring) { [weak self] kept in
      guard let self else { return }
      answer(
        Result {
          try check(kept)
          guard lockOnWords == .none else { throw refused(.sealed, .lockSealedAlready) }
          // Should this fail, the keyring has a secret that opens nothing, which harms nobody.
          return try seal(request.passphrase, ring)
        })
    }
  }

  /// Opens the words: by the passphrase, or else by the keyring.
  func unlock(_ request: Control.Unlock, answer: @escaping LockAnswer) throws {
    _ = try store
    switch lockOnWords {
    case .none: throw refused(.notSealed, .lockNotSealed)
    case .open: return answer(.success(lockReply))
    case .locked: break
    }
    if let passphrase = request.passphrase {
      try guess { try store.unlock(passphrase: passphrase) }
      return answer(Result { try opened() })
    }
    let keys = try store.keys()
    guard let id = keys.ring else { throw refused(.passphraseFirst, .lockPassphraseNeeded) }
    guard let keyRing else { throw refused(.passphraseFirst, .lockPassphraseFirst) }
    keyRing.find(id) { [weak self] found in
      guard let self else { return }
      answer(
        Result {
          if case .failure = found, keys.passphrase { throw refused(.passphraseFirst, .lockPassphraseFirst) }
          try store.unlock(ring: check(found))
          return try opened()
        })
    }
  }

  /// Forgets the key, until the words are opened by hand or the daemon begins anew.
  func lock() throws -> LockReply {
    guard lockOnWords != .none else { throw refused(.notSealed, .lockNotSealed) }
    try store.lockWords()
    stopAwaiting()
    try reread()
    // What they say was there to be read. The server tells of each that it is gone, and it can still be answered.
    if configurations.current.notifications.text != .minimal { onScreen.keys.forEach(desktop.close) }
    onChange()
    return lockReply
  }

  /// Writes the words as they are again, and drops the keys. The keyring's secret stays, for backups that only it opens.
  func unlockData() throws -> LockReply {
    guard lockOnWords != .none else { throw refused(.notSealed, .lockNotSealed) }
    guard lockOnWords == .open else { throw StoreError.locked }
    return try rewriteRows { try store.unseal(at: surroundings.now()) }
  }

  /// Another passphrase, or a first one beside the keyring.
  func changePassphrase(_ request: Control.Passphrase) throws -> LockReply {
    guard lockOnWords != .none else { throw refused(.notSealed, .lockNotSealed) }
    try check(passphrase: request.new)
    try guess { try store.changePassphrase(from: request.old, to: request.new, at: surroundings.now()) }
    return try rewriteFiles()
  }

  /// While the words wait for a keyring: opens them when it can be read.
  func awaitKeyRing() throws {
    awaitedKey = lockOnWords == .locked ? try store.keys().ring : nil
    keyRing?.watch(awaitedKey.map { _ in { [weak self] in self?.lookForKey() } })
  }

  /// Asks the keyring, if the words wait for it. Some are opened without a signal, as by a login: the daemon looks again
  /// whenever it wakes for something else.
  func lookForKey() {
    guard let awaitedKey else { return }
    keyRing?.find(awaitedKey) { [weak self] found in
      guard let self, self.awaitedKey != nil, case .success(let key) = found else { return }
      attempt { daemon in
        // Another secret under this name is no reason to say anything, as a closed keyring is none.
        do { try daemon.store.unlock(ring: key) } catch StoreError.wrongKey { return }
        _ = try daemon.opened()
      }
    }
  }

  /// How the words stand; without a database there are none.
  var lockOnWords: Store.Lock { (try? store)?.lock ?? .none }

  /// How words are shown that may be locked.
  func shown(_ text: String) -> String {
    switch (text.isEmpty, lockOnWords) {
    case (true, .locked): surroundings.words(.lockWords)
    case (true, .open): surroundings.words(.lockUnreadable)
    default: text
    }
  }

  /// How much a popup says.
  var textLevel: TextLevel { lockOnWords == .locked ? .minimal : configurations.current.notifications.text }

  private func seal(_ passphrase: String?, _ ring: RingKey?) throws -> LockReply {
    try rewriteRows { try store.seal(passphrase: passphrase, ring: ring, at: surroundings.now()) }
  }

  /// Takes in what can be read now.
  func opened() throws -> LockReply {
    stopAwaiting()
    try reread()
    try closeRoads(at: surroundings.now())
    try settle(at: surroundings.now())
    return lockReply
  }

  private func stopAwaiting() {
    awaitedKey = nil
    keyRing?.watch(nil)
  }

  /// Writes every row anew. What a change that fails has left in the files leaves them as well.
  private func rewriteRows(_ change: () throws -> Void) throws -> LockReply {
    guard try store.isSound() else { throw refused(.damaged, .lockDamaged) }
    try store.noteToCompact(at: surroundings.now())
    let changed = Result(catching: change)
    let reply = Result { try rewriteFiles() }
    try changed.get()
    return try reply.get()
  }

  /// What was written as it is, or opened by another passphrase, leaves the files. The change is made, whatever comes of that.
  private func rewriteFiles() throws -> LockReply {
    isToBeCompacted = true
    settleAfterCommit(at: surroundings.now())
    if isToBeCompacted { throw ControlError.unavailable(surroundings.words(.lockFilesLater)) }
    return lockReply
  }

  private func guess(_ body: () throws -> Void) throws {
    if let next = nextGuess {
      let now = surroundings.now()
      // A clock that was set back keeps nobody out.
      guard next <= now || next - now > .seconds(Daemon.longestWait) else {
        let seconds = String((next - now).components.seconds + 1)
        throw ControlError.refused(
          code: LockRefusal.wait.rawValue, reason: surroundings.words(.lockWait, ["seconds": seconds]), until: nil)
      }
    }
    do {
      try body()
      (wrongGuesses, nextGuess) = (0, nil)
    } catch StoreError.wrongKey {
      wrongGuesses = min(wrongGuesses + 1, 8)
      let wait = min(1 << (wrongGuesses - 1), Daemon.longestWait)
      nextGuess = surroundings.now().adding(.seconds(wait))
      throw StoreError.wrongKey
    }
  }

  private func check(passphrase: String?) throws(InvalidInput) {
    guard let passphrase else { return }
    guard passphrase.count >= 8, passphrase.utf8.count <= 1024 else { throw InvalidInput(parameter: "passphrase") }
  }

  private func check<Value>(_ result: Result<Value, KeyRingFailure>) throws(ControlError) -> Value {
    switch result {
    case .success(let value): return value
    case .failure(let failure): throw .unavailable(failure.description)
    }
  }

  private func refused(_ code: LockRefusal, _ phrase: Phrase) -> ControlError {
    .refused(code: code.rawValue, reason: surroundings.words(phrase), until: nil)
  }

  private var lockReply: LockReply { LockReply(lock: lockOnWords.name) }
}

extension Store.Lock {
  /// The state on the wire; nil for words as they are.
  var name: String? { self == .none ? nil : rawValue }
}
