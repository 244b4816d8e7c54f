// A line of the log as the values that it was made of, so that nobody reads sentences back. Invariant: what the daemon of this
// version tells is understood here; what an older one did not tell, or only a newer one knows, is nil, and its `detail` is left.

public import PercolateCore

/// What a line of the log tells.
public enum Told: Hashable, Sendable {
  /// Something that happened to a timeline. Of a writing, the words are not told.
  case happened(Fact)
  /// What became of a nudge or reminder that was due.
  case delivery(DeliveryNote)
  /// The reminder of this number was set.
  case reminderSet(Int)
  /// The reminder of this number was cancelled.
  case reminderCancelled(Int)
}

extension EntryMessage {
  /// What the line tells; nil when only its `detail` says it.
  public var told: Told? {
    guard let fact else { return nil }
    switch kind {
    case "nudge": return DeliveryNote(fact).map(Told.delivery)
    case "reminder-set": return fact.reminder.map(Told.reminderSet)
    case "reminder-cancelled": return fact.reminder.map(Told.reminderCancelled)
    default:
      // `History` names a writing by its own kind.
      let tag = Fact.Tag(rawValue: kind) ?? (fact.writing == nil ? nil : .wrote)
      return tag.flatMap(fact.happened).map(Told.happened)
    }
  }
}

extension FactMessage {
  /// What happened to a timeline; a stage may have its title told.
  public init(_ fact: Fact, title: String? = nil) {
    self.init()
    switch fact {
    case .started(let beginning):
      (plan, version, name) = (beginning.plan, beginning.version, beginning.name)
      (pronouns, brokeUp) = (beginning.pronouns?.rawValue, beginning.brokeUp)
    case .rhythm(let zone, let quiet, let limits):
      (self.zone, self.quiet, perDay, perWeek) = (zone, quiet?.description, limits.day, limits.week)
    case .entered(let stage, let on, let because):
      (self.stage, self.title, self.on, self.because) = (stage, title, on, because?.description)
    case .did(let deed, let on, let early): (self.deed, self.on, self.early) = (deed.rawValue, on, early)
    case .they(let reply, let on): (self.reply, self.on) = (reply.rawValue, on)
    case .assessed(let choice): self.choice = choice.rawValue
    case .coffee(let on): self.on = on
    case .outcome(let outcome): self.outcome = outcome.rawValue
    case .paused(let until): self.until = until
    case .ended(let ending): self.ending = ending.rawValue
    case .wrote(let writing):
      (self.writing, about, strength) = (writing.kind.rawValue, writing.about, writing.strength)
    case .safety(let concerns), .closed(let concerns): self.concerns = concerns.map(\.rawValue)
    case .pronouns(let pronouns): self.pronouns = pronouns.rawValue
    case .upgraded(let version): self.version = version
    case .extended, .accepted, .resumed, .rested: break
    }
  }

  /// What became of a nudge or reminder that was due.
  public init(_ note: DeliveryNote) {
    self.init(
      key: note.key, state: note.state.rawValue, reason: note.reason?.rawValue, repeated: note.repeated)
    switch note.subject {
    case .nudge(let name): nudge = name
    case .reminder(let number): reminder = number
    }
  }

  /// That a reminder was set or cancelled.
  public init(reminder: Int) {
    self.init()
    self.reminder = reminder
  }

  /// The fact of this kind; nil when it lacks something, or a word of it is not known here.
  func happened(_ tag: Fact.Tag) -> Fact? {
    switch tag {
    case .started: return beginning.map(Fact.started)
    case .rhythm: return rhythm
    case .entered: return entered
    case .did:
      guard let deed = deed.flatMap(Deed.init(rawValue:)), let on, let early else { return nil }
      return .did(deed, on: on, early: early)
    case .they:
      guard let reply = reply.flatMap(Reply.init(rawValue:)), let on else { return nil }
      return .they(reply, on: on)
    case .assessed: return choice.flatMap(Choice.init(rawValue:)).map(Fact.assessed)
    case .extended: return .extended
    case .accepted: return .accepted
    case .coffee: return .coffee(on)
    case .outcome: return outcome.flatMap(Outcome.init(rawValue:)).map(Fact.outcome)
    case .paused: return .paused(until: until)
    case .resumed: return .resumed
    case .ended: return ending.flatMap(Ending.init(rawValue:)).map(Fact.ended)
    case .wrote:
      return writing.flatMap(Writing.Kind.init(rawValue:)).map {
        .wrote(Writing(kind: $0, about: about, strength: strength, text: ""))
      }
    case .safety: return named.map(Fact.safety)
    case .closed: return named.map(Fact.closed)
    case .rested: return .rested
    case .pronouns: return pronouns.flatMap(Pronouns.init(rawValue:)).map(Fact.pronouns)
    case .upgraded: return version.map(Fact.upgraded)
    }
  }

  private var beginning: Beginning? {
    guard let plan, let version, let brokeUp else { return nil }
    return Beginning(
      plan: plan, version: version, name: name, pronouns: pronouns.flatMap(Pronouns.init(rawValue:)), brokeUp: brokeUp)
  }

  private var rhythm: Fact? {
    guard let zone, let perDay, let perWeek else { return nil }
    let hours = quiet.flatMap { QuietHours($0) }
    guard hours != nil || quiet == nil else { return nil }
    return .rhythm(zone: zone, quiet: hours, limits: Limits(day: perDay, week: perWeek))
  }

  private var entered: Fact? {
    guard let stage, let on else { return nil }
    let trigger = because.flatMap { Trigger($0) }
    guard trigger != nil || because == nil else { return nil }
    return .entered(stage, on: on, because: trigger)
  }

  private var named: [Concern]? {
    guard let concerns else { return nil }
    let known = concerns.compactMap(Concern.init(rawValue:))
    return known.count == concerns.count ? known : nil
  }
}

extension DeliveryNote {
  /// Reads what a line of the log tells; nil when it lacks something, or a word of it is not known here.
  fileprivate init?(_ fact: FactMessage) {
    let reason = fact.reason.flatMap(Delivery.Reason.init(rawValue:))
    guard let key = fact.key, let state = fact.state.flatMap(Delivery.State.Name.init(rawValue:)),
      let subject = fact.nudge.map(Subject.nudge) ?? fact.reminder.map(Subject.reminder),
      reason != nil || fact.reason == nil
    else { return nil }
    self.init(key: key, subject: subject, state: state, reason: reason, repeated: fact.repeated ?? false)
  }
}
