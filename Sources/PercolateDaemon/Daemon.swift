// The daemon's one way in and out. Every input (a request, the timer, a button, a clock that jumped) takes the same four
// steps: decide, commit, perform, arm the timer. Invariants: nothing is shown or answered before it is on the disk; what is
// kept in memory can be rebuilt from the store at any time; without a store there is nothing in memory, and nothing is shown.

internal import PercolateControl
internal import PercolateCore
internal import PercolateFiles
internal import PercolateStore

/// All timelines and reminders of one user, and what is owed of them.
final class Daemon {
  /// The database; what is thrown is why it cannot be used.
  var store: Store { get throws { try data.get() } }
  private var data: Result<Store, any Error> = .failure(StoreError.closed)
  /// The database of before, when it is to be opened anew; it may have the key to the words.
  private var previous: Store?
  /// Where the database is, whatever became of it.
  let database: String
  private let openStore: () throws -> Store
  let surroundings: Surroundings
  let desktop: any Desktop
  let keyRing: (any KeyRing)?
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

  /// Timelines that are damaged, or that another version has written in a way that this one cannot read. They are kept as
  /// they are, and the others go on.
  private(set) var unreadable: [String] = []
  /// Whether the process is about to end: what is owed by then is for the next one.
  var isEnding = false
  /// Of how many damaged entries the journal knows.
  private var reportedDamage = 0
  /// Why the database could not be used, until it can be again.
  private(set) var trouble: String?
  /// The file that a copy was, or is to be, brought in with.
  var deposit: String?
  /// Whether something was erased that may still stand in the files.
  var isToBeCompacted = false
  /// Whether a "no" was said that may not have closed every road it closes.
  var areRoadsToBeClosed = false
  /// Up to when everything that was due has been seen to.
  private(set) var settled: Moment
  /// The keyring's secret that the words wait for; nil when they are open, or were locked by hand.
  var awaitedKey: String?
  /// Wrong passphrases in a row, and when the next one is looked at.
  var wrongGuesses = 0
  var nextGuess: Moment?
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
    /// Just after the latest of its nudges that was due. No event takes effect before, also when the clock is put back: it
    /// would undo what was due, and the same keys would be given out again.
    var seen = Moment.earliest
  }

  /// A daemon whose database is opened when it first wakes up, and again whenever it could not be.
  init(
    database: String, open: @escaping () throws -> Store, surroundings: Surroundings,
    configurations: ConfigurationInForce, desktop: any Desktop, keyRing: (any KeyRing)? = nil
  ) {
    self.database = database
    openStore = open
    self.surroundings = surroundings
    self.configurations = configurations
    self.desktop = desktop
    self.keyRing = keyRing
    settled = surroundings.now()
  }

  /// Opens the database if it is not, and rebuilds from it what is in memory.
  func openDatabase() throws {
    guard case .failure = data else { return }
    do {
      let store = try openStore()
      data = .success(store)
      if let previous { _ = try store.unlock(as: previous) }
      previous = nil
      try load()
      retry = nil
      if trouble != nil { try recover() }
    } catch {
      closeDatabase(because: error)
      throw error
    }
  }

  /// Goes on without a database: what was in memory is not known to be true any more.
  func closeDatabase(because error: any Error) {
    data = .failure(error)
    (active, reminders, open, onScreen, unreadable) = ([:], [], [:], [:], [])
    (asked, announced, resting, heard) = ([], [], [], [])
    (isToBeCompacted, areRoadsToBeClosed, reportedDamage, awaitedKey) = (false, false, 0, nil)
  }

  /// Time has passed, or may have: a timer, a jump of the clock, a resume, another zone, a new server.
  func wake() throws {
    try openDatabase()
    lookForKey()
    try followRhythm()
    try settle(at: surroundings.now())
  }

  /// The names of all running timelines, in the order in which they began.
  var names: [String] { active.sorted { $0.value.order < $1.value.order }.map(\.key) }

  /// Decides a command, commits what it brings, and takes it in. Returns the events. `text` is that of the plan which the
  /// command upgrades to.
  @discardableResult
  func perform(_ command: Command, text: String? = nil, on name: String, at now: Moment) throws -> [Event] {
    guard var running = active[name] else { return [] }
    let now = max(now, running.seen)
    let events = try running.timeline.decide(command, at: now, zoneNamed: surroundings.zone)
    if case .upgrade(let plan) = command { running.timeline.prepare(upgradeTo: plan) }
    let change = try advance(&running.timeline, by: events, name: name, to: now)
    guard !events.isEmpty || !change.isEmpty else { return [] }
    if let latest = change.new.map(\.due).max() { running.seen = max(running.seen, latest.adding(.microseconds(1))) }
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
  private func isKnown(_ key: String) throws -> Bool { try store.read { try $0.hasDelivery(key) } }

  private func take(_ change: DeliveryChange) {
    for delivery in change.new { open[delivery.key] = delivery }
    for delivery in change.ended {
      takeOffScreen(delivery.key)
      open[delivery.key] = nil
      LogLine.withdrawn(delivery).send()
    }
  }

  /// Rewrites the files without what was erased.
  private func compactIfDue() throws {
    guard isToBeCompacted else { return }
    try store.compact()
    isToBeCompacted = false
  }

  /// Runs an input. When the database fails, the daemon stays up, says so once, and tries again later.
  func attempt(_ body: (Daemon) throws -> Void) {
    do {
      try body(self)
      if trouble != nil { try recover() }
    } catch {
      fail(error)
      onSchedule(nextMoment(after: surroundings.now()))
      onChange()
    }
  }

  /// Takes note of a failure. The journal hears of it once, however often it is met.
  func fail(_ error: any Error) {
    let reason = LogLine.reason(error)
    if reason != trouble { LogLine.trouble(reason).send() }
    trouble = reason
    tryAgainLater()
    if (error as? StoreError)?.wantsReopening == true, let store = try? store {
      store.close()
      previous = store
      let waiting = heard
      closeDatabase(because: error)
      heard = waiting
    }
  }

  /// An input that had nothing to write proves nothing, so something is written.
  private func recover() throws {
    try store.prove()
    try compactIfDue()
    trouble = nil
    LogLine.recovered.send()
    // One that still lies ahead may be for a popup that was refused.
    if resting.isEmpty, let retry, retry.at <= surroundings.now() { self.retry = nil }
    onChange()
  }

  /// Each wait is twice as long as the one before, from half a minute to an hour. One that is under way goes on, however often
  /// it fails in the meantime.
  func tryAgainLater() {
    if let retry, retry.at > surroundings.now() { return }
    let wait = min((retry?.wait ?? .seconds(15)) * 2, .seconds(3600))
    retry = (surroundings.now().adding(wait), wait)
  }

  /// All that is due, what is owed, and the timer. Whatever the input was, the timer may have been about to fire, and is armed
  /// for what comes after `now` only.
  func settle(at now: Moment) throws {
    _ = try store
    if let retry {
      if retry.at <= now { resting = [] }
      // A clock that was put back would make the wait longer than it was meant to be.
      if retry.at > now.adding(retry.wait) { self.retry?.at = now.adding(retry.wait) }
    }
    if areRoadsToBeClosed { try closeRoads(at: now) }
    try hear()
    try noticeGone(at: now)
    for name in names { try perform(.tick, on: name, at: now) }
    try planReminders(at: now)
    try wakeSnoozed(at: now)
    try showOwed(at: now)
    // In trouble it waits until something else could be written.
    if trouble == nil { try compactIfDue() }
    try reportDamage()
    settled = now
    onSchedule(nextMoment(after: now))
    onChange()
  }

  /// What follows from a command that is on the disk. If it fails it is tried again; the command is done all the same.
  func settleAfterCommit(at now: Moment) { attempt { try $0.settle(at: now) } }

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
  ///
  /// - Throws: `ControlError.unavailable` when it is damaged, or of another version.
  func rebuild(_ stored: StoredTimeline) throws(ControlError) -> Timeline {
    let upgrades = stored.upgrades.compactMap { try? plan($0, of: stored.name) }
    guard stored.isWhole, upgrades.count == stored.upgrades.count, let plan = try? plan(stored.plan, of: stored.name),
      let timeline = Timeline(
        plan: plan, upgrades: upgrades, events: stored.events,
        zoneNamed: { surroundings.zone($0) ?? surroundings.localZone })
    else { throw .unavailable(surroundings.words(.errorUnreadableTimeline, ["journey": stored.name])) }
    return timeline
  }

  /// A plan as it was kept with a timeline.
  func plan(_ text: String, of name: String) throws -> Plan {
    do {
      return try PlanFile.read(text: text, file: "the plan of \(name)", zones: surroundings.zone)
    } catch {
      throw StoreError.damaged
    }
  }

  /// Begins with what is in the store.
  private func load() throws {
    try reread()
    if try !store.changed.isEmpty { LogLine.changed.send() }
    recognisePopups()
    try reclaimUnknown()
    isToBeCompacted = try store.isToBeCompacted()
    try closeRoads(at: surroundings.now())
    try awaitKeyRing()
  }

  /// Rebuilds what is in memory from the store: at the start, and when words were opened or locked.
  func reread() throws {
    let answerable = surroundings.now().subtracting(Daemon.answerable)
    let stored = try store.read { try $0.timelines() }
    let deliveries = try store.read { try $0.openDeliveries(shownSince: answerable) }
    reminders = try store.read { try $0.reminders(zoneNamed: surroundings.zone) }
    open = Dictionary(deliveries.map { ($0.key, $0) }) { $1 }
    (active, unreadable) = ([:], [])
    for (order, one) in stored.enumerated() {
      guard let timeline = try? rebuild(one) else {
        unreadable.append(one.name)
        LogLine.unreadable.send()
        continue
      }
      guard timeline.ended == nil else { continue }
      let latest = try store.read { try $0.latestDue(of: one.name) }
      active[one.name] = Running(
        timeline: timeline, order: order, seen: latest?.adding(.microseconds(1)) ?? .earliest)
    }
  }

  /// What cannot be read is left out and kept; the journal hears of each entry once.
  private func reportDamage() throws {
    let damaged = try store.damagedEntries
    if damaged > reportedDamage { LogLine.damaged(damaged).send() }
    reportedDamage = damaged
  }

  /// What is wrong with what is kept, in a line without a private word; nil when nothing is.
  var whatIsDamaged: String? {
    if case .failure(let error) = data { return LogLine.reason(error) }
    if let trouble { return trouble }
    let what: String
    switch ((try? store.damagedEntries) ?? 0, (try? store.changed) ?? []) {
    case (0, []): return nil
    case (0, _): what = "something was changed on the disk since it was written"
    case (1, _): what = "one damaged entry is left out"
    case (let count, _): what = "\(count) damaged entries are left out"
    }
    return "\(what); nothing is thrown away, `percolatectl verify` tells where, and a backup may have it whole"
  }
}
