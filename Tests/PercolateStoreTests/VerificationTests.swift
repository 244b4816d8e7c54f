// What a look at everything finds: each way in which a row can be wrong, by the subject that tells it, and nothing in what is
// right.

import PercolateCore
import SQLite
import Testing

@testable import PercolateStore

@Suite struct VerificationTests {
  @Test func nothingIsWrongWithWhatWasWritten() throws {
    let full = try FullDatabase()
    let checks = try full.store.verify { _ in ["calm"] }
    #expect(checks.map(\.subject) == Check.Subject.allCases)
    #expect(checks.flatMap(\.faults).isEmpty, "\(checks)")
    #expect(Array(checks.map(\.count).dropFirst()) == [52, 7, 2, 12, 13, 2])
    #expect(try inSlices(full.store) == checks)
  }

  @Test(arguments: [
    ("UPDATE event SET body = replace(body, 'basil', 'basiL') WHERE seq = 2", ["chain", "writings"]),
    ("UPDATE event SET at = at + 1 WHERE kind = 'nudge' AND seq = 20", ["chain"]),
    ("UPDATE event SET kind = 'nudge' WHERE seq = 1", ["events", "chain", "deliveries"]),
    ("UPDATE event SET stream = 'two' WHERE seq = 1", ["chain"]),
    ("UPDATE event SET body = 'x' WHERE seq = 1", ["events", "chain", "journeys"]),
    ("UPDATE event SET body = x'00' WHERE seq = 1", ["events", "chain", "journeys"]),
    ("DELETE FROM event WHERE seq = 1", ["chain"]),
    ("DELETE FROM event WHERE seq = (SELECT max(seq) FROM event WHERE stream = 'one')", ["chain", "deliveries"]),
    ("DELETE FROM event WHERE stream = 'reminders'", ["chain", "deliveries"]),
    ("DELETE FROM chain WHERE stream = 'one'", ["chain"]),
    ("UPDATE chain SET stream = CAST(x'6f6ef3' AS TEXT) WHERE stream = 'one'", ["chain"]),
    ("INSERT INTO chain VALUES ('none', x'00')", ["chain"]),
    ("DELETE FROM writing WHERE rowid = 3", ["writings"]),
    ("INSERT INTO writing (rowid, words) VALUES (999, 'basil')", ["writings"]),
    ("DELETE FROM writing_idx; DELETE FROM writing_data WHERE id > 10", ["writings"]),
    ("DELETE FROM writing_docsize WHERE id = 3", ["writings"]),
    ("UPDATE writing_content SET c0 = 'hazel' WHERE id = 3", ["writings"]),
    // Only the index itself lacks it.
    (
      """
      DELETE FROM writing WHERE rowid = 3;
      INSERT INTO writing_content VALUES (3, 'one: the basil, 2' || char(10));
      INSERT INTO writing_docsize VALUES (3, (SELECT sz FROM writing_docsize WHERE id = 2))
      """, ["writings"]
    ),
    ("DELETE FROM delivery WHERE key = 'one/calm#2'", ["deliveries"]),
    ("UPDATE delivery SET state = 'done' WHERE key = 'one/calm#0'", ["deliveries"]),
    ("UPDATE delivery SET state = 'x' WHERE key = 'one/calm#0'", ["deliveries"]),
    ("UPDATE delivery SET nudge = 'unknown' WHERE key = 'one/calm#0'", ["deliveries"]),
    ("DELETE FROM timeline WHERE name = 'two'", ["chain", "deliveries"]),
    ("UPDATE timeline SET plan = replace(plan, 'plan', 'plaN') WHERE name = 'one'", ["chain"]),
    ("UPDATE upgrade SET plan = replace(plan, 'next', 'last')", ["chain"]),
    ("DELETE FROM upgrade", ["chain"]),
    ("DELETE FROM reminder WHERE id = 1", ["chain", "deliveries"]),
    ("UPDATE reminder SET at = NULL WHERE id = 1", ["chain", "reminders"]),
    ("UPDATE reminder SET active = 0 WHERE id = 1", ["chain"]),
    ("UPDATE kept_no SET concerns = 'x'", ["chain", "reminders"]),
    ("UPDATE kept_no SET salt = salt + 1", ["chain"]),
    ("DELETE FROM kept_no", ["chain"]),
  ])
  func eachFaultIsFound(_ sql: String, _ subjects: [String]) throws {
    let full = try FullDatabase()
    try full.damage(sql)
    // Without its triggers it is no database of ours any more, which is a fault of its own.
    #expect(try FullDatabase.faults(full.store) == ["file"] + subjects)
    #expect(try inSlices(full.store) == full.store.verify { _ in ["calm"] })
  }

  /// An index cuts them, maybe within a character.
  @Test(arguments: [String(repeating: "a", count: 40_000), String(repeating: "木", count: 12_000)])
  func longWordsAreInTheIndex(_ text: String) throws {
    let full = try FullDatabase()
    let texts = [text, "\(text) basil", text + text]
    try full.store.commit { transaction in
      try transaction.append(
        texts.map { Event(at: FullDatabase.noon, .wrote(Writing(kind: .note, text: $0))) }, to: "one")
    }
    #expect(try FullDatabase.faults(full.store).isEmpty)
    #expect(try inSlices(full.store).flatMap(\.faults).isEmpty)
    #expect(try FullDatabase.faults(Store(copy: full.store.backup())).isEmpty)
  }

