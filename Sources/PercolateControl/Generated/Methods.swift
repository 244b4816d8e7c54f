// Made by varlink-swift from org.percolate.Timeline.varlink; edit that one, and then run
// swift run varlink-swift Sources/PercolateControl/{org.percolate.Timeline.varlink,Generated}

public import PercolateCore
public import Varlink

/// The methods, named as on the wire.
public enum Control {
  /// All of them, in the order of the interface.
  public static let methods: [any ControlMethod.Type] = [
    Control.Start.self,
    Control.Status.self,
    Control.Agenda.self,
    Control.Road.self,
    Control.May.self,
    Control.Did.self,
    Control.They.self,
    Control.Assess.self,
    Control.Extend.self,
    Control.Accept.self,
    Control.Coffee.self,
    Control.Outcome.self,
    Control.Pronouns.self,
    Control.Upgrade.self,
    Control.Pause.self,
    Control.Resume.self,
    Control.Stop.self,
    Control.Write.self,
    Control.Writings.self,
    Control.Search.self,
    Control.History.self,
    Control.Interview.self,
    Control.Reflection.self,
    Control.SafetyQuestion.self,
    Control.Safety.self,
    Control.Support.self,
    Control.Urges.self,
    Control.Letter.self,
    Control.Review.self,
    Control.Rest.self,
    Control.Sent.self,
    Control.Keepsake.self,
    Control.Forget.self,
    Control.Backup.self,
    Control.Deposit.self,
    Control.Verify.self,
    Control.Restore.self,
    Control.Done.self,
    Control.Later.self,
    Control.Missed.self,
    Control.Log.self,
    Control.Remind.self,
    Control.Reminders.self,
    Control.Cancel.self,
    Control.Plans.self,
    Control.Reload.self,
    Control.Configuration.self,
    Control.LockData.self,
    Control.Unlock.self,
    Control.Lock.self,
    Control.UnlockData.self,
    Control.Passphrase.self,
    Control.Greet.self,
    Control.Monitor.self,
  ]
}

extension Control {
  /// Begins a timeline.
  public struct Start: ControlMethod {
    /// The name on the wire.
    public static let name = "Start"

    /// What comes back.
    public typealias Reply = StandingReply

    /// What to call it; left out, the plan's name, with a number behind it when there is one already.
    public var timeline: String?
    /// The plan; left out, the configured one.
    public var plan: String?
    /// What to call the other person.
    public var name: String?
    /// How to speak of them. One of `he/him`, `she/her`, `they/them`.
    public var pronouns: String?
    /// When the relationship was ended.
    public var brokeUp: Moment
    /// What has happened since, `did ...` and `they ...` only.
    public var history: [HappenedMessage]

    /// Makes the message.
    public init(
      timeline: String? = nil,
      plan: String? = nil,
      name: String? = nil,
      pronouns: String? = nil,
      brokeUp: Moment,
      history: [HappenedMessage] = []
    ) {
      self.timeline = timeline
      self.plan = plan
      self.name = name
      self.pronouns = pronouns
      self.brokeUp = brokeUp
      self.history = history
    }

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      timeline = try fields("timeline")
      plan = try fields("plan")
      name = try fields("name")
      pronouns = try fields("pronouns")
      brokeUp = try fields("brokeUp")
      history = try fields("history", default: [])
    }

    /// The message as it travels.
    public var json: JSONValue {
      JSONValue(fields: [
        "timeline": timeline.json,
        "plan": plan.json,
        "name": name.json,
        "pronouns": pronouns.json,
        "brokeUp": brokeUp.json,
        "history": history.json,
      ])
    }
  }
}

extension Control {
  /// The daemon and its timelines.
  public struct Status: ControlMethod {
    /// The name on the wire.
    public static let name = "Status"
    /// It only looks, so that asking twice is as good as asking once.
    public static let changesNothing = true
    /// It is answered too while the database cannot be used.
    public static let needsDatabase = false

    /// What comes back.
    public typealias Reply = StateReply

    /// The only one to tell of, also one that is over; left out, all that are under way.
    public var timeline: String?
    /// Whether those that are over are told of too.
    public var all: Bool

    /// Makes the message.
    public init(timeline: String? = nil, all: Bool = false) {
      self.timeline = timeline
      self.all = all
    }

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      timeline = try fields("timeline")
      all = try fields("all", default: false)
    }

    /// The message as it travels.
    public var json: JSONValue {
      JSONValue(fields: [
        "timeline": timeline.json,
        "all": all.json,
      ])
    }
  }
}

extension Control {
  /// What is due next, as things stand, the next first.
  public struct Agenda: ControlMethod {
    /// The name on the wire.
    public static let name = "Agenda"
    /// It only looks, so that asking twice is as good as asking once.
    public static let changesNothing = true
    /// The numbers that count of `limit`.
    public static let limitRange = 1...10000

    /// What comes back.
    public struct Reply: ControlMessage {
      /// What is due, the next first.
      public var planned: [PlannedMessage]

      /// Makes the message.
      public init(planned: [PlannedMessage]) {
        self.planned = planned
      }

      /// Reads the message.
      public init(json: JSONValue) throws(InvalidParameter) {
        let fields = try JSONFields(json)
        planned = try fields("planned")
      }

      /// The message as it travels.
      public var json: JSONValue { JSONValue(fields: ["planned": planned.json]) }
    }

    /// One that is under way; left out, all of them, the reminders, and what was put off.
    public var timeline: String?
    /// The most that are wanted.
    public var limit: Int

    /// Makes the message.
    public init(timeline: String? = nil, limit: Int = 10) {
      self.timeline = timeline
      self.limit = limit
    }

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      timeline = try fields("timeline")
      limit = try fields("limit", default: 10)
    }

    /// The message as it travels.
    public var json: JSONValue {
      JSONValue(fields: [
        "timeline": timeline.json,
        "limit": limit.json,
      ])
    }
  }
}

extension Control {
  /// The whole road.
  public struct Road: ControlMethod {
    /// The name on the wire.
    public static let name = "Road"
    /// It only looks, so that asking twice is as good as asking once.
    public static let changesNothing = true

    /// What comes back.
    public struct Reply: ControlMessage {
      /// Where a timeline stands.
      public var standing: StandingMessage
      /// The stages, in the order of the road.
      public var stages: [StageMessage]

      /// Makes the message.
      public init(standing: StandingMessage, stages: [StageMessage]) {
        self.standing = standing
        self.stages = stages
      }

      /// Reads the message.
      public init(json: JSONValue) throws(InvalidParameter) {
        let fields = try JSONFields(json)
        standing = try fields("standing")
        stages = try fields("stages")
      }

      /// The message as it travels.
      public var json: JSONValue {
        JSONValue(fields: [
          "standing": standing.json,
          "stages": stages.json,
        ])
      }
    }

    /// Also one that is over; left out, the only one under way.
    public var timeline: String?

    /// Makes the message.
    public init(timeline: String? = nil) {
      self.timeline = timeline
    }

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      timeline = try fields("timeline")
    }

    /// The message as it travels.
    public var json: JSONValue { JSONValue(fields: ["timeline": timeline.json]) }
  }
}

extension Control {
  /// Whether a step towards the other person may be taken now.
  public struct May: ControlMethod {
    /// The name on the wire.
    public static let name = "May"
    /// It only looks, so that asking twice is as good as asking once.
    public static let changesNothing = true

