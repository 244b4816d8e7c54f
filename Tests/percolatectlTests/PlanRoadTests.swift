// The picture that `plan show` draws: drawn and typed, wide and narrow, small and large.

import PercolateCore
import PercolateFiles
import Testing

@testable import percolatectl

@Suite("plan show")
struct PlanRoadTests {
  private func stage(
    _ id: String, _ title: String, _ ways: [(Trigger, String)], longest: Int? = nil, contact: Set<Contact> = []
  ) -> Stage {
    Stage(
      id: id, title: title, aim: "To go on.", why: "", stay: Stay(least: 0, usual: 7, longest: longest),
      contact: contact, towards: true, ends: ways.isEmpty, transitions: ways.map { Transition(trigger: $0, to: $1) },
      questions: [], nudges: [], serves: [])
  }

  private func plan(_ stages: [Stage]) -> Plan {
    Plan(name: "p", version: 1, title: "P", about: "A plan.", start: stages[0].id, stages: stages, guards: [])
  }

  private var small: Plan {
    plan([
      stage(
        "rest", "A rest",
        [(.usualStay, "talk"), (.they(.noContact), "over"), (.extend, "rest"), (.accept, "over")]),
      stage(
        "talk", "A talk", [(.assess(.wait), "rest"), (.they(.noContact), "over")], longest: 9, contact: [.call]),
      stage("aside", "Aside", [(.accept, "rest")]),
      stage("over", "Over", [], longest: 14),
    ])
  }

  @Test("the next stage is below, every other one has a number and a direction")
  func drawn() {
    #expect(
      page { $0.road(of: small) } == """
        ┌──────────────────────────────────────────────────────────────────────────────┐
        │ 1 A rest                                             rest, 7 days, the start │
        │   To go on.                                                                  │
        └──────────────────────────────────────────────────────────────────────────────┘
          ├─↓ 4 Over    they no-contact, accept
          ├─↺ 1 A rest  extend
          ▼ usual stay
        ┌──────────────────────────────────────────────────────────────────────────────┐
        │ 2 A talk                                             talk, 7 days, at most 9 │
        │   To go on.                                                                  │
        │   allowed: a call                                                            │
        └──────────────────────────────────────────────────────────────────────────────┘
          ├─↑ 1 A rest  assess wait
          └─↓ 4 Over    they no-contact

        ┌──────────────────────────────────────────────────────────────────────────────┐
        │ 3 Aside                                                        aside, 7 days │
        │   To go on.                                                                  │
        └──────────────────────────────────────────────────────────────────────────────┘
          └─↑ 1 A rest  accept

        ┌──────────────────────────────────────────────────────────────────────────────┐
        │ 4 Over                                      over, 7 days, at most 14, an end │
        │   To go on.                                                                  │
        └──────────────────────────────────────────────────────────────────────────────┘
          └─■ the end   after 14 days

        ↓ further down, ↑ back up, ↺ the same stage once more

        """)
  }

  @Test("without Unicode it is ASCII, line for line the same")
  func typed() {
    let typed = Style(environment: { _ in nil }, onTerminal: false, columns: nil)
    #expect(!typed.unicode)
    let text = page(typed) { $0.road(of: small) }
    #expect(text.allSatisfy { $0.isASCII })
    #expect(text.contains("  +-v 4 Over    they no-contact, accept\n  +-@ 1 A rest  extend\n  v usual stay\n"))
    let drawn = page { $0.road(of: small) }
    #expect(text.split(separator: "\n").count == drawn.split(separator: "\n").count)
  }

  /// Plans that nobody would write by hand: whatever is in one, every way is there once, and nothing is too wide.
  @Test("any plan fits", arguments: [1, 2, 7, 40], [40, 80])
  func anyPlan(count: Int, width: Int) {
    let stages = (0..<count).map { index in
      stage(
        "stage-\(index)", index % 3 == 0 ? String(repeating: "long title ", count: 12) : "時間\(index)",
        Trigger.all.enumerated().map { ($1, "stage-\((index + $0 * 7) % count)") }, longest: 30,
        contact: [.meeting])
    }
    let style = Style(environment: ["LANG": "C.UTF-8"].values(for:), onTerminal: true, columns: width)
    #expect(style.width == width)
    let text = page(style) { $0.plan(plan(stages)) }
    let lines = text.split(separator: "\n")
    #expect(lines.filter { String($0).withoutColours.columns > width } == [])
    for trigger in Trigger.all where ![.extend, .accept].contains(trigger) {
      #expect(text.split(separator: trigger.description).count == count + 1, "\(trigger)")
    }
  }

  @Test("the built-in plans, on a narrow terminal", arguments: BuiltInPlans.names)
  func builtIn(name: String) throws {
    let plan = try PlanFile.read(text: BuiltInPlans.text(name) ?? "", file: name) { _ in nil }
    let style = Style(environment: ["LANG": "C.UTF-8"].values(for:), onTerminal: false, columns: 40)
    let text = page(style) { $0.plan(plan) }
    #expect(text.split(separator: "\n").allSatisfy { String($0).columns <= 40 })
    for stage in plan.stages { #expect(text.contains(stage.id)) }
  }
}

extension [String: String] {
  fileprivate func values(for key: String) -> String? { self[key] }
}

extension String {
  fileprivate var withoutColours: String { replacing(/\u{1B}\[\d+m/, with: "") }
}
