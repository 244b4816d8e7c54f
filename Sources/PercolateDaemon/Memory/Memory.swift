// What is remembered of the database, as one value: it can be rebuilt from the store at any time. Inputs change a copy of it and
// say in a turn what goes with that; the copy is kept only once the turn is on the disk. Invariant: once it is loaded, it reaches
// no bus or clock, and no store but to ask whether something was due before.

import PercolateCore
import PercolateStore

/// The journeys under way, the reminders to come, what may still be answered, and what was missed of late.
struct Memory {
  private(set) var journeys = Journeys()
  private(set) var reminders = Reminders()
  private(set) var deliveries = Deliveries()
  private(set) var missed = Missed()
  /// From when on it has what is over: of before, it was not loaded, or is not here any more.
  private(set) var since = Moment.earliest

  /// What there is before the database is open.
  init() {}

  /// For how long a popup that was shown can be answered.
  static let answerable: Duration = .seconds(7 * 86_400)

  /// What the database holds, and every "no" in it. Of what was remembered before (`earlier`), that which stands in no database
  /// is kept.
  static func read(
    _ store: Store, earlier: Memory? = nil, at now: Moment, zone: (String) -> Zone?,
    rebuild: (StoredTimeline) -> Timeline?
  ) throws -> (Memory, Nos) {
    // The log was read when the database was opened, and is not read again.
    let timelines = try store.takeTimelines()
    return try store.read { transaction in
      let since = now.subtracting(Memory.answerable)
      var memory = Memory()
      memory.since = since
      memory.journeys = try Journeys(timelines, transaction, rebuild: rebuild)
      memory.reminders = Reminders(
        try transaction.reminders(zoneNamed: zone), next: try transaction.nextReminder())
      memory.deliveries = Deliveries(try transaction.openDeliveries(shownSince: since), earlier: earlier?.deliveries)
      memory.missed = Missed(try transaction.missedDeliveries(since: since))
      return (memory, Nos(timelines, kept: try transaction.keptNos(), isLocked: store.lock == .locked))
    }
  }

  /// The next moment after `now` at which something is due or changes by itself; nil when there is none.
  func nextMoment(_ at: Circumstances) -> Moment? {
    [
      journeys.nextMoment(at), reminders.nextMoment(after: at.now, in: at.rhythm.zone),
      deliveries.nextMoment(after: at.now, rhythm: at.rhythm, lateAfter: at.lateAfter),
    ].compactMap(\.self).min()
  }
}

/// The inputs. Each has its method, and none of them needs to know what time brings: that is `settle`.
extension Memory {
  /// The database was opened just now: of what was being handed over nobody knows whether it arrived, and a "no" that it
  /// holds may have closed a road that a crash has left open.
  mutating func begin(_ nos: Nos, _ at: Circumstances) -> Turn {
    var turn = deliveries.reclaim()
    turn += close(nos, at)
    return turn
  }

  /// What servers have said, in that order.
  mutating func hear(_ news: [News], _ at: Circumstances) -> Turn {
    var turn = Turn()
    for news in news { turn += deliveries.hear(news, at: at.now, later: at.later, on: at.desk) }
    return turn
  }

  /// What time has brought up to now, and what is to be shown of it.
  mutating func settle(_ at: Circumstances) -> Turn {
    var turn = journeys.settle(&deliveries, at)
    turn += reminders.settle(&deliveries, at)
    turn += deliveries.settle(at: at.now, rhythm: at.rhythm, lateAfter: at.lateAfter, on: at.desk)
    return turn
  }

  /// What a turn writes down is about to be: what is missed by it is counted.
  mutating func note(_ changes: [Change], at now: Moment) {
    since = max(since, now.subtracting(Memory.answerable))
    missed.note(changes, since: since)
  }

  /// There is a server, or another one.
  mutating func serverArrived() { deliveries.serverArrived() }

  /// The user has answered.
  mutating func answer(_ keys: [String], with answer: Delivery.Answer, _ at: Circumstances) -> Turn {
    deliveries.answer(keys, with: answer, on: at.desk)
  }

  /// A command to a journey under way. `text` is that of the plan that it upgrades to. Other journeys with the same person
  /// end where a "no" ends this one.
  mutating func carryOut(
    _ command: Command, text: String? = nil, on name: String, _ at: Circumstances
  ) throws(Refusal) -> (Turn, [Event]) {
    var (turn, events) = try journeys.carryOut(command, text: text, on: name, &deliveries, at)
    if events.contains(where: { !$0.fact.concerns.isEmpty }) {
      turn += close(journeys.nos(of: name), at)
    }
    return (turn, events)
  }

  /// A journey begins.
  mutating func begin(
    _ name: String, plan: String, events: [Event], _ timeline: Timeline, _ at: Circumstances
  ) -> Turn {
    var turn = Turn([.begin(timeline: name, plan: plan, events: events)], events.map { .tell(.happened($0)) })
    let nos = journeys.begin(name, timeline, events)
    turn += close(nos, at)
    return turn
  }

  /// Something happened to a journey that is over; `nos` is what closes roads in it by then.
  mutating func append(_ events: [Event], toEnded name: String, nos: Nos, _ at: Circumstances) -> Turn {
    var turn = Turn([.append(events, to: name)], events.map { .tell(.happened($0)) })
    if events.contains(where: { !$0.fact.concerns.isEmpty }) { turn += close(nos, at) }
    return turn
  }

  /// A "no" is the person's: every journey that leads to them ends where one has.
  mutating func close(_ nos: Nos, _ at: Circumstances) -> Turn { journeys.close(nos, &deliveries, at) }

  /// A reminder is set.
  mutating func remind(_ text: String, _ rule: Reminder.Rule, _ at: Circumstances) -> (Turn, Reminder) {
    reminders.set(text, rule, at: at.now)
  }

  /// A reminder is cancelled; nil when there is none of this number.
  mutating func cancel(_ number: Int) -> (Turn, Reminder)? { reminders.cancel(number) }

  /// These journeys were erased from the database, or everything was.
  mutating func forget(_ names: Set<String>, everything: Bool, _ at: Circumstances) -> Turn {
    journeys.forget(names)
    if everything { reminders.forget() }
    missed.forget { everything || $0.map(names.contains) ?? false }
    return deliveries.forget(where: { everything || $0.timeline.map(names.contains) ?? false }, on: at.desk)
  }
}
