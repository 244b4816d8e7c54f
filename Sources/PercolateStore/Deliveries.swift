// What became of each delivery. Each change of state is a line of the log too, in the same transaction, so that
// `percolatectl log` can tell the whole story.

public import PercolateCore
import SQLite

extension Transaction {
  /// Adds a delivery that is owed. One that was there already stays as it is.
  func owe(_ delivery: Delivery, at now: Moment) throws {
    let sealed = try sealing.seal(delivery)
    try db.execute(
      """
      INSERT OR IGNORE INTO delivery (key, timeline, nudge, title, due, late, urgency, full, discreet, state)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'owed')
      """, delivery.key, delivery.timeline, delivery.nudge, delivery.title, delivery.due.microseconds,
      delivery.late.rawValue, delivery.urgency.rawValue, sealed.full, sealed.discreet)
    if db.changes > 0 { try note(delivery, at: now) }
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
      """
      UPDATE delivery SET state = ?, until = ?, reason = ?, server = ?, number = ?, repeated = ?, late = ?
      WHERE key = ?
      """, delivery.state.name.rawValue, until, reason, server, number, delivery.repeated, delivery.late.rawValue,
      delivery.key)
    try note(delivery, at: now)
  }

  /// Every delivery that the user may still answer: what is not shown yet, and then what was since `moment`, each oldest first. A state
  /// that there is not is looked at too, so that it is noticed. What has ended is not looked at, however much there is.
  public func openDeliveries(shownSince moment: Moment) throws -> [Delivery] {
    // From each state that there is to the next one, by the index.
    try deliveries(
      """
      state IN (
        WITH RECURSIVE present (state) AS (
          SELECT min(state) FROM delivery
          UNION ALL SELECT (SELECT min(state) FROM delivery WHERE state > present.state) FROM present WHERE state NOT NULL)
        SELECT state FROM present WHERE state NOT IN ('shown', 'gone', 'done', 'dismissed', 'missed', 'withdrawn'))
      """
    )
      + deliveries("state IN ('shown', 'gone') AND due >= ?", moment.microseconds)
  }

  /// Every delivery that was due since `moment` and was never shown, or went away unanswered, oldest first.
  public func missedDeliveries(since moment: Moment) throws -> [Delivery] {
    try deliveries("state IN ('missed', 'gone') AND due >= ?", moment.microseconds)
  }

  /// How many those are, without reading them; those of these keys are left out.
  public func countMissed(since moment: Moment, except keys: some Sequence<String> = []) throws -> Int {
    let all = try db.value(
      "SELECT count(*) FROM delivery WHERE state IN ('missed', 'gone') AND due >= ?", moment.microseconds, as: Int.self)
    let excepted = try Set(keys).count { key in
      try db.value(
        "SELECT 1 FROM delivery WHERE key = ? AND state IN ('missed', 'gone') AND due >= ?", key, moment.microseconds,
        as: Int.self) != nil
    }
    return (all ?? 0) - excepted
  }

  /// When the latest nudge of a timeline was due; nil when it had none.
  public func latestDue(of timeline: String) throws -> Moment? {
    // What is no number is greater than any.
    try db.value(
      "SELECT max(due) FROM delivery WHERE timeline = ? AND due <= 9223372036854775807", timeline, as: Int64?.self)?
      .flatMap(Moment.init(microseconds:))
  }

  /// The delivery with this key.
  public func delivery(_ key: String) throws -> Delivery? { try deliveries("key = ?", key).first }

  /// Whether there is a delivery with this key, readable or not: what was due once is not due again.
  public func hasDelivery(_ key: String) throws -> Bool {
    try db.value("SELECT 1 FROM delivery WHERE key = ?", key, as: Int.self) != nil
  }

  func deliveries(_ condition: String, _ arguments: (any Bindable)?...) throws -> [Delivery] {
    try readable("delivery", "WHERE \(condition) ORDER BY due, key", values: arguments) { row in
      let delivery = try Delivery(row: row)
      return try opened("delivery", row) { try $0.open(delivery) }
    }.values
  }

  private func note(_ delivery: Delivery, at now: Moment) throws {
    var line = DeliveryLine(
      key: delivery.key, state: delivery.state.name.rawValue, repeated: delivery.repeated ? true : nil)
    if case .missed(let why) = delivery.state { line.reason = why.rawValue }
    try log(now, delivery.timeline ?? "reminders", "nudge", line.text)
  }
}

extension Delivery {
  /// The delivery of a row, with its words as they are stored.
  init(row: Row) throws {
    guard let late = Nudge.Late(rawValue: try row("late")),
      let urgency = Nudge.Urgency(rawValue: try row("urgency"))
    else { throw StoreError.damaged }
    self.init(
      key: try row("key"), timeline: try row("timeline"),
      nudge: try row("nudge"), title: try row("title"), due: try row.moment("due"),
      late: late, urgency: urgency, full: try row("full"),
      discreet: try row("discreet"), state: try State(row: row),
      repeated: try row("repeated"))
  }
}

extension Delivery.State {
  fileprivate init(row: Row) throws {
    let server = try row("server", String?.self) ?? ""
    let id = UInt32(clamping: try row("number", Int64?.self) ?? 0)
    switch try Name(rawValue: row("state")) {
    case .owed: self = .owed
    case .sending: self = .sending(server: server)
    case .shown: self = .shown(server: server, id: id)
    case .gone: self = .gone(server: server, id: id)
    case .later: self = .later(until: try row.moment("until"))
    case .done: self = .done
    case .dismissed: self = .dismissed
    case .missed:
      let reason = try row("reason", String?.self) ?? ""
      self = .missed(Delivery.Reason(rawValue: reason) ?? .tooLate)
    case .withdrawn: self = .withdrawn
    case nil: throw StoreError.damaged
    }
  }
}