    /// What comes back.
    public struct Reply: ControlMessage {
      /// Whether it may. One of `yes`, `not-now`, `never`.
      public var answer: String
      /// Why, in words.
      public var reason: String
      /// Since when it is so.
      public var since: Moment?
      /// Until when it is so.
      public var until: Moment?
      /// What leads on from here: a trigger's words each, for example `they wrote`.
      public var next: [String]

      /// Makes the message.
      public init(answer: String, reason: String, since: Moment? = nil, until: Moment? = nil, next: [String]) {
        self.answer = answer
        self.reason = reason
        self.since = since
        self.until = until
        self.next = next
      }

      /// Reads the message.
      public init(json: JSONValue) throws(InvalidParameter) {
        let fields = try JSONFields(json)
        answer = try fields("answer")
        reason = try fields("reason")
        since = try fields("since")
        until = try fields("until")
        next = try fields("next")
      }

      /// The message as it travels.
      public var json: JSONValue {
        JSONValue(fields: [
          "answer": answer.json,
          "reason": reason.json,
          "since": since.json,
          "until": until.json,
          "next": next.json,
        ])
      }
    }

    /// Also one that is over; left out, the only one under way, or else the latest.
    public var timeline: String?
    /// The step. One of `call`, `message`, `letter`, `invite`, `visit`.
    public var step: String

    /// Makes the message.
    public init(timeline: String? = nil, step: String) {
      self.timeline = timeline
      self.step = step
    }

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      timeline = try fields("timeline")
      step = try fields("step")
    }

    /// The message as it travels.
    public var json: JSONValue {
      JSONValue(fields: [
        "timeline": timeline.json,
        "step": step.json,
      ])
    }
  }
}

extension Control {
  /// The user did something.
  public struct Did: ControlMethod {
    /// The name on the wire.
    public static let name = "Did"

    /// What comes back.
    public struct Reply: ControlMessage {
      /// Where a timeline stands.
      public var standing: StandingMessage
      /// Whether it counts as a slip.
      public var slip: Bool

      /// Makes the message.
      public init(standing: StandingMessage, slip: Bool) {
        self.standing = standing
        self.slip = slip
      }

      /// Reads the message.
      public init(json: JSONValue) throws(InvalidParameter) {
        let fields = try JSONFields(json)
        standing = try fields("standing")
        slip = try fields("slip")
      }

      /// The message as it travels.
      public var json: JSONValue {
        JSONValue(fields: [
          "standing": standing.json,
          "slip": slip.json,
        ])
      }
    }

    /// One that is under way; left out, the only one that is.
    public var timeline: String?
    /// What. One of `letter`, `reply`, `call`, `invitation`, `coffee`, `slip`.
    public var deed: String
    /// When it was.
    public var on: Moment

    /// Makes the message.
    public init(timeline: String? = nil, deed: String, on: Moment) {
      self.timeline = timeline
      self.deed = deed
      self.on = on
    }

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      timeline = try fields("timeline")
      deed = try fields("deed")
      on = try fields("on")
    }

    /// The message as it travels.
    public var json: JSONValue {
      JSONValue(fields: [
        "timeline": timeline.json,
        "deed": deed.json,
        "on": on.json,
      ])
    }
  }
}

extension Control {
  /// The other person did something.
  public struct They: ControlMethod {
    /// The name on the wire.
    public static let name = "They"

    /// What comes back.
    public typealias Reply = StandingReply

    /// One that is under way; left out, the only one that is.
    public var timeline: String?
    /// What. One of `wrote`, `called`, `invited`, `accepted`, `declined`, `not-now`, `postponed`, `moved-on`,
    /// `no-contact`.
    public var reply: String
    /// When it was.
    public var on: Moment

    /// Makes the message.
    public init(timeline: String? = nil, reply: String, on: Moment) {
      self.timeline = timeline
      self.reply = reply
      self.on = on
    }

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      timeline = try fields("timeline")
      reply = try fields("reply")
      on = try fields("on")
    }

    /// The message as it travels.
    public var json: JSONValue {
      JSONValue(fields: [
        "timeline": timeline.json,
        "reply": reply.json,
        "on": on.json,
      ])
    }
  }
}

extension Control {
  /// The user has taken stock.
  public struct Assess: ControlMethod {
    /// The name on the wire.
    public static let name = "Assess"

    /// What comes back.
    public typealias Reply = StandingReply

    /// One that is under way; left out, the only one that is.
    public var timeline: String?
    /// What it led to. One of `mend`, `wait`, `let-go`.
    public var choice: String

    /// Makes the message.
    public init(timeline: String? = nil, choice: String) {
      self.timeline = timeline
      self.choice = choice
    }

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      timeline = try fields("timeline")
      choice = try fields("choice")
    }

    /// The message as it travels.
    public var json: JSONValue {
      JSONValue(fields: [
        "timeline": timeline.json,
        "choice": choice.json,
      ])
    }
  }
}

extension Control {
  /// Waits once more.
  public struct Extend: ControlMethod {
    /// The name on the wire.
    public static let name = "Extend"

    /// What comes back.
    public typealias Reply = StandingReply

    /// One that is under way; left out, the only one that is.
    public var timeline: String?

    /// Makes the message.
    public init(timeline: String? = nil) {
      self.timeline = timeline
    }

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      timeline = try fields("timeline")
    }

    /// The message as it travels.
    public var json: JSONValue { JSONValue(fields: ["timeline": timeline.json]) }
  }
}

extension Control {
  /// Accepts that no answer comes.
  public struct Accept: ControlMethod {
    /// The name on the wire.
    public static let name = "Accept"

    /// What comes back.
    public typealias Reply = StandingReply

    /// One that is under way; left out, the only one that is.
    public var timeline: String?

    /// Makes the message.
    public init(timeline: String? = nil) {
      self.timeline = timeline
    }

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      timeline = try fields("timeline")
    }

    /// The message as it travels.
    public var json: JSONValue { JSONValue(fields: ["timeline": timeline.json]) }
  }
}

extension Control {
  /// Sets the date of the coffee, or opens it again.
  public struct Coffee: ControlMethod {
    /// The name on the wire.
    public static let name = "Coffee"

    /// What comes back.
    public typealias Reply = StandingReply

    /// One that is under way; left out, the only one that is.
    public var timeline: String?
    /// The date; left out, it is open again.
    public var on: Moment?

    /// Makes the message.
    public init(timeline: String? = nil, on: Moment? = nil) {
      self.timeline = timeline
      self.on = on
    }

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      timeline = try fields("timeline")
      on = try fields("on")
    }

    /// The message as it travels.
    public var json: JSONValue {
      JSONValue(fields: [
        "timeline": timeline.json,
        "on": on.json,
      ])
    }
  }
}

extension Control {
  /// How it ended.
  public struct Outcome: ControlMethod {
    /// The name on the wire.
    public static let name = "Outcome"

    /// What comes back.
    public typealias Reply = StandingReply

    /// One that is under way; left out, the only one that is.
    public var timeline: String?
    /// How. One of `together`, `friends`, `moved-on`.
    public var outcome: String

    /// Makes the message.
    public init(timeline: String? = nil, outcome: String) {
      self.timeline = timeline
      self.outcome = outcome
    }

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      timeline = try fields("timeline")
      outcome = try fields("outcome")
    }

