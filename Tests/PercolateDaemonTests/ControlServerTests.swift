// The control socket under peers that are in a hurry, or gone: bytes in and bytes out, on a real socket and a real loop.

import Foundation
import Kernel
import PercolateControl
import Systemd
import TestSupport
import Testing

@testable import PercolateDaemon

@Suite struct ControlServerTests {
  private let temporary = TemporaryFolder()
  private var path: String { temporary.url.appending(path: "own/s").path }

  /// A server around a daemon, and the peer's end of a connection to it.
  private struct Line {
    let rig: Rig
    let loop: EventLoop
    let server: ControlServer
    let socket: ListeningSocket
    let peer: FileHandle
  }

  private func connect(_ limits: ControlServer.Limits = .init()) throws -> Line {
    let rig = try Rig()
    let loop = try EventLoop()
    let server = try ControlServer(loop: loop, requests: Requests(daemon: rig.daemon), limits: limits)
    let socket = try ListeningSocket(path: path)
    try server.listen(on: socket.fd)
    return Line(rig: rig, loop: loop, server: server, socket: socket, peer: try another())
  }

  /// The peer's end of one more connection.
  private func another() throws -> FileHandle {
    let fd = Glibc.socket(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0)
    try #require(UnixSocket.connect(fd, to: path) == 0)
    return FileHandle(fileDescriptor: fd, closeOnDealloc: true)
  }

  private func call(_ method: String, _ more: String = "") -> Data {
    Data("{\"method\":\"\(ControlInterface.name).\(method)\"\(more)}\0".utf8)
  }

  /// Runs what is ready; false when something is ready without end.
  private func settle(_ line: Line) throws -> Bool {
    for _ in 0..<10_000 where try !line.loop.runOnce(timeout: .zero) { return true }
    return false
  }

  /// All that a peer has sent: nothing when it has been hung up on, or has been told nothing.
  private func received(_ peer: FileHandle) -> String {
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = recv(peer.fileDescriptor, &bytes, bytes.count, CInt(MSG_DONTWAIT))
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }

  private func isHungUp(_ peer: FileHandle) -> Bool {
    var byte: UInt8 = 0
    let count = recv(peer.fileDescriptor, &byte, 1, CInt(MSG_DONTWAIT) | CInt(MSG_PEEK))
    return count == 0 || (count < 0 && errno == ECONNRESET)
  }

  /// As many calls as the socket holds, all to be answered at once: none of them costs stack.
  @Test func whatWaitsBehindASlowCallIsAnsweredInTurn() throws {
    let line = try connect()
    defer { withExtendedLifetime(line) {} }
    line.rig.desktop.heldBack = []
    try line.peer.write(contentsOf: call("Greet"))
    #expect(try settle(line))
    let next = call("Reminders", ",\"oneway\":true")
    let count = 65_536 / next.count
    let batch = (0..<count).reduce(into: Data()) { data, _ in data += next }
    try line.peer.write(contentsOf: batch)
    #expect(try settle(line))
    try line.peer.write(contentsOf: call("Plans"))
    #expect(try settle(line))
    line.rig.desktop.heldBack?.forEach { $0() }
    #expect(try settle(line))
    let answers = line.peer.availableData.split(separator: 0)
    #expect(answers.count == 2, "one for Greet, one for Plans")
  }

  @Test func aPeerThatHangsUpDuringASlowCallCostsNothing() throws {
    let line = try connect()
    defer { withExtendedLifetime(line) {} }
    line.rig.desktop.heldBack = []
    try line.peer.write(contentsOf: call("Greet"))
    #expect(try settle(line))
    try line.peer.close()
    #expect(try settle(line), "the loop does not spin")
    line.rig.desktop.heldBack?.forEach { $0() }
  }

  @Test func aPeerThatHasSentItsLastStillGetsItsAnswer() throws {
    let line = try connect()
    defer { withExtendedLifetime(line) {} }
    line.rig.desktop.heldBack = []
    try line.peer.write(contentsOf: call("Greet"))
    shutdown(line.peer.fileDescriptor, CInt(SHUT_WR))
    #expect(try settle(line), "the loop does not spin")
    line.rig.desktop.heldBack?.forEach { $0() }
    #expect(try settle(line))
    #expect(try line.peer.readToEnd() == Data("{\"parameters\":{}}\0".utf8))
  }

  @Test func aWatcherHearsOfEveryChange() throws {
    let line = try connect()
    defer { withExtendedLifetime(line) {} }
    try line.peer.write(contentsOf: call("Monitor", ",\"more\":true"))
    #expect(try settle(line))
    #expect(line.peer.availableData.last == 0)
    line.server.publish()
    #expect(try settle(line))
    #expect(line.peer.availableData.last == 0)
  }

  @Test func oneCallIsAnsweredInEachTurn() throws {
    let line = try connect()
    defer { withExtendedLifetime(line) {} }
    try line.peer.write(contentsOf: call("Reminders") + call("Reminders") + call("Reminders"))
    var turns: [Int] = []
    while try line.loop.runOnce(timeout: .zero) {
      turns.append(received(line.peer).count { $0 == "\0" })
    }
    #expect(turns.filter { $0 > 0 } == [1, 1, 1])
  }

