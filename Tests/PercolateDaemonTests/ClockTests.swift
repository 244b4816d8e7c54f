// The machine's clock is not to be trusted: it stands still, leaps to the end of time, and is put back to its beginning. What
// it passes is late; before what it has shown already, the daemon waits. In no case is anything shown twice, or lost.

import PercolateControl
import PercolateCore
import Testing

@testable import PercolateDaemon

@Suite struct ClockTests {
  private let hour = 3600
  private let day = 86_400

  private func start(_ rig: Rig) throws {
    _ = try rig.daemon.start(
      Control.Start(timeline: nil, plan: nil, name: "Sam", brokeUp: rig.now.subtracting(.seconds(3600)), history: []))
  }

  private func remind(_ rig: Rig, at: Moment? = nil, on rule: String? = nil) throws {
    _ = try rig.daemon.remind(Control.Remind(text: "basil", at: at, on: rule))
  }

  /// The keys of all nudges so far that were shown, in order.
  private func shown(_ rig: Rig) throws -> [String] {
    try rig.states().filter { $0.hasSuffix(" shown") }.map { String($0.prefix { $0 != " " }) }
  }

  /// Each with a popup on the screen or none; then a restart, so that nothing hangs on memory alone.
  @Test(arguments: [
    "1970-01-01T00:00:00Z", "1970-01-02T00:00:01Z", "2001-09-09T01:46:40Z", "2026-11-22T11:59:59Z",
  ])
  func aClockThatIsPutBackWaits(wrong: String) throws {
    let rig = try Rig()
    try start(rig)
    try remind(rig, on: "*-*-* 16:00")
    try rig.pass(2 * day)
    let before = try shown(rig)
    #expect(Set(before).count == before.count && before.count > 3)
    let right = rig.now
    for _ in 0..<2 {
      rig.set(try #require(Moment(iso8601: wrong)))
      try rig.daemon.wake()
      try rig.restart()
      #expect(try shown(rig) == before)
      rig.set(right)
      try rig.daemon.wake()
      #expect(try shown(rig) == before)
    }
    // Put back by a day and left there, it lives through that day again, in silence, and then goes on.
    rig.leave(-day)
    try rig.daemon.wake()
    try rig.pass(day)
    #expect(try shown(rig) == before)
    try rig.pass(day)
    let after = try shown(rig)
    #expect(after.count > before.count && Set(after).count == after.count)
  }

  /// 2^31 and 2^32 seconds after 1970, the last moment there is, and an hour that anybody may lose.
  @Test(arguments: [
    "2026-11-22T13:00:00Z", "2038-01-19T03:14:08Z", "2106-02-07T06:28:16Z", "2199-12-31T23:59:59.999999Z",
  ])
  func aClockThatLeapsAheadIsLateOnce(wrong: String) throws {
    let rig = try Rig()
    try start(rig)
    try remind(rig, on: "*-*-* 12:30")
    try remind(rig, at: rig.now.adding(.seconds(day)))
    let right = rig.now
    let count = rig.desktop.shown.count
    rig.set(try #require(Moment(iso8601: wrong)))
    try rig.daemon.wake()
    // The reminders each by itself; all nudges that were passed in one popup, if they come: there are nights there, too. One
    // may be due just then.
    #expect(rig.desktop.shown.count - count <= 4)
    try rig.restart()
    #expect(rig.desktop.shown.count - count <= 4)
    let late = try shown(rig)
    rig.set(right)
    try rig.daemon.wake()
    try rig.restart()
    try rig.pass(3 * day)
    let all = try shown(rig)
    #expect(Set(all).count == all.count && all.starts(with: late))
    #expect(["reminder/1@", "reminder/2@"].allSatisfy { key in all.contains { $0.hasPrefix(key) } })
    // What was due there, and was not shown for it was night, is not due here and now.
    #expect(all.count - late.count <= 9)
  }

  /// What is told after the clock was put back takes effect after what was shown, so that no key is given out twice.
  @Test func whatIsToldToAClockPutBackIsNotTakenForWhatWas() throws {
    let rig = try Rig()
    try start(rig)
    try rig.pass(hour)
    _ = try rig.daemon.command(.did(.slip, on: rig.now), on: nil)
    try rig.pass(2 * hour)
    #expect(try shown(rig).contains("coffee/calm-slip#1"))
    rig.leave(-hour)
    try rig.restart()
    let later = rig.now
    _ = try rig.daemon.command(.did(.slip, on: later), on: nil)
    try rig.pass(day)
    let shown = try shown(rig)
    #expect(shown.contains("coffee/calm-slip#2") && Set(shown).count == shown.count)
  }

  /// What was due before the clock was put back, and could not be shown, is shown when it is due again.
  @Test func whatIsOwedWaitsForItsHourToComeAgain() throws {
    let rig = try Rig()
    try remind(rig, at: rig.now.adding(.seconds(hour)))
    rig.desktop.server = nil
    try rig.pass(2 * hour)
    rig.leave(-2 * hour)
    rig.desktop.server = ":1.1"
    try rig.restart()
    #expect(rig.desktop.shown.isEmpty)
    try rig.pass(hour - 1)
    #expect(rig.desktop.shown.isEmpty)
    try rig.pass(1)
    #expect(rig.desktop.shown.count == 1)
  }

  /// A second try comes within the hour, whatever the clock does.
  @Test func aWaitDoesNotGrowWhenTheClockIsPutBack() throws {
    let rig = try Rig()
    rig.desktop.refusal = .refused("not today")
    try remind(rig, at: rig.now.adding(.seconds(1)))
    try rig.pass(1)
    rig.leave(-365 * day)
    try rig.daemon.wake()
    #expect(try #require(rig.next) <= rig.now.adding(.seconds(hour)))
  }

  /// A flight over a reminder's hour: one that is at a moment keeps it, one that is at an hour takes that of the place.
  @Test func anotherZoneIsTakenInAtOnce() throws {
    let rig = try Rig(configuration: "quiet: none\ntime-zone: Europe/Rome\n")
    try remind(rig, at: rig.now.adding(.seconds(7 * hour)))
    try remind(rig, on: "*-*-* 19:30")
    #expect(rig.next == Moment(iso8601: "2026-11-22T18:30:00Z"))
    try rig.write("quiet: none\ntime-zone: America/New_York\n")
    try rig.daemon.reload()
    #expect(rig.next == Moment(iso8601: "2026-11-22T19:00:00Z"))
    try rig.pass(day)
    #expect(try shown(rig) == ["reminder/1@2026-11-22T19:00:00Z", "reminder/2@2026-11-23T00:30:00Z"])
  }
}
