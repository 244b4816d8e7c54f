// The lock on the user's words, through the daemon as the socket calls it: nothing private in the files, every rule of the
// road and every moment as before while they are locked, and one clear answer where words are needed.

import Foundation
import PercolateControl
import PercolateCore
import PercolateStore
import SQLite
import Testing

@testable import PercolateDaemon

@Suite struct LockingTests {
  private let day = 86_400
  private static let passphrase = "four quiet grey herons"
  private static let canary = "kanarienvogel"

  private func start(_ rig: Rig, _ name: String?, timeline: String? = nil, daysAgo: Int = 30) throws {
    _ = try rig.daemon.start(
      Control.Start(
        timeline: timeline, name: name, brokeUp: rig.now.subtracting(.seconds(daysAgo * day)), history: []))
  }

  private func lockData(_ rig: Rig, passphrase: String? = passphrase, keyring: Bool = false) throws {
    var result: Result<LockReply, any Error>?
    try rig.daemon.lock.seal(Control.LockData(passphrase: passphrase, keyring: keyring)) { result = $0 }
    #expect(try result?.get().lock == "open")
  }

  @discardableResult
  private func unlock(_ rig: Rig, _ passphrase: String? = passphrase) throws -> String? {
    var result: Result<LockReply, any Error>?
    try rig.daemon.lock.unlock(Control.Unlock(passphrase: passphrase)) { result = $0 }
    return try result?.get().lock
  }

  private func write(_ rig: Rig, _ kind: Writing.Kind, _ text: String, about: String? = nil, choice: String? = nil)
    throws
  {
    _ = try rig.daemon.write(Control.Write(kind: kind.rawValue, about: about, choice: choice, text: text))
  }

  private func refused(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch StoreError.locked {
      return "locked"
    } catch ControlError.dataLocked {
      return "locked"
    } catch StoreError.wrongKey {
      return "wrong"
    } catch ControlError.refused(let code, _, _) {
      return code
    } catch {
      return "\(error)"
    }
  }

  /// Every private field, through every command that fills one.
  private func seed(_ rig: Rig) throws {
    for kind in Writing.Kind.allCases {
      try write(
        rig, kind, "The \(Self.canary) of a \(kind).", about: "\(Self.canary) about", choice: "\(Self.canary)-choice")
    }
    _ = try rig.daemon.remind(
      Control.Remind(text: "feed the \(Self.canary)", at: rig.now.adding(.seconds(3600)), on: nil))
    _ = try rig.daemon.remind(Control.Remind(text: "\(Self.canary) again", at: nil, on: "*-*-* 11:00"))
    try rig.pass(5 * day)
  }

  private func canaries(_ rig: Rig) throws -> Int {
    let data = rig.folder.appending(path: "data")
    return try FileManager.default.contentsOfDirectory(at: data, includingPropertiesForKeys: nil).count { file in
      try Data(contentsOf: file).range(of: Data(Self.canary.dropFirst(2).utf8)) != nil
    }
  }

