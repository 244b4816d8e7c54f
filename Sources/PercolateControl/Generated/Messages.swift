// Made by varlink-swift from org.percolate.Timeline.varlink; edit that one, and then run
// swift run varlink-swift Sources/PercolateControl/{org.percolate.Timeline.varlink,Generated}

public import PercolateCore
public import Varlink

/// A nudge or reminder that is to come.
public struct PlannedMessage: ControlMessage {
  /// Its timeline; none for a reminder.
  public var timeline: String?
  /// The nudge's name in its plan, or `reminder`.
  public var nudge: String
  /// The stage's title, or what a reminder is called.
  public var stage: String
  /// When.
  public var due: Moment
  /// The full words.
  public var text: String

  /// Makes the message.
  public init(timeline: String? = nil, nudge: String, stage: String, due: Moment, text: String) {
    self.timeline = timeline
    self.nudge = nudge
    self.stage = stage
    self.due = due
    self.text = text
  }

  /// Reads the message.
  public init(json: JSONValue) throws(InvalidParameter) {
    let fields = try JSONFields(json)
    timeline = try fields("timeline")
    nudge = try fields("nudge")
    stage = try fields("stage")
    due = try fields("due")
    text = try fields("text")
  }

  /// The message as it travels.
  public var json: JSONValue {
    JSONValue(fields: [
      "timeline": timeline.json,
      "nudge": nudge.json,
      "stage": stage.json,
      "due": due.json,
      "text": text.json,
    ])
  }
}

/// A nudge or reminder that was due, and what became of it.
public struct DeliveryMessage: ControlMessage {
  /// Its key, for `Done` and `Later`.
  public var key: String
  /// Its timeline; none for a reminder.
  public var timeline: String?
  /// The stage's title, or what a reminder is called.
  public var title: String
  /// When it was due.
  public var due: Moment
  /// What became of it. One of `owed`, `sending`, `shown`, `gone`, `later`, `done`, `dismissed`, `missed`, `withdrawn`.
  public var state: String
  /// Until when it was put off.
  public var until: Moment?
  /// Why it was missed. One of `too-late`, `overtaken`, `unknown`.
  public var reason: String?
  /// Whether it may have been shown twice.
  public var repeated: Bool
  /// The full words.
  public var text: String

  /// Makes the message.
  public init(
    key: String,
    timeline: String? = nil,
    title: String,
    due: Moment,
    state: String,
    until: Moment? = nil,
    reason: String? = nil,
    repeated: Bool,
    text: String
  ) {
    self.key = key
    self.timeline = timeline
    self.title = title
    self.due = due
    self.state = state
    self.until = until
    self.reason = reason
    self.repeated = repeated
    self.text = text
  }

  /// Reads the message.
  public init(json: JSONValue) throws(InvalidParameter) {
    let fields = try JSONFields(json)
    key = try fields("key")
    timeline = try fields("timeline")
    title = try fields("title")
    due = try fields("due")
    state = try fields("state")
    until = try fields("until")
    reason = try fields("reason")
    repeated = try fields("repeated")
    text = try fields("text")
  }

  /// The message as it travels.
  public var json: JSONValue {
    JSONValue(fields: [
      "key": key.json,
      "timeline": timeline.json,
      "title": title.json,
      "due": due.json,
      "state": state.json,
      "until": until.json,
      "reason": reason.json,
      "repeated": repeated.json,
      "text": text.json,
    ])
  }
}

/// Something that happened.
public struct HappenedMessage: ControlMessage {
  /// A trigger's words, for example `did letter` or `they wrote`.
  public var what: String
  /// When.
  public var on: Moment

  /// Makes the message.
  public init(what: String, on: Moment) {
    self.what = what
    self.on = on
  }

  /// Reads the message.
  public init(json: JSONValue) throws(InvalidParameter) {
    let fields = try JSONFields(json)
    what = try fields("what")
    on = try fields("on")
  }

  /// The message as it travels.
  public var json: JSONValue {
    JSONValue(fields: [
      "what": what.json,
      "on": on.json,
    ])
  }
}

/// How long the user has not been in touch.
public struct QuietMessage: ControlMessage {
  /// The date of the latest contact, YYYY-MM-DD; none while contact belongs to the stage.
  public var dayZero: String?
  /// Whole days since then.
  public var current: Int
  /// The longest stretch, in days.
  public var longest: Int
  /// All stretches together, in days.
  public var total: Int

  /// Makes the message.
  public init(dayZero: String? = nil, current: Int, longest: Int, total: Int) {
    self.dayZero = dayZero
    self.current = current
    self.longest = longest
    self.total = total
  }

  /// Reads the message.
  public init(json: JSONValue) throws(InvalidParameter) {
    let fields = try JSONFields(json)
    dayZero = try fields("dayZero")
    current = try fields("current")
    longest = try fields("longest")
    total = try fields("total")
  }

  /// The message as it travels.
  public var json: JSONValue {
    JSONValue(fields: [
      "dayZero": dayZero.json,
      "current": current.json,
      "longest": longest.json,
      "total": total.json,
    ])
  }
}

