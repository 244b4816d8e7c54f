// The graph that `plan show --dot` prints.

import PercolateCore
import Testing

@testable import percolatectl

@Suite("plan show --dot")
struct PlanGraphTests {
  private func stage(_ id: String, _ title: String, ends: Bool = false, _ transitions: [Transition]) -> Stage {
    Stage(
      id: id, title: title, aim: "", why: "", stay: Stay(least: 0, usual: 1, longest: nil), contact: [], towards: true,
      ends: ends, transitions: transitions, questions: [], nudges: [], serves: [])
  }

  @Test("stages are nodes, ways are edges, and quotes are escaped")
  func graph() {
    let plan = Plan(
      name: "small", version: 1, title: "A \"small\" one", about: "", start: "a",
      stages: [
        stage(
          "a", "First",
          [
            Transition(trigger: .they(.wrote), to: "b"), Transition(trigger: .extend, to: "a"),
            Transition(trigger: .longestStay, to: "b"),
          ]), stage("b", "Last", ends: true, []),
      ], guards: [])
    #expect(
      plan.dot == #"""
        digraph "small" {
          label="A \"small\" one"; rankdir=TB; node [shape=box, style=rounded];
          "a" [label="First"];
          "b" [label="Last", peripheries=2];
          "a" -> "b" [label="they wrote\nlongest stay"];
          "a" -> "a" [label="extend"];
        }
        """#)
  }
}
