// The one place where a command becomes events, or is refused. What time alone brings (a stay that is over, a silence that
// ends) is settled first and stamped with the moment at which it was due, so that a machine that was off for a month tells
// the same story as one that was on.

/// What a user, or the clock, can ask of a timeline.
public enum Command: Hashable, Sendable {
  /// Time has passed; nothing else.
  case tick
  /// The zone, the quiet hours or the limits may have changed.
  case rhythm(Rhythm)
  /// The user did something, at some moment up to now.
  case did(Deed, on: Moment)
  /// The other person did something, at some moment up to now.
  case they(Reply, on: Moment)
  /// The user has taken stock.
  case assess(Choice)
  /// The user waits once more.
  case extend
  /// The user accepts that no answer comes.
  case accept
  /// The date of the coffee; nil when it is open again.
  case coffee(Moment?)
  /// How it ended.
  case outcome(Outcome)
  /// No nudges until then, or until resumed.
  case pause(until: Moment?)
  /// The silence is over.
  case resume
  /// The journey is over, for whatever reason.
  case stop
  /// The user wrote something for themselves.
  case write(Writing)
  /// The user answered whether anybody is in danger; an empty list says that nobody is.
  case safety([Concern])
  /// Another journey closed the road to the same person, for these reasons.
  case close([Concern])
  /// The letter begins its night's rest.
  case rest
  /// The letter that was written here went out, at some moment up to now.
  case sent(on: Moment)
  /// The other person is spoken of like this.
  case pronouns(Pronouns)
  /// The journey goes on with this version of its plan.
  case upgrade(Plan)
}

extension Timeline {
  /// The events of a timeline that begins at `now`. `history` is what happened since the breakup, in any order.
  ///
  /// - Throws: a refusal when a date is out of order.
  public static func begin(
    _ beginning: Beginning, plan: Plan, rhythm: Rhythm, history: [Command], at now: Moment
  ) throws(Refusal) -> [Event] {
    guard beginning.brokeUp <= now else { throw .inTheFuture }
    let first = [
      Event(at: now, .started(beginning)),
      Event(at: now, .rhythm(zone: rhythm.zone.name, quiet: rhythm.quiet, limits: rhythm.limits)),
      Event(at: now, .entered(plan.start, on: beginning.brokeUp, because: nil)),
    ]
    let zoneNamed: (String) -> Zone? = { $0 == rhythm.zone.name ? rhythm.zone : nil }
    guard let timeline = Timeline(plan: plan, events: first, zoneNamed: zoneNamed) else { throw .unknownStage }
    var draft = Draft(timeline: timeline, now: now, zoneNamed: zoneNamed, isHistory: true, events: first)
    for command in history.sorted(by: { ($0.moment ?? now) < ($1.moment ?? now) }) {
      draft.reach(command)
      try draft.write(command)
    }
    draft.settle()
    return draft.events
  }

  /// What this command brings about, with what time brought before it; nothing when it changes nothing.
  ///
  /// - Throws: a refusal, with its reason in words for the user. Nothing has happened then.
  public func decide(
    _ command: Command, at now: Moment, zoneNamed: @escaping (String) -> Zone?
  ) throws(Refusal) -> [Event] {
    try step(command, at: now, zoneNamed: zoneNamed).events
  }

  /// The same, with the state that the events lead to and what was due before each of them.
  ///
  /// - Throws: a refusal, with its reason in words for the user. Nothing has happened then.
  public func step(
    _ command: Command, at now: Moment, zoneNamed: @escaping (String) -> Zone?
  ) throws(Refusal) -> Step {
    var draft = Draft(timeline: self, now: max(now, updatedAt, seen), zoneNamed: zoneNamed)
    draft.settle()
    try draft.write(command)
    draft.settle()
    return Step(events: draft.events, due: draft.due, timeline: draft.timeline)
  }

  /// What a command leads to.
  public struct Step: Sendable {
    /// What happens, oldest first.
    public var events: [Event]
    /// What was due before these events, each with the state whose words it has.
    public var due: [(occurrence: Occurrence, saidBy: Timeline)]
    /// The state after them.
    public var timeline: Timeline
  }
}

/// The events that a command leads to, as far as they are decided, and the timeline as it is after them.
private struct Draft {
  var timeline: Timeline
  let now: Moment
  let zoneNamed: (String) -> Zone?
  /// What is told of the time before the timeline began has happened, and is not asked about.
  var isHistory = false
  var events: [Event] = []
  var due: [(occurrence: Occurrence, saidBy: Timeline)] = []

  mutating func append(_ fact: Fact, at moment: Moment? = nil) {
    let event = Event(at: moment ?? now, fact)
    // What was due before the event is worded as it was before the event.
    let before = timeline
    guard let occurrences = timeline.apply(event, zoneNamed: zoneNamed) else { return }
    events.append(event)
    due += occurrences.map { ($0, before) }
  }

