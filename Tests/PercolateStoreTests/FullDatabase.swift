// A database with something in every table, in a folder of its own, and the means to look at it and to damage it.

import Foundation
import PercolateCore
import PercolateFiles
import SQLite
import TestSupport
import Testing

@testable import PercolateStore

final class FullDatabase {
  static let noon = Moment(iso8601: "2026-11-22T12:00:00Z") ?? .earliest
  private let temporary = TemporaryFolder()
  var folder: URL { temporary.url.appending(path: "data") }
  let store: Store
  var path: String { folder.appending(path: "percolate.sqlite").path }

  init() throws {
    store = try Store(path: temporary.url.appending(path: "data/percolate.sqlite").path)
    try store.commit { transaction in
      for name in ["one", "two"] {
        try transaction.begin(name, plan: "the plan of \(name)", events: [Event(at: Self.noon, .resumed)])
        try transaction.append(
          (1...6).map { Event(at: Self.noon, .wrote(Writing(kind: .note, text: "\(name): the basil, \($0)"))) },
          to: name)
        for (number, states) in Self.histories.enumerated() {
          var delivery = Delivery(
            key: "\(name)/calm#\(number)", timeline: name, nudge: "calm", title: "Calm", due: Self.noon, late: .fold,
            urgency: .low, full: "Breathe, Sam.", discreet: "Breathe.")
          try transaction.owe(delivery, at: Self.noon)
          for state in states {
            delivery.state = state
            try transaction.update(delivery, at: Self.noon)
          }
        }
      }
      try transaction.upgrade("two", to: "the next plan")
      let reminder = try transaction.add("water", .once(Self.noon), at: Self.noon)
      try transaction.owe(reminder.delivery(due: Self.noon, Languages.english), at: Self.noon)
      try transaction.cancel(transaction.add("stretch", .once(Self.noon), at: Self.noon).id, at: Self.noon)
      try transaction.keep(KeptNo(name: "Alex", at: Self.noon, concerns: [.no]))
    }
  }

  private static let histories: [[Delivery.State]] = [
    [], [.sending(server: ":1.7")], [.sending(server: ":1.7"), .shown(server: ":1.7", id: 9)],
    [.sending(server: ":1.7"), .shown(server: ":1.7", id: 9), .later(until: noon), .owed],
    [.sending(server: ":1.7"), .shown(server: ":1.7", id: 9), .done], [.missed(.tooLate)],
  ]

  /// As the tables were before there were chains and keys.
  static let takeBackToVersion2 = """
    DROP TABLE chain; DROP TABLE seal; DROP TABLE key_slot; ALTER TABLE timeline DROP COLUMN person;
    DELETE FROM grdb_migrations WHERE identifier >= '3'; \(withoutIndexes)
    """

  /// As they were before plans had chains, and tables sums.
  static let takeBackToVersion4 = """
    DELETE FROM chain WHERE stream LIKE '%/%'; DELETE FROM grdb_migrations WHERE identifier >= '5'; \(withoutIndexes)
    """

  private static let withoutIndexes =
    "DROP INDEX delivery_timeline; DROP INDEX reminder_active; DROP INDEX event_of_no;"

  /// What is wrong, by subject.
  static func faults(_ store: Store) throws -> [String] {
    try store.verify { _ in ["calm"] }.filter { !$0.faults.isEmpty }.map(\.subject.rawValue)
  }

  /// Every cell of every table but the seal.
  static func cells(_ store: Store) throws -> [[String]] {
    try ["timeline", "event", "chain", "delivery", "upgrade", "reminder", "kept_no", "writing"].map { table in
      try store.db.all("SELECT * FROM \(table)") { row in
        "\(try row.columns.indices.map { try row($0, Value.self) })"
      }
    }
  }

  /// Runs a statement behind the back of the rules.
  func damage(_ sql: String) throws {
    try store.db.run("DROP TRIGGER event_is_never_changed; DROP TRIGGER event_is_never_taken_away; \(sql)")
  }

  /// A file in the folder, for its user alone.
  func file(_ name: String, _ contents: Data) throws -> String {
    let path = folder.appending(path: name).path
    try #require(
      FileManager.default.createFile(atPath: path, contents: contents, attributes: [.posixPermissions: 0o600]))
    return path
  }
}

extension Transaction {
  /// Adds a reminder under the next number.
  func add(_ text: String, _ rule: Reminder.Rule, at now: Moment) throws -> Reminder {
    let reminder = Reminder(id: try nextReminder(), text: text, rule: rule, since: now)
    try add(reminder, at: now)
    return reminder
  }
}
