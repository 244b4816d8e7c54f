// What somebody answered, given back to them: their own words first and in full, then what follows from them. Nothing here is
// an order, and where the road is closed nothing points to it.

import PercolateControl
import PercolateCore

extension Page {
  /// At the end of `reflect`.
  mutating func reflection(_ reply: Control.Reflection.Reply) {
    guard reply.answered > 0 || !reply.answers.isEmpty else {
      return paragraph(words(.talkNothing, ["command": "reflect"]))
    }
    paragraph(words(.reflectOwnWords), .strong)
    ownWords(reply.answers)
    paragraph(words(.reflectAnswered, ["answered": "\(reply.answered)", "asked": "\(reply.asked)"]), .faint)
    gap()
    if reply.standing.closedBy == nil {
      suggestion(reply)
      prose(reply.closing)
    } else {
      prose(reply.standing.closedWhy ?? "")
    }
    decision(reply.standing)
  }

  /// The answers to another interview.
  mutating func answers(_ reply: Control.Interview.Reply, command: String) {
    let answered = reply.questions.filter(\.isAnswered)
    guard !answered.isEmpty else { return paragraph(words(.talkNothing, ["command": command])) }
    paragraph(reply.title, .strong)
    ownWords(answered.map { AnswerMessage(ask: $0.ask, answer: $0.answerWords) })
    prose(reply.closing)
  }

  /// They left before the end.
  mutating func stopped(_ command: String) { paragraph(words(.talkStopped, ["command": command])) }

  private mutating func ownWords(_ answers: [AnswerMessage]) {
    for answer in answers {
      gap()
      paragraph(answer.ask, .faint)
      prose(answer.answer, indent: 2)
    }
    gap()
  }

  private mutating func suggestion(_ reply: Control.Reflection.Reply) {
    switch Choice(rawValue: reply.suggestion) {
    case .mend: paragraph(words(.reflectSpeaksMend), .strong)
    case .wait: paragraph(words(.reflectSpeaksWait), .strong)
    case .letGo: paragraph(words(.reflectSpeaksLetGo), .strong)
    case nil: return
    }
    for reason in reply.reasons { paragraph((style.unicode ? "\u{B7} " : "- ") + reason, indent: 2, hanging: 2) }
    gap()
  }

  /// What can be told, and from when on.
  private mutating func decision(_ standing: StandingMessage) {
    guard standing.ended == nil else { return }
    gap()
    let ways = standing.choices.compactMap { text in Trigger(text).map { (text, $0) } }.filter {
      if case .assess = $0.1 { true } else { false }
    }
    guard !ways.isEmpty else { return paragraph(words(.reflectElsewhere), .faint) }
    paragraph(words(.reflectChoice), .strong)
    table(ways.map { ["percolatectl \($0.0)", words(Phrase($0.1), person: standing.person)] }, indent: 2)
    guard standing.leastStayOver > here.now else { return }
    gap()
    paragraph(words(.reflectNotYet, ["when": say(standing.leastStayOver)]))
    if !standing.why.isEmpty { paragraph(standing.why, .faint) }
  }
}
