// The pages about the letter, a picture each, in both languages.

import Foundation
import PercolateControl
import PercolateCore
import PercolateFiles
import Testing

@testable import percolatectl

@Suite("letter pages")
struct LetterPageTests {
  private static let italian = Languages(directories: BaseDirectories(environment: [:])).words("it").words

  private func check(
    _ expected: String, words: Words = Languages.english, style: Style = .plain,
    _ location: SourceLocation = #_sourceLocation, _ write: (inout Page) -> Void
  ) {
    var page = Page(here: .sunday, style: style, words: words)
    write(&page)
    #expect(page.text == expected + "\n", sourceLocation: location)
    #expect(page.lines.allSatisfy { $0.columns <= 80 }, sourceLocation: location)
  }

  private static func reply(
    _ version: Int = 2, _ change: (inout [String: Any]) -> Void = { _ in }
  ) throws -> Control.Letter.Reply {
    let standing = try StandingMessage.waiting { members in
      members["title"] = "The letter"
      members["letters"] = 0
      members["contact"] = ["letter"]
      members["safetyFirst"] = false
      members["quiet"] = ["current": 12, "longest": 12, "total": 12]
      change(&members)
    }
    let versions = [moment("2026-11-20T18:00:00Z"), moment("2026-11-21T18:30:00Z")].prefix(version)
    return Control.Letter.Reply(
      version: version, text: version == 0 ? "" : "Dear Robin,\nI regret it.", versions: Array(versions),
      standing: standing)
  }

  @Test("where it stands: nothing yet, written, resting, rested, out")
  func stands() throws {
    let nothing = try Self.reply(0)
    check(
      """
      There is no letter yet.

      A good next step
        percolatectl letter edit  write it, as badly as you like at first
      """
    ) { $0.letter(nothing) }
    let written = try Self.reply()
    check(
      """
      Version 2 of your letter, written yesterday 18:30. Words: 5.
      It has not had its night's rest yet.

      A good next step
        percolatectl letter check  look it over
        percolatectl letter edit   change it
        percolatectl letter rest   give it a night's rest
      """
    ) { $0.letter(written) }
    let resting = try Self.reply { $0["letterRested"] = "2026-11-23T08:00:00Z" }
    check(
      """
      Version 2 of your letter, written yesterday 18:30. Words: 5.
      It rests until tomorrow 08:00. Read it once more then.
      """
    ) { $0.letter(resting) }
    let rested = try Self.reply { $0["letterRested"] = "2026-11-22T08:00:00Z" }
    check(
      """
      Version 2 of your letter, written yesterday 18:30. Words: 5.
      It has had its night's rest.

      A good next step
        percolatectl letter show   read it once more
        percolatectl letter print  copy it by hand, or put it on paper
        percolatectl letter sent   tell that it went out
      """
    ) { $0.letter(rested) }
    let out = try Self.reply { $0["letters"] = 1 }
    check(
      """
      Version 2 of your letter, written yesterday 18:30. Words: 5.
      Your letter is out. Nothing more is asked of you there.
      """
    ) { $0.letter(out) }
  }

  @Test("where there is no way for it: another stage, a closed road, a journey that is over")
  func noWay() throws {
    let elsewhere = try Self.reply { members in
      members["letterRested"] = "2026-11-22T08:00:00Z"
      members["contact"] = [String]()
      members["title"] = "Silence"
    }
    check(
      """
      Version 2 of your letter, written yesterday 18:30. Words: 5.
      It has had its night's rest.
      The stage 'Silence' does not ask for the letter. It is safe here meanwhile.

      A good next step
        percolatectl letter show  read it once more
      """
    ) { $0.letter(elsewhere) }
    let closed = try Self.reply(1) { members in
      members["closedBy"] = "they"
      members["closedWhy"] = "They asked for no contact. That is final."
    }
    check(
      """
      Version 1 of your letter, written Fri 20 Nov 18:00. Words: 5.
      They asked for no contact. That is final.
      """
    ) { $0.letter(closed) }
    let over = try Self.reply(0) { $0["ended"] = "stopped" }
    check(
      """
      There is no letter yet.
      This journey is over. A new one begins with `percolatectl start`.
      """
    ) { $0.letter(over) }
  }

  @Test("in Italian")
  func italian() throws {
    let resting = try Self.reply { $0["letterRested"] = "2026-11-23T08:00:00Z" }
    check(
      """
      Versione 2 della tua lettera, scritta ieri alle 18:30. Parole: 5.
      Riposa fino a domani alle 8:00. Poi rileggila ancora una volta.
      """, words: Self.italian
    ) { $0.letter(resting) }
    check(
      """
      3:14 condizione: "sorry if"
          An apology with a condition takes itself back.
          They hear: if not, nothing happened.
          Invece: I am sorry that I left.

      Che cosa c'è
        ✓ Regret  riga 2

      Che cosa manca
        – Explanation
            Why you left.
            They have had to guess.
            I left because ...

      Non serve, e spesso fa bene
        – Repair
            What you would mend.
            It shows that you mean it.
            If you ever want to talk, I am here.

      Parole: 120
      Qui si riconoscono le frasi, non le intenzioni. Se diventa troppo pesante, c'è
      `percolatectl support`.
      """, words: Self.italian
    ) { $0.review(Self.review) }
  }