    /// The message as it travels.
    public var json: JSONValue {
      JSONValue(fields: [
        "timeline": timeline.json,
        "outcome": outcome.json,
      ])
    }
  }
}

extension Control {
  /// How the other person is spoken of from now on.
  public struct Pronouns: ControlMethod {
    /// The name on the wire.
    public static let name = "Pronouns"

    /// What comes back.
    public typealias Reply = StandingReply

    /// One that is under way; left out, the only one that is.
    public var timeline: String?
    /// How. One of `he/him`, `she/her`, `they/them`.
    public var pronouns: String

    /// Makes the message.
    public init(timeline: String? = nil, pronouns: String) {
      self.timeline = timeline
      self.pronouns = pronouns
    }

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      timeline = try fields("timeline")
      pronouns = try fields("pronouns")
    }

    /// The message as it travels.
    public var json: JSONValue {
      JSONValue(fields: [
        "timeline": timeline.json,
        "pronouns": pronouns.json,
      ])
    }
  }
}

extension Control {
  /// Goes on with the newest version of the plan, or only says what would change.
  public struct Upgrade: ControlMethod {
    /// The name on the wire.
    public static let name = "Upgrade"

    /// What comes back.
    public struct Reply: ControlMessage {
      /// The version in force until now.
      public var from: Int
      /// The newest version.
      public var to: Int
      /// What changes, a line each.
      public var changes: [String]

      /// Makes the message.
      public init(from: Int, to: Int, changes: [String]) {
        self.from = from
        self.to = to
        self.changes = changes
      }

      /// Reads the message.
      public init(json: JSONValue) throws(InvalidParameter) {
        let fields = try JSONFields(json)
        from = try fields("from")
        to = try fields("to")
        changes = try fields("changes")
      }

      /// The message as it travels.
      public var json: JSONValue {
        JSONValue(fields: [
          "from": from.json,
          "to": to.json,
          "changes": changes.json,
        ])
      }
    }

    /// One that is under way; left out, the only one that is.
    public var timeline: String?
    /// Whether to do it, or only to say what would change.
    public var carryOut: Bool

    /// Makes the message.
    public init(timeline: String? = nil, carryOut: Bool = false) {
      self.timeline = timeline
      self.carryOut = carryOut
    }

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      timeline = try fields("timeline")
      carryOut = try fields("carryOut", default: false)
    }

    /// The message as it travels.
    public var json: JSONValue {
      JSONValue(fields: [
        "timeline": timeline.json,
        "carryOut": carryOut.json,
      ])
    }
  }
}

extension Control {
  /// No nudges for a while.
  public struct Pause: ControlMethod {
    /// The name on the wire.
    public static let name = "Pause"

    /// What comes back.
    public typealias Reply = StandingReply

    /// One that is under way; left out, the only one that is.
    public var timeline: String?
    /// Until when; left out, until they are resumed.
    public var until: Moment?

    /// Makes the message.
    public init(timeline: String? = nil, until: Moment? = nil) {
      self.timeline = timeline
      self.until = until
    }

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      timeline = try fields("timeline")
      until = try fields("until")
    }

    /// The message as it travels.
    public var json: JSONValue {
      JSONValue(fields: [
        "timeline": timeline.json,
        "until": until.json,
      ])
    }
  }
}

extension Control {
  /// Ends a pause.
  public struct Resume: ControlMethod {
    /// The name on the wire.
    public static let name = "Resume"

    /// What comes back.
    public typealias Reply = StandingReply

    /// One that is under way; left out, the only one that is.
    public var timeline: String?

    /// Makes the message.
    public init(timeline: String? = nil) {
      self.timeline = timeline
    }

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      timeline = try fields("timeline")
    }

    /// The message as it travels.
    public var json: JSONValue { JSONValue(fields: ["timeline": timeline.json]) }
  }
}

extension Control {
  /// Ends a timeline.
  public struct Stop: ControlMethod {
    /// The name on the wire.
    public static let name = "Stop"

    /// What comes back.
    public typealias Reply = StandingReply

    /// One that is under way; left out, the only one that is.
    public var timeline: String?

    /// Makes the message.
    public init(timeline: String? = nil) {
      self.timeline = timeline
    }

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      timeline = try fields("timeline")
    }

    /// The message as it travels.
    public var json: JSONValue { JSONValue(fields: ["timeline": timeline.json]) }
  }
}

extension Control {
  /// The user wrote something for themselves.
  public struct Write: ControlMethod {
    /// The name on the wire.
    public static let name = "Write"

    /// What comes back.
    public struct Reply: ControlMessage {
      /// What is kept.
      public var writing: WritingMessage
      /// A steady sentence in answer to an urge.
      public var reply: String?
      /// Where to find help, when the words ask for it.
      public var support: String?

      /// Makes the message.
      public init(writing: WritingMessage, reply: String? = nil, support: String? = nil) {
        self.writing = writing
        self.reply = reply
        self.support = support
      }

      /// Reads the message.
      public init(json: JSONValue) throws(InvalidParameter) {
        let fields = try JSONFields(json)
        writing = try fields("writing")
        reply = try fields("reply")
        support = try fields("support")
      }

      /// The message as it travels.
      public var json: JSONValue {
        JSONValue(fields: [
          "writing": writing.json,
          "reply": reply.json,
          "support": support.json,
        ])
      }
    }

    /// Also one that is over; left out, the only one under way, or else the latest.
    public var timeline: String?
    /// What it is. One of `answer`, `letter`, `urge`, `memory`, `debrief`, `lesson`, `note`.
    public var kind: String
    /// A question's name for an answer, what set it off for an urge.
    public var about: String?
    /// Which of the question's choices was taken.
    public var choice: String?
    /// How strong an urge was, 1 to 5.
    public var strength: Int?
    /// The words; empty only for an answer to a question.
    public var text: String

    /// Makes the message.
    public init(
      timeline: String? = nil,
      kind: String,
      about: String? = nil,
      choice: String? = nil,
      strength: Int? = nil,
      text: String
    ) {
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
        "timeline": timeline.json,
        "kind": kind.json,
        "about": about.json,
        "choice": choice.json,
        "strength": strength.json,
        "text": text.json,
      ])
    }
  }
}

extension Control {
  /// What was written, oldest first.
  public struct Writings: ControlMethod {
    /// The name on the wire.
    public static let name = "Writings"
    /// It only looks, so that asking twice is as good as asking once.
    public static let changesNothing = true

    /// What comes back.
    public struct Reply: ControlMessage {
      /// Oldest first.
      public var writings: [WritingMessage]

      /// Makes the message.
      public init(writings: [WritingMessage]) {
        self.writings = writings
      }

      /// Reads the message.
      public init(json: JSONValue) throws(InvalidParameter) {
        let fields = try JSONFields(json)
        writings = try fields("writings")
      }

      /// The message as it travels.
      public var json: JSONValue { JSONValue(fields: ["writings": writings.json]) }
    }

    /// Also one that is over; left out, all of them.
    public var timeline: String?
    /// Of which kind; left out, of every kind. One of `answer`, `letter`, `urge`, `memory`, `debrief`, `lesson`,
    /// `note`.
    public var kind: String?
    /// The most that are wanted, the latest.
    public var limit: Int

    /// Makes the message.
    public init(timeline: String? = nil, kind: String? = nil, limit: Int = 1000) {
      self.timeline = timeline
      self.kind = kind
      self.limit = limit
    }

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      timeline = try fields("timeline")
      kind = try fields("kind")
      limit = try fields("limit", default: 1000)
    }

