// A rehearsal is the real core with a script: these tests hold it to what the built-in plan promises.

import PercolateCore
import PercolateFiles
import Testing

@testable import percolatectl

@Suite("rehearse")
struct RehearsalTests {
  private func play(_ script: Script, level: TextLevel = .full, name: String? = "Robin") throws -> [Scene] {
    let text = try #require(BuiltInPlans.text("coffee"))
    let plan = try PlanFile.read(text: text, file: "built in") { _ in nil }
    let rhythm = Rhythm(zone: .utc, quiet: QuietHours("22:30-08:00"), limits: Limits())
    var rehearsal = try Rehearsal(
      plan: plan, steps: script.steps, person: Person(name: name), rhythm: rhythm, level: level,
      words: Languages.english, from: Here.sunday.now)
    return rehearsal.play()
  }

  @Test(
    "each path goes the way that it says",
    arguments: [
      (
        Script.coffee,
        ["calm", "take-stock", "letter", "waiting", "contact", "invite", "coffee", "patience", "together"]
      ),
      (.friends, ["calm", "take-stock", "letter", "waiting", "contact", "invite", "coffee", "patience", "friends"]),
      (.silence, ["calm", "take-stock", "letter", "waiting", "closure"]),
      (.no, ["calm", "take-stock", "letter", "waiting", "contact", "invite", "closure"]),
      (.boundary, ["calm", "take-stock", "letter", "waiting", "closure"]),
      (.letGo, ["calm", "take-stock", "closure"]),
    ])
  func path(script: Script, expected: [String]) throws {
    let text = try #require(BuiltInPlans.text("coffee"))
    let plan = try PlanFile.read(text: text, file: "built in") { _ in nil }
    let titles = expected.compactMap { plan.stage($0)?.title }
    #expect(try play(script).filter { $0.kind == .stage }.map(\.stage) == titles)
  }

  @Test("every path ends, in order of time, with no more than the limits", arguments: Script.allCases)
  func order(script: Script) throws {
    let scenes = try play(script)
    #expect(scenes.last?.kind == .end)
    #expect(zip(scenes, scenes.dropFirst()).allSatisfy { $0.at <= $1.at })
    let nudges = scenes.filter { $0.kind == .nudge }
    #expect(!nudges.isEmpty)
    #expect(Dictionary(grouping: nudges, by: \.day).values.allSatisfy { $0.count <= Limits().day })
  }

  @Test("discreet words never have the name; full ones do somewhere")
  func levels() throws {
    #expect(try play(.coffee, level: .full).contains { $0.text.contains("Robin") })
    #expect(try !play(.coffee, level: .discreet).filter { $0.kind == .nudge }.contains { $0.text.contains("Robin") })
    #expect(try Set(play(.coffee, level: .minimal).filter { $0.kind == .nudge }.map(\.text)).count == 1)
  }

  @Test("the same rehearsal twice is the same")
  func deterministic() throws { #expect(try play(.coffee) == play(.coffee)) }

  @Test(
    "speeds",
    arguments: [
      ("1 day = 1 s", 1.0), ("1 week = 2 s", 2.0 / 7), ("1d=500ms", 0.5), ("1 day", nil), ("0 s = 1 s", nil),
      ("1 day = 0 s", nil), ("1 day = 1 s = 2 s", nil), ("fast = 1 s", nil), ("", nil),
    ] as [(String, Double?)])
  func speeds(text: String, secondsADay: Double?) throws {
    let wait = Speed(argument: text)?.wait(for: .seconds(86_400))
    #expect(wait.map { ($0 / .seconds(1) * 1e9).rounded() } == secondsADay.map { ($0 * 1e9).rounded() })
  }
}
