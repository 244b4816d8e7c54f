// Where the letter stands, its versions, and what changed between two. There is always one good next step, and never more
// than three.

import PercolateControl
import PercolateCore
import Varlink

extension Page {
  /// `letter`
  mutating func letter(_ reply: Control.Letter.Reply) {
    let standing = reply.standing
    if reply.version == 0 {
      paragraph(words(.letterNone))
    } else {
      let when = reply.versions.last.map { say($0) } ?? ""
      let counted = String(reply.text.countedWords)
      paragraph(words(.letterWritten, ["count": String(reply.version), "when": when, "words": counted]))
    }
    if let why = standing.closedWhy {
      paragraph(why, .warm)
    } else if standing.letters > 0 {
      paragraph(words(.letterOut), .good)
    } else if standing.ended != nil {
      paragraph(words(.refusedOver))
    } else {
      draft(standing, isWritten: reply.version > 0)
    }
  }

  /// After `letter rest`.
  mutating func resting(_ standing: StandingMessage) {
    guard let rested = standing.letterRested else { return }
    paragraph(rested > here.now ? words(.letterRests, ["when": say(rested)]) : words(.letterRested))
  }

  /// After `letter edit` when there is a new version.
  mutating func kept(_ result: LetterResult) {
    support(result.review?.support ?? result.support)
    let counted = result.review.map { String($0.words) } ?? ""
    paragraph(words(.letterKept, ["count": String(result.version), "words": counted]))
    guard let review = result.review else { return }
    shortReview(review)
    guard review.isSound else { return }
    steps([("rest", .letterStepRest)])
  }

  /// After `letter edit` when there is none.
  mutating func unchanged(_ version: Int, emptied: Bool) {
    let count = ["count": String(version)]
    paragraph(
      version == 0 ? words(.letterStillNone) : emptied ? words(.letterEmptied, count) : words(.letterUnchanged, count))
  }

  /// The letter's own lines: what `letter check` says of line 3 is to be found there.
  mutating func letterText(_ text: String) {
    for line in text.letterLines { verbatim(line) }
  }

  /// `letter history`
  mutating func history(_ versions: [LetterEdition]) {
    if versions.isEmpty { paragraph(words(.letterNone)) }
    table(
      versions.map { edition in
        let length = words(edition.words, one: .letterOneWord, many: .letterManyWords)
        return [String(edition.version), sayBriefly(edition.at), length]
      })
  }

  /// `letter history --diff`
  mutating func changes(_ changes: LetterChanges) {
    for line in changes.lines {
      switch line.change {
      case .none: verbatim("  \(line.text)", .faint)
      case .gone: verbatim("- \(line.text)", .bad)
      case .new: verbatim("+ \(line.text)", .good)
      }
    }
  }

  private mutating func draft(_ standing: StandingMessage, isWritten: Bool) {
    guard isWritten else { return steps([("edit", .letterStepWrite)]) }
    guard let rested = standing.letterRested else {
      paragraph(words(.letterNotRested))
      return steps([("check", .letterStepCheck), ("edit", .letterStepChange), ("rest", .letterStepRest)])
    }
    resting(standing)
    guard rested <= here.now else { return }
    guard standing.contact.contains(Contact.letter.rawValue) else {
      paragraph(words(.letterNotHere, ["stage": standing.title]))
      return steps([("show", .letterStepRead)])
    }
    steps([("show", .letterStepRead), ("print", .letterStepPrint), ("sent", .letterStepSent)])
  }

  private mutating func steps(_ steps: [(command: String, meaning: Phrase)]) {
    gap()
    paragraph(words(.letterNext))
    table(steps.map { ["percolatectl letter \($0.command)", words($0.meaning)] }, indent: 2)
  }
}

/// A version of the letter, without its words.
struct LetterEdition: JSONEncodable {
  /// Its number, from 1.
  var version: Int
  /// When it was written.
  var at: Moment
  /// How many words it has.
  var words: Int

  var json: JSONValue { JSONValue(fields: ["version": version.json, "at": at.json, "words": words.json]) }
}

/// What changed from one version to another, line by line.
struct LetterChanges: JSONEncodable {
  /// A line, and what became of it.
  struct Line: JSONEncodable, Equatable {
    enum Change: String { case none, gone, new }
    var change: Change
    var text: String

    var json: JSONValue { JSONValue(fields: ["change": change.rawValue.json, "text": text.json]) }
  }

  var json: JSONValue { JSONValue(fields: ["lines": lines.json]) }

  /// The lines of both, in an order that can be read.
  private(set) var lines: [Line] = []

  init(from old: String, to new: String) {
    let (old, new) = (old.letterLines, new.letterLines)
    var gone: Set<Int> = []
    var added: Set<Int> = []
    for change in new.difference(from: old) {
      switch change {
      case .remove(let offset, _, _): gone.insert(offset)
      case .insert(let offset, _, _): added.insert(offset)
      }
    }
    var index = 0
    for (place, line) in new.enumerated() {
      // What is in both comes in the same order in both, so that one walk along the two meets it all.
      while index < old.count, gone.contains(index) {
        lines.append(Line(change: .gone, text: old[index]))
        index += 1
      }
      lines.append(Line(change: added.contains(place) ? .new : .none, text: line))
      if !added.contains(place) { index += 1 }
    }
    lines += old[index...].map { Line(change: .gone, text: $0) }
  }
}

extension String {
  /// The letter's lines, as `letter check` counts them. A tab would be escaped on its way to the terminal.
  var letterLines: [String] {
    split(omittingEmptySubsequences: false) { ["\n", "\r\n", "\r"].contains($0) }
      .map { String($0).exchanging("\t", for: "    ") }
  }

  /// How many words it has, as a reader counts them.
  var countedWords: Int {
    split(whereSeparator: \.isWhitespace).count { $0.contains { $0.isLetter || $0.isNumber } }
  }
}
