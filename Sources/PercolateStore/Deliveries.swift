// What became of each delivery. Each change of state is a line of the log too, in the same transaction, so that
// `percolatectl log` can tell the whole story.

internal import GRDB
public import PercolateCore

extension Transaction {
  /// Adds a delivery that is owed; false when it was there already.
  @discardableResult
  public func owe(_ delivery: Delivery, at now: Moment) throws -> Bool {
    try db.execute(
      sql: """
        INSERT OR IGNORE INTO delivery (key, timeline, nudge, title, due, late, urgency, full, discreet, state)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'owed')
        """,
      arguments: [
        delivery.key, delivery.timeline, delivery.nudge, delivery.title, delivery.due.microseconds,
        delivery.late.rawValue, delivery.urgency.rawValue, delivery.full, delivery.discreet,
      ])
    guard db.changesCount > 0 else { return false }
    try note(delivery, at: now)
    return true
  }

  /// Records what became of a delivery.
  public func update(_ delivery: Delivery, at now: Moment) throws {
    var until: Int64?
    var reason: String?
    var server: String?
    var number: Int64?
    switch delivery.state {
    case .owed, .done, .dismissed, .withdrawn: break
    case .sending(let name): server = name
    case .shown(let name, let id): (server, number) = (name, Int64(id))
    case .later(let moment): until = moment.microseconds
    case .missed(let why): reason = why.rawValue
    }
    try db.execute(
      sql: """
        UPDATE delivery SET state = ?, until = ?, reason = ?, server = ?, number = ?, repeated = ?, late = ?
        WHERE key = ?
        """,
      arguments: [
        delivery.state.name, until, reason, server, number, delivery.repeated, delivery.late.rawValue, delivery.key,
      ])
    try note(delivery, at: now)
  }

  /// Every delivery that the user may still answer, oldest first: what is not shown yet, and what was since `moment`.
  public func openDeliveries(shownSince moment: Moment) throws -> [Delivery] {
    try deliveries(
      "state IN ('owed', 'sending', 'later') OR (state = 'shown' AND due >= ?)", [moment.microseconds])
  }

  /// Every delivery that was due since `moment` and was never shown, oldest first.
  public func missedDeliveries(since moment: Moment) throws -> [Delivery] {
    try deliveries("state = 'missed' AND due >= ?", [moment.microseconds])
  }

  /// When the latest nudge of a timeline was due; nil when it had none.
  public func latestDue(of timeline: String) throws -> Moment? {
    try Int64.fetchOne(db, sql: "SELECT max(due) FROM delivery WHERE timeline = ?", arguments: [timeline])
      .map { try Columns.moment($0) }
  }

  /// The delivery with this key.
  public func delivery(_ key: String) throws -> Delivery? { try deliveries("key = ?", [key]).first }

  private func deliveries(_ condition: String, _ arguments: StatementArguments) throws -> [Delivery] {
    try Row.fetchAll(db, sql: "SELECT * FROM delivery WHERE \(condition) ORDER BY due, key", arguments: arguments)
      .map(Delivery.init(row:))
  }

  private func note(_ delivery: Delivery, at now: Moment) throws {
    let line = DeliveryLine(
      key: delivery.key, state: delivery.state.name, repeated: delivery.repeated ? true : nil)
    try log(now, delivery.timeline ?? "reminders", "nudge", try JSON.text(line))
  }
}

/// A delivery's line in the log.
struct DeliveryLine: Codable {
  var key: String
  var state: String
  var repeated: Bool?

  var words: String { "\(key) \(state)\(repeated == true ? ", perhaps twice" : "")" }
}

extension Delivery {
  fileprivate init(row: Row) throws {
    guard let late = Nudge.Late(rawValue: row["late"]), let urgency = Nudge.Urgency(rawValue: row["urgency"]) else {
      throw StoreError.damaged
    }
    let state: State
    switch row["state"] as String {
    case "owed": state = .owed
    case "sending": state = .sending(server: row["server"] ?? "")
    case "shown": state = .shown(server: row["server"] ?? "", id: UInt32(clamping: row["number"] as Int64? ?? 0))
    case "later": state = .later(until: try Columns.moment(row["until"]))
    case "done": state = .done
    case "dismissed": state = .dismissed
    case "missed": state = .missed(Reason(rawValue: row["reason"] ?? "") ?? .tooLate)
    case "withdrawn": state = .withdrawn
    default: throw StoreError.damaged
    }
    self.init(
      key: row["key"], timeline: row["timeline"], nudge: row["nudge"], title: row["title"],
      due: try Columns.moment(row["due"]), late: late, urgency: urgency, full: row["full"], discreet: row["discreet"],
      state: state, repeated: row["repeated"])
  }
}
