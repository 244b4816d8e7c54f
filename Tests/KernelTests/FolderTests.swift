// Folders: listed, made and removed without following a link; and reading to an end, and the environment.

import Foundation
import Kernel
import TestSupport
import Testing

@Suite("folders")
struct FolderTests {
  private let scratch = TemporaryFolder()

  @Test("the folders above one are made, for their owner alone, and one that is there is right")
  func makes() throws {
    let path = scratch.path + "/a/b/c"
    #expect(Folder.make(path, mode: 0o700) && Folder.make(path, mode: 0o700))
    for folder in ["/a", "/a/b", "/a/b/c"] { #expect(PrivateKind.folder.fault(at: scratch.path + folder) == nil) }
    #expect(Folder.names(in: scratch.path) == ["a"])
    try "".write(toFile: scratch.path + "/citt\u{E0}", atomically: true, encoding: .utf8)
    #expect(Set(Folder.names(in: scratch.path) ?? []) == ["a", "citt\u{E0}"])
    #expect(Folder.names(in: scratch.path + "/nowhere") == nil)
    try "".write(toFile: scratch.path + "/file", atomically: true, encoding: .utf8)
    #expect(!Folder.make(scratch.path + "/file/below", mode: 0o700))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: scratch.path + "/file")
    #expect(!Folder.make(scratch.path + "/file", mode: 0o700) && errno == ENOTDIR)
  }

  @Test("a folder goes with all that is in it, and not with what a link leads to")
  func removes() throws {
    let (kept, gone) = (scratch.path + "/kept", scratch.path + "/gone")
    #expect(Folder.make(kept, mode: 0o700) && Folder.make(gone + "/below/deeper", mode: 0o700))
    for file in [kept + "/text", gone + "/text", gone + "/below/deeper/text"] {
      try "words".write(toFile: file, atomically: true, encoding: .utf8)
    }
    symlink(kept, gone + "/below/link")
    symlink(kept, scratch.path + "/link")
    #expect(Folder.names(in: scratch.path + "/link") == ["text"])
    #expect(Folder.remove(scratch.path + "/link"))
    #expect(Folder.remove(gone))
    #expect(access(gone, F_OK) != 0 && access(kept + "/text", F_OK) == 0)
    #expect(!Folder.remove(gone))
  }

  @Test("reading takes no more than a bounded number of bytes, and one more says that there are more")
  func reads() throws {
    let path = scratch.path + "/numbers"
    try Data(count: 40_000).write(to: URL(filePath: path))
    for (limit, count) in [(50_000, 40_000), (40_000, 40_000), (39_999, 40_000), (10, 11)] {
      let file = open(path, O_RDONLY)
      defer { close(file) }
      #expect(readAll(from: file, atMost: limit)?.count == count)
    }
    #expect(readAll(from: -1, atMost: 1) == nil)
  }

  @Test("the environment, as it is")
  func environment() { #expect(environmentVariables()["PATH"] == ProcessInfo.processInfo.environment["PATH"]) }
}