/// Where a timeline stands.
public struct StandingMessage: ControlMessage {
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
  /// How the other person is spoken of. One of `he/him`, `she/her`, `they/them`.
  public var pronouns: String
  /// When the relationship was ended.
  public var brokeUp: Moment
  /// When the timeline was started.
  public var started: Moment
  /// The stage's name in its plan.
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
  /// The kinds of contact that the stage allows. One of `letter`, `reply`, `call`, `invitation`, `meeting`.
  public var contact: [String]
  /// What leads on from here: a trigger's words each.
  public var choices: [String]
  /// How many letters went out.
  public var letters: Int
  /// How often the user got in touch too early.
  public var slips: Int
  /// What became of the invitation. One of `none`, `open`, `accepted`, `not-now`, `declined`.
  public var invitation: String
  /// The date of the coffee.
  public var coffee: Moment?
  /// Since when the road towards the other person is closed.
  public var boundary: Moment?
  /// Why it is closed. One of `they`, `order`, `safety`.
  public var closedBy: String?
  /// Why it is closed, in words.
  public var closedWhy: String?
  /// Whether the question about safety is to be answered before a step that the stage allows.
  public var safetyFirst: Bool
  /// When the letter's latest version was written.
  public var letterWritten: Moment?
  /// When the letter's rest is over.
  public var letterRested: Moment?
  /// How long it has been quiet.
  public var quiet: QuietMessage
  /// Whether nudges are paused.
  public var paused: Bool
  /// Until when; none when until they are resumed.
  public var pausedUntil: Moment?
  /// Why the timeline is over. One of `finished`, `stopped`.
  public var ended: String?
  /// The next nudge.
  public var next: PlannedMessage?

  /// Makes the message.
  public init(
    timeline: String,
    plan: String,
    planVersion: Int,
    planTitle: String,
    name: String? = nil,
    pronouns: String,
    brokeUp: Moment,
    started: Moment,
    stage: String,
    title: String,
    aim: String,
    why: String,
    since: Moment,
    day: Int,
    leastStayOver: Moment,
    usualStayOver: Moment,
    longestStayOver: Moment? = nil,
    contact: [String],
    choices: [String],
    letters: Int,
    slips: Int,
    invitation: String,
    coffee: Moment? = nil,
    boundary: Moment? = nil,
    closedBy: String? = nil,
    closedWhy: String? = nil,
    safetyFirst: Bool,
    letterWritten: Moment? = nil,
    letterRested: Moment? = nil,
    quiet: QuietMessage,
    paused: Bool,
    pausedUntil: Moment? = nil,
    ended: String? = nil,
    next: PlannedMessage? = nil
  ) {
    self.timeline = timeline
    self.plan = plan
    self.planVersion = planVersion
    self.planTitle = planTitle
    self.name = name
    self.pronouns = pronouns
    self.brokeUp = brokeUp
    self.started = started
    self.stage = stage
    self.title = title
    self.aim = aim
    self.why = why
    self.since = since
    self.day = day
    self.leastStayOver = leastStayOver
    self.usualStayOver = usualStayOver
    self.longestStayOver = longestStayOver
    self.contact = contact
    self.choices = choices
    self.letters = letters
    self.slips = slips
    self.invitation = invitation
    self.coffee = coffee
    self.boundary = boundary
    self.closedBy = closedBy
    self.closedWhy = closedWhy
    self.safetyFirst = safetyFirst
    self.letterWritten = letterWritten
    self.letterRested = letterRested
    self.quiet = quiet
    self.paused = paused
    self.pausedUntil = pausedUntil
    self.ended = ended
    self.next = next
  }

  /// Reads the message.
  public init(json: JSONValue) throws(InvalidParameter) {
    let fields = try JSONFields(json)
    timeline = try fields("timeline")
    plan = try fields("plan")
    planVersion = try fields("planVersion")
    planTitle = try fields("planTitle")
    name = try fields("name")
    pronouns = try fields("pronouns")
    brokeUp = try fields("brokeUp")
    started = try fields("started")
    stage = try fields("stage")
    title = try fields("title")
    aim = try fields("aim")
    why = try fields("why")
    since = try fields("since")
    day = try fields("day")
    leastStayOver = try fields("leastStayOver")
    usualStayOver = try fields("usualStayOver")
    longestStayOver = try fields("longestStayOver")
    contact = try fields("contact")
    choices = try fields("choices")
    letters = try fields("letters")
    slips = try fields("slips")
    invitation = try fields("invitation")
    coffee = try fields("coffee")
    boundary = try fields("boundary")
    closedBy = try fields("closedBy")
    closedWhy = try fields("closedWhy")
    safetyFirst = try fields("safetyFirst")
    letterWritten = try fields("letterWritten")
    letterRested = try fields("letterRested")
    quiet = try fields("quiet")
    paused = try fields("paused")
    pausedUntil = try fields("pausedUntil")
    ended = try fields("ended")
    next = try fields("next")
  }

