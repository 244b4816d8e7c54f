// The journeys under way. A command, or time, gives events; events and time give what is due; both are written down together.
// Invariants: each nudge is found due once, here; a journey that is over is not in here; once a road is closed it stays so.

import PercolateCore
import PercolateStore

/// The journeys that are not over, by name.
struct Journeys {
  private var running: [String: Running] = [:]
  /// Journeys that are damaged, or that another version has written in a way that this one cannot read. They are kept as they
  /// are, and the others go on.
  private(set) var unreadable: [String] = []

  private struct Running {
    var timeline: Timeline
    /// Its place among all: in which order they began.
    var order: Int
    /// What tells its person from others; nil when no name was told.
    var person: String?
    /// What closed its road, named in it and not in another journey; nil when nothing has.
    var no: StoredTimeline.No?
    /// What time brings, once that was looked at; nil since anything else has happened.
    var outlook: Outlook?
  }

  /// No journey is under way.
  init() {}

  /// Those that the database holds, which are stored like this.
  init(
    _ all: [StoredTimeline], _ transaction: borrowing Transaction, rebuild: (StoredTimeline) -> Timeline?
  ) throws {
    for (order, stored) in all.enumerated() {
      guard var timeline = rebuild(stored) else {
        unreadable.append(stored.name)
        continue
      }
      guard timeline.ended == nil else { continue }
      let latest = try transaction.latestDue(of: stored.name)
      if let latest { timeline.see(through: latest) }
      running[stored.name] = Running(timeline: timeline, order: order, person: stored.person, no: stored.no)
    }
  }

  /// Their names, in the order in which they began.
  var names: [String] { running.sorted { $0.value.order < $1.value.order }.map(\.key) }

  /// A journey under way.
  subscript(name: String) -> Timeline? { running[name]?.timeline }

  /// All of them, in the order in which they began.
  var all: [(name: String, timeline: Timeline)] {
    names.compactMap { name in self[name].map { (name, $0) } }
  }

  /// What time brings to one of them; nil when it is not under way.
  func outlook(of name: String, _ at: Circumstances) -> Outlook? {
    guard let one = running[name] else { return nil }
    if let outlook = one.outlook, outlook.holds(at: at.now, at.rhythm) { return outlook }
    return Outlook(of: one.timeline, at: at.now, at.rhythm)
  }

  /// The next moment at which something is due or time changes a stage.
  func nextMoment(_ at: Circumstances) -> Moment? {
    running.keys.compactMap { outlook(of: $0, at)?.nextMoment }.filter { $0 > at.now }.min()
  }

  /// What closed the road of one of them.
  func nos(of name: String) -> Nos {
    guard let one = running[name] else { return Nos() }
    return Nos(told: one.no.map { [Nos.Told(person: one.person, no: $0)] } ?? [])
  }
}

extension Journeys {
  /// A journey begins. What its history tells of a "no" is returned.
  mutating func begin(_ name: String, _ timeline: Timeline, _ events: [Event]) -> Nos {
    let person = timeline.beginning.name.map(Person.key)
    let no = StoredTimeline.No(events)
    if timeline.ended == nil {
      let order = (running.values.map(\.order).max() ?? 0) + 1
      running[name] = Running(timeline: timeline, order: order, person: person, no: no)
    }
    return Nos(told: no.map { [Nos.Told(person: person, no: $0)] } ?? [])
  }

  /// Decides a command, with what was due before it and up to now.
  mutating func carryOut(
    _ command: Command, text: String? = nil, on name: String, _ deliveries: inout Deliveries, _ at: Circumstances
  ) throws(Refusal) -> (Turn, [Event]) {
    guard var one = running[name] else { return (Turn(), []) }
    let before = one.timeline
    var step = try before.step(command, at: at.now, zoneNamed: at.zone)
    let late = step.timeline.takeDue(through: max(at.now, step.timeline.seen))
    let due = (step.due + late.map { ($0, step.timeline) }).map { occurrence, saidBy in
      saidBy.delivery(of: occurrence, in: name, someone: at.someone(saidBy.plan))
    }.filter { !at.isKnown($0.key) }
    var turn = Turn()
    if !step.events.isEmpty { turn.changes.append(.append(step.events, to: name)) }
    if let text { turn.changes.append(.upgrade(timeline: name, plan: text)) }
    let movedCoffee = before.happenings[.coffee] != step.timeline.happenings[.coffee]
    let new = Set(due.map(\.key).filter { deliveries[$0] == nil })
    for delivery in due { turn += deliveries.owe(delivery) }
    let overtaken = deliveries.all.filter { delivery in
      delivery.timeline == name
        && !step.timeline.stillHolds(delivery, movedCoffee: movedCoffee && !new.contains(delivery.key))
    }
    turn += deliveries.overtake(overtaken.map(\.key), on: at.desk)
    turn.effects += step.events.map { .tell(.happened($0)) }
    one.timeline = step.timeline
    one.no = one.no.map { $0.adding(step.events) } ?? StoredTimeline.No(step.events)
    one.outlook = nil
    running[name] = one
    return (turn, step.events)
  }

  /// What time brings to each. A journey that time has ended is under way no more.
  mutating func settle(_ deliveries: inout Deliveries, _ at: Circumstances) -> Turn {
    var turn = Turn()
    for name in names where running[name]?.outlook?.holds(at: at.now, at.rhythm) != true {
      // Time, and another zone, are never refused.
      if let (own, _) = try? carryOut(.rhythm(at.rhythm), on: name, &deliveries, at) { turn += own }
      let outlook = running[name].map { Outlook(of: $0.timeline, at: at.now, at.rhythm) }
      running[name]?.outlook = outlook
    }
    running = running.filter { $0.value.timeline.ended == nil }
    return turn
  }

  /// Closes the roads to those whose "no" is known.
  mutating func close(_ nos: Nos, _ deliveries: inout Deliveries, _ at: Circumstances) -> Turn {
    var turn = Turn()
    for (name, timeline) in all where timeline.boundary == nil {
      let beginning = timeline.beginning
      let concerns = nos.concerns(
        about: beginning.name, person: running[name]?.person, brokeUp: beginning.brokeUp)
      guard !concerns.isEmpty, let (own, _) = try? carryOut(.close(concerns), on: name, &deliveries, at) else {
        continue
      }
      turn += own
    }
    return turn
  }

  /// They were erased.
  mutating func forget(_ names: Set<String>) {
    running = running.filter { !names.contains($0.key) }
    unreadable.removeAll(where: names.contains)
  }
}
