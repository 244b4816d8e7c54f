// The moments that a stay is measured by. Day 0 is the day on which a stage was entered; a stay of seven days is over on day 7
// at the same time of day.

extension Timeline {
  /// When the least stay is over; until then no decision is taken but one to let go.
  public var leastStayOver: Moment { day(visit.stage.stay.least, of: visit.on) }

  /// When the usual stay is over, extensions and the days after a slip included.
  public var usualStayOver: Moment { day(visit.stage.stay.usual * (1 + visit.extensions) + slipDays, of: visit.on) }

  /// When the longest stay is over, extensions and the days after a slip included; nil when it may last for ever.
  public var longestStayOver: Moment? {
    visit.stage.stay.longest.map { day($0 + visit.stage.stay.usual * visit.extensions + slipDays, of: visit.on) }
  }

  /// The days that the plan adds to a stay for slips.
  private var slipDays: Int { visit.stage.stay.afterSlip * min(visit.slips, Stay.countedSlips) }

  /// Which day of its stage `moment` is; 0 is the day of entering.
  public func dayOfStage(at moment: Moment) -> Int {
    rhythm.zone.civil(at: moment).date.dayNumber - rhythm.zone.civil(at: visit.on).date.dayNumber
  }

  /// The moment so many calendar days after an anchor's day, at a time of day; nil: at the anchor's own.
  func day(_ days: Int, of anchor: Moment, at time: TimeOfDay? = nil) -> Moment {
    let civil = rhythm.zone.civil(at: anchor)
    return rhythm.zone.moment(of: CivilTime(date: civil.date.adding(days: days), time: time ?? civil.time))
  }

  /// The next change that time alone brings, and when: it leaves the stage, ends a silence or ends the journey.
  func nextTimed() -> (due: Moment, trigger: Timed)? {
    guard ended == nil else { return nil }
    var all: [(due: Moment, trigger: Timed)] = []
    if let until = pause?.until { all.append((until, .resume)) }
    if leads(on: .usualStay) { all.append((usualStayOver, .stay(.usualStay))) }
    if let longest = longestStayOver {
      if leads(on: .longestStay) {
        all.append((longest, .stay(.longestStay)))
      } else if visit.stage.ends {
        all.append((longest, .finish))
      }
    }
    // Nothing comes at the end of time, where each stay would be over as soon as it begins.
    return all.filter { $0.due < .latest }.min { $0.due < $1.due }
  }

  /// When time alone brings the next change; nil when it brings none.
  public var nextChange: Moment? { nextTimed()?.due }

  /// A change that time alone brings.
  enum Timed: Hashable {
    case resume
    case stay(Trigger)
    case finish
  }

  /// Whether this trigger leads out of the present stage, to where the boundary lets the road go.
  func leads(on trigger: Trigger) -> Bool { destination(on: trigger) != nil }

  /// Where this trigger leads from here, unless a boundary closes that way.
  func destination(on trigger: Trigger) -> Stage? {
    guard let to = visit.stage.transition(on: trigger)?.to, let stage = plan.stage(to) else { return nil }
    return boundary != nil && stage.towards ? nil : stage
  }
}

extension Timeline {
  /// What leads on from here, in the plan's order; what time brings by itself is not a choice.
  public var choices: [Trigger] {
    visit.stage.transitions.map(\.trigger).filter { trigger in
      switch trigger {
      case .usualStay, .longestStay: false
      case .extend: visit.extensions == 0 && leads(on: trigger)
      case .did(.letter): letters == 0 && leads(on: trigger)
      case .did, .they, .assess, .accept, .outcome: leads(on: trigger)
      }
    }
  }
}
