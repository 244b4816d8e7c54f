// The real binary, against a daemon that answers from a table: exit statuses, where output goes, what is sent.

import Foundation
import PercolateControl
import TestSupport
import Testing
import Varlink

@Suite("the command line")
struct CommandLineTests {
  private static let standing =
    #"{"standing":{"timeline":"coffee","plan":"coffee","planVersion":1,"planTitle":"The long road back","#
    + #""brokeUp":"2026-10-20T12:00:00Z","started":"2026-10-20T12:00:00Z","stage":"waiting","title":"Waiting","#
    + #""aim":"To leave them room.","why":"","since":"2026-11-10T12:00:00Z","day":12,"#
    + #""leastStayOver":"2026-12-01T12:00:00Z","usualStayOver":"2026-12-10T12:00:00Z","contact":[],"choices":[],"#
    + #""pronouns":"they/them","letters":1,"slips":0,"invitation":"none","paused":false,"safetyFirst":false,"#
    + #""quiet":{"current":12,"longest":15,"total":27}}}"#

  private func check(
    _ arguments: [String], replies: [String] = [], status: Int32, output: String? = nil, error: String? = nil,
    sent: String? = nil, _ location: SourceLocation = #_sourceLocation
  ) throws {
    let daemon = try FakeDaemon(replies: replies)
    defer { daemon.stop() }
    let result = try Binary.run(arguments, socket: daemon.path)
    #expect(result.status == status, "\(result.error)", sourceLocation: location)
    if let output { #expect(result.output == output, sourceLocation: location) }
    if let error {
      #expect(result.error == "percolatectl: \(error)\n", sourceLocation: location)
    } else if status == 0 {
      #expect(result.error.isEmpty, sourceLocation: location)
    }
    if let sent { #expect(daemon.received.last == sent, sourceLocation: location) }
  }

  @Test("done: 0, the answer on standard output, as text and as JSON")
  func done() throws {
    let reply = #"{"parameters":{"deliveries":[]}}"#
    try check(
      ["done"], replies: [reply], status: 0, output: "Nothing was waiting.\n",
      sent: #"{"method":"org.percolate.Timeline.Done","parameters":{}}"#)
    try check(["done", "--json"], replies: [reply], status: 0, output: #"{"deliveries":[]}"# + "\n")
    try check(
      ["done", "coffee/a#1"], replies: [reply], status: 0,
      sent: #"{"method":"org.percolate.Timeline.Done","parameters":{"key":"coffee/a#1"}}"#)
  }

  @Test("a refusal: 1, its reason in one line, and when it will be possible")
  func refused() throws {
    func refusal(_ more: String) -> String {
      #"{"error":"org.percolate.Timeline.Refused","parameters":{"code":"too-early","reason":"It is early."\#(more)}}"#
    }
    try check(["extend"], replies: [refusal("")], status: 1, output: "", error: "It is early.")
    try check(
      ["extend"], replies: [refusal(#","until":"2199-06-01T12:00:00Z""#)], status: 1, output: "",
      error: "It is early. Possible from Sat 1 Jun 2199 12:00.")
    try check(
      ["did", "letter"], replies: [#"{"error":"org.percolate.Timeline.NoTimeline","parameters":{}}"#], status: 1,
      error: "no journey is under way; `percolatectl start` begins one")
  }

  @Test(
    "what the daemon cannot take is told with what it could: 2, and 1 where no other words would help",
    arguments: [
      ("name", 2, "--name takes 1 to 100 visible characters; give another name, or none"),
      (
        "timeline", 2,
        "--timeline takes 1 to 64 letters, digits, spaces, dots, hyphens and underscores; try 'second'"
      ),
      ("text", 2, "a reminder takes 1 to 1000 visible characters; say it in a few words"),
      ("on", 1, "the daemon does not take 'on' as it is; `percolatectl doctor` compares versions"),
      ("\u{9B}2J", 1, "the daemon does not take '\\u{9b}2J' as it is; `percolatectl doctor` compares versions"),
    ])
  func notTaken(parameter: String, status: Int32, error: String) throws {
    let reply = #"{"error":"org.varlink.service.InvalidParameter","parameters":{"parameter":"\#(parameter)"}}"#
    try check(["stop", "--yes"], replies: [reply], status: status, output: "", error: error)
  }

  @Test("what is sent: the words of the interface, moments in UTC")
  func sent() throws {
    let reply = #"{"parameters":\#(CommandLineTests.standing)}"#
    try check(
      ["they", "wrote", "--on", "2026-11-20T08:00:00Z", "--timeline", "sam"], replies: [reply], status: 0,
      sent: #"{"method":"org.percolate.Timeline.They","parameters":"#
        + #"{"on":"2026-11-20T08:00:00Z","reply":"wrote","timeline":"sam"}}"#)
    try check(
      ["coffee", "2199-06-01", "15:00"], replies: [reply], status: 0,
      sent: #"{"method":"org.percolate.Timeline.Coffee","parameters":{"on":"2199-06-01T15:00:00Z"}}"#)
    try check(
      ["they", "accepted", "--on", "2026-11-20T08:00:00Z", "--coffee", "2199-06-01"], replies: [reply, reply],
      status: 0,
      sent: #"{"method":"org.percolate.Timeline.Coffee","parameters":{"on":"2199-06-01T15:00:00Z"}}"#)
    try check(
      [
        "start", "--name", "R", "--broke-up", "2026-11-01T08:00:00Z", "--letter-sent", "2026-11-09T08:00:00Z",
      ], replies: [reply], status: 0,
      sent: #"{"method":"org.percolate.Timeline.Start","parameters":{"brokeUp":"2026-11-01T08:00:00Z","history":"#
        + #"[{"on":"2026-11-09T08:00:00Z","what":"did letter"}],"name":"R"}}"#)
  }

  @Test(
    "not understood: 2, one line, nothing sent",
    arguments: [
      (["dig"], "no command 'dig'"), (["sttus"], "'sttus'; did you mean 'status'?"),
      (["next", "--linse", "3"], "'--linse'; did you mean '--lines'?"),
      (["did", "dance"], "one of letter, reply, call, invitation, coffee, slip, and not 'dance'"),
      (["letter", "rst"], "'letter rst'; did you mean 'rest'? (see `percolatectl letter --help`)"),
      (["--generate-completion-script", "tcsh"], "takes one of bash, zsh, fish"),
      (["--generate-completion-script=tcsh"], "takes one of bash, zsh, fish"),
      (["--json", "next"], "after the command"), ([""], "no command ''"),
      (["plan", "dig"], "no command 'plan dig' (see `percolatectl plan --help`)"),
      (["help", "dig"], "no command 'dig'"), (["help", "plan", "dig"], "no command 'plan dig'"),
      (["did"], "see `percolatectl did --help`"),
      (["did", "dance"], "see `percolatectl did --help`"), (["start"], "--broke-up"),
      (["status", "--frobnicate"], "see `percolatectl status --help`"),
      (["did", "letter", "--on", "blursday"], "--on: \"blursday\" is not understood"),
      (["did", "letter", "--on", "blursday 9:00"], "--on 'blursday 9:00': \"blursday\" is not understood"),
      (["did", "letter", "--on", "tomorrow"], "--on 'tomorrow' has not happened yet"),
      (["start", "--broke-up", "in 3 days"], "--broke-up 'in 3 days' has not happened yet"),
      (["start", "--broke-up", "yesterday", "--called", "3 May 2020"], "--called '3 May 2020' was before the breakup"),
      (["missed", "--since", "tomorrow"], "has not happened yet"),
      (["coffee", "yesterday"], "'yesterday' has passed"), (["pause", "--until", "3 May 2020"], "has passed"),
      (["later", "--for", "0"], "no time at all"),
      (["pause", "--for", "3 parsecs"], "expected a unit"),
      (["pause", "--for", "1h", "--until", "monday"], "one of them"),
      (["they", "wrote", "--coffee", "sat"], "--coffee goes with"), (["coffee"], "--open"), (["remind"], "your words"),
      (["remind", "x"], "when?"), (["remind", "x", "--on-calendar", "Blursday"], "column 1"),
      (["calendar", "Mon 25:00"], "column"), (["next", "-n", "0"], "1 to 10000"), (["stop"], "--yes"),
      (["rehearse", "--speed", "fast"], "--speed"), (["did", "\u{1B}[31m"], "\\u{1b}"),
    ])
  func usage(arguments: [String], excerpt: String) throws {
    let daemon = try FakeDaemon(replies: [])
    defer { daemon.stop() }
    let result = try Binary.run(arguments, socket: daemon.path)
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(result.error.hasPrefix("percolatectl: "))
    #expect(result.error.contains(excerpt), "\(result.error)")
    #expect(result.error.filter(\.isNewline).count == 1)
    #expect(result.error.utf8.count < 1000)
    #expect(daemon.received.isEmpty)
  }

  @Test("an enormous argument gets a short answer")
  func enormous() throws {
    let result = try Binary.run(["did", String(repeating: "x", count: 100_000)], socket: "/nonexistent")
    #expect(result.status == 2)
    #expect(result.error.utf8.count < 1000)
  }

  @Test("no daemon: 3, with the path and what to do")
  func unreachable() throws {
    try Binary.check(
      ["status"], socket: "/nonexistent/socket", status: 3,
      error: "percolatectl: the daemon does not answer at /nonexistent/socket (No such file or directory); "
        + "`systemctl --user start percolated.socket` starts it\n")
  }

  @Test("a daemon that hangs up counts as unreachable, one that talks nonsense has failed")
  func misbehaving() throws {
    try check(["status"], replies: [], status: 3)
    try check(["status"], replies: ["nonsense"], status: 1)
    try check(["status"], replies: [#"{"parameters":{"state":{}}}"#], status: 1)
    try check(["status"], replies: [#"{"error":"org.varlink.service.MethodNotFound","parameters":{}}"#], status: 1)
  }

  @Test("nobody is asked for a passphrase that nothing is locked with, or while the words are locked")
  func passphraseOfNothing() throws {
    var state = StateMessage.quiet()
    for (lock, error) in [
      (nil, "your words have no lock; `percolatectl lock-data` puts one on them"),
      ("locked", "your words are locked; `percolatectl unlock` opens them"),
    ] {
      state.lock = lock
      let reply = JSONValue.object(["parameters": .object(["state": try JSONValue(encoding: state)])])
      try check(["passphrase"], replies: [String(decoding: reply.serialized, as: UTF8.self)], status: 1, error: error)
    }
  }

  @Test("a daemon that ends before it answers is asked again, where that can do no harm")
  func restarted() throws {
    try check(["remind", "--list"], replies: ["", #"{"parameters":{"reminders":[]}}"#], status: 0)
    try check(["remind", "--list"], replies: ["", "", ""], status: 3)
    try check(["done"], replies: ["", #"{"parameters":{"deliveries":[]}}"#], status: 3)
  }

  @Test(
    "what needs no daemon works without one",
    arguments: [
      ["version"], ["--version"], ["--help"], ["start", "--help"], ["help", "remind"], ["help", "plan", "list"],
      ["plan"], ["plan", "list"], ["plan", "list", "--help"],
      ["plan", "show"],
      ["calendar", "Mon 19:30"], ["rehearse", "--instantly"], ["rehearse", "--instantly", "--json"],
      ["config", "check"],
    ])
  func alone(arguments: [String]) throws {
    let result = try Binary.run(arguments, socket: "/nonexistent")
    #expect(result.status == 0, "\(result.error)")
    #expect(result.error.isEmpty)
    #expect(result.output.split(separator: "\n").allSatisfy { $0.count <= 80 || arguments.contains("--json") })
  }

  @Test("a file's faults go to standard output, all of them: 1")
  func faults() throws {
    let folder = TemporaryFolder()
    let file = folder.path + "/percolate.yaml"
    try "quit: none\nlimits: { day: 99 }\n".write(toFile: file, atomically: true, encoding: .utf8)
    let result = try Binary.run(["config", "check", file], socket: "/nonexistent")
    #expect(result.status == 1)
    #expect(result.output.split(separator: "\n").count == 2)
    #expect(result.output.split(separator: "\n").allSatisfy { $0.hasPrefix(file + ":") })
    #expect(result.error.isEmpty)
  }

  @Test("a file that cannot be read says why: 1")
  func unreadable() throws {
    try Binary.check(
      ["plan", "check", "/nonexistent"], socket: "/nonexistent", status: 1,
      error: "percolatectl: cannot read '/nonexistent': No such file or directory\n")
    try Binary.check(
      ["config", "check", "/"], socket: "/nonexistent", status: 1,
      error: "percolatectl: cannot read '/': Is a directory\n")
  }

  @Test("the form of systemd-analyze calendar")
  func calendar() throws {
    let result = try Binary.run(
      ["calendar", "Sat 11:00", "--base-time", "2199-06-02", "--iterations", "2"], socket: "/nonexistent")
    let lines = result.output.split(separator: "\n").filter { !$0.contains("From now") }
    #expect(
      lines.joined(separator: "\n") == """
          Original form: Sat 11:00
        Normalized form: Sat *-*-* 11:00:00
            Next elapse: Sat 2199-06-08 11:00:00 UTC
           Iteration #2: Sat 2199-06-15 11:00:00 UTC
        """)
  }
}
