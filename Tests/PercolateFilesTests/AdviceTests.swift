// The points of advice: config/advice.yaml says what each is, and the texts and the sources name them by number. Whoever meets
// "(A17, A24)" has to find it there, and nothing stands there that no text carries.

import Foundation
import PercolateCore
import Testing

@Suite struct AdviceTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized

  /// Number and words of each point, in the order of the file.
  private static func points() throws -> [(number: Int, words: String)] {
    try text("config/advice.yaml").matches(of: /(?m)^A(\d+): "(.+)"$/).compactMap { match in
      Int(match.1).map { ($0, String(match.2)) }
    }
  }

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// Every file below a folder, but the list of the points itself.
  private static func files(below folder: String, _ suffix: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path())
      .filter { $0.hasSuffix(suffix) && $0 != "advice.yaml" }.map { "\(folder)/\($0)" }
  }

  @Test func `the list has every point once, in words of its own`() throws {
    let points = try Self.points()
    #expect(points.map(\.number).sorted() == Advice.all.map(\.number))
    #expect(Set(points.map(\.words)).count == points.count)
    #expect(try Self.text("config/advice.yaml").split(separator: "\n").count { $0.hasPrefix("A") } == points.count)
  }

  /// The words are met by whoever translates a plan, so they keep to the rules of all words.
  @Test func `each is short and calm`() throws {
    for point in try Self.points() {
      #expect(point.words.count <= 180 && !point.words.contains("!"), "A\(point.number)")
    }
  }

  @Test(arguments: [["plans/coffee.yaml", "interviews/en.yaml"], ["plans/it/coffee.yaml", "interviews/it.yaml"]])
  func `each is served by a text of the road back, in every language`(files: [String]) throws {
    let served = try files.flatMap { try Self.text("config/\($0)").matches(of: /serves: \[([A0-9, ]+)\]/) }
      .flatMap { $0.1.matches(of: /A(\d+)/).compactMap { Int($0.1) } }
    #expect(Set(try Self.points().map(\.number)) == Set(served))
  }

  @Test func `each that is named in a text or in the sources is in the list`() throws {
    let numbers = Set(try Self.points().map(\.number))
    for file in try Self.files(below: "config", ".yaml") + Self.files(below: "Sources", ".swift") {
      let named = try Self.text(file).matches(of: /\bA([1-9]\d?)\b/).compactMap { Int($0.1) }
      #expect(Set(named).subtracting(numbers) == [], "\(file)")
    }
  }
}
