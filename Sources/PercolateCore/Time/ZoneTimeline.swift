// The history and future of one zone's clock, cut to the time that we care for, with the rule for the years to come written
// out: then a lookup never needs more than the list of changes.
// Invariant: the first change has the instant `Int64.min`, instants ascend strictly and otherwise lie in the
// window, and each change refers to an existing offset.

/// The changes of a zone's clock over all of our time.
struct ZoneTimeline {
  private(set) var offsets: [ZoneOffset]
  private(set) var changes: [Change]

  /// From `instant` on (seconds since 1970-01-01T00:00:00Z), the clock runs with that offset.
  struct Change {
    var instant: Int64
    var offset: Int
  }

  /// Seconds since 1970-01-01T00:00:00Z outside of which no change matters to us: the years of a `CivilDate`.
  static let window: ClosedRange<Int64> =
    Int64(CivilDate.earliest.dayNumber) * 86_400...Int64(CivilDate.latest.dayNumber) * 86_400

  /// A zone whose clock is never changed.
  init(initial: ZoneOffset) {
    offsets = [initial]
    changes = [Change(instant: .min, offset: 0)]
  }

  /// Reads a zone file.
  init(tzif: [UInt8]) throws(ZoneError.Problem) {
    let file = try TZifFile(tzif)
    self.init(offsets: file.block.offsets, transitions: file.block.transitions)
    if let rule = file.rule { append(rule) }
  }

  private init(offsets: [ZoneOffset], transitions: [Change]) {
    self.offsets = offsets
    changes = [Change(instant: .min, offset: 0)]
    for change in transitions {
      if change.instant < Self.window.lowerBound {
        changes[0].offset = change.offset
      } else if change.instant <= Self.window.upperBound {
        changes.append(change)
      }
    }
  }

  /// Writes the rule for the time after the last transition out, up to the end of the window.
  private mutating func append(_ rule: PosixZoneRule) {
    let standard = index(of: rule.standard)
    guard let daylight = rule.daylight else {
      if changes.count == 1 { changes[0].offset = standard }
      return
    }
    let known = changes.last?.instant ?? .min
    let summer = index(of: daylight.offset)
    for change in rule.changes(standard: standard, daylight: summer) {
      if change.instant > known, Self.window.contains(change.instant) {
        changes.append(change)
      } else if known == .min {
        changes[0].offset = change.offset
      }
    }
  }

  private mutating func index(of offset: ZoneOffset) -> Int {
    if let known = offsets.firstIndex(of: offset) { return known }
    offsets.append(offset)
    return offsets.count - 1
  }
}
