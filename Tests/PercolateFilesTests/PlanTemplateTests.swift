// The plan that an author begins with: it must work as it stands, and show what there is.

import Foundation
import PercolateCore
import PercolateFiles
import Testing

@Suite struct PlanTemplateTests {
  @Test(arguments: ["mine", "a", "plan-2", String(repeating: "x", count: 64)])
  func `under any name it is a plan without faults, warnings and notes`(name: String) throws {
    let text = try PlanTemplate.text(name: name)
    let (plan, warnings) = try PlanFile.check(text: text, file: "\(name).yaml", name: name) { _ in nil }
    #expect(warnings == [])
    #expect(plan.name == name && plan.stages.count == 4)
    #expect(!text.contains("NAME"))
  }

  @Test func `it has a nudge of each kind, and a guard of each`() throws {
    let plan = try PlanFile.read(text: PlanTemplate.text(name: "mine"), file: "mine.yaml") { _ in nil }
    #expect(Set(plan.guards.map(\.kind)) == Set(Guard.Kind.allCases))
    let times = plan.stages.flatMap(\.nudges).map(\.when)
    func has(_ matches: (When) -> Bool) -> Bool { times.contains(where: matches) }
    #expect(has { $0.phrase == "at once" })
    #expect(has { $0.phrase.hasPrefix("the morning after ") })
    #expect(has { $0.phrase.hasPrefix("the evening before ") })
    #expect(has { $0.phrase.hasPrefix("2 hours after ") })
    #expect(has { $0.phrase.hasPrefix("the first Sunday after ") })
    #expect(has { $0.phrase.contains(" days before longest-stay at ") })
    #expect(has { if case .once(.days, of: .happening) = $0 { true } else { false } })
    #expect(has { if case .cadence(_, fromDay: 1..., untilDay: .some) = $0 { true } else { false } })
    #expect(has { if case .cadence(_, fromDay: 0, untilDay: nil) = $0 { true } else { false } })
    let words = plan.stages.flatMap(\.nudges).flatMap { $0.full + $0.discreet }
    for blank in ["{name}", "{day}", "{he|she|they}"] { #expect(words.contains { $0.contains(blank) }) }
  }

  /// A key that is new in the format is explained here first.
  @Test func `its comments name every trigger, contact and happening`() throws {
    let text = try PlanTemplate.text(name: "mine")
    let words =
      Contact.allCases.map(\.rawValue) + Happening.allCases.map(\.rawValue) + Deed.allCases.map(\.rawValue)
      + Reply.allCases.map(\.rawValue) + Choice.allCases.map(\.rawValue) + Outcome.allCases.map(\.rawValue)
      + Nudge.Urgency.allCases.map(\.rawValue) + Nudge.Late.allCases.map(\.rawValue)
    for word in words { #expect(text.contains(word), "\(word)") }
  }

  @Test func `it is its file, word for word`() throws {
    let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../config/plan-template.yaml")
    let file = try String(contentsOf: path, encoding: .utf8).replacing("NAME", with: "mine")
    // Not in the expectation, which would print both of them.
    let isSame = try PlanTemplate.text(name: "mine") == file
    #expect(isSame, "build again: config/plan-template.yaml has changed")
  }

  @Test(arguments: [
    ("Mine", "'Mine' cannot be a plan's name; give a name of lower case letters, digits and hyphens, a letter first"),
    ("../x", "'../x' cannot be a plan's name; give a name of lower case letters, digits and hyphens, a letter first"),
    ("", "'' cannot be a plan's name; give a name of lower case letters, digits and hyphens, a letter first"),
    ("coffee", "the plan 'coffee' is built in; choose another name"),
  ])
  func `names that a new plan cannot have`(name: String, error: String) {
    let thrown = #expect(throws: PlanTemplate.NameError.self) { try PlanTemplate.text(name: name) }
    #expect(thrown?.description == error)
  }
}
