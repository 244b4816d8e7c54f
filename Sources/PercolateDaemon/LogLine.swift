// What the journal is told, each line once, where it was decided. Every kind has a fixed MESSAGE_ID, which
// systemd/percolate.catalog explains. Invariant: nothing that the user typed is ever in one, a timeline's own name included,
// and no words of a nudge; the identifiers of nudges and stages are.

import PercolateCore
import PercolateFiles
import PercolateStore
import Systemd

/// A line for the journal.
struct LogLine {
  private let entry: JournalEntry

  func send() { Journal.send(entry) }

  private init(
    _ kind: Kind, _ message: String, _ priority: Journal.Priority = .info,
    _ fields: [(name: String, value: String)] = []
  ) {
    entry = JournalEntry(message, priority: priority, id: kind.messageID, fields: fields)
  }

  /// The kinds of lines; their numbers end the MESSAGE_ID.
  enum Kind: UInt8, CaseIterable {
    case started = 0x01
    case stopped
    case shown
    case owed
    case missed
    case stageEntered
    case boundary
    case configurationReloaded
    case configurationRefused
    case clockChanged
    case answered
    case folded
    case trouble
    case secondInstance
    case busLost
    case withdrawn
    case gone
    case recovered
    case restored
    case stretchedAlone

    /// The 128 bits by which the journal and its catalogue know this kind.
    var messageID: String {
      let low = rawValue < 16 ? "0\(String(rawValue, radix: 16))" : String(rawValue, radix: 16)
      return "d4c5c2a0b1e84a53a6ad7a2d5e0f1a\(low)"
    }
  }
}

extension LogLine {
  /// What a turn tells the journal; not everything that happens to a journey is worth a line.
  static func lines(_ told: Notice) -> [LogLine] {
    switch told {
    case .happened(let event): [self.event(event)].compactMap(\.self)
    case .shown(let deliveries, let now): shown(deliveries, at: now)
    case .gone(let delivery): [gone(delivery)]
    case .waits(let delivery): [owed(delivery)]
    case .missed(let delivery): [missed(delivery)]
    case .withdrawn(let delivery): [withdrawn(delivery)]
    case .answered(let delivery): [answered(delivery)]
    case .refused(let count, let why): [refused(count, why: why)]
    case .unanswered(let count): [unanswered(count)]
    }
  }

  static func started(version: String) -> LogLine { LogLine(.started, "Percolate \(version) is keeping time.") }

  static var stopped: LogLine { LogLine(.stopped, "Percolate has stopped.") }

  static var configurationReloaded: LogLine {
    LogLine(.configurationReloaded, "The configuration is in force.", .debug)
  }

  static func configurationRefused(count: Int) -> LogLine {
    LogLine(
      .configurationRefused,
      "The configuration has \(count) fault(s) and is not taken; `percolatectl config check` shows them.", .warning)
  }

  static var clockChanged: LogLine {
    LogLine(.clockChanged, "The clock or the time zone has changed; everything is planned anew.")
  }

  static var restored: LogLine {
    LogLine(.restored, "A backup was restored; what was there before is kept beside it.", .notice)
  }

  static func trouble(_ what: String) -> LogLine {
    LogLine(.trouble, "\(what). It is tried again.", .error, [("PERCOLATE_REASON", what)])
  }

  static var recovered: LogLine { LogLine(.recovered, "The database can be used again.", .notice) }

  static var unreadable: LogLine {
    LogLine(
      .trouble, "A timeline is damaged, or was written by another version, and cannot be read; it is kept as it is.",
      .error)
  }

  static var changed: LogLine {
    LogLine(
      .trouble,
      "Something was changed on the disk since it was written; it is kept as it is. `percolatectl verify` tells where.",
      .error)
  }

  static func damaged(_ count: Int) -> LogLine {
    LogLine(
      .trouble, "\(count) entries of the database cannot be read; they are left out, and kept as they are.", .error)
  }

