// A time zone as plain data, read once from the system's TZif file that somebody else opened. There is no "current zone"
// here and no cache: whoever asks brings the zone along, so a change of zone is a new value and not a surprise.
// Invariant: the segments cover all of time without a hole, in order, and end no earlier than `Moment.latest` does; the rule
// for the years after the last transition (the file's footer) has been written out into segments already.

/// A time zone: which wall clock reading goes with which moment.
public struct Zone: Sendable {
  /// The name under which the zone was asked for, such as `Europe/Paris`.
  public let name: String

  private let segments: [Segment]
  private let offsets: [ZoneOffset]

  /// A stretch of time during which the clock is not changed. Both numbers are microseconds.
  struct Segment: Hashable {
    var start: Int64
    var shift: Int64
    var offset: Int
  }

  /// Universal time, without any change.
  public static let utc = Zone(
    name: "UTC", timeline: ZoneTimeline(initial: ZoneOffset(seconds: 0, isDaylight: false, abbreviation: "UTC")))

  /// Reads a compiled zone file (RFC 9636), such as those below /usr/share/zoneinfo.
  ///
  /// - Parameters:
  ///   - name: how the zone is called, in `name` and in errors.
  ///   - tzif: the content of the file.
  /// - Throws: `ZoneError` if the bytes are not a TZif file that we can trust; nothing is guessed.
  public init(name: String, tzif: [UInt8]) throws(ZoneError) {
    do {
      self.init(name: name, timeline: try ZoneTimeline(tzif: tzif))
    } catch {
      throw ZoneError(zone: name, problem: error)
    }
  }

  private init(name: String, timeline: ZoneTimeline) {
    self.name = name
    offsets = timeline.offsets
    segments = timeline.changes.map { change in
      let shift = Int64(timeline.offsets[change.offset].seconds) * 1_000_000
      let start = change.instant == .min ? Int64.min : change.instant * 1_000_000
      return Segment(start: start, shift: shift, offset: change.offset)
    }
  }

  /// What a calendar and a clock on the wall show at a moment.
  public func civil(at moment: Moment) -> CivilTime {
    CivilTime(wallMicroseconds: moment.microseconds + segments[segmentIndex(at: moment.microseconds)].shift)
  }

  /// The first moment at which calendar and clock show a reading, or have passed it.
  ///
  /// So a reading that is skipped when clocks go forward gives the first valid instant after it, and one that happens
  /// twice when they go back gives the first of the two. `earliest` or `latest` if the moment is out of bounds.
  public func moment(of reading: CivilTime) -> Moment {
    Moment(clamping: instant(of: reading.wallMicroseconds))
  }

  /// The difference to universal time at a moment, and what it is called.
  public func offset(at moment: Moment) -> ZoneOffset {
    offsets[segments[segmentIndex(at: moment.microseconds)].offset]
  }
}

extension Zone: Hashable {
  /// Hashes the name only; zones of one name with different rules are rare, and still not equal.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
  }
}

extension Zone: CustomStringConvertible {
  /// The name.
  public var description: String { name }
}

// What the calendar needs to walk through changes of the clock. Instants and wall readings are in microseconds, as in
// `Moment.microseconds` and `CivilTime.wallMicroseconds`.
extension Zone {
  /// No offset is larger than that (RFC 9636 section 3.2: more than -25 hours and less than 26).
  static let largestShift: Int64 = 26 * 3_600_000_000

  /// The segment in which an instant lies.
  func segmentIndex(at instant: Int64) -> Int {
    var (low, high) = (0, segments.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if segments[middle].start <= instant { low = middle } else { high = middle }
    }
    return low
  }

  /// How far the wall clock is ahead of universal time during a segment.
  func shift(ofSegment index: Int) -> Int64 {
    segments[index].shift
  }

  /// The instant at which a segment ends and the next one starts; nil for the last.
  func end(ofSegment index: Int) -> Int64? {
    index + 1 < segments.count ? segments[index + 1].start : nil
  }

  /// The first moment after `moment` at which a calendar on the wall may show another date: midnight, or a change of the clock.
  public func dateHolds(from moment: Moment) -> Moment {
    let rest = TimeOfDay.dayLength - civil(at: moment).time.microseconds
    let midnight = moment.adding(.microseconds(rest))
    return min(midnight, nextChange(after: moment) ?? midnight)
  }

  /// When the clock is changed next; nil when it is not within the bounds of time.
  func nextChange(after moment: Moment) -> Moment? {
    end(ofSegment: segmentIndex(at: moment.microseconds)).flatMap(Moment.init(microseconds:))
  }

  /// The first instant at which the wall clock shows a reading or has passed it. It grows with the reading.
  func instant(of wall: Int64) -> Int64 {
    var index = segmentIndex(at: wall - Self.largestShift)
    while true {
      let candidate = max(wall - segments[index].shift, segments[index].start)
      guard let end = end(ofSegment: index), candidate >= end else { return candidate }
      index += 1
    }
  }

  /// The latest reading that the wall clock has shown up to an instant. It is later than what the clock shows then while
  /// an hour is being repeated.
  func latestReading(upTo instant: Int64) -> Int64 {
    var index = segmentIndex(at: instant)
    var latest = instant + segments[index].shift
    while index > 0, segments[index].start > instant - 2 * Self.largestShift {
      latest = max(latest, segments[index].start - 1 + segments[index - 1].shift)
      index -= 1
    }
    return latest
  }
}

/// How far a wall clock is from universal time.
public struct ZoneOffset: Hashable, Sendable {
  /// Seconds east of Greenwich, to be added to universal time.
  public let seconds: Int
  /// Whether the zone counts this as daylight saving time.
  public let isDaylight: Bool
  /// The short name, `CET` or `+03`. It does not identify a zone.
  public let abbreviation: String
}
