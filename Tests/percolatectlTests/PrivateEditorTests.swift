// Editors that behave, and editors that do not: small shell scripts in the place of $EDITOR. Whatever they do, nothing of the
// text is left behind that was taken, and nothing of it is lost that was not.

import Foundation
import TestSupport
import Testing

@testable import percolatectl

@Suite("an editor for private text")
struct PrivateEditorTests {
  /// What came of it.
  enum Outcome: Equatable, Sendable {
    case text(String)
    case same
    case failure(String)
    /// With the bytes that the file has now.
    case kept(String, [UInt8])
  }

  private func edit(_ script: String, _ text: String = "before") throws -> Outcome {
    let (runtime, tools) = (try TemporaryFolder.ofOurs(), TemporaryFolder())
    try script.write(toFile: tools.path + "/editor", atomically: true, encoding: .utf8)
    let editor = PrivateEditor(command: "sh '\(tools.path)/editor'", runtimeFolder: runtime.path, file: "letter.txt")
    let outcome: Outcome
    do {
      outcome = try editor.edit(text).map(Outcome.text) ?? .same
    } catch {
      let parts = (error.line ?? "").components(separatedBy: ", and what you wrote stays in '\(runtime.path)/")
      guard parts.count == 2 else { return .failure(parts[0]) }
      return .kept(parts[0], try kept(in: "\(runtime.path)/\(parts[1].prefix { $0 != "'" })"))
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

  /// What was left, which nobody else can read.
  private func kept(in file: String) throws -> [UInt8] {
    for (path, mode) in [(file, 0o600), ((file as NSString).deletingLastPathComponent, 0o700)] {
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect((attributes[.posixPermissions] as? Int).map { $0 & ~mode } == 0, "\(path)")
    }
    return Array(try Data(contentsOf: URL(filePath: file)))
  }

  @Test(
    "what cannot be taken stays where it is, and the error says where",
    arguments: [
      (#"echo x > "$1"; exit 1"#, "the editor ended with status 1; nothing was taken", Array("x\n".utf8)),
      (
        #"echo x > "$1"; chmod 666 "$1"; chmod 777 "${1%/*}"; kill -SEGV $$"#,
        "the editor was ended by signal 11; nothing was taken", Array("x\n".utf8)
      ),
      (#"printf 'caf\351' > "$1""#, "the text is not UTF-8; nothing was taken", Array("caf".utf8) + [0xE9]),
      (#"printf 'a\0b' > "$1""#, "the text has a NUL character in it; nothing was taken", [97, 0, 98]),
      (
        #"head -c 65537 /dev/zero > "$1""#, "the text is longer than 64 KiB; nothing was taken",
        [UInt8](repeating: 0, count: 65537)
      ),
      (#"echo x > "$1~"; exit 1"#, "the editor ended with status 1; nothing was taken", Array("before\n".utf8)),
    ] as [(String, String, [UInt8])])
  func kept(script: String, why: String, bytes: [UInt8]) throws { #expect(try edit(script) == .kept(why, bytes)) }

  @Test("when the file itself is gone, the error names the folder that has the rest")
  func besides() throws {
    let runtime = try TemporaryFolder.ofOurs()
    let command = #"f() { mv "$1" "$1.save"; mkdir "$1"; chmod 777 "${1%/*}"; }; f"#
    let editor = PrivateEditor(command: command, runtimeFolder: runtime.path, file: "letter.txt")
    let error = #expect(throws: Failure.self) { try editor.edit("before") }
    let folder = try #require(try FileManager.default.contentsOfDirectory(atPath: runtime.path).first)
    #expect(error?.line?.contains("stays in '\(runtime.path)/\(folder)") == true)
    #expect(try String(contentsOfFile: "\(runtime.path)/\(folder)/letter.txt.save", encoding: .utf8) == "before\n")
  }

  @Test(
    "what is not taken, and why, when nothing was written",
    arguments: [
      ("exit 3", "the editor ended with status 3; nothing was taken"),
      (#"rm "$1"; exit 1"#, "the editor ended with status 1; nothing was taken"),
      (#"rm "$1""#, "the editor has removed the file; nothing was taken"),
      (
        #"ln -sf /etc/hostname "$1""#,
        "the editor has put a symbolic link in the file's place; nothing was taken"
      ),
      (#"rm "$1"; mkfifo "$1""#, "the editor has put something else in the file's place; nothing was taken"),
      (#"printf 'before\n' > "$1"; exit 1"#, "the editor ended with status 1; nothing was taken"),
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
    #expect(throws: Failure.failed("the editor was ended by signal 9; nothing was taken")) {
      try editor.edit("before")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: runtime.path) == [])
  }

  @Test("the longest text is taken, a byte more is not")
  func longest() throws {
    let fill = #"head -c 65536 /dev/zero | tr '\0' x > "$1""#
    #expect(try edit(fill) == .text(String(repeating: "x", count: 65536)))
    let longer = Array(repeating: UInt8(ascii: "x"), count: 65536) + [UInt8(ascii: "y")]
    let expected = Outcome.kept("the text is longer than 64 KiB; nothing was taken", longer)
    #expect(try edit(fill + #"; printf y >> "$1""#) == expected)
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
    let link = TemporaryFolder().path
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
    let folder = TemporaryFolder()
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
    let folder = TemporaryFolder()
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path)
    return folder
  }
}
