// What the user is asked, and what their answers amount to. Invariant: a suggestion decides nothing; only the answer about
// safety does, and that one for good.

internal import PercolateControl
internal import PercolateCore
internal import PercolateStore

extension Daemon {
  /// The questions of an interview, with the answers so far.
  func interview(_ text: String, of timeline: String?) throws -> Control.Interview.Reply {
    guard let which = Interview.Name(rawValue: text) else { throw InvalidInput(parameter: "name") }
    let name = try nameForWords(timeline)
    let timeline = try self.timeline(name)
    let interview = surroundings.interviews()[which]
    let latest = Dictionary(
      try store.read { try $0.writings(of: name, kind: which.kind) }.compactMap { stored in
        stored.writing.about.map { ($0, stored) }
      }, uniquingKeysWith: { $1 })
    let questions = interview.questions.map { question in
      let answer = latest[question.id]
      return QuestionMessage(
        id: question.id, ask: fill(question.ask, of: timeline), help: question.help.map { fill($0, of: timeline) },
        choices: question.choices.map { ChoiceMessage(id: $0.id, words: fill($0.say, of: timeline)) },
        choice: answer?.writing.choice, answer: answer?.writing.text, answeredAt: answer?.at)
    }
    return Control.Interview.Reply(
      title: interview.title, intro: fill(interview.intro, of: timeline),
      closing: fill(interview.closing, of: timeline),
      questions: questions)
  }

  /// What the answers of taking stock amount to.
  func reflection(of timeline: String?) throws -> Control.Reflection.Reply {
    let name = try nameForWords(timeline)
    let timeline = try self.timeline(name)
    let interview = surroundings.interviews().stock
    let answers = InterviewAnswers(try store.read { try $0.writings(of: name, kind: .answer) }.map(\.writing))
    let suggestion = Suggestion.from(answers, interview: interview)
    return Control.Reflection.Reply(
      suggestion: suggestion.choice.rawValue, reasons: suggestion.reasons.map { fill($0, of: timeline) },
      answered: suggestion.answered, asked: suggestion.asked, closing: fill(interview.closing, of: timeline),
      answers: Reflection.summary(answers, interview: interview) { fill($0, of: timeline) }
        .map { AnswerMessage(ask: $0.ask, answer: $0.answer) }, standing: standing(of: name, timeline))
  }

  /// The question about safety.
  func safetyQuestion(for name: String?) throws -> Control.SafetyQuestion.Reply {
    let timeline = try timeline(nameForWords(name))
    let safety = surroundings.interviews().safety
    return Control.SafetyQuestion.Reply(
      ask: fill(safety.ask, of: timeline),
      concerns: safety.concerns.map { ChoiceMessage(id: $0.concern.rawValue, words: fill($0.say, of: timeline)) },
      none: fill(safety.none, of: timeline))
  }

  /// The answer to it.
  func safety(_ words: [String], on name: String?) throws -> Control.Safety.Reply {
    let concerns = try words.map { word throws(InvalidInput) in
      guard let concern = Concern(rawValue: word) else { throw InvalidInput(parameter: "concerns") }
      return concern
    }
    let name = try nameForWords(name)
    let before = try self.timeline(name)
    if concerns.isEmpty, let cause = before.closedBy {
      throw refusal(.boundary(cause), plan: before.plan, person: before.person)
    }
    try amend(.safety(concerns), on: name)
    let timeline = try timeline(name)
    let kept = concerns.isEmpty ? nil : fill(surroundings.interviews().safety.kept, of: timeline)
    return Control.Safety.Reply(
      standing: standing(of: name, timeline), kept: kept, support: concerns.isEmpty ? nil : supportText)
  }
}