    /// The message as it travels.
    public var json: JSONValue {
      JSONValue(fields: [
        "timeline": timeline.json,
        "kind": kind.json,
        "limit": limit.json,
      ])
    }
  }
}

extension Control {
  /// What was written and holds all these words, or words that begin with them.
  public struct Search: ControlMethod {
    /// The name on the wire.
    public static let name = "Search"
    /// It only looks, so that asking twice is as good as asking once.
    public static let changesNothing = true
    /// The numbers that count of `limit`.
    public static let limitRange = 1...10000

    /// What comes back.
    public struct Reply: ControlMessage {
      /// The best match first.
      public var writings: [WritingMessage]

      /// Makes the message.
      public init(writings: [WritingMessage]) {
        self.writings = writings
      }

      /// Reads the message.
      public init(json: JSONValue) throws(InvalidParameter) {
        let fields = try JSONFields(json)
        writings = try fields("writings")
      }

      /// The message as it travels.
      public var json: JSONValue { JSONValue(fields: ["writings": writings.json]) }
    }

    /// The words; each may be the beginning of one.
    public var words: String
    /// The most that are wanted, the best matches.
    public var limit: Int

    /// Makes the message.
    public init(words: String, limit: Int = 20) {
      self.words = words
      self.limit = limit
    }

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      words = try fields("words")
      limit = try fields("limit", default: 20)
    }

    /// The message as it travels.
    public var json: JSONValue {
      JSONValue(fields: [
        "words": words.json,
        "limit": limit.json,
      ])
    }
  }
}

extension Control {
  /// Everything that happened, oldest first, with the user's own words.
  public struct History: ControlMethod {
    /// The name on the wire.
    public static let name = "History"
    /// It only looks, so that asking twice is as good as asking once.
    public static let changesNothing = true

    /// What comes back.
    public struct Reply: ControlMessage {
      /// Where a timeline stands.
      public var standing: StandingMessage
      /// Oldest first.
      public var entries: [EntryMessage]

      /// Makes the message.
      public init(standing: StandingMessage, entries: [EntryMessage]) {
        self.standing = standing
        self.entries = entries
      }

      /// Reads the message.
      public init(json: JSONValue) throws(InvalidParameter) {
        let fields = try JSONFields(json)
        standing = try fields("standing")
        entries = try fields("entries")
      }

      /// The message as it travels.
      public var json: JSONValue {
        JSONValue(fields: [
          "standing": standing.json,
          "entries": entries.json,
        ])
      }
    }

    /// Also one that is over; left out, the only one under way, or else the latest.
    public var timeline: String?

    /// Makes the message.
    public init(timeline: String? = nil) {
      self.timeline = timeline
    }

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      timeline = try fields("timeline")
    }

    /// The message as it travels.
    public var json: JSONValue { JSONValue(fields: ["timeline": timeline.json]) }
  }
}

extension Control {
  /// The questions of an interview, with the answers so far.
  public struct Interview: ControlMethod {
    /// The name on the wire.
    public static let name = "Interview"
    /// It only looks, so that asking twice is as good as asking once.
    public static let changesNothing = true

    /// What comes back.
    public struct Reply: ControlMessage {
      /// What it is called.
      public var title: String
      /// What to know before.
      public var intro: String
      /// What to know after.
      public var closing: String
      /// In order.
      public var questions: [QuestionMessage]

      /// Makes the message.
      public init(title: String, intro: String, closing: String, questions: [QuestionMessage]) {
        self.title = title
        self.intro = intro
        self.closing = closing
        self.questions = questions
      }

      /// Reads the message.
      public init(json: JSONValue) throws(InvalidParameter) {
        let fields = try JSONFields(json)
        title = try fields("title")
        intro = try fields("intro")
        closing = try fields("closing")
        questions = try fields("questions")
      }

      /// The message as it travels.
      public var json: JSONValue {
        JSONValue(fields: [
          "title": title.json,
          "intro": intro.json,
          "closing": closing.json,
          "questions": questions.json,
        ])
      }
    }

    /// Also one that is over; left out, the only one under way, or else the latest.
    public var timeline: String?
    /// Which. One of `stock`, `debrief`, `lessons`, `memories`.
    public var name: String

    /// Makes the message.
    public init(timeline: String? = nil, name: String) {
      self.timeline = timeline
      self.name = name
    }

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      timeline = try fields("timeline")
      name = try fields("name")
    }

    /// The message as it travels.
    public var json: JSONValue {
      JSONValue(fields: [
        "timeline": timeline.json,
        "name": name.json,
      ])
    }
  }
}

extension Control {
  /// What the answers of taking stock amount to.
  public struct Reflection: ControlMethod {
    /// The name on the wire.
    public static let name = "Reflection"
    /// It only looks, so that asking twice is as good as asking once.
    public static let changesNothing = true

    /// What comes back.
    public struct Reply: ControlMessage {
      /// What they speak for. One of `mend`, `wait`, `let-go`.
      public var suggestion: String
      /// Why.
      public var reasons: [String]
      /// How many questions are answered.
      public var answered: Int
      /// How many there are.
      public var asked: Int
      /// That the choice is theirs, in words.
      public var closing: String
      /// The answers, in the order of the questions.
      public var answers: [AnswerMessage]
      /// Where a timeline stands.
      public var standing: StandingMessage

      /// Makes the message.
      public init(
        suggestion: String,
        reasons: [String],
        answered: Int,
        asked: Int,
        closing: String,
        answers: [AnswerMessage],
        standing: StandingMessage
      ) {
        self.suggestion = suggestion
        self.reasons = reasons
        self.answered = answered
        self.asked = asked
        self.closing = closing
        self.answers = answers
        self.standing = standing
      }

      /// Reads the message.
      public init(json: JSONValue) throws(InvalidParameter) {
        let fields = try JSONFields(json)
        suggestion = try fields("suggestion")
        reasons = try fields("reasons")
        answered = try fields("answered")
        asked = try fields("asked")
        closing = try fields("closing")
        answers = try fields("answers")
        standing = try fields("standing")
      }

      /// The message as it travels.
      public var json: JSONValue {
        JSONValue(fields: [
          "suggestion": suggestion.json,
          "reasons": reasons.json,
          "answered": answered.json,
          "asked": asked.json,
          "closing": closing.json,
          "answers": answers.json,
          "standing": standing.json,
        ])
      }
    }

    /// Also one that is over; left out, the only one under way, or else the latest.
    public var timeline: String?

    /// Makes the message.
    public init(timeline: String? = nil) {
      self.timeline = timeline
    }

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      timeline = try fields("timeline")
    }

    /// The message as it travels.
    public var json: JSONValue { JSONValue(fields: ["timeline": timeline.json]) }
  }
}

extension Control {
  /// The question about safety, which comes before each step towards the other person.
  public struct SafetyQuestion: ControlMethod {
    /// The name on the wire.
    public static let name = "SafetyQuestion"
    /// It only looks, so that asking twice is as good as asking once.
    public static let changesNothing = true

    /// What comes back.
    public struct Reply: ControlMessage {
      /// The question.
      public var ask: String
      /// What can be named.
      public var concerns: [ChoiceMessage]
      /// The words for none of these.
      public var none: String

      /// Makes the message.
      public init(ask: String, concerns: [ChoiceMessage], none: String) {
        self.ask = ask
        self.concerns = concerns
        self.none = none
      }

