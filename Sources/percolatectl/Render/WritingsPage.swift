// Lists of what somebody wrote: notes, memories, what a search has found. Their words keep their lines; around them stands only
// when it was and what it is.

import PercolateControl
import PercolateCore
import UnicodeForms

extension Page {
  /// Everything of one kind, oldest first.
  mutating func writings(_ writings: [WritingMessage], none: Phrase) {
    guard !writings.isEmpty else { return paragraph(words(none)) }
    for writing in writings {
      gap()
      paragraph(say(writing.at), .faint)
      prose(writing.text, indent: 2)
    }
  }

  /// `search`: when, what, and the line that has the words.
  mutating func found(_ writings: [WritingMessage], words wanted: [String]) {
    guard !writings.isEmpty else { return paragraph(words(.findNone)) }
    for writing in writings {
      gap()
      paragraph(joined([say(writing.at), kind(writing.kind), writing.about].compactMap(\.self)), .faint)
      prose(writing.text.line(with: wanted), indent: 2)
    }
  }

  /// What a kind of writing is called.
  func kind(_ kind: String) -> String { Phrase(rawValue: "kind.\(kind)").map { words($0) } ?? kind }
}

extension String {
  /// The first line that has one of these words, as a search finds them: whatever their case and accents, and also as
  /// beginnings of words. The first line when none has, which is so when the words stand apart.
  func line(with words: [String]) -> String {
    let lines = split(whereSeparator: \.isNewline).map { String($0).trimmingSpaces }.filter { !$0.isEmpty }
    let wanted = words.map(\.folded)
    let match = lines.first { line in
      let parts = line.folded.split { !$0.isLetter && !$0.isNumber }
      return parts.contains { part in wanted.contains(where: part.hasPrefix) }
    }
    return match ?? lines.first ?? ""
  }
}
