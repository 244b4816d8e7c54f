// Running a program of systemd's and reading what it prints. Invariant: no shell is involved, and nothing of the user's
// is passed on.

import Kernel

/// What a program said.
struct ToolResult: Hashable {
  var status: Int32
  var output: String

  /// The first line, without what surrounds it.
  var firstLine: String { output.split(separator: "\n").first.map { String($0).trimmingSpaces } ?? "" }
}

enum Tool {
  /// Of more than this nothing is of use to us; the program is told so by its pipe.
  private static let longestOutput = 1 << 20

  /// Runs a program with its output gathered, standard error included; nil when it cannot be started.
  static func run(_ program: String, _ arguments: [String]) -> ToolResult? {
    guard let (ending, output) = ChildProcess.gather([program] + arguments, atMost: longestOutput),
      case .exited(let status) = ending
    else { return nil }
    return ToolResult(status: status, output: String(decoding: output, as: UTF8.self))
  }

  /// Runs systemctl(1) on the user's manager.
  static func systemctl(_ arguments: String...) -> ToolResult? {
    run("systemctl", ["--user", "--no-pager"] + arguments)
  }

  /// Why there is no user manager to talk to; nil when there is one.
  static func missingUserManager() -> String? {
    guard let result = systemctl("is-system-running") else { return "systemctl cannot be run" }
    // systemctl(1): these are states of a manager that is there, whatever the exit status.
    let states = ["initializing", "starting", "running", "degraded", "maintenance", "stopping"]
    return states.contains(result.firstLine) ? nil : "no user manager answers (\(result.firstLine))"
  }
}
