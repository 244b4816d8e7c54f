// Where everything stands, as programs ask for it that do so again and again: a bar on the screen, a prompt, a watcher. It is
// written once, and given out as it stands until something changes, or a word of it would. Invariant: it says what would be said
// if it were written anew.

import PercolateControl
import PercolateCore
import PercolateStore
import Varlink

/// The state of all journeys under way, written.
final class Glance {
  private unowned let daemon: Daemon
  /// How often it was written.
  private(set) var written = 0
  private var kept: Kept?

  private struct Kept {
    let text: JSONText.Template
    let from: Moment
    let until: Moment
    let around: Around
  }

  /// What it says besides what turns bring about.
  private struct Around: Equatable {
    let changes: Int
    let desktop: String
    let trouble: String?
    let isToBeCompacted: Bool
    let lock: Store.Lock

    init(_ daemon: Daemon) {
      let database = daemon.database
      (changes, desktop, lock) = (daemon.changes, daemon.desktop.summary, daemon.lock.state)
      (trouble, isToBeCompacted) = (database.whatIsDamaged, database.isToBeCompacted)
    }
  }

  init(daemon: Daemon) { self.daemon = daemon }

  /// What is told of it now.
  func text() throws -> JSONText {
    let (now, around) = (daemon.surroundings.now(), Around(daemon))
    if let kept, kept.from <= now, now < kept.until, kept.around == around { return kept.text(now.json) }
    let views = daemon.views
    let text = try JSONText(encoding: StateReply(state: views.state()))
    written += 1
    kept = text.template(of: "now", views.now.json).map { template in
      Kept(text: template, from: views.now, until: views.stateHolds, around: around)
    }
    return text
  }
}

extension Views {
  /// The moment up to which time alone changes no word of the state, but for what time it is.
  var stateHolds: Moment {
    let zone = circumstances.rhythm.zone
    let journeys = memory.journeys.all.flatMap { name, timeline in
      [memory.journeys.outlook(of: name, circumstances)?.end, timeline.rhythm.zone.dateHolds(from: now)]
    }
    // What was missed is told for a week, the last moment of it included.
    let oldest = memory.missed.earliest(since: now.subtracting(Memory.answerable))
    let others = [
      memory.reminders.nextMoment(after: now, in: zone), memory.deliveries.nextStale(after: now),
      memory.deliveries.earliestPassed(since: now.subtracting(Memory.answerable)).map(forgotten), oldest.map(forgotten),
    ]
    return (journeys + others).compactMap(\.self).min() ?? .latest
  }

  private func forgotten(_ due: Moment) -> Moment { due.adding(Memory.answerable).adding(.microseconds(1)) }
}