  @Test func nothingPrivateIsInTheFiles() throws {
    let rig = try Rig(configuration: "language: en\nnotifications:\n  text: full\n", onDisk: true)
    try start(rig, "Ms \(Self.canary)")
    try seed(rig)
    #expect(try canaries(rig) > 0)
    #expect(rig.desktop.bodies.contains { $0.contains(Self.canary) })
    try lockData(rig)
    #expect(try canaries(rig) == 0)
    try seed(rig)
    #expect(try canaries(rig) == 0)
    #expect(try rig.daemon.views.search(Self.canary, limit: 100).count == 13, "the same letter once more is none")
    #expect(try rig.daemon.views.keepsake(of: nil).contains(Self.canary))
    let history = try rig.daemon.history(of: nil).entries
    let missed = try rig.daemon.views.missed(since: .earliest)
    _ = try rig.daemon.lock.lock()
    try rig.restart()
    try rig.pass(3 * day)
    #expect(try canaries(rig) == 0)
    let state = try rig.daemon.views.state()
    #expect(state.lock == "locked")
    #expect(state.standings.map(\.name) == [nil])
    let seen =
      try "\(state) \(rig.daemon.views.nextPlanned(limit: 50, timeline: nil)) "
      + "\(rig.daemon.views.missed(since: .earliest)) \(rig.daemon.views.log(of: nil, limit: 500)) \(rig.daemon.views.reminders)"
    #expect(!seen.contains(Self.canary) && !seen.contains("sealed:"))
    #expect(rig.daemon.views.reminders.map(\.text) == ["(locked)", "(locked)"])
    try unlock(rig)
    #expect(try rig.daemon.history(of: nil).entries.starts(with: history))
    let unlocked = Dictionary(
      uniqueKeysWithValues: try rig.daemon.views.missed(since: .earliest).map { ($0.key, $0.text) })
    for delivery in missed { #expect(unlocked[delivery.key] == nil || unlocked[delivery.key] == delivery.text) }
    _ = try rig.daemon.lock.unseal()
    #expect(try canaries(rig) > 0)
    #expect(try rig.daemon.history(of: nil).entries.starts(with: history))
  }

  /// A crash after the sealing is on the disk, and before the files are rewritten.
  @Test func theNextStartRewritesTheFiles() throws {
    let rig = try Rig(configuration: "language: en\n", onDisk: true)
    try start(rig, "Ms \(Self.canary)")
    try seed(rig)
    try rig.store.seal(passphrase: Self.passphrase, ring: nil, at: rig.now)
    #expect(try canaries(rig) > 0)
    rig.daemon.database.erased()
    #expect(try rig.daemon.views.state().data?.contains("still hold what stood there") == true)
    try rig.restart()
    #expect(try canaries(rig) == 0)
    #expect(try rig.daemon.views.state().data == nil)
  }

  @Test(arguments: [("full", 1), ("discreet", 1), ("minimal", 0)])
  func whatIsOnTheScreenGoes(text: String, closed: Int) throws {
    let rig = try Rig(configuration: "language: en\nnotifications:\n  text: \(text)\n")
    _ = try rig.daemon.remind(Control.Remind(text: "basil", at: rig.now.adding(.seconds(60)), on: nil))
    try rig.pass(60)
    try lockData(rig)
    _ = try rig.daemon.lock.lock()
    #expect(rig.desktop.closed.count == closed)
    #expect(try rig.daemon.views.missed(since: .earliest).count == 1)
  }

  /// What cannot be read could not be sealed, and what a disk has changed would be taken for what was written.
  @Test(arguments: ["UPDATE delivery SET due = 'noon'", "UPDATE event SET body = replace(body, 'basil', 'hazel')"])
  func whatIsDamagedIsNotSealed(statement: String) throws {
    let rig = try Rig(configuration: "language: en\n", onDisk: true)
    try start(rig, "Sam")
    try write(rig, .note, "basil")
    try rig.pass(2 * day)
    let db = try Connection(path: rig.store.path, .readWrite)
    try db.run("DROP TRIGGER event_is_never_changed; \(statement)")
    try db.close()
    #expect(refused { try lockData(rig) } == "damaged")
    #expect(rig.daemon.lock.state == .none)
  }

  /// The same two months, open and locked: the same nudges, to the microsecond, and not a word in them.
  @Test func nudgesComeAtTheSameMomentsInNeutralWords() throws {
    let open = try Rig(configuration: "language: en\nnotifications:\n  text: full\n")
    let locked = try Rig(configuration: "language: en\nnotifications:\n  text: full\n")
    for rig in [open, locked] {
      try start(rig, "Sam")
      _ = try rig.daemon.remind(Control.Remind(text: "basil", at: nil, on: "Sat 11:00"))
    }
    try lockData(locked)
    _ = try locked.daemon.lock.lock()
    let shownBefore = locked.desktop.shown.count
    let road: [(days: Int, command: (Rig) -> Command?)] = [
      (6, { _ in .safety([]) }), (0, { _ in .assess(.mend) }), (3, { _ in .safety([]) }),
      (0, { .did(.letter, on: $0.now) }), (20, { .they(.wrote, on: $0.now) }), (4, { .did(.call, on: $0.now) }),
      (2, { _ in .safety([]) }), (0, { .did(.invitation, on: $0.now) }), (3, { .they(.accepted, on: $0.now) }),
      (0, { .coffee($0.now.adding(.seconds(3 * 86_400))) }), (4, { .did(.coffee, on: $0.now) }), (20, { _ in nil }),
    ]
    for (days, command) in road {
      for rig in [open, locked] {
        try rig.pass(days * day)
        guard let command = command(rig) else { continue }
        let code = refused { _ = try rig.daemon.command(command, on: nil) }
        #expect(code == nil, "\(command)")
      }
      try locked.restart()
    }
    func moments(_ rig: Rig) throws -> [String] {
      try rig.store.read { try $0.log(stream: nil, limit: 10_000) }.map { "\($0.at) \($0.kind) \($0.detail)" }
        .filter { !$0.contains(" started ") }.sorted()
    }
    let nudges = try moments(locked)
    #expect(try moments(open) == nudges)
    let words = locked.desktop.shown.sorted { $0.key < $1.key }.dropFirst(shownBefore)
    #expect(
      Set(words.map(\.value.body)).isSubset(of: ["A moment for you.", "2 moments for you.", "3 moments for you."]))
    #expect(words.allSatisfy { $0.value.summary == "Percolate" })
    print("locked: \(words.count) popups in 64 days, \(nudges.count) lines of the log, each as while open")
    #expect(words.count > 20)
  }

