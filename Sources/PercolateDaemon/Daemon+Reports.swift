// What the daemon tells of itself: views of its state as messages. Nothing here changes anything.

internal import PercolateControl
internal import PercolateCore
internal import PercolateFiles
internal import PercolateStore

extension Daemon {
  /// Everything at a glance: one timeline, or the active ones, or all that there ever were.
  func state(of timeline: String? = nil, all: Bool = false) throws -> StateMessage {
    let now = surroundings.now()
    let standings: [StandingMessage]
    if let timeline {
      standings = [try standing(named: timeline)]
    } else if all {
      standings = lookUp([]) { try $0.timelines() }.compactMap { try? standing(named: $0.name) }
    } else {
      standings = names.compactMap { name in active[name].map { standing(of: name, $0.timeline) } }
    }
    let next = nextPlanned(limit: 1, timeline: nil, after: now).first?.due
    return StateMessage(
      version: Version.current, now: now, zone: surroundings.localZone.name, desktop: desktop.summary,
      configuration: configurations.faults?.all.first?.description, data: whatIsWrong, standings: standings,
      owed: waiting(at: now).map(message),
      missed: lookUp([]) { try passed($0, since: nil, at: now) }.count, reminders: reminders.count, next: next,
      idle: next == nil ? whyIdle : nil, lock: lockOnWords.name)
  }

  /// Where a timeline stands, the ended ones included.
  func standing(named name: String) throws -> StandingMessage {
    if let running = active[name] { return standing(of: name, running.timeline) }
    guard let timeline = try ended(name) else { throw ControlError.unknownTimeline(name) }
    return standing(of: name, timeline)
  }

  /// Where this timeline stands.
  func standing(of name: String, _ timeline: Timeline) -> StandingMessage {
    let now = surroundings.now()
    let next = timeline.ended == nil ? planned(timeline, name, limit: 1, after: now).first : nil
    return StandingMessage(timeline, name: name, at: now, words: surroundings.words, next: next)
  }

  /// What is due next: of one timeline, or of all and the reminders.
  func nextPlanned(limit: Int, timeline: String?, after now: Moment) -> [PlannedMessage] {
    var planned: [PlannedMessage] = []
    for name in names where timeline == nil || timeline == name {
      if let running = active[name] { planned += self.planned(running.timeline, name, limit: limit, after: now) }
    }
    if timeline == nil {
      for stored in reminders {
        guard let due = stored.reminder.next(after: max(stored.cursor, now), in: surroundings.localZone) else {
          continue
        }
        planned.append(
          PlannedMessage(
            timeline: nil, nudge: "reminder", stage: surroundings.words(.popupReminder), due: due,
            text: shown(stored.reminder.text)))
      }
      for delivery in open.values {
        guard case .later(let until) = delivery.state else { continue }
        planned.append(
          PlannedMessage(
            timeline: delivery.timeline, nudge: delivery.nudge, stage: delivery.title, due: until,
            text: shown(delivery.full)))
      }
    }
    return Array(planned.sorted { $0.due < $1.due }.prefix(limit))
  }

  /// The whole road of a timeline, the ended ones included.
  func road(of name: String) throws -> Control.Road.Reply {
    guard let timeline = try active[name]?.timeline ?? ended(name) else { throw ControlError.unknownTimeline(name) }
    let visits = timeline.past + [timeline.visit]
    let stages = timeline.plan.stages.map { stage in
      let own = visits.indices.filter { visits[$0].stage.id == stage.id }.map { index in
        VisitMessage(
          entered: visits[index].on, left: index + 1 < visits.count ? visits[index + 1].on : nil,
          because: visits[index].because?.description)
      }
      return StageMessage(stage, visits: own) { timeline.fill($0, someone: surroundings.someone(timeline.plan)) }
    }
    return Control.Road.Reply(standing: standing(of: name, timeline), stages: stages)
  }

  /// Whether a step may be taken. A journey that is over is asked too, since a "no" outlives it: the named one, or the latest.
  func may(_ step: Approach, on name: String?) throws -> Control.May.Reply {
    let now = surroundings.now()
    let stored = try store.read { try $0.timelines() }
    let timeline: Timeline
    if name == nil, active.isEmpty, let latest = stored.last {
      timeline = try rebuild(latest)
    } else if let name, active[name] == nil, let past = stored.first(where: { $0.name == name }) {
      timeline = try rebuild(past)
    } else if let running = active[try self.name(name)]?.timeline {
      timeline = running
    } else {
      throw ControlError.noTimeline
    }
    let next = timeline.ended == nil ? timeline.choices.map(\.description) : []
    return Control.May.Reply(timeline.may(step, at: now, words: surroundings.words), next: next)
  }

  /// What waits for an answer: what is owed, and what was shown within the last day.
  func waiting(at now: Moment) -> [Delivery] {
    open.values.filter { delivery in
      switch delivery.state {
      case .owed, .sending: true
      case .shown, .gone: now - shownSince(delivery) < .seconds(86_400)
      case .later, .done, .dismissed, .missed, .withdrawn: false
      }
    }.sorted { ($0.due, $0.key) < ($1.due, $1.key) }
  }

