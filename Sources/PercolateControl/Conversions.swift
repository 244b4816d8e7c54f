// Messages made of what the core knows. Invariant: a message says what is so, in the words of its reader where it has words,
// and decides nothing.

public import PercolateCore

extension DeliveryMessage {
  /// The message of a delivery.
  public init(_ delivery: Delivery) {
    key = delivery.key
    timeline = delivery.timeline
    title = delivery.title
    due = delivery.due
    state = delivery.state.name.rawValue
    if case .later(let moment) = delivery.state { until = moment }
    if case .missed(let why) = delivery.state { reason = why.rawValue }
    repeated = delivery.repeated
    text = delivery.full
  }
}

extension StandingMessage {
  /// The message of a timeline's state at `now`.
  public init(_ timeline: Timeline, name label: String, at now: Moment, words: Words, next: PlannedMessage?) {
    let stage = timeline.visit.stage
    self.timeline = label
    plan = timeline.plan.name
    planVersion = timeline.plan.version
    planTitle = timeline.plan.title
    name = timeline.beginning.name
    pronouns = timeline.pronouns.rawValue
    brokeUp = timeline.beginning.brokeUp
    started = timeline.startedAt
    self.stage = stage.id
    title = stage.title
    aim = timeline.fill(stage.aim, someone: words.someone)
    why = timeline.fill(stage.why, someone: words.someone)
    since = timeline.visit.on
    day = timeline.dayOfStage(at: now)
    leastStayOver = timeline.leastStayOver
    usualStayOver = timeline.usualStayOver
    longestStayOver = timeline.longestStayOver
    contact = Contact.allCases.filter { stage.contact.contains($0) }.map(\.rawValue)
    choices = timeline.ended == nil ? timeline.choices.map(\.description) : []
    letters = timeline.letters
    slips = timeline.slips
    invitation = timeline.invitation.rawValue
    coffee = timeline.happenings[.coffee]
    boundary = timeline.boundary
    closedBy = timeline.closedBy?.rawValue
    closedWhy = timeline.closedBy.map {
      Refusal.boundary($0).words(words, for: timeline.person, guards: timeline.plan.guards)
    }
    safetyFirst = timeline.boundary == nil && !stage.contact.isDisjoint(with: Contact.gated) && !timeline.isSafetyAsked
    letterWritten = timeline.letter.written
    letterRested = timeline.letterRested
    quiet = QuietMessage(timeline.quietDays(at: now))
    paused = timeline.pause != nil
    pausedUntil = timeline.pause?.until
    ended = timeline.ended?.rawValue
    self.next = next
  }
}

extension StandingMessage {
  /// Whom its sentences speak of; nobody in particular when a newer daemon knows pronouns that we do not.
  public var person: Person { Person(name: name, pronouns: Pronouns(rawValue: pronouns) ?? .they) }
}

extension StageMessage {
  /// Makes the message. `fill` fills in the blanks of the plan's texts.
  public init(_ stage: Stage, visits: [VisitMessage], fill: (String) -> String) {
    id = stage.id
    title = stage.title
    aim = fill(stage.aim)
    contact = Contact.allCases.filter { stage.contact.contains($0) }.map(\.rawValue)
    leastDays = stage.stay.least
    usualDays = stage.stay.usual
    longestDays = stage.stay.longest
    self.visits = visits
    leads = stage.transitions.map { "\($0.trigger) -> \($0.to)" }
    questions = stage.questions.map { fill($0.ask) }
  }
}

extension QuietMessage {
  /// The message of a timeline's quiet days.
  public init(_ quiet: QuietDays) {
    self.init(
      dayZero: quiet.dayZero?.description, current: quiet.current, longest: quiet.longest, total: quiet.total)
  }
}

extension Control.May.Reply {
  /// The answer that a journey gives; `next` leads on from here.
  public init(_ permission: Permission, next: [String]) {
    answer = permission.answer.rawValue
    reason = permission.reason
    since = permission.since
    until = permission.until
    self.next = next
  }
}
