// The whole journey in order: what happened as a sentence, what was written in the user's own words below it. An answer is shown
// with its question, because months later nobody knows what "own-part" was.

import PercolateControl
import PercolateCore

/// A journey's history, with what makes its answers readable.
struct HistoryBook {
  /// Everything that happened.
  var entries: [EntryMessage]
  /// What was written, by its number in the log.
  var writings: [Int: WritingMessage]
  /// The questions that were answered, by their names and by the kind of the answer.
  var questions: [String: [QuestionMessage]]
}

extension Page {
  /// `history`
  mutating func history(_ book: HistoryBook) {
    guard !book.entries.isEmpty else { return paragraph(words(.findNothing)) }
    for entry in book.entries {
      guard let writing = book.writings[entry.seq] else {
        happened(entry)
        continue
      }
      let question = book.questions[writing.kind]?.first { $0.id == writing.about }
      gap()
      paragraph(joined([sayBriefly(entry.at), title(of: writing, question)]), hanging: 2)
      prose(text(of: writing, question), indent: 4)
      gap()
    }
  }

  private mutating func happened(_ entry: EntryMessage) {
    paragraph(joined([sayBriefly(entry.at), sentence(entry)]), hanging: 2)
  }

  private func title(of writing: WritingMessage, _ question: QuestionMessage?) -> String {
    if let question { return words(.findAnswered, ["question": question.ask]) }
    let strength = writing.strength.map { "\($0)/5" }
    return joined([kind(writing.kind), writing.about, strength].compactMap(\.self))
  }

  private func text(of writing: WritingMessage, _ question: QuestionMessage?) -> String {
    guard var answered = question else {
      return [writing.choice, writing.text].compactMap(\.self).joined(separator: ": ")
    }
    answered.choice = writing.choice
    answered.answer = writing.text
    return answered.isAnswered ? answered.answerWords : "-"
  }
}