  /// The message as it travels.
  public var json: JSONValue {
    JSONValue(fields: [
      "timeline": timeline.json,
      "plan": plan.json,
      "planVersion": planVersion.json,
      "planTitle": planTitle.json,
      "name": name.json,
      "pronouns": pronouns.json,
      "brokeUp": brokeUp.json,
      "started": started.json,
      "stage": stage.json,
      "title": title.json,
      "aim": aim.json,
      "why": why.json,
      "since": since.json,
      "day": day.json,
      "leastStayOver": leastStayOver.json,
      "usualStayOver": usualStayOver.json,
      "longestStayOver": longestStayOver.json,
      "contact": contact.json,
      "choices": choices.json,
      "letters": letters.json,
      "slips": slips.json,
      "invitation": invitation.json,
      "coffee": coffee.json,
      "boundary": boundary.json,
      "closedBy": closedBy.json,
      "closedWhy": closedWhy.json,
      "safetyFirst": safetyFirst.json,
      "letterWritten": letterWritten.json,
      "letterRested": letterRested.json,
      "quiet": quiet.json,
      "paused": paused.json,
      "pausedUntil": pausedUntil.json,
      "ended": ended.json,
      "next": next.json,
    ])
  }
}

/// The daemon, its timelines, and what is owed.
public struct StateMessage: ControlMessage {
  /// The daemon's version.
  public var version: String
  /// What time it is there.
  public var now: Moment
  /// The zone that wall times are meant in.
  public var zone: String
  /// The notification server's name, or why there is none.
  public var desktop: String
  /// What is wrong with the configuration file, when an older one is in force.
  public var configuration: String?
  /// What is wrong with what is kept: the database cannot be used, or a part of it cannot be read.
  public var data: String?
  /// The timelines that were asked for.
  public var standings: [StandingMessage]
  /// What is on the screen or waits to be.
  public var owed: [DeliveryMessage]
  /// How many were missed in the last week.
  public var missed: Int
  /// How many reminders are to come.
  public var reminders: Int
  /// When something is due next.
  public var next: Moment?
  /// Why nothing is, in words.
  public var idle: String?
  /// How the user's words stand. One of `open`, `locked`.
  public var lock: String?

  /// Makes the message.
  public init(
    version: String,
    now: Moment,
    zone: String,
    desktop: String,
    configuration: String? = nil,
    data: String? = nil,
    standings: [StandingMessage],
    owed: [DeliveryMessage],
    missed: Int,
    reminders: Int,
    next: Moment? = nil,
    idle: String? = nil,
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

  /// Reads the message.
  public init(json: JSONValue) throws(InvalidParameter) {
    let fields = try JSONFields(json)
    version = try fields("version")
    now = try fields("now")
    zone = try fields("zone")
    desktop = try fields("desktop")
    configuration = try fields("configuration")
    data = try fields("data")
    standings = try fields("standings")
    owed = try fields("owed")
    missed = try fields("missed")
    reminders = try fields("reminders")
    next = try fields("next")
    idle = try fields("idle")
    lock = try fields("lock")
  }

  /// The message as it travels.
  public var json: JSONValue {
    JSONValue(fields: [
      "version": version.json,
      "now": now.json,
      "zone": zone.json,
      "desktop": desktop.json,
      "configuration": configuration.json,
      "data": data.json,
      "standings": standings.json,
      "owed": owed.json,
      "missed": missed.json,
      "reminders": reminders.json,
      "next": next.json,
      "idle": idle.json,
      "lock": lock.json,
    ])
  }
}

/// A stay in a stage.
public struct VisitMessage: ControlMessage {
  /// Its day 0.
  public var entered: Moment
  /// When it was left.
  public var left: Moment?
  /// What led there: a trigger's words.
  public var because: String?

  /// Makes the message.
  public init(entered: Moment, left: Moment? = nil, because: String? = nil) {
    self.entered = entered
    self.left = left
    self.because = because
  }

  /// Reads the message.
  public init(json: JSONValue) throws(InvalidParameter) {
    let fields = try JSONFields(json)
    entered = try fields("entered")
    left = try fields("left")
    because = try fields("because")
  }

  /// The message as it travels.
  public var json: JSONValue {
    JSONValue(fields: [
      "entered": entered.json,
      "left": left.json,
      "because": because.json,
    ])
  }
}

/// A stage on the road.
public struct StageMessage: ControlMessage {
  /// Its name in its plan.
  public var id: String
  /// Its title.
  public var title: String
  /// What it is for.
  public var aim: String
  /// The kinds of contact that it allows. One of `letter`, `reply`, `call`, `invitation`, `meeting`.
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

  /// Makes the message.
  public init(
    id: String,
    title: String,
    aim: String,
    contact: [String],
    leastDays: Int,
    usualDays: Int,
    longestDays: Int? = nil,
    visits: [VisitMessage],
    leads: [String],
    questions: [String]
  ) {
    self.id = id
    self.title = title
    self.aim = aim
    self.contact = contact
    self.leastDays = leastDays
    self.usualDays = usualDays
    self.longestDays = longestDays
    self.visits = visits
    self.leads = leads
    self.questions = questions
  }

