// The daemon's one way in and out. Every input (a request, the timer, a button, a clock that jumped) takes one turn: it changes
// a copy of what is remembered, what that changes is written down in one transaction, the copy is kept, and only then is
// anything done in the world, and the timer armed. Invariants: nothing is shown or answered before it is on the disk; if the
// transaction fails, what was remembered stands; memory and inbox are written in this file alone.

import Kernel
import PercolateControl
import PercolateCore
import PercolateFiles
import PercolateStore

/// All timelines and reminders of one user, and what is owed of them.
final class Daemon {
  let database: Database
  let surroundings: Surroundings
  let configurations: ConfigurationInForce
  let desktop: any Desktop
  /// The lock on the user's words, and copies of everything.
  private(set) lazy var lock = WordLock(daemon: self, keyRing: keyRing, stretcher: stretcher)
  private(set) lazy var copies = Copies(daemon: self)
  /// Where everything stands, as it was last told.
  private(set) lazy var glance = Glance(daemon: self)
  private let keyRing: (any KeyRing)?
  /// Makes a passphrase into what opens the words, beside everything else.
  private let stretcher: any Stretcher

  /// What looks at the database in slices.
  let looks = Looks()
  /// Called when something is due at another moment than before; nil: nothing is.
  var onSchedule: (Moment?) -> Void = { _ in }
  /// Called after every change that a watcher would want to see.
  var onChange: () -> Void = {}

  /// How many changes there were that a watcher would want to see.
  private(set) var changes = 0
  /// What is remembered of the database.
  private(set) var memory = Memory()
  /// What servers have said, in that order, until it is written down. A popup is in it at most once for each thing that can be
  /// said of it.
  private var inbox: [News] = []
  /// Every "no" of a database that was opened, until the first turn on it.
  private var beginning: Nos?
  /// Whether the process is about to end: what is owed by then is for the next one.
  private var isEnding = false

  /// A daemon whose database is opened when it first wakes up, and again whenever it could not be.
  init(
    database: String, open: @escaping () throws -> Store, surroundings: Surroundings,
    configurations: ConfigurationInForce, desktop: any Desktop, keyRing: (any KeyRing)? = nil,
    stretcher: any Stretcher = OwnStretcher()
  ) {
    self.database = Database(path: database, open: open)
    self.surroundings = surroundings
    self.configurations = configurations
    self.desktop = desktop
    self.keyRing = keyRing
    self.stretcher = stretcher
  }

  /// The one turn of every input: what servers have said, the input itself, and what time has brought. What it throws has
  /// changed nothing.
  func take<Answer>(_ input: (inout Memory, Circumstances) throws -> (Turn, Answer)) throws -> Answer {
    let (circumstances, heard, store) = (self.circumstances, inbox.count, try database.store)
    var next = memory
    var turn = next.hear(inbox, circumstances)
    if let beginning { turn += next.begin(beginning, circumstances) }
    let (own, answer) = try input(&next, circumstances)
    turn += own
    turn += next.settle(circumstances)
    next.note(turn.changes, at: circumstances.now)
    try store.commit(turn.changes, at: circumstances.now)
    (memory, beginning) = (next, nil)
    inbox.removeFirst(heard)
    turn.effects.forEach(perform)
    tidy()
    arm(after: circumstances)
    return answer
  }

  /// The same, of an input that is told nothing.
  func take(_ input: (inout Memory, Circumstances) throws -> Turn) throws {
    try take { memory, circumstances in (try input(&memory, circumstances), ()) }
  }

  /// Takes in what was written down by other means. It stands, whatever becomes of the turn that follows.
  func keep(_ input: (inout Memory, Circumstances) -> Turn) {
    input(&memory, circumstances).effects.forEach(perform)
    attempt { try $0.take { _, _ in Turn() } }
  }

  /// Time has passed, or may have: a timer, a jump of the clock, a resume, another zone.
  func wake() throws {
    try openDatabase()
    lock.lookForKey()
    // A clock that was put back makes recent again what is not remembered any more.
    if surroundings.now().subtracting(Memory.answerable) < memory.since { try remember() }
    try take { _, _ in Turn() }
  }

  /// What the desktop tells by itself. Servers tell everybody of everybody's popups: what is not ours costs nothing.
  func handle(_ event: DesktopEvent) throws {
    guard let id = event.id else {
      return try take { memory, _ in
        memory.serverArrived()
        return Turn()
      }
    }
    guard let server = desktop.server, memory.deliveries.isKnown(id, of: server) || isAwaited(id, of: server) else {
      return
    }
    let news = News.event(event, server: server)
    if !inbox.contains(news) { inbox.append(news) }
    try take { _, _ in Turn() }
  }

  /// Whether this server has told of a popup what could not be written down yet.
  private func isAwaited(_ id: UInt32, of server: String) -> Bool {
    inbox.contains { if case .answer(.shown(id), _, server) = $0 { true } else { false } }
  }

  /// Runs an input that nobody waits for. When the database fails, the daemon stays up, says so once, and tries again later.
  func attempt(_ body: (Daemon) throws -> Void) {
    do {
      try body(self)
    } catch {
      fail(error)
    }
  }

