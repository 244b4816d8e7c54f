// What takes long is cut up: what is due meanwhile is on time, what is written meanwhile disturbs nothing, and what may not be done
// meanwhile is done after.

import Foundation
import PercolateControl
import PercolateCore
import PercolateStore
import SQLite
import Testing
import Varlink

@testable import PercolateDaemon

@Suite struct SlicesTests {
  /// The turns of a loop that a test takes itself.
  private final class Turns {
    private var waiting: [() -> Void] = []
    var isIdle: Bool { waiting.isEmpty }

    init(_ daemon: Daemon) { daemon.onNextTurn = { [unowned self] in waiting.append($0) } }

    func take() {
      let all = waiting
      waiting = []
      all.forEach { $0() }
    }

    func takeAll() { while !isIdle { take() } }
  }

  private func rig() throws -> Rig {
    let rig = try Rig(onDisk: true)
    let brokeUp = rig.now.subtracting(.seconds(5 * 86_400))
    _ = try rig.daemon.start(Control.Start(name: "Sam", brokeUp: brokeUp, history: []))
    for number in 0..<450 { try write(rig, "number \(number)") }
    return rig
  }

  private func write(_ rig: Rig, _ text: String) throws {
    _ = try rig.daemon.write(Control.Write(kind: "note", text: text))
  }

  @Test func aHistoryIsOfOneMoment() throws {
    let rig = try rig()
    let expected = try rig.daemon.history(of: nil)
    #expect(expected.entries.count > 450)
    let turns = Turns(rig.daemon)
    var text: JSONText?
    try rig.daemon.history(of: nil) { text = try? $0.get() }
    turns.take()
    #expect(text == nil)
    try write(rig, "in the middle")
    turns.takeAll()
    let reply: Control.History.Reply = try JSONValue(parsing: #require(text).bytes).decode()
    #expect(reply == expected)
    try rig.daemon.history(of: nil) { text = try? $0.get() }
    turns.takeAll()
    #expect(
      try JSONValue(parsing: #require(text).bytes).decode(Control.History.Reply.self).entries.count == expected.entries
        .count + 1)
  }

  @Test func aHistoryGoesOnAfterALineThatCannotBeRead() throws {
    let rig = try rig()
    let whole = try rig.daemon.history(of: nil).entries.count
    let db = try Connection(path: rig.store.path, .readWrite)
    try db.run("DROP TRIGGER event_is_never_changed; UPDATE event SET at = 'x' WHERE seq = 100")
    #expect(try rig.daemon.history(of: nil).entries.count == whole - 1)
  }

  @Test func aPopupComesMeanwhile() throws {
    let rig = try rig()
    _ = try rig.daemon.remind(Control.Remind(text: "basil", at: rig.now.adding(.seconds(60)), on: nil))
    let (turns, count) = (Turns(rig.daemon), rig.desktop.shown.count)
    var answers = 0
    for _ in 0..<2 {
      try rig.daemon.copies.verify(nil) { answers += (try? $0.get().allSatisfy(\.faults.isEmpty)) == true ? 1 : 0 }
    }
    turns.take()
    try rig.pass(60)
    #expect(rig.desktop.shown.count == count + 1)
    #expect(answers == 0)
    turns.takeAll()
    #expect(answers == 2)
  }

  @Test func filesAreRewrittenAfter() throws {
    let rig = try rig()
    let turns = Turns(rig.daemon)
    var checks: [CheckMessage]?
    try rig.daemon.copies.verify(nil) { checks = try? $0.get() }
    turns.take()
    #expect(throws: ControlError.self) { _ = try rig.daemon.forget("coffee", everything: false) }
    #expect(rig.daemon.database.isToBeCompacted)
    #expect(rig.daemon.database.trouble == nil)
    turns.takeAll()
    #expect(checks?.allSatisfy(\.faults.isEmpty) == true)
    #expect(!rig.daemon.database.isToBeCompacted)
    #expect(rig.daemon.memory.journeys.names.isEmpty)
  }

  @Test func nothingIsPutInPlaceMeanwhile() throws {
    let rig = try rig()
    let backup = try rig.daemon.copies.backup().path
    let deposit = try rig.daemon.copies.makeDeposit()
    try Data(contentsOf: URL(filePath: backup)).write(to: URL(filePath: deposit))
    let turns = Turns(rig.daemon)
    var refusals = 0
    rig.daemon.look(inSlices: { refusals == 0 }, then: { _ in })
    try rig.daemon.copies.restore(Control.Restore(deposit: deposit, carryOut: true)) { result in
      if case .failure(ControlError.unavailable) = result { refusals += 1 }
    }
    turns.takeAll()
    #expect(refusals == 1)
  }
}
