// The control socket under peers that are in a hurry, or gone: bytes in and bytes out, on a real socket and a real loop.

import Foundation
import PercolateControl
import Systemd
import Testing

@testable import PercolateDaemon

@Suite struct ControlServerTests {
  private let path = FileManager.default.temporaryDirectory.appending(path: "percolate-\(UUID().uuidString)/s").path

  /// A server around a daemon, and the peer's end of a connection to it.
  private struct Line {
    let rig: Rig
    let loop: EventLoop
    let server: ControlServer
    let socket: ListeningSocket
    let peer: FileHandle
  }

  private func connect() throws -> Line {
    let rig = try Rig()
    let loop = try EventLoop()
    let server = try ControlServer(loop: loop, service: ControlService(daemon: rig.daemon))
    let socket = try ListeningSocket(path: path)
    try server.listen(on: socket.fd)
    let fd = Glibc.socket(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(fd, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(result == 0)
    let peer = FileHandle(fileDescriptor: fd, closeOnDealloc: true)
    return Line(rig: rig, loop: loop, server: server, socket: socket, peer: peer)
  }

  private func call(_ method: String, _ more: String = "") -> Data {
    Data("{\"method\":\"\(ControlInterface.name).\(method)\"\(more)}\0".utf8)
  }

  /// Runs what is ready; false when something is ready without end.
  private func settle(_ line: Line) throws -> Bool {
    for _ in 0..<100 where try !line.loop.runOnce(timeoutMicroseconds: 0) { return true }
    return false
  }

  /// As many calls as a message's limit lets wait, all to be answered at once: none of them costs stack.
  @Test func whatWaitsBehindASlowCallIsAnsweredInTurn() throws {
    let line = try connect()
    defer { withExtendedLifetime(line) {} }
    line.rig.desktop.heldBack = []
    try line.peer.write(contentsOf: call("Greet"))
    #expect(try settle(line))
    let next = call("Reminders", ",\"oneway\":true")
    let count = 65_536 / next.count
    let batch = (0..<count).reduce(into: Data()) { data, _ in data += next }
    for _ in 0..<15 {
      try line.peer.write(contentsOf: batch)
      #expect(try settle(line))
    }
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
}
