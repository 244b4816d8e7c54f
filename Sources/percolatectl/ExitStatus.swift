// What a failure says, and the status it ends with. Scripts rely on the numbers, so they are written down here and
// nowhere else.

import Arguments
import Glibc
import PercolateControl
import PercolateCore
import PercolateFiles
import Varlink

/// The exit statuses, as documented in `percolatectl --help`.
enum ExitStatus: CInt, CaseIterable {
  /// It was done, or answered.
  case done = 0
  /// The daemon refused, or something failed on the way.
  case failed = 1
  /// The command line was not understood.
  case usage = 2
  /// The daemon does not answer.
  case unreachable = 3

  /// Ends the process.
  func exit() -> Never { Glibc.exit(rawValue) }
}

/// Why a command did not do what it was asked.
struct Failure: Error, Equatable {
  /// How the process ends.
  let status: ExitStatus
  /// One line for a person; nil when everything has been said already.
  let line: String?

  /// Something that was understood did not work.
  static func failed(_ line: String) -> Failure { Failure(status: .failed, line: line) }

  /// The command line says something that cannot be.
  static func usage(_ line: String) -> Failure { Failure(status: .usage, line: line) }

  /// Nothing was to be done, and that has been said.
  static let nothing = Failure(status: .done, line: nil)

  /// The output is the answer, and the answer is no.
  static let said = Failure(status: .failed, line: nil)

  /// The output is the answer, and the answer is no for good (`percolatectl may` alone uses the number so).
  static let saidNever = Failure(status: .usage, line: nil)
}

extension Failure {
  /// What any error of a command means to its user.
  init(_ error: any Error, words: @autoclosure () -> Words = Machine.words) {
    switch error {
    case let error as UsageError:
      self = .usage(oneLine(error.line))
    case let failure as Failure:
      self = Failure(status: failure.status, line: failure.line.map(oneLine))
    case let error as ControlError:
      self = .failed(oneLine(error.words(words())))
    case let error as ClientError:
      self = Failure.notTaken(error) ?? .failed(oneLine(Failure.words(of: error)))
    case let invalid as InvalidParameter:
      self = .failed(
        oneLine("the daemon's answer has an unexpected '\(invalid.parameter)'; `percolatectl doctor` compares versions")
      )
    case let faults as Faults:
      let more = faults.all.count - 1
      let first = faults.all.first?.description ?? "the file has faults"
      self = .failed(oneLine(more > 0 ? "\(first) (and \(more) more)" : first))
    default:
      self = .failed(oneLine("\(error)"))
    }
  }

  /// The daemon cannot be talked to at this path.
  static func unreachable(_ path: String, _ error: ClientError) -> Failure {
    let words = Machine.words
    let reason =
      switch error {
      case .unreachable(_, let code): String(cString: strerror(code))
      case .foreign: words(.errorForeign)
      case .timedOut: words(.errorTimedOut)
      case .disconnected, .notRead: words(.errorHungUp)
      case .malformed, .remote: Failure.words(of: error)
      }
    return Failure(status: .unreachable, line: words(.errorUnreachable, ["path": path, "why": reason]))
  }

  /// What to do about an argument that fits its type and that the daemon cannot take all the same; nil when the error is
  /// another. The limits are the daemon's: it says which parameter it was, and not why.
  private static func notTaken(_ error: ClientError) -> Failure? {
    guard case .remote("org.varlink.service.InvalidParameter", let parameters) = error else { return nil }
    switch parameters["parameter"]?.string {
    case "name": return .usage("--name takes 1 to \(TextLimits.name) visible characters; give another name, or none")
    case "timeline":
      return .usage(
        "--timeline takes 1 to \(TextLimits.timeline) letters, digits, spaces, dots, hyphens and underscores; "
          + "try 'second'")
    case "passphrase", "new":
      return .usage(
        "a passphrase takes \(TextLimits.shortestPassphrase) characters at least; a few words are good ones")
    case "text": return .usage("a reminder takes 1 to \(TextLimits.reminder) visible characters; say it in a few words")
    case "words": return .usage("a search takes 1 to \(TextLimits.search) visible characters; a word or two are enough")
    case let other:
      let parameter = other.map { "'\($0)'" } ?? "a parameter"
      return .failed(oneLine("the daemon does not take \(parameter) as it is; `percolatectl doctor` compares versions"))
    }
  }

  private static func words(of error: ClientError) -> String {
    switch error {
    case .remote(let name, _): "the daemon answered \(name); `percolatectl doctor` compares versions"
    case .unreachable, .foreign, .timedOut, .disconnected, .notRead, .malformed: error.description
    }
  }
}

/// Longer than any message of ours, and short enough for an argument of a megabyte not to fill the screen.
private let longestLine = 600

/// A message as one visible line, cut to a sensible length.
private func oneLine(_ message: String) -> String {
  let line = message.split(whereSeparator: \.isWhitespace).joined(separator: " ").visible
  return line.count <= longestLine ? line : line.prefix(longestLine) + "..."
}
