// The user's words, given back: in the order of the questions, and without losing any.

import PercolateCore
import Testing

@Suite struct ReflectionTests {
  private static let rows: [(answers: InterviewAnswers, lines: [String])] = [
    ([:], []),
    (
      ["change": .init(text: "More walks."), "reason": .init(text: "I was tired.")],
      ["Why? I was tired.", "What else? More walks."]
    ),
    (["both": .init(choice: "no")], ["Together? “no”"]),
    (["both": .init(choice: "no", text: "Not as we were.")], ["Together? “no”: Not as we were."]),
    (["reason": .init(text: " \n"), "both": .init()], []),
    (["reason": .init(text: "  Two\n  lines. ")], ["Why?   Two\n  lines. "]),
    // What the interview no longer has.
    (["both": .init(choice: "perhaps")], ["Together? perhaps"]),
    (["both": .init(choice: "perhaps", text: "It depends.")], ["Together? perhaps: It depends."]),
    (
      ["weather": .init(text: "Rain."), "age": .init(choice: "old"), "empty": .init(), "both": .init(choice: "yes")],
      ["Together? “yes”", "age old", "weather Rain."]
    ),
  ]

  @Test(arguments: rows)
  func `gives back`(answers: InterviewAnswers, lines: [String]) {
    let entries = Reflection.summary(answers, interview: SmallInterview.value)
    #expect(entries.map { "\($0.ask) \($0.answer)" } == lines)
  }
}
