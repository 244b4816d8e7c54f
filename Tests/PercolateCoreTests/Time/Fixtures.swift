// What the tests of this folder share: zones from the system's database, random choices that can be repeated, and programs
// that know the answer already.
// Invariant: nothing here decides what is right.

import Foundation
import TestSupport
import Testing

@testable import PercolateCore

/// A zone of the system's database.
func zone(_ name: String) throws -> Zone {
  if name == "UTC" { return .utc }
  return try Zone(name: name, tzif: try zoneFile(name))
}

func zoneFile(_ name: String) throws -> [UInt8] {
  try [UInt8](Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/\(name)")))
}

/// The zone of a suffix, as the program finds it.
func zoneNamed(_ name: String) -> Zone? {
  try? zone(name)
}

func moment(_ text: String) throws -> Moment {
  try #require(Moment(iso8601: text), "not a moment: \(text)")
}

extension Zone {
  /// All instants at which the clock is changed, in microseconds.
  var changes: [Int64] {
    var changes: [Int64] = []
    while let change = end(ofSegment: changes.count) { changes.append(change) }
    return changes
  }
}

/// Parses a rule that is expected to be right.
func event(_ text: String) throws -> CalendarEvent {
  try CalendarEvent(parsing: text, zoneNamed: zoneNamed)
}

extension SeededGenerator {
  mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &self) < percent
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &self)
  }

  /// A moment that is not at the edges of time.
  mutating func moment() -> Moment {
    Moment.earliest.adding(.seconds(number(86_400...7_258_000_000)))
  }
}

/// A program that is asked for the right answer.
struct Oracle {
  let program: URL

  /// Nil, and a line on the console, if the program is not there.
  init?(_ name: String) {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin"
    let candidates = path.split(separator: ":").map { URL(filePath: "\($0)/\(name)") }
    guard let found = candidates.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) }) else {
      print("SKIPPED: \(name) is not installed, so nothing was compared with it")
      return nil
    }
    program = found
  }

  struct Answer {
    var output: String
    var errors: String
  }

  func ask(_ arguments: [String], environment: [String: String] = [:], input: String = "") throws -> Answer {
    // Files, not pipes: the answers are longer than a pipe holds.
    let folder = TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    let files = ["input", "output", "errors"].map { folder.url.appending(path: $0) }
    try Data(input.utf8).write(to: files[0])
    try Data().write(to: files[1])
    try Data().write(to: files[2])

    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.run()
    process.waitUntilExit()
    return Answer(
      output: try String(contentsOf: files[1], encoding: .utf8),
      errors: try String(contentsOf: files[2], encoding: .utf8))
  }
}
