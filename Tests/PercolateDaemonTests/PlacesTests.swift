// The socket that a daemon makes for itself: it takes nobody else's place.

import Foundation
import Testing

@testable import PercolateDaemon

@Suite struct PlacesTests {
  private let path = FileManager.default.temporaryDirectory.appending(path: "percolate-\(UUID().uuidString)/s").path

  private var isThere: Bool { FileManager.default.fileExists(atPath: path) }

  @Test func aSocketThatIsAliveStaysWhereItIs() throws {
    let first = try ListeningSocket(path: path)
    #expect(throws: StartFailure.self) { try ListeningSocket(path: path) }
    #expect(isThere)
    withExtendedLifetime(first) {}
  }

  @Test func aSocketGoesWithItsDaemonAndAStaleOneIsReplaced() throws {
    _ = try ListeningSocket(path: path)
    #expect(!isThere)
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    #expect(FileManager.default.createFile(atPath: path, contents: nil))
    let socket = try ListeningSocket(path: path)
    #expect(isThere)
    withExtendedLifetime(socket) {}
  }
}
