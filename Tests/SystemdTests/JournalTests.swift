// Why: a log line is read by machines first: its form is fixed here, for the journal and for the standard error.
// Invariant: what touches the environment or the standard error runs in a process of its own.

import Foundation
import Testing

@testable import Systemd

struct JournalTests {
  @Test(arguments: [
    (Journal.Priority.emergency, "disk gone", "<0>disk gone\n", "disk gone\n"),
    (.error, "two\nlines", "<3>two lines\n", "two lines\n"),
    (.warning, "<1>not a prefix", "<4><1>not a prefix\n", "<1>not a prefix\n"),
    (.info, "bell\u{7} \u{1B}[31mred\u{9B}0m", "<6>bell   [31mred 0m\n", "bell   [31mred 0m\n"),
    (.debug, "Grüße 👋", "<7>Grüße 👋\n", "Grüße 👋\n"),
    (.notice, "", "<5>\n", "\n"),
  ])
  func `the fallback is one line`(priority: Journal.Priority, message: String, piped: String, terminal: String) {
    let entry = JournalEntry(message, priority: priority, fields: [("NAME", "not shown")])
    #expect(entry.line(forTerminal: false) == piped)
    #expect(entry.line(forTerminal: true) == terminal)
  }

  @Test(arguments: [
    ("NUDGE_ID", true), ("A", true), ("A1_", true), (String(repeating: "A", count: 64), true),
    ("", false), ("_PID", false), ("1A", false), ("nudge", false), ("A B", false), ("A=B", false), ("A\nB", false),
    ("A\0", false), ("Ä", false), ("MESSAGE", false), ("PRIORITY", false), ("MESSAGE_ID", false),
    (String(repeating: "A", count: 65), false),
  ])
  func `only a valid field is kept, and the message always`(name: String, isKept: Bool) {
    let entry = JournalEntry("text", fields: [(name, "a\nvalue"), ("LAST", "1")])
    let own = isKept ? ["\(name)=a\nvalue"] : []
    #expect(entry.assignments == ["MESSAGE=text", "PRIORITY=6"] + own + ["LAST=1"])
  }

  @Test(arguments: [
    ("0123456789abcdef0123456789ABCDEF", true), ("0123456789abcdef", false),
    ("0123456789abcdef0123456789abcdeg", false), ("01234567-89ab-cdef-0123-456789abcdef", false),
  ])
  func `only a 128-bit MESSAGE_ID is kept`(id: String, isKept: Bool) {
    #expect(JournalEntry("text", id: id).assignments.contains("MESSAGE_ID=\(id)") == isKept)
  }

  @Test(arguments: [
    ("8:1234", true), ("8:1235", false), ("9:1234", false), ("8:1234:", false), ("8", false), ("", false),
    ("8:-1", false), ("8: 1234", false), ("99999999999999999999:1234", false),
  ])
  func `JOURNAL_STREAM names the standard error by device and inode`(stream: String, isOurs: Bool) {
    #expect(Journal.names(stream, device: 8, inode: 1234) == isOurs)
  }

  @Test func `without the journal an entry is a prefixed line on the standard error`() async throws {
    let result = try await #require(processExitsWith: .success, observing: [\.standardErrorContent]) {
      unsetenv("JOURNAL_STREAM")
      #expect(!Journal.isConnected)
      Journal.send(JournalEntry("the first", priority: .warning))
      // Inherited by a child whose standard error went elsewhere (systemd.exec(5)).
      setenv("JOURNAL_STREAM", "1:1", 1)
      #expect(!Journal.isConnected)
      Journal.send(JournalEntry("the second"))
    }
    #expect(String(decoding: result.standardErrorContent, as: UTF8.self) == "<4>the first\n<6>the second\n")
  }

  @Test func `a standard error that JOURNAL_STREAM names is the journal`() async {
    await #expect(processExitsWith: .success) {
      var status = stat()
      fstat(STDERR_FILENO, &status)
      setenv("JOURNAL_STREAM", "\(status.st_dev):\(status.st_ino)", 1)
      #expect(Journal.isConnected)
    }
  }

  @Test func `on a terminal the line has no prefix`() async {
    await #expect(processExitsWith: .success) {
      unsetenv("JOURNAL_STREAM")
      var terminal: CInt = -1
      var inside: CInt = -1
      try #require(openpty(&terminal, &inside, nil, nil, nil) == 0)
      let ours = dup(STDERR_FILENO)
      #expect(dup2(inside, STDERR_FILENO) == STDERR_FILENO)
      Journal.send(JournalEntry("hello"))
      #expect(dup2(ours, STDERR_FILENO) == STDERR_FILENO)
      var buffer = [UInt8](repeating: 0, count: 64)
      let count = read(terminal, &buffer, buffer.count)
      #expect(String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self) == "hello\r\n")
    }
  }
}
