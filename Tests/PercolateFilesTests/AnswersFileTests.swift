// Answers that somebody wrote in a file: what is taken, and what the author is told.

import PercolateCore
import PercolateFiles
import Testing

@Suite struct AnswersFileTests {
  private static let questions: [(id: String, choices: [String])] = [("why", []), ("kind", ["heat", "unsure", "no"])]

  @Test(
    "words, a choice, or both; in the order of the file",
    arguments: [
      ("why: I was angry", "why=I was angry"), ("why: |\n  One.\n\n  Two.\n", "why=One.\n\nTwo."),
      ("kind: heat\nwhy: no", "kind:heat= why=no"), ("kind: no", "kind:no="),
      ("kind: {text: Words alone}", "kind=Words alone"),
      ("kind: {choice: unsure, text: Not yet}", "kind:unsure=Not yet"), ("why: {text: \" spaced \"}", "why=spaced"),
    ])
  func answers(text: String, expected: String) throws {
    let answers = try AnswersFile.read(text: text, file: "a.yaml", questions: Self.questions)
    let said = answers.map { "\($0.question)\($0.answer.choice.map { ":\($0)" } ?? "")=\($0.answer.text)" }
    #expect(said.joined(separator: " ") == expected)
  }

  @Test(
    "every fault has its place, and none of the answers is taken",
    arguments: [
      ("wy: a", "a.yaml:1:1: unknown question 'wy'; did you mean 'why'?"),
      ("something: a", "a.yaml:1:1: unknown question 'something'; there are: why, kind"),
      ("kind: heart", "a.yaml:1:7: 'kind': expected one of: heat, unsure, no, found 'heart'"),
      ("kind: {choice: cold}", "a.yaml:1:16: 'choice': expected one of: heat, unsure, no, found 'cold'"),
      ("why: {choice: heat}", "a.yaml:1:7: unknown key 'choice' in 'why'; the keys here are: text"),
      ("why:", "a.yaml:1:5: 'why': expected some words, at most 64 KiB, without control characters, found nothing"),
      ("why: [a]", "a.yaml:1:6: 'why': expected some words, at most 64 KiB, without control characters, found a list"),
      (
        "why: \"\\e[2J\"",
        "a.yaml:1:6: 'why': expected some words, at most 64 KiB, without control characters, found ' [2J'"
      ),
      ("kind: {}", "a.yaml:1:7: 'kind' has no answer; leave the question out to skip it"),
      ("- why", "a.yaml:1:1: answers: expected a mapping ('key: value'), found a list"),
      ("", "a.yaml:1:1: the file is empty; answers were expected"),
      (
        "why: a\nwy: b\nkind: c",
        "a.yaml:2:1: unknown question 'wy'; did you mean 'why'?\na.yaml:3:7: 'kind': expected one of: heat, unsure, no, found 'c'"
      ),
    ])
  func faults(text: String, expected: String) {
    let faults = #expect(throws: Faults.self) {
      _ = try AnswersFile.read(text: text, file: "a.yaml", questions: Self.questions)
    }
    #expect(Set(expected.split(separator: "\n").map(String.init)) == Set(faults?.all.map(\.description) ?? []))
  }

  @Test("an answer that is too long, and a file that is not there")
  func limits() {
    let long = "why: " + String(repeating: "a", count: TextLimits.ownWordsBytes + 1)
    #expect(throws: Faults.self) { _ = try AnswersFile.read(text: long, file: "a", questions: Self.questions) }
    #expect(throws: Faults.self) { _ = try AnswersFile.read(path: "/nonexistent/a", questions: Self.questions) }
  }
}
