// From the tables of version 5 to those of version 6: sums that fitted fit, and what did not fit before does not fit now.

import PercolateCore
import SQLite
import Testing

@testable import PercolateStore

@Suite struct ChangeOfVersionTests {
  /// As version 0.1.0 has left it.
  private func takeBack(_ full: FullDatabase, damaging sql: String = "") throws {
    try full.store.db.run(
      """
      DELETE FROM grdb_migrations WHERE identifier >= '6';
      DROP INDEX delivery_timeline; DROP INDEX reminder_active; DROP INDEX event_of_no;
      """)
    try full.store.commit { transaction in
      for table in SummedTable.allCases { try transaction.keep(table.stream, transaction.chainOfVersion5(table)) }
    }
    try full.store.db.run(sql)
    try full.store.db.close()
  }

  @Test func whatFittedFits() throws {
    let full = try FullDatabase()
    let chains = try FullDatabase.cells(full.store)[2]
    try takeBack(full)
    let store = try Store(path: full.path)
    #expect(store.changed.isEmpty)
    #expect(try FullDatabase.cells(store)[2] == chains)
    #expect(try FullDatabase.faults(store).isEmpty)
  }

  @Test(arguments: [
    ("UPDATE reminder SET cursor = cursor + 1", ["reminder/rows"]),
    ("UPDATE kept_no SET salt = salt + 1", ["kept_no/rows"]),
    ("DELETE FROM chain WHERE stream = 'reminder/rows'", ["reminder/rows"]),
  ]) func whatDidNotFitDoesNot(_ sql: String, _ changed: [String]) throws {
    let full = try FullDatabase()
    try takeBack(full, damaging: sql)
    #expect(try Store(path: full.path).changed == changed)
    #expect(try Store(path: full.path).changed == changed, "nor when it is opened once more")
  }

  /// A sum that is kept up row by row is that of all rows, whatever becomes of them.
  @Test func sumsAreKeptUp() throws {
    let full = try FullDatabase()
    func check(_ what: Comment) throws {
      for table in SummedTable.allCases {
        #expect(try full.store.read { try $0.head(of: table.stream) == $0.sum(of: table) }, what)
      }
    }
    try check("as it was")
    try full.store.commit { transaction in
      let one = try transaction.add("one", .once(FullDatabase.noon), at: FullDatabase.noon)
      let other = try transaction.add("other", .once(FullDatabase.noon), at: FullDatabase.noon)
      try transaction.advance(one.id, to: FullDatabase.noon.adding(.seconds(1)), active: true)
      try transaction.advance(other.id, to: FullDatabase.noon, active: false)
      try transaction.cancel(4_711, at: FullDatabase.noon)
      try transaction.keep(KeptNo(name: nil, at: FullDatabase.noon, concerns: []))
    }
    try check("after changes")
    try full.store.forget(
      [("one", KeptNo(name: "Kim", at: FullDatabase.noon, concerns: [.no]))], everything: false, at: .latest)
    try check("after forgetting")
    try full.store.seal(passphrase: "four quiet grey herons", ring: nil, at: FullDatabase.noon)
    try check("sealed")
  }

  /// Two rows whose values in a column change places.
  @Test func rowsThatChangePlacesAreNoticed() throws {
    for column in ["cursor", "text", "since"] {
      let full = try FullDatabase()
      try full.store.commit { transaction in
        let (noon, later) = (FullDatabase.noon, FullDatabase.noon.adding(.seconds(1)))
        for (text, moment) in [("basil", noon), ("hazel", later)] {
          try transaction.add(
            Reminder(id: transaction.nextReminder(), text: text, rule: .once(noon), since: moment), at: moment)
        }
      }
      try full.store.db.run(
        "UPDATE reminder SET \(column) = (SELECT other.\(column) FROM reminder AS other WHERE other.id = 7 - reminder.id) WHERE id IN (3, 4)"
      )
      #expect(try full.store.read { try $0.head(of: "reminder/rows") != $0.sum(of: .reminder) }, "\(column)")
    }
  }

  /// What is known of the tables by heart is what the migrations make.
  @Test func theHashOfTheTables() throws {
    let model = try Connection()
    try Migration.migrate(model)
    let hash = Schema.hash(of: try Schema.statements(model))
    #expect(hash == Schema.current)
  }
}