  /// Since when it is on the screen; when it was due, where nobody knows.
  private func shownSince(_ delivery: Delivery) -> Moment {
    guard case .shown(_, let id) = delivery.state, let popup = onScreen[id], popup.keys.contains(delivery.key) else {
      return delivery.due
    }
    return popup.since
  }

  /// What is owed, what was never shown, and what went away unanswered.
  func missed(since: Moment?) throws -> [DeliveryMessage] {
    let now = surroundings.now()
    let missed = try store.read { try passed($0, since: since, at: now) }
    return (missed + waiting(at: now)).sorted { $0.due < $1.due }.map(message)
  }

  /// What was missed or went away, but for what still waits for an answer.
  private func passed(
    _ transaction: borrowing Transaction, since: Moment?, at now: Moment
  ) throws -> [Delivery] {
    let waiting = Set(waiting(at: now).map(\.key))
    return try transaction.missedDeliveries(since: since ?? now.subtracting(Daemon.answerable))
      .filter { !waiting.contains($0.key) }
  }

  func message(of delivery: Delivery) -> DeliveryMessage {
    var message = DeliveryMessage(delivery)
    message.text = shown(message.text)
    return message
  }

  /// The latest lines of the log: of a timeline, of the reminders, or of all. What was forgotten may have left lines.
  func log(of timeline: String?, limit: Int) throws -> [EntryMessage] {
    let lines = try store.read { try $0.log(stream: timeline, limit: limit) }
    if let timeline, lines.isEmpty, timeline != "reminders", active[timeline] == nil, try ended(timeline) == nil {
      throw ControlError.unknownTimeline(timeline)
    }
    return lines.map { line in
      EntryMessage(
        seq: line.seq, at: line.at, stream: line.stream, kind: line.kind, detail: line.detail, fact: FactMessage(line))
    }
  }

  /// All reminders that are to come.
  func reminderMessages() -> [ReminderMessage] {
    let now = surroundings.now()
    return reminders.map { message(of: $0.reminder, at: now) }
  }

  func message(of reminder: Reminder, at now: Moment) -> ReminderMessage {
    var on: String?
    if case .calendar(let event) = reminder.rule { on = event.description }
    return ReminderMessage(
      id: reminder.id, text: shown(reminder.text), on: on, next: reminder.next(after: now, in: surroundings.localZone))
  }

  /// A line for the service manager, without a private word.
  func statusLine() -> String {
    let now = surroundings.now()
    if let whatIsDamaged { return whatIsDamaged }
    guard let next = nextPlanned(limit: 1, timeline: nil, after: now).first else { return whyIdle }
    let due = DateWords.say(next.due, now: now, zone: surroundings.localZone, names: surroundings.words.dates)
    return surroundings.words(.statusNext, ["when": due])
  }

  private var whatIsWrong: String? {
    let names = unreadable.joined(separator: ", ")
    let all = [
      whatIsDamaged, isToBeCompacted ? surroundings.words(.statusFilesLater) : nil,
      unreadable.isEmpty ? nil : "damaged or written by another version, and kept as it is: \(names)",
    ].compactMap(\.self)
    return all.isEmpty ? nil : all.joined(separator: "; ")
  }

  /// What the state needs of the database. That it answers does not depend on it: what cannot be read is told as trouble.
  private func lookUp<Value>(_ otherwise: Value, _ body: (borrowing Transaction) throws -> Value) -> Value {
    do {
      return try store.read(body)
    } catch {
      fail(error)
      return otherwise
    }
  }

  private var whyIdle: String {
    if let whatIsDamaged { return whatIsDamaged }
    if active.isEmpty { return surroundings.words(.idleNoTimeline) }
    if active.values.allSatisfy({ $0.timeline.pause != nil }) { return surroundings.words(.idlePaused) }
    return surroundings.words(.idleNoMoreNudges)
  }

  private func planned(_ timeline: Timeline, _ name: String, limit: Int, after now: Moment) -> [PlannedMessage] {
    timeline.agenda(after: now, limit: limit, horizon: now.adding(.seconds(400 * 86_400))).map { occurrence in
      let delivery = timeline.delivery(of: occurrence, in: name, someone: surroundings.someone(timeline.plan))
      return PlannedMessage(
        timeline: name, nudge: occurrence.nudge.id, stage: delivery.title, due: occurrence.due, text: delivery.full)
    }
  }

  func ended(_ name: String) throws -> Timeline? {
    guard let stored = try store.read({ try $0.timelines() }).first(where: { $0.name == name }) else { return nil }
    return try rebuild(stored)
  }
}

extension FactMessage {
  fileprivate init?(_ line: LogEntry) {
    if let fact = line.fact {
      self.init(fact)
    } else if let note = line.delivery {
      self.init(note)
    } else if let number = line.reminder {
      self.init(reminder: number)
    } else {
      return nil
    }
  }
}

extension Daemon {
  /// The plans that can be started.
  func plans() -> [PlanMessage] {
    surroundings.catalogue.list().compactMap { entry in
      guard let plan = try? surroundings.catalogue.load(entry.name) else { return nil }
      return PlanMessage(
        name: plan.name, version: plan.version, title: plan.title, about: plan.about, source: entry.source.description)
    }
  }
}
