// When something recurs, in the language that systemd's timers already taught people: systemd.time(7), "CALENDAR EVENTS". We take
// the whole syntax and print the same normal form, so that `systemd-analyze calendar` explains every rule of ours.
// What differs, on purpose, is what happens when clocks are changed: nothing that a person planned may be lost.
// Invariant: a rule is a set of wall clock readings, fixed when it is parsed; a zone turns readings into moments.

/// A recurring or single point in calendar time, such as `Mon..Fri *-*-* 19:30`.
public struct CalendarEvent: Sendable {
  /// The zone that the rule itself names; nil if it follows the person.
  public var zone: Zone? { rule.zone }
  /// Tells events that were read apart: the same for copies of one, and for no other event as long as one of them lives.
  public var identity: ObjectIdentifier { ObjectIdentifier(rule) }

  var fields: CalendarFields { rule.fields }
  private let rule: Rule

  /// What was read, once for all copies.
  private final class Rule: Sendable {
    let fields: CalendarFields
    let zone: Zone?
    let pattern: CalendarPattern

    init(_ fields: CalendarFields, _ zone: Zone?) {
      (self.fields, self.zone, pattern) = (fields, zone, CalendarPattern(fields))
    }
  }

  /// Reads a calendar event in the syntax of systemd.time(7).
  ///
  /// All of it is understood but the abbreviation of the local zone (`CET` as local time): such a suffix is looked up as
  /// a zone, like any other name.
  ///
  /// - Parameters:
  ///   - text: the rule, without surrounding spaces.
  ///   - zoneNamed: finds the zone of a suffix such as `Europe/Paris`; it is asked only for names made of letters, digits
  ///     and `_+-` between single slashes, beginning with a letter, and never for UTC.
  /// - Throws: `CalendarEventError`, which says where and what was expected.
  public init(parsing text: some StringProtocol, zoneNamed: (String) -> Zone?) throws(CalendarEventError) {
    let (fields, zone) = try CalendarEventParser.parse(text, zoneNamed: zoneNamed)
    rule = Rule(fields, zone)
  }

  /// The first time that the rule elapses after a moment; nil if it never does again before the end of 2199.
  ///
  /// When clocks are changed, the rule decides by its hours:
  /// - If it names hours (`19:30`, `9..17:00`), each reading of the clock counts once. One that is skipped elapses at the
  ///   first valid instant after the gap, together with others that are skipped; one that happens twice elapses the first
  ///   time. systemd would skip the day instead.
  /// - If it says every hour (`hourly`, `*:0/15`, `minutely`), it keeps its pace: it elapses whenever the clock shows a
  ///   reading, in both passes of a repeated hour, and not for readings that never happen.
  ///
  /// - Parameters:
  ///   - moment: the result is strictly later.
  ///   - local: the zone to use if the rule names none.
  public func next(after moment: Moment, in local: Zone) -> Moment? {
    let zone = zone ?? local
    let instant = rule.pattern.isEveryHour ? nextShown(after: moment, in: zone) : nextNamed(after: moment, in: zone)
    return instant.flatMap(Moment.init(microseconds:))
  }

  /// Each matching reading is worth the first instant at which the clock has reached it. That instant grows with the
  /// reading, so the next one belongs to the first reading that the clock has never reached so far.
  private func nextNamed(after moment: Moment, in zone: Zone) -> Int64? {
    let reached = zone.latestReading(upTo: moment.microseconds)
    return rule.pattern.first(atOrAfter: reached + 1).map(zone.instant(of:))
  }

  /// Goes through the stretches between changes of the clock, and in each through the readings that it shows.
  private func nextShown(after moment: Moment, in zone: Zone) -> Int64? {
    var segment = zone.segmentIndex(at: moment.microseconds)
    var searched = moment.microseconds + zone.shift(ofSegment: segment) + 1
    var reading = rule.pattern.first(atOrAfter: searched)
    while true {
      let end = zone.end(ofSegment: segment)
      if let instant = reading.map({ $0 - zone.shift(ofSegment: segment) }), instant < end ?? .max { return instant }
      guard let end else { return nil }
      segment += 1
      // A new search is due only if the clock was put back before the last one, or beyond what that one found.
      let shown = end + zone.shift(ofSegment: segment)
      if shown < searched || reading.map({ $0 < shown }) ?? false {
        searched = shown
        reading = rule.pattern.first(atOrAfter: shown)
      }
    }
  }
}

extension CalendarEvent: Hashable {
  /// Whether the rules say the same.
  public static func == (left: CalendarEvent, right: CalendarEvent) -> Bool {
    left.rule === right.rule || left.fields == right.fields && left.zone == right.zone
  }

  /// Hashes what the rule says.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(fields)
    hasher.combine(zone)
  }
}
