// The interface's types as Swift values, field by field as in the interface text.

public import PercolateCore

/// A nudge or reminder that is to come.
public struct PlannedMessage: Codable, Hashable, Sendable {
  /// The timeline; nil for a reminder.
  public var timeline: String?
  /// The nudge's name in its plan, or `reminder`.
  public var nudge: String
  /// The stage's title.
  public var stage: String
  /// When.
  public var due: Moment
  /// The full words.
  public var text: String

  /// Makes the message.
  public init(timeline: String?, nudge: String, stage: String, due: Moment, text: String) {
    self.timeline = timeline
    self.nudge = nudge
    self.stage = stage
    self.due = due
    self.text = text
  }
}

/// A nudge or reminder that was due.
public struct DeliveryMessage: Codable, Hashable, Sendable {
  /// Its key, for `done` and `later`.
  public var key: String
  /// The timeline; nil for a reminder.
  public var timeline: String?
  /// The stage's title.
  public var title: String
  /// When it was due.
  public var due: Moment
  /// What became of it.
  public var state: String
  /// Until when it was put off.
  public var until: Moment?
  /// Why it was missed.
  public var reason: String?
  /// Whether it may have been shown twice.
  public var repeated: Bool
  /// The full words.
  public var text: String
}

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

/// Something that happened.
public struct HappenedMessage: Codable, Hashable, Sendable {
  /// A trigger's words, for example `did letter`.
  public var what: String
  /// When.
  public var on: Moment

  /// Makes the message.
  public init(what: String, on: Moment) {
    self.what = what
    self.on = on
  }
}

/// Where a timeline stands.
public struct StandingMessage: Codable, Hashable, Sendable {
  /// The timeline's own name.
  public var timeline: String
  /// Its plan.
  public var plan: String
  /// The plan's version.
  public var planVersion: Int
  /// The plan's title.
  public var planTitle: String
  /// The other person's name.
  public var name: String?
  /// How the other person is spoken of, for example `she/her`.
  public var pronouns: String
  /// When the relationship was ended.
  public var brokeUp: Moment
  /// When the timeline was started.
  public var started: Moment
  /// The stage's identifier.
  public var stage: String
  /// The stage's title.
  public var title: String
  /// What the stage is for.
  public var aim: String
  /// Why it is not yet time for more.
  public var why: String
  /// The stage's day 0.
  public var since: Moment
  /// Which day of the stage it is.
  public var day: Int
  /// When the least stay is over.
  public var leastStayOver: Moment
  /// When the usual stay is over.
  public var usualStayOver: Moment
  /// When the longest stay is over.
  public var longestStayOver: Moment?
  /// The kinds of contact that the stage allows.
  public var contact: [String]
  /// The words that lead on from here: a trigger's words each.
  public var choices: [String]
  /// How many letters went out.
  public var letters: Int
  /// How often the user got in touch too early.
  public var slips: Int
  /// What became of the invitation.
  public var invitation: String
  /// The date of the coffee.
  public var coffee: Moment?
  /// Since when the road towards the other person is closed.
  public var boundary: Moment?
  /// Why it is closed: `they`, `order` or `safety`.
  public var closedBy: String?
  /// Why it is closed, in words.
  public var closedWhy: String?
  /// Whether the question about safety is still to be answered before a step that the stage allows.
  public var safetyFirst: Bool
  /// When the letter's latest version was written.
  public var letterWritten: Moment?
  /// When the letter's rest is over.
  public var letterRested: Moment?
  /// How long it has been quiet.
  public var quiet: QuietMessage
  /// Whether nudges are paused.
  public var paused: Bool
  /// Until when.
  public var pausedUntil: Moment?
  /// Why the journey is over.
  public var ended: String?
  /// The next nudge.
  public var next: PlannedMessage?
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

/// The daemon, its timelines, and what is owed.
public struct StateMessage: Codable, Hashable, Sendable {
  /// The daemon's version.
  public var version: String
  /// What time it is there.
  public var now: Moment
  /// The zone that wall times are meant in.
  public var zone: String
  /// Whether popups can be shown: the notification server's name, or why there is none.
  public var desktop: String
  /// What is wrong with the configuration file, when an older one is in force.
  public var configuration: String?
  /// What is wrong with what is kept: the database cannot be used, or a part of it cannot be read.
  public var data: String?
  /// The timelines.
  public var standings: [StandingMessage]
  /// What is on the screen or waits to be.
  public var owed: [DeliveryMessage]
  /// How many were missed in the last week.
  public var missed: Int
  /// How many reminders are to come.
  public var reminders: Int
  /// When something is due next.
  public var next: Moment?
  /// Why nothing is.
  public var idle: String?
  /// `open` or `locked` while the user's words are sealed on the disk; nil while they are not.
  public var lock: String?