      /// Reads the message.
      public init(json: JSONValue) throws(InvalidParameter) {
        let fields = try JSONFields(json)
        ask = try fields("ask")
        concerns = try fields("concerns")
        none = try fields("none")
      }

      /// The message as it travels.
      public var json: JSONValue {
        JSONValue(fields: [
          "ask": ask.json,
          "concerns": concerns.json,
          "none": none.json,
        ])
      }
    }

    /// Also one that is over; left out, the only one under way, or else the latest.
    public var timeline: String?

    /// Makes the message.
    public init(timeline: String? = nil) {
      self.timeline = timeline
    }

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      timeline = try fields("timeline")
    }

    /// The message as it travels.
    public var json: JSONValue { JSONValue(fields: ["timeline": timeline.json]) }
  }
}

extension Control {
  /// The answer to the question about safety. What was named once stays named.
  public struct Safety: ControlMethod {
    /// The name on the wire.
    public static let name = "Safety"

    /// What comes back.
    public struct Reply: ControlMessage {
      /// Where a timeline stands.
      public var standing: StandingMessage
      /// What is said when something was named.
      public var kept: String?
      /// Where to find help, when something was named.
      public var support: String?

      /// Makes the message.
      public init(standing: StandingMessage, kept: String? = nil, support: String? = nil) {
        self.standing = standing
        self.kept = kept
        self.support = support
      }

      /// Reads the message.
      public init(json: JSONValue) throws(InvalidParameter) {
        let fields = try JSONFields(json)
        standing = try fields("standing")
        kept = try fields("kept")
        support = try fields("support")
      }

      /// The message as it travels.
      public var json: JSONValue {
        JSONValue(fields: [
          "standing": standing.json,
          "kept": kept.json,
          "support": support.json,
        ])
      }
    }

    /// Also one that is over; left out, the only one under way, or else the latest.
    public var timeline: String?
    /// What was named; an empty list for none of these. One of `afraid`, `controlled`, `threatened`, `hurt`, `order`,
    /// `no`.
    public var concerns: [String]

    /// Makes the message.
    public init(timeline: String? = nil, concerns: [String]) {
      self.timeline = timeline
      self.concerns = concerns
    }

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      timeline = try fields("timeline")
      concerns = try fields("concerns")
    }

    /// The message as it travels.
    public var json: JSONValue {
      JSONValue(fields: [
        "timeline": timeline.json,
        "concerns": concerns.json,
      ])
    }
  }
}

extension Control {
  /// Where to find help.
  public struct Support: ControlMethod {
    /// The name on the wire.
    public static let name = "Support"
    /// It only looks, so that asking twice is as good as asking once.
    public static let changesNothing = true
    /// It is answered too while the database cannot be used.
    public static let needsDatabase = false

    /// What comes back.
    public struct Reply: ControlMessage {
      /// The configured text, or the one that is shipped.
      public var text: String

      /// Makes the message.
      public init(text: String) {
        self.text = text
      }

      /// Reads the message.
      public init(json: JSONValue) throws(InvalidParameter) {
        let fields = try JSONFields(json)
        text = try fields("text")
      }

      /// The message as it travels.
      public var json: JSONValue { JSONValue(fields: ["text": text.json]) }
    }

    /// Makes the message.
    public init() {}

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      _ = try JSONFields(json)
    }

    /// The message as it travels.
    public var json: JSONValue { .empty }
  }
}

extension Control {
  /// What would have been sent and was not, and what helps.
  public struct Urges: ControlMethod {
    /// The name on the wire.
    public static let name = "Urges"
    /// It only looks, so that asking twice is as good as asking once.
    public static let changesNothing = true

    /// What comes back.
    public struct Reply: ControlMessage {
      /// Oldest first.
      public var urges: [WritingMessage]
      /// What helps.
      public var helps: [String]

      /// Makes the message.
      public init(urges: [WritingMessage], helps: [String]) {
        self.urges = urges
        self.helps = helps
      }

      /// Reads the message.
      public init(json: JSONValue) throws(InvalidParameter) {
        let fields = try JSONFields(json)
        urges = try fields("urges")
        helps = try fields("helps")
      }

      /// The message as it travels.
      public var json: JSONValue {
        JSONValue(fields: [
          "urges": urges.json,
          "helps": helps.json,
        ])
      }
    }

    /// Also one that is over; left out, the only one under way, or else the latest.
    public var timeline: String?

    /// Makes the message.
    public init(timeline: String? = nil) {
      self.timeline = timeline
    }

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      timeline = try fields("timeline")
    }

    /// The message as it travels.
    public var json: JSONValue { JSONValue(fields: ["timeline": timeline.json]) }
  }
}

extension Control {
  /// The letter, or one of its versions.
  public struct Letter: ControlMethod {
    /// The name on the wire.
    public static let name = "Letter"
    /// It only looks, so that asking twice is as good as asking once.
    public static let changesNothing = true

    /// What comes back.
    public struct Reply: ControlMessage {
      /// Which version; 0 when there is none yet.
      public var version: Int
      /// Its words.
      public var text: String
      /// When each version was written.
      public var versions: [Moment]
      /// Where a timeline stands.
      public var standing: StandingMessage

      /// Makes the message.
      public init(version: Int, text: String, versions: [Moment], standing: StandingMessage) {
        self.version = version
        self.text = text
        self.versions = versions
        self.standing = standing
      }

      /// Reads the message.
      public init(json: JSONValue) throws(InvalidParameter) {
        let fields = try JSONFields(json)
        version = try fields("version")
        text = try fields("text")
        versions = try fields("versions")
        standing = try fields("standing")
      }

      /// The message as it travels.
      public var json: JSONValue {
        JSONValue(fields: [
          "version": version.json,
          "text": text.json,
          "versions": versions.json,
          "standing": standing.json,
        ])
      }
    }

    /// Also one that is over; left out, the only one under way, or else the latest.
    public var timeline: String?
    /// Which version, from 1; left out, the latest.
    public var version: Int?

    /// Makes the message.
    public init(timeline: String? = nil, version: Int? = nil) {
      self.timeline = timeline
      self.version = version
    }

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      timeline = try fields("timeline")
      version = try fields("version")
    }

    /// The message as it travels.
    public var json: JSONValue {
      JSONValue(fields: [
        "timeline": timeline.json,
        "version": version.json,
      ])
    }
  }
}

extension Control {
  /// Looks a letter over.
  public struct Review: ControlMethod {
    /// The name on the wire.
    public static let name = "Review"
    /// It only looks, so that asking twice is as good as asking once.
    public static let changesNothing = true

    /// What comes back.
    public struct Reply: ControlMessage {
      /// How many words it has.
      public var words: Int
      /// What belongs into an apology.
      public var components: [ComponentMessage]
      /// What would hurt, in the order of the letter.
      public var findings: [FindingMessage]
      /// Where to find help, when the words ask for it.
      public var support: String?

      /// Makes the message.
      public init(words: Int, components: [ComponentMessage], findings: [FindingMessage], support: String? = nil) {
        self.words = words
        self.components = components
        self.findings = findings
        self.support = support
      }

      /// Reads the message.
      public init(json: JSONValue) throws(InvalidParameter) {
        let fields = try JSONFields(json)
        words = try fields("words")
        components = try fields("components")
        findings = try fields("findings")
        support = try fields("support")
      }

