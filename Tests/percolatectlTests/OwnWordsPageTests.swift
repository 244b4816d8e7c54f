// What the user wrote, shown to them: questions, answers, what was found, the history, the quiet days. A picture each.

import Foundation
import PercolateControl
import PercolateCore
import PercolateFiles
import Testing

@testable import percolatectl

@Suite("own words")
struct OwnWordsPageTests {
  private static let italian = Languages(directories: BaseDirectories(environment: [:])).words("it").words

  private func check(
    _ expected: String, words: Words = Languages.english, _ location: SourceLocation = #_sourceLocation,
    _ write: (inout Page) -> Void
  ) {
    let text = page(words: words, write)
    #expect(text == expected + "\n", sourceLocation: location)
    #expect(text.split(separator: "\n").allSatisfy { String($0).columns <= 80 }, sourceLocation: location)
  }

  private static let kind = QuestionMessage(
    id: "kind", ask: "What was behind it?", help: "Take the one without which it would not have happened.",
    choices: [
      ChoiceMessage(id: "heat", words: "An argument"), ChoiceMessage(id: "unsure", words: "I do not know yet"),
    ],
    choice: "unsure", answer: "Perhaps\nlater\u{1B}[2J")

  @Test("a question has its screen: where in the series, what to choose, the answer so far, the keys")
  func question() {
    let screen = Interviewer.Screen(
      question: Self.kind, number: 2, count: 10, intro: nil, remark: .noNumber,
      keys: [.back, .editor, .takeBack, .stop])
    check(
      """
      Taking stock · 2 of 10

      What was behind it?
      Take the one without which it would not have happened.

        1  An argument
        2  I do not know yet

      Your answer so far:
        I do not know yet: Perhaps
        later\\u{1b}[2J

      That is no number from 1 to 2.
      Type a number, and words after it if you like.
      Enter keeps it · b goes back · e opens your editor · x takes it back · q stops
      """
    ) { $0.question(screen, of: "Taking stock") }
    let free = Interviewer.Screen(
      question: QuestionMessage(id: "why", ask: "Why?", choices: []), number: 1, count: 1, intro: "Slowly.",
      remark: nil,
      keys: [.stop])
    check(
      """
      Fare il punto · 1 di 1

      Slowly.

      Why?

      Scrivi quanto vuoi; una riga vuota conclude.
      Invio la salta · q smette
      """, words: Self.italian
    ) { $0.question(free, of: "Fare il punto") }
  }

  private static func reflection(
    answered: Int = 2, choice: String = "wait", standing: StandingMessage
  ) -> Control.Reflection.Reply {
    Control.Reflection.Reply(
      suggestion: choice, reasons: ["You do not know yet what was behind it."], answered: answered, asked: 10,
      closing: "The choice is yours.",
      answers: answered == 0 ? [] : [AnswerMessage(ask: "Why?", answer: "I was angry.\nAnd tired.")], standing: standing
    )
  }

  @Test("a reflection gives the words back, then what they point to and why, then what can be chosen and when")
  func reflection() throws {
    let standing = try StandingMessage.waiting { $0["choices"] = ["assess mend", "assess let-go", "they wrote"] }
    check(
      """
      In your own words

      Why?
        I was angry.
        And tired.

      Answered: 2 of 10 questions.

      Your answers speak for waiting
        · You do not know yet what was behind it.

      The choice is yours.

      What you can choose
        percolatectl assess mend    you want to try to mend it
        percolatectl assess let-go  you let it go

      There is time: it can be chosen from Tue 1 Dec 12:00 on. To let go is possible
      at once.
      The letter is read in peace.
      """
    ) { $0.reflection(Self.reflection(standing: standing)) }
  }

  @Test("where the road is closed nothing points to it")
  func closed() throws {
    let standing = try StandingMessage.waiting {
      $0["closedBy"] = "safety"
      $0["closedWhy"] = "The road is closed."
    }
    let text = page { $0.reflection(Self.reflection(choice: "mend", standing: standing)) }
    #expect(text.contains("The road is closed.\n"))
    #expect(!text.contains("speak for"))
    #expect(text.contains("I was angry."))
  }

  @Test("with nothing answered there is nothing to say")
  func unanswered() throws {
    let standing = try StandingMessage.waiting()
    check("Nothing is answered yet. `percolatectl reflect` asks, one question at a time.") {
      $0.reflection(Self.reflection(answered: 0, standing: standing))
    }
  }

  @Test("the answers of another interview come with its closing")
  func answers() {
    let interview = Control.Interview.Reply(
      title: "What it taught you", intro: "", closing: "Keep these.",
      questions: [Self.kind, QuestionMessage(id: "b", ask: "And?", choices: [])])
    check(
      """
      What it taught you

      What was behind it?
        I do not know yet: Perhaps
        later\\u{1b}[2J

      Keep these.
      """
    ) { $0.answers(interview, command: "lessons") }
  }

  @Test("safety: what is kept, and help; or that nothing was named")
  func safety() throws {
    let standing = try StandingMessage.waiting()
    check("Kept.\n\nCall somebody.\n") {
      $0.safety(Control.Safety.Reply(standing: standing, kept: "Kept.", support: "Call somebody."))
    }
    check("Annotato: niente di questo.", words: Self.italian) { $0.safety(Control.Safety.Reply(standing: standing)) }
  }

  private static func writing(_ seq: Int, _ kind: String, _ text: String, about: String? = nil, choice: String? = nil)
    -> WritingMessage
  {
    WritingMessage(
      seq: seq, at: moment("2026-11-22T08:0\(seq):00Z"), timeline: "coffee", kind: kind, about: about, choice: choice,
      text: text)
  }

