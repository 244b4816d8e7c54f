// A backup and back through the daemon, as the socket calls it: every answer is the same after, a "no" is not undone by going
// back, and the screen shows what is true then.

import Foundation
import PercolateControl
import PercolateCore
import PercolateStore
import Testing
import Varlink

@testable import PercolateDaemon

@Suite struct CopiesTests {
  private let day = 86_400

  private func start(_ rig: Rig, _ name: String?, timeline: String? = nil) throws {
    _ = try rig.daemon.start(
      Control.Start(timeline: timeline, name: name, brokeUp: rig.now.subtracting(.seconds(30 * day)), history: []))
  }

  /// Takes a backup away, as the command does.
  private func backup(_ rig: Rig) throws -> Data {
    let reply = try rig.daemon.copies.backup()
    #expect(reply.sound)
    defer { try? FileManager.default.removeItem(atPath: reply.path) }
    return try Data(contentsOf: URL(fileURLWithPath: reply.path))
  }

  private func bring(_ backup: Data, to rig: Rig) throws -> String {
    let deposit = try rig.daemon.copies.makeDeposit()
    try backup.write(to: URL(fileURLWithPath: deposit))
    return deposit
  }

  @discardableResult
  private func restore(_ backup: Data, to rig: Rig) throws -> Control.Restore.Reply {
    try rig.daemon.copies.restore(Control.Restore(deposit: bring(backup, to: rig), carryOut: true))
  }

  /// Something of everything: journeys under way and over, each kind of writing, deliveries of each state, reminders.
  private func full() throws -> Rig {
    let rig = try Rig(configuration: "language: en\n", onDisk: true)
    try start(rig, "Sam")
    try start(rig, "Alex", timeline: "other")
    for kind in Writing.Kind.allCases where kind != .answer {
      _ = try rig.daemon.write(Control.Write(timeline: "coffee", kind: kind.rawValue, text: "The lake, \(kind)."))
    }
    _ = try rig.daemon.write(Control.Write(timeline: "coffee", kind: "answer", about: "reason", text: "Pride."))
    _ = try rig.daemon.command(.they(.noContact, on: rig.now), on: "other")
    _ = try rig.daemon.remind(Control.Remind(text: "basil", at: nil, on: "*-*-* 11:00"))
    _ = try rig.daemon.remind(Control.Remind(text: "once", at: rig.now.adding(.seconds(3 * day))))
    try rig.pass(2 * day)
    _ = try rig.daemon.answer(nil, with: .later(until: rig.now.adding(.seconds(3600))))
    try rig.pass(3 * day)
    _ = try rig.daemon.answer(nil, with: .done)
    rig.desktop.server = nil
    try rig.pass(2 * day)
    try start(rig, "Robin", timeline: "short")
    _ = try rig.daemon.command(.stop, on: "short")
    try rig.restart()
    return rig
  }

  /// Everything that the daemon says of what it keeps.
  private func answers(_ rig: Rig) throws -> [String] {
    let daemon = rig.daemon
    var replies: [any JSONEncodable] = [
      try daemon.views.state(all: true), try daemon.views.log(of: nil, limit: 10_000), daemon.views.reminders,
      try daemon.views.missed(since: .earliest), try daemon.views.search("lake", limit: 100),
      try daemon.views.writings(Control.Writings(limit: 1000)),
      daemon.views.nextPlanned(limit: 100, timeline: nil),
    ]
    for name in ["coffee", "other", "short"] {
      replies += [
        try daemon.history(of: name), try daemon.views.road(of: name), try daemon.views.may(.letter, on: name),
        try daemon.views.keepsake(of: name), try daemon.views.letter(version: nil, of: name),
      ]
    }
    return replies.map { String(decoding: $0.json.serialized, as: UTF8.self) }
  }

  @Test func everyAnswerIsTheSameAfterwards() throws {
    let rig = try full()
    let before = try answers(rig)
    let copy = try backup(rig)
    _ = try rig.daemon.forget(nil, everything: true)
    let reply = try restore(copy, to: rig)
    #expect(reply.contents.journeys.map(\.timeline) == ["coffee", "other", "short"])
    #expect(reply.contents.journeys.map(\.name) == ["Sam", "Alex", "Robin"])
    #expect(reply.present?.journeys.isEmpty == true)
    #expect(try answers(rig) == before)
    try rig.restart()
    #expect(try answers(rig) == before)
  }

  @Test func lookingChangesNothing() throws {
    let rig = try full()
    let copy = try backup(rig)
    try start(rig, "Kim", timeline: "new")
    let before = try answers(rig)
    let deposit = try bring(copy, to: rig)
    let plan = try rig.daemon.copies.restore(Control.Restore(deposit: deposit, carryOut: false))
    #expect(plan.kept == nil)
    #expect(plan.present?.journeys.map(\.timeline).last == "new")
    #expect(try rig.daemon.copies.verify(deposit).flatMap(\.faults).isEmpty)
    #expect(try answers(rig) == before)
  }

  @Test(arguments: ["no database", "", "SQLite format 3\0"])
  func whatCannotBeOpenedIsReplacedAndKept(damaged: String) throws {
    let rig = try full()
    let before = try answers(rig)
    let (copy, path) = (try backup(rig), try rig.store.path)
    rig.daemon.closeDatabase(because: StoreError.closed)
    try Data(damaged.utf8).write(to: URL(fileURLWithPath: path))
    try rig.restart()
    #expect(throws: StoreError.self) { try rig.store }
    let reply = try restore(copy, to: rig)
    #expect(reply.present == nil)
    #expect(try Data(contentsOf: URL(fileURLWithPath: #require(reply.kept))) == Data(damaged.utf8))
    #expect(try answers(rig) == before)
  }

