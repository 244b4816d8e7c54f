// What became of each delivery. Each change of state is a line of the log too, in the same transaction, so that
// `percolatectl log` can tell the whole story.

import GRDB
public import PercolateCore

extension Transaction {
  /// Adds a delivery that is owed. One that was there already stays as it is.
  func owe(_ delivery: Delivery, at now: Moment) throws {
    let sealed = try sealing.seal(delivery)
    try db.execute(
      sql: """
        INSERT OR IGNORE INTO delivery (key, timeline, nudge, title, due, late, urgency, full, discreet, state)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'owed')
        """,
      arguments: [
        delivery.key, delivery.timeline, delivery.nudge, delivery.title, delivery.due.microseconds,
        delivery.late.rawValue, delivery.urgency.rawValue, sealed.full, sealed.discreet,
      ])
    if db.changesCount > 0 { try note(delivery, at: now) }
  }

  /// Records what became of a delivery.
  func update(_ delivery: Delivery, at now: Moment) throws {
    var until: Int64?
    var reason: String?
    var server: String?
    var number: Int64?
    switch delivery.state {
    case .owed, .done, .dismissed, .withdrawn: break
    case .sending(let name): server = name
    case .shown(let name, let id), .gone(let name, let id): (server, number) = (name, Int64(id))
    case .later(let moment): until = moment.microseconds
    case .missed(let why): reason = why.rawValue
    }
    try db.execute(
      sql: """
        UPDATE delivery SET state = ?, until = ?, reason = ?, server = ?, number = ?, repeated = ?, late = ?
        WHERE key = ?
        """,
      arguments: [
        delivery.state.name.rawValue, until, reason, server, number, delivery.repeated, delivery.late.rawValue,
        delivery.key,
      ])
    try note(delivery, at: now)
  }

  /// Every delivery that the user may still answer, oldest first: what is not shown yet, and what was since `moment`. A state
  /// that there is not is looked at too, so that it is noticed.
  public func openDeliveries(shownSince moment: Moment) throws -> [Delivery] {
    try deliveries(
      """
      state NOT IN ('shown', 'gone', 'done', 'dismissed', 'missed', 'withdrawn')
        OR (state IN ('shown', 'gone') AND due >= ?)
      """,
      [moment.microseconds])
  }

  /// Every delivery that was due since `moment` and was never shown, or went away unanswered, oldest first.
  public func missedDeliveries(since moment: Moment) throws -> [Delivery] {
    try deliveries("state IN ('missed', 'gone') AND due >= ?", [moment.microseconds])
  }

  /// When the latest nudge of a timeline was due; nil when it had none.
  public func latestDue(of timeline: String) throws -> Moment? {
    try Int64.fetchOne(db, sql: "SELECT max(due) FROM delivery WHERE timeline = ?", arguments: [timeline])
      .flatMap(Moment.init(microseconds:))
  }

  /// The delivery with this key.
  public func delivery(_ key: String) throws -> Delivery? { try deliveries("key = ?", [key]).first }

  /// The keys of a timeline's deliveries, readable or not: what was due once is not due again.
  public func deliveryKeys(of timeline: String) throws -> Set<String> {
    try String.fetchSet(db, sql: "SELECT key FROM delivery WHERE timeline = ?", arguments: [timeline])
  }

  func deliveries(_ condition: String, _ arguments: StatementArguments) throws -> [Delivery] {
    try readable("delivery", "WHERE \(condition) ORDER BY due, key", arguments) { row in
      let delivery = try Delivery(row: row)
      return try opened("delivery", row) { try $0.open(delivery) }
    }.values
  }

  private func note(_ delivery: Delivery, at now: Moment) throws {
    var line = DeliveryLine(
      key: delivery.key, state: delivery.state.name.rawValue, repeated: delivery.repeated ? true : nil)
    if case .missed(let why) = delivery.state { line.reason = why.rawValue }
    try log(now, delivery.timeline ?? "reminders", "nudge", try JSON.text(line))
  }
}

/// A delivery's line in the log.
struct DeliveryLine: Codable {
  var key: String
  var state: String
  /// Why it was missed.
  var reason: String?
  var repeated: Bool?

  var words: String {
    "\(key) \(state)\(reason.map { ", \($0)" } ?? "")\(repeated == true ? ", perhaps twice" : "")"
  }
}

extension Delivery {
  fileprivate init(row: Row) throws {
    guard let late = Nudge.Late(rawValue: try row.decode(forColumn: "late")),
      let urgency = Nudge.Urgency(rawValue: try row.decode(forColumn: "urgency"))
    else { throw StoreError.damaged }
    self.init(
      key: try row.decode(forColumn: "key"), timeline: try row.decode(forColumn: "timeline"),
      nudge: try row.decode(forColumn: "nudge"), title: try row.decode(forColumn: "title"), due: try row.moment("due"),
      late: late, urgency: urgency, full: try row.decode(forColumn: "full"),
      discreet: try row.decode(forColumn: "discreet"), state: try State(row: row),
      repeated: try row.decode(forColumn: "repeated"))
  }
}

extension Delivery.State {
  fileprivate init(row: Row) throws {
    let server = try row.decode(String?.self, forColumn: "server") ?? ""
    let id = UInt32(clamping: try row.decode(Int64?.self, forColumn: "number") ?? 0)
    switch try Name(rawValue: row.decode(forColumn: "state")) {
    case .owed: self = .owed
    case .sending: self = .sending(server: server)
    case .shown: self = .shown(server: server, id: id)
    case .gone: self = .gone(server: server, id: id)
    case .later: self = .later(until: try row.moment("until"))
    case .done: self = .done
    case .dismissed: self = .dismissed
    case .missed:
      let reason = try row.decode(String?.self, forColumn: "reason") ?? ""
      self = .missed(Delivery.Reason(rawValue: reason) ?? .tooLate)
    case .withdrawn: self = .withdrawn
    case nil: throw StoreError.damaged
    }
  }
}
