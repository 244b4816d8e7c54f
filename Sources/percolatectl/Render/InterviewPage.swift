// The screens of a conversation: one question each, with room around it. The person is alone with it, so a screen holds what
// they need to answer this question and nothing else.

import PercolateControl
import PercolateCore

extension Page {
  /// A question of an interview.
  mutating func question(_ screen: Interviewer.Screen, of title: String) {
    let question = screen.question
    let progress = words(.talkProgress, ["number": "\(screen.number)", "count": "\(screen.count)"])
    paragraph(joined([title, progress]), .faint)
    gap()
    if let intro = screen.intro {
      prose(intro)
      gap()
    }
    paragraph(question.ask, .strong)
    if let help = question.help { paragraph(help, .faint) }
    gap()
    choices(question.choices)
    if question.isAnswered {
      paragraph(words(.talkPresent), .faint)
      prose(question.answerWords, indent: 2)
      gap()
    }
    switch screen.remark {
    case .noNumber: paragraph(words(.talkNoNumber, ["count": "\(question.choices.count)"]), .warm)
    case .tooLong: paragraph(words(.talkTooLong), .warm)
    case .because(let reason): paragraph(reason, .warm)
    case nil: break
    }
    paragraph(words(question.choices.isEmpty ? .talkFree : .talkChoose), .faint)
    let enter: Phrase = question.isAnswered ? .talkKeep : .talkSkip
    paragraph(joined([words(enter)] + screen.keys.map { words($0.phrase) }), .faint)
  }

  /// The question about safety.
  mutating func safetyQuestion(_ question: Control.SafetyQuestion.Reply, _ remark: SafetyDialogue.Remark?) {
    let count = question.concerns.count
    switch remark {
    case .notUnderstood: paragraph(words(.safetyNotUnderstood, ["count": "\(count)"]), .warm)
    case .unchanged: paragraph(words(.safetyUnchanged))
    case nil: break
    }
    gap()
    prose(question.ask)
    gap()
    choices(question.concerns)
    table([["0", question.none]], indent: 2)
    gap()
    paragraph(words(.safetySeveral), .faint)
  }

  /// What was named, before it is final.
  mutating func confirmation(of concerns: [ChoiceMessage]) {
    paragraph(words(.safetyNamed))
    for concern in concerns { paragraph(concern.words, indent: 2) }
    paragraph(words(.safetyConfirm))
  }

  /// After the question about safety: what is kept, and where to find help.
  mutating func safety(_ answer: Control.Safety.Reply) {
    guard let kept = answer.kept else { return paragraph(words(.safetyNoted)) }
    prose(kept)
    support(answer.support)
  }

  /// Where to find help, if the words asked for it.
  mutating func support(_ text: String?) {
    guard let text else { return }
    gap()
    prose(text, .strong)
    gap()
  }

  /// Somebody's own words: their lines stay lines.
  mutating func prose(_ text: String, _ emphasis: Emphasis = .plain, indent: Int = 0) {
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      // A tab is white space here, and no command to a terminal.
      paragraph(String(line).exchanging("\t", for: " "), emphasis, indent: indent)
    }
  }

  private mutating func choices(_ choices: [ChoiceMessage]) {
    guard !choices.isEmpty else { return }
    table(choices.enumerated().map { ["\($0.offset + 1)", $0.element.words] }, indent: 2)
    gap()
  }
}

extension Interviewer.Key {
  fileprivate var phrase: Phrase {
    switch self {
    case .back: .talkBack
    case .editor: .talkEditor
    case .takeBack: .talkTakeBack
    case .stop: .talkStop
    }
  }
}
