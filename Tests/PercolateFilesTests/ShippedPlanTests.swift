// The plans that ship with the program: each must be whole and be in the program as it is in its file. The one that
// everybody gets must serve all of the advice, and be a hard nut for the reader when it is damaged.

import Foundation
import PercolateCore
import PercolateFiles
import TestSupport
import Testing

@Suite struct ShippedPlanTests {
  private static let text = BuiltInPlans.text("coffee") ?? ""
  private static let lines = text.split(separator: "\n", omittingEmptySubsequences: false)

  /// The folder config/plans of the sources.
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../config/plans")

  @Test func `every plan in config is built in, and no other`() throws {
    for folder in ["", "it/"] {
      let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path() + "/" + folder)
      #expect(files.filter { $0.hasSuffix(".yaml") }.sorted() == BuiltInPlans.names.map { "\($0).yaml" })
    }
    #expect(BuiltInPlans.text("another") == nil)
  }

  @Test(arguments: BuiltInPlans.names, ["en", "it"])
  func `a built-in plan is its file, word for word`(name: String, language: String) throws {
    let path = language == "en" ? "\(name).yaml" : "\(language)/\(name).yaml"
    let file = try String(contentsOf: Self.folder.appending(path: path), encoding: .utf8)
    // Not in the expectation, which would print both of them.
    let isSame = BuiltInPlans.text(name, language: language) == file
    #expect(isSame, "build again: config/plans/\(path) has changed")
  }

  @Test(arguments: BuiltInPlans.names, ["en", "it"])
  func `it has no faults`(name: String, language: String) {
    do {
      let text = BuiltInPlans.text(name, language: language) ?? ""
      let plan = try PlanFile.read(text: text, file: "\(name).yaml", name: name) { _ in nil }
      #expect(plan.name == name)
      #expect(plan.language == language)
    } catch {
      Issue.record("\(error)")
    }
  }

  /// Only the words differ: a journey takes the same way in every language.
  @Test(arguments: BuiltInPlans.names)
  func `the languages tell the same journey`(name: String) throws {
    func silent(_ language: String) throws -> Plan {
      let text = try #require(BuiltInPlans.text(name, language: language))
      var plan = try PlanFile.read(text: text, file: language) { _ in nil }
      (plan.language, plan.title, plan.about) = ("", "", "")
      plan.guards = plan.guards.map { Guard(kind: $0.kind, words: "", serves: $0.serves) }
      for index in plan.stages.indices { plan.stages[index].silence() }
      return plan
    }
    #expect(try silent("en") == silent("it"))
  }

  @Test(arguments: BuiltInPlans.names)
  func `time or a decision brings it to an end from every stage`(name: String) throws {
    let plan = try PlanFile.read(text: BuiltInPlans.text(name) ?? "", file: "\(name).yaml") { _ in nil }
    // Backwards from where a journey is over, along the ways that do not depend on the other person.
    var ending = Set(plan.stages.filter(\.ends).map(\.id))
    func leadsOn(_ stage: Stage) -> Bool {
      stage.transitions.contains { way in
        if case .they = way.trigger { false } else { ending.contains(way.to) }
      }
    }
    while let next = plan.stages.first(where: { !ending.contains($0.id) && leadsOn($0) }) { ending.insert(next.id) }
    #expect(plan.stages.map(\.id).filter { !ending.contains($0) } == [])
  }

  @Test func `moving on allows no contact and needs no decision`() throws {
    let plan = try PlanFile.read(text: BuiltInPlans.text("moving-on") ?? "", file: "moving-on.yaml") { _ in nil }
    #expect(plan.stages.filter { $0.towards || !$0.contact.isEmpty }.map(\.id) == [])
    #expect(plan.stages.filter { !$0.ends && $0.transition(on: .usualStay) == nil }.map(\.id) == [])
  }

  @Test func `the road back serves every point of the advice`() throws {
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
    var random = SeededGenerator(seed: seed)
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

extension Stage {
  /// Takes all words away and leaves how many there were.
  fileprivate mutating func silence() {
    (title, aim, why) = ("", "", "")
    questions = questions.map { Question(id: $0.id, ask: "", serves: $0.serves) }
    for index in nudges.indices {
      nudges[index].full = nudges[index].full.map { _ in "" }
      nudges[index].discreet = nudges[index].discreet.map { _ in "" }
    }
  }
}