      /// The message as it travels.
      public var json: JSONValue {
        JSONValue(fields: [
          "words": words.json,
          "components": components.json,
          "findings": findings.json,
          "support": support.json,
        ])
      }
    }

    /// Also one that is over; left out, the only one under way, or else the latest.
    public var timeline: String?
    /// The words; left out, those of the latest version.
    public var text: String?

    /// Makes the message.
    public init(timeline: String? = nil, text: String? = nil) {
      self.timeline = timeline
      self.text = text
    }

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      timeline = try fields("timeline")
      text = try fields("text")
    }

    /// The message as it travels.
    public var json: JSONValue {
      JSONValue(fields: [
        "timeline": timeline.json,
        "text": text.json,
      ])
    }
  }
}

extension Control {
  /// Begins the letter's night's rest.
  public struct Rest: ControlMethod {
    /// The name on the wire.
    public static let name = "Rest"

    /// What comes back.
    public typealias Reply = StandingReply

    /// One that is under way; left out, the only one that is.
    public var timeline: String?

    /// Makes the message.
    public init(timeline: String? = nil) {
      self.timeline = timeline
    }

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      timeline = try fields("timeline")
    }

    /// The message as it travels.
    public var json: JSONValue { JSONValue(fields: ["timeline": timeline.json]) }
  }
}

extension Control {
  /// The letter that was written here went out.
  public struct Sent: ControlMethod {
    /// The name on the wire.
    public static let name = "Sent"

    /// What comes back.
    public typealias Reply = StandingReply

    /// One that is under way; left out, the only one that is.
    public var timeline: String?
    /// When.
    public var on: Moment

    /// Makes the message.
    public init(timeline: String? = nil, on: Moment) {
      self.timeline = timeline
      self.on = on
    }

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      timeline = try fields("timeline")
      on = try fields("on")
    }

    /// The message as it travels.
    public var json: JSONValue {
      JSONValue(fields: [
        "timeline": timeline.json,
        "on": on.json,
      ])
    }
  }
}

extension Control {
  /// The whole timeline as a document to keep.
  public struct Keepsake: ControlMethod {
    /// The name on the wire.
    public static let name = "Keepsake"
    /// It only looks, so that asking twice is as good as asking once.
    public static let changesNothing = true

    /// What comes back.
    public struct Reply: ControlMessage {
      /// Markdown.
      public var text: String

      /// Makes the message.
      public init(text: String) {
        self.text = text
      }

      /// Reads the message.
      public init(json: JSONValue) throws(InvalidParameter) {
        let fields = try JSONFields(json)
        text = try fields("text")
      }

      /// The message as it travels.
      public var json: JSONValue { JSONValue(fields: ["text": text.json]) }
    }

    /// Also one that is over; left out, the only one under way, or else the latest.
    public var timeline: String?

    /// Makes the message.
    public init(timeline: String? = nil) {
      self.timeline = timeline
    }

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      timeline = try fields("timeline")
    }

    /// The message as it travels.
    public var json: JSONValue { JSONValue(fields: ["timeline": timeline.json]) }
  }
}

extension Control {
  /// Erases a timeline, or everything; one of the two is named.
  public struct Forget: ControlMethod {
    /// The name on the wire.
    public static let name = "Forget"

    /// What comes back.
    public struct Reply: ControlMessage {
      /// The names of the timelines that are gone.
      public var forgotten: [String]

      /// Makes the message.
      public init(forgotten: [String]) {
        self.forgotten = forgotten
      }

      /// Reads the message.
      public init(json: JSONValue) throws(InvalidParameter) {
        let fields = try JSONFields(json)
        forgotten = try fields("forgotten")
      }

      /// The message as it travels.
      public var json: JSONValue { JSONValue(fields: ["forgotten": forgotten.json]) }
    }

    /// Which one, also one that is over.
    public var timeline: String?
    /// Whether everything is meant; never together with a timeline.
    public var everything: Bool

    /// Makes the message.
    public init(timeline: String? = nil, everything: Bool = false) {
      self.timeline = timeline
      self.everything = everything
    }

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      timeline = try fields("timeline")
      everything = try fields("everything", default: false)
    }

    /// The message as it travels.
    public var json: JSONValue {
      JSONValue(fields: [
        "timeline": timeline.json,
        "everything": everything.json,
      ])
    }
  }
}

extension Control {
  /// Makes a copy of everything, in a file of its own in the data folder.
  public struct Backup: ControlMethod {
    /// The name on the wire.
    public static let name = "Backup"

    /// What comes back.
    public struct Reply: ControlMessage {
      /// The file, which the caller takes away and removes.
      public var path: String
      /// What it holds.
      public var contents: ContentsMessage
      /// Whether nothing in it is damaged.
      public var sound: Bool

      /// Makes the message.
      public init(path: String, contents: ContentsMessage, sound: Bool) {
        self.path = path
        self.contents = contents
        self.sound = sound
      }

      /// Reads the message.
      public init(json: JSONValue) throws(InvalidParameter) {
        let fields = try JSONFields(json)
        path = try fields("path")
        contents = try fields("contents")
        sound = try fields("sound")
      }

      /// The message as it travels.
      public var json: JSONValue {
        JSONValue(fields: [
          "path": path.json,
          "contents": contents.json,
          "sound": sound.json,
        ])
      }
    }

    /// Makes the message.
    public init() {}

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      _ = try JSONFields(json)
    }

    /// The message as it travels.
    public var json: JSONValue { .empty }
  }
}

extension Control {
  /// Makes an empty file in the data folder for a copy that comes in. There is one at a time.
  public struct Deposit: ControlMethod {
    /// The name on the wire.
    public static let name = "Deposit"
    /// It is answered too while the database cannot be used.
    public static let needsDatabase = false

    /// What comes back.
    public struct Reply: ControlMessage {
      /// The file, which the caller writes into, for `Verify` or `Restore`.
      public var path: String

      /// Makes the message.
      public init(path: String) {
        self.path = path
      }

      /// Reads the message.
      public init(json: JSONValue) throws(InvalidParameter) {
        let fields = try JSONFields(json)
        path = try fields("path")
      }

      /// The message as it travels.
      public var json: JSONValue { JSONValue(fields: ["path": path.json]) }
    }

    /// Makes the message.
    public init() {}

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      _ = try JSONFields(json)
    }

    /// The message as it travels.
    public var json: JSONValue { .empty }
  }
}

extension Control {
  /// Looks at everything that is kept, or at a copy.
  public struct Verify: ControlMethod {
    /// The name on the wire.
    public static let name = "Verify"
    /// It is answered too while the database cannot be used.
    public static let needsDatabase = false

    /// What comes back.
    public struct Reply: ControlMessage {
      /// What was looked at.
      public var checks: [CheckMessage]

      /// Makes the message.
      public init(checks: [CheckMessage]) {
        self.checks = checks
      }

      /// Reads the message.
      public init(json: JSONValue) throws(InvalidParameter) {
        let fields = try JSONFields(json)
        checks = try fields("checks")
      }

      /// The message as it travels.
      public var json: JSONValue { JSONValue(fields: ["checks": checks.json]) }
    }

    /// The deposit that the copy is in; left out, what is in use.
    public var deposit: String?

    /// Makes the message.
    public init(deposit: String? = nil) {
      self.deposit = deposit
    }

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      deposit = try fields("deposit")
    }

