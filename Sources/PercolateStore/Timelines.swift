// The timelines as they are stored: read all at once or one by one, with the words of what was written or without. Invariant: a
// timeline with a line that cannot be read says so, and is not continued; it could be anything.

public import PercolateCore
import SQLite

/// A timeline as it is stored: the plan that it follows, and what happened.
public struct StoredTimeline: Sendable {
  /// Its own name.
  public var name: String
  /// The text of its plan, as it was when it began.
  public var plan: String
  /// The texts of the versions that it was upgraded to, in order.
  public var upgrades: [String]
  /// Its events, oldest first: those that can be read.
  public var events: [Event]
  /// Whether every row of it can be read. A missing one could be anything, so that a timeline with gaps is not
  /// continued.
  public var isWhole: Bool
  /// Identifies the other person: equal for equal names, also while those are locked; nil when no name was told.
  public var person: String?
}

/// What a timeline tells of a "no".
public struct Telling: Sendable {
  /// The timeline's own name.
  public var timeline: String
  /// Identifies the other person: see ``StoredTimeline/person``.
  public var person: String?
  /// How it began, what the other person did, what was said of safety, and what other journeys closed; oldest first.
  public var events: [Event]
}

extension Transaction {
  /// All timelines, in the order in which they began. One may be named `reminders`, so their lines are told by their kind.
  ///
  /// - Parameter withWords: whether the words of writings are needed. A fold asks for none of them.
  public func timelines(withWords: Bool = true) throws -> [StoredTimeline] {
    try timelines(by: readLog(as: withWords ? .everything : .folding))
  }

  /// All timelines, their events from a pass over the log.
  func timelines(by log: LogReading) throws -> [StoredTimeline] {
    var upgrades: [String: (plans: [String], isWhole: Bool)] = [:]
    try db.each("SELECT timeline, id AS row, plan FROM upgrade ORDER BY id") { row in
      guard let name = try? row(0, String.self) else { return }
      do {
        upgrades[name, default: ([], true)].plans.append(try row("plan"))
      } catch  where StoreError.isUnreadable(error) {
        damage.note("upgrade", try row("row"))
        upgrades[name, default: ([], true)].isWhole = false
      }
    }
    return try readable("timeline", "ORDER BY rowid") { row in
      let name: String = try row("name")
      let (plans, areWhole) = upgrades[name] ?? ([], true)
      let isWhole = areWhole && log.lost[name] == nil
      return try timeline(row, upgrades: plans, events: log.events[name] ?? [], isWhole: isWhole)
    }.values
  }

  /// The timeline of this name; nil when there is none.
  public func timeline(_ name: String, withWords: Bool = true) throws -> StoredTimeline? {
    try readable("timeline", "WHERE name = ?", values: [name]) { row in
      let log = try readLog(of: name, as: withWords ? .everything : .folding)
      let upgrades = try readable("upgrade", "WHERE timeline = ? ORDER BY id", values: [name]) {
        try $0("plan", String.self)
      }
      let isWhole = log.lost[name] == nil && upgrades.lost == 0
      return try timeline(row, upgrades: upgrades.values, events: log.events[name] ?? [], isWhole: isWhole)
    }.values.first
  }

  /// The names of all timelines, in the order in which they began.
  public func timelineNames() throws -> [String] {
    try readable("timeline", "ORDER BY rowid") { try $0("name", String.self) }.values
  }

  /// What closes roads, and whose: of all timelines, or of one. The rest of the log is not looked at.
  public func tellings(in timeline: String? = nil) throws -> [Telling] {
    let (one, values) = timeline.map { ("WHERE name = ?", [$0 as any Bindable]) } ?? ("", [])
    return try readable("timeline", "\(one) ORDER BY rowid", values: values) { row in
      let name: String = try row("name")
      let kinds = "kind IN ('started', 'they', 'safety', 'closed')"
      let events = try readable("event", "WHERE stream = ? AND \(kinds) ORDER BY seq", values: [name]) { row in
        let (at, fact) = (try row.moment("at"), try row.fact())
        return Event(at: at, try opened("event", row) { try $0.open(fact, in: name, at: at) })
      }
      return Telling(timeline: name, person: try person(row, events.values), events: events.values)
    }.values
  }

  /// Notes as damage each timeline that has events and no row of its own: one of the events may be a "no".
  func noteLostTimelines(_ log: LogReading) throws {
    let present = Set(try db.column("SELECT name FROM timeline", as: Value.self))
    let lost =
      log.timelines.map(Value.text).filter { !present.contains($0) }.count + log.nameless.subtracting(present).count
    for number in 0..<Int64(lost) { damage.note("timeline", -1 - number) }
  }

  /// The latest `limit` lines of the log, oldest first, of one stream or of all.
  public func log(stream: String?, limit: Int) throws -> [LogEntry] {
    let (one, values) = stream.map { ("WHERE stream = ?", [$0 as any Bindable]) } ?? ("", [])
    return try readable("event", "\(one) ORDER BY seq DESC LIMIT ?", values: values + [limit]) { try entry($0) }.values
      .reversed()
  }

  /// The next `limit` lines of a stream after the line of this number, oldest first: those that can be read, and the number of the
  /// last one that was looked at; nil when there are no more.
  public func log(stream: String, after seq: Int, limit: Int) throws -> (lines: [LogEntry], last: Int?) {
    let page = try page(of: "event", where: "stream = ?", values: [stream], after: Int64(seq), limit: limit) {
      try entry($0)
    }
    return (page.values, page.last.map(Int.init))
  }

  private func entry(_ row: Row) throws -> LogEntry {
    var entry = LogEntry(
      seq: try row("seq"), at: try row.moment("at"), stream: try row("stream"), kind: try row("kind"),
      content: try? row.content())
    if !sealing.isOff, case .fact(let fact) = entry.content {
      entry.content = .fact(try opened("event", row) { try $0.open(fact, in: entry.stream, at: entry.at) })
    }
    return entry
  }

  private func timeline(
    _ row: Row, upgrades: [String], events: [Event], isWhole: Bool
  ) throws -> StoredTimeline {
    StoredTimeline(
      name: try row("name"), plan: try row("plan"), upgrades: upgrades, events: events, isWhole: isWhole,
      person: try person(row, events))
  }

  private func person(_ row: Row, _ events: [Event]) throws -> String? {
    guard !sealing.isLocked else { return try row("person") }
    return events.lazy.compactMap(\.fact.beginning).first?.name.map(Person.key)
  }
}
