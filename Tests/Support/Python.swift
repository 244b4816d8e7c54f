// Programs in Python, for tests that need a peer which is not ours.

public import Foundation

/// The first python3 of the path.
public enum Python {
  /// Whether it has the varlink client.
  public static let hasVarlink = (try? run(["-c", "import varlink"])) != nil

  /// It ended with this status.
  public struct Failed: Error {
    let status: Int32
  }

  /// Runs it and gives what it prints.
  public static func run(_ arguments: [String]) throws -> String {
    let (process, output) = try launch(arguments)
    let printed = try output.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failed(status: process.terminationStatus) }
    return String(decoding: printed, as: UTF8.self)
  }

  /// Leaves it running once it has printed this.
  public static func start(_ arguments: [String], until line: String) throws -> Process {
    let (process, output) = try launch(arguments)
    guard try output.read(upToCount: line.utf8.count) == Data(line.utf8) else {
      process.waitUntilExit()
      throw Failed(status: process.terminationStatus)
    }
    return process
  }

  private static func launch(_ arguments: [String]) throws -> (Process, FileHandle) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    return (process, output.fileHandleForReading)
  }
}