  @Test("after the editor: kept and in short what it is like, or as it was")
  func edited() {
    let sound = Control.Review.Reply(words: 5, components: [Self.component(found: true)], findings: [])
    check(
      """
      Kept as version 3. Words: 5.
      It has what an apology needs, and no phrase was found that often hurts. You read
      it best yourself.

      A good next step
        percolatectl letter rest  give it a night's rest
      """
    ) { $0.kept(LetterResult(version: 3, changed: true, review: sound)) }
    check(
      """
      You are not alone with this.

      Kept as version 1. Words: 120.
      One place in it may hurt.
      Still missing: Explanation.
      `percolatectl letter check` says more, and what could stand there.
      """
    ) { page in
      var review = Self.review
      review.support = "You are not alone with this."
      page.kept(LetterResult(version: 1, changed: true, review: review))
    }
    check("Nothing was changed. Version 2 stays as it is.") { $0.unchanged(2, emptied: false) }
    check("The page came back empty. Version 2 stays as it was.") { $0.unchanged(2, emptied: true) }
    check("The page stayed empty, and nothing is kept.") { $0.unchanged(0, emptied: false) }
  }

  @Test("looked over: support first, then the places, then what is there and what is not")
  func review() {
    check(
      """
      You are not alone with this.

      3:14 condition: "sorry if"
          An apology with a condition takes itself back.
          They hear: if not, nothing happened.
          Instead: I am sorry that I left.

      What is there
        ✓ Regret  line 2

      What is missing
        – Explanation
            Why you left.
            They have had to guess.
            I left because ...

      Not needed, and often good
        – Repair
            What you would mend.
            It shows that you mean it.
            If you ever want to talk, I am here.

      Words: 120
      """
    ) { page in
      var review = Self.review
      review.support = "You are not alone with this."
      page.review(review)
    }
  }

  @Test("a kind that we do not know keeps its name; without Unicode the marks are ASCII")
  func strangers() {
    var style = Style.plain
    style.unicode = false
    var review = Self.review
    review.findings[0].kind = "riddle"
    review.components = [Self.component(found: true)]
    check(
      """
      3:14 riddle: "sorry if"
          An apology with a condition takes itself back.
          They hear: if not, nothing happened.
          Instead: I am sorry that I left.

      What is there
        + Regret  line 2

      Words: 120
      It knows phrases, not what you mean. Whenever it gets too heavy, `percolatectl
      support` is there.
      """, style: style
    ) { $0.review(review) }
  }

  @Test("the letter's lines stay the lines that places are counted by")
  func lines() {
    check("one\n\n    two\nthree\n\\u{1b}[31m") { $0.letterText("one\r\n\r\n\ttwo\nthree\r\u{1B}[31m") }
  }

  @Test("the versions in columns")
  func history() {
    check(
      """
      1  Fri 20 Nov 18:00  1 word
      2  yesterday 18:30   120 words
      """
    ) { page in
      page.history([
        LetterEdition(version: 1, at: moment("2026-11-20T18:00:00Z"), words: 1),
        LetterEdition(version: 2, at: moment("2026-11-21T18:30:00Z"), words: 120),
      ])
    }
  }

  @Test(
    "what changed",
    arguments: [
      ("a\nb\nc", "a\nb\nc", ["  a", "  b", "  c"]),
      ("a\nb\nc", "a\nc", ["  a", "- b", "  c"]),
      ("a\nc", "a\nb\nc", ["  a", "+ b", "  c"]),
      ("a\nb", "a\nx", ["  a", "- b", "+ x"]),
      ("a\nb\nc\nd", "x\nb\nd\ny", ["- a", "+ x", "  b", "- c", "  d", "+ y"]),
      ("", "a", ["-", "+ a"]),
    ])
  func changes(old: String, new: String, expected: [String]) {
    check(expected.joined(separator: "\n")) { $0.changes(LetterChanges(from: old, to: new)) }
  }

  @Test(
    "words, as a reader counts them",
    arguments: [("", 0), ("I am sorry.", 3), ("one -- two", 2), ("l'ultima volta\n\nciao", 3), ("\u{2026}", 0)])
  func countedWords(text: String, expected: Int) {
    #expect(text.countedWords == expected)
  }

  private static func component(found: Bool) -> ComponentMessage {
    ComponentMessage(
      kind: "regret", name: "Regret", found: found, required: true, line: found ? 2 : nil, column: found ? 1 : nil,
      what: "You regret it.", why: "It matters.", suggestion: "I regret it.")
  }

  private static let review = Control.Review.Reply(
    words: 120,
    components: [
      component(found: true),
      ComponentMessage(
        kind: "explanation", name: "Explanation", found: false, required: true, what: "Why you left.",
        why: "They have had to guess.", suggestion: "I left because ..."),
      ComponentMessage(
        kind: "repair", name: "Repair", found: false, required: false, what: "What you would mend.",
        why: "It shows that you mean it.", suggestion: "If you ever want to talk, I am here."),
    ],
    findings: [
      FindingMessage(
        kind: "conditional", line: 3, column: 14, quote: "sorry if",
        what: "An apology with a condition takes itself back.", why: "They hear: if not, nothing happened.",
        suggestion: "I am sorry that I left.")
    ])
}