  @Test func whatAPeerWantedNoAnswerToIsDoneAfterItWent() throws {
    let line = try connect()
    defer { withExtendedLifetime(line) {} }
    let remind = #","oneway":true,"parameters":{"text":"basil","on":"Mon 9:00"}"#
    try line.peer.write(contentsOf: call("Remind", remind) + call("Remind", remind) + call("Remind", remind))
    try line.peer.close()
    #expect(try settle(line), "the loop does not spin")
    #expect(line.rig.daemon.memory.reminders.count == 3)
  }

  @Test func whatHasComeIsAnsweredBeforeAnOrderlyEnd() throws {
    let line = try connect()
    defer { withExtendedLifetime(line) {} }
    #expect(try settle(line))
    try line.peer.write(contentsOf: call("Reminders") + call("Reminders"))
    let late = try another()
    line.server.finish()
    #expect(received(line.peer).count { $0 == "\0" } == 2)
    try late.write(contentsOf: call("Reminders"))
    #expect(try settle(line), "who was not let in waits for the next daemon")
    #expect(received(late).isEmpty)
  }

  @Test func whoDoesNotFitInWaitsForAPlace() throws {
    let line = try connect(.init(connections: 1))
    defer { withExtendedLifetime(line) {} }
    #expect(try settle(line))
    let second = try another()
    try second.write(contentsOf: call("Reminders"))
    #expect(try settle(line), "the loop does not spin")
    #expect(received(second).isEmpty)
    try line.peer.close()
    #expect(try settle(line))
    #expect(received(second) == "{\"parameters\":{\"reminders\":[]}}\0")
  }

  @Test func aSilentPeerGivesWayWhenOthersWait() throws {
    let line = try connect(.init(connections: 2, silence: .zero))
    defer { withExtendedLifetime(line) {} }
    try line.peer.write(contentsOf: Data("{\"method\"".utf8))
    #expect(try settle(line))
    let watcher = try another()
    try watcher.write(contentsOf: call("Monitor", ",\"more\":true"))
    #expect(try settle(line))
    let third = try another()
    try third.write(contentsOf: call("Reminders"))
    #expect(try settle(line))
    #expect(!received(third).isEmpty)
    #expect(isHungUp(line.peer), "nothing whole has come from it")
    #expect(!received(watcher).isEmpty && !isHungUp(watcher), "a watcher is silent by nature")
  }

  @Test func watchersLeaveRoomForCalls() throws {
    let line = try connect(.init(watchers: 1))
    defer { withExtendedLifetime(line) {} }
    let second = try another()
    for peer in [line.peer, second] { try peer.write(contentsOf: call("Monitor", ",\"more\":true")) }
    #expect(try settle(line))
    let told = [received(line.peer), received(second)]
    #expect(told.count { $0.contains("\"continues\":true") } == 1)
    #expect(told.count { $0.contains(".Unavailable") } == 1)
  }

  @Test func aSlowWatcherIsToldTheNewestWhenItReads() throws {
    let line = try connect()
    defer { withExtendedLifetime(line) {} }
    try line.peer.write(contentsOf: call("Monitor", ",\"more\":true"))
    #expect(try settle(line))
    for _ in 0..<2000 { line.server.publish() }
    _ = try line.rig.daemon.remind(Control.Remind(text: "basil", at: nil, on: "Mon 9:00"))
    line.server.publish()
    var (told, piece) = ("", "")
    repeat {
      piece = received(line.peer)
      told += piece
      #expect(try settle(line))
    } while !piece.isEmpty
    let states = told.split(separator: "\0")
    #expect(states.count < 2000, "not each of them")
    #expect(states.last?.contains("\"reminders\":1") == true)
  }

  @Test func whoLeavesTheMostUnreadPaysForAll() throws {
    let line = try connect(.init(totalOutput: 1 << 20))
    defer { withExtendedLifetime(line) {} }
    let describe = Data(
      ("{\"method\":\"org.varlink.service.GetInterfaceDescription\","
        + "\"parameters\":{\"interface\":\"\(ControlInterface.name)\"}}\0").utf8)
    // Two of them together are over the limit, whatever of it the kernel holds.
    let many = (800 << 10) / ControlInterface.text.utf8.count
    let batch = (0..<many).reduce(into: Data()) { data, _ in data += describe }
    let second = try another()
    for peer in [line.peer, second] {
      try peer.write(contentsOf: batch)
      #expect(try settle(line))
    }
    var (answers, piece) = (0, "")
    repeat {
      piece = received(second)
      answers += piece.count { $0 == "\0" }
      #expect(try settle(line))
    } while !piece.isEmpty
    #expect(answers == many)
    while !received(line.peer).isEmpty {}
    #expect(isHungUp(line.peer))
  }
}
