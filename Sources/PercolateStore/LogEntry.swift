// A line of the log as it is shown: read once, when it comes from the database. Invariant: what of it cannot be read says nothing.

public import PercolateCore
import SQLite

/// A line of the log.
public struct LogEntry: Sendable {
  /// Its number, which only grows.
  public var seq: Int
  /// When it took effect.
  public var at: Moment
  /// The timeline's name, or `reminders`.
  public var stream: String
  /// What kind of fact: see `Fact.kind`; deliveries are `nudge`.
  public var kind: String
  /// What it tells; nil when that cannot be read.
  var content: Content?

  enum Content: Hashable, Sendable {
    case fact(Fact)
    case nudge(DeliveryLine)
    case reminder(ReminderLine)
  }

  /// What happened to the timeline, if that is what the line tells.
  public var fact: Fact? { if case .fact(let fact) = content { fact } else { nil } }

  /// What became of a delivery, if that is what the line tells.
  public var delivery: DeliveryNote? {
    guard case .nudge(let line) = content, let subject = DeliveryNote.Subject(key: line.key),
      let state = Delivery.State.Name(rawValue: line.state)
    else { return nil }
    return DeliveryNote(
      key: line.key, subject: subject, state: state, reason: line.reason.flatMap(Delivery.Reason.init(rawValue:)),
      repeated: line.repeated ?? false)
  }

  /// The number of the reminder that was set or cancelled, if that is what the line tells.
  public var reminder: Int? { if case .reminder(let line) = content { line.id } else { nil } }

  /// The fact in a few words; what its kind says already is left out.
  public var detail: String {
    switch content {
    case .nudge(let line): line.words
    case .reminder(let line): "\(line.id)"
    case .fact(let fact): fact.words
    case nil: ""
    }
  }
}

extension LogEntry.Content {
  /// Reads the body of a line of this kind.
  init(kind: String, _ bytes: UnsafeBufferPointer<UInt8>, withWords: Bool = true) throws(StoreError) {
    switch kind {
    case "nudge": self = .nudge(try DeliveryLine(bytes))
    case "reminder-set", "reminder-cancelled": self = .reminder(try ReminderLine(bytes))
    default: self = .fact(try Fact(kind: kind, bytes, withWords: withWords))
    }
  }
}

/// A delivery's line in the log.
struct DeliveryLine: Hashable, Sendable {
  var key: String
  var state: String
  /// Why it was missed.
  var reason: String?
  var repeated: Bool?

  var words: String {
    "\(key) \(state)\(reason.map { ", \($0)" } ?? "")\(repeated == true ? ", perhaps twice" : "")"
  }

  /// As JSON.
  var text: String {
    var json = JSONText()
    json.add("key", key)
    json.add("reason", reason)
    json.add("repeated", repeated)
    json.add("state", state)
    return json.text
  }
}

extension DeliveryLine {
  init(_ bytes: UnsafeBufferPointer<UInt8>) throws(StoreError) {
    var (key, state, reason): (String?, String?, String?)
    var repeated: Bool?
    try JSONReader.read(bytes) { json throws(StoreError) in
      try json.members { member, json throws(StoreError) in
        switch member {
        case "key": key = try json.string()
        case "state": state = try json.string()
        case "reason": reason = try json.optional { json throws(StoreError) in try json.string() }
        case "repeated": repeated = try json.optional { json throws(StoreError) in try json.bool() }
        default: try json.skip()
        }
      }
    }
    guard let key, let state else { throw .damaged }
    self.init(key: key, state: state, reason: reason, repeated: repeated)
  }
}

/// A reminder's line in the log. Its words stay in the table.
struct ReminderLine: Hashable, Sendable {
  var id: Int

  /// As JSON.
  var text: String {
    var json = JSONText()
    json.add("id", id)
    return json.text
  }
}

extension ReminderLine {
  init(_ bytes: UnsafeBufferPointer<UInt8>) throws(StoreError) {
    var id: Int?
    try JSONReader.read(bytes) { json throws(StoreError) in
      try json.members { member, json throws(StoreError) in
        if "id" ~= member { id = try json.integer() } else { try json.skip() }
      }
    }
    guard let id else { throw .damaged }
    self.init(id: id)
  }
}
