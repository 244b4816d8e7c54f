// The interviews and the question about safety without a terminal: what is typed, and what comes of it, in a notation that can
// be read aloud. `?2` asks question 2, `+1 heat: why` keeps an answer, `|` waits for another line.

import PercolateControl
import PercolateCore
import Testing

@testable import percolatectl

@Suite("a conversation")
struct InterviewerTests {
  private static func question(_ id: String, _ choices: [String] = [], answer: String? = nil, choice: String? = nil)
    -> QuestionMessage
  {
    QuestionMessage(
      id: id, ask: "\(id)?", choices: choices.map { ChoiceMessage(id: $0, words: $0.uppercased()) }, choice: choice,
      answer: answer)
  }

  private static let fresh = [question("why"), question("kind", ["heat", "unsure"]), question("next")]
  private static let begun = [
    question("why", answer: "I was angry"), question("kind", ["heat", "unsure"]), question("next", answer: "Wait"),
  ]

  /// Reads the lines, where `^D` ends the input and `=...` is what the editor was left with.
  private func check(
    _ questions: [QuestionMessage] = fresh, _ scope: Interviewer.Scope = .unanswered, reads lines: [String],
    says expected: String, editor: Bool = true, takeBack: Bool = true, _ location: SourceLocation = #_sourceLocation
  ) throws {
    var interviewer = try #require(
      Interviewer(questions, intro: "Hello.", scope: scope, hasEditor: editor, canTakeBack: takeBack),
      sourceLocation: location)
    var said = [Self.words(interviewer.begin())]
    for line in lines {
      let steps =
        line.hasPrefix("=") ? interviewer.edited(String(line.dropFirst())) : interviewer.read(line == "^D" ? nil : line)
      said += steps.map(Self.words)
    }
    #expect(said.joined(separator: " ") == expected, sourceLocation: location)
  }

  private static func words(_ step: Interviewer.Step) -> String {
    switch step {
    case .ask(let screen):
      let remark = screen.remark.map { "(\($0))" } ?? ""
      return (screen.intro == nil ? "" : "hello ") + "?\(screen.number)\(remark)"
    case .more: return "|"
    case .keep(let answer):
      return
        "+\(answer.question)[\([answer.choice, answer.text.replacing("\n", with: "/")].compactMap(\.self).joined(separator: ": "))]"
    case .edit(let text): return "edit[\(text)]"
    case .end(let stopped): return stopped ? "stopped" : "end"
    }
  }

  @Test("an answer has as many lines as it needs, and is kept before the next question")
  func answers() throws {
    try check(
      reads: ["I was", "  angry ", "", "2", "Wait", ""],
      says: "hello ?1 | | +why[I was/  angry] ?2 +kind[unsure: ] ?3 | +next[Wait] end")
    try check(
      reads: ["Angry", "^D", "1 it was late", "^D"],
      says: "hello ?1 | +why[Angry] ?2 +kind[heat: it was late] ?3 stopped")
  }

  @Test("Enter skips what has no answer, and keeps what has one")
  func enter() throws {
    try check(reads: ["", " ", ""], says: "hello ?1 ?2 ?3 end")
    try check(Self.begun, .all, reads: ["", "", ""], says: "hello ?1 ?2 ?3 end")
  }

  @Test("it goes on at the first question without an answer, and goes back from there")
  func resumes() throws {
    try check(Self.begun, reads: ["b", "Tired", "", "", ""], says: "hello ?2 ?1 | +why[Tired] ?2 ?3 end")
    try check(Self.begun, .only("next"), reads: ["b", "Rest", ""], says: "?3 ?3 | +next[Rest] end")
  }

  @Test("nothing is asked when everything has its answer, or when there is no such question")
  func nothing() {
    let answered = [Self.question("why", answer: "So"), Self.question("kind", ["heat"], choice: "heat")]
    func interviewer(_ scope: Interviewer.Scope) -> Interviewer? {
      Interviewer(answered, intro: nil, scope: scope, hasEditor: false, canTakeBack: true)
    }
    #expect(interviewer(.unanswered) == nil)
    #expect(interviewer(.only("what")) == nil)
    #expect(interviewer(.all) != nil)
  }

  @Test("a blank answer is none")
  func blank() throws { try check([Self.question("why", answer: " \n")], reads: ["q"], says: "hello ?1 stopped") }

  @Test(
    "a choice is one of its numbers, with words after it or without",
    arguments: [
      ("1", "+kind[heat: ] ?3"), (" 2. Not yet", "+kind[unsure: Not yet] ?3"), ("1) x", "+kind[heat: x] ?3"),
      ("3", "?2(noNumber)"), ("0", "?2(noNumber)"), ("heat", "?2(noNumber)"), ("1st", "?2(noNumber)"),
      ("99999999999999999999", "?2(noNumber)"), ("-1", "?2(noNumber)"), ("\u{0662}", "?2(noNumber)"),
    ])
  func choices(line: String, expected: String) throws { try check(reads: ["", line], says: "hello ?1 ?2 \(expected)") }

  @Test("keys are keys only where nothing was written yet, and never answers")
  func keys() throws {
    try check(reads: ["Q"], says: "hello ?1 stopped")
    try check(reads: ["b", "x", "q"], says: "hello ?1 ?1 ?1 stopped")
    try check(reads: ["I", "b", "q", "", "q"], says: "hello ?1 | | | +why[I/b/q] ?2 stopped")
    try check(reads: ["e", "q"], says: "hello ?1 ?1 stopped", editor: false)
  }

  @Test("an answer can be taken back, except where that means nothing")
  func takeBack() throws {
    try check(Self.begun, .all, reads: ["x", "b", "q"], says: "hello ?1 +why[] ?2 ?1 stopped")
    try check(Self.begun, .all, reads: ["x", "q"], says: "hello ?1 ?1 stopped", takeBack: false)
  }

  @Test("the editor begins with the words so far; a choice stays what it was")
  func editor() throws {
    try check(
      Self.begun, .all, reads: ["e", "=Long.\n\nVery. ", "q"],
      says: "hello ?1 edit[I was angry] +why[Long.//Very.] ?2 stopped")
    try check(Self.begun, .all, reads: ["e", "= ", "q"], says: "hello ?1 edit[I was angry] ?1 stopped")
    var failing = try #require(
      Interviewer(Self.fresh, intro: nil, scope: .all, hasEditor: true, canTakeBack: true))
    _ = failing.begin()
    #expect(failing.failed("no").map(Self.words) == ["?1(because(\"no\"))"])
    let chosen = [Self.question("kind", ["heat", "unsure"], answer: "Late", choice: "heat")]
    try check(chosen, .all, reads: ["e", "=Very late"], says: "hello ?1 edit[Late] +kind[heat: Very late] end")
  }

  @Test("more than the daemon keeps is not taken")
  func tooLong() throws {
    let long = String(repeating: "a", count: TextLimits.ownWordsBytes)
    try check(reads: [long, "q"], says: "hello ?1 ?1(tooLong) stopped")
    try check(reads: ["e", "=" + long + "a", "q"], says: "hello ?1 edit[] ?1(tooLong) stopped")
  }
}

