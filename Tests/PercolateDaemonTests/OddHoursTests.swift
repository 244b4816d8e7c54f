// What comes at an odd hour: a nudge that is late in the night, an answer to a popup of yesterday, the end of a road while the
// machine slept.

import PercolateControl
import PercolateCore
import PercolateFiles
import PercolateStore
import Testing

@testable import PercolateDaemon

@Suite struct OddHoursTests {
  private let day = 86_400

  private func remind(_ rig: Rig, in seconds: Int) throws {
    _ = try rig.daemon.remind(
      Control.Remind(text: "basil", at: rig.now.adding(.seconds(seconds)), on: nil))
  }

  private func start(_ rig: Rig, daysAgo: Int, _ history: [HappenedMessage] = []) throws {
    _ = try rig.daemon.start(
      Control.Start(
        timeline: nil, plan: nil, name: "Sam", brokeUp: rig.now.subtracting(.seconds(day * daysAgo)),
        history: history))
  }

  private func waiting(_ rig: Rig) throws {
    try start(rig, daysAgo: 30, [HappenedMessage(what: "did letter", on: rig.now.subtracting(.seconds(day)))])
  }

  @Test func aRoadThatTimeEndsIsOverAndTheOthersGoOn() throws {
    let rig = try Rig()
    try start(rig, daysAgo: 2)
    _ = try rig.daemon.command(.they(.noContact, on: rig.now), on: nil)
    try rig.pass(200 * day)
    #expect(rig.daemon.memory.journeys.names.isEmpty)
    let count = rig.desktop.shown.count
    try remind(rig, in: 60)
    try rig.pass(60)
    #expect(rig.desktop.shown.count == count + 1)
    // Also when it ended while nobody was there to see.
    let away = try Rig()
    try start(away, daysAgo: 2)
    _ = try away.daemon.command(.they(.noContact, on: away.now), on: nil)
    away.leave(200 * day)
    try away.restart()
    #expect(away.daemon.memory.journeys.names.isEmpty)
  }

  @Test func whatIsLateIsNotShownInTheNight() throws {
    // 20:00 in Rome, and the machine wakes up at 02:00.
    let rig = try Rig(at: "2026-11-22T19:00:00Z")
    try waiting(rig)
    rig.leave(6 * 3600 + 4 * day)
    try rig.restart()
    #expect(rig.desktop.shown.isEmpty)
    // What the user set themselves is not held back.
    try remind(rig, in: 60)
    try rig.pass(60)
    #expect(rig.desktop.shown.count == 1)
    try rig.pass(6 * 3600 - 61)
    #expect(rig.desktop.shown.count == 1)
    try rig.pass(1)
    #expect(rig.desktop.shown.count == 2)
  }

  @Test func severalThatArePutOffTogetherComeBackTogether() throws {
    let rig = try Rig()
    try waiting(rig)
    rig.leave(6 * day)
    try rig.restart()
    try rig.daemon.handle(.action(id: 1, key: "later"))
    try rig.pass(3600)
    #expect(rig.desktop.shown.count == 2)
    try rig.daemon.handle(.action(id: 2, key: "done"))
    #expect(rig.daemon.memory.deliveries.all.isEmpty)
  }

  @Test func whatIsOnTheScreenCanBeAnsweredHoweverLateItCame() throws {
    let rig = try Rig()
    try remind(rig, in: 60)
    rig.leave(3 * day)
    try rig.restart()
    #expect(rig.desktop.shown.count == 1)
    #expect(try rig.daemon.answer(nil, with: .done).count == 1)
    #expect(rig.desktop.closed == [1])
  }

  @Test func aPopupCanBeAnsweredAfterARestart() throws {
    let rig = try Rig()
    try remind(rig, in: 60)
    try rig.pass(60)
    try rig.restart()
    try rig.daemon.handle(.arrived)
    try rig.daemon.handle(.action(id: 1, key: "done"))
    #expect(try rig.states().last?.hasSuffix(" done") == true)
  }

  @Test func aNumberMeansNothingToAnotherServer() throws {
    let rig = try Rig()
    try remind(rig, in: 60)
    rig.desktop.heldBack = []
    try rig.pass(60)
    rig.desktop.server = ":1.2"
    try rig.daemon.handle(.arrived)
    rig.desktop.heldBack?.forEach { $0() }
    try rig.daemon.handle(.action(id: 1, key: "done"))
    #expect(try rig.states().suffix(2).map { $0.split(separator: " ").last } == ["shown", "gone"])
    try rig.restart()
    try rig.daemon.handle(.action(id: 1, key: "done"))
    #expect(try rig.states().last?.hasSuffix(" gone") == true)
  }

  @Test func whatWasShownAndPutOffIsNotMissedWhenTheRoadMovesOn() throws {
    let rig = try Rig()
    try waiting(rig)
    try rig.pass(2 * day)
    _ = try rig.daemon.answer(nil, with: .later(until: rig.now.adding(.seconds(day))))
    _ = try rig.daemon.command(.they(.noContact, on: rig.now), on: nil)
    #expect(try rig.daemon.views.missed(since: nil).filter { $0.state == "missed" } == [])
  }

  @Test func aZoneThatIsGoneDoesNotTakeTheRoadWithIt() throws {
    let rig = try Rig()
    try start(rig, daysAgo: 2)
    let gone = Fact.rhythm(zone: "Atlantis/Poseidonis", quiet: nil, limits: Limits())
    try rig.store.commit([.append([Event(at: rig.now, gone)], to: "coffee")], at: rig.now)
    try rig.restart()
    #expect(rig.daemon.memory.journeys.names == ["coffee"])
    #expect(rig.daemon.memory.journeys["coffee"]?.rhythm.zone.name == "Europe/Rome")
  }

  @Test func everySecondOfAYearAwayIsOneReminder() throws {
    let rig = try Rig()
    _ = try rig.daemon.remind(Control.Remind(text: "basil", at: nil, on: "*:*:*"))
    rig.leave(365 * day)
    try rig.restart()
    #expect(rig.desktop.shown.count == 1)
    #expect(try rig.states().first?.hasPrefix("reminder/1@2027-11-22T12:00:00Z") == true)
  }
}