  /// Reads the message.
  public init(json: JSONValue) throws(InvalidParameter) {
    let fields = try JSONFields(json)
    id = try fields("id")
    title = try fields("title")
    aim = try fields("aim")
    contact = try fields("contact")
    leastDays = try fields("leastDays")
    usualDays = try fields("usualDays")
    longestDays = try fields("longestDays")
    visits = try fields("visits")
    leads = try fields("leads")
    questions = try fields("questions")
  }

  /// The message as it travels.
  public var json: JSONValue {
    JSONValue(fields: [
      "id": id.json,
      "title": title.json,
      "aim": aim.json,
      "contact": contact.json,
      "leastDays": leastDays.json,
      "usualDays": usualDays.json,
      "longestDays": longestDays.json,
      "visits": visits.json,
      "leads": leads.json,
      "questions": questions.json,
    ])
  }
}

/// Something that the user wrote.
public struct WritingMessage: ControlMessage {
  /// Its number in the log.
  public var seq: Int
  /// When.
  public var at: Moment
  /// For which timeline.
  public var timeline: String
  /// What it is. One of `answer`, `letter`, `urge`, `memory`, `debrief`, `lesson`, `note`.
  public var kind: String
  /// A question's name for an answer, what set it off for an urge.
  public var about: String?
  /// Which of the question's choices was taken.
  public var choice: String?
  /// How strong an urge was, 1 to 5.
  public var strength: Int?
  /// The words.
  public var text: String

  /// Makes the message.
  public init(
    seq: Int,
    at: Moment,
    timeline: String,
    kind: String,
    about: String? = nil,
    choice: String? = nil,
    strength: Int? = nil,
    text: String
  ) {
    self.seq = seq
    self.at = at
    self.timeline = timeline
    self.kind = kind
    self.about = about
    self.choice = choice
    self.strength = strength
    self.text = text
  }

  /// Reads the message.
  public init(json: JSONValue) throws(InvalidParameter) {
    let fields = try JSONFields(json)
    seq = try fields("seq")
    at = try fields("at")
    timeline = try fields("timeline")
    kind = try fields("kind")
    about = try fields("about")
    choice = try fields("choice")
    strength = try fields("strength")
    text = try fields("text")
  }

  /// The message as it travels.
  public var json: JSONValue {
    JSONValue(fields: [
      "seq": seq.json,
      "at": at.json,
      "timeline": timeline.json,
      "kind": kind.json,
      "about": about.json,
      "choice": choice.json,
      "strength": strength.json,
      "text": text.json,
    ])
  }
}

/// A choice that can be taken.
public struct ChoiceMessage: ControlMessage {
  /// Its name.
  public var id: String
  /// Its words.
  public var words: String

  /// Makes the message.
  public init(id: String, words: String) {
    self.id = id
    self.words = words
  }

  /// Reads the message.
  public init(json: JSONValue) throws(InvalidParameter) {
    let fields = try JSONFields(json)
    id = try fields("id")
    words = try fields("words")
  }

  /// The message as it travels.
  public var json: JSONValue {
    JSONValue(fields: [
      "id": id.json,
      "words": words.json,
    ])
  }
}

/// A question of an interview, and the answer so far.
public struct QuestionMessage: ControlMessage {
  /// Its name.
  public var id: String
  /// The question.
  public var ask: String
  /// A line of help.
  public var help: String?
  /// What can be chosen; nothing where the answer is free.
  public var choices: [ChoiceMessage]
  /// The name of the choice that was taken.
  public var choice: String?
  /// The words of the answer.
  public var answer: String?
  /// When it was answered.
  public var answeredAt: Moment?

  /// Makes the message.
  public init(
    id: String,
    ask: String,
    help: String? = nil,
    choices: [ChoiceMessage],
    choice: String? = nil,
    answer: String? = nil,
    answeredAt: Moment? = nil
  ) {
    self.id = id
    self.ask = ask
    self.help = help
    self.choices = choices
    self.choice = choice
    self.answer = answer
    self.answeredAt = answeredAt
  }

  /// Reads the message.
  public init(json: JSONValue) throws(InvalidParameter) {
    let fields = try JSONFields(json)
    id = try fields("id")
    ask = try fields("ask")
    help = try fields("help")
    choices = try fields("choices")
    choice = try fields("choice")
    answer = try fields("answer")
    answeredAt = try fields("answeredAt")
  }

  /// The message as it travels.
  public var json: JSONValue {
    JSONValue(fields: [
      "id": id.json,
      "ask": ask.json,
      "help": help.json,
      "choices": choices.json,
      "choice": choice.json,
      "answer": answer.json,
      "answeredAt": answeredAt.json,
    ])
  }
}

/// A question and its answer, in words.
public struct AnswerMessage: ControlMessage {
  /// The question.
  public var ask: String
  /// The answer.
  public var answer: String

