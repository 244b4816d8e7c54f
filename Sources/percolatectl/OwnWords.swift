// Where the words of a note come from: the command line, a pipe, or the person at the terminal. Invariant: words that are
// returned are some, and no more than the daemon keeps.

import Glibc
import Kernel
import PercolateCore

/// Words that somebody writes for themselves.
enum OwnWords {
  /// Takes the words from the arguments, else from standard input, else asks for them.
  ///
  /// - Parameters:
  ///   - command: its name, for an error.
  ///   - question: what to ask.
  ///   - check: what is to be found out before somebody types words that could only be thrown away.
  static func read(
    _ arguments: [String], command: String, asking question: Phrase, after check: () throws -> Void = {}
  ) throws -> String {
    let text: String
    var isTalk = false
    if !arguments.isEmpty {
      text = arguments.joined(separator: " ")
    } else if let conversation = try Conversation() {
      try check()
      isTalk = true
      text = conversation.words(conversation.words(question)) ?? ""
    } else {
      text = try standardInput(command)
    }
    let words = text.trimmingSpaces
    guard !words.isEmpty else {
      if isTalk {
        // Somebody who thought better of it has made no mistake.
        StandardError.write(Machine.words(.ownNothing))
        throw Failure.nothing
      }
      throw Failure.usage("\(command) takes your words: as arguments, from a pipe, or asked for at a terminal")
    }
    guard words.utf8.count <= TextLimits.ownWordsBytes else { throw tooLong(command) }
    return words
  }

  private static func tooLong(_ command: String) -> Failure {
    .usage("\(command) takes at most \(TextLimits.ownWords) of words; write them in parts")
  }

  /// Everything on standard input, unless that is a terminal: then nobody is asked, because nobody would see the question.
  private static func standardInput(_ command: String) throws(Failure) -> String {
    guard isatty(STDIN_FILENO) == 0 else { return "" }
    guard let bytes = readAll(from: STDIN_FILENO, atMost: TextLimits.ownWordsBytes) else {
      throw .failed("cannot read standard input: \(String(cString: strerror(errno)))")
    }
    guard bytes.count <= TextLimits.ownWordsBytes else { throw tooLong(command) }
    guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
      throw .failed("standard input is not UTF-8 text without NUL characters; \(command) keeps only words")
    }
    return text
  }
}
