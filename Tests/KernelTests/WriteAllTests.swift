// Why: a text that is written in part is a text that is lost.
// Invariant: what a pipe cannot hold at once arrives all the same, in order.

import Foundation
import Kernel
import Testing

struct WriteAllTests {
  @Test func `more than a pipe holds arrives whole`() throws {
    let pipe = Pipe()
    let text = String(repeating: "grün ", count: 100_000)
    Thread.detachNewThread {
      #expect(writeAll(text, to: pipe.fileHandleForWriting.fileDescriptor))
      try? pipe.fileHandleForWriting.close()
    }
    #expect(try pipe.fileHandleForReading.readToEnd() == Data(text.utf8))
  }

  @Test func `nothing is always written, and a closed descriptor takes nothing`() {
    #expect(writeAll("", to: -1))
    #expect(!writeAll("a", to: -1))
    #expect(errno == EBADF)
  }
}
