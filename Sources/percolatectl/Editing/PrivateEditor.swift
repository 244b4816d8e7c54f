// A text of the user's own, in the editor of their choice. While it is there, it has to be in a file; invariant: that file
// is gone when `edit` returns or throws, and also when a signal ends the process meanwhile, unless there are words in it that were
// not taken: then it stays, and the error names it.

import Glibc
import Kernel
import PercolateCore

/// Somebody's editor, and where their text may lie while it is open.
struct PrivateEditor {
  /// What to run, as in $EDITOR: a shell's words, so that it may have arguments. The file's path is added at the end.
  var command: String
  /// The folder that is the user's alone and goes with their session ($XDG_RUNTIME_DIR). /tmp is everybody's, and a disk keeps
  /// what was deleted.
  var runtimeFolder: String
  /// What the file is called, which the editor shows and may know what to do with.
  var file: String

  /// Opens a text and waits until the editor is closed.
  ///
  /// - Returns: the text as it is now, without line breaks at its end; nil when it is the same as before. It may be empty.
  /// - Throws: when there was no editing it, or the editor failed; nothing of the text is taken then, and nothing of it lost.
  func edit(_ text: String) throws(Failure) -> String? {
    // A signal in between takes effect when everything has been cleaned up.
    let signals = HeldSignals()
    defer { signals.letGo() }
    do {
      return try edit(text, signals)
    } catch {
      // The signal ends us before our caller could print this.
      if signals.taken != nil, let line = error.line { StandardError.write("percolatectl: \(line)") }
      throw error
    }
  }

  private func edit(_ text: String, _ signals: HeldSignals) throws(Failure) -> String? {
    var folder = try ScratchFolder(in: runtimeFolder)
    let before = text.withoutFinalNewlines
    let written = before.isEmpty ? "" : before + "\n"
    try folder.write(written, to: file)
    do throws(Failure) {
      try run(in: folder.path, signals)
      let after = try folder.read(file, atMost: TextLimits.ownWordsBytes).withoutFinalNewlines
      if after == before { return nil }
      // The signal ends us before our caller could keep the text.
      guard signals.taken == nil else { throw Failure.failed("a signal came; nothing was taken") }
      return after
    } catch {
      guard let line = error.line, folder.holdsMore(than: written, in: file) else { throw error }
      throw .failed("\(line), and what you wrote stays in '\(folder.keep(file))' until you log out")
    }
  }

  private func run(in folder: String, _ signals: HeldSignals) throws(Failure) {
    switch try EditorProcess(command, path: "\(folder)/\(file)", signals).wait() {
    case .exited(0): return
    case .exited(let status):
      // sh(1): 127 for a command that was not found, 126 for one that could not be run.
      guard status != 127, status != 126 else {
        throw .failed("the editor '\(command.shortened)' cannot be run; set EDITOR to one that can")
      }
      // The shell that has run it tells of a signal like this.
      guard status <= 128 else { throw PrivateEditor.ended(bySignal: status - 128) }
      throw .failed("the editor ended with status \(status); nothing was taken")
    case .killed(let number): throw PrivateEditor.ended(bySignal: number)
    }
  }

  private static func ended(bySignal number: Int32) -> Failure {
    .failed("the editor was ended by signal \(number); nothing was taken")
  }
}

extension PrivateEditor {
  /// The user's own editor: $VISUAL, else $EDITOR, else one that is likely there and needs no explanation.
  ///
  /// - Parameter onTerminal: whether there is one to show an editor on that nobody asked for.
  static func current(
    file: String, environment: (String) -> String? = environmentVariable,
    onTerminal: Bool = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
  ) throws(Failure) -> PrivateEditor {
    func set(_ name: String) -> String? { environment(name).flatMap { $0.trimmingSpaces.isEmpty ? nil : $0 } }
    // Where pam_systemd(8) puts it, when the shell was not opened by it.
    let folder = set("XDG_RUNTIME_DIR") ?? "/run/user/\(getuid())"
    if let command = set("VISUAL") ?? set("EDITOR") {
      return PrivateEditor(command: command, runtimeFolder: folder, file: file)
    }
    guard onTerminal else { throw .failed("no terminal to show an editor on; run it in one, or set EDITOR") }
    let places = (set("PATH") ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
    let known = ["sensible-editor", "nano", "vi"]
    guard let command = known.first(where: { name in places.contains { access("\($0)/\(name)", X_OK) == 0 } }) else {
      throw .failed("no editor was found; install nano, or set EDITOR to your editor")
    }
    return PrivateEditor(command: command, runtimeFolder: folder, file: file)
  }
}

extension String {
  /// The text without the line breaks at its end: editors add one, and some take one away.
  var withoutFinalNewlines: String {
    guard let last = lastIndex(where: { !$0.isNewline }) else { return "" }
    return String(self[...last])
  }
}
