// Everything that can happen to a timeline. Events are appended and never changed; a timeline's state is their fold, so an
// event says what happened and not what follows from it. The only consequence that is written down is `entered`: it keeps a
// journey's past as it was when a plan is upgraded. Invariant: `at` never decreases within one timeline.

/// Something that happened to a timeline.
public struct Event: Hashable, Sendable {
  /// When it took effect: for what the user tells, when they told it; for what time brings, when it was due.
  public var at: Moment
  /// What happened.
  public var fact: Fact

  /// Makes an event.
  public init(at: Moment, _ fact: Fact) {
    self.at = at
    self.fact = fact
  }
}

/// What can happen.
public enum Fact: Hashable, Sendable {
  /// The timeline began.
  case started(Beginning)
  /// The zone, the quiet hours or the limits are now these.
  case rhythm(zone: String, quiet: QuietHours?, limits: Limits)
  /// A stage was entered. `on` is its day 0, which may be earlier than when it was told.
  case entered(Stage.ID, on: Moment, because: Trigger?)
  /// The user did something. `early`: their stage did not allow it, and it counts as a slip.
  case did(Deed, on: Moment, early: Bool)
  /// The other person did something.
  case they(Reply, on: Moment)
  /// The user took stock.
  case assessed(Choice)
  /// The user decided to wait once more.
  case extended
  /// The user accepted that no answer comes.
  case accepted
  /// The date of the coffee was set, moved, or (nil) is open again.
  case coffee(Moment?)
  /// The user said how it ended.
  case outcome(Outcome)
  /// The user asked for silence, until a moment or until they resume.
  case paused(until: Moment?)
  /// The silence is over.
  case resumed
  /// The journey is over.
  case ended(Ending)
  /// The user wrote something for themselves.
  case wrote(Writing)
  /// The user answered whether anybody is in danger, or a "no" exists; an empty list says neither.
  case safety([Concern])
  /// The road to the same person was closed by another journey, for these reasons.
  case closed([Concern])
  /// The letter, as it is now, began its night's rest.
  case rested
  /// The other person is spoken of like this.
  case pronouns(Pronouns)
  /// The journey goes on with a newer version of its plan.
  case upgraded(version: Int)
}

extension Event {
  /// When it happened: the date that the user named, else when it took effect.
  public var on: Moment {
    switch fact {
    case .entered(_, let on, _), .did(_, let on, _), .they(_, let on): on
    case .started, .rhythm, .assessed, .extended, .accepted, .coffee, .outcome, .paused, .resumed, .ended, .wrote,
      .safety, .closed, .rested, .pronouns, .upgraded:
      at
    }
  }
}

extension Fact {
  /// How the timeline began; nil for a fact that says anything else.
  public var beginning: Beginning? {
    switch self {
    case .started(let beginning): beginning
    case .rhythm, .entered, .did, .they, .assessed, .extended, .accepted, .coffee, .outcome, .paused, .resumed, .ended,
      .wrote, .safety, .closed, .rested, .pronouns, .upgraded:
      nil
    }
  }
}

/// How a timeline began.
public struct Beginning: Hashable, Sendable {
  /// The plan that it follows.
  public var plan: String
  /// The version of that plan.
  public var version: Int
  /// The other person's name; private. Nil when the user did not tell it.
  public var name: String?
  /// How the other person is spoken of; nil when the user did not tell it.
  public var pronouns: Pronouns?
  /// When the relationship was ended.
  public var brokeUp: Moment

  /// Makes a beginning.
  public init(plan: String, version: Int, name: String?, pronouns: Pronouns? = nil, brokeUp: Moment) {
    self.plan = plan
    self.version = version
    self.name = name
    self.pronouns = pronouns
    self.brokeUp = brokeUp
  }
}

/// Why a journey is over.
public enum Ending: String, Hashable, Sendable, CaseIterable {
  /// The road was walked to its end.
  case finished
  /// The user stopped it.
  case stopped
}

extension Fact {
  /// The fact's name in the log and on the wire.
  public var kind: String { tag.rawValue }

  /// The names of the facts.
  public enum Tag: String, CaseIterable, Sendable {
    case started, rhythm, entered, did, they, assessed, extended, accepted, coffee, outcome, paused, resumed, ended
    case wrote, safety, closed, rested, pronouns, upgraded
  }

  private var tag: Tag {
    switch self {
    case .started: .started
    case .rhythm: .rhythm
    case .entered: .entered
    case .did: .did
    case .they: .they
    case .assessed: .assessed
    case .extended: .extended
    case .accepted: .accepted
    case .coffee: .coffee
    case .outcome: .outcome
    case .paused: .paused
    case .resumed: .resumed
    case .ended: .ended
    case .wrote: .wrote
    case .safety: .safety
    case .closed: .closed
    case .rested: .rested
    case .pronouns: .pronouns
    case .upgraded: .upgraded
    }
  }
}

extension Fact {
  /// The fact in a few words for `percolatectl log`; what its kind says already is left out. Private: it holds the name.
  public var words: String {
    switch self {
    case .started(let beginning): [beginning.plan, beginning.name].compactMap(\.self).joined(separator: ", ")
    case .rhythm(let zone, let quiet, let limits):
      "\(zone), quiet \(quiet?.description ?? "never"), at most \(limits.day) a day and \(limits.week) a week"
    case .entered(let stage, _, let because): because.map { "\(stage), because: \($0)" } ?? stage
    case .did(let deed, _, let early): early && deed != .slip ? "\(deed.rawValue), too early" : deed.rawValue
    case .they(let reply, _): reply.rawValue
    case .assessed(let choice): choice.rawValue
    case .coffee(let date): date.map { "on \($0)" } ?? "no date"
    case .outcome(let outcome): outcome.rawValue
    case .paused(let until): until.map { "until \($0)" } ?? "until resumed"
    case .ended(let ending): ending.rawValue
    case .wrote(let writing): writing.summary
    case .closed(let concerns): concerns.map(\.rawValue).joined(separator: ", ")
    case .safety(let concerns): concerns.isEmpty ? "none" : concerns.map(\.rawValue).joined(separator: ", ")
    case .pronouns(let pronouns): pronouns.rawValue
    case .upgraded(let version): "version \(version)"
    case .extended, .accepted, .resumed, .rested: ""
    }
  }
}