    /// The message as it travels.
    public var json: JSONValue { JSONValue(fields: ["deposit": deposit.json]) }
  }
}

extension Control {
  /// Puts a copy in the place of what is there, or only says what would be.
  public struct Restore: ControlMethod {
    /// The name on the wire.
    public static let name = "Restore"
    /// It is answered too while the database cannot be used.
    public static let needsDatabase = false

    /// What comes back.
    public struct Reply: ControlMessage {
      /// What the copy holds.
      public var contents: ContentsMessage
      /// What is, or was, in its place; none when that cannot be read.
      public var present: ContentsMessage?
      /// How many a "no" are known here and not there, and stay.
      public var boundaries: Int
      /// Where what was there is kept, once it is carried out.
      public var kept: String?

      /// Makes the message.
      public init(contents: ContentsMessage, present: ContentsMessage? = nil, boundaries: Int, kept: String? = nil) {
        self.contents = contents
        self.present = present
        self.boundaries = boundaries
        self.kept = kept
      }

      /// Reads the message.
      public init(json: JSONValue) throws(InvalidParameter) {
        let fields = try JSONFields(json)
        contents = try fields("contents")
        present = try fields("present")
        boundaries = try fields("boundaries")
        kept = try fields("kept")
      }

      /// The message as it travels.
      public var json: JSONValue {
        JSONValue(fields: [
          "contents": contents.json,
          "present": present.json,
          "boundaries": boundaries.json,
          "kept": kept.json,
        ])
      }
    }

    /// The deposit that the copy is in.
    public var deposit: String
    /// Whether to do it, or only to say what would be.
    public var carryOut: Bool

    /// Makes the message.
    public init(deposit: String, carryOut: Bool = false) {
      self.deposit = deposit
      self.carryOut = carryOut
    }

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      deposit = try fields("deposit")
      carryOut = try fields("carryOut", default: false)
    }

    /// The message as it travels.
    public var json: JSONValue {
      JSONValue(fields: [
        "deposit": deposit.json,
        "carryOut": carryOut.json,
      ])
    }
  }
}

extension Control {
  /// Marks deliveries as done.
  public struct Done: ControlMethod {
    /// The name on the wire.
    public static let name = "Done"

    /// What comes back.
    public typealias Reply = DeliveriesReply

    /// Which one; left out, all that wait for an answer.
    public var key: String?

    /// Makes the message.
    public init(key: String? = nil) {
      self.key = key
    }

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      key = try fields("key")
    }

    /// The message as it travels.
    public var json: JSONValue { JSONValue(fields: ["key": key.json]) }
  }
}

extension Control {
  /// Puts deliveries off.
  public struct Later: ControlMethod {
    /// The name on the wire.
    public static let name = "Later"

    /// What comes back.
    public typealias Reply = DeliveriesReply

    /// Which one; left out, all that wait for an answer.
    public var key: String?
    /// Until when; left out, for as long as is configured.
    public var until: Moment?

    /// Makes the message.
    public init(key: String? = nil, until: Moment? = nil) {
      self.key = key
      self.until = until
    }

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      key = try fields("key")
      until = try fields("until")
    }

    /// The message as it travels.
    public var json: JSONValue {
      JSONValue(fields: [
        "key": key.json,
        "until": until.json,
      ])
    }
  }
}

extension Control {
  /// What is owed, and what was missed.
  public struct Missed: ControlMethod {
    /// The name on the wire.
    public static let name = "Missed"
    /// It only looks, so that asking twice is as good as asking once.
    public static let changesNothing = true

    /// What comes back.
    public typealias Reply = DeliveriesReply

    /// From when on; left out, from a week ago.
    public var since: Moment?

    /// Makes the message.
    public init(since: Moment? = nil) {
      self.since = since
    }

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      since = try fields("since")
    }

    /// The message as it travels.
    public var json: JSONValue { JSONValue(fields: ["since": since.json]) }
  }
}

extension Control {
  /// The log, oldest first.
  public struct Log: ControlMethod {
    /// The name on the wire.
    public static let name = "Log"
    /// It only looks, so that asking twice is as good as asking once.
    public static let changesNothing = true
    /// The numbers that count of `limit`.
    public static let limitRange = 1...10000

    /// What comes back.
    public struct Reply: ControlMessage {
      /// Oldest first.
      public var entries: [EntryMessage]

      /// Makes the message.
      public init(entries: [EntryMessage]) {
        self.entries = entries
      }

      /// Reads the message.
      public init(json: JSONValue) throws(InvalidParameter) {
        let fields = try JSONFields(json)
        entries = try fields("entries")
      }

      /// The message as it travels.
      public var json: JSONValue { JSONValue(fields: ["entries": entries.json]) }
    }

    /// A timeline that has or had lines in it, or `reminders`; left out, all of it.
    public var timeline: String?
    /// The most that are wanted, the latest.
    public var limit: Int

    /// Makes the message.
    public init(timeline: String? = nil, limit: Int = 50) {
      self.timeline = timeline
      self.limit = limit
    }

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      timeline = try fields("timeline")
      limit = try fields("limit", default: 50)
    }

    /// The message as it travels.
    public var json: JSONValue {
      JSONValue(fields: [
        "timeline": timeline.json,
        "limit": limit.json,
      ])
    }
  }
}

extension Control {
  /// Sets a reminder, due once or again and again: either `at` or `on` is given.
  public struct Remind: ControlMethod {
    /// The name on the wire.
    public static let name = "Remind"

    /// What comes back.
    public typealias Reply = ReminderReply

    /// The user's words.
    public var text: String
    /// The one moment at which it is due.
    public var at: Moment?
    /// The calendar event at which it is due again and again.
    public var on: String?

    /// Makes the message.
    public init(text: String, at: Moment? = nil, on: String? = nil) {
      self.text = text
      self.at = at
      self.on = on
    }

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      text = try fields("text")
      at = try fields("at")
      on = try fields("on")
    }

    /// The message as it travels.
    public var json: JSONValue {
      JSONValue(fields: [
        "text": text.json,
        "at": at.json,
        "on": on.json,
      ])
    }
  }
}

extension Control {
  /// All reminders that are still to come.
  public struct Reminders: ControlMethod {
    /// The name on the wire.
    public static let name = "Reminders"
    /// It only looks, so that asking twice is as good as asking once.
    public static let changesNothing = true

    /// What comes back.
    public struct Reply: ControlMessage {
      /// By number.
      public var reminders: [ReminderMessage]

      /// Makes the message.
      public init(reminders: [ReminderMessage]) {
        self.reminders = reminders
      }

      /// Reads the message.
      public init(json: JSONValue) throws(InvalidParameter) {
        let fields = try JSONFields(json)
        reminders = try fields("reminders")
      }

      /// The message as it travels.
      public var json: JSONValue { JSONValue(fields: ["reminders": reminders.json]) }
    }

    /// Makes the message.
    public init() {}

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      _ = try JSONFields(json)
    }

    /// The message as it travels.
    public var json: JSONValue { .empty }
  }
}

extension Control {
  /// Cancels a reminder.
  public struct Cancel: ControlMethod {
    /// The name on the wire.
    public static let name = "Cancel"

    /// What comes back.
    public typealias Reply = ReminderReply

    /// Its number.
    public var id: Int

    /// Makes the message.
    public init(id: Int) {
      self.id = id
    }

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      id = try fields("id")
    }

