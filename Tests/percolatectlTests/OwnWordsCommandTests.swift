// The commands for the user's own words, as a script calls them: what is sent, what is refused before anything is, and
// that nothing private ends up in an error.

import Foundation
import PercolateCore
import TestSupport
import Testing

@testable import percolatectl

@Suite("own words on the command line")
struct OwnWordsCommandTests {
  private static let standing =
    #""standing":{"timeline":"coffee","plan":"coffee","planVersion":1,"planTitle":"The long road back","#
    + #""brokeUp":"2026-10-20T12:00:00Z","started":"2026-10-20T12:00:00Z","stage":"waiting","title":"Waiting","#
    + #""aim":"To leave them room.","why":"","since":"2026-11-10T12:00:00Z","day":12,"pronouns":"they/them","#
    + #""leastStayOver":"2026-12-01T12:00:00Z","usualStayOver":"2026-12-10T12:00:00Z","contact":[],"choices":[],"#
    + #""letters":1,"slips":0,"invitation":"none","paused":false,"safetyFirst":false,"#
    + #""quiet":{"current":1,"longest":1,"total":1}}"#
  private static let written =
    #"{"parameters":{"writing":{"seq":1,"at":"2026-11-22T08:00:00Z","timeline":"coffee","kind":"note","text":"x"}}}"#
  private static let interview =
    #"{"parameters":{"title":"T","intro":"I","closing":"C","questions":[{"id":"why","ask":"Why?","choices":[]},"#
    + #"{"id":"kind","ask":"Kind?","choices":[{"id":"heat","words":"Heat"},{"id":"unsure","words":"Unsure"}]}]}}"#
  private static let reflection =
    #"{"parameters":{"suggestion":"wait","reasons":[],"answered":0,"asked":2,"closing":"C","answers":[],\#(standing)}}"#

