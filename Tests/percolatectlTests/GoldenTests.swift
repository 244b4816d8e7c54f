// What a user reads over two months, word for word, so that a change of words or times is seen in review. After a change that
// is meant: `PERCOLATE_WRITE_GOLDEN=1 swift test --filter GoldenTests`, and read the difference aloud.

import Foundation
import PercolateCore
import PercolateFiles
import Testing

@testable import percolatectl

@Suite("what a journey says, from its first day to its last")
struct GoldenTests {
  @Test(
    "is what it said before",
    arguments: [
      ("coffee-full", Script.coffee, TextLevel.full, "en", Pronouns.they),
      ("coffee-discreet", .coffee, .discreet, "en", .they),
      ("silence-full", .silence, .full, "en", .they),
      ("silence-she", .silence, .full, "en", .she),
      ("coffee-italian", .coffee, .full, "it", .he),
      ("silence-italian", .silence, .full, "it", .they),
    ])
  func golden(name: String, script: Script, level: TextLevel, language: String, pronouns: Pronouns) throws {
    let text = try #require(BuiltInPlans.text("coffee", language: language))
    let words = Languages(directories: BaseDirectories(environment: [:])).words(language).words
    let plan = try PlanFile.read(text: text, file: "built in") { _ in nil }
    let rhythm = Rhythm(zone: .utc, quiet: QuietHours("22:30-08:00"), limits: Limits())
    var rehearsal = try Rehearsal(
      plan: plan, steps: script.steps, person: Person(name: "Robin", pronouns: pronouns), rhythm: rhythm, level: level,
      words: words, from: Here.sunday.now)
    let scenes = rehearsal.play()
    let actual = page(words: words) { page in for scene in scenes { page.scene(scene) } }
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/\(name).txt")
    if ProcessInfo.processInfo.environment["PERCOLATE_WRITE_GOLDEN"] != nil {
      try Data(actual.utf8).write(to: file)
    }
    let expected = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    let (now, before) = (actual.split(separator: "\n"), expected.split(separator: "\n"))
    let first = zip(now, before).enumerated().first { $1.0 != $1.1 }?.offset ?? min(now.count, before.count)
    #expect(actual == expected, "\(name).txt, from line \(first + 1) on: \(now.dropFirst(first).prefix(3))")
  }
}
