// The daemon's one way in and out. Every input (a request, the timer, a button, a clock that jumped) takes the same four
// steps: decide, commit, perform, arm the timer. Invariants: nothing is shown or answered before it is on the disk; what is
// kept in memory can be rebuilt from the store at any time.

internal import PercolateCore
internal import PercolateFiles
internal import PercolateStore

/// All timelines and reminders of one user, and what is owed of them.
final class Daemon {
  let store: Store
  let surroundings: Surroundings
  let desktop: any Desktop
  let configurations: ConfigurationInForce
  /// For how long a popup that was shown can be answered.
  static let answerable: Duration = .seconds(7 * 86_400)

  /// Called when something is due at another moment than before; nil: nothing is.
  var onSchedule: (Moment?) -> Void = { _ in }
  /// Called after every change that a watcher would want to see.
  var onChange: () -> Void = {}

  var active: [String: Running] = [:]
  var reminders: [StoredReminder] = []
  /// Deliveries that may still get an answer, by key.
  var open: [String: Delivery] = [:]
  /// The popups of the present server by their numbers; another server's numbers mean nothing.
  var onScreen: [UInt32: OnScreen] = [:]
  /// What servers have said of popups, in that order, until it is committed. A popup is in it at most once for each thing
  /// that can be said of it.
  var heard: [Heard] = []
  /// Deliveries that the user put off, by key: they come when they were asked for, also in the night.
  var asked: Set<String> = []
  /// Deliveries that the present server has refused or left unanswered, by key: they rest until they are tried again.
  var resting: Set<String> = []
  /// Deliveries of which the journal knows that they wait for a server, by key.
  var announced: Set<String> = []

  /// Timelines that another version has written in a way that this one cannot read. They are kept as they are, and the
  /// others go on.
  private(set) var unreadable: [String] = []
  /// Why the database could not be written, until it can be again.
  var trouble: String?
  /// Whether something was erased that may still stand in the files.
  var isToBeCompacted = false
  /// When a popup that a server refused, or a commit that failed, is tried again, and how long that wait is.
  var retry: (at: Moment, wait: Duration)?

  /// A popup: what it stands for, which is several for a digest, and since when.
  struct OnScreen {
    var keys: [String]
    var since: Moment
  }

  /// What a server has said of a popup.
  enum Heard: Equatable {
    case answer(ShowAnswer, keys: [String], server: String)
    case event(DesktopEvent, server: String)
  }

  /// A timeline that runs.
  struct Running {
    var timeline: Timeline
    var order: Int
  }

  init(
    store: Store, surroundings: Surroundings, configurations: ConfigurationInForce, desktop: any Desktop
  ) throws {
    self.store = store
    self.surroundings = surroundings
    self.configurations = configurations
    self.desktop = desktop
    try load()
  }

  /// Time has passed, or may have: a timer, a jump of the clock, a resume, another zone, a new server.
  func wake() throws {
    try followRhythm()
    let now = surroundings.now()
    for name in names { try perform(.tick, on: name, at: now) }
    try settle(at: now)
  }

  /// The names of all running timelines, in the order in which they began.
  var names: [String] { active.sorted { $0.value.order < $1.value.order }.map(\.key) }

  /// Decides a command, commits what it brings, and takes it in. Returns the events. `text` is that of the plan which the
  /// command upgrades to.
  @discardableResult
  func perform(_ command: Command, text: String? = nil, on name: String, at now: Moment) throws -> [Event] {
    guard var running = active[name] else { return [] }
    let events = try running.timeline.decide(command, at: now, zoneNamed: surroundings.zone)
    if case .upgrade(let plan) = command { running.timeline.prepare(upgradeTo: plan) }
    let change = try advance(&running.timeline, by: events, name: name, to: now)
    guard !events.isEmpty || !change.isEmpty else { return [] }
    try store.commit { transaction in
      try transaction.append(events, to: name)
      if let text { try transaction.upgrade(name, to: text) }
      try change.commit(to: transaction, at: now)
    }
    active[name] = running.timeline.ended == nil ? running : nil
    take(change)
    for event in events { LogLine.event(event)?.send() }
    return events
  }

  /// What a timeline's events, and the time up to now, bring about for its deliveries.
  private func advance(
    _ timeline: inout Timeline, by events: [Event], name: String, to now: Moment
  ) throws -> DeliveryChange {
    var due: [Delivery] = []
    let date = timeline.happenings[.coffee]
    for event in events {
      // What was due before the event is worded as it was before the event.
      let before = timeline
      guard let occurrences = timeline.apply(event, zoneNamed: surroundings.zone) else {
        throw StoreError.damaged
      }
      due += occurrences.map { before.delivery(of: $0, in: name, someone: surroundings.someone(before.plan)) }
    }
    due += timeline.due(through: now).map {
      timeline.delivery(of: $0, in: name, someone: surroundings.someone(timeline.plan))
    }
    var change = DeliveryChange(new: try due.filter { try open[$0.key] == nil && !isKnown($0.key) })
    let movedCoffee = timeline.happenings[.coffee] != date
    for delivery in open.values.filter({ $0.timeline == name }) + change.new
    where !timeline.stillHolds(delivery, movedCoffee: movedCoffee && open[delivery.key] != nil) {
      change.overtaken.append(delivery)
    }
    return change
  }

  /// Deliveries that ended are not in memory, but their keys are in the store.
  private func isKnown(_ key: String) throws -> Bool { try store.read { try $0.delivery(key) } != nil }

  private func take(_ change: DeliveryChange) {
    for delivery in change.new { open[delivery.key] = delivery }
    for delivery in change.ended {
      takeOffScreen(delivery.key)
      open[delivery.key] = nil
      LogLine.withdrawn(delivery).send()
    }
  }