  private func check(
    _ arguments: [String], input: String? = nil, replies: [String] = [], status: Int32 = 0, output: String? = nil,
    error: String = "", sent: [String]? = nil, _ location: SourceLocation = #_sourceLocation
  ) throws {
    let daemon = try FakeDaemon(replies: replies)
    defer { daemon.stop() }
    let result = try Binary.run(arguments, socket: daemon.path, input: input)
    #expect(result.status == status, "\(result.error)", sourceLocation: location)
    if let output { #expect(result.output == output, sourceLocation: location) }
    #expect(result.error == (error.isEmpty ? "" : "percolatectl: \(error)\n"), sourceLocation: location)
    if let sent {
      let expected = sent.map { call in
        let parts = call.split(separator: " ", maxSplits: 1)
        return #"{"method":"org.percolate.Timeline.\#(parts[0])","parameters":\#(parts.last ?? "")}"#
      }
      #expect(daemon.received == expected, sourceLocation: location)
    }
  }

  @Test("words come from the arguments or from a pipe, and go to the daemon alone")
  func words() throws {
    try check(
      ["note", "Slept", "well"], replies: [Self.written],
      output: "Kept. `percolatectl note --list` shows your notes.\n",
      sent: [#"Write {"kind":"note","text":"Slept well"}"#])
    try check(
      ["note"], input: "\nSlept\nwell\n\n", replies: [Self.written],
      sent: [#"Write {"kind":"note","text":"Slept\nwell"}"#])
    try check(
      ["urge", "Hello", "--trigger", " our \t song ", "--strength", "4"], replies: [Self.written],
      sent: [#"Write {"about":"our song","kind":"urge","strength":4,"text":"Hello"}"#])
    try check(
      ["coffee", "prepare", "--add", "The tent", "--timeline", "sam"], replies: [Self.written],
      sent: [#"Write {"kind":"memory","text":"The tent","timeline":"sam"}"#])
  }

  @Test("words that are none, too many or no text are not sent, and not repeated")
  func noWords() throws {
    let none = "note takes your words: as arguments, from a pipe, or asked for at a terminal"
    try check(["note"], status: 2, error: none, sent: [])
    try check(["note", " "], status: 2, error: none, sent: [])
    let long = String(repeating: "a", count: TextLimits.ownWordsBytes + 1)
    try check(
      ["urge"], input: long, status: 2, error: "urge takes at most 64 KiB of words; write them in parts", sent: [])
  }

  @Test("looking again sets a reminder whose words give nothing away")
  func lookAgain() throws {
    let reminder = #"{"parameters":{"reminder":{"id":1,"text":"x","next":"2199-11-22T09:00:00Z"}}}"#
    for arguments in [["urge", "Hello", "--look-again"], ["urge", "--look-again", "2h", "Hello"]] {
      let daemon = try FakeDaemon(replies: [Self.written, reminder])
      defer { daemon.stop() }
      #expect(try Binary.run(arguments, socket: daemon.path).status == 0)
      #expect(daemon.received.count == 2)
      #expect(daemon.received.last?.contains(#""text":"You wanted to look at something again."}"#) == true)
      #expect(daemon.received.last?.contains("Hello") == false)
    }
  }

  @Test("answers from a file are all stored, or none is")
  func answers() throws {
    let folder = TemporaryFolder()
    let file = folder.path + "/a.yaml"
    func write(_ text: String) throws { try text.write(toFile: file, atomically: true, encoding: .utf8) }
    try write("kind: { choice: unsure, text: Not yet. }\nwhy: |\n  Angry.\n  Tired.\n")
    try check(
      ["reflect", "--answers", file], replies: [Self.interview, Self.written, Self.written, Self.reflection],
      sent: [
        #"Interview {"name":"stock"}"#,
        #"Write {"about":"kind","choice":"unsure","kind":"answer","text":"Not yet."}"#,
        #"Write {"about":"why","kind":"answer","text":"Angry.\nTired."}"#, #"Reflection {}"#,
      ])
    try write("why: Angry.\nkind: heart\n")
    try check(
      ["reflect", "--answers", file], replies: [Self.interview], status: 1,
      error: "\(file):2:7: 'kind': expected one of: heat, unsure, found 'heart'", sent: [#"Interview {"name":"stock"}"#]
    )
  }

  @Test("a summary asks nothing, and JSON is the daemon's reply")
  func summary() throws {
    try check(
      ["reflect", "--summary"], replies: [Self.reflection],
      output: "Nothing is answered yet. `percolatectl reflect` asks, one question at a time.\n",
      sent: [#"Reflection {}"#])
    try check(
      ["lessons", "--summary", "--json"], replies: [Self.interview],
      output: #"{"closing":"C","intro":"I","questions":[{"ask":"Why?","choices":[],"id":"why"},{"ask":"Kind?","#
        + #""choices":[{"id":"heat","words":"Heat"},{"id":"unsure","words":"Unsure"}],"id":"kind"}],"title":"T"}"#
        + "\n",
      sent: [#"Interview {"name":"lessons"}"#])
  }

  @Test(
    "what asks at a terminal says so where nobody is there, and what works instead: 2, nothing sent",
    arguments: [
      (["reflect"], "--answers takes a file"), (["lessons"], "--summary"),
      (["coffee", "debrief"], "coffee debrief asks"),
      (["coffee", "prepare"], "coffee prepare asks"), (["safety"], "--none"), (["forget", "coffee"], "add --yes"),
      (["forget", "--everything"], "add --yes"), (["forget"], "--everything"),
      (["forget", "a", "--everything"], "--everything"),
      (["safety", "hurt", "--none"], "not both"), (["safety", "tired"], "afraid"),
      (["note", "x", "--list"], "not both"),
      (["reflect", "--summary", "--from-start"], "one of them"), (["urge", "x", "--strength", "6"], "1 to 5"),
      (["urge", "x", "--look-again", "never"], "--look-again 'never'"), (["pronouns", "it"], "she/her"),
      (["coffee", "prepare", "Sat"], "see `percolatectl coffee prepare --help`"), (["coffee", "blursday"], "blursday"),
      (["search"], "see `percolatectl search --help`"), (["history", "--since", "tomorrow"], "has not happened"),
    ])
  func alone(arguments: [String], excerpt: String) throws {
    let daemon = try FakeDaemon(replies: [])
    defer { daemon.stop() }
    let result = try Binary.run(arguments, socket: daemon.path)
    #expect(result.status == 2)
    #expect(result.error.contains(excerpt), "\(result.error)")
    #expect(result.error.filter(\.isNewline).count == 1)
    #expect(daemon.received.isEmpty)
  }

  @Test("the question about safety is answered with words or with --none; a refusal without a terminal stands")
  func safety() throws {
    let none = #"{"parameters":{\#(Self.standing)}}"#
    let kept = #"{"parameters":{\#(Self.standing),"kept":"Kept.","support":"Help."}}"#
    try check(
      ["safety", "--none"], replies: [none], output: "Noted: none of these.\n", sent: [#"Safety {"concerns":[]}"#])
    try check(
      ["safety", "afraid", "order"], replies: [kept], output: "Kept.\n\nHelp.\n\n",
      sent: [#"Safety {"concerns":["afraid","order"]}"#])
    try check(["support"], replies: [#"{"parameters":{"text":"Help."}}"#], output: "Help.\n", sent: ["Support {}"])
    let refusal =
      #"{"error":"org.percolate.Timeline.Refused","parameters":{"code":"safety-first","reason":"First this."}}"#
    for arguments in [["assess", "mend"], ["did", "letter"], ["did", "invitation"]] {
      try check(arguments, replies: [refusal], status: 1, error: "First this.")
    }
  }

  @Test("the coffee's date is still the first thing that the command takes")
  func coffee() throws {
    let reply = #"{"parameters":{\#(Self.standing)}}"#
    for arguments in [["coffee", "2199-06-01", "15:00"], ["coffee", "date", "2199-06-01"]] {
      try check(arguments, replies: [reply], sent: [#"Coffee {"on":"2199-06-01T15:00:00Z"}"#])
    }
    for arguments in [["coffee", "--open"], ["coffee", "--cancel"]] {
      try check(arguments, replies: [reply], sent: ["Coffee {}"])
    }
    try check(
      ["start", "--broke-up", "2026-11-01T08:00:00Z", "--pronouns", "she/her"], replies: [reply],
      sent: [#"Start {"brokeUp":"2026-11-01T08:00:00Z","history":[],"pronouns":"she/her"}"#])
    try check(["pronouns", "he/him"], replies: [reply], sent: [#"Pronouns {"pronouns":"he/him"}"#])
  }

  @Test("history and search: a timeline and a date leave out the rest; JSON needs one call")
  func history() throws {
    let entries =
      #"{"parameters":{\#(Self.standing),"entries":[{"seq":1,"at":"2026-10-20T12:00:00Z","stream":"coffee","kind":"note","#
      + #""detail":"old"},{"seq":2,"at":"2026-11-20T12:00:00Z","stream":"coffee","kind":"note","detail":"new"}]}}"#
    let writings =
      #"{"parameters":{"writings":[{"seq":2,"at":"2026-11-20T12:00:00Z","timeline":"coffee","kind":"note","text":"new"},"#
      + #"{"seq":3,"at":"2026-11-20T12:00:00Z","timeline":"sam","kind":"note","text":"new"}]}}"#
    let result = try Binary.run(
      ["history", "--since", "2026-11-01"], socket: FakeDaemon(replies: [entries, writings]).path)
    #expect(result.output.contains("    new\n"))
    #expect(!result.output.contains("old"))
    try check(["history", "--json"], replies: [entries], sent: ["History {}"])
    let found = try Binary.run(
      ["search", "new", "--timeline", "sam", "--json"], socket: FakeDaemon(replies: [writings]).path)
    #expect(found.output.contains(#""seq":3"#))
    #expect(!found.output.contains(#""seq":2"#))
  }

  @Test(
    "a keepsake goes to standard output, visibly where that is no file, or to a file that only its owner can read and nothing overwrites"
  )
  func keepsake() throws {
    let reply = ##"{"parameters":{"text":"# A\n\n\tb\n"}}"##
    try check(["keepsake"], replies: [reply], output: "# A\n\n b\n", sent: ["Keepsake {}"])
    try check(["keepsake", "--json"], replies: [reply], output: ##"{"text":"# A\n\n\tb\n"}"## + "\n")
    let folder = TemporaryFolder()
    let file = folder.path + "/k.md"
    try check(
      ["keepsake", "--output", file], replies: [reply], output: "It is in \(file); only you can read that file.\n")
    let taken = "'\(file)' is there already; give another name, or add --force"
    try check(["keepsake", "--output", file], replies: [reply], status: 1, output: "", error: taken)
    try check(
      ["keepsake", "--output", file, "--force", "--json"], replies: [reply], output: #"{"file":"\#(file)"}"# + "\n")
  }

  @Test("erasing says what is gone and what stays")
  func forget() throws {
    let gone = #"{"parameters":{"forgotten":["coffee"]}}"#
    try check(
      ["forget", "coffee", "--yes"], replies: [gone],
      output:
        "Erased, with everything that was written there: coffee.\nWhere there was a no, one small mark of it stays, "
        + "without name or words, so that\nit stays a no.\n",
      sent: [#"Forget {"everything":false,"timeline":"coffee"}"#])
    try check(["forget", "--everything", "--yes"], replies: [gone], sent: [#"Forget {"everything":true}"#])
  }
}

@Suite("a private file")
struct PrivateFileTests {
  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test("is 0600 with all of the text, replaces nothing unless asked, and leaves nothing else behind")
  func write() throws {
    let folder = TemporaryFolder()
    let path = folder.path + "/a"
    try PrivateFile.write("one", to: path, replacing: false)
    #expect(try mode(path) == 0o600)
    #expect(throws: Failure.failed("'\(path)' is there already; give another name, or add --force")) {
      try PrivateFile.write("two", to: path, replacing: false)
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "one")
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    try PrivateFile.write("three", to: path, replacing: true)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "three")
    #expect(try mode(path) == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a"])
  }

  @Test("what is no file is not replaced")
  func link() throws {
    let folder = TemporaryFolder()
    let (link, secret) = (folder.path + "/link", folder.path + "/secret")
    try "secret".write(toFile: secret, atomically: true, encoding: .utf8)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: secret)
    #expect(throws: Failure.self) { try PrivateFile.write("x", to: link, replacing: false) }
    for path in [link, folder.path, "/dev/null"] {
      #expect(throws: Failure.self) { try PrivateFile.write("x", to: path, replacing: true) }
    }
    #expect(try String(contentsOfFile: secret, encoding: .utf8) == "secret")
  }

  @Test("a folder that is not there is named")
  func noFolder() {
    #expect(throws: Failure.failed("cannot write '/nonexistent/a': No such file or directory")) {
      try PrivateFile.write("x", to: "/nonexistent/a", replacing: false)
    }
  }
}
