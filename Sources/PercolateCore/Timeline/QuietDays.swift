// How long it has been quiet. Day 0 is the day of the user's latest contact: the breakup at first, later the letter, or a
// slip. A slip begins another count and takes nothing away: the longest and the total stay what they were.

/// Days without contact by the user.
public struct QuietDays: Hashable, Sendable {
  /// The day from which the present count runs; nil while contact belongs to the stage.
  public var dayZero: CivilDate?
  /// Whole days since then.
  public var current: Int
  /// The longest stretch there was, the present one included.
  public var longest: Int
  /// The days of all stretches together.
  public var total: Int
}

extension Timeline {
  /// The quiet days up to `now`.
  public func quietDays(at now: Moment) -> QuietDays {
    func date(_ moment: Moment) -> CivilDate { rhythm.zone.civil(at: moment).date }
    let spans = quiet.map { max(0, date($0.to ?? max(now, $0.from)).dayNumber - date($0.from).dayNumber) }
    let open = quiet.last.flatMap { $0.to == nil ? $0 : nil }
    return QuietDays(
      dayZero: open.map { date($0.from) }, current: open == nil ? 0 : spans.last ?? 0, longest: spans.max() ?? 0,
      total: spans.reduce(0, +))
  }

  /// A stretch without contact by the user; `to` is nil while it lasts.
  struct Quiet: Hashable, Sendable {
    var from: Moment
    var to: Moment?
  }

  /// Ends the stretch in which the user was in touch at `moment`, and begins another one there.
  mutating func contacted(on moment: Moment) {
    guard let index = quiet.lastIndex(where: { $0.from <= moment && moment <= $0.to ?? .latest }) else { return }
    let rest = Quiet(from: moment, to: quiet[index].to)
    quiet[index].to = moment
    quiet.insert(rest, at: index + 1)
  }

  /// Ends the stretch that lasts, if one does: the journey is over.
  mutating func endQuiet(at moment: Moment) {
    if let last = quiet.last, last.to == nil { quiet[quiet.count - 1].to = max(moment, last.from) }
  }

  /// Ends the stretch on entering a stage that allows more than the letter, and begins one on entering any other.
  mutating func quietInStage(since moment: Moment) {
    let counts = visit.stage.contact.isSubset(of: [.letter])
    if !counts, let last = quiet.last, last.to == nil {
      quiet[quiet.count - 1].to = max(moment, last.from)
    } else if counts, let end = quiet.last?.to {
      quiet.append(Quiet(from: max(moment, end)))
    }
  }
}
