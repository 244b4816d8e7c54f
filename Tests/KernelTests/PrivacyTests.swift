// Why: what is private is private by these checks.
// Invariant: each row makes one thing that is not its user's alone, in a folder of its own.

import Foundation
import Kernel
import TestSupport
import Testing

struct PrivacyTests {
  private let folder = TemporaryFolder()
  private var path: String { folder.path + "/it" }

  private func make(_ command: String) throws {
    let files = FileManager.default
    switch command {
    case "nothing": break
    case "file": #expect(files.createFile(atPath: path, contents: nil))
    case "folder": try files.createDirectory(atPath: path, withIntermediateDirectories: false)
    default: try files.createSymbolicLink(atPath: path, withDestinationPath: folder.path)
    }
  }

  @Test(
    arguments: [
      ("file", 0o600, PrivateKind.file, nil), ("file", 0o400, .file, nil), ("folder", 0o700, .folder, nil),
      ("file", 0o640, .file, .open), ("file", 0o601, .file, .open), ("folder", 0o755, .folder, .open),
      ("folder", 0o702, .folder, .open), ("file", 0o600, .folder, .otherKind), ("folder", 0o700, .file, .otherKind),
      ("link", nil, .folder, .otherKind), ("nothing", nil, .folder, .unreadable(errno: ENOENT)),
    ] as [(String, mode_t?, PrivateKind, PrivacyFault?)])
  func `what is our user's alone has no fault`(
    what: String, mode: mode_t?, kind: PrivateKind, fault: PrivacyFault?
  ) throws {
    try make(what)
    if let mode { #expect(chmod(path, mode) == 0) }
    #expect(kind.fault(at: path) == fault)
  }

  @Test(.enabled(if: geteuid() == 0, "NOT RUN: giving a file away needs CAP_CHOWN"))
  func `what belongs to another user is not ours`() throws {
    try make("file")
    #expect(chmod(path, 0o600) == 0 && chown(path, 65_534, 65_534) == 0)
    #expect(PrivateKind.file.fault(at: path) == .otherOwner)
  }
}