  /// Makes the message.
  public init(ask: String, answer: String) {
    self.ask = ask
    self.answer = answer
  }

  /// Reads the message.
  public init(json: JSONValue) throws(InvalidParameter) {
    let fields = try JSONFields(json)
    ask = try fields("ask")
    answer = try fields("answer")
  }

  /// The message as it travels.
  public var json: JSONValue {
    JSONValue(fields: [
      "ask": ask.json,
      "answer": answer.json,
    ])
  }
}

/// Something that belongs into an apology.
public struct ComponentMessage: ControlMessage {
  /// What. One of `regret`, `explanation`, `responsibility`, `acknowledgement`, `assurance`, `repair`.
  public var kind: String
  /// Its name for people.
  public var name: String
  /// Whether it is there.
  public var found: Bool
  /// Whether a letter without it lacks something.
  public var required: Bool
  /// Where it is, from 1.
  public var line: Int?
  /// Where in the line, from 1.
  public var column: Int?
  /// What it is.
  public var what: String
  /// Why it matters.
  public var why: String
  /// What could be written.
  public var suggestion: String

  /// Makes the message.
  public init(
    kind: String,
    name: String,
    found: Bool,
    required: Bool,
    line: Int? = nil,
    column: Int? = nil,
    what: String,
    why: String,
    suggestion: String
  ) {
    self.kind = kind
    self.name = name
    self.found = found
    self.required = required
    self.line = line
    self.column = column
    self.what = what
    self.why = why
    self.suggestion = suggestion
  }

  /// Reads the message.
  public init(json: JSONValue) throws(InvalidParameter) {
    let fields = try JSONFields(json)
    kind = try fields("kind")
    name = try fields("name")
    found = try fields("found")
    required = try fields("required")
    line = try fields("line")
    column = try fields("column")
    what = try fields("what")
    why = try fields("why")
    suggestion = try fields("suggestion")
  }

  /// The message as it travels.
  public var json: JSONValue {
    JSONValue(fields: [
      "kind": kind.json,
      "name": name.json,
      "found": found.json,
      "required": required.json,
      "line": line.json,
      "column": column.json,
      "what": what.json,
      "why": why.json,
      "suggestion": suggestion.json,
    ])
  }
}

/// Something in a letter that would hurt.
public struct FindingMessage: ControlMessage {
  /// What. One of `conditional`, `blame`, `begging`, `pressure`, `deadline`, `threat`, `promise`, `over-length`,
  /// `repetition`.
  public var kind: String
  /// Where it is, from 1.
  public var line: Int
  /// Where in the line, from 1.
  public var column: Int
  /// The words.
  public var quote: String
  /// What it is.
  public var what: String
  /// Why it hurts.
  public var why: String
  /// What to write instead.
  public var suggestion: String

  /// Makes the message.
  public init(kind: String, line: Int, column: Int, quote: String, what: String, why: String, suggestion: String) {
    self.kind = kind
    self.line = line
    self.column = column
    self.quote = quote
    self.what = what
    self.why = why
    self.suggestion = suggestion
  }

  /// Reads the message.
  public init(json: JSONValue) throws(InvalidParameter) {
    let fields = try JSONFields(json)
    kind = try fields("kind")
    line = try fields("line")
    column = try fields("column")
    quote = try fields("quote")
    what = try fields("what")
    why = try fields("why")
    suggestion = try fields("suggestion")
  }