  /// Everything that time alone has brought up to now.
  mutating func settle() {
    while let (due, timed) = timeline.nextTimed(), due <= now {
      // What was due before the user told us of it takes effect when they did: a stage that begins in the past would
      // have its nudges behind it.
      let at = max(due, timeline.updatedAt)
      switch timed {
      case .resume: append(.resumed, at: at)
      case .finish: append(.ended(.finished), at: at)
      case .stay(let trigger):
        guard let to = timeline.destination(on: trigger) else { return }
        enter(to, on: at, at: at, because: trigger)
      }
    }
  }

  mutating func write(_ command: Command) throws(Refusal) {
    if case .tick = command { return }
    guard timeline.ended == nil else {
      // Time may have ended it just now, and another zone is no reason to refuse anybody anything.
      if case .rhythm = command { return }
      // What a journey taught is often clear only when it is over, and a danger can be named at any time.
      if case .write(let writing) = command, writing.kind != .letter { return append(.wrote(writing)) }
      if case .safety(let concerns) = command { return append(.safety(concerns)) }
      throw .over
    }
    switch command {
    case .tick: break
    case .rhythm(let rhythm):
      guard rhythm != timeline.rhythm else { return }
      append(.rhythm(zone: rhythm.zone.name, quiet: rhythm.quiet, limits: rhythm.limits))
    case .did(let deed, let on): try write(deed, on: on)
    case .they(let reply, let on):
      try check(on)
      append(.they(reply, on: on))
      follow(.they(reply), on: on)
    case .assess(let choice):
      try decision(.assess(choice), atOnce: choice == .letGo)
      if let to = timeline.destination(on: .assess(choice)), !to.contact.isDisjoint(with: Contact.gated) {
        try gate()
      }
      append(.assessed(choice))
      follow(.assess(choice), on: now)
    case .extend:
      try decision(.extend, atOnce: true)
      guard timeline.visit.extensions == 0 else { throw .extendedAlready }
      append(.extended)
    case .accept:
      try decision(.accept, atOnce: true)
      append(.accepted)
      follow(.accept, on: now)
    case .coffee(let date):
      if let date, date < now { throw .inThePast }
      if date != nil, let cause = timeline.closedBy { throw .boundary(cause) }
      guard timeline.visit.stage.contact.contains(.meeting) else { throw .noCoffeeYet }
      append(.coffee(date))
    case .outcome(let outcome):
      try decision(.outcome(outcome), atOnce: outcome == .movedOn)
      append(.outcome(outcome))
      follow(.outcome(outcome), on: now)
    case .pause(let until):
      if let until, until <= now { throw .inThePast }
      append(.paused(until: until))
    case .resume:
      guard timeline.pause != nil else { throw .notPaused }
      append(.resumed)
    case .stop: append(.ended(.stopped))
    case .write(let writing):
      if writing.kind == .letter {
        if let cause = timeline.closedBy { throw .boundary(cause) }
        if timeline.letters > 0 { throw .oneLetter }
      }
      append(.wrote(writing))
    case .safety(let concerns):
      append(.safety(concerns))
      if !concerns.isEmpty { leave() }
    case .close(let concerns):
      append(.closed(concerns))
      leave()
    case .rest:
      try checkDraft()
      // Asked for twice, it is the same night.
      if timeline.letter.rests == nil { append(.rested) }
    case .sent(let on):
      try checkDraft()
      guard timeline.visit.stage.contact.contains(.letter) else {
        throw .notHere(.did(.letter), stage: timeline.visit.stage.title)
      }
      guard let rested = timeline.letterRested else { throw .notRested(until: nil) }
      guard rested <= now else { throw .notRested(until: rested) }
      try write(.letter, on: on)
    case .pronouns(let pronouns):
      guard pronouns != timeline.pronouns else { return }
      append(.pronouns(pronouns))
    case .upgrade(let plan):
      // Past a boundary no version may make the present stage one that leads towards them.
      guard plan.name == timeline.plan.name, let stage = plan.stage(timeline.visit.stage.id),
        timeline.boundary == nil || !stage.towards
      else { throw .cannotUpgrade(stage: timeline.visit.stage.title) }
      guard plan != timeline.plan else { throw .upToDate }
      timeline.prepare(upgradeTo: plan)
      append(.upgraded(version: plan.version))
    }
  }

  /// Enters the stage that a "no" leads to, for a danger as well. The event names no trigger, since nobody said "no".
  private mutating func leave() {
    guard let to = timeline.destination(on: .they(.noContact)) else { return }
    enter(to, on: now, at: now, because: nil)
  }

