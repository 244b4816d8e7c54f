// The plan that ships with the program: it must be whole, serve all of the advice, and be a hard nut for the reader when it
// is damaged.

import PercolateCore
import PercolateFiles
import Testing

@Suite struct ShippedPlanTests {
  private static let text = BuiltInPlans.text("coffee") ?? ""
  private static let lines = text.split(separator: "\n", omittingEmptySubsequences: false)

  @Test func `it has no faults`() {
    do {
      let plan = try PlanFile.read(text: Self.text, file: "coffee.yaml", name: "coffee") { _ in nil }
      #expect(plan.name == "coffee")
    } catch {
      Issue.record("\(error)")
    }
  }

  @Test func `it serves every point of the advice`() throws {
    let plan = try PlanFile.read(text: Self.text, file: "coffee.yaml") { _ in nil }
    #expect(Set(Advice.all).subtracting(plan.served).sorted() == [])
  }

  @Test(arguments: 0..<4)
  func `without any one of its lines it is read or refused, and nothing else`(part: Int) {
    for index in Self.lines.indices where index % 4 == part {
      var lines = Self.lines
      lines.remove(at: index)
      survive(lines.joined(separator: "\n"), "without line \(index + 1)")
    }
  }

  @Test(arguments: [1, 20_261_122] as [UInt64])
  func `edited at random it is read or refused, and nothing else`(seed: UInt64) {
    var random = SeededGenerator(state: seed)
    let pieces: [Character] = Array(" :-[]{},&*!|>'\"#%@`?\n\t\\0é\u{0}\u{FEFF}\u{2028}~.yA9")
    for round in 0..<100 {
      var text = Array(Self.text)
      for _ in 0...Int.random(in: 0...3, using: &random) {
        let index = Int.random(in: text.indices, using: &random)
        switch Int.random(in: 0...3, using: &random) {
        case 0: text.remove(at: index)
        case 1: text.insert(pieces.randomElement(using: &random) ?? " ", at: index)
        case 2: text[index] = pieces.randomElement(using: &random) ?? " "
        default: text.removeSubrange(index..<min(text.count, index + Int.random(in: 1...2000, using: &random)))
        }
        if text.isEmpty { break }
      }
      survive(String(text), "seed \(seed), round \(round)")
    }
  }

  /// Reading must return or throw; a trap would end the test run. What is thrown points into the file.
  private func survive(_ text: String, _ what: String) {
    do {
      let plan = try PlanFile.read(text: text, file: "coffee.yaml") { _ in nil }
      #expect(plan.stage(plan.start) != nil, Comment(rawValue: what))
    } catch {
      let positions = error.all.map(\.position)
      #expect(!positions.isEmpty && positions == positions.sorted(), Comment(rawValue: what))
      #expect(positions.allSatisfy { $0.line >= 1 && $0.column >= 1 }, Comment(rawValue: what))
    }
  }
}
