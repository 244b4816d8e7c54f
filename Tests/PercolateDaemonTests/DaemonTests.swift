// What becomes of what is due: shown, kept, folded, answered, withdrawn, and never lost.

import PercolateControl
import PercolateCore
import PercolateFiles
import PercolateStore
import Testing

@testable import PercolateDaemon

@Suite struct DaemonTests {
  private let day = 86_400

  private func remind(_ rig: Rig, in seconds: Int, _ text: String = "basil") throws {
    _ = try rig.daemon.remind(
      Control.Remind(text: text, at: rig.daemon.surroundings.now().adding(.seconds(seconds)), on: nil))
  }

  private func start(_ rig: Rig, daysAgo: Int, _ history: [HappenedMessage] = []) throws {
    _ = try rig.daemon.start(
      Control.Start(
        timeline: nil, plan: nil, name: "Sam",
        brokeUp: rig.daemon.surroundings.now().subtracting(.seconds(day * daysAgo)),
        history: history))
  }

  @Test func aReminderIsShownAtItsTimeAndNotBefore() throws {
    let rig = try Rig()
    try remind(rig, in: 7200)
    try rig.pass(7199)
    #expect(rig.desktop.shown.isEmpty)
    try rig.pass(1)
    #expect(rig.desktop.shown.count == 1)
    #expect(try rig.states().map { $0.split(separator: " ").last } == ["owed", "sending", "shown"])
  }

  @Test func whatIsDueWhileAnotherInputComesIsNotPassedOver() throws {
    let rig = try Rig()
    try start(rig, daysAgo: 2)
    let due = try #require(rig.daemon.views.nextPlanned(limit: 1, timeline: nil).first?.due)
    var count = rig.desktop.shown.count
    rig.desktop.heldBack = []
    try remind(rig, in: 60)
    try remind(rig, in: 61)
    try rig.pass(60)
    // The server answers before the timer does: what is due by then comes in the same turn.
    rig.leave(1)
    rig.desktop.heldBack?.forEach { $0() }
    rig.desktop.heldBack = nil
    count += 2
    #expect(rig.desktop.shown.count == count)
    // A command does.
    rig.leave(Int((due - rig.now).components.seconds) + 1)
    try remind(rig, in: 60)
    #expect(rig.desktop.shown.count == count + 1)
  }

  @Test func aRepeatingReminderIsShownOnceForALongAbsence() throws {
    let rig = try Rig()
    _ = try rig.daemon.remind(Control.Remind(text: "basil", at: nil, on: "*-*-* 11:00"))
    rig.leave(10 * day)
    try rig.restart()
    #expect(rig.desktop.shown.count == 1)
    try rig.pass(day)
    #expect(rig.desktop.shown.count == 2)
  }

  @Test func doneAndLaterOnThePopup() throws {
    let rig = try Rig()
    try remind(rig, in: 60)
    try rig.pass(60)
    try rig.daemon.handle(.action(id: 1, key: "later"))
    try rig.pass(3599)
    #expect(rig.desktop.shown.count == 1)
    try rig.pass(1)
    #expect(rig.desktop.shown.count == 2)
    try rig.daemon.handle(.action(id: 2, key: "done"))
    #expect(try rig.states().last?.hasSuffix(" done") == true)
    #expect(rig.daemon.memory.deliveries.waiting(at: rig.now).isEmpty)
    // A second press, or one on a popup that is not ours, is nothing.
    try rig.daemon.handle(.action(id: 2, key: "done"))
    try rig.daemon.handle(.action(id: 77, key: "done"))
  }

  @Test func doneAtTheCommandLineTakesThePopupAway() throws {
    let rig = try Rig()
    try remind(rig, in: 60)
    try rig.pass(60)
    #expect(try rig.daemon.answer(nil, with: .done).map(\.state) == ["done"])
    #expect(rig.desktop.closed == [1])
    #expect(throws: ControlError.nothingOpen) { try rig.daemon.answer(nil, with: .done) }
  }

