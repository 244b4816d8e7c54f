// `percolatectl letter`, the real binary with editors that are scripts: what is asked, what is sent, how it ends, and that
// nothing of the letter lies about afterwards.

import Foundation
import TestSupport
import Testing

@Suite("percolatectl letter")
struct LetterCommandTests {
  private static func standing(_ more: String = "") -> String {
    #"{"timeline":"coffee","plan":"coffee","planVersion":1,"planTitle":"The long road back","pronouns":"they/them","#
      + #""brokeUp":"2026-10-20T12:00:00Z","started":"2026-10-20T12:00:00Z","stage":"letter","title":"The letter","#
      + #""aim":"To say it.","why":"","since":"2026-11-10T12:00:00Z","day":12,"#
      + #""leastStayOver":"2026-12-01T12:00:00Z","usualStayOver":"2026-12-10T12:00:00Z","contact":["letter"],"#
      + #""choices":[],"slips":0,"invitation":"none","safetyFirst":false,"#
      + #""quiet":{"current":1,"longest":1,"total":1},"paused":false"# + (more.isEmpty ? #","letters":0"# : more) + "}"
  }

  private static func letter(_ text: String = "", more: String = "") -> String {
    let versions = text.isEmpty ? "[]" : #"["2026-11-20T18:00:00Z"]"#
    return #"{"parameters":{"version":\#(text.isEmpty ? 0 : 1),"text":"\#(text)","versions":\#(versions),"#
      + #""standing":\#(standing(more))}}"#
  }

  private static let written =
    #"{"parameters":{"writing":{"seq":1,"at":"2026-11-22T17:00:00Z","timeline":"coffee","kind":"letter","text":""}}}"#

  private static func review(_ components: String = "", findings: String = "") -> String {
    #"{"parameters":{"words":5,"components":[\#(components)],"findings":[\#(findings)]}}"#
  }

  private static func component(found: Bool, required: Bool) -> String {
    #"{"kind":"regret","name":"Regret","found":\#(found),"required":\#(required),"what":"a","why":"b","suggestion":"c"}"#
  }

  private static let finding =
    #"{"kind":"blame","line":1,"column":2,"quote":"you made","what":"a","why":"b","suggestion":"c"}"#

  private static func refusal(_ code: String) -> String {
    #"{"error":"org.percolate.Timeline.Refused","parameters":{"code":"\#(code)","reason":"No."}}"#
  }

  /// Runs `percolatectl letter ...` with an editor, and makes sure that the runtime folder is as empty as before.
  private func run(
    _ arguments: [String], _ replies: [String: String], editor: String? = nil, input: String = "",
    _ body: (Binary.Result, [String]) throws -> Void
  ) throws {
    let daemon = try FakeDaemon(byMethod: replies)
    defer { daemon.stop() }
    let runtime = try TemporaryFolder.ofOurs()
    var environment = ["XDG_RUNTIME_DIR": runtime.path]
    environment["EDITOR"] = editor.map { "sh -c '\($0)' editor" }
    let running = try Binary.start(
      ["letter"] + arguments, socket: daemon.path, environment: environment, input: input)
    try body(running.finish(), daemon.received)
    #expect(try FileManager.default.contentsOfDirectory(atPath: runtime.path) == [])
  }

  @Test("edit: what the editor leaves is the new version")
  func edit() throws {
    let replies = ["Letter": Self.letter("Dear Robin"), "Write": Self.written, "Review": Self.review()]
    try run(["edit"], replies, editor: #"echo "I am sorry." >> "$1""#) { result, received in
      #expect(result.status == 0, "\(result.error)")
      #expect(result.output.hasPrefix("Kept as version 2. Words: 5.\n"))
      #expect(
        received.dropFirst().first == #"{"method":"org.percolate.Timeline.Write","parameters":"#
          + #"{"kind":"letter","text":"Dear Robin\nI am sorry.","timeline":"coffee"}}"#)
    }
    try run(["edit", "--json"], replies, editor: #"echo x > "$1""#) { result, _ in
      #expect(
        result.output == #"{"changed":true,"review":{"components":[],"findings":[],"words":5},"version":2}"# + "\n")
    }
  }

