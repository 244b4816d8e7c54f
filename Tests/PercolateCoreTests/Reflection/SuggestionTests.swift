// What answers amount to. Each row is the answers, and the suggestion with how much was answered and its reasons.

import PercolateCore
import Testing

@Suite struct SuggestionTests {
  private static let rows: [(answers: String, suggestion: String)] = [
    // One answer that speaks for letting go decides, however much speaks against it, and however little was answered.
    ("both=no", "let-go 1/6: both=no"),
    ("reason own-part change test=no kind=heat both=no", "let-go 6/6: both=no"),
    ("reason own-part kind=fixed both=no", "let-go 4/6: kind=fixed, both=no"),
    ("reason own-part kind=unsure both=no", "let-go 4/6: both=no"),
    // Too little to go by.
    ("", "wait 0/6: undecided"),
    ("reason own-part", "wait 2/6: undecided"),
    ("reason both=yes", "wait 2/6: undecided"),
    ("both=unsure", "wait 1/6: both=unsure, undecided"),
    ("change kind=heat both=yes test=no", "wait 4/6: undecided"),
    // An answer that speaks for waiting.
    ("reason own-part kind=heat both=unsure", "wait 4/6: both=unsure"),
    ("reason own-part kind=unsure both=unsure", "wait 4/6: kind=unsure, both=unsure"),
    // Neither. Half of the questions is enough, and so is one of the two essential ones.
    ("reason kind=heat both=yes", "mend 3/6: kind=heat, both=yes"),
    ("own-part kind=theirs both=yes", "mend 3/6: both=yes"),
    ("reason own-part change", "mend 3/6: unopposed"),
    ("reason own-part test=yes kind=theirs", "mend 4/6: unopposed"),
    // What is no answer to a question of this interview counts for nothing.
    ("reason own-part kind=gone", "wait 2/6: undecided"),
    ("reason own-part gone both=maybe other=no", "wait 2/6: undecided"),
    ("reason own-part change gone=no", "mend 3/6: unopposed"),
  ]

  @Test(arguments: rows)
  func weighs(answers: String, suggestion: String) {
    check(SmallInterview.answers(answers), suggestion)
  }

  @Test func `a blank answer is none, and a choice is an answer without words`() {
    var answers = SmallInterview.answers("reason own-part change")
    answers["change"] = InterviewAnswer(text: " \n\t")
    check(answers, "wait 2/6: undecided")
    answers["change"] = InterviewAnswer(choice: "gone", text: "I would listen.")
    check(answers, "mend 3/6: unopposed")
  }

  @Test func `a reason that two answers share is given once`() throws {
    var interview = SmallInterview.value
    let both = try #require(interview.questions.last)
    interview.questions.append(InterviewQuestion(id: "again", ask: "Again?", choices: both.choices))
    let suggestion = Suggestion.from(SmallInterview.answers("both=no again=no"), interview: interview)
    #expect(suggestion.reasons == ["both=no"])
  }

  @Test func `without anything to weigh there are no reasons`() {
    let interview = Interview(name: .debrief, title: "", intro: "", closing: "", questions: [])
    #expect(Suggestion.from([:], interview: interview) == Suggestion(choice: .mend, reasons: [], answered: 0, asked: 0))
  }

  private func check(
    _ answers: InterviewAnswers, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let found = Suggestion.from(answers, interview: SmallInterview.value)
    let reasons = found.reasons.joined(separator: ", ")
    #expect(
      "\(found.choice.rawValue) \(found.answered)/\(found.asked): \(reasons)" == expected,
      sourceLocation: sourceLocation)
  }
}