  /// The message as it travels.
  public var json: JSONValue {
    JSONValue(fields: [
      "kind": kind.json,
      "line": line.json,
      "column": column.json,
      "quote": quote.json,
      "what": what.json,
      "why": why.json,
      "suggestion": suggestion.json,
    ])
  }
}

/// What a line of the log tells. A member stands with the kinds that are named; what a kind does not tell is left out.
public struct FactMessage: ControlMessage {
  /// started: the plan.
  public var plan: String?
  /// started: the plan's version. upgraded: the one from then on.
  public var version: Int?
  /// started: the other person's name.
  public var name: String?
  /// started, pronouns: how the other person is spoken of. One of `he/him`, `she/her`, `they/them`.
  public var pronouns: String?
  /// started: when the relationship was ended.
  public var brokeUp: Moment?
  /// rhythm: the zone that wall times are meant in.
  public var zone: String?
  /// rhythm: the quiet hours, for example 22:30-08:00; none when every hour will do.
  public var quiet: String?
  /// rhythm: how many nudges there are on a day at most.
  public var perDay: Int?
  /// rhythm: how many nudges there are in a week at most.
  public var perWeek: Int?
  /// entered: the stage's name in its plan.
  public var stage: String?
  /// entered, where `History` tells it: the stage's title.
  public var title: String?
  /// entered: what led there, a trigger's words.
  public var because: String?
  /// did: what. One of `letter`, `reply`, `call`, `invitation`, `coffee`, `slip`.
  public var deed: String?
  /// did: whether the stage did not allow it.
  public var early: Bool?
  /// they: what the other person did. One of `wrote`, `called`, `invited`, `accepted`, `declined`, `not-now`,
  /// `postponed`, `moved-on`, `no-contact`.
  public var reply: String?
  /// assessed: what taking stock led to. One of `mend`, `wait`, `let-go`.
  public var choice: String?
  /// outcome: how it ended between the two. One of `together`, `friends`, `moved-on`.
  public var outcome: String?
  /// ended: why the timeline is over. One of `finished`, `stopped`.
  public var ending: String?
  /// entered, did, they: when that was. coffee: the date, none when it is open.
  public var on: Moment?
  /// paused: until when; none when until it is resumed.
  public var until: Moment?
  /// safety, closed: what was named; nothing when there is no concern. One of `afraid`, `controlled`, `threatened`,
  /// `hurt`, `order`, `no`.
  public var concerns: [String]?
  /// wrote: what it is. The words themselves are not told here. One of `answer`, `letter`, `urge`, `memory`, `debrief`,
  /// `lesson`, `note`.
  public var writing: String?
  /// wrote: what it is about.
  public var about: String?
  /// wrote: how strong an urge was.
  public var strength: Int?
  /// nudge: the key of the delivery.
  public var key: String?
  /// nudge: the nudge's name in its plan; none for a reminder.
  public var nudge: String?
  /// nudge, reminder-set, reminder-cancelled: the reminder's number.
  public var reminder: Int?
  /// nudge: what became of it. One of `owed`, `sending`, `shown`, `gone`, `later`, `done`, `dismissed`, `missed`,
  /// `withdrawn`.
  public var state: String?
  /// nudge: why it was missed. One of `too-late`, `overtaken`, `unknown`.
  public var reason: String?
  /// nudge: whether it may have been shown twice.
  public var repeated: Bool?

  /// Makes the message.
  public init(
    plan: String? = nil,
    version: Int? = nil,
    name: String? = nil,
    pronouns: String? = nil,
    brokeUp: Moment? = nil,
    zone: String? = nil,
    quiet: String? = nil,
    perDay: Int? = nil,
    perWeek: Int? = nil,
    stage: String? = nil,
    title: String? = nil,
    because: String? = nil,
    deed: String? = nil,
    early: Bool? = nil,
    reply: String? = nil,
    choice: String? = nil,
    outcome: String? = nil,
    ending: String? = nil,
    on: Moment? = nil,
    until: Moment? = nil,
    concerns: [String]? = nil,
    writing: String? = nil,
    about: String? = nil,
    strength: Int? = nil,
    key: String? = nil,
    nudge: String? = nil,
    reminder: Int? = nil,
    state: String? = nil,
    reason: String? = nil,
    repeated: Bool? = nil
  ) {
    self.plan = plan
    self.version = version
    self.name = name
    self.pronouns = pronouns
    self.brokeUp = brokeUp
    self.zone = zone
    self.quiet = quiet
    self.perDay = perDay
    self.perWeek = perWeek
    self.stage = stage
    self.title = title
    self.because = because
    self.deed = deed
    self.early = early
    self.reply = reply
    self.choice = choice
    self.outcome = outcome
    self.ending = ending
    self.on = on
    self.until = until
    self.concerns = concerns
    self.writing = writing
    self.about = about
    self.strength = strength
    self.key = key
    self.nudge = nudge
    self.reminder = reminder
    self.state = state
    self.reason = reason
    self.repeated = repeated
  }

  /// Reads the message.
  public init(json: JSONValue) throws(InvalidParameter) {
    let fields = try JSONFields(json)
    plan = try fields("plan")
    version = try fields("version")
    name = try fields("name")
    pronouns = try fields("pronouns")
    brokeUp = try fields("brokeUp")
    zone = try fields("zone")
    quiet = try fields("quiet")
    perDay = try fields("perDay")
    perWeek = try fields("perWeek")
    stage = try fields("stage")
    title = try fields("title")
    because = try fields("because")
    deed = try fields("deed")
    early = try fields("early")
    reply = try fields("reply")
    choice = try fields("choice")
    outcome = try fields("outcome")
    ending = try fields("ending")
    on = try fields("on")
    until = try fields("until")
    concerns = try fields("concerns")
    writing = try fields("writing")
    about = try fields("about")
    strength = try fields("strength")
    key = try fields("key")
    nudge = try fields("nudge")
    reminder = try fields("reminder")
    state = try fields("state")
    reason = try fields("reason")
    repeated = try fields("repeated")
  }

