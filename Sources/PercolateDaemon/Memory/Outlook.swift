// What time alone will bring to a journey, worked out once and good until it comes: most inputs have nothing to do with most
// journeys. Invariant: as long as it holds, settling the journey would change nothing, and it would be worked out as the same.

import PercolateCore

/// The next nudge of a journey, and the next change that time brings to it.
struct Outlook {
  /// The next time that a nudge is due; nil when none is within the horizon.
  let occurrence: Occurrence?
  /// When time changes the stage, or ends a silence or the journey.
  let change: Moment?
  private let from: Moment
  private let rhythm: Rhythm
  private let until: Moment

  /// Looks ahead from `now`, by when the journey was settled.
  init(of timeline: Timeline, at now: Moment, _ rhythm: Rhythm) {
    let horizon = Outlook.horizon(at: now)
    occurrence = timeline.agenda(after: now, limit: 1, horizon: horizon.end).first
    change = timeline.nextChange.map { max($0, now) }
    (from, self.rhythm) = (now, rhythm)
    until = [occurrence.map(\.due) ?? horizon.next, change].compactMap(\.self).min() ?? horizon.next
  }

  /// The next moment at which something is due or time changes the stage.
  var nextMoment: Moment? { [occurrence?.due, change].compactMap(\.self).min() }

  /// Until when it holds, if nothing happens.
  var end: Moment { until }

  /// Whether it still holds.
  func holds(at now: Moment, _ rhythm: Rhythm) -> Bool { from <= now && now < until && rhythm == self.rhythm }

  /// How far ahead is looked for what comes next: past the end of every shipped plan. It moves on once a day, so that what was
  /// not found is not looked for at every turn.
  static func horizon(at now: Moment) -> (end: Moment, next: Moment) {
    let day = Duration.seconds(86_400)
    let today = now.subtracting(.microseconds(now.microseconds % 86_400_000_000))
    return (today.adding(day * 401), today.adding(day))
  }
}