  @Test(
    "edit: nothing is sent when nothing changed, the page is empty, or the editor failed",
    arguments: [
      ("true", 0, "Nothing was changed. Version 1 stays as it is.\n", ""),
      (#": > "$1""#, 0, "The page came back empty. Version 1 stays as it was.\n", ""),
      (#"echo " " > "$1""#, 0, "The page came back empty. Version 1 stays as it was.\n", ""),
      ("exit 1", 1, "", "percolatectl: the editor ended with status 1; nothing was taken\n"),
    ] as [(String, Int32, String, String)])
  func unchanged(editor: String, status: Int32, output: String, error: String) throws {
    try run(["edit"], ["Letter": Self.letter("Dear Robin")], editor: editor) { result, received in
      #expect(result.status == status)
      #expect(result.output == output)
      #expect(result.error == error)
      #expect(received.count == 1)
    }
  }

  @Test(
    "edit: where no letter can be written any more the editor does not open",
    arguments: [
      (#","letters":1"#, "Your letter is on its way or there already. One is enough."),
      (#","letters":0,"closedBy":"safety","closedWhy":"It stays closed.""#, "It stays closed."),
      (#","letters":0,"ended":"stopped""#, "This journey is over. A new one begins with `percolatectl start`."),
    ])
  func noWay(standing: String, error: String) throws {
    let mark = TemporaryFolder()
    let editor = "touch \(mark.path)/opened"
    try run(["edit"], ["Letter": Self.letter("Dear Robin", more: standing)], editor: editor) { result, received in
      #expect(result.status == 1)
      #expect(result.error == "percolatectl: \(error)\n")
      #expect(received.count == 1)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: mark.path) == [])
  }

  @Test("edit: what the daemon does not take is not lost")
  func refused() throws {
    let replies = ["Letter": Self.letter(), "Write": Self.refusal("boundary")]
    try run(["edit"], replies, editor: #"echo "Dear Robin" > "$1""#) { result, _ in
      #expect(result.status == 1)
      #expect(result.output == "Dear Robin\n")
      #expect(result.error == "percolatectl: the letter is on standard output, and was not kept: No.\n")
    }
    try run(["edit", "--file", "-"], replies, input: "Dear Robin") { result, _ in
      #expect(result.status == 1)
      #expect(result.output.isEmpty)
      #expect(result.error == "percolatectl: No.\n")
    }
  }

  @Test("edit --file: from a file or from standard input, without an editor")
  func file() throws {
    let replies = ["Letter": Self.letter(), "Write": Self.written, "Review": Self.review()]
    let folder = TemporaryFolder()
    try "Dear Robin\n".write(toFile: folder.path + "/draft", atomically: true, encoding: .utf8)
    for (path, input) in [(folder.path + "/draft", ""), ("-", "Dear Robin\n")] {
      try run(["edit", "--file", path], replies, input: input) { result, received in
        #expect(result.status == 0, "\(result.error)")
        #expect(received.dropFirst().first?.contains(#""text":"Dear Robin""#) == true)
      }
    }
    try run(["edit", "--file", "/nonexistent"], replies) { result, _ in
      #expect(result.status == 1)
      #expect(result.error == "percolatectl: cannot read '/nonexistent': No such file or directory\n")
    }
    try run(["edit", "--file", "-"], replies, input: String(repeating: "x", count: 65537)) { result, _ in
      #expect(result.error == "percolatectl: standard input is longer than 64 KiB; nothing was taken\n")
    }
  }

  @Test("a signal ends the editor, then the command, and the letter is gone", arguments: [SIGTERM, SIGHUP, SIGINT])
  func signals(number: Int32) throws {
    let daemon = try FakeDaemon(byMethod: ["Letter": Self.letter("Dear Robin")])
    defer { daemon.stop() }
    let (runtime, tools) = (try TemporaryFolder.ofOurs(), TemporaryFolder())
    let pipe = tools.path + "/ready"
    try #require(mkfifo(pipe, 0o600) == 0)
    let environment = ["XDG_RUNTIME_DIR": runtime.path, "EDITOR": "echo x > \(pipe); exec sleep 30;"]
    let running = try Binary.start(["letter", "edit"], socket: daemon.path, environment: environment)
    // Until the editor is there.
    _ = try #require(FileHandle(forReadingAtPath: pipe)).readToEnd()
    #expect(try FileManager.default.contentsOfDirectory(atPath: runtime.path).count == 1)
    // To the whole group, as a terminal sends it.
    kill(number == SIGINT ? -running.process.processIdentifier : running.process.processIdentifier, number)
    let result = try running.finish()
    #expect(running.process.terminationReason == .uncaughtSignal)
    #expect(result.status == number)
    #expect(try FileManager.default.contentsOfDirectory(atPath: runtime.path) == [])
    #expect(daemon.received.count == 1)
  }

  @Test(
    "check: the exit status is the answer",
    arguments: [
      (component(found: true, required: true), "", 0),
      (component(found: false, required: false), "", 0),
      (component(found: false, required: true), "", 1),
      (component(found: true, required: true), finding, 1),
    ] as [(String, String, Int32)])
  func check(component: String, finding: String, status: Int32) throws {
    for more in [[], ["--json"]] {
      let reply = ["Review": Self.review(component, findings: finding)]
      try run(["check"] + more, reply) { result, received in
        #expect(result.status == status)
        #expect(result.error.isEmpty)
        #expect(!result.output.isEmpty)
        #expect(received == [#"{"method":"org.percolate.Timeline.Review","parameters":{}}"#])
      }
    }
  }

  @Test("check: a file, or an earlier version, is sent along")
  func checkOther() throws {
    let replies = ["Review": Self.review(), "Letter": Self.letter("Dear Robin")]
    try run(["check", "--file", "-", "--timeline", "sam"], replies, input: "I left.\n") { _, received in
      #expect(
        received == [
          #"{"method":"org.percolate.Timeline.Review","parameters":{"text":"I left.\n","timeline":"sam"}}"#
        ])
    }
    try run(["check", "--version", "1"], replies) { _, received in
      #expect(
        received.last == #"{"method":"org.percolate.Timeline.Review","parameters":{"text":"Dear Robin"}}"#)
    }
  }

  @Test("show, print and history")
  func read() throws {
    let replies = ["Letter": Self.letter(String(repeating: "sorry ", count: 20) + #"\n\n  Robin"#)]
    try run(["show"], replies) { result, _ in
      #expect(result.output == String(repeating: "sorry ", count: 20).dropLast() + "\n\n  Robin\n")
    }
    let folder = TemporaryFolder()
    let (twelve, eight) = (String(repeating: " sorry", count: 12), String(repeating: " sorry", count: 8))
    let printed = "\(twelve.dropFirst())\n\(eight.dropFirst())\n\n  Robin\n"
    try run(["print"], replies) { result, _ in #expect(result.output == printed) }
    let runs: [([String], Int32)] = [([], 0), ([], 1), (["--force"], 0)]
    for (more, status) in runs {
      try run(["print", "--output", folder.path + "/letter"] + more, replies) { result, _ in
        #expect(result.status == status, "\(result.error)")
      }
    }
    #expect(try String(contentsOfFile: folder.path + "/letter", encoding: .utf8) == printed)
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "/letter")
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    try run(["history", "--json"], replies) { result, received in
      #expect(result.output == #"{"versions":[{"at":"2026-11-20T18:00:00Z","version":1,"words":21}]}"# + "\n")
      #expect(received.count == 2)
    }
  }

  @Test("no letter yet is said, and so is a version that is not there")
  func missing() throws {
    for command in [["show"], ["print"], ["check", "--version", "1"], ["history", "--diff", "1", "2"]] {
      try run(command, ["Letter": Self.letter()]) { result, _ in
        #expect(result.status == 1)
        #expect(
          result.error
            == "percolatectl: There is no letter here yet. `percolatectl letter edit` opens an empty page.\n")
      }
    }
    let unknown = #"{"error":"org.varlink.service.InvalidParameter","parameters":{"parameter":"version"}}"#
    try run(["show", "--version", "7"], ["Letter": unknown]) { result, _ in
      #expect(result.status == 2)
      #expect(
        result.error
          == "percolatectl: there is no version 7; `percolatectl letter history` lists those there are\n")
    }
  }

  @Test("rest and sent: what is sent, and what is said")
  func steps() throws {
    let resting = Self.standing(#","letters":0,"letterRested":"2199-06-01T08:00:00Z""#)
    try run(["rest"], ["Rest": #"{"parameters":{"standing":\#(resting)}}"#]) { result, received in
      #expect(result.output == "It rests until Sat 1 Jun 2199 08:00. Read it once more then.\n")
      #expect(received == [#"{"method":"org.percolate.Timeline.Rest","parameters":{}}"#])
    }
    let out = Self.standing(#","letters":1"#)
    try run(["sent", "--on", "2026-11-20T08:00:00Z"], ["Sent": #"{"parameters":{"standing":\#(out)}}"#]) {
      result, received in
      #expect(result.output.hasPrefix("Noted: your letter is on its way.\n"))
      #expect(
        received == [#"{"method":"org.percolate.Timeline.Sent","parameters":{"on":"2026-11-20T08:00:00Z"}}"#])
    }
    // Nobody is at a terminal here who could answer the question.
    try run(["sent"], ["Sent": Self.refusal("safety-first")]) { result, received in
      #expect(result.status == 1)
      #expect(result.error == "percolatectl: No.\n")
      #expect(received.count == 1)
    }
  }

  @Test(
    "not understood: 2, one line, nothing sent",
    arguments: [
      (["dig"], "no command 'letter dig'"), (["show", "--version", "0"], "counted from 1"),
      (["print", "--version", "x"], "'--version <number>' does not take 'x'"),
      (["check", "--file", "a", "--version", "1"], "one of them"), (["history", "--diff", "1"], "two numbers"),
      (["history", "--diff", "0", "1"], "counted from 1"), (["sent", "--on", "tomorrow"], "has not happened yet"),
    ])
  func usage(arguments: [String], excerpt: String) throws {
    try run(arguments, [:]) { result, received in
      #expect(result.status == 2)
      #expect(result.error.contains(excerpt), "\(result.error)")
      #expect(result.error.filter(\.isNewline).count == 1)
      #expect(received.isEmpty)
    }
  }
}

extension Binary {
  /// A command that was started.
  struct Running {
    let process: Process
    fileprivate let output: Pipe
    fileprivate let error: Pipe
    fileprivate let home: TemporaryFolder

    /// Waits for its end.
    func finish() throws -> Result {
      let said = try output.fileHandleForReading.readToEnd() ?? Data()
      let complained = try error.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      return Result(
        status: process.terminationStatus, output: String(decoding: said, as: UTF8.self),
        error: String(decoding: complained, as: UTF8.self))
    }
  }

  /// Starts the binary with more in its environment, and with something on its standard input.
  fileprivate static func start(
    _ arguments: [String], socket: String, environment: [String: String], input: String = ""
  ) throws -> Running {
    let bundle = URL(fileURLWithPath: CommandLine.arguments[0])
    let running = Running(process: Process(), output: Pipe(), error: Pipe(), home: TemporaryFolder())
    let process = running.process
    process.executableURL = bundle.deletingLastPathComponent().appendingPathComponent("percolatectl")
    process.arguments = arguments
    let home = running.home.path
    process.environment = [
      "PERCOLATE_SOCKET": socket, "HOME": home, "TZ": "UTC", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin",
      "XDG_CONFIG_DIRS": home, "XDG_DATA_DIRS": home,
    ].merging(environment) { $1 }
    try input.write(toFile: home + "/input", atomically: true, encoding: .utf8)
    process.standardInput = FileHandle(forReadingAtPath: home + "/input")
    process.standardOutput = running.output
    process.standardError = running.error
    try process.run()
    return running
  }
}
