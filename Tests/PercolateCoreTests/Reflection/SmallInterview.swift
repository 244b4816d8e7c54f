// An interview with one question of every sort. Each reason is called like the answer that it belongs to, and answers are
// written in a line: `reason both=no` is an answer in words to `reason`, and the choice `no` for `both`.

import PercolateCore

enum SmallInterview {
  static let value = Interview(
    name: .stock, title: "Stock", intro: "Begin.", closing: "End.",
    weighing: .init(undecided: "undecided", unopposed: "unopposed"),
    questions: [
      InterviewQuestion(id: "reason", ask: "Why?", isEssential: true),
      question("kind", ask: "What?", ["heat": .mend, "fixed": .letGo, "theirs": nil, "unsure": .wait]),
      InterviewQuestion(id: "own-part", ask: "Which part?", isEssential: true),
      question("test", ask: "A test?", ["no": nil, "yes": nil]),
      InterviewQuestion(id: "change", ask: "What else?"),
      question("both", ask: "Together?", ["yes": .mend, "unsure": .wait, "no": .letGo]),
    ])

  static func answers(_ line: String) -> InterviewAnswers {
    let pairs = line.split(separator: " ").map { word in
      let parts = word.split(separator: "=").map(String.init)
      let answer = parts.count == 1 ? InterviewAnswer(text: "words") : InterviewAnswer(choice: parts[1])
      return (parts[0], answer)
    }
    return Dictionary(pairs) { _, last in last }
  }

  private static func question(_ id: String, ask: String, _ choices: KeyValuePairs<String, Choice?>)
    -> InterviewQuestion
  {
    InterviewQuestion(
      id: id, ask: ask,
      choices: choices.map { name, suggests in
        InterviewChoice(
          id: name, say: "“\(name)”", speaksFor: suggests.map { .init(suggests: $0, because: "\(id)=\(name)") })
      })
  }
}
