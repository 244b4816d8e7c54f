// A database that a released version has left, and what that version said of it: see `make`, which writes both. Invariant: what
// was said is compared as it was recorded, field by field; a field that a later version adds is none of ours.

import Foundation
import PercolateCore
import Testing
import Varlink

/// The files of one name in the folder of a version.
struct PastFile: Sendable, CustomTestStringConvertible {
  let version: String
  let name: String

  private static let past = URL(filePath: #filePath).deletingLastPathComponent()

  /// All that are kept, of every version.
  static let all: [PastFile] = names(in: past).filter { $0.first?.isNumber == true }.flatMap { version in
    names(in: past.appending(path: version)).filter { $0.hasSuffix(".json") }
      .map { PastFile(version: version, name: String($0.dropLast(5))) }
  }

  private static func names(in folder: URL) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }

  var testDescription: String { "\(name) of \(version)" }
  var database: URL { file("sqlite") }
  var backup: URL? { FileManager.default.fileExists(atPath: file("backup").path) ? file("backup") : nil }

  private func file(_ ending: String) -> URL { Self.past.appending(path: "\(version)/\(name).\(ending)") }

  /// What was recorded.
  func recorded() throws -> Recorded {
    Recorded(json: try JSONValue(parsing: try Data(contentsOf: file("json"))))
  }
}

/// What a version said of a file.
struct Recorded {
  fileprivate let json: JSONValue

  /// A call, and its reply or error as they came over the socket.
  struct Answer {
    let method: String
    let parameters: JSONValue
    let error: String?
    let reply: JSONValue

    fileprivate init(_ json: JSONValue) throws {
      method = try #require(json["method"]?.string)
      parameters = try #require(json["parameters"])
      error = json["error"]?.string
      reply = try #require(json["reply"])
    }
  }

  /// The moment of all calls.
  var moment: Moment { get throws { try #require((json["moment"]?.string).flatMap { Moment(iso8601: $0) }) } }

  /// The configuration's files, by their paths within its folder.
  var configuration: [String: String] {
    get throws {
      guard case .object(let files) = json["configuration"] else { return [:] }
      return try files.mapValues { try #require($0.string) }
    }
  }

  /// How many lines the log had.
  var events: Int {
    get throws {
      guard case .int(let count) = json["events"] else { throw Incomplete() }
      return Int(count)
    }
  }

  /// What was asked first, in this order.
  var answers: [Answer] { get throws { try all("answers") } }
  /// What was asked after that of a copy, in this order; it changes something.
  var afterwards: [Answer] { get throws { try all("afterwards") } }
  /// What `Verify` said of the backup, and what `Restore` did.
  var verified: JSONValue { json["backup"]?["verify"] ?? .null }
  var restored: JSONValue { json["backup"]?["restore"] ?? .null }

  private func all(_ key: String) throws -> [Answer] {
    guard case .array(let answers) = json[key] else { throw Incomplete() }
    return try answers.map { try Answer($0) }
  }

  struct Incomplete: Error {}
}

/// Where a reply is not the one that was recorded: a path each, with both values.
enum Difference {
  static func all(_ recorded: JSONValue, _ found: JSONValue?, at path: String = "") -> [String] {
    switch (recorded, found) {
    case (.object(let members), .object(let others)):
      return members.sorted { $0.key < $1.key }.flatMap { name, value in
        isOwn(name, of: recorded, at: path) ? [] : all(value, others[name], at: "\(path).\(name)")
      }
    case (.array(let checks), .array(let others)) where path.hasSuffix(".checks"):
      // There may be more to look at later.
      return checks.flatMap { check in
        let other = others.first { $0["subject"] == check["subject"] }
        return all(check, other, at: "\(path)[\(check["subject"]?.string ?? "")]")
      }
    case (.array(let elements), .array(let others)):
      let counts = elements.count == others.count ? [] : ["\(path): \(elements.count) became \(others.count)"]
      return counts
        + zip(elements, others).enumerated().flatMap { index, pair in
          all(pair.0, pair.1, at: "\(path)[\(index)]")
        }
    case (_, nil): return ["\(path): \(text(recorded)) is gone"]
    case (_, let found?): return recorded == found ? [] : ["\(path): \(text(recorded)) became \(text(found))"]
    }
  }

  /// What is another version's, or another desktop's, by its nature: who answers, and how much room a file takes with the tables
  /// of that version.
  private static func isOwn(_ name: String, of object: JSONValue, at path: String) -> Bool {
    switch name {
    case "version", "desktop": path == ".state"
    case "count": object["subject"] == "file" || object["subject"] == "chain"
    default: false
    }
  }

  private static func text(_ value: JSONValue) -> String { String(decoding: value.serialized, as: UTF8.self) }
}
