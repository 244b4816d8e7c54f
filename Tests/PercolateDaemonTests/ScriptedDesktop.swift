// A desktop that does what a test says, and a daemon around it whose clock the test moves. Everything but the bus and the
// socket is the real thing.

import Foundation
import PercolateCore
import PercolateFiles
import PercolateStore
import TestSupport
import Testing

@testable import PercolateDaemon

final class ScriptedDesktop: Desktop {
  var server: String? = ":1.1"
  var isSilent = false
  var summary: String { server == nil ? "no notification server" : "scripted" }
  /// The popups that were handed over, by the number that they got.
  private(set) var shown: [UInt32: Popup] = [:]
  private(set) var closed: [UInt32] = []
  /// What the server says to the next popup; nil: it takes it.
  var refusal: ShowAnswer?
  /// Answers that are held back until the test lets them go.
  var heldBack: [() -> Void]?
  /// Where each popup's answer is awaited, for tests that hold it back and give one of their own.
  private(set) var calls: [(ShowAnswer) -> Void] = []
  private var last: UInt32 = 0

  func show(_ popup: Popup, answer: @escaping (ShowAnswer) -> Void) {
    guard server != nil else { return answer(.refused("there is no server")) }
    last += 1
    let id = last
    calls.append(answer)
    if let refusal { return answer(refusal) }
    shown[id] = popup
    if heldBack != nil {
      heldBack?.append { answer(.shown(id: id)) }
    } else {
      answer(.shown(id: id))
    }
  }

  private(set) var summons = 0

  func summon() { summons += 1 }

  func close(_ id: UInt32) { closed.append(id) }

  var bodies: [String] { shown.sorted { $0.key < $1.key }.map(\.value.body) }
}

/// A daemon and its surroundings.
final class Rig {
  let desktop = ScriptedDesktop()
  var store: Store { get throws { try daemon.database.store } }
  private(set) var now: Moment
  private var running: Daemon?
  private(set) var next: Moment?
  let keyRing = ScriptedKeyRing()
  let stretcher = ScriptedStretcher()
  private let temporary = TemporaryFolder()
  var folder: URL { temporary.url }
  static let noon = Moment(iso8601: "2026-11-22T12:00:00Z") ?? .earliest
  private let open: () throws -> Store

  init(
    at now: String = "2026-11-22T12:00:00Z", configuration: String = "", onDisk: Bool = false,
    open: (() throws -> Store)? = nil
  ) throws {
    self.now = try #require(Moment(iso8601: now))
    let path = temporary.url.appending(path: "data/percolate.sqlite").path
    let store = onDisk ? nil : try Store.temporary()
    let opening = open ?? { try store ?? Store(path: path) }
    self.open = {
      let store = try opening()
      store.passphraseCost = 4
      return store
    }
    try write(configuration)
    try restart()
  }

  private var database: String { folder.appending(path: "data/percolate.sqlite").path }

  func write(_ text: String, to name: String = "percolate.yaml") throws {
    let file = folder.appending(path: "config/percolate/\(name)")
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  var daemon: Daemon {
    guard let running else { preconditionFailure("init starts one") }
    return running
  }

  /// A new daemon on the same store, as after a crash. It is up whatever became of the store.
  func restart() throws {
    let environment = [
      "XDG_CONFIG_HOME": folder.appending(path: "config").path, "TZ": "Europe/Rome", "HOME": folder.path,
    ]
    let zones = ZoneFiles(environment: environment)
    let directories = BaseDirectories(environment: environment)
    let configurations = ConfigurationInForce(directories: directories, zones: zones)
    let surroundings = try Surroundings(
      now: { [unowned self] in now }, zones: zones, directories: directories, environment: environment,
      timeZone: nil, language: configurations.current.language)
    let daemon = Daemon(
      database: database, open: open, surroundings: surroundings, configurations: configurations, desktop: desktop,
      keyRing: keyRing, stretcher: stretcher)
    daemon.onSchedule = { [unowned self] in next = $0 }
    running = daemon
    daemon.attempt { try $0.wake() }
  }

  /// Another daemon at the same time and place, on another store.
  func another(open: @escaping () throws -> Store) -> Daemon {
    let other = Daemon(
      database: database, open: open, surroundings: daemon.surroundings, configurations: daemon.configurations,
      desktop: ScriptedDesktop())
    other.attempt { try $0.wake() }
    return other
  }

  /// Lets time pass as the timer does: to each moment that the daemon asked for, up to `seconds` from now.
  func pass(_ seconds: Int) throws {
    let end = now.adding(.seconds(seconds))
    while let moment = next, moment <= end {
      now = max(now, moment)
      daemon.attempt { try $0.wake() }
    }
    now = end
  }

  /// Time passes, and nobody is there to see.
  func leave(_ seconds: Int) { now = now.adding(.seconds(seconds)) }

  /// Somebody sets the clock.
  func set(_ clock: Moment) { now = clock }

  func states() throws -> [String] {
    try store.read { try $0.log(stream: nil, limit: 1000) }.filter { $0.kind == "nudge" }.map(\.detail)
  }
}

/// A keyring that does what a test says.
final class ScriptedKeyRing: KeyRing {
  private(set) var kept: [String: RingKey] = [:]
  /// Why it is of no use; nil while it is open.
  var failure: KeyRingFailure?
  private var handler: (() -> Void)?

  func keep(_ key: RingKey, answer: @escaping (Result<Void, KeyRingFailure>) -> Void) {
    if let failure { return answer(.failure(failure)) }
    kept[key.id] = key
    answer(.success(()))
  }

  func find(_ id: String, answer: @escaping (Result<RingKey, KeyRingFailure>) -> Void) {
    if let failure { return answer(.failure(failure)) }
    answer(kept[id].map { .success($0) } ?? .failure(.empty))
  }

  func watch(_ handler: (() -> Void)?) {
    self.handler = handler
    handler?()
  }

  /// Somebody opens it.
  func open() {
    failure = nil
    handler?()
  }
}

/// Stretches a passphrase at once, or when a test says so.
final class ScriptedStretcher: Stretcher {
  /// What waits to be stretched; nil: nothing waits.
  private(set) var heldBack: [() -> Void]?

  func stretch(
    _ passphrase: String, _ stretching: PassphraseStretching,
    answer: @escaping (Result<StretchedPassphrase, any Error>) -> Void
  ) {
    let stretch = { answer(Result { try stretching.stretch(passphrase) }) }
    if heldBack == nil { stretch() } else { heldBack?.append(stretch) }
  }

  func holdBack() { heldBack = [] }

  func letGo() {
    let all = heldBack
    heldBack = nil
    all?.forEach { $0() }
  }
}
