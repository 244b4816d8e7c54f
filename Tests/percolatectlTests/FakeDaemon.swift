// The other side of the socket for tests of the binary: prepared replies, in turn or by method. After the last of those in
// turn it is gone, and at an empty one it hangs up; those by method are given again and again, until it is told to stop.

import Foundation
import Kernel
import Synchronization
import TestSupport
import Testing

/// A daemon that answers what it was told to.
final class FakeDaemon: Sendable {
  let path: String
  private let folder: TemporaryFolder
  private let listener: CInt
  private let frames = Mutex<[String]>([])

  /// The calls so far, without the byte that ends each.
  var received: [String] { frames.withLock { $0 } }

  /// One reply a call.
  convenience init(replies: [String]) throws { try self.init(.inTurn(replies)) }

  /// One reply a method, by its name without the interface; it hangs up on any other.
  convenience init(byMethod replies: [String: String]) throws { try self.init(.byMethod(replies)) }

  private init(_ answers: Answers) throws {
    folder = TemporaryFolder()
    path = folder.path + "/socket"
    listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    try #require(UnixSocket.bind(listener, to: path) == 0 && listen(listener, 4) == 0)
    Thread.detachNewThread { [self] in serve(answers) }
  }

  deinit { close(listener) }

  /// Ends the accept(2) that waits for another connection.
  func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  private enum Answers {
    case inTurn([String])
    case byMethod([String: String])

    func isOver(after count: Int) -> Bool {
      if case .inTurn(let replies) = self { count >= replies.count } else { false }
    }

    func reply(to frame: String, after count: Int) -> String? {
      switch self {
      case .inTurn(let replies): return replies[count]
      case .byMethod(let replies):
        let method = frame.split(separator: "\"").first { $0.hasPrefix("org.percolate.Timeline.") }
        return method?.split(separator: ".").last.flatMap { replies[String($0)] }
      }
    }
  }

  private func serve(_ answers: Answers) {
    defer { stop() }
    var count = 0
    repeat {
      let peer = accept(listener, nil, nil)
      guard peer >= 0 else { return }
      defer { close(peer) }
      while !answers.isOver(after: count), let frame = read(from: peer) {
        frames.withLock { $0.append(frame) }
        guard let reply = answers.reply(to: frame, after: count) else { break }
        count += 1
        if reply.isEmpty { break }
        let bytes = Array(reply.utf8) + [0]
        _ = bytes.withUnsafeBytes { send(peer, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      }
    } while !answers.isOver(after: count)
  }

  private func read(from peer: CInt) -> String? {
    var frame: [UInt8] = []
    var byte: UInt8 = 0
    while recv(peer, &byte, 1, 0) == 1 {
      if byte == 0 { return String(decoding: frame, as: UTF8.self) }
      frame.append(byte)
    }
    return nil
  }
}

extension TemporaryFolder {
  /// A file in it with this text, to be read.
  func file(_ text: String) throws -> FileHandle {
    let file = path + "/input"
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    return try FileHandle(forReadingFrom: URL(fileURLWithPath: file))
  }
}

/// The binary that the package has built, next to the test bundle.
enum Binary {
  struct Result {
    var status: Int32
    var output: String
    var error: String
  }

  static func run(_ arguments: [String], socket: String, input: String? = nil) throws -> Result {
    let bundle = URL(fileURLWithPath: CommandLine.arguments[0])
    let home = TemporaryFolder()
    let process = Process()
    process.executableURL = bundle.deletingLastPathComponent().appendingPathComponent("percolatectl")
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: home.path)
    // Nothing of the machine that the tests run on is looked at.
    process.environment = [
      "PERCOLATE_SOCKET": socket, "HOME": home.path, "TZ": "UTC", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin",
      "XDG_CONFIG_DIRS": home.path, "XDG_DATA_DIRS": home.path,
      "ASAN_OPTIONS": ProcessInfo.processInfo.environment["ASAN_OPTIONS"] ?? "",
    ]
    let (output, error) = (Pipe(), Pipe())
    process.standardInput = try input.map(home.file) ?? FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = error
    try process.run()
    // Standard error is a line, and fits into its pipe while the other is read.
    let said = try output.fileHandleForReading.readToEnd() ?? Data()
    let complained = try error.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: String(decoding: said, as: UTF8.self),
      error: String(decoding: complained, as: UTF8.self))
  }

  static func check(_ arguments: [String], socket: String, status: Int32, error: String) throws {
    let result = try run(arguments, socket: socket)
    #expect(result.status == status)
    #expect(result.error == error)
  }
}
