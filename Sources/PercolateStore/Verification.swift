// Whether what is kept is what was written, looked at from every side that there is. Invariant: a fault that is found is told by
// where it is and never by what stands there, and nothing is changed.

import PercolateCore
import SQLite

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

  static let unreadable = "cannot be read"
}

extension Store {
  /// Looks at everything, all at once.
  ///
  /// - Parameter follow: the nudges that a timeline's plans know, if the timeline leads to where it stands; else nil.
  public func verify(_ follow: @escaping (StoredTimeline) -> Set<String>?) throws -> [Check] {
    let verification = try verification(follow)
    while try verification.step() {}
    return verification.checks
  }

  /// Looks at everything as it is now, step by step.
  public func verification(_ follow: @escaping (StoredTimeline) -> Set<String>?) throws -> Verification {
    try StoreError.wrapping { try Verification(self, follow) }
  }
}

/// A look at everything in steps, with one decoding of each line. A step has so many rows, and takes some milliseconds; but one has
/// a whole table where SQLite itself looks, and one a whole journey, or the chain of each.
public final class Verification {
  private let snapshot: Snapshot
  private let follow: (StoredTimeline) -> Set<String>?
  private let slice: Int
  /// What is still to be done, the next step last.
  private var steps: [Step] = []
  private var findings: [Check.Subject: Check] = [:]

  private var log = LogReading()
  private var histories: [String: [Delivery.State.Name?]] = [:]
  private var known: [String: Set<String>] = [:]
  private var timelines: Set<String> = []
  private var sums: [String: Int64] = [:]
  private var index: IndexCheck?

  /// A step, or as many as it takes.
  private enum Step {
    case table(String)
    case lines
    case sum(SummedTable, after: Int64)
    case chain
    case journeys
    case journey(StoredTimeline)
    case index
    case deliveries(after: Int64)
    case undelivered
    case reminders(after: Int64)

    /// What cannot be read when it fails.
    var subject: Check.Subject {
      switch self {
      case .table: .file
      case .lines: .events
      case .sum, .chain: .chain
      case .journeys, .journey: .journeys
      case .index: .writings
      case .deliveries, .undelivered: .deliveries
      case .reminders: .reminders
      }
    }
  }

  /// - Parameter slice: how many rows a step looks at.
  init(_ store: Store, slice: Int = 250, _ follow: @escaping (StoredTimeline) -> Set<String>?) throws {
    (self.follow, self.slice) = (follow, slice)
    snapshot = try Snapshot(store, noting: Damage())
    // What a broken seal says is damaged is looked at as it is stored, and not read as ours.
    let subjects = store.isSealBroken ? [.file, .events, .chain] : Check.Subject.allCases
    for subject in subjects { findings[subject] = Check(subject: subject, count: 0, faults: []) }
    let tables = try snapshot.read { try $0.tables() }
    let sums = SummedTable.allCases.map { Step.sum($0, after: .min) }
    let looks: [Step] = [.journeys, .index, .deliveries(after: .min), .undelivered, .reminders(after: .min)]
    steps = (tables.map(Step.table) + [.lines] + sums + [.chain] + (store.isSealBroken ? [] : looks)).reversed()
    findings[.file]?.count = try snapshot.read { try $0.db.value("PRAGMA page_count") } ?? 0
    if snapshot.sealing.isOff, !store.isSealBroken { withIndex { index = try IndexCheck(snapshot.db) } }
    if store.isSealBroken { tell(.file, "contents") }
    if (try? Schema.check(snapshot.db)) == nil { tell(.file, "tables") }
  }

  /// What was found, once `step` has said that nothing is left.
  public var checks: [Check] {
    Check.Subject.allCases.compactMap { subject in
      // Of an index that is not to be there, that it is not there is nothing to tell.
      if subject == .writings, !snapshot.sealing.isOff, findings[subject]?.faults.isEmpty == true { return nil }
      return findings[subject]
    }
  }

  /// Does the next step; false when all are done.
  public func step() throws -> Bool {
    guard let step = steps.popLast() else { return false }
    do {
      try snapshot.read { try take(step, $0) }
    } catch {
      findings[step.subject] = Check(subject: step.subject, count: 0, faults: [Check.unreadable])
      steps.removeAll { $0.subject == step.subject }
    }
    return !steps.isEmpty
  }

  private func take(_ step: Step, _ transaction: borrowing Transaction) throws {
    switch step {
    case .table(let name): try look(at: name, transaction)
    case .lines: if try look(at: transaction) { steps.append(.lines) }
    case .sum(let table, let row):
      var sum = sums[table.stream] ?? 0
      let last = try transaction.add(to: &sum, of: table, after: row, limit: slice)
      sums[table.stream] = sum
      if let last { steps.append(.sum(table, after: last)) }
    case .chain:
      findings[.chain]?.count = try transaction.count("chain")
      try transaction.brokenChains(log.heads, sums).forEach { tell(.chain, $0) }
    case .journeys:
      let stored = try transaction.timelines(by: log)
      (log.events, timelines) = ([:], Set(stored.map(\.name)))
      let count = try transaction.count("timeline")
      findings[.journeys]?.count = count
      if count != stored.count { tell(.journeys, Check.unreadable) }
      steps += stored.reversed().map(Step.journey)
    case .journey(let stored):
      known[stored.name] = stored.isWhole ? follow(stored) : nil
      if known[stored.name] == nil { tell(.journeys, stored.name) }
    case .index: try lookAtIndex(transaction)
    case .deliveries(let row): try lookAtDeliveries(after: row, transaction)
    case .undelivered:
      // What is left has lines in the log, and is not there.
      histories.keys.sorted().forEach { tell(.deliveries, $0) }
    case .reminders(let row): try lookAtReminders(after: row, transaction)
    }
  }

