// A daemon that has no database: it answers, says why, shows nothing, and looks again by itself and when asked.

import PercolateControl
import PercolateCore
import PercolateStore
import Testing
import Varlink

@testable import PercolateDaemon

@Suite struct WithoutDatabaseTests {
  private let store: Store
  private let rig: Rig
  private let door: Door

  /// What opening the database brings.
  private final class Door {
    var error: StoreError? = .unusable(path: "/data/percolate.sqlite", why: "is damaged")
    var knocks = 0
  }

  init() throws {
    let (store, door) = (try Store.temporary(), Door())
    let reminder = Reminder(id: 1, text: "basil", rule: .once(Rig.noon.adding(.seconds(7200))), since: Rig.noon)
    try store.commit([.set(reminder)], at: Rig.noon)
    (self.store, self.door) = (store, door)
    rig = try Rig(open: {
      door.knocks += 1
      if let error = door.error { throw error }
      return store
    })
  }

  @Test func itAnswersAndSaysWhy() throws {
    let peer = PeerOfDaemon(rig.daemon, Requests.description)
    for method in ["Status", "Monitor", "Configuration", "Plans", "Support"] {
      #expect(throws: Never.self, "\(method)") { try peer.ask(method).get() }
    }
    let why = try #require(door.error).description
    #expect(try peer.ask("Status").get()["state"]?["data"]?.string == why)
    #expect(rig.daemon.views.statusLine == why)
    let refused = ControlError.unavailable(why).wire
    for (method, parameters) in [
      ("Remind", "{\"text\":\"mint\",\"on\":\"Sun 11:00\"}"), ("Agenda", "{\"limit\":1}"),
      ("May", "{\"step\":\"call\"}"),
      ("Reminders", "{}"), ("Forget", "{\"everything\":true}"), ("Stop", "{}"), ("Log", "{\"limit\":1}"),
      ("Reload", "{}"),
    ] {
      #expect(throws: refused, "\(method)") { try peer.ask(method, parameters).get() }
    }
  }

  @Test func itLooksAgainByItselfLessAndLessOften() throws {
    #expect(door.knocks == 1)
    try rig.pass(24 * 3600)
    // After 30 s, twice that, and so on up to an hour.
    #expect(door.knocks == 1 + 7 + 22)
    door.error = nil
    try rig.pass(3600)
    #expect(rig.daemon.database.whatIsDamaged == nil)
    #expect(rig.desktop.bodies.count == 1, "what fell due meanwhile is shown, once")
  }

  /// A second look comes within the hour, whatever the clock does.
  @Test func aClockThatIsPutBackDoesNotMakeTheWaitLonger() throws {
    rig.leave(-365 * 86_400)
    rig.daemon.attempt { try $0.wake() }
    #expect(try #require(rig.next) <= rig.now.adding(.seconds(3600)))
  }

  @Test func askingDoesNotPutOffTheNextLook() throws {
    let peer = PeerOfDaemon(rig.daemon, Requests.description)
    for _ in 0..<100 { _ = (peer.ask("Stop"), peer.ask("Status")) }
    #expect(door.knocks == 1)
    try rig.pass(30)
    #expect(door.knocks == 2)
  }

  @Test func reloadTakesItUpAtOnce() throws {
    door.error = nil
    try rig.daemon.reload()
    #expect(try rig.daemon.views.state().data == nil)
    #expect(rig.daemon.memory.reminders.count == 1)
    #expect(rig.next == Rig.noon.adding(.seconds(7200)))
  }

  /// What was in memory is not known to be true any more, and nothing is shown that could not be written down.
  @Test func aDatabaseThatIsTakenAwayTakesEverythingWithIt() throws {
    door.error = nil
    try rig.daemon.reload()
    rig.daemon.closeDatabase(because: StoreError.closed)
    door.error = .closed
    rig.daemon.attempt { try $0.handle(.arrived) }
    try rig.pass(7200)
    #expect(rig.desktop.shown.isEmpty)
  }
}
