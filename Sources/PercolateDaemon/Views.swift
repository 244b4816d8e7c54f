// What the daemon tells of itself: views of what is remembered and of what is in the database. Invariant: a view has no daemon, no
// store that writes and no memory but a copy, so that looking changes nothing.

import PercolateControl
import PercolateCore
import PercolateFiles
import PercolateStore

/// The daemon's state as it can be looked at, at one moment.
struct Views {
  let memory: Memory
  /// The database, or why there is none.
  let data: Result<Reader, any Error>
  /// What is wrong with what is kept; nil when nothing is.
  let trouble: String?
  /// Whether something was erased that may still stand in the files.
  let isToBeCompacted: Bool
  let circumstances: Circumstances
  let surroundings: Surroundings
  let configurations: ConfigurationInForce
  /// The notification server for people, or why there is none.
  let desktop: String

  var now: Moment { circumstances.now }
  var words: Words { surroundings.words }

  /// How the user's own words are kept; without a database there are none.
  var lock: Store.Lock { (try? data.get())?.lock ?? .none }

  /// Reads in one consistent view.
  func read<Value>(_ body: (borrowing Transaction) throws -> Value) throws -> Value { try data.get().read(body) }
}

/// Where timelines stand.
extension Views {
  /// Everything at a glance: one timeline, or the active ones, or all that there ever were. That it answers does not depend on
  /// the database: what cannot be read is told as trouble.
  func state(of timeline: String? = nil, all: Bool = false) throws -> StateMessage {
    var trouble = trouble
    func lookUp<Value>(_ otherwise: Value, _ body: (borrowing Transaction) throws -> Value) -> Value {
      do {
        return try read(body)
      } catch {
        trouble = trouble ?? LogLine.reason(error)
        return otherwise
      }
    }
    let standings: [StandingMessage]
    if let timeline {
      standings = [try standing(named: timeline)]
    } else if all {
      standings = lookUp([]) { try $0.timelineNames() }.compactMap { try? standing(named: $0) }
    } else {
      standings = memory.journeys.all.map(standing(ofRemembered:_:))
    }
    let next = nextDue
    let since = now.subtracting(Memory.answerable)
    let missed = memory.missed.count(since: since) + memory.deliveries.passed(at: now, since: since)
    return StateMessage(
      version: Version.current, now: now, zone: circumstances.rhythm.zone.name, desktop: desktop,
      configuration: configurations.faults?.all.first?.description, data: whatIsWrong(trouble), standings: standings,
      owed: memory.deliveries.waiting(at: now).map(message), missed: missed, reminders: memory.reminders.count,
      next: next, idle: next == nil ? whyIdle(trouble) : nil, lock: lock.name)
  }

  /// Where a timeline stands, the ended ones included.
  func standing(named name: String) throws -> StandingMessage { standing(of: name, try timeline(name)) }

  /// Where this timeline stands.
  func standing(of name: String, _ timeline: Timeline) -> StandingMessage {
    let next = timeline.ended == nil ? planned(timeline, name, limit: 1).first : nil
    return StandingMessage(timeline, name: name, at: now, words: words, next: next)
  }

  /// The same, of a journey as it is remembered.
  private func standing(ofRemembered name: String, _ timeline: Timeline) -> StandingMessage {
    let next = memory.journeys.outlook(of: name, circumstances)?.occurrence
    return StandingMessage(
      timeline, name: name, at: now, words: words, next: next.map { message(of: $0, timeline, name) })
  }

  /// The one active timeline, or the one that is named.
  func name(_ name: String?) throws -> String {
    if let name {
      guard memory.journeys[name] == nil else { return name }
      throw try isStored(name) ? surroundings.refusal(.over) : ControlError.unknownTimeline(name)
    }
    let names = memory.journeys.names
    guard let only = names.first else { throw ControlError.noTimeline }
    guard names.count == 1 else { throw ControlError.severalTimelines(names) }
    return only
  }

  /// The journey that words are for: the named one, also when it is over; else the only one under way; else the latest.
  func nameForWords(_ name: String?) throws -> String {
    if let name {
      return try memory.journeys[name] == nil && isStored(name) ? name : self.name(name)
    }
    if memory.journeys.names.isEmpty, let latest = try read({ try $0.timelineNames() }).last { return latest }
    return try self.name(nil)
  }

  /// The timeline of this name, under way or over.
  func timeline(_ name: String) throws -> Timeline {
    if let timeline = memory.journeys[name] { return timeline }
    guard let stored = try stored(name) else { throw ControlError.unknownTimeline(name) }
    return try surroundings.rebuild(stored)
  }

