// An entry that cannot be read is left out, told of, and kept: whatever stands in whichever column, the rest goes on.

import Foundation
import PercolateControl
import PercolateCore
import PercolateStore
import SQLite
import TestSupport
import Testing

@testable import PercolateDaemon

@Suite struct DamagedRowsTests {
  private let temporary = TemporaryFolder()
  private var path: String { temporary.url.appending(path: "data/percolate.sqlite").path }

  /// Runs statements on the file as no program of ours would: without the triggers.
  private func doctor(_ statements: String) throws {
    let db = try Connection(path: path, .readWrite)
    try db.transaction(.immediate) {
      let triggers = try db.all("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'") { row in
        (name: try row("name", String.self), sql: try row("sql", String.self))
      }
      for trigger in triggers { try db.run("DROP TRIGGER \(trigger.name)") }
      try db.run(statements)
      for trigger in triggers { try db.run(trigger.sql) }
    }
    try db.close()
  }

  private func daemon(_ rig: Rig) -> Daemon { rig.another { [path] in try Store(path: path) } }

  /// One row of each table: which one, and the columns of it that nothing is read from.
  private static let rows: [(table: String, row: String, unread: Set<String>)] = [
    ("timeline", "1", ["person"]), ("event", "1", []), ("event", "(SELECT seq FROM event WHERE kind = 'wrote')", []),
    ("event", "(SELECT seq FROM event WHERE kind = 'nudge')", ["body"]),
    ("delivery", "(SELECT rowid FROM delivery WHERE state = 'later')", ["reason", "server", "number"]),
    ("reminder", "(SELECT id FROM reminder WHERE active = 1)", []), ("upgrade", "1", ["timeline"]),
    ("kept_no", "1", []),
  ]

  /// What no column has room for, and numbers that are too large to reckon with.
  private static func values(_ type: String) -> [String] {
    type == "INTEGER" ? ["x'ff00'", "1e300", "-9223372036854775808"] : ["x'ff00'"]
  }

  @Test func whateverStandsInAColumn() throws {
    let rig = try Rig()
    let full = try #require(try LivedDatabase(folder: URL(filePath: path).deletingLastPathComponent()).states.first)
    let description = Requests.description
    for (table, row, unread) in Self.rows {
      try full.write(path)
      let columns = try Connection(path: path, .readOnly).all("PRAGMA table_info(\(table))") { row in
        (name: try row("name", String.self), type: try row("type", String.self))
      }
      for column in columns {
        for value in Self.values(column.type) {
          try full.write(path)
          // A column that may not hold it is none to test.
          guard (try? doctor("UPDATE \(table) SET \(column.name) = \(value) WHERE rowid = \(row)")) != nil else {
            continue
          }
          let daemon = daemon(rig)
          let answers = Answers(PeerOfDaemon(daemon, description))
          daemon.closeDatabase(because: StoreError.closed)
          let place: Comment = "\(table).\(column.name) = \(value)"
          #expect(!answers.isConfused, place)
          #expect(answers.trouble != nil || value != "x'ff00'" || unread.contains(column.name), place)
        }
      }
    }
  }

  @Test func theOthersGoOn() throws {
    let rig = try Rig()
    try #require(try LivedDatabase(folder: URL(filePath: path).deletingLastPathComponent()).states.first).write(path)
    try doctor(
      """
      UPDATE event SET body = '{' WHERE stream = 'lake' AND kind = 'started';
      UPDATE delivery SET due = 'noon' WHERE state = 'later';
      UPDATE reminder SET text = x'ff' WHERE calendar IS NOT NULL;
      """)
    let daemon = daemon(rig)
    #expect(daemon.memory.journeys.names == ["sea"])
    #expect(daemon.memory.reminders.all.isEmpty)
    let said = try #require(try daemon.views.state().data)
    #expect(said.hasPrefix("3 damaged entries are left out"))
    #expect(!daemon.views.statusLine.contains("lake"), "a journey's name is private")
    // What is unread may hide a "no", so that no other journey begins.
    #expect(throws: ControlError.self) {
      try daemon.start(Control.Start(timeline: "new", plan: nil, name: "Sam", brokeUp: rig.now, history: []))
    }
    // What cannot be read is no reason for trouble with what can.
    #expect(
      throws: ControlError.unavailable(rig.daemon.surroundings.words(.errorUnreadableTimeline, ["journey": "lake"]))
    ) { try daemon.views.standing(named: "lake") }
    _ = try daemon.remind(Control.Remind(text: "mint", at: rig.now.adding(.seconds(60))))
    #expect(daemon.database.trouble == nil)
    daemon.closeDatabase(because: StoreError.closed)
    // Nothing of it is gone: mended, it is there again.
    try doctor(
      """
      UPDATE delivery SET due = 1795000000000000 WHERE due = 'noon';
      UPDATE reminder SET text = 'mended' WHERE text = x'ff'
      """
    )
    #expect(self.daemon(rig).memory.reminders.all.contains { $0.text == "mended" })
  }

  /// What was due and done is so for good, also where its row does not say any more when that was.
  @Test func whatWasDueOnceIsNotDueAgain() throws {
    let rig = try Rig(configuration: "quiet: none", open: { [path] in try Store(path: path) })
    _ = try rig.daemon.start(Control.Start(name: "Sam", brokeUp: rig.now.subtracting(.seconds(2 * 86_400))))
    while rig.desktop.shown.isEmpty { try rig.pass(3600) }
    _ = try rig.daemon.answer(nil, with: .done)
    let count = rig.desktop.shown.count
    rig.daemon.closeDatabase(because: StoreError.closed)
    try doctor("UPDATE delivery SET due = x'ff' WHERE state = 'done'")
    try rig.restart()
    #expect(rig.daemon.memory.journeys.names == ["coffee"])
    #expect(rig.desktop.shown.count == count)
  }
}
