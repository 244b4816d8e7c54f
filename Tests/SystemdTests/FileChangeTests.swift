// Why: the local time zone and the bus are seen to change by a file in a directory, whichever way the file is replaced.
// Invariant: only real kernel events count.

import Foundation
import TestSupport
import Testing

@testable import Systemd

struct FileChangeTests {
  let loop: EventLoop
  let folder: TemporaryFolder

  init() throws {
    loop = try EventLoop()
    folder = TemporaryFolder()
    try link("localtime", to: "Europe/Berlin")
  }

  @Test(arguments: ["rename", "unlink and link", "write", "remove"])
  func `a change of the file is seen`(way: String) throws {
    try #require(try changes { try change(way) } > 0)
  }

  @Test func `changes of other files in the folder are not`() throws {
    #expect(
      try changes {
        try link("localtime.new", to: "Asia/Tokyo")
        try FileManager.default.removeItem(atPath: path("localtime.new"))
        try link("local", to: "Asia/Tokyo")
      } == 0)
  }

  @Test func `a second replacement is seen as well as the first`() throws {
    var count = 0
    let source = try loop.fileChanges(path: path("localtime")) { count += 1 }
    for expected in 1...3 {
      try change("rename")
      try loop.drain()
      #expect(count == expected)
    }
    source.cancel()
  }

  @Test func `a folder that does not exist is an error`() {
    let missing = path("missing/localtime")
    #expect(throws: SystemError(code: ENOENT, call: "sd_event_add_inotify(\(missing))")) {
      try loop.fileChanges(path: missing) {}
    }
  }

  private func changes(_ act: () throws -> Void) throws -> Int {
    var count = 0
    let source = try loop.fileChanges(path: path("localtime")) { count += 1 }
    try act()
    try loop.drain()
    source.cancel()
    return count
  }

  private func change(_ way: String) throws {
    switch way {
    case "rename":
      try link("next", to: "Asia/Tokyo")
      #expect(rename(path("next"), path("localtime")) == 0)
    case "unlink and link":
      try FileManager.default.removeItem(atPath: path("localtime"))
      try link("localtime", to: "Asia/Tokyo")
    case "write":
      try FileManager.default.removeItem(atPath: path("localtime"))
      try Data("TZif".utf8).write(to: URL(fileURLWithPath: path("localtime")))
    default:
      try FileManager.default.removeItem(atPath: path("localtime"))
    }
  }

  private func path(_ name: String) -> String { folder.path + "/" + name }

  private func link(_ name: String, to zone: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: path(name), withDestinationPath: "/usr/share/zoneinfo/" + zone)
  }
}