  @Test func whatNeedsWordsSaysSoAndTheRestGoesOn() throws {
    let rig = try Rig(configuration: "support:\n  text: The neighbours listen.\n")
    try start(rig, "Sam")
    let id = try rig.daemon.remind(Control.Remind(text: "basil", at: nil, on: "daily")).id
    try lockData(rig)
    _ = try rig.daemon.lock.lock()
    let before = try rig.store.read { try $0.log(stream: nil, limit: 1000) }.count
    let needing: [(String, () throws -> Void)] = [
      ("start", { try start(rig, "Alex", timeline: "second") }),
      ("start without a name", { try start(rig, nil, timeline: "second") }),
      ("note", { try write(rig, .note, "x") }), ("urge", { try write(rig, .urge, "x") }),
      ("writings", { _ = try rig.daemon.views.writings(Control.Writings(limit: 5)) }),
      ("search", { _ = try rig.daemon.views.search("x", limit: 5) }),
      ("history", { _ = try rig.daemon.history(of: nil) }),
      ("interview", { _ = try rig.daemon.views.interview("stock", of: nil) }),
      ("reflection", { _ = try rig.daemon.views.reflection(of: nil) }),
      ("urges", { _ = try rig.daemon.views.urges(of: nil) }),
      ("letter", { _ = try rig.daemon.views.letter(version: nil, of: nil) }),
      ("review", { _ = try rig.daemon.views.review(nil, of: nil) }),
      ("keepsake", { _ = try rig.daemon.views.keepsake(of: nil) }),
      ("remind", { _ = try rig.daemon.remind(Control.Remind(text: "x", at: nil, on: "daily")) }),
      ("turning it off", { _ = try rig.daemon.lock.unseal() }),
      (
        "passphrase",
        { _ = try rig.daemon.lock.changePassphrase(Control.Passphrase(old: Self.passphrase, new: "long enough")) }
      ),
    ]
    for (what, body) in needing { #expect(refused(body) == "locked", "\(what)") }
    #expect(try rig.store.read { try $0.log(stream: nil, limit: 1000) }.count == before, "a refusal leaves nothing")
    // Where to find help is never locked.
    #expect(throws: ControlError.dataLocked(support: "The neighbours listen.")) {
      try write(rig, .urge, "I want to kill myself.")
    }
    _ = try rig.daemon.views.road(of: "coffee")
    _ = try rig.daemon.views.may(.call, on: nil)
    _ = try rig.daemon.command(.pause(until: nil), on: nil)
    _ = try rig.daemon.command(.resume, on: nil)
    _ = try rig.daemon.cancel(id)
    #expect(try rig.daemon.safety(["afraid"], on: nil).standing.stage == "closure")
    #expect(rig.daemon.database.trouble == nil)
  }

  /// A "no" is the person's also while nobody's name can be read; and it is nobody else's.
  @Test func aNoClosesEveryJourneyWithThatPersonWhileLocked() throws {
    let rig = try Rig()
    try start(rig, "Sam", timeline: "one")
    try start(rig, " SAM", timeline: "two")
    try start(rig, "Alex", timeline: "three")
    try lockData(rig)
    _ = try rig.daemon.lock.lock()
    try rig.restart()
    #expect(try rig.daemon.views.may(.message, on: "two").answer == "not-now")
    _ = try rig.daemon.command(.they(.noContact, on: rig.now), on: "one")
    #expect(try rig.daemon.views.may(.message, on: "two").answer == "never")
    #expect(try rig.daemon.views.may(.message, on: "three").answer == "not-now")
    // One mark of the name is to stay, and it cannot be made.
    #expect(refused { _ = try rig.daemon.forget("one", everything: false) } == "locked")
    _ = try rig.daemon.forget("three", everything: false)
    try unlock(rig)
    try rig.restart()
    try unlock(rig)
    _ = try rig.daemon.forget("one", everything: false)
    try start(rig, "sam", timeline: "four")
    #expect(try rig.daemon.views.may(.message, on: "four").answer == "never")
    try start(rig, "Alex", timeline: "five")
    #expect(try rig.daemon.views.may(.message, on: "five").answer == "not-now")
  }

  @Test func aReminderThatWasDueWhileLockedGetsItsWordsBack() throws {
    let rig = try Rig(configuration: "notifications:\n  text: full\n")
    _ = try rig.daemon.remind(Control.Remind(text: "basil", at: rig.now.adding(.seconds(3600)), on: nil))
    try lockData(rig)
    _ = try rig.daemon.lock.lock()
    try rig.pass(3600)
    #expect(rig.desktop.bodies == ["A moment for you."])
    #expect(try rig.daemon.views.state().owed.map(\.text) == ["(locked)"])
    try unlock(rig)
    #expect(try rig.daemon.views.state().owed.map(\.text) == ["basil"])
  }

