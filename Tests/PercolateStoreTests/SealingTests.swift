// Words that are sealed: they come back with the key and not without, no file has them, and whenever the sealing is cut short
// the database is what it was before, or what it was to become.

import Foundation
import PercolateCore
import SQLite
import TestSupport
import Testing

@testable import PercolateStore

@Suite struct SealingTests {
  private static let noon = Moment(iso8601: "2026-11-22T12:00:00Z") ?? .earliest
  private static let passphrase = "four quiet grey herons"
  /// Every private text has this in it, and nothing else has.
  private static let canary = "kanarienvogel"

  private let temporary = TemporaryFolder()
  private var folder: URL { temporary.url.appending(path: "data") }
  private var path: String { folder.appending(path: "percolate.sqlite").path }

  /// A database with a canary in each place.
  private func filled(_ path: String? = nil) throws -> Store {
    let store = try path.map { try Store(path: $0) } ?? Store.temporary()
    store.passphraseCost = 4
    func at(_ seconds: Int) -> Moment { Self.noon.adding(.seconds(seconds)) }
    let events = [
      Event(at: Self.noon, .started(Beginning(plan: "coffee", version: 1, name: Self.canary, brokeUp: Self.noon))),
      Event(at: at(1), .wrote(Writing(kind: .answer, about: "\(Self.canary)1", choice: "\(Self.canary)2", text: ""))),
      Event(at: at(2), .wrote(Writing(kind: .letter, text: "My \(Self.canary) letter."))),
      Event(
        at: at(3), .wrote(Writing(kind: .urge, about: "\(Self.canary) song", strength: 4, text: "\(Self.canary)."))),
      Event(at: at(4), .did(.letter, on: Self.noon, early: false)),
    ]
    try store.commit { transaction in
      try transaction.begin("coffee", plan: "the plan", events: events)
      try transaction.owe(
        Delivery(
          key: "coffee/calm#1", timeline: "coffee", nudge: "calm", title: "Calm", due: Self.noon, late: .fold,
          urgency: .low, full: "Breathe, \(Self.canary).", discreet: "Breathe, \(Self.canary)"), at: Self.noon)
      _ = try transaction.add("water the \(Self.canary)", .once(at(60)), at: Self.noon)
    }
    return store
  }

  /// Everything that the database holds, as its readers see it.
  private func contents(_ store: Store) throws -> [String] {
    try store.read { transaction in
      let timelines = try transaction.timelines().map { "\($0.name) \($0.plan) \($0.events)" }
      let deliveries = try transaction.deliveries("TRUE").map { "\($0)" }
      let reminders = try transaction.reminders(zoneNamed: { _ in nil }).map { "\($0.reminder)" }
      let log = try transaction.log(stream: nil, limit: 100).map {
        "\($0.seq) \($0.kind) \(String(describing: $0.fact)) \($0.detail)"
      }
      return timelines + deliveries + reminders + log
    }
  }

