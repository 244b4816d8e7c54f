// What an input meets besides what is remembered: the moment, the zone and the quiet hours of today, the desk. A turn is worked
// out from these, from memory, and from what is known to have been due, so that the same three give the same turn.

import PercolateCore

/// The world at the moment of an input.
struct Circumstances {
  /// The moment that the whole turn takes place at.
  let now: Moment
  /// The zone, quiet hours and limits of today.
  let rhythm: Rhythm
  /// The notification server there is.
  let desk: Desk
  /// From how late on a nudge is late.
  let lateAfter: Duration
  /// For how long the button that puts off does so.
  let later: Duration
  /// The words of the daemon's own.
  let words: Words
  /// Finds the zone that a log or a reminder names.
  let zone: (String) -> Zone?
  /// What stands for a name that was not told, in the language of a plan.
  let someone: (Plan) -> Someone
  /// Whether a delivery of this key stands in the database. Where the zone of a log is gone or its rules have changed, or an
  /// upgraded plan says so, what was due long ago falls on a later moment now; it is due once all the same.
  let isKnown: (String) -> Bool
}
