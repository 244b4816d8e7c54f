// The socket that a daemon makes for itself: it takes nobody else's place.

import Foundation
import TestSupport
import Testing

@testable import PercolateDaemon

@Suite struct PlacesTests {
  private let temporary = TemporaryFolder()
  private var path: String { temporary.url.appending(path: "own/s").path }

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
    #expect(FileManager.default.createFile(atPath: path, contents: nil))
    let socket = try ListeningSocket(path: path)
    #expect(isThere)
    withExtendedLifetime(socket) {}
  }

  @Test(arguments: [
    "a folder that others may enter", "a link to one of ours", "a file", "a folder in the socket's place",
  ])
  func inAPlaceThatIsNotOursAloneThereIsNoSocket(what: String) throws {
    let (files, folder) = (FileManager.default, (path as NSString).deletingLastPathComponent)
    defer { try? files.removeItem(atPath: folder) }
    let ownOnly: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
    switch what {
    case "a folder that others may enter":
      try files.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    case "a link to one of ours":
      try files.createDirectory(atPath: folder + "-true", withIntermediateDirectories: true, attributes: ownOnly)
      try files.createSymbolicLink(atPath: folder, withDestinationPath: folder + "-true")
    case "a file": #expect(files.createFile(atPath: folder, contents: nil))
    default: try files.createDirectory(atPath: path, withIntermediateDirectories: true, attributes: ownOnly)
    }
    #expect(throws: StartFailure.self) { try ListeningSocket(path: path) }
  }
}