  @Test func guessingTakesLongerEachTime() throws {
    let rig = try Rig()
    try lockData(rig)
    _ = try rig.daemon.lock.lock()
    #expect(refused { try unlock(rig, "not this one") } == "wrong")
    #expect(refused { try unlock(rig) } == "wait", "not even the right one is looked at")
    rig.leave(1)
    #expect(refused { try unlock(rig, "nor this one") } == "wrong")
    rig.leave(1)
    #expect(refused { try unlock(rig) } == "wait")
    rig.leave(1)
    #expect(try unlock(rig) == "open")
    #expect(
      refused { _ = try rig.daemon.lock.changePassphrase(Control.Passphrase(old: "not it", new: "long enough")) }
        == "wrong")
    rig.leave(1)
    _ = try rig.daemon.lock.changePassphrase(Control.Passphrase(old: Self.passphrase, new: "long enough"))
    _ = try rig.daemon.lock.lock()
    #expect(try unlock(rig, "long enough") == "open")
  }

  @Test func theKeyringOpensThemWhenItIsOpened() throws {
    let rig = try Rig()
    try lockData(rig, passphrase: nil, keyring: true)
    #expect(rig.keyRing.kept.count == 1)
    rig.keyRing.failure = .closed
    try rig.restart()
    #expect(try rig.store.lock == .open, "this store still has the key")
    try rig.store.lockWords()
    try rig.restart()
    #expect(try rig.store.lock == .locked)
    #expect(refused { try unlock(rig, nil) } != nil)
    rig.keyRing.open()
    #expect(try rig.store.lock == .open)
    // Locked by hand they stay so, whatever the keyring does.
    _ = try rig.daemon.lock.lock()
    rig.keyRing.open()
    #expect(try rig.store.lock == .locked)
    #expect(try unlock(rig, nil) == "open")
    _ = try rig.daemon.lock.unseal()
    #expect(rig.keyRing.kept.count == 1, "a backup may need it")
    #expect(try rig.daemon.views.state().lock == nil)
  }

  @Test func nothingIsSealedThatAKeyringDidNotTake() throws {
    let rig = try Rig()
    rig.keyRing.failure = .missing
    var result: Result<LockReply, any Error>?
    try rig.daemon.lock.seal(Control.LockData(passphrase: Self.passphrase, keyring: true)) { result = $0 }
    #expect(throws: ControlError.unavailable(KeyRingFailure.missing.description)) { try result?.get() }
    #expect(try rig.store.lock == .none)
  }

  /// Whoever has lost the key loses their words, and nothing else: the road goes on, and all can be begun anew.
  @Test func aLostKey() throws {
    let rig = try Rig()
    try start(rig, "Sam")
    try lockData(rig)
    try rig.store.lockWords()
    try rig.restart()
    try rig.pass(3 * day)
    #expect(!rig.desktop.shown.isEmpty)
    _ = try rig.daemon.forget(nil, everything: true)
    #expect(try rig.daemon.views.state().lock == nil)
    try start(rig, "Alex")
    try write(rig, .note, "x")
  }

  /// A passphrase is looked at beside everything else, and one at a time.
  @Test func oneGuessAtATime() throws {
    let rig = try Rig()
    try start(rig, "Sam")
    _ = try rig.daemon.remind(Control.Remind(text: "basil", at: rig.now.adding(.seconds(60)), on: nil))
    try lockData(rig)
    _ = try rig.daemon.lock.lock()
    let count = rig.desktop.shown.count
    rig.stretcher.holdBack()
    var locks: [String?] = []
    try rig.daemon.lock.unlock(Control.Unlock(passphrase: Self.passphrase)) { locks.append(try? $0.get().lock) }
    #expect(throws: ControlError.self) { try unlock(rig) }
    try rig.pass(60)
    #expect(rig.desktop.shown.count == count + 1)
    #expect(locks.isEmpty)
    rig.stretcher.letGo()
    #expect(locks == ["open"])
  }

  /// Two who lock at once: the first one to be ready does.
  @Test func lockedOnceOfTwo() throws {
    let rig = try Rig()
    try start(rig, "Sam")
    rig.stretcher.holdBack()
    var results: [Result<LockReply, any Error>] = []
    for _ in 0..<2 {
      try rig.daemon.lock.seal(Control.LockData(passphrase: Self.passphrase, keyring: false)) { results.append($0) }
    }
    #expect(rig.daemon.lock.state == .none)
    rig.stretcher.letGo()
    #expect(try results.first?.get().lock == "open")
    #expect(throws: ControlError.self) { _ = try results.last?.get() }
  }
}
