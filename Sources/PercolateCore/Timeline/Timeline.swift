// A timeline is one person's road: the fold of its events over its plan. It holds no clock; whoever asks says what time it is.
// Invariants: nothing due before `cursor` is still to be planned; once `boundary` is set it stays set, and no stage that leads
// towards the other person is entered again.

/// The state of one journey.
public struct Timeline: Sendable {
  /// The plan that it follows: the version that is in force.
  public internal(set) var plan: Plan
  /// The later versions of the plan, in order: one for each `upgraded` event that is still to be applied.
  var upgrades: [Plan] = []
  /// How and when it began.
  public let beginning: Beginning
  /// When the user told us of it; nothing is due before.
  public let startedAt: Moment
  /// When its latest event took effect. No later one takes effect before, also when the clock is set back.
  public internal(set) var updatedAt: Moment
  /// Zone, quiet hours and limits.
  public internal(set) var rhythm: Rhythm
  /// The stay in the present stage.
  public internal(set) var visit: Visit
  /// All visits before this one, oldest first.
  public internal(set) var past: [Visit] = []
  /// The latest happening of each kind.
  public internal(set) var happenings: [Happening: Moment] = [:]
  /// How many letters went out.
  public internal(set) var letters = 0
  /// What became of the invitation.
  public internal(set) var invitation = Invitation.none
  /// How often the user got in touch too early.
  public internal(set) var slips = 0
  /// When the road towards the other person was closed; final.
  public internal(set) var boundary: Moment?
  /// Why it was closed: the gravest reason that was ever named.
  public internal(set) var closedBy: Boundary?
  /// What the user named when asked about safety; what was named once stays.
  public internal(set) var concerns: Set<Concern> = []
  /// Whether the question about safety was answered in this stage.
  public internal(set) var isSafetyAsked = false
  /// Where the letter stands that is written here.
  public internal(set) var letter = LetterDraft()
  /// How the other person is spoken of.
  public internal(set) var pronouns: Pronouns
  /// The stretches without contact, oldest first.
  var quiet: [Quiet]
  /// The silence that the user asked for.
  public internal(set) var pause: Pause?
  /// Why it is over, if it is.
  public internal(set) var ended: Ending?
  /// The planner's state: how far nudges are planned, and which were put off.
  var planner: Planner
  /// Just after the latest nudge that was taken as due. No event takes effect before, also when the clock is put back: it
  /// would undo what was due, and the same keys would be given out again.
  public internal(set) var seen = Moment.earliest

  /// A stay in a stage.
  public struct Visit: Hashable, Sendable {
    /// The stage.
    public var stage: Stage
    /// Its day 0.
    public var on: Moment
    /// When it took effect.
    public var at: Moment
    /// What led here.
    public var because: Trigger?
    /// How often the user decided to stay once more.
    public var extensions = 0
    /// How often the user got in touch during it although it was too early.
    public var slips = 0
  }

  /// What became of the one invitation.
  public enum Invitation: String, Hashable, Sendable {
    /// None was made.
    case none
    /// It is out, and not answered.
    case open
    /// They said yes.
    case accepted
    /// They said "not now".
    case notNow = "not-now"
    /// They said no. There is no second one.
    case declined
  }

  /// A silence that the user asked for.
  public struct Pause: Hashable, Sendable {
    /// When it began.
    public var from: Moment
    /// When it ends by itself; nil: when the user resumes.
    public var until: Moment?
  }

  /// The fold of a log's events. Nil when the log does not begin with `started`, `rhythm` and `entered`, or names a stage or
  /// a zone that is not there.
  ///
  /// - Parameter upgrades: the later versions of the plan, one for each `upgraded`.
  public init?(plan: Plan, upgrades: [Plan] = [], events: some Collection<Event>, zoneNamed: (String) -> Zone?) {
    var rest = events[...]
    guard let first = rest.popFirst(), case .started(let beginning) = first.fact,
      let second = rest.popFirst(), case .rhythm(let zoneName, let quiet, let limits) = second.fact,
      let zone = zoneNamed(zoneName),
      let third = rest.popFirst(), case .entered(let id, let on, let because) = third.fact,
      let stage = plan.stage(id)
    else { return nil }
    self.plan = plan
    self.upgrades = upgrades
    self.beginning = beginning
    pronouns = beginning.pronouns ?? .they
    self.quiet = [Quiet(from: beginning.brokeUp)]
    startedAt = first.at
    updatedAt = third.at
    rhythm = Rhythm(zone: zone, quiet: quiet, limits: limits)
    visit = Visit(stage: stage, on: on, at: third.at, because: because)
    happenings[.breakup] = beginning.brokeUp
    planner = Planner(cursor: third.at)
    quietInStage(since: on)
    for event in rest where apply(event, zoneNamed: zoneNamed) == nil { return nil }
  }