@Suite("the question about safety")
struct SafetyDialogueTests {
  private static let concerns = ["afraid", "hurt", "no"].map { ChoiceMessage(id: $0, words: $0) }

  private static func words(_ step: SafetyDialogue.Step) -> String {
    switch step {
    case .ask(let remark): remark.map { "?\($0)" } ?? "?"
    case .confirm(let named): "sure(\(named.map(\.id).joined(separator: " ")))"
    case .answer(let ids): "=(\(ids.joined(separator: " ")))"
    case .stop: "stop"
    }
  }

  @Test(
    "what is named is said twice; nothing is said once",
    arguments: [
      ([], [""], "? ?notUnderstood"), ([], [" 0 "], "? =()"), ([], ["^D"], "? stop"),
      ([], ["2", "y"], "? sure(hurt) =(hurt)"), ([], ["3, 1,1", "S\u{EC}"], "? sure(afraid no) =(afraid no)"),
      ([], ["1", "", "0"], "? sure(afraid) ?unchanged =()"), ([], ["1", "^D"], "? sure(afraid) stop"),
      ([], ["1", "n", "2", "yes"], "? sure(afraid) ?unchanged sure(hurt) =(hurt)"),
      (
        [], ["4", "0 1", "-1", "hurt", "99999999999999999999", "0"],
        "? " + Array(repeating: "?notUnderstood", count: 5).joined(separator: " ") + " =()"
      ),
      (["no", "hurt"], ["y"], "sure(hurt no) =(hurt no)"), (["no"], ["n", "0"], "sure(no) ?unchanged =()"),
    ])
  func dialogue(named: [String], lines: [String], expected: String) {
    var dialogue = SafetyDialogue(Self.concerns)
    var said = [Self.words(dialogue.begin(naming: named))]
    for line in lines { said.append(Self.words(dialogue.read(line == "^D" ? nil : line))) }
    #expect(said.joined(separator: " ") == expected)
  }
}
