// The database: what is written comes back, and what is not ours is left alone.

import Foundation
import PercolateCore
import PercolateFiles
import TestSupport
import Testing

@testable import PercolateStore

@Suite struct StoreTests {
  private let temporary = TemporaryFolder()
  private var folder: URL { temporary.url.appending(path: "data") }
  private var path: String { folder.appending(path: "percolate.sqlite").path }
  private static let noon = Moment(iso8601: "2026-11-22T12:00:00Z") ?? .earliest

  private static let delivery = Delivery(
    key: "coffee/calm#1", timeline: "coffee", nudge: "calm", title: "Calm", due: noon, late: .fold, urgency: .low,
    full: "Breathe, Sam.", discreet: "Breathe.")

  @Test func everyFactComesBack() throws {
    let zone = Zone.utc
    let facts: [Fact] = [
      .started(Beginning(plan: "coffee", version: 1, name: "Sam", brokeUp: Self.noon)),
      .rhythm(zone: zone.name, quiet: QuietHours("22:30-08:00"), limits: Limits()),
      .rhythm(zone: zone.name, quiet: nil, limits: Limits(day: 1, week: 2)),
      .entered("calm", on: Self.noon, because: nil), .entered("calm", on: Self.noon, because: .they(.notNow)),
      .did(.letter, on: Self.noon, early: false), .they(.wrote, on: Self.noon), .assessed(.letGo), .extended, .accepted,
      .coffee(Self.noon), .coffee(nil), .outcome(.friends), .paused(until: Self.noon), .paused(until: nil), .resumed,
      .ended(.stopped),
    ]
    let store = try Store.temporary()
    try store.commit { try $0.begin("coffee", plan: "plan: coffee", events: facts.map { Event(at: Self.noon, $0) }) }
    let stored = try #require(try store.read { try $0.timelines() }.first)
    #expect(stored.events.map(\.fact) == facts)
    #expect(stored.plan == "plan: coffee")
  }

  @Test(arguments: [
    Delivery.State.owed, .sending(server: ":1.7"), .shown(server: ":1.7", id: 9), .gone(server: ":1.7", id: 9),
    .later(until: noon), .done, .dismissed,
    .missed(.tooLate), .missed(.overtaken), .missed(.unknown), .withdrawn,
  ])
  func everyStateOfADeliveryComesBackAndIsInTheLog(_ state: Delivery.State) throws {
    let store = try Store.temporary()
    var delivery = Self.delivery
    delivery.state = state
    delivery.repeated = true
    try store.commit { transaction in
      // An occurrence is owed once.
      for _ in 0..<2 { try transaction.owe(Self.delivery, at: Self.noon) }
      try transaction.update(delivery, at: Self.noon)
    }
    #expect(try store.read { try $0.delivery(delivery.key) } == delivery)
    let log = try store.read { try $0.log(stream: "coffee", limit: 10) }
    let why = if case .missed(let reason) = state { ", \(reason.rawValue)" } else { "" }
    #expect(log.map(\.detail) == ["coffee/calm#1 owed", "coffee/calm#1 \(state.name)\(why), perhaps twice"])
  }

  @Test func whatFailsInsideATransactionLeavesNothing() throws {
    struct Failure: Error {}
    let store = try Store.temporary()
    #expect(throws: Failure.self) {
      try store.commit { transaction in
        try transaction.owe(Self.delivery, at: Self.noon)
        throw Failure()
      }
    }
    #expect(try store.read { try $0.log(stream: nil, limit: 10) }.isEmpty)
  }

  @Test func nobodyElseCanReadIt() throws {
    let store = try Store(path: path)
    try store.commit { try $0.owe(Self.delivery, at: Self.noon) }
    func mode(_ path: String) throws -> Int {
      try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }
    #expect(try mode(folder.path) == 0o700)
    for suffix in ["", "-wal", "-shm"] { #expect(try mode(path + suffix) == 0o600, "\(suffix)") }
  }

  @Test func whatIsNotOursIsLeftAlone() throws {
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let list = Data("A shopping list: rye bread, two lemons, a stamp for a letter.".utf8)
    #expect(FileManager.default.createFile(atPath: path, contents: list, attributes: [.posixPermissions: 0o600]))
    #expect(throws: StoreError.notADatabase(path: path)) { try Store(path: path) }
    #expect(FileManager.default.contents(atPath: path) == list)
  }

  @Test func openPermissionsAndLinksAreRefused() throws {
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    #expect(throws: StoreError.self) { try Store(path: path) }
    let link = folder.deletingLastPathComponent().appending(path: "link")
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: folder)
    #expect(throws: StoreError.self) { try Store(path: link.appending(path: "percolate.sqlite").path) }
  }

  @Test func aRemindersCursorIsKept() throws {
    let store = try Store.temporary()
    let event = try CalendarEvent(parsing: "Sat 11:00", zoneNamed: { _ in nil })
    try store.commit { transaction in
      let once = try transaction.add("once", .once(Self.noon), at: Self.noon)
      let weekly = try transaction.add("weekly", .calendar(event), at: Self.noon)
      try transaction.advance(weekly.id, to: Self.noon.adding(.seconds(60)), active: true)
      try transaction.cancel(once.id, at: Self.noon)
    }
    let reminders = try store.read { try $0.reminders(zoneNamed: { _ in nil }) }
    #expect(reminders.map(\.reminder.text) == ["weekly"])
    #expect(reminders.map(\.cursor) == [Self.noon.adding(.seconds(60))])
  }

  /// A journey may have any name; what else is in the log under that name is none of its events.
  @Test func aTimelineMayBeNamedLikeTheReminders() throws {
    let store = try Store.temporary()
    let facts = [Event(at: Self.noon, .resumed)]
    try store.commit { transaction in
      try transaction.begin("reminders", plan: "", events: facts)
      let reminder = try transaction.add("basil", .once(Self.noon), at: Self.noon)
      try transaction.owe(reminder.delivery(due: Self.noon, Languages.english), at: Self.noon)
      try transaction.cancel(reminder.id, at: Self.noon)
    }
    #expect(try store.read { try $0.timelines() }.map(\.events) == [facts])
  }
}