  private func tell(_ subject: Check.Subject, _ fault: String) {
    if findings[subject]?.faults.last != fault { findings[subject]?.faults.append(fault) }
  }
}

extension Verification {
  private func look(at table: String, _ transaction: borrowing Transaction) throws {
    // By itself, since a pragma takes no values.
    let found = try transaction.db.column("PRAGMA integrity_check(\(table.quoted))", as: String.self)
    if found != ["ok"] { found.prefix(10).forEach { tell(.file, $0) } }
  }

  /// The next lines of the log; false when there are no more.
  private func look(at transaction: borrowing Transaction) throws -> Bool {
    let goesOn = try transaction.readLog(as: .verifying, &log, limit: slice) { row, content in
      guard let seq = Int64(row, at: 1) else { throw StoreError.damaged }
      let kind = String(row, at: 4)
      if content == nil || kind == nil || (try? row.moment(at: 2)) == nil { tell(.events, "#\(seq)") }
      switch (content, kind) {
      case (.nudge(let line), _):
        histories[line.key, default: []].append(Delivery.State.Name(rawValue: line.state))
      case (.fact(.wrote(let writing)), _):
        findings[.writings]?.count += 1
        guard snapshot.sealing.isOff else { return }
        // By way of the table behind the index, which FTS5 would open anew for each row.
        let words = try transaction.db.value("SELECT c0 FROM writing_content WHERE id = ?", seq, as: Value.self)
        if words != .text(writing.indexed) { tell(.writings, "#\(seq)") }
        withIndex { try index?.add(writing.indexed, row: seq) }
      case (nil, "nudge"): tell(.deliveries, Check.unreadable)
      case (nil, "wrote"):
        findings[.writings]?.count += 1
        tell(.writings, Check.unreadable)
      case (.fact, _), (.reminder, _), (nil, _): break
      }
    }
    findings[.events]?.count = log.count
    return goesOn
  }

  /// Does something with the index, or without it, when it cannot be read.
  private func withIndex(_ body: () throws -> Void) {
    do {
      try body()
    } catch {
      index = nil
      tell(.writings, Check.unreadable)
    }
  }

  private func lookAtIndex(_ transaction: borrowing Transaction) throws {
    // Its places are many, and looked at quickly.
    if let index, try index.addIndexed(limit: 8 * slice) { return steps.append(.index) }
    // Where a text is not what it was, the index cannot fit.
    if let index, !index.fits, findings[.writings]?.faults.isEmpty == true { tell(.writings, "index") }
    // Sealed words have no index, and locked ones cannot be read at all.
    let expected = snapshot.sealing.isOff ? findings[.writings]?.count : 0
    for table in ["writing_content", "writing_docsize"] where try transaction.count(table) != expected {
      tell(.writings, "index")
    }
  }

  private func lookAtDeliveries(after row: Int64, _ transaction: borrowing Transaction) throws {
    let page = try transaction.page(of: "delivery", after: row, limit: slice) { try Delivery(row: $0) }
    findings[.deliveries]?.count += page.seen
    if page.seen > page.values.count { tell(.deliveries, Check.unreadable) }
    for delivery in page.values {
      let belongs =
        if let timeline = delivery.timeline {
          // A timeline that cannot be followed is told of as such.
          timelines.contains(timeline) && known[timeline].map { $0.contains(delivery.nudge) } ?? true
        } else {
          try Reminder.number(ofKey: delivery.key).map { try transaction.hasReminder($0) } ?? false
        }
      let history = histories.removeValue(forKey: delivery.key) ?? []
      // A state that there is not is none that may follow.
      let states = history.compactMap(\.self)
      if !belongs || states.count < history.count || !Delivery.State.Name.isLegal(states)
        || states.last != delivery.state.name
      {
        tell(.deliveries, delivery.key)
      }
    }
    if let last = page.last { steps.append(.deliveries(after: last)) }
  }

  private func lookAtReminders(after row: Int64, _ transaction: borrowing Transaction) throws {
    // Whether a zone is known here is another question.
    let page = try transaction.page(
      of: "reminder", columns: Transaction.reminderColumns, where: "active <> 0", after: row, limit: slice
    ) {
      try transaction.reminder($0) { _ in .utc }
    }
    findings[.reminders]?.count += page.seen
    if page.seen > page.values.count { tell(.reminders, Check.unreadable) }
    if let last = page.last { return steps.append(.reminders(after: last)) }
    let (nos, count) = (try transaction.keptNos().count, try transaction.count("kept_no"))
    findings[.reminders]?.count += count
    if nos < count { tell(.reminders, Check.unreadable) }
  }
}

extension Transaction {
  /// The tables of the file, that of the tables and of free pages among them.
  fileprivate func tables() throws -> [String] {
    try ["sqlite_schema"]
      + db.column("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name", as: String.self)
  }
}