  static var stretchingAlone: LogLine {
    LogLine(
      .stretchedAlone, "No other process could be started to look at a passphrase; nudges wait while it is looked at.",
      .warning)
  }

  /// Why the daemon does not start.
  static func failed(_ error: any Error) -> LogLine {
    LogLine((error as? StartFailure)?.kind ?? .trouble, reason(error), .error)
  }

  /// What went wrong. An error of any other kind could quote what it failed on.
  static func reason(_ error: any Error) -> String {
    switch error {
    case let error as StartFailure: error.description
    case let error as StoreError: error.description
    case let error as ZoneFileError: error.description
    case let error as SystemError: error.description
    default: "an internal failure"
    }
  }

  static var busLost: LogLine {
    LogLine(.busLost, "The session bus is gone; nudges wait until it is back.", .warning)
  }

  private static func refused(_ count: Int, why: String) -> LogLine {
    LogLine(
      .owed, "The notification server did not take \(count) nudge(s): \(why). They stay owed.", .warning,
      [("PERCOLATE_REASON", why)])
  }

  private static func unanswered(_ count: Int) -> LogLine {
    LogLine(
      .owed, "The notification server has not said whether it took \(count) nudge(s); they may appear yet.", .warning)
  }

  private static func gone(_ delivery: Delivery) -> LogLine {
    LogLine(.gone, "A nudge went off the screen, perhaps unseen.", .info, fields(delivery))
  }

  private static func owed(_ delivery: Delivery) -> LogLine {
    LogLine(.owed, "There is no notification server; a nudge waits for one.", .notice, fields(delivery))
  }

  private static func missed(_ delivery: Delivery) -> LogLine {
    LogLine(.missed, "A nudge was missed and is of no use late.", .notice, fields(delivery))
  }

  private static func withdrawn(_ delivery: Delivery) -> LogLine {
    LogLine(.withdrawn, "A nudge no longer applies.", .info, fields(delivery))
  }

  private static func answered(_ delivery: Delivery) -> LogLine {
    LogLine(.answered, "A nudge was answered: \(delivery.state.name.rawValue).", .info, fields(delivery))
  }

  private static func shown(_ deliveries: [Delivery], at now: Moment) -> [LogLine] {
    let folded =
      deliveries.count > 1
      ? [LogLine(.folded, "\(deliveries.count) nudges came late and are shown as one.", .notice)] : []
    return folded
      + deliveries.map { delivery in
        let lateness = (now - delivery.due).components
        let microseconds = lateness.seconds * 1_000_000 + lateness.attoseconds / 1_000_000_000_000
        return LogLine(
          .shown, "A nudge is on the screen.", .info,
          fields(delivery) + [("PERCOLATE_LATENESS_USEC", String(max(0, microseconds)))])
      }
  }

  private static var boundary: LogLine { LogLine(.boundary, "A boundary is set; nothing leads past it.", .notice) }

  /// What an event of a timeline is worth saying.
  private static func event(_ event: Event) -> LogLine? {
    switch event.fact {
    case .entered(let stage, _, _):
      return LogLine(.stageEntered, "A stage begins.", .info, [("PERCOLATE_STAGE", stage)])
    case .they(.noContact, _): return boundary
    // Which of the concerns was named is nobody's business.
    case .safety(let concerns): return concerns.isEmpty ? nil : boundary
    case .closed: return boundary
    case .started, .rhythm, .did, .they, .assessed, .extended, .accepted, .coffee, .outcome, .paused, .resumed, .ended,
      .wrote, .rested, .pronouns, .upgraded:
      return nil
    }
  }

  private static func fields(_ delivery: Delivery) -> [(name: String, value: String)] {
    var fields = [(name: "PERCOLATE_NUDGE", value: delivery.nudge)]
    if case .missed(let reason) = delivery.state { fields.append(("PERCOLATE_REASON", reason.rawValue)) }
    return fields
  }
}
