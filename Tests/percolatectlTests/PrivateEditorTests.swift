// Editors that behave, and editors that do not: small shell scripts in the place of $EDITOR. Whatever they do, nothing of the
// text is left behind.

import Foundation
import Testing

@testable import percolatectl

@Suite("an editor for private text")
struct PrivateEditorTests {
  /// What came of it.
  enum Outcome: Equatable, Sendable {
    case text(String)
    case same
    case failure(String)
  }

  private func edit(_ script: String, _ text: String = "before") throws -> Outcome {
    let (runtime, tools) = (try TemporaryFolder.ofOurs(), try TemporaryFolder())
    try script.write(toFile: tools.path + "/editor", atomically: true, encoding: .utf8)
    let editor = PrivateEditor(command: "sh '\(tools.path)/editor'", runtimeFolder: runtime.path, file: "letter.txt")
    let outcome: Outcome
    do {
      outcome = try editor.edit(text).map(Outcome.text) ?? .same
    } catch {
      outcome = .failure(error.line ?? "")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: runtime.path) == [], "something of the text is left")
    return outcome
  }

  @Test(
    "what is taken",
    arguments: [
      ("true", .same),
      (#"printf 'after\n' > "$1""#, .text("after")),
      (#"printf 'two\n\nlines\n\n\n' > "$1""#, .text("two\n\nlines")),
      (#"printf 'before' > "$1""#, .same),
      (#"printf 'before\n\n' > "$1""#, .same),
      (#"cat "$1" "$1" > "$1.new" && mv "$1.new" "$1""#, .text("before\nbefore")),
      (#": > "$1""#, .text("")),
      (#"cp "$1" "$1~"; cp "$1" "${1%/*}/.letter.txt.swp"; mkdir "${1%/*}/old"; echo after > "$1""#, .text("after")),
      (#"chmod 400 "${1%/*}/letter.txt"; mkdir "${1%/*}/old""#, .same),
      (#"printf '%s' "$#" > "$1""#, .text("1")),
    ] as [(String, Outcome)])
  func taken(script: String, expected: Outcome) throws {
    #expect(try edit(script) == expected)
  }

  @Test(
    "what is not taken, and why",
    arguments: [
      ("exit 3", "the editor ended with status 3; nothing was changed"),
      (#"echo x > "$1"; exit 1"#, "the editor ended with status 1; your changes were not taken, and are gone"),
      (#"rm "$1"; exit 1"#, "the editor ended with status 1; your changes were not taken, and are gone"),
      (#"rm "$1""#, "the editor has removed the file; nothing was taken"),
      (
        #"ln -sf /etc/hostname "$1""#,
        "the editor has put a symbolic link in the file's place; nothing was taken"
      ),
      (#"rm "$1"; mkfifo "$1""#, "the editor has put something else in the file's place; nothing was taken"),
      (#"rm "$1"; mkdir "$1""#, "the editor has put something else in the file's place; nothing was taken"),
      (#"head -c 1048576 /dev/zero > "$1""#, "the text is longer than 64 KiB; nothing was taken"),
      (#"printf 'caf\351' > "$1""#, "the text is not UTF-8; nothing was taken"),
      ("/nonexistent/editor", "cannot be run; set EDITOR to one that can"),
    ])
  func notTaken(script: String, expected: String) throws {
    guard case .failure(let line) = try edit(script) else {
      Issue.record("it was taken")
      return
    }
    #expect(line.hasSuffix(expected), "\(line)")
  }

  @Test("an editor that is killed is told of, and nothing is taken")
  func killed() throws {
    let runtime = try TemporaryFolder.ofOurs()
    let editor = PrivateEditor(command: "kill -KILL $$;", runtimeFolder: runtime.path, file: "letter.txt")
    #expect(throws: Failure.failed("the editor was ended by signal 9; nothing was changed")) {
      try editor.edit("before")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: runtime.path) == [])
  }

  @Test("the longest text is taken, a byte more is not")
  func longest() throws {
    let fill = #"head -c 65536 /dev/zero | tr '\0' x > "$1""#
    #expect(try edit(fill) == .text(String(repeating: "x", count: 65536)))
    #expect(try edit(fill + #"; printf y >> "$1""#) == .failure("the text is longer than 64 KiB; nothing was taken"))
  }

  @Test("only the user can look in: 0600 in 0700, in the runtime folder, under the name that was asked for")
  func permissions() throws {
    #expect(try edit(#"stat -c %a "$1" "${1%/*}" > "$1.new"; mv "$1.new" "$1""#) == .text("600\n700"))
    #expect(try edit(#"printf '%s' "${1##*/}" > "$1""#) == .text("letter.txt"))
  }

  @Test("the text arrives with one line break at its end, and an empty one as nothing")
  func content() throws {
    let octal = #"od -An -c "$1" | tr -d ' \n' > "$1.new"; mv "$1.new" "$1""#
    #expect(try edit(octal, "a\nb\n\n") == .text(#"a\nb\n"#))
    #expect(try edit(octal, "") == .same)
  }

  @Test("the variable may have arguments and quotation marks")
  func arguments() throws {
    let runtime = try TemporaryFolder.ofOurs()
    let command = #"sh -c 'printf "%s,%s" "$1" "$2" > "$3"' 'the editor' "one two" three"#
    let editor = PrivateEditor(command: command, runtimeFolder: runtime.path, file: "letter.txt")
    #expect(try editor.edit("") == "one two,three")
  }

  @Test("without a folder that is the user's alone no file is made")
  func places() throws {
    func check(_ folder: String, _ why: String, _ location: SourceLocation = #_sourceLocation) {
      let editor = PrivateEditor(command: "touch /nonexistent; true", runtimeFolder: folder, file: "letter.txt")
      do {
        _ = try editor.edit("")
        Issue.record("a file was made", sourceLocation: location)
      } catch {
        #expect(error.line?.contains(why) == true, "\(error)", sourceLocation: location)
      }
    }
    let folder = try TemporaryFolder.ofOurs()
    check("/nonexistent", "No such file or directory")
    check("/tmp", "not a folder of yours alone")
    try FileManager.default.setAttributes([.posixPermissions: 0o750], ofItemAtPath: folder.path)
    check(folder.path, "not a folder of yours alone")
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path)
    let link = try TemporaryFolder().path
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder.path)
    defer { try? FileManager.default.removeItem(atPath: link) }
    check(link, "not a folder of yours alone")
  }
}

@Suite("the user's editor")
struct EditorChoiceTests {
  private func choose(_ environment: [String: String], onTerminal: Bool = true) -> String {
    do {
      return try PrivateEditor.current(file: "x", environment: { environment[$0] }, onTerminal: onTerminal).command
    } catch {
      return error.line ?? ""
    }
  }

  @Test("$VISUAL, else $EDITOR, else the first that is there")
  func order() throws {
    let folder = try TemporaryFolder()
    func install(_ name: String) throws {
      #expect(FileManager.default.createFile(atPath: "\(folder.path)/\(name)", contents: nil))
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(folder.path)/\(name)")
    }
    let path = "/nonexistent:\(folder.path)"
    #expect(choose(["VISUAL": "gedit -w", "EDITOR": "vi", "PATH": path]) == "gedit -w")
    #expect(choose(["VISUAL": " ", "EDITOR": "vi -n", "PATH": path]) == "vi -n")
    #expect(choose(["PATH": path]) == "no editor was found; install nano, or set EDITOR to your editor")
    try install("vi")
    #expect(choose(["EDITOR": "", "PATH": path]) == "vi")
    try install("nano")
    #expect(choose(["PATH": path]) == "nano")
    try install("sensible-editor")
    #expect(choose(["PATH": path]) == "sensible-editor")
  }

  @Test("without a terminal only one that was asked for")
  func terminal() {
    #expect(choose(["EDITOR": "ed"], onTerminal: false) == "ed")
    #expect(choose([:], onTerminal: false) == "no terminal to show an editor on; run it in one, or set EDITOR")
  }

  @Test("the runtime folder: the variable, else where logind puts it")
  func runtimeFolder() throws {
    func folder(_ environment: [String: String]) throws -> String {
      try PrivateEditor.current(file: "x", environment: { environment[$0] }, onTerminal: false).runtimeFolder
    }
    #expect(try folder(["EDITOR": "ed", "XDG_RUNTIME_DIR": "/run/x"]) == "/run/x")
    #expect(try folder(["EDITOR": "ed"]) == "/run/user/\(getuid())")
  }
}

extension TemporaryFolder {
  /// A folder that only we may look into, as a runtime folder is.
  static func ofOurs() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path)
    return folder
  }
}
