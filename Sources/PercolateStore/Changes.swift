// What is written down of a change: the rows that it touches, and its line in the log.

import PercolateCore
import SQLite

extension Transaction {
  func write(_ change: Change, at now: Moment) throws {
    switch change {
    case .begin(let name, let plan, let events): try begin(name, plan: plan, events: events)
    case .append(let events, let name): try append(events, to: name)
    case .upgrade(let name, let plan): try upgrade(name, to: plan)
    case .owe(let delivery): try owe(delivery, at: now)
    case .update(let delivery): try update(delivery, at: now)
    case .set(let reminder): try add(reminder, at: now)
    case .advance(let number, let cursor, let isActive): try advance(number, to: cursor, active: isActive)
    case .cancel(let number): try cancel(number, at: now)
    }
  }

  /// Begins a timeline with its plan and first events.
  func begin(_ name: String, plan: String, events: [Event]) throws {
    let beginning = events.lazy.compactMap(\.fact.beginning).first
    try db.execute(
      "INSERT INTO timeline (name, plan, person) VALUES (?, ?, ?)", name, plan, sealing.mark(of: beginning?.name))
    try chain(plan: plan, of: name)
    try append(events, to: name)
  }

  /// Adds events to a timeline's log.
  func append(_ events: [Event], to timeline: String) throws {
    for event in events {
      let fact = try sealing.seal(event.fact, in: timeline, at: event.at)
      try log(event.at, timeline, event.fact.kind, fact.text)
      if sealing.isOff, case .wrote(let writing) = event.fact { try index(writing, seq: db.lastInsertedRow) }
    }
  }

  /// Keeps the text of the plan that a timeline goes on with.
  func upgrade(_ timeline: String, to plan: String) throws {
    try db.execute("INSERT INTO upgrade (timeline, plan) VALUES (?, ?)", timeline, plan)
    try chain(plan: plan, of: timeline)
  }

  func log(_ at: Moment, _ stream: String, _ kind: String, _ body: String) throws {
    try db.execute(
      "INSERT INTO event (at, stream, kind, body) VALUES (?, ?, ?, ?)", at.microseconds, stream, kind, body)
    try chain(stream, LogRow(seq: db.lastInsertedRow, at: at.microseconds, kind: kind, body: body))
  }
}