  /// Takes note of a failure.
  func fail(_ error: any Error) {
    if database.fail(error, at: surroundings.now()) { goOnWithout(error) }
    arm(after: circumstances)
  }

  /// Opens the database if it is not open, and rebuilds from it what is remembered. What follows from it waits for a turn.
  func openDatabase() throws {
    followZone()
    guard try database.open() else { return }
    do {
      (memory, beginning) = try remembered()
      for _ in memory.journeys.unreadable { LogLine.unreadable.send() }
      try lock.awaitKeyRing()
    } catch {
      goOnWithout(error)
      throw error
    }
  }

  /// Closes the database. Another one may be opened in its place, of which servers have said nothing.
  func closeDatabase(because error: any Error) {
    goOnWithout(error)
    inbox = []
  }

  /// Without a database what was remembered is not known to be true any more.
  private func goOnWithout(_ error: any Error) {
    looks.end(because: .changedMeanwhile)
    database.close(because: error)
    (memory, beginning) = (Memory(), nil)
    lock.stopAwaiting()
  }

  /// Rebuilds what is remembered from the database, when the user's words were opened, locked, or erased in part.
  /// If it cannot be read, the database is opened anew, and what is remembered with it. Returns every "no".
  @discardableResult
  func remember() throws -> Nos {
    do {
      let (memory, nos) = try remembered(earlier: memory)
      self.memory = memory
      return nos
    } catch {
      goOnWithout(error)
      throw error
    }
  }

  /// Something is otherwise than it was told.
  func changed() {
    changes += 1
    onChange()
  }

  /// The process is about to end: nothing more is handed over, and nobody waits for what takes long.
  func end() {
    isEnding = true
    looks.close(because: .ending)
    stretcher.end()
  }
}

extension Daemon {
  private func remembered(earlier: Memory? = nil) throws -> (Memory, Nos) {
    try Memory.read(
      database.store, earlier: earlier, at: surroundings.now(), zone: surroundings.zone,
      rebuild: { try? surroundings.rebuild($0) })
  }

  /// What an input meets at this moment.
  var circumstances: Circumstances {
    let (configuration, surroundings) = (configurations.current, surroundings)
    return Circumstances(
      now: surroundings.now(),
      rhythm: Rhythm(zone: surroundings.localZone, quiet: configuration.quiet, limits: configuration.limits),
      desk: Desk(server: desktop.server, isSilent: desktop.isSilent, isClosing: isEnding),
      lateAfter: configuration.lateAfter, later: configuration.later, words: surroundings.words,
      zone: surroundings.zone, someone: surroundings.someone,
      // A database that cannot tell takes nothing either, so that the turn fails as a whole.
      isKnown: { [database] key in (try? database.store.read { try $0.hasDelivery(key) }) ?? false })
  }

  /// What the daemon tells of itself; nothing is changed by looking.
  var views: Views {
    Views(
      memory: memory, data: Result { try database.store.reader }, trouble: database.whatIsDamaged,
      isToBeCompacted: database.isToBeCompacted, circumstances: circumstances, surroundings: surroundings,
      configurations: configurations, desktop: desktop.summary)
  }

  /// The zone of today; nudges in a wrong zone are better than none, so that the one of before holds where it is unknown.
  private func followZone() {
    do throws(ZoneFileError) {
      try surroundings.refreshZone(configurations.current.timeZone)
    } catch {
      LogLine.trouble(error.description).send()
    }
  }

  private func perform(_ effect: Effect) {
    switch effect {
    case .show(let deliveries): show(deliveries)
    case .close(let id): desktop.close(id)
    case .summon: desktop.summon()
    case .tell(let told): LogLine.lines(told).forEach { $0.send() }
    }
  }

  private func show(_ deliveries: [Delivery]) {
    guard case .sending(let server) = deliveries.first?.state else { return }
    let popups = Popups(words: surroundings.words, level: lock.textLevel, configuration: configurations.current)
    desktop.show(popups.popup(for: deliveries)) { [weak self] answer in
      guard let self else { return }
      inbox.append(.answer(answer, keys: deliveries.map(\.key), server: server))
      // The timer may not have said yet what is due in just this moment: it comes with this turn.
      attempt { try $0.take { _, _ in Turn() } }
    }
  }

  /// What no input waits for. If it fails, the input is done all the same.
  private func tidy() {
    guard (try? database.store) != nil else { return }
    // What was erased leaves the files at once, and no look has it any more.
    if database.isToBeCompacted { looks.end(because: .changedMeanwhile) }
    do {
      try database.tidy(at: surroundings.now())
    } catch {
      fail(error)
    }
  }

  /// The timer may have been about to fire: it is armed for what comes after the turn, and watchers are told.
  private func arm(after circumstances: Circumstances) {
    let moments = [memory.nextMoment(circumstances), database.backoff.next].compactMap(\.self)
    onSchedule(moments.filter { $0 > circumstances.now }.min())
    changed()
  }
}
