// The shipped rules against letters that were written and labelled by somebody who had not seen them. Letters that are `dev`
// may be read to improve the rules. Those that are `held-out` may not: reading them would make the figures worthless, and
// what they say is what to expect of the next letter. The table that is printed is the figure of merit; the floors keep it
// from getting worse unnoticed.

import Foundation
import PercolateCore
import Testing

@testable import PercolateFiles

@Suite struct LetterCorpusTests {
  @Test func `precision and recall do not fall`() throws {
    let english = try Letter.corpus("en", files: ["en", "en-2"])
    let italian = try Letter.corpus("it", files: ["it", "it-2"])
    let letters = english + italian
    #expect(letters.count >= 150)
    print("letters of the corpus: kind, then precision and recall in percent (of how many in the labels)")
    for (name, group) in [("en", english), ("it", italian), ("both", letters)] {
      for part in Letter.Part.allCases {
        Self.printTable(group.filter { $0.part == part }, title: "\(name) \(part.rawValue)")
      }
    }
    for letter in letters where letter.part == .dev && letter.found != letter.expected {
      let missed = letter.expected.subtracting(letter.found).sorted()
      let wrong = letter.found.subtracting(letter.expected).sorted()
      print("\(letter.id): missed \(missed), wrongly found \(wrong)")
    }
    for part in Letter.Part.allCases {
      for label in Self.labels { check(label, in: letters, part) }
    }
  }

  private func check(_ label: String, in letters: [Letter], _ part: Letter.Part) {
    let score = Score(of: label, in: letters.filter { $0.part == part })
    let floor = Self.floor(of: label, part)
    #expect(score.precision >= floor.precision, "\(part.rawValue) \(label)")
    #expect(score.recall >= floor.recall, "\(part.rawValue) \(label)")
    guard label == "care" else { return }
    // To overlook a letter of need is a fault, whatever the average. Of the letters that the rules were not written for,
    // they see 14 of 20: what is said plainly, and not all that is only hinted at.
    withKnownIssue("veiled words of self-harm", isIntermittent: true) { #expect(score.recall >= 0.9) }
  }

  private struct Floor {
    let precision: Double
    let recall: Double

    init(_ precision: Double, _ recall: Double) { (self.precision, self.recall) = (precision, recall) }
  }

  /// A little below what is reached. A kind of finding occurs in four of the held-out letters: one more or less is a
  /// quarter.
  private static func floor(of label: String, _ part: Letter.Part) -> Floor {
    switch part {
    case .dev where label == "care": Floor(0.9, 1)
    case .dev where label.hasPrefix("component"): devFloors[label] ?? Floor(0.8, 0.8)
    case .dev: Floor(0.9, 0.9)
    case .heldOut: heldOutFloors[label] ?? Floor(0.85, 0.85)
    }
  }

  private static let devFloors: [String: Floor] = [
    "component acknowledgement": Floor(0.78, 0.75), "component assurance": Floor(0.8, 0.62),
  ]

  private static let heldOutFloors: [String: Floor] = [
    "finding conditional": Floor(0.8, 0.75), "finding blame": Floor(0.45, 0.7), "finding pressure": Floor(0.9, 0.45),
    "finding deadline": Floor(0.6, 0.45), "finding threat": Floor(0.45, 0.2), "finding promise": Floor(0.6, 0.9),
    "component regret": Floor(0.9, 0.8), "component explanation": Floor(0.8, 0.55),
    "component responsibility": Floor(0.65, 0.6), "component acknowledgement": Floor(0.7, 0.65),
    "component assurance": Floor(0.6, 0.75), "component repair": Floor(0.8, 0.65), "care": Floor(0.75, 0.65),
  ]

  private static let labels =
    LetterReview.Finding.Kind.allCases.map { "finding \($0.rawValue)" }
    + LetterReview.Component.allCases.map { "component \($0.rawValue)" } + ["care"]

  private static func printTable(_ letters: [Letter], title: String) {
    print("  \(title), \(letters.count) letters")
    for label in labels {
      let score = Score(of: label, in: letters)
      let name = label.padding(toLength: 26, withPad: " ", startingAt: 0)
      print("    \(name) \(percent(score.precision)) \(percent(score.recall))  (\(score.hits + score.misses))")
    }
  }

  private static func percent(_ share: Double) -> String {
    let text = String(Int((share * 100).rounded()))
    return String(repeating: " ", count: max(0, 3 - text.count)) + text
  }
}

/// How well a label is found: over letters, not over places in them.
private struct Score {
  var hits = 0
  var misses = 0
  var falseAlarms = 0

  init(of label: String, in letters: [Letter]) {
    for letter in letters {
      switch (letter.expected.contains(label), letter.found.contains(label)) {
      case (true, true): hits += 1
      case (true, false): misses += 1
      case (false, true): falseAlarms += 1
      case (false, false): break
      }
    }
  }

  var precision: Double { share(of: hits + falseAlarms) }
  var recall: Double { share(of: hits + misses) }

  private func share(of whole: Int) -> Double { whole == 0 ? 1 : Double(hits) / Double(whole) }
}

private struct Letter {
  enum Part: String, CaseIterable {
    case dev
    case heldOut = "held-out"
  }

  let id: String
  let part: Part
  let expected: Set<String>
  let found: Set<String>

  static func corpus(_ language: String, files: [String]) throws -> [Letter] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let rules = try LetterRulesFile.read(path: folder.appending(path: "../../../config/letter/\(language).yaml").path())
    return try files.flatMap { name in
      let file = folder.appending(path: "Corpus/\(name).yaml")
      let log = FaultLog(file: file.path())
      let root = try #require(try YAMLNode(document: String(contentsOf: file, encoding: .utf8), log: log))
      let letters = root.items.compactMap { Letter($0, rules: rules, log: log) }
      try log.check()
      return letters
    }
  }

  private init?(_ node: YAMLNode, rules: LetterRules, log: FaultLog) {
    let keys = ["id", "part", "text", "findings", "components", "care"]
    guard let fields = Fields(node, of: "a letter", keys: keys, log: log),
      let id: String = fields.required("id", .identifier), let part: Part = fields.required("part", .choice),
      case .text(let text, quote: _) = fields.required("text")?.content,
      let care: Bool = fields.required("care", .yesOrNo)
    else { return nil }
    self.id = id
    self.part = part
    // Words of self-harm are never a finding, though a label may call them a threat: such a letter counts for care only.
    let kinds = fields.list("findings", Kind<LetterReview.Finding.Kind>.choice).filter { _ in !care }
    let components = fields.list("components", Kind<LetterReview.Component>.choice)
    expected = Self.labels(kinds, components, care: care)
    let review = LetterReview.review(text, rules: rules)
    found = Self.labels(
      care ? [] : review.findings.map(\.kind), review.components.filter { $0.place != nil }.map(\.component),
      care: review.care)
  }

  private static func labels(
    _ kinds: [LetterReview.Finding.Kind], _ components: [LetterReview.Component], care: Bool
  ) -> Set<String> {
    Set(kinds.map { "finding \($0.rawValue)" } + components.map { "component \($0.rawValue)" })
      .union(care ? ["care"] : [])
  }
}