  /// What is stored of a timeline, with the words of what was written or without; nil when there never was one of this name.
  func stored(_ name: String, withWords: Bool = false) throws -> StoredTimeline? {
    try read { try $0.timeline(name, withWords: withWords) }
  }

  /// Whether there was a timeline of this name, under way or over.
  func isStored(_ name: String) throws -> Bool { try read { try $0.timelineNames() }.contains(name) }
}

/// What comes next, and what waits.
extension Views {
  /// What is due next: of one timeline, or of all and the reminders.
  func nextPlanned(limit: Int, timeline: String?) -> [PlannedMessage] {
    var planned: [PlannedMessage] = []
    for (name, running) in memory.journeys.all where timeline == nil || timeline == name {
      planned += self.planned(running, name, limit: limit)
    }
    if timeline == nil { planned += plannedReminders(limit: limit) + putOff }
    return Array(planned.sorted { $0.due < $1.due }.prefix(limit))
  }

  private func planned(_ timeline: Timeline, _ name: String, limit: Int) -> [PlannedMessage] {
    timeline.agenda(after: now, limit: limit, horizon: Outlook.horizon(at: now).end).map {
      message(of: $0, timeline, name)
    }
  }

  private func message(of occurrence: Occurrence, _ timeline: Timeline, _ name: String) -> PlannedMessage {
    let delivery = timeline.delivery(of: occurrence, in: name, someone: surroundings.someone(timeline.plan))
    return PlannedMessage(
      timeline: name, nudge: occurrence.nudge.id, stage: delivery.title, due: occurrence.due, text: delivery.full)
  }

  private func plannedReminders(limit: Int) -> [PlannedMessage] {
    memory.reminders.planned(after: now, in: circumstances.rhythm.zone, limit: limit).map { due, reminder in
      PlannedMessage(
        timeline: nil, nudge: "reminder", stage: words(.popupReminder), due: due, text: shown(reminder.text))
    }
  }

  /// When the next of all is due; nil when nothing is.
  private var nextDue: Moment? {
    let journeys = memory.journeys.names.compactMap { memory.journeys.outlook(of: $0, circumstances)?.occurrence?.due }
    let reminder = memory.reminders.nextMoment(after: now, in: circumstances.rhythm.zone)
    return (journeys + [reminder, memory.deliveries.nextPutOff].compactMap(\.self)).min()
  }

  private var putOff: [PlannedMessage] {
    memory.deliveries.all.compactMap { delivery in
      guard case .later(let until) = delivery.state else { return nil }
      return PlannedMessage(
        timeline: delivery.timeline, nudge: delivery.nudge, stage: delivery.title, due: until,
        text: shown(delivery.full))
    }
  }

  /// What was missed or went away, but for what still waits for an answer.
  func passed(_ transaction: borrowing Transaction, since: Moment?) throws -> [Delivery] {
    let waiting = Set(memory.deliveries.waiting(at: now).map(\.key))
    return try transaction.missedDeliveries(since: since ?? now.subtracting(Memory.answerable))
      .filter { !waiting.contains($0.key) }
  }

  func message(of delivery: Delivery) -> DeliveryMessage {
    var message = DeliveryMessage(delivery)
    message.text = shown(message.text)
    return message
  }

  /// How words are shown that may be locked.
  func shown(_ text: String) -> String {
    switch (text.isEmpty, lock) {
    case (true, .locked): words(.lockWords)
    case (true, .open): words(.lockUnreadable)
    case (true, .none), (false, _): text
    }
  }
}

/// What the service manager and the state say in a line.
extension Views {
  /// A line for the service manager, without a private word.
  var statusLine: String {
    if let trouble { return trouble }
    guard let next = nextDue else { return whyIdle(nil) }
    let due = DateWords.say(next, now: now, zone: circumstances.rhythm.zone, names: words.dates)
    return words(.statusNext, ["when": due])
  }

  private func whatIsWrong(_ trouble: String?) -> String? {
    let unreadable = memory.journeys.unreadable
    let all = [
      trouble, isToBeCompacted ? words(.statusFilesLater) : nil,
      unreadable.isEmpty
        ? nil : "damaged or written by another version, and kept as it is: \(unreadable.joined(separator: ", "))",
    ].compactMap(\.self)
    return all.isEmpty ? nil : all.joined(separator: "; ")
  }

  private func whyIdle(_ trouble: String?) -> String {
    if let trouble { return trouble }
    let journeys = memory.journeys.all
    if journeys.isEmpty { return words(.idleNoTimeline) }
    if journeys.allSatisfy({ $0.timeline.pause != nil }) { return words(.idlePaused) }
    return words(.idleNoMoreNudges)
  }
}

extension Store.Lock {
  /// The state on the wire; nil for words as they are.
  var name: String? { self == .none ? nil : rawValue }
}