  @Test("a search shows the line that has the words")
  func found() {
    check(
      """
      today 08:01 · your letter
        We walked to the Café.

      today 08:02 · what you did not send · a song
        Hello
      """
    ) {
      $0.found(
        [
          Self.writing(1, "letter", "Dear Robin,\n\nWe walked to the Café.\nBye"),
          Self.writing(2, "urge", "Hello\nthere", about: "a song"),
        ], words: ["cafe"])
    }
    check("Nothing that you wrote has these words.") { $0.found([], words: ["x"]) }
  }

  @Test(
    "a word is found as a search finds it: at the beginning of one, whatever case and accents",
    arguments: [
      ("a\nSunday market", "sund", "Sunday market"), ("a\nsu\u{300} b", "SU", "su\u{300} b"), ("a\nmarket", "ark", "a"),
      ("", "x", ""), ("\n  one \ntwo", "two", "two"), ("\n  one \ntwo", "three", "one"),
    ])
  func line(text: String, word: String, expected: String) { #expect(text.line(with: [word]) == expected) }

  @Test("the history tells events and words in order; an answer comes with its question")
  func history() {
    func entry(_ seq: Int, _ kind: String, _ fact: Fact) -> EntryMessage {
      let at = moment("2026-11-22T08:0\(seq):00Z")
      return EntryMessage(seq: seq, at: at, stream: "coffee", kind: kind, detail: "-", fact: FactMessage(fact))
    }
    func wrote(_ seq: Int, _ kind: Writing.Kind) -> EntryMessage {
      entry(seq, kind.rawValue, .wrote(Writing(kind: kind, text: "")))
    }
    let book = HistoryBook(
      entries: [
        entry(1, "did", .did(.letter, on: Here.sunday.now, early: false)), wrote(2, .answer), wrote(3, .note),
        entry(4, "accepted", .accepted), wrote(5, .answer),
      ],
      writings: [
        2: Self.writing(2, "answer", "Late", about: "kind", choice: "heat"), 3: Self.writing(3, "note", "Slept\nwell"),
        5: Self.writing(5, "answer", "", about: "kind"),
      ], questions: ["answer": [Self.kind]])
    check(
      """
      today 08:01 · you sent the letter

      today 08:02 · you answered: What was behind it?
          An argument: Late

      today 08:03 · a note
          Slept
          well

      today 08:04 · you accept that no answer comes

      today 08:05 · you answered: What was behind it?
          -

      """
    ) { $0.history(book) }
  }

  @Test(
    "the status tells the quiet days, the letter and the open question",
    arguments: [
      (
        #""quiet":{"dayZero":"2026-11-01","current":21,"longest":21,"total":31}"#,
        "Quiet days   21 now, 21 the longest, 31 in all; day 0 was Sun 1 Nov\n"
      ),
      (#""quiet":{"current":0,"longest":20,"total":31}"#, "Quiet days   0 now, 20 the longest, 31 in all\n"),
      (#""day":3"#, ""),
      (#""safetyFirst":true"#, "Safety       one short question is open; `percolatectl safety` asks it\n"),
      (
        #""letters":0,"letterWritten":"2026-11-21T08:00:00Z""#,
        "Letter       written yesterday; `percolatectl letter rest` comes next\n"
      ),
      (
        #""letters":0,"letterWritten":"2026-11-21T08:00:00Z","letterRested":"2026-11-23T08:00:00Z""#,
        "Letter       it rests until tomorrow 08:00; read it once more then\n"
      ),
      (
        #""letters":0,"letterWritten":"2026-11-21T08:00:00Z","letterRested":"2026-11-22T08:00:00Z""#,
        "Letter       it has rested since today 08:00\n"
      ), (#""letters":1,"letterWritten":"2026-11-21T08:00:00Z""#, ""),
    ])
  func quiet(members: String, expected: String) throws {
    let members = try #require(try JSONSerialization.jsonObject(with: Data("{\(members)}".utf8)) as? [String: Any])
    let standing = try StandingMessage.waiting { $0.merge(members) { $1 } }
    #expect(page { $0.quietly(standing) } == expected)
    #expect(expected.isEmpty || page { $0.standing(standing) }.contains(expected))
  }

  @Test("a slip is answered with the quiet days, of which it takes none away")
  func slip() throws {
    let standing = try StandingMessage.waiting {
      $0["quiet"] = ["dayZero": "2026-11-22", "current": 0, "longest": 20, "total": 31]
    }
    let quiet = "Quiet days   0 now, 20 the longest, 31 in all; day 0 was today\n"
    #expect(page { $0.did(.slip, Control.Did.Reply(standing: standing, slip: true)) }.hasSuffix(quiet))
    #expect(!page { $0.did(.reply, Control.Did.Reply(standing: standing, slip: false)) }.contains(quiet))
  }

  @Test("after an urge: help if the words ask for it, a steady sentence, where it is kept, and when it comes back")
  func urge() {
    let writing = Self.writing(1, "urge", "x")
    check("Not sending it was a kindness.\n\nIt is kept here, and nobody gets it. `percolatectl urges` shows it again.")
    {
      $0.urge(UrgeCommand.Told(writing: writing, reply: "Not sending it was a kindness."))
    }
    let reminder = ReminderMessage(id: 3, text: "x", on: nil, next: moment("2026-11-22T18:00:00Z"))
    let text = page { $0.urge(UrgeCommand.Told(writing: writing, support: "Call somebody.", reminder: reminder)) }
    #expect(text.hasPrefix("Call somebody.\n"))
    #expect(text.hasSuffix("A reminder in neutral words comes today 18:00.\n"))
  }
}
