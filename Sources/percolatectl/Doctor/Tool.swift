// Running a program of systemd's and reading what it prints. Invariant: no shell is involved, and nothing of the user's
// is passed on.

import Foundation

/// What a program said.
struct ToolResult: Hashable {
  var status: Int32
  var output: String

  /// The first line, without what surrounds it.
  var firstLine: String { output.split(separator: "\n").first.map { String($0).trimmingSpaces } ?? "" }
}

enum Tool {
  /// Runs a program with its output gathered, standard error included; nil when it cannot be started.
  static func run(_ program: String, _ arguments: [String]) -> ToolResult? {
    let process = Process()
    // Through env(1), so that PATH decides; Process itself wants a full path.
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    let pipe = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = pipe
    do { try process.run() } catch { return nil }
    let output = (try? pipe.fileHandleForReading.readToEnd()) ?? Data()
    process.waitUntilExit()
    return ToolResult(status: process.terminationStatus, output: String(decoding: output, as: UTF8.self))
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
