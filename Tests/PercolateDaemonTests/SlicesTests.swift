// What takes long is cut up: what is due meanwhile is on time, what is written meanwhile disturbs nothing, and what may not wait ends
// it, with a clear answer.

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

    init(_ daemon: Daemon) { daemon.looks.onNextTurn = { [unowned self] in waiting.append($0) } }

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

  /// What a look is told that was ended.
  private func isChange(_ result: Result<some Any, any Error>) -> Bool {
    if case .failure(ControlError.unavailable(let why)) = result { why.contains("changed meanwhile") } else { false }
  }

  @Test func erasingEndsALook() throws {
    let rig = try rig()
    let turns = Turns(rig.daemon)
    var answers: [Bool] = []
    try rig.daemon.copies.verify(nil) { answers.append(isChange($0)) }
    try rig.daemon.copies.backup { answers.append(isChange($0)) }
    try rig.daemon.history(of: nil) { answers.append(isChange($0)) }
    turns.take()
    #expect(try rig.daemon.forget("coffee", everything: false) == ["coffee"])
    #expect(answers == [true, true, true])
    #expect(!rig.daemon.database.isToBeCompacted)
    turns.takeAll()
    #expect(answers.count == 3)
    #expect(rig.daemon.memory.journeys.names.isEmpty)
    #expect(rig.daemon.database.trouble == nil)
  }

  @Test func aCopyIsPutInPlaceMeanwhile() throws {
    let rig = try rig()
    let backup = try rig.daemon.copies.backup().path
    let deposit = try rig.daemon.copies.makeDeposit()
    try Data(contentsOf: URL(filePath: backup)).write(to: URL(filePath: deposit))
    let turns = Turns(rig.daemon)
    var (isRestored, end) = (false, Result<Void, any Error>.success(()))
    try rig.daemon.looks.begin({ true }, then: { end = $0 })
    try rig.daemon.copies.restore(Control.Restore(deposit: deposit, carryOut: true)) {
      isRestored = (try? $0.get()) != nil
    }
    while !isRestored, !turns.isIdle { turns.take() }
    #expect(isRestored)
    #expect(isChange(end))
  }

  @Test func theEndAndAnotherDatabaseEndALook() throws {
    let rig = try rig()
    let turns = Turns(rig.daemon)
    var answers: [Result<JSONText, any Error>] = []
    try rig.daemon.history(of: nil) { answers.append($0) }
    rig.daemon.closeDatabase(because: StoreError.closed)
    #expect(answers.count == 1 && answers.allSatisfy(isChange))
    try rig.daemon.openDatabase()
    try rig.daemon.history(of: nil) { answers.append($0) }
    rig.daemon.end()
    #expect(throws: ControlError.ending) { try answers.last?.get() }
    #expect(throws: ControlError.ending) { try rig.daemon.history(of: nil) { answers.append($0) } }
    #expect(answers.count == 2)
    turns.takeAll()
  }

  /// Whoever looks, however many: a turn of the loop has one slice.
  @Test func oneSliceInATurn() throws {
    let rig = try Rig()
    let turns = Turns(rig.daemon)
    var slices: [Int] = []
    for look in 0..<3 {
      var left = 2
      try rig.daemon.looks.begin {
        slices.append(look)
        left -= 1
        return left > 0
      } then: { _ in
      }
    }
    for count in 1...6 {
      turns.take()
      #expect(slices.count == count)
    }
    #expect(slices == [0, 1, 2, 0, 1, 2])
    #expect(turns.isIdle)
    for _ in 0..<64 { try rig.daemon.looks.begin({ true }, then: { _ in }) }
    #expect(throws: ControlError.self) { try rig.daemon.looks.begin({ true }, then: { _ in }) }
  }
}