    /// The message as it travels.
    public var json: JSONValue { JSONValue(fields: ["id": id.json]) }
  }
}

extension Control {
  /// The plans that can be started.
  public struct Plans: ControlMethod {
    /// The name on the wire.
    public static let name = "Plans"
    /// It only looks, so that asking twice is as good as asking once.
    public static let changesNothing = true
    /// It is answered too while the database cannot be used.
    public static let needsDatabase = false

    /// What comes back.
    public struct Reply: ControlMessage {
      /// By name.
      public var plans: [PlanMessage]

      /// Makes the message.
      public init(plans: [PlanMessage]) {
        self.plans = plans
      }

      /// Reads the message.
      public init(json: JSONValue) throws(InvalidParameter) {
        let fields = try JSONFields(json)
        plans = try fields("plans")
      }

      /// The message as it travels.
      public var json: JSONValue { JSONValue(fields: ["plans": plans.json]) }
    }

    /// Makes the message.
    public init() {}

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      _ = try JSONFields(json)
    }

    /// The message as it travels.
    public var json: JSONValue { .empty }
  }
}

extension Control {
  /// Reads the configuration again; the old one stays in force when the new one is wrong.
  public struct Reload: ControlMethod {
    /// The name on the wire.
    public static let name = "Reload"
    /// It is answered too while the database cannot be used.
    public static let needsDatabase = false

    /// What comes back.
    public struct Reply: ControlMessage {
      /// The file that is in force; none for the defaults.
      public var configuration: String?

      /// Makes the message.
      public init(configuration: String? = nil) {
        self.configuration = configuration
      }

      /// Reads the message.
      public init(json: JSONValue) throws(InvalidParameter) {
        let fields = try JSONFields(json)
        configuration = try fields("configuration")
      }

      /// The message as it travels.
      public var json: JSONValue { JSONValue(fields: ["configuration": configuration.json]) }
    }

    /// Makes the message.
    public init() {}

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      _ = try JSONFields(json)
    }

    /// The message as it travels.
    public var json: JSONValue { .empty }
  }
}

extension Control {
  /// The configuration in force.
  public struct Configuration: ControlMethod {
    /// The name on the wire.
    public static let name = "Configuration"
    /// It only looks, so that asking twice is as good as asking once.
    public static let changesNothing = true
    /// It is answered too while the database cannot be used.
    public static let needsDatabase = false

    /// What comes back.
    public struct Reply: ControlMessage {
      /// As YAML, with every key.
      public var text: String
      /// The file that it came from; none for the defaults.
      public var file: String?

      /// Makes the message.
      public init(text: String, file: String? = nil) {
        self.text = text
        self.file = file
      }

      /// Reads the message.
      public init(json: JSONValue) throws(InvalidParameter) {
        let fields = try JSONFields(json)
        text = try fields("text")
        file = try fields("file")
      }

      /// The message as it travels.
      public var json: JSONValue {
        JSONValue(fields: [
          "text": text.json,
          "file": file.json,
        ])
      }
    }

    /// Makes the message.
    public init() {}

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      _ = try JSONFields(json)
    }

    /// The message as it travels.
    public var json: JSONValue { .empty }
  }
}

extension Control {
  /// Seals the user's words on the disk, those of before and those to come.
  public struct LockData: ControlMethod {
    /// The name on the wire.
    public static let name = "LockData"

    /// What comes back.
    public typealias Reply = LockReply

    /// What opens them; left out, the keyring alone.
    public var passphrase: String?
    /// Whether the keyring opens them.
    public var keyring: Bool

    /// Makes the message.
    public init(passphrase: String? = nil, keyring: Bool = false) {
      self.passphrase = passphrase
      self.keyring = keyring
    }

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      passphrase = try fields("passphrase")
      keyring = try fields("keyring", default: false)
    }

    /// The message as it travels.
    public var json: JSONValue {
      JSONValue(fields: [
        "passphrase": passphrase.json,
        "keyring": keyring.json,
      ])
    }
  }
}

extension Control {
  /// Opens the words until they are locked, or the daemon ends.
  public struct Unlock: ControlMethod {
    /// The name on the wire.
    public static let name = "Unlock"

    /// What comes back.
    public typealias Reply = LockReply

    /// What opens them; left out, the keyring.
    public var passphrase: String?

    /// Makes the message.
    public init(passphrase: String? = nil) {
      self.passphrase = passphrase
    }

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      passphrase = try fields("passphrase")
    }

    /// The message as it travels.
    public var json: JSONValue { JSONValue(fields: ["passphrase": passphrase.json]) }
  }
}

extension Control {
  /// Forgets the key: nudges go on in neutral words, and what needs the user's words is answered with `DataLocked`.
  public struct Lock: ControlMethod {
    /// The name on the wire.
    public static let name = "Lock"

    /// What comes back.
    public typealias Reply = LockReply

    /// Makes the message.
    public init() {}

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      _ = try JSONFields(json)
    }

    /// The message as it travels.
    public var json: JSONValue { .empty }
  }
}

extension Control {
  /// Writes the words on the disk as they are again. They have to be open.
  public struct UnlockData: ControlMethod {
    /// The name on the wire.
    public static let name = "UnlockData"

    /// What comes back.
    public typealias Reply = LockReply

    /// Makes the message.
    public init() {}

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      _ = try JSONFields(json)
    }

    /// The message as it travels.
    public var json: JSONValue { .empty }
  }
}

extension Control {
  /// Another passphrase. The words have to be open.
  public struct Passphrase: ControlMethod {
    /// The name on the wire.
    public static let name = "Passphrase"

    /// What comes back.
    public typealias Reply = LockReply

    /// The one of before, if there was one.
    public var old: String?
    /// The one from now on.
    public var new: String

    /// Makes the message.
    public init(old: String? = nil, new: String) {
      self.old = old
      self.new = new
    }

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      old = try fields("old")
      new = try fields("new")
    }

    /// The message as it travels.
    public var json: JSONValue {
      JSONValue(fields: [
        "old": old.json,
        "new": new.json,
      ])
    }
  }
}

extension Control {
  /// Shows a first popup, to see that the desktop works.
  public struct Greet: ControlMethod {
    /// The name on the wire.
    public static let name = "Greet"
    /// It is answered too while the database cannot be used.
    public static let needsDatabase = false

    /// What comes back.
    public struct Reply: ControlMessage {
      /// Makes the message.
      public init() {}

      /// Reads the message.
      public init(json: JSONValue) throws(InvalidParameter) {
        _ = try JSONFields(json)
      }

      /// The message as it travels.
      public var json: JSONValue { .empty }
    }

    /// Makes the message.
    public init() {}

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      _ = try JSONFields(json)
    }

    /// The message as it travels.
    public var json: JSONValue { .empty }
  }
}

extension Control {
  /// The state, and with `more` the state again after every change.
  public struct Monitor: ControlMethod {
    /// The name on the wire.
    public static let name = "Monitor"
    /// It only looks, so that asking twice is as good as asking once.
    public static let changesNothing = true
    /// It is answered too while the database cannot be used.
    public static let needsDatabase = false

    /// What comes back.
    public typealias Reply = StateReply

    /// Makes the message.
    public init() {}

    /// Reads the message.
    public init(json: JSONValue) throws(InvalidParameter) {
      _ = try JSONFields(json)
    }

    /// The message as it travels.
    public var json: JSONValue { .empty }
  }
}
