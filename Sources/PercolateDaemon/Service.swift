// The composition: which parts a running daemon is made of, and who tells whom. The end-to-end tests run just this, in the
// real binary.

import Glibc
import Kernel
import PercolateControl
import PercolateCore
import PercolateFiles
import PercolateStore
import Systemd

/// The daemon as a process.
public final class Service {
  private let loop: EventLoop
  private let daemon: Daemon
  private let notifier: Notifier
  private let secretService = SecretService()
  private let server: ControlServer
  private let timer: RealtimeTimer
  private var sources: [EventSource] = []
  private var ownSocket: ListeningSocket?
  private var lastStatus = ""
  /// Set while we shut down: exits when the last answers take too long.
  private var ending: EventSource?
  /// How long the notification server may take for its last answers.
  private static let farewell = Duration.seconds(2)

  /// Runs the daemon until it is told to stop; returns the exit status. An error is logged as one line.
  public static func run(environment: [String: String]) -> CInt {
    do {
      return try Service(environment: environment).run()
    } catch {
      LogLine.failed(error).send()
      return 1
    }
  }

  /// Puts the daemon together, and takes the one place that there is for it.
  private init(environment: [String: String]) throws {
    let places = try Places(environment: environment)
    loop = try EventLoop()
    // The signals are blocked before anything could start a thread.
    let signals = try StopSignals(loop: loop)
    let database = try LockedDatabase(at: places)
    let zones = ZoneFiles(environment: environment)
    let directories = BaseDirectories(environment: environment)
    let configurations = ConfigurationInForce(directories: directories, zones: zones)
    let surroundings = try Surroundings(
      now: { Moment.now }, zones: zones, directories: directories, environment: environment,
      timeZone: configurations.current.timeZone, language: configurations.current.language)
    notifier = Notifier(loop: loop, places: places)
    daemon = Daemon(
      database: places.database, open: database.open, surroundings: surroundings, configurations: configurations,
      desktop: notifier, keyRing: secretService, stretcher: StretchingProcess(loop: loop))
    server = try ControlServer(loop: loop, requests: Requests(daemon: daemon))
    let daemon = daemon
    timer = try loop.timer { daemon.attempt { try $0.wake() } }
    sources = signals.sources
    signals.onStop = { [weak self] in self?.stop() }
    signals.onReload = { [weak self] in self?.reload() }
    try listen(at: places)
    try connect()
  }

  private func run() throws -> CInt {
    daemon.attempt { try $0.wake() }
    notifier.connect()
    _ = try loop.watchdog(true)
    lastStatus = daemon.views.statusLine
    _ = try? ServiceManager.notify([.ready, .status(lastStatus)])
    LogLine.started(version: Version.current).send()
    ProcessMemory.giveBack()
    let status = try loop.run()
    // What is in the write-ahead log goes into the database, which can then be copied as one file.
    daemon.closeDatabase(because: StoreError.closed)
    LogLine.stopped.send()
    return status
  }

  private func connect() throws {
    let daemon = daemon
    let timer = timer
    daemon.onSchedule = { next in
      guard let next else { return timer.disarm() }
      timer.arm(at: UInt64(next.microseconds))
    }
    daemon.looks.onNextTurn = { [loop] in loop.later($0) }
    daemon.onChange = { [weak self] in self?.changed() }
    notifier.onEvent = { event in daemon.attempt { try $0.handle(event) } }
    notifier.onBus = { [secretService] bus in secretService.use(bus) }
    notifier.onLost = { LogLine.busLost.send() }
    for source in [
      try loop.clockChanges { [weak self] in self?.clockChanged() },
      try loop.zoneChanges { [weak self] in self?.clockChanged() },
    ] { sources.append(source) }
  }

  private func listen(at places: Places) throws {
    let passed = try ServiceManager.listenSockets()
    if passed.isEmpty {
      let own = try ListeningSocket(path: places.socket)
      try server.listen(on: own.fd)
      ownSocket = own
    }
    for socket in passed { try server.listen(on: socket.fd) }
  }

  private func clockChanged() {
    LogLine.clockChanged.send()
    daemon.attempt { try $0.wake() }
  }

  private func reload() {
    _ = try? ServiceManager.notify([.reloading])
    // `reload` has reported a configuration that it refuses; the old one stays in force.
    daemon.attempt { daemon in
      do {
        try daemon.reload()
      } catch is ControlError {}
    }
    _ = try? ServiceManager.notify([.ready, .status(daemon.views.statusLine)])
  }

  /// Answers every call that has arrived, hands over no more popups, and waits for the answers to those that were, so
  /// that the next start knows which of them were shown. A second signal ends the process at once.
  private func stop() {
    guard ending == nil else { return loop.exit() }
    _ = try? ServiceManager.notify([.stopping])
    daemon.end()
    server.finish()
    ending = try? loop.after(Service.farewell) { [loop] in loop.exit() }
    notifier.onQuiet = { [loop] in loop.exit() }
    if notifier.isQuiet || ending == nil { loop.exit() }
  }

  /// Watchers and the service manager hear of every change.
  private func changed() {
    server.publish()
    let status = daemon.views.statusLine
    guard status != lastStatus else { return }
    lastStatus = status
    _ = try? ServiceManager.notify([.status(status)])
  }
}

/// SIGTERM and SIGINT ask for the end; SIGHUP reloads.
private final class StopSignals {
  var onStop: () -> Void = {}
  var onReload: () -> Void = {}
  var sources: [EventSource] = []

  init(loop: EventLoop) throws {
    for number in [SIGTERM, SIGINT] { sources.append(try loop.signal(number) { self.onStop() }) }
    sources.append(try loop.signal(SIGHUP) { self.onReload() })
  }
}