  /// Throws unless there is a letter to send and the road towards the other person is open.
  private func checkDraft() throws(Refusal) {
    if let cause = timeline.closedBy { throw .boundary(cause) }
    if timeline.letters > 0 { throw .oneLetter }
    guard timeline.letter.written != nil else { throw .noLetterYet }
  }

  /// Throws until the question about safety is answered in this stage; it comes before each step towards the other
  /// person.
  private func gate() throws(Refusal) {
    guard timeline.isSafetyAsked else { throw .safetyFirst }
  }

  private mutating func write(_ deed: Deed, on: Moment) throws(Refusal) {
    try check(on)
    if deed != .slip, let cause = timeline.closedBy { throw .boundary(cause) }
    if deed == .letter, timeline.letters > 0 { throw .oneLetter }
    if deed == .invitation {
      switch timeline.invitation {
      case .declined: throw .invitationDeclined
      case .open, .accepted: throw .oneInvitation
      case .none, .notNow: break
      }
    }
    let allowed = deed.contact.map { timeline.visit.stage.contact.contains($0) } ?? true
    let early = !allowed && !timeline.leads(on: .did(deed))
    // What was done before its time is a fact, and no gate can stand before it.
    if !early, let contact = deed.contact, Contact.gated.contains(contact), !isHistory { try gate() }
    append(.did(deed, on: on, early: early))
    if !early { follow(.did(deed), on: on) }
  }

  /// Enters the stage that the trigger leads to, if it leads anywhere.
  private mutating func follow(_ trigger: Trigger, on: Moment) {
    guard let to = timeline.destination(on: trigger) else { return }
    enter(to, on: on, at: now, because: trigger)
  }

  private mutating func enter(_ stage: Stage, on: Moment, at moment: Moment, because trigger: Trigger?) {
    append(.entered(stage.id, on: on, because: trigger), at: moment)
    // A letter that went out before its time is the letter all the same: a stage for writing it has nothing left to ask
    // for, and no other way on. What comes after it counts from the day on which it was sent.
    guard stage.contact == [.letter], let sent = timeline.happenings[.letterSent],
      let next = timeline.destination(on: .did(.letter))
    else { return }
    // Only once: on a road that leads round, each round would otherwise be over on the day of the letter, and never
    // end.
    let isCounted = (timeline.past + [timeline.visit]).contains { $0.stage.id == next.id && $0.on >= sent }
    append(.entered(next.id, on: isCounted ? moment : sent, because: .did(.letter)), at: moment)
  }

  /// Throws unless the stage has a transition for the decision, and its least stay is over or `atOnce` lets go earlier.
  private func decision(_ trigger: Trigger, atOnce: Bool) throws(Refusal) {
    guard timeline.visit.stage.transition(on: trigger) != nil else {
      throw .notHere(trigger, stage: timeline.visit.stage.title)
    }
    guard timeline.leads(on: trigger) else { throw .boundary(timeline.closedBy ?? .they) }
    guard atOnce || now >= timeline.leastStayOver else {
      throw .tooEarly(until: timeline.leastStayOver, why: timeline.visit.stage.why)
    }
  }

  private func check(_ on: Moment) throws(Refusal) {
    guard on <= now else { throw .inTheFuture }
    guard on >= timeline.beginning.brokeUp else { throw .beforeTheBreakup }
  }

  /// Enters the first stage from here on in which the command leads on, because a history may begin in the middle of
  /// the road.
  mutating func reach(_ command: Command) {
    guard timeline.boundary == nil, let trigger = command.trigger,
      timeline.visit.stage.transition(on: trigger) == nil
    else { return }
    let stages = timeline.plan.stages
    guard let here = stages.firstIndex(where: { $0.id == timeline.visit.stage.id }),
      let there = stages[here...].first(where: { $0.transition(on: trigger) != nil })
    else { return }
    append(.entered(there.id, on: command.moment ?? now, because: nil))
  }
}

extension Command {
  /// The trigger that a plan's transitions name this command by; nil for a command that leads nowhere.
  var trigger: Trigger? {
    switch self {
    case .did(let deed, _): .did(deed)
    case .they(let reply, _): .they(reply)
    case .assess(let choice): .assess(choice)
    case .outcome(let outcome): .outcome(outcome)
    case .extend: .extend
    case .accept: .accept
    case .sent: .did(.letter)
    case .tick, .rhythm, .coffee, .pause, .resume, .stop, .write, .safety, .close, .rest, .pronouns, .upgrade: nil
    }
  }

  /// When it happened, as the user told; nil for a command that takes effect now.
  var moment: Moment? {
    switch self {
    case .did(_, let on), .they(_, let on), .sent(let on): on
    case .tick, .rhythm, .assess, .extend, .accept, .coffee, .outcome, .pause, .resume, .stop, .write, .safety, .close,
      .rest, .pronouns, .upgrade:
      nil
    }
  }
}