  @Test func withoutAServerItStaysOwedUntilOneComes() throws {
    let rig = try Rig()
    rig.desktop.server = nil
    try remind(rig, in: 60)
    try rig.pass(day)
    #expect(rig.daemon.memory.deliveries.waiting(at: rig.now).map(\.state) == [.owed])
    #expect(rig.desktop.summons > 0)
    rig.desktop.server = ":1.2"
    try rig.daemon.handle(.arrived)
    #expect(rig.desktop.shown.count == 1)
  }

  @Test func aRefusalIsTriedAgainLater() throws {
    let rig = try Rig()
    rig.desktop.refusal = .refused("org.freedesktop.Notifications.Error.ExcessNotificationGeneration")
    try remind(rig, in: 60)
    try rig.pass(61)
    #expect(rig.desktop.shown.isEmpty)
    rig.desktop.refusal = nil
    try rig.pass(3600)
    #expect(rig.desktop.shown.count == 1)
  }

  @Test func nobodyKnowsIsTriedOnceMoreAndMarked() throws {
    let rig = try Rig()
    rig.desktop.refusal = .unknown
    try remind(rig, in: 60)
    try rig.pass(3 * 3600)
    #expect(
      try rig.states().map { String($0.dropFirst("reminder/1@2026-11-22T12:01:00Z ".count)) } == [
        "owed", "sending", "owed, perhaps twice", "sending, perhaps twice", "missed, unknown, perhaps twice",
      ])
  }

  @Test func aCrashWhileHandingOverIsTriedOnceMoreAndMarked() throws {
    let rig = try Rig()
    rig.desktop.heldBack = []
    try remind(rig, in: 60)
    try rig.pass(60)
    rig.desktop.heldBack = nil
    try rig.restart()
    #expect(rig.desktop.shown.count == 2)
    #expect(try rig.states().last?.hasSuffix("shown, perhaps twice") == true)
  }

  @Test func aRestartShowsNothingTwice() throws {
    let rig = try Rig()
    try start(rig, daysAgo: 2)
    try rig.pass(6 * day)
    let count = rig.desktop.shown.count
    #expect(count > 3)
    for _ in 0..<5 { try rig.restart() }
    #expect(rig.desktop.shown.count == count)
  }

  @Test func aWeekAwayIsOneWord() throws {
    let rig = try Rig()
    try start(rig, daysAgo: 30, [HappenedMessage(what: "did letter", on: rig.now.subtracting(.seconds(day)))])
    rig.leave(6 * day)
    try rig.restart()
    #expect(rig.desktop.shown.count == 1)
    #expect(rig.desktop.bodies.first?.contains("words have waited for you") == true)
    // Done on the digest is done for all that is in it.
    try rig.daemon.handle(.action(id: 1, key: "done"))
    #expect(rig.daemon.memory.deliveries.waiting(at: rig.now).isEmpty)
  }

  @Test func whatNoLongerAppliesIsTakenOffTheScreen() throws {
    let rig = try Rig()
    try start(rig, daysAgo: 30, [HappenedMessage(what: "did letter", on: rig.now.subtracting(.seconds(day)))])
    try rig.pass(2 * day)
    let shown = rig.desktop.shown.count
    #expect(shown > 0)
    _ = try rig.daemon.command(.they(.noContact, on: rig.now), on: nil)
    #expect(Set(rig.desktop.closed) == Set((1...UInt32(shown))))
    #expect(try rig.daemon.views.state().owed.allSatisfy { $0.title == "Letting go" })
  }

  /// A "no" is the other person's: neither stopping the journey nor beginning another one undoes it.
  @Test(arguments: ["Sam", "SAM", nil]) func aNoOutlivesItsJourney(name: String?) throws {
    let rig = try Rig()
    try start(rig, daysAgo: 30)
    _ = try rig.daemon.command(.they(.noContact, on: rig.now), on: nil)
    _ = try rig.daemon.command(.stop, on: nil)
    try rig.pass(day)
    let yesterday = rig.now.subtracting(.seconds(3600))
    let standing = try rig.daemon.start(
      Control.Start(timeline: "again", plan: nil, name: name, brokeUp: yesterday, history: []))
    #expect(standing.stage == "closure")
    #expect(standing.boundary != nil)
    for step in Approach.allCases { #expect(try rig.daemon.views.may(step, on: "again").answer == "never") }
  }

  @Test func aNoOfOnePersonIsNotAnothers() throws {
    let rig = try Rig()
    try start(rig, daysAgo: 30)
    _ = try rig.daemon.command(.they(.noContact, on: rig.now), on: nil)
    let standing = try rig.daemon.start(
      Control.Start(timeline: "other", plan: nil, name: "Alex", brokeUp: rig.now, history: []))
    #expect(standing.stage == "calm" && standing.boundary == nil)
  }

  @Test func popupsSayAsMuchAsTheyMay() throws {
    for (level, expected) in [("minimal", "A moment for you."), ("full", "basil")] {
      let rig = try Rig(configuration: "notifications: { text: \(level) }")
      try remind(rig, in: 60)
      try rig.pass(60)
      #expect(rig.desktop.bodies == [expected])
    }
    let rig = try Rig()
    try remind(rig, in: 60)
    try rig.pass(60)
    #expect(rig.desktop.bodies.first?.contains("basil") == false)
  }

  @Test func aWrongConfigurationLeavesTheOldOneInForce() throws {
    let rig = try Rig(configuration: "later: 2 hours")
    try rig.write("later: 2 hours\nquiett: none")
    #expect(throws: ControlError.self) { try rig.daemon.reload() }
    #expect(rig.daemon.configurations.current.later == .seconds(7200))
    #expect(try rig.daemon.views.state().configuration?.contains("quiet") == true)
    try rig.write("later: 3 hours")
    try rig.daemon.reload()
    #expect(rig.daemon.configurations.current.later == .seconds(10_800))
    #expect(try rig.daemon.views.state().configuration == nil)
  }

  @Test func aClockSetBackFiresNothingTwice() throws {
    let rig = try Rig()
    try start(rig, daysAgo: 2)
    try rig.pass(4 * day)
    let count = rig.desktop.shown.count
    rig.leave(-2 * day)
    try rig.daemon.wake()
    #expect(rig.desktop.shown.count == count)
    try rig.pass(2 * day - 3600)
    #expect(rig.desktop.shown.count == count)
  }

  @Test func severalTimelinesHaveToBeNamed() throws {
    let rig = try Rig()
    try start(rig, daysAgo: 2)
    try start(rig, daysAgo: 3)
    #expect(rig.daemon.memory.journeys.names == ["coffee", "coffee-2"])
    #expect(throws: ControlError.severalTimelines(["coffee", "coffee-2"])) {
      try rig.daemon.command(.stop, on: nil)
    }
    _ = try rig.daemon.command(.stop, on: "coffee")
    #expect(rig.daemon.memory.journeys.names == ["coffee-2"])
    #expect(throws: ControlError.self, "it is over") { try rig.daemon.command(.stop, on: "coffee") }
    #expect(throws: ControlError.unknownTimeline("tea")) { try rig.daemon.command(.stop, on: "tea") }
  }

  @Test func whatAnotherVersionWroteIsKeptAndTheRestGoesOn() throws {
    let rig = try Rig()
    try start(rig, daysAgo: 2)
    let plan = "plan: newer\nversion: 1\nmoods: [good]"
    try rig.store.commit([.begin(timeline: "newer", plan: plan, events: [])], at: rig.now)
    try rig.restart()
    #expect(rig.daemon.memory.journeys.names == ["coffee"])
    #expect(try rig.daemon.views.state().data?.contains("newer") == true)
    #expect(try rig.daemon.views.state(all: true).standings.map(\.timeline) == ["coffee"])
  }

  @Test func theServiceManagerReadsNothingPrivate() throws {
    let rig = try Rig()
    #expect(rig.daemon.views.statusLine == "Nothing is scheduled: no journey is under way.")
    try start(rig, daysAgo: 2)
    #expect(rig.daemon.views.statusLine.hasPrefix("Next nudge: "))
    #expect(!rig.daemon.views.statusLine.contains("Sam"))
  }
}
