// What we know of where the output goes, and the two ways of writing there. Invariant: no colour but on a terminal, and
// never when NO_COLOR (https://no-color.org) or TERM=dumb ask for none.

import Glibc
import Kernel
import PercolateCore

/// How text may look where it is going.
struct Style: Hashable, Sendable {
  /// Whether escape sequences are welcome.
  var colours: Bool
  /// Whether box drawing characters can be shown.
  var unicode: Bool
  /// How many columns there are; never more than 80, which is comfortable to read.
  var width: Int

  /// What suits a file, a pipe and a test.
  static let plain = Style(colours: false, unicode: true, width: 80)

  /// What suits standard output now.
  static var current: Style {
    let onTerminal = isatty(STDOUT_FILENO) == 1
    return Style(
      environment: environmentVariable, onTerminal: onTerminal, columns: onTerminal ? columns(STDOUT_FILENO) : nil)
  }

  /// What suits a conversation, which goes by standard error.
  static var conversation: Style {
    let onTerminal = isatty(STDERR_FILENO) == 1
    return Style(
      environment: environmentVariable, onTerminal: onTerminal, columns: onTerminal ? columns(STDERR_FILENO) : nil)
  }

  /// Decides from the facts. `columns`: how wide the terminal is, if it is one and says so.
  init(environment: (String) -> String?, onTerminal: Bool, columns: Int?) {
    let noColour = environment("NO_COLOR").map { !$0.isEmpty } ?? false
    colours = onTerminal && !noColour && environment("TERM") != "dumb"
    // POSIX: LC_ALL wins over LC_CTYPE, which wins over LANG; an empty one counts as not set.
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(environment).first { !$0.isEmpty } ?? "C"
    let charset = locale.lowercased().split(separator: Character(".")).last ?? ""
    unicode = charset.hasPrefix("utf-8") || charset.hasPrefix("utf8")
    width = min(80, max(40, columns ?? 80))
  }

  private init(colours: Bool, unicode: Bool, width: Int) {
    self.colours = colours
    self.unicode = unicode
    self.width = width
  }

  private static func columns(_ descriptor: CInt) -> Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}

/// The results.
enum StandardOutput {
  /// Writes the text, which brings its own line ends, and makes sure that it arrived: a full disk is a failure.
  static func write(_ text: String) throws(Failure) {
    guard writeAll(text, to: STDOUT_FILENO) else {
      throw .failed("cannot write to standard output: \(String(cString: strerror(errno)))")
    }
  }
}

extension StandardOutput {
  /// Writes a document as it is into a file, which obeys nothing, and visibly elsewhere: a pipe may well end at a terminal.
  static func writeDocument(_ text: String) throws(Failure) {
    var status = stat()
    let isFile = fstat(STDOUT_FILENO, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    try write(isFile ? text : lines.map { String($0).exchanging("\t", for: " ").visible }.joined(separator: "\n"))
  }
}

/// Errors, and questions to a person.
enum StandardError {
  /// Writes a line. That this fails can be told to nobody.
  static func write(_ line: String) { _ = writeAll(line.visible + "\n", to: STDERR_FILENO) }

  /// Writes what is visible already, and brings its own line ends.
  static func send(_ text: String) { _ = writeAll(text, to: STDERR_FILENO) }

  /// Asks, if a person can answer.
  ///
  /// - Returns: the answer without spaces around it; nil when nobody is there, or they ended the input.
  static func ask(_ question: String) -> String? {
    guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else { return nil }
    _ = writeAll(question.visible, to: STDERR_FILENO)
    return readLine()?.trimmingSpaces
  }
}

/// A variable of the environment; nil when it is not set.
func environmentVariable(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}

extension String {
  /// Without white space at both ends.
  var trimmingSpaces: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else {
      return ""
    }
    return String(self[first...last])
  }
}
