// A passphrase, typed unseen or piped in by a script. Never an argument or a variable: those are in process lists, in the
// shell's history and in the environment of whatever is started. Invariant: the terminal shows again what is typed, whichever
// way the reading ended.

import Glibc
import PercolateCore

enum PassphraseInput {
  /// Whether a person types it, who can be asked.
  static var isTyped: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

  /// Asks for a passphrase; from a pipe, takes its next line. Empty when there is none.
  static func read(_ question: Phrase) throws(Failure) -> String {
    guard isTyped else { return try line() ?? "" }
    var settings = termios()
    guard tcgetattr(STDIN_FILENO, &settings) == 0 else { throw .failed("this terminal cannot hide what is typed") }
    let before = settings
    settings.c_lflag &= ~tcflag_t(ECHO | ISIG)
    // With the signals off, Ctrl-C ends the line: the terminal is set right before we end.
    settings.c_cc.11 = PassphraseInput.interrupt  // VEOL
    guard tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings) == 0 else {
      throw .failed("this terminal cannot hide what is typed")
    }
    // SIGHUP and SIGTERM must not end us while the terminal hides what is typed: their handlers only interrupt the
    // read.
    let handlers = PassphraseInput.signals.map { number in
      var (new, old) = (sigaction(), sigaction())
      new.__sigaction_handler = .init(sa_handler: { _ in })
      sigaction(number, &new, &old)
      return (number, old)
    }
    defer {
      for (number, handler) in handlers {
        var handler = handler
        sigaction(number, &handler, nil)
      }
      var before = before
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
      StandardError.send("\n")
    }
    // The question comes only now: what somebody types before would be shown, and thrown away.
    StandardError.send("\(Machine.words(question)) ".visible)
    return try line() ?? ""
  }

  /// Asks for a new passphrase, twice where it is typed.
  static func readNew() throws(Failure) -> String {
    let passphrase = try read(.lockAskNew)
    guard isTyped else { return passphrase }
    guard try read(.lockAskAgain) == passphrase else { throw .failed(Machine.words(.lockNotTheSame)) }
    return passphrase
  }

  private static let interrupt: UInt8 = 3
  private static let signals = [SIGHUP, SIGTERM]

  /// The next line, byte by byte, so that the one after it is left for the next question.
  private static func line() throws(Failure) -> String? {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while true {
      let count = Glibc.read(STDIN_FILENO, &byte, 1)
      if isTyped, count == 1 ? byte == interrupt : count < 0 || bytes.isEmpty { throw .failed("nothing was changed") }
      if count < 0, errno == EINTR { continue }
      guard count == 1, byte != UInt8(ascii: "\n"), bytes.count <= 4096 else { break }
      bytes.append(byte)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .failed("a passphrase is UTF-8 text") }
    return text
  }
}