  /// The message as it travels.
  public var json: JSONValue {
    JSONValue(fields: [
      "plan": plan.json,
      "version": version.json,
      "name": name.json,
      "pronouns": pronouns.json,
      "brokeUp": brokeUp.json,
      "zone": zone.json,
      "quiet": quiet.json,
      "perDay": perDay.json,
      "perWeek": perWeek.json,
      "stage": stage.json,
      "title": title.json,
      "because": because.json,
      "deed": deed.json,
      "early": early.json,
      "reply": reply.json,
      "choice": choice.json,
      "outcome": outcome.json,
      "ending": ending.json,
      "on": on.json,
      "until": until.json,
      "concerns": concerns.json,
      "writing": writing.json,
      "about": about.json,
      "strength": strength.json,
      "key": key.json,
      "nudge": nudge.json,
      "reminder": reminder.json,
      "state": state.json,
      "reason": reason.json,
      "repeated": repeated.json,
    ])
  }
}

/// A line of the log.
public struct EntryMessage: ControlMessage {
  /// Its number, which only grows.
  public var seq: Int
  /// When it took effect; in `History`, when it happened.
  public var at: Moment
  /// The timeline, or `reminders`.
  public var stream: String
  /// What kind of fact; in `History`, the kind of a writing instead of `wrote`. One of `started`, `rhythm`, `entered`,
  /// `did`, `they`, `assessed`, `extended`, `accepted`, `coffee`, `outcome`, `paused`, `resumed`, `ended`, `wrote`,
  /// `safety`, `closed`, `rested`, `pronouns`, `upgraded`, `nudge`, `reminder-set`, `reminder-cancelled`, `answer`,
  /// `letter`, `urge`, `memory`, `debrief`, `lesson`, `note`.
  public var kind: String
  /// The fact in a few words for people; in `History`, the words of a writing.
  public var detail: String
  /// The fact itself; none from version 0.1.0, or when it cannot be read.
  public var fact: FactMessage?

  /// Makes the message.
  public init(seq: Int, at: Moment, stream: String, kind: String, detail: String, fact: FactMessage? = nil) {
    self.seq = seq
    self.at = at
    self.stream = stream
    self.kind = kind
    self.detail = detail
    self.fact = fact
  }

  /// Reads the message.
  public init(json: JSONValue) throws(InvalidParameter) {
    let fields = try JSONFields(json)
    seq = try fields("seq")
    at = try fields("at")
    stream = try fields("stream")
    kind = try fields("kind")
    detail = try fields("detail")
    fact = try fields("fact")
  }

  /// The message as it travels.
  public var json: JSONValue {
    JSONValue(fields: [
      "seq": seq.json,
      "at": at.json,
      "stream": stream.json,
      "kind": kind.json,
      "detail": detail.json,
      "fact": fact.json,
    ])
  }
}

/// A reminder of the user's own.
public struct ReminderMessage: ControlMessage {
  /// Its number.
  public var id: Int
  /// The user's words.
  public var text: String
  /// The calendar event, if it repeats.
  public var on: String?
  /// When it is due next.
  public var next: Moment?

  /// Makes the message.
  public init(id: Int, text: String, on: String? = nil, next: Moment? = nil) {
    self.id = id
    self.text = text
    self.on = on
    self.next = next
  }

  /// Reads the message.
  public init(json: JSONValue) throws(InvalidParameter) {
    let fields = try JSONFields(json)
    id = try fields("id")
    text = try fields("text")
    on = try fields("on")
    next = try fields("next")
  }

  /// The message as it travels.
  public var json: JSONValue {
    JSONValue(fields: [
      "id": id.json,
      "text": text.json,
      "on": on.json,
      "next": next.json,
    ])
  }
}

/// A plan that can be started.
public struct PlanMessage: ControlMessage {
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

  /// Reads the message.
  public init(json: JSONValue) throws(InvalidParameter) {
    let fields = try JSONFields(json)
    name = try fields("name")
    version = try fields("version")
    title = try fields("title")
    about = try fields("about")
    source = try fields("source")
  }

  /// The message as it travels.
  public var json: JSONValue {
    JSONValue(fields: [
      "name": name.json,
      "version": version.json,
      "title": title.json,
      "about": about.json,
      "source": source.json,
    ])
  }
}

/// A timeline that a database holds.
public struct HeldMessage: ControlMessage {
  /// Its own name.
  public var timeline: String
  /// The other person's name.
  public var name: String?
  /// The title of the stage that it is in.
  public var title: String
  /// Whether it is over.
  public var ended: Bool

  /// Makes the message.
  public init(timeline: String, name: String? = nil, title: String, ended: Bool) {
    self.timeline = timeline
    self.name = name
    self.title = title
    self.ended = ended
  }

  /// Reads the message.
  public init(json: JSONValue) throws(InvalidParameter) {
    let fields = try JSONFields(json)
    timeline = try fields("timeline")
    name = try fields("name")
    title = try fields("title")
    ended = try fields("ended")
  }

  /// The message as it travels.
  public var json: JSONValue {
    JSONValue(fields: [
      "timeline": timeline.json,
      "name": name.json,
      "title": title.json,
      "ended": ended.json,
    ])
  }
}

/// What a database holds.
public struct ContentsMessage: ControlMessage {
  /// The timelines, in the order in which they began.
  public var journeys: [HeldMessage]
  /// Lines of the log.
  public var events: Int
  /// Texts of the user's.
  public var writings: Int
  /// Reminders that are still to come.
  public var reminders: Int
  /// When the latest event took effect.
  public var latest: Moment?
  /// How the user's words stand there. One of `open`, `locked`.
  public var lock: String?

