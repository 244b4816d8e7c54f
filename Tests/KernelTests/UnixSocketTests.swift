// Why: a path that is too long, or cut short, would be somebody else's socket.
// Invariant: every socket is in a folder of its own test.

import Foundation
import Kernel
import TestSupport
import Testing

struct UnixSocketTests {
  private let folder = TemporaryFolder()

  private func withSocket<Result>(_ body: (CInt) throws -> Result) rethrows -> Result {
    let descriptor = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    return try body(descriptor)
  }

  @Test func `whoever connects meets our own user`() throws {
    let path = folder.path + "/socket"
    try withSocket { server in
      #expect(UnixSocket.bind(server, to: path) == 0)
      try #require(listen(server, 1) == 0)
      withSocket { client in
        #expect(UnixSocket.connect(client, to: path) == 0)
        #expect(UnixSocket.peerIsOurUser(client))
      }
    }
  }

  @Test func `a descriptor that leads to nobody is nobody's`() {
    #expect(!UnixSocket.peerIsOurUser(-1))
    withSocket { #expect(!UnixSocket.peerIsOurUser($0)) }
  }

  @Test func `an error comes back as its number`() {
    withSocket { #expect(UnixSocket.connect($0, to: folder.path + "/nothing") == ENOENT) }
    withSocket { #expect(UnixSocket.bind($0, to: folder.path) == EADDRINUSE) }
  }

  @Test(arguments: [
    ("", EINVAL), ("a\0b", EINVAL), (String(repeating: "a", count: 108), ENAMETOOLONG),
    ("/" + String(repeating: "a", count: 106), EACCES),
  ])
  func `a path is used whole or not at all`(path: String, code: CInt) {
    // The last one fits, with the NUL that ends it; it is not there.
    let codes = code == EACCES ? [ENOENT, EACCES] : [code]
    withSocket { #expect(codes.contains(UnixSocket.connect($0, to: path))) }
  }
}
