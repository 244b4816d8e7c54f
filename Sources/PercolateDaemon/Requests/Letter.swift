// The letter, which is looked over and rests before it goes out.

import PercolateControl
import PercolateCore
import PercolateFiles
import PercolateStore

extension Requests {
  static let letter: [Route] = [
    .look(Control.Letter.self) { views, call in try views.letter(version: call.version, of: call.timeline) },
    .look(Control.Review.self) { views, call in try views.review(call.text, of: call.timeline) },
    .command(Control.Rest.self) { (.rest, $0.timeline) },
    .command(Control.Sent.self) { (.sent(on: $0.on), $0.timeline) },
  ]
}

extension Views {
  /// The letter, or one of its versions.
  func letter(version: Int?, of name: String?) throws -> Control.Letter.Reply {
    let name = try nameForWords(name)
    let versions = try read { try $0.writings(of: name, kind: .letter) }
    let number = version ?? versions.count
    guard (0...versions.count).contains(number), number > 0 || version == nil else {
      throw InvalidInput(parameter: "version")
    }
    return Control.Letter.Reply(
      version: number, text: number == 0 ? "" : versions[number - 1].writing.text, versions: versions.map(\.at),
      standing: try standing(named: name))
  }

  /// Looks a letter over.
  func review(_ text: String?, of name: String?) throws -> Control.Review.Reply {
    let text = try text ?? letter(version: nil, of: name).text
    guard text.utf8.count <= TextLimits.ownWordsBytes else { throw InvalidInput(parameter: "text") }
    guard text.contains(where: { !$0.isWhitespace }) else { throw surroundings.refusal(.noLetterYet) }
    let review = LetterReview.review(text, rules: surroundings.letterRules())
    return Control.Review.Reply(
      words: review.wordCount, components: review.components.map(ComponentMessage.init),
      findings: review.findings.map(FindingMessage.init),
      support: review.care ? supportText : support(for: text))
  }
}

extension ComponentMessage {
  fileprivate init(_ check: LetterReview.ComponentCheck) {
    self.init(
      kind: check.component.rawValue, name: check.wording.name, found: check.place != nil,
      required: check.component.isRequired, line: check.place?.line, column: check.place?.column,
      what: check.wording.what, why: check.wording.why, suggestion: check.wording.suggestion)
  }
}

extension FindingMessage {
  fileprivate init(_ finding: LetterReview.Finding) {
    self.init(
      kind: finding.kind.rawValue, line: finding.place.line, column: finding.place.column, quote: finding.quote,
      what: finding.wording.what, why: finding.wording.why, suggestion: finding.wording.suggestion)
  }
}