  /// Makes the message.
  public init(
    journeys: [HeldMessage],
    events: Int,
    writings: Int,
    reminders: Int,
    latest: Moment? = nil,
    lock: String? = nil
  ) {
    self.journeys = journeys
    self.events = events
    self.writings = writings
    self.reminders = reminders
    self.latest = latest
    self.lock = lock
  }

  /// Reads the message.
  public init(json: JSONValue) throws(InvalidParameter) {
    let fields = try JSONFields(json)
    journeys = try fields("journeys")
    events = try fields("events")
    writings = try fields("writings")
    reminders = try fields("reminders")
    latest = try fields("latest")
    lock = try fields("lock")
  }

  /// The message as it travels.
  public var json: JSONValue {
    JSONValue(fields: [
      "journeys": journeys.json,
      "events": events.json,
      "writings": writings.json,
      "reminders": reminders.json,
      "latest": latest.json,
      "lock": lock.json,
    ])
  }
}

/// One thing that was looked at.
public struct CheckMessage: ControlMessage {
  /// What. One of `file`, `events`, `chain`, `journeys`, `writings`, `deliveries`, `reminders`.
  public var subject: String
  /// How many there are.
  public var count: Int
  /// Where something is wrong; nothing when all is well.
  public var faults: [String]

  /// Makes the message.
  public init(subject: String, count: Int, faults: [String]) {
    self.subject = subject
    self.count = count
    self.faults = faults
  }

  /// Reads the message.
  public init(json: JSONValue) throws(InvalidParameter) {
    let fields = try JSONFields(json)
    subject = try fields("subject")
    count = try fields("count")
    faults = try fields("faults")
  }

  /// The message as it travels.
  public var json: JSONValue {
    JSONValue(fields: [
      "subject": subject.json,
      "count": count.json,
      "faults": faults.json,
    ])
  }
}

/// The answer to `Start`, `They`, `Assess`, `Extend`, `Accept`, `Coffee`, `Outcome`, `Pronouns`, `Pause`, `Resume`,
/// `Stop`, `Rest`, `Sent`.
public struct StandingReply: ControlMessage {
  /// Where a timeline stands.
  public var standing: StandingMessage

  /// Makes the message.
  public init(standing: StandingMessage) {
    self.standing = standing
  }

  /// Reads the message.
  public init(json: JSONValue) throws(InvalidParameter) {
    let fields = try JSONFields(json)
    standing = try fields("standing")
  }

  /// The message as it travels.
  public var json: JSONValue { JSONValue(fields: ["standing": standing.json]) }
}

/// The answer to `Status`, `Monitor`.
public struct StateReply: ControlMessage {
  /// The daemon, its timelines, and what is owed.
  public var state: StateMessage

  /// Makes the message.
  public init(state: StateMessage) {
    self.state = state
  }

  /// Reads the message.
  public init(json: JSONValue) throws(InvalidParameter) {
    let fields = try JSONFields(json)
    state = try fields("state")
  }

  /// The message as it travels.
  public var json: JSONValue { JSONValue(fields: ["state": state.json]) }
}

/// The answer to `Done`, `Later`, `Missed`.
public struct DeliveriesReply: ControlMessage {
  /// A nudge or reminder that was due, and what became of it.
  public var deliveries: [DeliveryMessage]

  /// Makes the message.
  public init(deliveries: [DeliveryMessage]) {
    self.deliveries = deliveries
  }

  /// Reads the message.
  public init(json: JSONValue) throws(InvalidParameter) {
    let fields = try JSONFields(json)
    deliveries = try fields("deliveries")
  }

  /// The message as it travels.
  public var json: JSONValue { JSONValue(fields: ["deliveries": deliveries.json]) }
}

/// The answer to `Remind`, `Cancel`.
public struct ReminderReply: ControlMessage {
  /// A reminder of the user's own.
  public var reminder: ReminderMessage

  /// Makes the message.
  public init(reminder: ReminderMessage) {
    self.reminder = reminder
  }

  /// Reads the message.
  public init(json: JSONValue) throws(InvalidParameter) {
    let fields = try JSONFields(json)
    reminder = try fields("reminder")
  }

  /// The message as it travels.
  public var json: JSONValue { JSONValue(fields: ["reminder": reminder.json]) }
}

/// The answer to `LockData`, `Unlock`, `Lock`, `UnlockData`, `Passphrase`.
public struct LockReply: ControlMessage {
  /// How the user's words stand while they are sealed on the disk; where there is none, they are written as they are.
  /// One of `open`, `locked`.
  public var lock: String?

  /// Makes the message.
  public init(lock: String? = nil) {
    self.lock = lock
  }

  /// Reads the message.
  public init(json: JSONValue) throws(InvalidParameter) {
    let fields = try JSONFields(json)
    lock = try fields("lock")
  }

  /// The message as it travels.
  public var json: JSONValue { JSONValue(fields: ["lock": lock.json]) }
}
