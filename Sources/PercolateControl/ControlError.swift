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
  /// A copy is not taken: `foreign`, `newer`, `damaged`, or `gone`.
  case badCopy(String)
  /// Something that the daemon needs is not there.
  case unavailable(String)
  /// The user's words are locked; with where to find help, when what they wrote asks for it.
  case dataLocked(support: String?)
  /// The passphrase is another one.
  case wrongPassphrase
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
      case .badCopy(let code): ("BadCopy", ["code": .string(code)])
      case .unavailable(let reason): ("Unavailable", ["reason": .string(reason)])
      case .dataLocked(let support): ("DataLocked", .object(support.map { ["support": .string($0)] } ?? [:]))
      case .wrongPassphrase: ("WrongPassphrase", .empty)
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
      guard let id = parameters["id"]?.wholeNumber else { return nil }
      self = .unknownReminder(Int(clamping: id))
    case "BadPlan": self = .badPlan(texts("faults"))
    case "BadConfiguration": self = .badConfiguration(texts("faults"))
    case "BadCalendarEvent": self = .badCalendarEvent(text("reason"))
    case "BadCopy": self = .badCopy(text("code"))
    case "Unavailable": self = .unavailable(text("reason"))
    case "DataLocked": self = .dataLocked(support: parameters["support"]?.string)
    case "WrongPassphrase": self = .wrongPassphrase
    case "Refused":
      self = .refused(
        code: text("code"), reason: text("reason"), until: parameters["until"]?.string.flatMap { Moment(iso8601: $0) })
    default: return nil
    }
  }

  /// One line for the user: what is so, and what to do.
  public func words(_ words: Words) -> String {
    switch self {
    case .noTimeline: words(.errorNoTimeline)
    case .severalTimelines(let names): words(.errorSeveralTimelines, ["known": names.joined(separator: ", ")])
    case .unknownTimeline(let name): words(.errorUnknownTimeline, ["journey": name])
    case .timelineExists(let name): words(.errorTimelineExists, ["journey": name])
    case .unknownPlan(let plan, let known):
      words(.errorUnknownPlan, ["plan": plan, "known": known.joined(separator: ", ")])
    case .unknownDelivery(let key): words(.errorUnknownDelivery, ["key": key])
    case .nothingOpen: words(.errorNothingOpen)
    case .unknownReminder(let id): words(.errorUnknownReminder, ["number": String(id)])
    case .badPlan(let faults): words(.errorBadPlan, ["count": String(faults.count), "first": faults.first ?? ""])
    case .badConfiguration(let faults): words(.errorBadConfiguration, ["faults": faults.joined(separator: "; ")])
    case .badCopy("foreign"): words(.copyForeign)
    case .badCopy("newer"): words(.copyNewer)
    case .badCopy("damaged"): words(.copyDamaged)
    case .badCopy: words(.copyGone)
    case .badCalendarEvent(let reason), .unavailable(let reason): reason
    case .dataLocked(let support): [words(.errorDataLocked), support].compactMap(\.self).joined(separator: ". ")
    case .wrongPassphrase: words(.errorWrongPassphrase)
    case .refused(_, let reason, _): reason
    }
  }
}

/// Why a command about the lock on the user's words is not taken, by the names on the wire. The others are those of `Refusal`.
public enum LockRefusal: String, CaseIterable, Sendable {
  /// There is a lock already.
  case sealed
  /// There is none.
  case notSealed = "not-sealed"
  /// The keyring does not open them; the passphrase would.
  case passphraseFirst = "passphrase-first"
  /// Too many passphrases were wrong.
  case wait
  /// Not everything that would be written again can be read.
  case damaged
}
