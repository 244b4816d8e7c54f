// What looking a letter over gave, in the form that compilers and linters have made familiar: the place first, so that an
// editor can jump there. Where to find help comes before any of it.

import PercolateControl
import PercolateCore

extension Page {
  /// `letter check`
  mutating func review(_ reply: Control.Review.Reply) {
    support(reply.support)
    for finding in reply.findings {
      paragraph("\(finding.line):\(finding.column) \(name(of: finding)): \"\(finding.quote)\"", .warm, hanging: 4)
      paragraph(finding.what, indent: 4)
      paragraph(finding.why, indent: 4)
      paragraph(words(.letterInstead, ["text": finding.suggestion]), .good, indent: 4)
      gap()
    }
    there(reply.components.filter(\.found))
    missing(reply.lacks, .letterMissing)
    missing(reply.components.filter { !$0.found && !$0.required }, .letterOptional)
    if reply.isSound { paragraph(words(.letterSound), .good) }
    paragraph(words(.letterWords, ["count": String(reply.words)]), .faint)
    // Somebody may need help whose words no rule knows, so that it is named each time.
    if reply.support == nil { paragraph(words(.letterPhrases), .faint) }
  }

  /// In two or three lines, after `letter edit`.
  mutating func shortReview(_ reply: Control.Review.Reply) {
    guard !reply.isSound else { return paragraph(words(.letterSound), .good) }
    if !reply.findings.isEmpty {
      paragraph(words(reply.findings.count, one: .letterOnePlace, many: .letterManyPlaces), .warm)
    }
    if !reply.lacks.isEmpty {
      paragraph(words(.letterLacks, ["names": reply.lacks.map(\.name).joined(separator: ", ")]), .warm)
    }
    paragraph(words(.letterSeeCheck))
  }

  private mutating func there(_ components: [ComponentMessage]) {
    guard !components.isEmpty else { return }
    paragraph(words(.letterThere), .strong)
    let mark = style.unicode ? "\u{2713}" : "+"
    table(
      components.map { component in
        ["\(mark) \(component.name)", component.line.map { words(.letterLine, ["line": String($0)]) } ?? ""]
      }, indent: 2)
    gap()
  }

  private mutating func missing(_ components: [ComponentMessage], _ title: Phrase) {
    guard !components.isEmpty else { return }
    paragraph(words(title), .strong)
    let mark = style.unicode ? "\u{2013}" : "-"
    for component in components {
      paragraph("\(mark) \(component.name)", indent: 2)
      for text in [component.what, component.why] { paragraph(text, indent: 6) }
      paragraph(component.suggestion, .good, indent: 6)
    }
    gap()
  }

  /// A kind that a newer daemon has, and we have no words for, keeps its own name.
  private func name(of finding: FindingMessage) -> String {
    Phrase(rawValue: "letter.kind-\(finding.kind)").map { words($0) } ?? finding.kind
  }
}
