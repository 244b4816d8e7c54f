// Talking with a person at the terminal: a screen of words, and the line that they type. It goes by standard error, as
// questions do, so that the answer of a command can still be redirected. Invariant: there is a conversation only where
// somebody reads it and can answer.

import Glibc
import PercolateCore

/// A person at the terminal.
struct Conversation {
  /// What dates are relative to.
  let here: Here
  /// What the terminal can show.
  let style: Style
  /// In which words to talk.
  let words: Words

  /// Begins to talk; nil when nobody is there.
  init?() throws {
    guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else { return nil }
    here = try Here.current()
    style = .conversation
    words = Machine.words
  }

  /// Begins to talk, or says what works where nobody is there.
  static func required(_ instead: String) throws -> Conversation {
    guard let conversation = try Conversation() else { throw Failure.usage(instead) }
    return conversation
  }

  /// Shows some words; on a screen of their own if the terminal obeys.
  func show(onEmptyScreen: Bool = false, _ write: (inout Page) -> Void) {
    var page = Page(here: here, style: style, words: words)
    write(&page)
    // Erases the screen and what has scrolled off it, as clear(1) does: what was answered is nobody else's to scroll to.
    let clear = onEmptyScreen && style.colours ? "\u{1B}[H\u{1B}[2J\u{1B}[3J" : ""
    StandardError.send(clear + page.text)
  }

  /// Waits for a line; nil when they ended the input (Ctrl-D), after which they can go on.
  func line() -> String? {
    StandardError.send("> ")
    // Not with readLine(): the end of a terminal's input would be its end for good (glibc 2.28).
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while true {
      let count = read(STDIN_FILENO, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1, byte != UInt8(ascii: "\n") else {
        if count != 1 { StandardError.send("\n") }
        return count == 1 || !bytes.isEmpty ? String(decoding: bytes, as: UTF8.self) : nil
      }
      bytes.append(byte)
    }
  }

  /// Asks a question, and waits for a line without spaces around it.
  func ask(_ question: String) -> String? {
    show { $0.paragraph(question) }
    return line()?.trimmingSpaces
  }

  /// Asks for words that may have several lines and end with an empty one; nil when there are none.
  func words(_ question: String) -> String? {
    show { $0.paragraph(question) }
    var lines: [String] = []
    while let line = line(), !line.trimmingSpaces.isEmpty { lines.append(line) }
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }

  /// Asks for a yes or a no. Anything but a yes is a no.
  func isYes(_ question: String) -> Bool { ask(question).map(\.isYes) ?? false }
}

extension String {
  /// Whether it is a yes in a language that the program speaks.
  var isYes: Bool { ["y", "yes", "s", "si", "s\u{EC}"].contains(trimmingSpaces.lowercased()) }
}
