// Every way in which the daemon says no, typed on both sides of the socket.

public import PercolateCore
public import Varlink

/// An error of `org.percolate.Timeline`.
public enum ControlError: Error, Hashable, Sendable {
  /// There is no active timeline.
  case noTimeline
  /// There are several active ones, and none was named.
  case severalTimelines([String])
  /// There is none of this name.
  case unknownTimeline(String)
  /// There is one of this name already.
  case timelineExists(String)
  /// There is no plan of this name.
  case unknownPlan(String, known: [String])
  /// There is no delivery with this key that is still open.
  case unknownDelivery(String)
  /// Nothing is on the screen or owed.
  case nothingOpen
  /// There is no reminder of this number.
  case unknownReminder(Int)
  /// The configuration has faults, and was not taken.
  case badConfiguration([String])
  /// The plan has faults, and cannot be started.
  case badPlan([String])
  /// Not a calendar event.
  case badCalendarEvent(String)
  /// Something that the daemon needs is not there.
  case unavailable(String)
  /// The command is not taken.
  case refused(code: String, reason: String, until: Moment?)

  /// The error as it travels.
  public var wire: VarlinkError {
    let (name, parameters): (String, JSONValue) =
      switch self {
      case .noTimeline: ("NoTimeline", .empty)
      case .severalTimelines(let names): ("SeveralTimelines", ["timelines": .array(names.map { .string($0) })])
      case .unknownTimeline(let name): ("UnknownTimeline", ["timeline": .string(name)])
      case .timelineExists(let name): ("TimelineExists", ["timeline": .string(name)])
      case .unknownPlan(let plan, let known):
        ("UnknownPlan", ["plan": .string(plan), "known": .array(known.map { .string($0) })])
      case .unknownDelivery(let key): ("UnknownDelivery", ["key": .string(key)])
      case .nothingOpen: ("NothingOpen", .empty)
      case .unknownReminder(let id): ("UnknownReminder", ["id": .int(Int64(id))])
      case .badPlan(let faults): ("BadPlan", ["faults": .array(faults.map { .string($0) })])
      case .badConfiguration(let faults): ("BadConfiguration", ["faults": .array(faults.map { .string($0) })])
      case .badCalendarEvent(let reason): ("BadCalendarEvent", ["reason": .string(reason)])
      case .unavailable(let reason): ("Unavailable", ["reason": .string(reason)])
      case .refused(let code, let reason, let until):
        (
          "Refused",
          .object(
            ["code": .string(code), "reason": .string(reason)].merging(
              until.map { ["until": .string($0.description)] } ?? [:]
            ) { a, _ in a })
        )
      }
    return VarlinkError(name: "\(ControlInterface.name).\(name)", parameters: parameters)
  }

  /// Reads an error that a daemon sent; nil when it is none of ours.
  public init?(name: String, parameters: JSONValue) {
    guard name.hasPrefix("\(ControlInterface.name).") else { return nil }
    func text(_ key: String) -> String { parameters[key]?.string ?? "" }
    func texts(_ key: String) -> [String] {
      guard case .array(let values) = parameters[key] else { return [] }
      return values.compactMap(\.string)
    }
    switch name.dropFirst(ControlInterface.name.count + 1) {
    case "NoTimeline": self = .noTimeline
    case "SeveralTimelines": self = .severalTimelines(texts("timelines"))
    case "UnknownTimeline": self = .unknownTimeline(text("timeline"))
    case "TimelineExists": self = .timelineExists(text("timeline"))
    case "UnknownPlan": self = .unknownPlan(text("plan"), known: texts("known"))
    case "UnknownDelivery": self = .unknownDelivery(text("key"))
    case "NothingOpen": self = .nothingOpen
    case "UnknownReminder":
      guard case .int(let id) = parameters["id"] else { return nil }
      self = .unknownReminder(Int(clamping: id))
    case "BadPlan": self = .badPlan(texts("faults"))
    case "BadConfiguration": self = .badConfiguration(texts("faults"))
    case "BadCalendarEvent": self = .badCalendarEvent(text("reason"))
    case "Unavailable": self = .unavailable(text("reason"))
    case "Refused":
      self = .refused(
        code: text("code"), reason: text("reason"), until: parameters["until"]?.string.flatMap { Moment(iso8601: $0) })
    default: return nil
    }
  }

  /// One line for the user: what is so, and what to do.
  public var words: String {
    switch self {
    case .noTimeline: "no journey is under way; `percolatectl start` begins one"
    case .severalTimelines(let names):
      "several journeys are under way; add --timeline with one of: \(names.joined(separator: ", "))"
    case .unknownTimeline(let name): "there is no journey named '\(name)'; `percolatectl status` lists them"
    case .timelineExists(let name): "there is a journey named '\(name)' already; give another name with --timeline"
    case .unknownPlan(let plan, let known):
      "there is no plan named '\(plan)'; known are: \(known.joined(separator: ", "))"
    case .unknownDelivery(let key):
      "nothing that is still open has the key '\(key)'; `percolatectl missed` lists what is"
    case .nothingOpen: "nothing is waiting to be answered"
    case .unknownReminder(let id): "there is no reminder \(id); `percolatectl remind --list` lists them"
    case .badPlan(let faults):
      "the plan has \(faults.count) fault(s), and `percolatectl plan check` shows all: \(faults.first ?? "")"
    case .badConfiguration(let faults):
      "not taken, the one before stays in force: \(faults.joined(separator: "; "))"
    case .badCalendarEvent(let reason): reason
    case .unavailable(let reason): reason
    case .refused(_, let reason, _): reason
    }
  }
}
