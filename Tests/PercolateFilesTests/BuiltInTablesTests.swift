// The tables that are in the program say what the files in config say, and they are the ones that would be made now.

import Foundation
import Testing

@testable import PercolateCore
@testable import PercolateFiles

@Suite struct BuiltInTablesTests {
  private static let sources = URL(filePath: #filePath).deletingLastPathComponent().path() + "../.."

  private func yaml(_ path: String) throws -> String {
    try String(contentsOfFile: "\(Self.sources)/config/\(path).yaml", encoding: .utf8)
  }

  /// The value of a table; nil when that does not read, to its end.
  private func value<Value: ConfigValue>(_ path: String) throws -> Value? {
    var table = Table(reading: try #require(BuiltIn.bytes(path + ".table")))
    return try? Value.tabulate(nil, &table)
  }

  @Test(arguments: BuiltInPlans.paths) func plans(_ path: String) throws {
    #expect(try value(path) == Plan.read(yaml: yaml(path)))
  }

  @Test(arguments: Languages.builtIn) func interviews(_ language: String) throws {
    #expect(try value("interviews/\(language)") == Interviews.read(yaml: yaml("interviews/\(language)")))
  }

  @Test(arguments: Languages.builtIn) func letterRules(_ language: String) throws {
    let isSame = try value("letter/\(language)") == LetterRules.read(yaml: yaml("letter/\(language)"))
    #expect(isSame)
  }

  @Test(arguments: Languages.builtIn) func words(_ language: String) throws {
    let words: Words = try #require(try value("words/\(language)"))
    let read = try Words.read(yaml: yaml("words/\(language)"))
    #expect(words.language == read.language)
    #expect(words.someone == read.someone)
    #expect(words.dates == read.dates)
    #expect(Phrase.allCases.filter { words[$0] != read[$0] } == [])
  }

  @Test(arguments: BuiltInTables.paths) func `they are up to date`(_ path: String) throws {
    let made = try BuiltInTables.table(of: path, in: Self.sources + "/config")
    let isSame =
      try String(contentsOfFile: "\(Self.sources)/Sources/CBuiltIn/Tables/\(path).table", encoding: .utf8) == made
    #expect(isSame, "to bring it up to date: swift run config-tables config Sources/CBuiltIn/Tables")
  }

  /// What is cut off or turned round is an error at worst; the file itself is read then.
  @Test(arguments: ["plans/coffee", "interviews/it", "letter/en", "words/en"])
  func `damage is no crash`(_ path: String) throws {
    let bytes = Array(try #require(BuiltIn.bytes(path + ".table")))
    for step in 0..<200 {
      var damaged = step.isMultiple(of: 2) ? Array(bytes.prefix(bytes.count * step / 200)) : bytes
      if !damaged.isEmpty { damaged[damaged.count * step / 200] ^= UInt8(1 + step) }
      damaged.withUnsafeBytes { lines in
        var table = Table(reading: lines)
        switch path.prefix(5) {
        case "plans": _ = try? Plan.tabulate(nil, &table)
        case "inter": _ = try? Interviews.tabulate(nil, &table)
        case "lette": _ = try? LetterRules.tabulate(nil, &table)
        default: if let words = try? Words.tabulate(nil, &table) { _ = Phrase.allCases.map { words[$0] } }
        }
      }
    }
  }

  /// No reader of patterns takes one, and whoever looks for it would have to begin anywhere.
  @Test func `a pattern that begins with a gap is damaged`() throws {
    let text = String(decoding: try #require(BuiltIn.bytes("letter/en.table")), as: UTF8.self)
    let damaged = text.replacing(/\n\w+ (\w+)\n1 2\n/, maxReplacements: 1) { "\n. \($0.1)\n1 2\n" }
    #expect(damaged != text)
    Array(damaged.utf8).withUnsafeBytes { lines in
      var table = Table(reading: lines)
      #expect(throws: TableFault.self) { try LetterRules.tabulate(nil, &table) }
    }
  }

  @Test func `a plan's own text is known to the byte`() throws {
    let text = try #require(BuiltInPlans.text("coffee", language: "it"))
    #expect(BuiltInPlans.plan(of: text)?.language == "it")
    #expect(BuiltInPlans.plan(of: text + " ") == nil)
    #expect(BuiltInPlans.plan(of: text.replacing("version: 1", with: "version: 2")) == nil)
    #expect(throws: Faults.self) { try PlanFile.read(text: text, file: "coffee", name: "tea") { _ in nil } }
  }
}
