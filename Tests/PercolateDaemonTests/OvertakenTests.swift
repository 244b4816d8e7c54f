// What takes long and is overtaken by a lock: whatever was asked for before, locked words stay locked, and are told to nobody.

import PercolateControl
import PercolateStore
import Testing
import Varlink

@testable import PercolateDaemon

@Suite struct OvertakenTests {
  private static let passphrase = "four quiet grey herons"

  private func seal(_ rig: Rig) throws {
    _ = try rig.daemon.start(Control.Start(name: "Sam", brokeUp: rig.now, history: []))
    try rig.daemon.lock.seal(Control.LockData(passphrase: Self.passphrase, keyring: false)) { _ in }
    #expect(rig.daemon.lock.state == .open)
  }

  /// An unlock is looked at, and meanwhile somebody locks: it stays locked.
  @Test func aLockOvertakesAnUnlock() throws {
    let rig = try Rig()
    try seal(rig)
    _ = try rig.daemon.lock.lock()
    rig.stretcher.holdBack()
    var results: [Result<LockReply, any Error>] = []
    try rig.daemon.lock.unlock(Control.Unlock(passphrase: Self.passphrase)) { results.append($0) }
    #expect(try rig.daemon.lock.lock().lock == "locked")
    rig.stretcher.letGo()
    #expect(throws: ControlError.dataLocked(support: nil)) { try results.first?.get() }
    #expect(rig.daemon.lock.state == .locked)
    try rig.daemon.lock.unlock(Control.Unlock(passphrase: Self.passphrase)) { results.append($0) }
    #expect(rig.daemon.lock.state == .open)
  }

  /// Once a lock is answered, nobody is told a word, however long ago it was asked for.
  @Test func aLockEndsALook() throws {
    let rig = try Rig(onDisk: true)
    try seal(rig)
    var turns: [() -> Void] = []
    rig.daemon.looks.onNextTurn = { turns.append($0) }
    var results: [Result<JSONText, any Error>] = []
    try rig.daemon.history(of: nil) { results.append($0) }
    #expect(results.isEmpty)
    _ = try rig.daemon.lock.lock()
    #expect(throws: ControlError.dataLocked(support: nil)) { try results.first?.get() }
    while let turn = turns.popLast() { turn() }
    #expect(results.count == 1)
  }

  /// A wrong old passphrase counts before the next one is looked at.
  @Test func aChangeIsAGuess() throws {
    let rig = try Rig()
    try seal(rig)
    rig.stretcher.holdBack()
    var results: [Result<LockReply, any Error>] = []
    for _ in 0..<2 {
      try rig.daemon.lock.changePassphrase(
        Control.Passphrase(old: "four quiet grey cranes", new: "three slow brown bears")
      ) { results.append($0) }
    }
    rig.stretcher.letGo()
    #expect(throws: StoreError.wrongKey) { try results.first?.get() }
    #expect(throws: ControlError.self) { try results.last?.get() }
    #expect(results.count == 2)
  }

  @Test func whatIsNoQuestion() throws {
    let salt = [UInt8](repeating: 7, count: 16)
    #expect(StretchingProcess.answer(to: [4, 16] + salt + "heron".utf8)?.count == 32)
    for question in [[], [4], [4, 17] + salt, [4, 255], [0, 16] + salt, [255, 16] + salt] as [[UInt8]] {
      #expect(StretchingProcess.answer(to: question) == nil, "\(question.prefix(2))")
    }
  }
}