  /// How often the canary stands in the files, whole or in the index's pieces.
  private func canaries(in folder: URL) throws -> Int {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).reduce(0) { sum, file in
      let bytes = try Data(contentsOf: file)
      var (count, start) = (0, bytes.startIndex)
      while let hit = bytes.range(of: Data(Self.canary.dropFirst().utf8), in: start..<bytes.endIndex) {
        (count, start) = (count + 1, hit.upperBound)
      }
      return sum + count
    }
  }

  private func seal(_ store: Store, ring: RingKey? = nil, beforeEach: () throws -> Void = {}) throws {
    try store.seal(passphrase: Self.passphrase, ring: ring, at: Self.noon, beforeEach: beforeEach)
  }

  private func damage(_ store: Store, _ sql: String) throws {
    try store.db.run("DROP TRIGGER IF EXISTS event_is_never_changed; \(sql)")
  }

  @Test func whatIsSealedIsInNoFileAndComesBackWithTheKey() throws {
    let store = try filled(path)
    let before = try contents(store)
    let ring = RingKey()
    #expect(try canaries(in: folder) > 0)
    try seal(store, ring: ring)
    #expect(try store.isToBeCompacted())
    try store.compact()
    #expect(try contents(store) == before, "open, it reads as before")
    // What is written from now on is sealed too.
    let note = Event(at: Self.noon, .wrote(Writing(kind: .note, text: "another \(Self.canary)")))
    try store.commit { transaction in
      try transaction.append([note], to: "coffee")
      try transaction.owe(
        Delivery(
          key: "coffee/calm#2", timeline: "coffee", nudge: "calm", title: "Calm", due: Self.noon, late: .fold,
          urgency: .low, full: "Rest, \(Self.canary).", discreet: "Rest, \(Self.canary)"), at: Self.noon)
      _ = try transaction.add("comb the \(Self.canary)", .once(Self.noon.adding(.seconds(90))), at: Self.noon)
    }
    #expect(try canaries(in: folder) == 0)
    let after = try contents(store)

    let again = try Store(path: path)
    #expect(again.lock == .locked)
    let seen = try contents(again).joined()
    #expect(!seen.contains(Self.canary) && !seen.contains("sealed:"), "locked, no reader gets as much as the cipher")
    for open in [{ try again.unlock(passphrase: Self.passphrase) }, { try again.unlock(ring: ring) }] {
      try open()
      #expect(try contents(again) == after)
      again.lockWords()
      #expect(again.lock == .locked)
    }
    print("sealing: \(after.joined().components(separatedBy: Self.canary).count - 1) canaries, 0 in the files")

    try again.unlock(ring: ring)
    try again.unseal(at: Self.noon)
    #expect(try contents(again) == after)
    #expect(try again.read { try $0.search("song", limit: 5) }.count == 1, "the index is back")
    #expect(try Store(path: path).lock == .none)
  }

  @Test func nothingPrivateIsWrittenWhileLocked() throws {
    let store = try filled()
    try seal(store)
    store.lockWords()
    let before = try contents(store)
    let note = Event(at: Self.noon, .wrote(Writing(kind: .note, text: "a thought")))
    #expect(throws: StoreError.locked) { try store.commit { try $0.append([note], to: "coffee") } }
    #expect(throws: StoreError.locked) { try store.commit { _ = try $0.add("basil", .once(Self.noon), at: Self.noon) } }
    #expect(throws: StoreError.locked) { try store.read { try $0.search("song", limit: 5) } }
    #expect(throws: StoreError.locked) { try store.read { try $0.writings() } }
    #expect(try contents(store) == before)
    // What is not private is.
    try store.commit { try $0.append([Event(at: Self.noon, .resumed)], to: "coffee") }
  }

  /// Each statement in turn fails, or the machine stops there: a copy of the files is what a restart would find.
  @Test func cutShortAnywhereItIsAllOrNothing() throws {
    for isSealing in [true, false] {
      let store = try filled(path)
      if !isSealing { try seal(store) }
      let before = try contents(store)
      let copy = folder.deletingLastPathComponent().appending(path: "copy")
      func change(_ beforeEach: () throws -> Void) throws {
        try isSealing ? seal(store, beforeEach: beforeEach) : store.unseal(at: Self.noon, beforeEach: beforeEach)
      }
      func checkCopy(_ lock: Store.Lock) throws {
        try? FileManager.default.removeItem(at: copy)
        try FileManager.default.copyItem(at: folder, to: copy)
        let found = try Store(path: copy.appending(path: "percolate.sqlite").path)
        #expect(found.lock == lock)
        if lock == .locked { try found.unlock(passphrase: Self.passphrase) }
        #expect(try contents(found) == before)
      }
      struct Stop: Error {}
      var steps = 0
      for failing in 0... {
        var step = 0
        let isDone: Bool
        do {
          try change {
            try checkCopy(isSealing ? .none : .locked)
            if step == failing { throw Stop() }
            step += 1
          }
          isDone = true
        } catch is Stop {
          isDone = false
          #expect(store.lock == (isSealing ? .none : .open))
          #expect(try contents(store) == before)
        }
        if isDone { break }
        steps += 1
      }
      try checkCopy(isSealing ? .locked : .none)
      #expect(try store.isToBeCompacted())
      print(
        "\(isSealing ? "sealing" : "unsealing"): cut short at each of \(steps) statements, all or nothing each time")
      #expect(steps > 10)
      try FileManager.default.removeItem(at: folder)
    }
  }

  /// The look keeps the log from being emptied, and nobody waits for it.
  @Test func whileSomethingIsLookedAtItFailsAtOnce() throws {
    struct Stop: Error {}
    let store = try filled(path)
    let snapshot = try store.snapshot()
    try store.noteToCompact(at: Self.noon)
    var count = 0
    let took = ContinuousClock().measure {
      #expect(throws: Stop.self) {
        try seal(store) {
          count += 1
          if count > 3 { throw Stop() }
        }
      }
    }
    #expect(took < .seconds(4))
    #expect(try snapshot.read { try $0.log(stream: nil, limit: 1) }.count == 1)
    #expect(store.lock == .none)
  }

  @Test func theLogIsGuardedAfterwardsAsBefore() throws {
    let store = try filled()
    try seal(store)
    #expect(throws: SQLiteError.self) { try store.db.run("UPDATE event SET body = '' WHERE seq = 1") }
  }

  @Test(arguments: ["four quiet grey heron", "Four quiet grey herons", "", "four quiet grey herons "])
  func anotherPassphraseOpensNothing(_ passphrase: String) throws {
    let store = try filled()
    try seal(store, ring: RingKey())
    store.lockWords()
    #expect(throws: StoreError.wrongKey) { try store.unlock(passphrase: passphrase) }
    #expect(throws: StoreError.wrongKey) { try store.unlock(ring: RingKey()) }
    #expect(store.lock == .locked)
  }

  @Test func onePassphraseHoweverItsLettersAreTyped() throws {
    let store = try filled()
    try store.seal(passphrase: "perch\u{E9} no?", ring: nil, at: Self.noon)
    store.lockWords()
    try store.unlock(passphrase: "perche\u{301} no?")
  }

  @Test func anotherPassphraseFromNowOn() throws {
    let store = try filled(path)
    try seal(store)
    #expect(throws: StoreError.wrongKey) {
      try store.changePassphrase(from: "another one", to: "a new one", at: Self.noon)
    }
    try store.changePassphrase(from: Self.passphrase, to: "a new one", at: Self.noon)
    #expect(try store.isToBeCompacted(), "the old one would open what is left in free pages")
    store.lockWords()
    #expect(throws: StoreError.wrongKey) { try store.unlock(passphrase: Self.passphrase) }
    try store.unlock(passphrase: "a new one")
  }

  /// Words that were changed or put elsewhere are not opened; what is not private is still read, so that nudges go on.
  @Test(arguments: [
    "UPDATE event SET body = replace(body, 'sealed:1:', 'sealed:1:AAAA')",
    "UPDATE event SET body = (SELECT body FROM event WHERE seq = 3) WHERE seq = 4",
    "UPDATE event SET at = at + 1 WHERE seq = 3",
    "UPDATE delivery SET full = discreet",
    "UPDATE delivery SET key = 'coffee/calm#2'",
    "UPDATE reminder SET text = (SELECT full FROM delivery)",
    "UPDATE reminder SET text = 'sealed:1:'",
    "UPDATE reminder SET text = 'water the plants'",
  ])
  func whatWasTamperedWithStaysLocked(_ sql: String) throws {
    let store = try filled()
    try seal(store)
    store.lockWords()
    try damage(store, sql)
    try store.unlock(passphrase: Self.passphrase)
    let (timelines, deliveries, reminders) = try store.read {
      (try $0.timelines(), try $0.openDeliveries(shownSince: .earliest), try $0.reminders { _ in .utc })
    }
    #expect(timelines.count == 1 && timelines.allSatisfy(\.isWhole), "the road goes on")
    #expect(store.damagedEntries > 0)
    let words = deliveries.flatMap { [$0.full, $0.discreet] } + reminders.map(\.reminder.text)
    #expect(words.allSatisfy { !$0.hasPrefix("sealed:") && $0 != "water the plants" })
    // What cannot be opened would be lost.
    #expect(throws: StoreError.damaged) { try store.unseal(at: Self.noon) }
  }

  @Test(arguments: [
    "UPDATE key_slot SET cost = 40", "UPDATE key_slot SET cost = -1", "UPDATE key_slot SET cost = 3",
    "UPDATE key_slot SET salt = zeroblob(65)", "UPDATE key_slot SET wrapped = zeroblob(257)",
    "UPDATE key_slot SET kind = 'poem'",
  ])
  func aSlotOutOfBoundsIsRefusedBeforeItCosts(_ sql: String) throws {
    let store = try filled()
    try seal(store)
    store.lockWords()
    try damage(store, sql)
    #expect(throws: StoreError.damaged) { try store.unlock(passphrase: Self.passphrase) }
  }

  @Test func sealedWordsAreFoundInTheSameOrder() throws {
    var random = SeededGenerator()
    let words = ["lake", "basil", "pot", "song", "perch\u{E9}", "Über", "herons", "lakeside"]
    let store = try Store.temporary()
    store.passphraseCost = 4
    let events = (0..<300).map { index in
      let text = (0..<Int.random(in: 1...9, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }
      return Event(
        at: Self.noon.adding(.seconds(index)), .wrote(Writing(kind: .note, text: text.joined(separator: " "))))
    }
    try store.commit { try $0.begin("coffee", plan: "", events: events) }
    let queries = ["lake", "pot basil", "perche", "uber song", "heron lake", "nothing"]
    func found() throws -> [[Int]] {
      try queries.map { query in try store.read { try $0.search(query, limit: 40) }.map(\.seq) }
    }
    let before = try found()
    try seal(store)
    #expect(try found() == before)
  }

  @Test func howLongAPassphraseTakes() throws {
    let store = try filled()
    store.passphraseCost = PassphraseStretching.usualCost
    let time = try ContinuousClock().measure {
      try store.seal(passphrase: Self.passphrase, ring: nil, at: Self.noon)
    }
    print(
      "scrypt, N = 2^\(PassphraseStretching.usualCost), r = 8, p = 1, with the sealing of a small database: \(time)")
  }
}
