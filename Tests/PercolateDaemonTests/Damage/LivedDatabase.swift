// A database with something in every table and every state that a delivery can be in, as it was when its daemon had stopped,
// and as a crash leaves it: with all that is new in the write-ahead log.

import Foundation
import PercolateControl
import PercolateCore
import PercolateFiles
import PercolateStore
import TestSupport
import Testing

@testable import PercolateDaemon

struct LivedDatabase {
  /// Stopped, and crashed.
  let states: [DatabaseFiles]

  private static let day = 86_400

  init(folder: URL) throws {
    let path = folder.appending(path: "full/percolate.sqlite").path
    let rig = try Rig(open: { try Store(path: path) })
    try Self.live(rig)
    rig.daemon.closeDatabase(because: StoreError.closed)
    let stopped = try DatabaseFiles.read(path)
    try rig.restart()
    try Self.goOn(rig)
    let crashed = try DatabaseFiles.read(path)
    rig.daemon.closeDatabase(because: StoreError.closed)
    try #require((stopped.wal ?? Data()).isEmpty && (crashed.wal ?? Data()).count > 3 * (Wreck.page + 24))
    states = [stopped, crashed]
  }

  private static func live(_ rig: Rig) throws {
    try rig.write(plan, to: "plans/small.yaml")
    let daemon = rig.daemon
    try start(rig, "lake", name: "Sam", daysAgo: 30)
    try start(rig, "sea", name: "Alex", daysAgo: 3)
    try start(rig, "gone", name: "Kim", daysAgo: 20)
    _ = try daemon.command(.they(.noContact, on: rig.now), on: "gone")
    _ = try daemon.forget("gone", everything: false)
    let (_, text) = try daemon.surroundings.plan(named: "small")
    try rig.store.commit([.upgrade(timeline: "sea", plan: text)], at: rig.now)
    for text in ["The lake, and the boat.", "The lake again, in the rain."] { try write(rig, "note", text) }
    try write(rig, "urge", "I would write at midnight.")
    try write(rig, "letter", "Dear Sam, it was my doing.")
    try write(rig, "answer", "Out of a mood.", about: "why")
    for seconds in [60, 120, 180, 240] { try remind(rig, "basil \(seconds)", in: seconds) }
    _ = try daemon.cancel(try remind(rig, "nothing", in: day).id)
    _ = try daemon.remind(Control.Remind(text: "grandmother", on: "Sun 11:00"))
    try rig.pass(6 * day)
    let shown = rig.desktop.shown.keys.sorted()
    try daemon.handle(.dismissed(id: try #require(shown.last)))
    try daemon.handle(.action(id: try #require(shown.dropLast().last), key: "later"))
    try remind(rig, "done", in: 60)
    try rig.pass(60)
    _ = try daemon.answer(daemon.memory.deliveries.waiting(at: rig.now).last?.key, with: .done)
    rig.leave(5 * day)
    try daemon.wake()
    let last = try #require(daemon.memory.deliveries.waiting(at: rig.now).last)
    _ = try daemon.answer(last.key, with: .later(until: rig.now.adding(.seconds(day))))
  }

  private static func goOn(_ rig: Rig) throws {
    for number in 1...8 { try write(rig, "note", "Day \(number) by the lake.") }
    rig.desktop.heldBack = []
    try remind(rig, "on its way", in: 60)
    try rig.pass(60)
    rig.desktop.server = nil
    try remind(rig, "owed", in: 60)
    try rig.pass(60)
    try write(rig, "note", "The last one.")
  }

  private static func start(_ rig: Rig, _ timeline: String, name: String, daysAgo: Int) throws {
    _ = try rig.daemon.start(
      Control.Start(
        timeline: timeline, plan: "small", name: name, brokeUp: rig.now.subtracting(.seconds(day * daysAgo)),
        history: []))
  }

  private static func write(_ rig: Rig, _ kind: String, _ text: String, about: String? = nil) throws {
    _ = try rig.daemon.write(Control.Write(timeline: "lake", kind: kind, about: about, text: text))
  }

  @discardableResult
  private static func remind(_ rig: Rig, _ text: String, in seconds: Int) throws -> ReminderMessage {
    try rig.daemon.remind(Control.Remind(text: text, at: rig.now.adding(.seconds(seconds))))
  }

  /// The small plan with a longer stay, and names in its nudges. A long plan would be read a thousand times.
  private static let plan = SmallPlan.text
    .replacing("usual: 5 days, longest: 9 days", with: "usual: 60 days, longest: 90 days")
    .replacing("        from: 1 day\n        until: 3 days\n", with: "")
    .replacing("late: drop", with: "late: fold")
    .replacing("full: [One., Two.]", with: "full: [\"One for {name}.\", \"Two for {name}.\"]")
}
