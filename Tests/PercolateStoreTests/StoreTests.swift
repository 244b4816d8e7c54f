// The database: what is written comes back, and what is not ours is left alone.

import Foundation
import PercolateCore
import PercolateFiles
import SQLite
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

  /// What is asked for by itself is the same as when it is read with everything.
  @Test func partsAreThoseOfTheWhole() throws {
    let full = try FullDatabase()
    let store = full.store
    let (all, none) = try store.read { (try $0.timelines(), try $0.timelines(withWords: false)) }
    #expect(try store.read { try $0.timelineNames() } == ["one", "two"])
    for (timeline, wordless) in zip(all, none) {
      let alone = try #require(try store.read { try $0.timeline(timeline.name) })
      #expect(alone.events == timeline.events && alone.upgrades == timeline.upgrades && alone.plan == timeline.plan)
      #expect(wordless.events.count == timeline.events.count && wordless.events != timeline.events)
      #expect(wordless.events.map(\.fact.kind) == timeline.events.map(\.fact.kind))
    }
    #expect(try store.read { try $0.timeline("three") } == nil)
    let again = try Store(path: full.path)
    for _ in 0..<2 { #expect(try again.takeTimelines().map(\.events) == none.map(\.events)) }
    let noon = FullDatabase.noon
    let later = noon.adding(.seconds(1))
    let missed = try store.read { try $0.missedDeliveries(since: noon) }
    let key = try #require(missed.first?.key)
    #expect(missed.count == 2)
    #expect(try store.read { try $0.countMissed(since: noon) } == 2)
    #expect(try store.read { try $0.countMissed(since: noon, except: [key, "none"]) } == 1)
    #expect(try store.read { try $0.countMissed(since: later) } == 0)
    #expect(try store.read { try $0.hasDelivery("one/calm#0") && !$0.hasDelivery("one/calm#9") })
    #expect(try store.read { try $0.latestDue(of: "one") == noon && $0.latestDue(of: "three") == nil })
    #expect(try store.read { try $0.openDeliveries(shownSince: noon) }.count == 2 * 4 + 1)
    #expect(try store.read { try $0.openDeliveries(shownSince: later) }.count == 2 * 3 + 1)
    let pages = try [0, 5, 10].flatMap { after in
      try store.read { try $0.log(stream: "one", after: after, limit: 5) }.lines.map(\.seq)
    }
    #expect(pages == Array(1...15))
  }

  /// What cannot be read is left out, and what follows it is not.
  @Test func aHistoryGoesOnAfterALineThatCannotBeRead() throws {
    let full = try FullDatabase()
    try full.damage("UPDATE event SET at = 'x' WHERE seq IN (2, 10)")
    var (last, lines, pages): (Int?, [Int], Int) = (0, [], 0)
    while let after = last {
      let page = try full.store.read { try $0.log(stream: "one", after: after, limit: 5) }
      (last, pages) = (page.last, pages + 1)
      lines += page.lines.map(\.seq)
    }
    let all = try full.store.db.column("SELECT seq FROM event WHERE stream = 'one'", as: Int.self)
    #expect(pages == all.count / 5 + 1 && pages > 2)
    #expect(lines == all.filter { $0 != 2 && $0 != 10 })
  }

  /// As a memory stick or a folder of somebody else's may be.
  @Test func aFailingCallIsNotTakenForAnErrorOfSQLites() {
    #expect(StoreError(errno: ENOSPC, what: "x").description.contains("the disk is full"))
    for code in [EACCES, ENXIO, EPERM, 15] {
      let error = StoreError(errno: code, what: "x")
      #expect(!error.description.contains("the disk is full") && !error.wantsReopening)
    }
  }

  @Test func whatTellsOfANoIsReadByItself() throws {
    let store = try Store.temporary()
    let beginning = Beginning(plan: "coffee", version: 1, name: " Sam ", brokeUp: Self.noon)
    let telling: [Fact] = [.started(beginning), .they(.noContact, on: Self.noon), .safety([.hurt]), .closed([.no])]
    let others: [Fact] = [.resumed, .wrote(Writing(kind: .note, text: "basil"))]
    try store.commit { transaction in
      try transaction.begin("one", plan: "", events: (telling + others).map { Event(at: Self.noon, $0) })
      try transaction.begin("two", plan: "", events: [Event(at: Self.noon, .resumed)])
    }
    let told = try store.read { try $0.tellings() }
    #expect(told.map(\.timeline) == ["one", "two"] && told.map(\.person) == [Person.key("Sam"), nil])
    #expect(told.map { $0.events.map(\.fact) } == [telling, []])
    #expect(try store.read { try $0.tellings(in: "two") }.map(\.timeline) == ["two"])
    try store.seal(passphrase: "four quiet grey herons", ring: nil, at: Self.noon)
    store.lockWords()
    #expect(try store.read { try $0.tellings(in: "one") }.first?.person?.isEmpty == false)
  }

  /// A snapshot is of one moment, whatever is written meanwhile.
  @Test func aSnapshotStaysAsItWas() throws {
    let full = try FullDatabase()
    let snapshot = try full.store.snapshot()
    let look = try full.store.verification { _ in ["calm"] }
    var steps = 0
    repeat {
      steps += 1
      try full.store.commit { try $0.begin("three \(steps)", plan: "", events: [Event(at: Self.noon, .resumed)]) }
    } while try look.step()
    #expect(look.checks.flatMap(\.faults).isEmpty && look.checks.first { $0.subject == .events }?.count == 52)
    #expect(try snapshot.read { try $0.timelineNames() } == ["one", "two"])
    #expect(try full.store.read { try $0.timelineNames() }.count == steps + 2)
  }
}