  /// Rewrites the files without what was erased; what cannot be done now is tried again later.
  private func compactIfDue() {
    guard isToBeCompacted, retry.map({ $0.at == .earliest }) ?? true else { return }
    do {
      try store.compact()
      isToBeCompacted = false
    } catch {
      LogLine.trouble((error as? StoreError)?.description ?? "an internal failure").send()
      tryAgainLater()
    }
  }

  /// Runs an input. When the database fails, the daemon stays up, says so, and tries again later.
  func attempt(_ body: (Daemon) throws -> Void) {
    do {
      try body(self)
      guard trouble != nil else { return }
      trouble = nil
      // One that still lies ahead is for a popup that was refused just now.
      if retry?.at == .earliest { retry = nil }
    } catch {
      // A failure of another kind would quote what it failed on.
      trouble = (error as? StoreError)?.description ?? "an internal failure"
      LogLine.trouble(trouble ?? "").send()
      tryAgainLater()
      onSchedule(nextMoment(after: surroundings.now()))
    }
  }

  /// Each wait is twice as long as the one before, from half a minute to an hour.
  func tryAgainLater() {
    let wait = min((retry?.wait ?? .seconds(15)) * 2, .seconds(3600))
    retry = (surroundings.now().adding(wait), wait)
  }

  /// Reminders, what is owed, and the timer.
  func settle(at now: Moment) throws {
    if let retry, retry.at <= now {
      self.retry?.at = .earliest
      resting = []
    }
    try hear()
    try noticeGone(at: now)
    try planReminders(at: now)
    try wakeSnoozed(at: now)
    try showOwed(at: now)
    compactIfDue()
    onSchedule(nextMoment(after: now))
    onChange()
  }

  /// The next moment at which there is something to do.
  func nextMoment(after now: Moment) -> Moment? {
    let horizon = now.adding(.seconds(400 * 86_400))
    var moments = active.values.compactMap { $0.timeline.nextMoment(after: now, horizon: horizon) }
    moments += reminders.compactMap { $0.reminder.next(after: max($0.cursor, now), in: surroundings.localZone) }
    moments += open.values.compactMap { if case .later(let until) = $0.state { until } else { nil } }
    moments += [retry?.at, endOfSilence(at: now)].compactMap(\.self)
    return moments.filter { $0 > now }.min()
  }

  /// The zone, quiet hours and limits of today go into each timeline's log when they are others than before.
  private func followRhythm() throws {
    do throws(ZoneFileError) {
      try surroundings.refreshZone(configurations.current.timeZone)
    } catch {
      // The zone of before still holds; nudges in a wrong zone are better than none.
      LogLine.trouble(error.description).send()
    }
    for name in names { try perform(.rhythm(rhythm), on: name, at: surroundings.now()) }
  }

  /// The zone, quiet hours and limits of today.
  var rhythm: Rhythm {
    let configuration = configurations.current
    return Rhythm(zone: surroundings.localZone, quiet: configuration.quiet, limits: configuration.limits)
  }

  /// A timeline from its log, and its plan as it was when it began. Names of zones go out of use: the local zone stands in
  /// for one that is gone, since a road at slightly other hours is better than none.
  func rebuild(_ stored: StoredTimeline) throws -> Timeline {
    func plan(_ text: String) throws -> Plan {
      do {
        return try PlanFile.read(text: text, file: "the plan of \(stored.name)", zones: surroundings.zone)
      } catch {
        throw StoreError.damaged
      }
    }
    guard
      let timeline = Timeline(
        plan: try plan(stored.plan), upgrades: try stored.upgrades.map(plan), events: stored.events,
        zoneNamed: { surroundings.zone($0) ?? surroundings.localZone })
    else { throw StoreError.damaged }
    return timeline
  }

  /// Rebuilds what is in memory from the store.
  private func load() throws {
    let answerable = surroundings.now().subtracting(Daemon.answerable)
    let stored = try store.read { try $0.timelines() }
    let deliveries = try store.read { try $0.openDeliveries(shownSince: answerable) }
    for (order, one) in stored.enumerated() {
      guard let timeline = try? rebuild(one) else {
        unreadable.append(one.name)
        LogLine.unreadable.send()
        continue
      }
      if timeline.ended == nil { active[one.name] = Running(timeline: timeline, order: order) }
    }
    reminders = try store.read { try $0.reminders(zoneNamed: surroundings.zone) }
    for delivery in deliveries { open[delivery.key] = delivery }
    recognisePopups()
    try reclaimUnknown()
    isToBeCompacted = try store.isToBeCompacted()
    try closeRoads(at: surroundings.now())
  }
}

/// What changes among the deliveries of one timeline with one input.
struct DeliveryChange {
  /// Due, and not known before.
  var new: [Delivery]
  /// The timeline moved on, and these words are no longer true.
  var overtaken: [Delivery] = []

  var isEmpty: Bool { new.isEmpty && overtaken.isEmpty }

  /// The overtaken ones in the state that they end in.
  var ended: [Delivery] {
    overtaken.map { delivery in
      var ended = delivery
      switch delivery.state {
      case .shown, .gone, .later: ended.state = .withdrawn
      case .owed, .sending, .done, .dismissed, .missed, .withdrawn: ended.state = .missed(.overtaken)
      }
      return ended
    }
  }

  func commit(to transaction: borrowing Transaction, at now: Moment) throws {
    for delivery in new { try transaction.owe(delivery, at: now) }
    for delivery in ended { try transaction.update(delivery, at: now) }
  }
}
