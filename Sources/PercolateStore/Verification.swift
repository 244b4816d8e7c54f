// Whether what is kept is what was written, looked at from every side that there is. Invariant: a fault that is found is told by
// where it is and never by what stands there, and nothing is changed.

import GRDB
import PercolateCore

/// One thing that was looked at.
public struct Check: Hashable, Sendable {
  /// What can be looked at, in this order.
  public enum Subject: String, CaseIterable, Sendable {
    /// The file's structure, as SQLite sees it, and its tables.
    case file
    /// Whether each line of the log can be read.
    case events
    /// Whether no line of the log, plan, reminder or mark of a "no" was changed or lost since it was written.
    case chain
    /// Whether each journey leads to where it stands.
    case journeys
    /// Whether each writing is in the index, and nothing else is.
    case writings
    /// Whether each nudge belongs to its journey or reminder, and has one history with at most one outcome.
    case deliveries
    /// Whether the reminders, and what is kept of a "no", can be read.
    case reminders
  }

  /// What was looked at.
  public var subject: Subject
  /// How many there are.
  public var count: Int
  /// Where something is wrong; empty when all is well.
  public var faults: [String]

  fileprivate static let unreadable = "cannot be read"
}

extension Store {
  /// Looks at everything.
  ///
  /// - Parameter follow: the nudges that a timeline's plans know, if the timeline leads to where it stands; else nil.
  public func verify(_ follow: (StoredTimeline) -> Set<String>?) throws -> [Check] {
    var known: [String: Set<String>] = [:]
    let hasOurTables = (try? Schema.check(writer)) != nil
    return try StoreError.wrapping {
      try writer.writeWithoutTransaction { db in
        var checks: [Check] = []
        try db.inTransaction {
          let transaction = Transaction(db: db, damage: Damage(), sealing: sealing)
          // What a broken seal says is damaged is looked at as it is stored, and not read as ours.
          for subject in isSealBroken ? [.file, .events, .chain] : Check.Subject.allCases {
            let check = transaction.check(subject, follow, &known)
            // Of an index that is not to be there, that it is not there is nothing to tell.
            if subject == .writings, !sealing.isOff, check.faults.isEmpty { continue }
            checks.append(check)
          }
          // The index's own check counts as a change.
          return .rollback
        }
        if isSealBroken { checks[0].faults.append("contents") }
        if !hasOurTables { checks[0].faults.append("tables") }
        return checks
      }
    }
  }
}

extension Transaction {
  fileprivate func check(
    _ subject: Check.Subject, _ follow: (StoredTimeline) -> Set<String>?, _ known: inout [String: Set<String>]
  ) -> Check {
    do {
      let (count, faults) =
        switch subject {
        case .file: try checkFile()
        case .events: try checkEvents()
        case .chain: (try count("chain"), try brokenChains())
        case .journeys: try checkJourneys(follow, &known)
        case .writings: try checkWritings()
        case .deliveries: try checkDeliveries(known)
        case .reminders: try checkReminders()
        }
      return Check(subject: subject, count: count, faults: faults)
    } catch {
      return Check(subject: subject, count: 0, faults: [Check.unreadable])
    }
  }

  private func count(_ rows: String) throws -> Int { try Int.fetchOne(db, sql: "SELECT count(*) FROM \(rows)") ?? 0 }

  private func checkFile() throws -> (Int, [String]) {
    let found = try String.fetchAll(db, sql: "PRAGMA integrity_check(10)")
    return (try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0, found == ["ok"] ? [] : found)
  }

  private func checkEvents() throws -> (Int, [String]) {
    var (count, faults) = (0, [String]())
    let rows = try Row.fetchCursor(db, sql: "SELECT * FROM event ORDER BY seq")
    while let row = try rows.next() {
      count += 1
      guard let line = try? LogRow(row), Moment(microseconds: line.at) != nil, line.isReadable else {
        faults.append("#\(Int64.fromDatabaseValue(row["seq"]) ?? 0)")
        continue
      }
    }
    return (count, faults)
  }

  private func checkJourneys(
    _ follow: (StoredTimeline) -> Set<String>?, _ known: inout [String: Set<String>]
  ) throws -> (Int, [String]) {
    let stored = try timelines()
    for timeline in stored { known[timeline.name] = timeline.isWhole ? follow(timeline) : nil }
    let count = try count("timeline")
    return (count, stored.map(\.name).filter { known[$0] == nil } + missing(count - stored.count))
  }

  private func checkWritings() throws -> (Int, [String]) {
    // Sealed words have no index, and locked ones cannot be read at all.
    guard sealing.isOff else {
      return (try count("event WHERE kind = 'wrote'"), try count("writing") == 0 ? [] : ["index"])
    }
    let written = try writings()
    let faults = try written.filter { stored in
      try String.fetchOne(db, sql: "SELECT words FROM writing WHERE rowid = ?", arguments: [stored.seq])
        != stored.writing.indexed
    }
    let (count, indexed) = (try count("event WHERE kind = 'wrote'"), try count("writing"))
    // FTS5, 6.4: compares the index with what it is of.
    try db.execute(sql: "INSERT INTO writing (writing) VALUES ('integrity-check')")
    return (count, faults.map { "#\($0.seq)" } + missing(count - written.count) + (indexed == count ? [] : ["index"]))
  }

  private func checkDeliveries(_ known: [String: Set<String>]) throws -> (Int, [String]) {
    var histories: [String: [Delivery.State.Name?]] = [:]
    for body in try String.fetchAll(db, sql: "SELECT body FROM event WHERE kind = 'nudge' ORDER BY seq") {
      let line = try JSON.value(DeliveryLine.self, body)
      histories[line.key, default: []].append(Delivery.State.Name(rawValue: line.state))
    }
    let all = try deliveries("1", [])
    let reminders = Set(try Int.fetchAll(db, sql: "SELECT id FROM reminder"))
    let timelines = Set(try String.fetchAll(db, sql: "SELECT name FROM timeline"))
    let faults = all.filter { delivery in
      let belongs =
        if let timeline = delivery.timeline {
          // A timeline that cannot be followed is told of as such.
          timelines.contains(timeline) && known[timeline].map { $0.contains(delivery.nudge) } ?? true
        } else {
          Reminder.number(ofKey: delivery.key).map(reminders.contains) ?? false
        }
      let history = histories.removeValue(forKey: delivery.key) ?? []
      // A state that there is not is none that may follow.
      let states = history.compactMap(\.self)
      return !belongs || states.count < history.count || !Delivery.State.Name.isLegal(states)
        || states.last != delivery.state.name
    }
    // What is left has lines in the log, and is not there.
    let count = try count("delivery")
    return (count, faults.map(\.key) + histories.keys.sorted() + missing(count - all.count))
  }

  private func checkReminders() throws -> (Int, [String]) {
    // Whether a zone is known here is another question.
    let read = try reminders { _ in .utc }.count + keptNos().count
    let count = try count("reminder WHERE active <> 0") + count("kept_no")
    return (count, missing(count - read))
  }

  /// Rows that there are, and that were left out as unreadable.
  private func missing(_ count: Int) -> [String] { count == 0 ? [] : [Check.unreadable] }
}

extension LogRow {
  /// Whether its body says what its kind promises.
  fileprivate var isReadable: Bool {
    switch kind {
    case "nudge": (try? JSON.value(DeliveryLine.self, body)) != nil
    case "reminder-set", "reminder-cancelled": (try? JSON.value(ReminderLine.self, body)) != nil
    default: (try? JSON.value(Fact.self, body))?.kind == kind
    }
  }
}