  /// However it is cut, the same is found.
  private func inSlices(_ store: Store) throws -> [Check] {
    let verification = try Verification(store, slice: 1) { _ in ["calm"] }
    while try verification.step() {}
    return verification.checks
  }

  @Test func aJourneyThatLeadsNowhereIsTold() throws {
    let full = try FullDatabase()
    let journeys = try full.store.verify { $0.name == "two" ? nil : ["calm"] }.first { $0.subject == .journeys }
    #expect(journeys?.faults == ["two"])
  }

  /// What was changed behind its back is told where it stands as soon as the database is opened, and what it says goes on.
  @Test(arguments: [
    ("UPDATE event SET body = replace(body, 'basil', 'basiL') WHERE seq = 2", ["one"], true),
    ("UPDATE event SET stream = 'two' WHERE seq = 1", ["one", "two"], true),
    ("UPDATE timeline SET plan = 'the plaN of one' WHERE name = 'one'", ["one/plan"], false),
    ("UPDATE delivery SET title = 'calM'", [], false),
    ("UPDATE event SET at = at + 1 WHERE stream = 'reminders'", ["reminders"], false),
    ("UPDATE reminder SET cursor = cursor + 1", ["reminder/rows"], false),
    ("UPDATE chain SET stream = CAST(x'6f6ef3' AS TEXT) WHERE stream = 'one'", ["one", "on\u{FFFD}"], true),
    ("INSERT INTO chain VALUES ('two/plam', 'x')", ["two/plam"], true),
    ("UPDATE kept_no SET salt = salt + 1", ["kept_no/rows"], true),
  ])
  func whatWasChangedIsToldAtOpening(_ sql: String, _ changed: [String], _ mayHideANo: Bool) throws {
    let full = try FullDatabase()
    let db = full.store.db
    let trigger = try db.value("SELECT sql FROM sqlite_master WHERE name = 'event_is_never_changed'", as: String.self)
    try db.run("DROP TRIGGER event_is_never_changed; \(sql)")
    try db.run(#require(trigger))
    try full.store.db.close()
    let store = try Store(path: full.path)
    #expect(store.changed == changed)
    #expect(store.mayHideANo == mayHideANo)
    #expect(try store.read { try $0.timelines() }.map(\.name) == ["one", "two"])
    try store.forget([("one", nil)], everything: false, at: FullDatabase.noon)
    #expect(store.changed == changed.filter { !$0.hasPrefix("one") })
    try store.forget([], everything: true, at: FullDatabase.noon)
    #expect(store.changed.isEmpty)
  }

  @Test func aJourneyThatIsLostMayHideANo() throws {
    let full = try FullDatabase()
    try full.store.db.run("DELETE FROM timeline WHERE name = 'one'")
    try full.store.db.close()
    let store = try Store(path: full.path)
    #expect(store.changed == ["one/plan"])
    #expect(store.mayHideANo)
    #expect(store.damagedEntries == 1)
  }

  /// What is rewritten on purpose has its chain computed anew; what is forgotten takes its own along, and no other.
  @Test func theChainFollowsWhatIsMeant() throws {
    let full = try FullDatabase()
    try full.damage("UPDATE event SET body = replace(body, 'basil', 'rosemary') WHERE stream = 'one'")
    try full.store.commit { try $0.rechain() }
    #expect(try FullDatabase.faults(full.store) == ["file", "writings"])
    let forgetful = try FullDatabase()
    try forgetful.store.forget([("one", nil)], everything: false, at: FullDatabase.noon)
    #expect(try FullDatabase.faults(forgetful.store).isEmpty)
    try forgetful.store.forget([], everything: true, at: FullDatabase.noon)
    #expect(try FullDatabase.faults(forgetful.store).isEmpty)
  }

  /// A journey may be named like the stream of the reminders, and takes none of their lines along.
  @Test func forgettingAJourneyLeavesTheRemindersTheirHistory() throws {
    let full = try FullDatabase()
    try full.store.commit { try $0.begin("reminders", plan: "p", events: [Event(at: FullDatabase.noon, .resumed)]) }
    try full.store.forget([("reminders", nil)], everything: false, at: FullDatabase.noon)
    #expect(try FullDatabase.faults(full.store).isEmpty)
    #expect(try full.store.read { try $0.log(stream: "reminders", limit: 9) }.count == 4)
  }

  @Test(arguments: [FullDatabase.takeBackToVersion2, FullDatabase.takeBackToVersion4])
  func aDatabaseOfAnEarlierVersionGetsItsChains(_ takeBack: String) throws {
    let full = try FullDatabase()
    let chains = try FullDatabase.cells(full.store)[2]
    try full.store.db.run(takeBack)
    try full.store.db.close()
    let store = try Store(path: full.path)
    #expect(store.changed.isEmpty)
    #expect(try FullDatabase.faults(store).isEmpty)
    #expect(try FullDatabase.cells(store)[2] == chains)
  }
}
