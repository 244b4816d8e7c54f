// What can be asked of the daemon from outside, each as one method that decides, commits and answers. Moments and words have
// been read by then; what is refused here is refused for a reason that the user can act on.

internal import PercolateControl
internal import PercolateCore
internal import PercolateFiles
internal import PercolateStore

extension Daemon {
  /// Begins a timeline under a name of its own.
  func start(_ request: Control.Start) throws -> StandingMessage {
    try check(request.timeline, "timeline", longest: 64) { $0.isLetter || $0.isNumber || "-_. ".contains($0) }
    try check(request.name, "name", longest: 100) {
      !$0.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
    // Whether there was a "no" of this person's is not known without the names.
    guard lockOnWords != .locked else { throw StoreError.locked }
    let now = surroundings.now()
    let planName = request.plan ?? configurations.current.plan
    let (plan, text) = try plan(named: planName)
    let name = request.timeline ?? freeName(planName)
    guard try !isTaken(name) else { throw ControlError.timelineExists(name) }
    var history = try request.history.map { try Command(happened: $0) }
    // Stopping a journey that a "no" has ended, and beginning anew, does not undo it.
    let concerns = try concerns(about: request.name, request.name.map(Person.key), brokeUp: request.brokeUp)
    guard try !store.mayHideANo else { throw ControlError.unavailable(surroundings.words(.errorMayHideANo)) }
    if !concerns.isEmpty { history.append(.close(concerns)) }
    let pronouns = try request.pronouns.map { text throws(InvalidInput) in
      guard let pronouns = Pronouns(rawValue: text) else { throw InvalidInput(parameter: "pronouns") }
      return pronouns
    }
    let beginning = Beginning(
      plan: plan.name, version: plan.version, name: request.name, pronouns: pronouns, brokeUp: request.brokeUp)
    let events: [Event]
    do {
      events = try Timeline.begin(beginning, plan: plan, rhythm: rhythm, history: history, at: now)
    } catch {
      throw refusal(error, plan: plan, person: Person(name: request.name, pronouns: pronouns ?? .they))
    }
    guard let timeline = Timeline(plan: plan, events: events, zoneNamed: surroundings.zone) else {
      throw StoreError.damaged
    }
    try store.commit { try $0.begin(name, plan: text, events: events) }
    if timeline.ended == nil {
      let order = (active.values.map(\.order).max() ?? 0) + 1
      active[name] = Running(timeline: timeline, order: order)
    }
    for event in events { LogLine.event(event)?.send() }
    areRoadsToBeClosed = areRoadsToBeClosed || timeline.boundary != nil
    attempt { try $0.wake() }
    return standing(of: name, timeline)
  }

  /// Carries out a command on the timeline that is meant.
  func command(_ command: Command, on timeline: String?) throws -> (standing: StandingMessage, events: [Event]) {
    let now = surroundings.now()
    let name = try self.name(timeline)
    guard let before = active[name]?.timeline else { throw ControlError.noTimeline }
    let events: [Event]
    do {
      events = try perform(command, on: name, at: now)
    } catch let refused as Refusal {
      throw refusal(refused, plan: before.plan, person: before.person)
    }
    areRoadsToBeClosed = areRoadsToBeClosed || events.contains { !$0.fact.concerns.isEmpty }
    settleAfterCommit(at: now)
    return (standing(of: name, active[name]?.timeline ?? before.after(events, zoneNamed: surroundings.zone)), events)
  }

  /// The one active timeline, or the one that is named.
  func name(_ name: String?) throws -> String {
    if let name {
      guard active[name] != nil else { throw try isTaken(name) ? refusal(.over) : .unknownTimeline(name) }
      return name
    }
    let names = names
    guard let only = names.first else { throw ControlError.noTimeline }
    guard names.count == 1 else { throw ControlError.severalTimelines(names) }
    return only
  }

  /// Marks as done or puts off: one delivery, or all that wait for an answer.
  func answer(_ key: String?, with state: Delivery.State) throws -> [DeliveryMessage] {
    let now = surroundings.now()
    let waiting = waiting(at: now)
    let deliveries = key.map { key in open.values.filter { $0.key == key } } ?? waiting
    guard !deliveries.isEmpty else { throw key.map { ControlError.unknownDelivery($0) } ?? .nothingOpen }
    if case .later(let until) = state, until <= now { throw refusal(.inThePast) }
    try answer(deliveries, with: state, at: now)
    settleAfterCommit(at: now)
    return deliveries.map { delivery in
      var answered = delivery
      answered.state = state
      return message(of: answered)
    }
  }

  /// Sets a reminder.
  func remind(_ request: Control.Remind) throws -> ReminderMessage {
    try check(request.text, "text", longest: 1000) { $0 == "\n" || !$0.unicodeScalars.contains { $0.value < 32 } }
    let now = surroundings.now()
    let rule: Reminder.Rule
    switch (request.at, request.on) {
    case (let at?, nil):
      guard at > now else { throw refusal(.inThePast) }
      rule = .once(at)
    case (nil, let text?):
      do {
        rule = .calendar(try CalendarEvent(parsing: text, zoneNamed: surroundings.zone))
      } catch {
        throw ControlError.badCalendarEvent("\(error)")
      }
    case (nil, nil), (_?, _?): throw ControlError.badCalendarEvent("give either a moment or a calendar event")
    }
    var reminder = Reminder(id: 0, text: request.text, rule: rule, since: now)
    guard reminder.next(after: now, in: surroundings.localZone) != nil else {
      throw ControlError.badCalendarEvent("this calendar event never elapses again")
    }
    try store.commit { reminder = try $0.add(request.text, rule, at: now) }
    reminders.append(StoredReminder(reminder: reminder, cursor: now))
    settleAfterCommit(at: now)
    return message(of: reminder, at: now)
  }

  /// Cancels a reminder.
  func cancel(_ id: Int) throws -> ReminderMessage {
    guard let index = reminders.firstIndex(where: { $0.reminder.id == id }) else {
      throw ControlError.unknownReminder(id)
    }
    let now = surroundings.now()
    try store.commit { try $0.cancel(id, at: now) }
    let reminder = reminders.remove(at: index).reminder
    settleAfterCommit(at: now)
    return message(of: reminder, at: now)
  }

  /// Reads the configuration again, and plans anew.
  func reload() throws {
    let taken = configurations.reload()
    surroundings.speak(configurations.current.language)
    attempt { try $0.wake() }
    guard taken else { throw ControlError.badConfiguration(configurations.faults?.all.map(\.description) ?? []) }
    if let trouble { throw ControlError.unavailable(trouble) }
  }

  /// Shows a first popup.
  func greet(answer: @escaping (Result<Void, ControlError>) -> Void) {
    var popup = popup(
      summary: "Percolate", body: surroundings.words(.popupGreeting), urgency: .low)
    popup.actions = []
    var isAnswered = false
    desktop.show(popup) { reply in
      // Who asked has been told by then that nobody knows.
      guard !isAnswered else { return }
      isAnswered = true
      switch reply {
      case .shown: answer(.success(()))
      case .refused: answer(.failure(.unavailable("no notification server is running; popups wait until one is")))
      case .unknown: answer(.failure(.unavailable("the notification server did not say whether it took the popup")))
      }
    }
  }

  func check(
    _ text: String?, _ parameter: String, longest: Int, allows: (Character) -> Bool
  ) throws(InvalidInput) {
    guard let text else { return }
    guard !text.isEmpty, text.count <= longest, text.allSatisfy(allows) else {
      throw InvalidInput(parameter: parameter)
    }
  }

  func plan(named name: String) throws(ControlError) -> (plan: Plan, text: String) {
    do throws(PlanCatalogueError) {
      return try surroundings.catalogue.loadWithText(name)
    } catch {
      switch error {
      case .faulty(let faults): throw .badPlan(faults.all.map(\.description))
      case .unknown(let name, let known): throw .unknownPlan(name, known: known)
      }
    }
  }

  /// Why the road to a person of this name is closed, by any journey there ever was: see `KeptNo.isAbout` for who is whom.
  /// What journeys that are gone have left was asked when this one began, and needs the name itself.
  private func concerns(about name: String?, _ person: String?, brokeUp: Moment) throws -> [Concern] {
    let (stored, kept) = try store.read { (try $0.timelines(), try $0.keptNos()) }
    let isLocked = lockOnWords == .locked
    let told = kept.filter {
      isLocked ? $0.mayBeAboutAnybody(brokeUp: brokeUp) : $0.isAbout(name, brokeUp: brokeUp)
    }
    var named = Set(told.flatMap(\.concerns))
    for timeline in stored {
      guard let no = timeline.no else { continue }
      let isSame =
        switch (person, timeline.person) {
        case (nil, _): true
        case (.some, nil): brokeUp <= no.at
        case (let person?, let other?): person == other
        }
      if isSame { named.formUnion(no.concerns) }
    }
    return Concern.allCases.filter(named.contains)
  }

  /// A "no" is the person's: every journey that leads to them ends where one has.
  func closeRoads(at now: Moment) throws {
    let people = Dictionary(
      uniqueKeysWithValues: try store.read { try $0.timelines() }.map { ($0.name, $0.person) })
    for name in names {
      guard let timeline = active[name]?.timeline, timeline.boundary == nil else { continue }
      let beginning = timeline.beginning
      let concerns = try concerns(about: beginning.name, people[name] ?? nil, brokeUp: beginning.brokeUp)
      if !concerns.isEmpty { try perform(.close(concerns), on: name, at: now) }
    }
    areRoadsToBeClosed = false
  }

  private func isTaken(_ name: String) throws -> Bool {
    try store.read { try $0.timelines() }.contains { $0.name == name }
  }

  private func freeName(_ plan: String) -> String {
    let taken = Set(((try? store.read { try $0.timelines() }) ?? []).map(\.name))
    guard taken.contains(plan) else { return plan }
    return (2...).lazy.map { "\(plan)-\($0)" }.first { !taken.contains($0) } ?? plan
  }

  func refusal(_ refused: Refusal, plan: Plan? = nil, person: Person = Person()) -> ControlError {
    let reason = refused.words(surroundings.words, for: person, guards: plan?.guards ?? [])
    return .refused(code: refused.code, reason: reason, until: refused.until)
  }
}

extension Command {
  /// What the history of a new timeline may hold.
  fileprivate init(happened: HappenedMessage) throws(InvalidInput) {
    switch Trigger(happened.what) {
    case .did(let deed): self = .did(deed, on: happened.on)
    case .they(let reply): self = .they(reply, on: happened.on)
    case .assess, .extend, .accept, .outcome, .usualStay, .longestStay, nil: throw InvalidInput(parameter: "history")
    }
  }
}

/// A parameter that fits its type and still cannot be taken.
struct InvalidInput: Error {
  let parameter: String
}

extension Fact {
  /// What the other person, or the user, named in this journey itself.
  var concerns: [Concern] {
    switch self {
    case .they(.noContact, _): [.no]
    case .safety(let concerns): concerns
    default: []
    }
  }
}

extension StoredTimeline {
  /// How it began.
  var beginning: Beginning? { events.lazy.compactMap(\.fact.beginning).first }

  /// What closed its road, named in it and not in another journey; nil when nothing has.
  var no: (concerns: [Concern], at: Moment)? {
    let closing = events.filter { !$0.fact.concerns.isEmpty }
    let named = Set(closing.flatMap(\.fact.concerns))
    return closing.first.map { (Concern.allCases.filter(named.contains), $0.at) }
  }
}

extension Timeline {
  func after(_ events: [Event], zoneNamed: (String) -> Zone?) -> Timeline {
    var copy = self
    for event in events { _ = copy.apply(event, zoneNamed: zoneNamed) }
    return copy
  }
}
