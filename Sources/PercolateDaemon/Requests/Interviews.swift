// What the user is asked, and what their answers amount to. Invariant: a suggestion decides nothing; only the answer about
// safety does, and that one for good.

import PercolateControl
import PercolateCore
import PercolateStore

extension Requests {
  static let interviews: [Route] = [
    .look(Control.Interview.self) { views, call in try views.interview(call.name, of: call.timeline) },
    .look(Control.Reflection.self) { views, call in try views.reflection(of: call.timeline) },
    .look(Control.SafetyQuestion.self) { views, call in try views.safetyQuestion(for: call.timeline) },
    .act(Control.Safety.self) { daemon, call in try daemon.safety(call.concerns, on: call.timeline) },
    .look(Control.Support.self) { views, _ in Control.Support.Reply(text: views.supportText) },
  ]
}

extension Daemon {
  /// The answer to the question about safety.
  func safety(_ words: [String], on name: String?) throws -> Control.Safety.Reply {
    let concerns = try words.map { word throws(InvalidInput) in
      try Requests.choice(Concern.self, word, "concerns")
    }
    let name = try views.nameForWords(name)
    let before = try views.timeline(name)
    if concerns.isEmpty, let cause = before.closedBy { throw surroundings.refusal(.boundary(cause), of: before) }
    try amend(.safety(concerns), on: name)
    let views = views
    let timeline = try views.timeline(name)
    return Control.Safety.Reply(
      standing: views.standing(of: name, timeline),
      kept: concerns.isEmpty ? nil : surroundings.fill(surroundings.interviews().safety.kept, of: timeline),
      support: concerns.isEmpty ? nil : views.supportText)
  }
}

extension Views {
  /// The questions of an interview, with the answers so far.
  func interview(_ text: String, of timeline: String?) throws -> Control.Interview.Reply {
    guard let which = Interview.Name(rawValue: text) else { throw InvalidInput(parameter: "name") }
    let name = try nameForWords(timeline)
    let timeline = try self.timeline(name)
    let interview = surroundings.interviews()[which]
    let latest = Dictionary(
      try read { try $0.writings(of: name, kind: which.kind) }.compactMap { stored in
        stored.writing.about.map { ($0, stored) }
      }, uniquingKeysWith: { $1 })
    let questions = interview.questions.map { question in
      let answer = latest[question.id]
      return QuestionMessage(
        id: question.id, ask: surroundings.fill(question.ask, of: timeline),
        help: question.help.map { surroundings.fill($0, of: timeline) },
        choices: question.choices.map { ChoiceMessage(id: $0.id, words: surroundings.fill($0.say, of: timeline)) },
        choice: answer?.writing.choice, answer: answer?.writing.text, answeredAt: answer?.at)
    }
    return Control.Interview.Reply(
      title: interview.title, intro: surroundings.fill(interview.intro, of: timeline),
      closing: surroundings.fill(interview.closing, of: timeline),
      questions: questions)
  }

  /// What the answers of taking stock amount to.
  func reflection(of timeline: String?) throws -> Control.Reflection.Reply {
    let name = try nameForWords(timeline)
    let timeline = try self.timeline(name)
    let interview = surroundings.interviews().stock
    let answers = InterviewAnswers(try read { try $0.writings(of: name, kind: .answer) }.map(\.writing))
    let suggestion = Suggestion.from(answers, interview: interview)
    return Control.Reflection.Reply(
      suggestion: suggestion.choice.rawValue, reasons: suggestion.reasons.map { surroundings.fill($0, of: timeline) },
      answered: suggestion.answered, asked: suggestion.asked,
      closing: surroundings.fill(interview.closing, of: timeline),
      answers: Reflection.summary(answers, interview: interview) { surroundings.fill($0, of: timeline) }
        .map { AnswerMessage(ask: $0.ask, answer: $0.answer) }, standing: standing(of: name, timeline))
  }

  /// The question about safety.
  func safetyQuestion(for name: String?) throws -> Control.SafetyQuestion.Reply {
    let timeline = try timeline(nameForWords(name))
    let safety = surroundings.interviews().safety
    return Control.SafetyQuestion.Reply(
      ask: surroundings.fill(safety.ask, of: timeline),
      concerns: safety.concerns.map {
        ChoiceMessage(id: $0.concern.rawValue, words: surroundings.fill($0.say, of: timeline))
      },
      none: surroundings.fill(safety.none, of: timeline))
  }
}