  private func seal(_ rig: Rig) throws {
    var lock: String?
    try rig.daemon.lock.seal(Control.LockData(passphrase: "four quiet herons", keyring: false)) {
      lock = try? $0.get().lock
    }
    #expect(lock == "open")
  }

  /// With the same key the backup's words are open at once; with another they are locked, and the "no" may be anybody's.
  @Test(arguments: [true, false]) func aNoIsNotUndoneBySealedWords(hasSameKey: Bool) throws {
    let rig = try Rig(onDisk: true)
    try start(rig, "Sam")
    try seal(rig)
    let copy = try backup(rig)
    if !hasSameKey {
      _ = try rig.daemon.lock.unseal()
      try seal(rig)
    }
    _ = try rig.daemon.command(.they(.noContact, on: rig.now), on: nil)
    let reply = try restore(copy, to: rig)
    #expect(reply.boundaries == 1)
    #expect(try rig.daemon.views.state().lock == (hasSameKey ? "open" : "locked"))
    #expect(try rig.daemon.views.may(.call, on: nil).answer == "never")
    #expect(try rig.store.read { try $0.keptNos() }.count == 1)
  }

  /// What fell due since a sealed backup was made has its words: those are open before anything is written.
  @Test func whatFellDueSinceASealedBackupHasItsWords() throws {
    let rig = try Rig(configuration: "quiet: none\nnotifications:\n  text: full\n", onDisk: true)
    try start(rig, "Sam")
    try seal(rig)
    _ = try rig.daemon.remind(Control.Remind(text: "basil", at: rig.now.adding(.seconds(3600))))
    let copy = try backup(rig)
    rig.leave(7200)
    try restore(copy, to: rig)
    #expect(rig.desktop.bodies.contains("basil"))
    #expect(try rig.daemon.views.missed(since: nil).map(\.text).contains("basil"))
  }

  /// Each way in which a "no" can be known here and not in the backup.
  @Test(arguments: ["under way", "over", "forgotten", "of nobody", "of danger"])
  func aNoIsNotUndone(_ how: String) throws {
    let rig = try Rig(onDisk: true)
    let name = how == "of nobody" ? nil : "Sam"
    try start(rig, name)
    let copy = try backup(rig)
    rig.leave(day)
    if how == "of danger" {
      _ = try rig.daemon.safety(["controlled"], on: nil)
    } else {
      _ = try rig.daemon.command(.they(.noContact, on: rig.now), on: nil)
    }
    if how == "over" { _ = try rig.daemon.command(.stop, on: nil) }
    if how == "forgotten" { _ = try rig.daemon.forget("coffee", everything: false) }
    #expect(try restore(copy, to: rig).boundaries == 1)
    #expect(try rig.daemon.views.may(.call, on: nil).answer == "never")
    // Once more is no more.
    #expect(try restore(copy, to: rig).boundaries == 1)
    #expect(try rig.store.read { try $0.keptNos() }.count == 1)
    try start(rig, name, timeline: "again")
    #expect(try rig.daemon.views.may(.call, on: "again").answer == "never")
  }

  @Test func aNoThatIsInTheBackupIsNotAddedToIt() throws {
    let rig = try full()
    #expect(try restore(backup(rig), to: rig).boundaries == 0)
    #expect(try rig.store.read { try $0.keptNos() }.isEmpty)
  }

  /// A popup that both know stays; one of what was there goes; and what was due since comes.
  @Test func theScreenFollows() throws {
    let rig = try Rig(configuration: "quiet: none\nnotifications:\n  text: full\n", onDisk: true)
    func remind(_ text: String, in seconds: Int) throws {
      _ = try rig.daemon.remind(Control.Remind(text: text, at: rig.now.adding(.seconds(seconds))))
    }
    try remind("in both", in: 60)
    try rig.pass(60)
    for number in 1...5 { try remind("due since \(number)", in: 60 * number + 60) }
    let copy = try backup(rig)
    try remind("only here", in: 30)
    try rig.pass(day)
    let before = rig.desktop.shown.count
    try restore(copy, to: rig)
    #expect(!rig.desktop.closed.contains(1))
    #expect(Set(rig.desktop.closed) == Set(2...UInt32(before)))
    #expect(rig.desktop.shown.count == before + 5)
    #expect(rig.desktop.bodies.last?.contains("due since 5") == true)
  }

  @Test func whatIsNotABackupIsRefusedUntouched() throws {
    let rig = try full()
    let (before, copy) = (try answers(rig), try backup(rig))
    var flipped = copy
    let place = try #require(copy.range(of: Data("The lake, note.".utf8))).lowerBound
    flipped[place] ^= 1
    for (contents, code) in [
      (flipped, "damaged"), (copy.prefix(copy.count / 2), "damaged"), (Data("a shopping list".utf8), "foreign"),
      (Data(), "foreign"),
    ] {
      let deposit = try bring(contents, to: rig)
      for carryOut in [false, true] {
        #expect(throws: ControlError.badCopy(code)) {
          _ = try rig.daemon.copies.restore(Control.Restore(deposit: deposit, carryOut: carryOut))
        }
      }
    }
    #expect(throws: ControlError.badCopy("gone")) {
      _ = try rig.daemon.copies.restore(Control.Restore(deposit: rig.store.path, carryOut: true))
    }
    #expect(try answers(rig) == before)
  }

  @Test func aDepositIsUsedUp() throws {
    let rig = try full()
    let deposit = try bring(backup(rig), to: rig)
    _ = try rig.daemon.copies.restore(Control.Restore(deposit: deposit, carryOut: true))
    #expect(!FileManager.default.fileExists(atPath: deposit))
    #expect(throws: ControlError.badCopy("gone")) { _ = try rig.daemon.copies.verify(deposit) }
  }
}