  /// Makes the message.
  public init(
    version: String, now: Moment, zone: String, desktop: String, configuration: String?, data: String? = nil,
    standings: [StandingMessage], owed: [DeliveryMessage], missed: Int, reminders: Int, next: Moment?, idle: String?,
    lock: String? = nil
  ) {
    self.version = version
    self.now = now
    self.zone = zone
    self.desktop = desktop
    self.configuration = configuration
    self.data = data
    self.standings = standings
    self.owed = owed
    self.missed = missed
    self.reminders = reminders
    self.next = next
    self.idle = idle
    self.lock = lock
  }
}

/// A stage on the road.
public struct StageMessage: Codable, Hashable, Sendable {
  /// Its identifier.
  public var id: String
  /// Its title.
  public var title: String
  /// What it is for.
  public var aim: String
  /// The kinds of contact that it allows.
  public var contact: [String]
  /// The least stay, in days.
  public var leastDays: Int
  /// The usual stay, in days.
  public var usualDays: Int
  /// The longest stay, in days.
  public var longestDays: Int?
  /// The visits, oldest first.
  public var visits: [VisitMessage]
  /// What leads on, as `TRIGGER -> STAGE`.
  public var leads: [String]
  /// What it asks the user to think about.
  public var questions: [String]

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

/// A stay in a stage.
public struct VisitMessage: Codable, Hashable, Sendable {
  /// Its day 0.
  public var entered: Moment
  /// When it was left.
  public var left: Moment?
  /// What led there.
  public var because: String?

  /// Makes the message.
  public init(entered: Moment, left: Moment?, because: String?) {
    self.entered = entered
    self.left = left
    self.because = because
  }
}

/// A line of the log.
public struct EntryMessage: Codable, Hashable, Sendable {
  /// Its number.
  public var seq: Int
  /// When it took effect.
  public var at: Moment
  /// The timeline or `reminders`.
  public var stream: String
  /// What kind of fact.
  public var kind: String
  /// The fact itself, in a few words.
  public var detail: String

  /// Makes the message.
  public init(seq: Int, at: Moment, stream: String, kind: String, detail: String) {
    self.seq = seq
    self.at = at
    self.stream = stream
    self.kind = kind
    self.detail = detail
  }
}

/// A reminder of the user's own.
public struct ReminderMessage: Codable, Hashable, Sendable {
  /// Its number.
  public var id: Int
  /// The user's words.
  public var text: String
  /// The calendar event, if it repeats.
  public var on: String?
  /// When it is due next.
  public var next: Moment?

  /// Makes the message.
  public init(id: Int, text: String, on: String?, next: Moment?) {
    self.id = id
    self.text = text
    self.on = on
    self.next = next
  }
}

/// A plan that can be started.
public struct PlanMessage: Codable, Hashable, Sendable {
  /// Its name.
  public var name: String
  /// Its version.
  public var version: Int
  /// Its title.
  public var title: String
  /// What it is for.
  public var about: String
  /// The file it came from, or `built in`.
  public var source: String

  /// Makes the message.
  public init(name: String, version: Int, title: String, about: String, source: String) {
    self.name = name
    self.version = version
    self.title = title
    self.about = about
    self.source = source
  }
}