  /// Hands over the version of the plan that the next `upgraded` event goes on with.
  public mutating func prepare(upgradeTo plan: Plan) { upgrades = [plan] }

  /// The state after this event, and what was due between the event before it and this one. Nil when the event names a stage
  /// or a zone that is not there, or begins a timeline that has begun.
  public mutating func apply(_ event: Event, zoneNamed: (String) -> Zone?) -> [Occurrence]? {
    let due = advance(before: event.at)
    let earlier = (happenings: happenings, extensions: visit.extensions, slips: visit.slips)
    switch event.fact {
    case .started: return nil
    case .rhythm(let name, let quiet, let limits):
      guard let zone = zoneNamed(name) else { return nil }
      travel(to: zone)
      rhythm = Rhythm(zone: zone, quiet: quiet, limits: limits)
    case .entered(let id, let on, let because):
      guard let stage = plan.stage(id) else { return nil }
      past.append(visit)
      visit = Visit(stage: stage, on: on, at: event.at, because: because)
      isSafetyAsked = false
      planner.enter(at: event.at)
      quietInStage(since: on)
    case .did(let deed, let on, let early): note(deed, on: on, early: early)
    case .they(let reply, let on): note(reply, on: on)
    case .extended: visit.extensions += 1
    case .coffee(let date): happenings[.coffee] = date
    case .paused(let until): pause = Pause(from: event.at, until: until)
    case .resumed: pause = nil
    case .ended(let ending):
      ended = ending
      endQuiet(at: event.at)
    case .wrote(let writing): note(writing, at: event.at)
    case .safety(let named):
      isSafetyAsked = true
      note(named, at: event.at)
    case .closed(let named): note(named, at: event.at)
    case .rested: letter.rests = event.at
    case .pronouns(let pronouns): self.pronouns = pronouns
    case .upgraded(let version):
      guard let next = upgrades.first, next.version == version, let stage = next.stage(visit.stage.id) else {
        return nil
      }
      upgrades.removeFirst()
      plan = next
      visit.stage = stage
      isSafetyAsked = false
      planner.replace(stage.nudges, at: event.at)
    case .assessed, .accepted, .outcome: break
    }
    updatedAt = max(updatedAt, event.at)
    // No rule asks for what was written, and of all events most are notes: what was worked out holds.
    if case .wrote = event.fact { return due }
    var moved = Set(Happening.allCases.filter { happenings[$0] != earlier.happenings[$0] }.map(When.Anchor.happening))
    if visit.extensions != earlier.extensions || visit.slips != earlier.slips {
      moved.formUnion([.usualStay, .longestStay])
    }
    planner.invalidate(moved: moved)
    return due
  }

  private mutating func note(_ deed: Deed, on: Moment, early: Bool) {
    contacted(on: on)
    guard !early, deed != .slip else {
      slips += 1
      if on >= visit.on { visit.slips += 1 }
      happenings[.slip] = on
      if deed == .letter {
        letters += 1
        happenings[.letterSent] = on
      }
      if deed == .invitation {
        invitation = .open
        happenings[.invited] = on
      }
      return
    }
    switch deed {
    case .letter:
      letters += 1
      happenings[.letterSent] = on
    case .reply: happenings[.replied] = on
    case .call: happenings[.called] = on
    case .invitation:
      invitation = .open
      happenings[.invited] = on
    case .coffee:
      happenings[.coffee] = nil
      happenings[.coffeeHad] = on
    case .slip: break
    }
  }

  private mutating func note(_ reply: Reply, on: Moment) {
    switch reply {
    case .wrote, .called: happenings[.theyWrote] = on
    case .invited:
      happenings[.theyWrote] = on
      invitation = .accepted
    case .accepted: invitation = .accepted
    case .declined:
      happenings[.coffee] = nil
      invitation = .declined
    case .notNow:
      happenings[.coffee] = nil
      invitation = .notNow
    case .postponed: happenings[.coffee] = nil
    case .movedOn: happenings[.coffee] = nil
    case .noContact: close(.they, on: on)
    }
  }

  private mutating func note(_ writing: Writing, at moment: Moment) {
    guard writing.kind == .letter else { return }
    letter = LetterDraft(versions: letter.versions + 1, written: moment)
  }

  private mutating func note(_ named: [Concern], at moment: Moment) {
    guard !named.isEmpty else { return }
    concerns.formUnion(named)
    if let cause = Boundary(Array(concerns)) { close(cause, on: moment) }
  }

  /// Closes the road towards the other person. The first moment is kept, and the gravest reason.
  private mutating func close(_ cause: Boundary, on moment: Moment) {
    happenings[.coffee] = nil
    boundary = boundary ?? moment
    switch (closedBy, cause) {
    case (nil, _), (_, .safety), (.they, .order): closedBy = cause
    case (.they, .they), (.order, .they), (.order, .order), (.safety, .they), (.safety, .order): break
    }
  }
}
