// The interviews: what is read, what the author is told, and the two files that ship with the program. They are read and
// answered by somebody alone on a bad evening, so the tests hold their wording to a few rules as well.

import Foundation
import PercolateCore
import PercolateFiles
import Testing

@Suite struct InterviewsFileTests {
  @Test func `every key is read`() throws {
    let interviews = try InterviewsFile.read(text: SmallInterviews.text, file: "small.yaml")
    #expect(interviews.language == "en")
    let stock = interviews.stock
    #expect([stock.title, stock.intro, stock.closing] == ["Stock", "Begin.", "End."])
    #expect(stock.weighing == .init(undecided: "Open.", unopposed: "Fine."))
    #expect(
      stock.questions == [
        InterviewQuestion(
          id: "reason", ask: "Why?", help: "Slowly.", isEssential: true, serves: [2].compactMap(Advice.init)),
        InterviewQuestion(
          id: "both", ask: "Could {he|she|they}?",
          choices: [
            InterviewChoice(id: "yes", say: "Yes", speaksFor: .init(suggests: .mend, because: "It could.")),
            InterviewChoice(id: "no", say: "No", speaksFor: .init(suggests: .letGo, because: "It could not.")),
            InterviewChoice(id: "maybe", say: "Maybe"),
          ]),
      ])
    #expect(Interview.Name.allCases.map { interviews[$0].name } == Interview.Name.allCases)
    #expect(Interview.Name.allCases.map { interviews[$0].title } == ["Stock", "Debrief", "Lessons", "Memories"])
    #expect(interviews.debrief.weighing == nil)
    #expect(interviews.safety.concerns.map(\.concern) == Concern.allCases)
    #expect(interviews.safety.concerns.map(\.say) == ["Afraid", "Controlled", "Threatened", "Hurt", "Order", "No"])
    let safety = interviews.safety
    #expect([safety.ask, safety.none, safety.kept, safety.support] == ["Safe?", "None", "Kept.", "Help."])
    #expect(interviews.urge == UrgeWords(sentences: ["One.", "Two."], helps: ["Water."]))
  }

  /// One edit of the small file, and the faults that it must give, without the file's name.
  struct Row: CustomTestStringConvertible {
    let old: String
    let new: String
    let faults: [String]

    init(_ old: String, _ new: String, _ faults: String...) {
      (self.old, self.new, self.faults) = (old, new, faults)
    }

    var testDescription: String { "\(old) -> \(new.prefix(60))" }
  }

  private static let keys: [Row] = [
    Row(
      "language: en", "languge: en", "1:1: the file has no 'language'; it must have one",
      "1:1: unknown key 'languge' in the file; did you mean 'language'?"),
    Row(
      "language: en", "language: English",
      "1:11: 'language': expected a language's code of two or three letters, for example 'en', found 'English'"),
    Row("    title: Stock\n", "", "4:5: interview 'stock' has no 'title'; it must have one"),
    Row(
      "  memories:", "  memoirs:", "3:3: 'interviews' has no 'memories'; it must have one",
      "19:3: unknown key 'memoirs' in 'interviews'; did you mean 'memories'?"),
    Row("help: Slowly.", "hlep: Slowly.", "10:28: unknown key 'hlep' in question 'reason'; did you mean 'help'?"),
    Row("ask: Why?, ", "", "10:15: question 'reason' has no 'ask'; it must have one"),
    Row(
      "      reason:", "      Reason:",
      "10:7: question 'Reason': expected a name of lower case letters, digits and hyphens, a letter first"),
    Row("afraid: Afraid, ", "", "22:13: 'concerns' has no 'afraid'; it must have one"),
    Row(
      "order: Order", "odrer: Order", "22:13: 'concerns' has no 'order'; it must have one",
      "22:91: unknown key 'odrer' in 'concerns'; did you mean 'order'?"),
    Row("  support: Help.\n", "", "21:3: 'safety' has no 'support'; it must have one"),
    Row("  helps: [Water.]", "", "27:3: 'urge' has no 'helps'; it must have one"),
    Row("serves: [A2]", "serves: [A36]", "10:52: 'serves': expected a point of advice, A1 to A35, found 'A36'"),
    Row("essential: yes", "essential: true", "10:68: 'essential': expected yes or no, found 'true'"),
  ]

  @Test(arguments: keys) func `keys that are missing, unknown or of the wrong kind`(_ row: Row) { check(row) }

  private static let parts: [Row] = [
    Row("          maybe: { say: Maybe }\n", ""),
    Row("suggests: mend, ", "", "14:16: choice 'yes' has no 'suggests'; it must have one"),
    Row(", because: It could. }", " }", "14:16: choice 'yes' has no 'because'; it must have one"),
    Row(
      "suggests: mend", "suggests: mned", "14:38: 'suggests': expected one of: mend, wait, let-go, found 'mned'"),
    Row(
      "    undecided: Open.\n    unopposed: Fine.\n", "",
      "4:5: interview 'stock' has no 'undecided'; it must have one",
      "4:5: interview 'stock' has no 'unopposed'; it must have one"),
    Row("    undecided: Open.\n", "", "4:5: interview 'stock' has no 'undecided'; it must have one"),
    Row("    unopposed: Fine.\n", "", "4:5: interview 'stock' has no 'unopposed'; it must have one"),
    Row(
      "title: Debrief, ", "title: Debrief, undecided: Open., ",
      "17:12: interview 'debrief' has no 'unopposed'; it must have one"),
    Row(
      "{ mood: { ask: How? } }", "{}", "17:71: 'questions': expected at least one question, found nothing"),
    Row(
      "mood: { ask: How? }", "mood: { ask: How?, choices: { one: { say: One } } }",
      "17:101: 'choices': expected two or more, found 1; leave it out for free text"),
    Row("[One., Two.]", "[One., One.]", "27:21: 'sentences': 'One.' is written twice"),
    Row("[Water.]", "[]", "28:10: 'helps': expected some words, found none"),
    Row("[Water.]", "[Water., {}]", "28:19: 'helps': expected some words, without control characters, found a mapping"),
  ]

  @Test(arguments: parts) func `parts that do not fit together`(_ row: Row) { check(row) }

  private static let blanks: [Row] = [
    Row("ask: Safe?", "ask: Safe for {a name}, {di name} and {he|she|they}?"),
    Row(
      "ask: Safe?", "ask: Safe for {nmae}?",
      "21:8: 'ask': unknown blank '{nmae}'; {name}, {day} and {he|she|they} are known"),
    Row("ask: Safe?", "ask: Safe on day {day}?", "21:8: 'ask': {day} is for nudges; an interview has no day"),
    Row(
      "ask: Safe?", "ask: Safe for {him|her}?",
      "21:8: 'ask': a choice has three readings, as in {he|she|they}; found 2 here"),
  ]

  @Test(arguments: blanks) func `what may stand in braces`(_ row: Row) { check(row) }

  /// The longest that a text may be, at its place in the small file; `{name}` counts for eight characters.
  @Test(arguments: [
    ("title: Stock", 40, "4:12"), ("intro: Begin.", 240, "5:12"), ("closing: End.", 240, "6:14"),
    ("undecided: Open.", 160, "7:16"), ("ask: How?", 200, "17:86"), ("help: Slowly.", 160, "10:34"),
    ("say: Maybe", 80, "16:25"), ("because: It could. }", 160, "14:53"), ("ask: Safe?", 200, "21:8"),
    ("afraid: Afraid", 80, "22:23"), ("none: None", 80, "23:9"), ("kept: Kept.", 350, "24:9"),
    ("support: Help.", 500, "25:12"), ("helps: [Water.", 100, "28:11"), ("sentences: [One.", 140, "27:15"),
  ])
  func `lengths`(old: String, limit: Int, place: String) throws {
    let end = old.hasSuffix(" }") ? " }" : ""
    let start = try #require(old.firstRange(of: /[a-z]+: \[?/).map { String(old[$0]) })
    let key = start.prefix { $0 != ":" }
    let words = "\"\(String(repeating: "x", count: limit - 8)){name}"
    check(Row(old, "\(start)\(words)\"\(end)"))
    check(
      Row(
        old, "\(start)\(words)y\"\(end)",
        "\(place): '\(key)': these words are \(limit + 1) characters long; at most \(limit) fit here"))
  }

  @Test(arguments: [
    ("", "1:1: the file is empty; interviews were expected"),
    ("- stock", "1:1: the file: expected a mapping ('key: value'), found a list"),
    ("language: en\nlanguage: it", "1:1: 'language' is written twice in the same mapping; keep one"),
  ])
  func `files that hold no interviews`(text: String, fault: String) { expect(text, [fault]) }

  @Test func `all faults come at once, in the order of the file`() {
    expect(
      "language: en\ninterviews: { stock: { questions: { a: {} } } }\nsafety: 1\nurge: { helps: [A.], sentences: A. }",
      [
        "2:13: 'interviews' has no 'debrief'; it must have one",
        "2:13: 'interviews' has no 'lessons'; it must have one",
        "2:13: 'interviews' has no 'memories'; it must have one",
        "2:22: interview 'stock' has no 'closing'; it must have one",
        "2:22: interview 'stock' has no 'intro'; it must have one",
        "2:22: interview 'stock' has no 'title'; it must have one",
        "2:40: question 'a' has no 'ask'; it must have one",
        "3:9: 'safety': expected a mapping ('key: value'), found '1'",
      ])
  }

  private func check(_ row: Row, sourceLocation: SourceLocation = #_sourceLocation) {
    let edited = SmallInterviews.text.replacing(row.old, with: row.new, maxReplacements: 1)
    #expect(edited != SmallInterviews.text, "the row edits nothing", sourceLocation: sourceLocation)
    expect(edited, row.faults, sourceLocation: sourceLocation)
  }

  private func expect(_ text: String, _ faults: [String], sourceLocation: SourceLocation = #_sourceLocation) {
    do {
      _ = try InterviewsFile.read(text: text, file: "small.yaml")
      #expect(faults == [], sourceLocation: sourceLocation)
    } catch {
      #expect(
        error.all.map { String($0.description.dropFirst("small.yaml:".count)) } == faults,
        sourceLocation: sourceLocation)
    }
  }
}

/// The files in config/interviews.
@Suite struct ShippedInterviewsTests {
  private static let languages = ["en", "it"]

  private func text(_ language: String) throws -> String {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../config/interviews")
    return try String(contentsOf: folder.appending(path: "\(language).yaml"), encoding: .utf8)
  }

  private func interviews(_ language: String) throws -> Interviews {
    try InterviewsFile.read(text: text(language), file: "\(language).yaml")
  }

  @Test(arguments: languages)
  func `it is whole`(language: String) throws {
    let interviews = try interviews(language)
    #expect(interviews.language == language)
    #expect(9...11 ~= interviews.stock.questions.count)
    #expect(interviews.stock.questions.filter(\.isEssential).map(\.id) == ["reason", "own-part"])
    #expect(Interview.Name.allCases.filter { interviews[$0].weighing != nil } == [.stock])
    #expect(interviews.urge.sentences.count >= 8)
    #expect(interviews.urge.helps.count == 5)
  }

  @Test(
    arguments: languages,
    [
      (Interview.Name.stock, [2, 3, 4, 5, 6, 7, 8, 11, 13, 15, 20]), (.debrief, [20, 22, 24, 26, 28, 29, 30, 31, 32]),
      (.lessons, [32, 34, 35]), (.memories, [26, 29, 30]),
    ])
  func `it serves the advice`(language: String, row: (name: Interview.Name, advice: [Int])) throws {
    let questions = try interviews(language)[row.name].questions
    #expect(Set(questions.flatMap(\.serves)).sorted().map(\.number) == row.advice)
    #expect(questions.filter(\.serves.isEmpty).map(\.id) == [])
  }

  /// Answers are kept by name: somebody who changes the language must find theirs, with the same weight.
  @Test func `the languages differ in nothing but words`() throws {
    #expect(try shape(interviews("en")) == shape(interviews("it")))
  }

  private func shape(_ interviews: Interviews) -> [String] {
    let questions = Interview.Name.allCases.flatMap { name in
      interviews[name].questions.flatMap { question in
        ["\(name) \(question.id) \(question.serves) \(question.isEssential) \(question.help != nil)"]
          + question.choices.map { "\(name) \(question.id) \($0.id) \($0.speaksFor?.suggests.rawValue ?? "-")" }
      }
    }
    let urge = interviews.urge
    return questions + ["\(urge.sentences.count) sentences, \(urge.helps.count) helps"]
  }

  @Test(
    arguments: languages,
    [
      ("reason own-part their-side what-kind=heat both=yes their-no=yes yourself=yes", Choice.mend, 4),
      ("reason own-part their-side what-kind=behaviour test=partly change", .mend, 1),
      ("reason own-part their-side what-kind=misunderstanding both=yes their-no=no", .wait, 1),
      ("reason own-part what-kind=unsure both=unsure their-no=unsure yourself=unsure", .wait, 4),
      ("reason own-part", .wait, 1),
      ("reason own-part what-kind=cannot-change yourself=no both=no their-no=yes", .letGo, 3),
    ])
  func `taking stock suggests`(language: String, row: (answers: String, choice: Choice, reasons: Int)) throws {
    let stock = try interviews(language).stock
    let answers = row.answers.split(separator: " ").map { word in
      let parts = word.split(separator: "=").map(String.init)
      return (parts[0], parts.count == 1 ? InterviewAnswer(text: "words") : InterviewAnswer(choice: parts[1]))
    }
    let suggestion = Suggestion.from(Dictionary(answers) { _, last in last }, interview: stock)
    #expect(suggestion.choice == row.choice)
    #expect(suggestion.reasons.count == row.reasons)
    #expect(suggestion.answered == answers.count, "an answer names a question or a choice that is not there")
  }

  @Test(arguments: languages)
  func `nobody is shouted at, and help is given without a number that is wrong elsewhere`(language: String) throws {
    #expect(!(try text(language)).contains("!"))
    #expect(try interviews(language).safety.support.filter(\.isNumber) == "")
  }

  /// Words that agree with one gender of the user's, or of the two together.
  @Test(arguments: [
    "sei stat", "ti sei", "te stess", "sicuro", "sicura", "pronto", "pronta", "da sol", "entramb", "tutti e due",
    "vi siete",
  ])
  func `the Italian does not guess who the user is`(words: String) throws {
    let prose = try text("it").split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(prose.filter { $0.lowercased().contains(words) } == [])
  }

  /// Reading must return or throw; a trap would end the test run.
  @Test(arguments: languages)
  func `without any one of its lines it is read or refused, and nothing else`(language: String) throws {
    let all = try text(language).split(separator: "\n", omittingEmptySubsequences: false)
    for index in all.indices {
      var lines = all
      lines.remove(at: index)
      do {
        _ = try InterviewsFile.read(text: lines.joined(separator: "\n"), file: "\(language).yaml")
      } catch {
        #expect(!error.all.isEmpty, "without line \(index + 1)")
      }
    }
  }
}

/// Interviews that are as small as they can be with every key in them, for tests that break them in one place.
private enum SmallInterviews {
  static let text = """
    language: en
    interviews:
      stock:
        title: Stock
        intro: Begin.
        closing: End.
        undecided: Open.
        unopposed: Fine.
        questions:
          reason: { ask: Why?, help: Slowly., serves: [A2], essential: yes }
          both:
            ask: "Could {he|she|they}?"
            choices:
              yes: { say: Yes, suggests: mend, because: It could. }
              no: { say: No, suggests: let-go, because: It could not. }
              maybe: { say: Maybe }
      debrief: { title: Debrief, intro: Begin., closing: End., questions: { mood: { ask: How? } } }
      lessons: { title: Lessons, intro: Begin., closing: End., questions: { lesson: { ask: What? } } }
      memories: { title: Memories, intro: Begin., closing: End., questions: { day: { ask: When? } } }
    safety:
      ask: Safe?
      concerns: { afraid: Afraid, controlled: Controlled, threatened: Threatened, hurt: Hurt, order: Order, no: No }
      none: None
      kept: Kept.
      support: Help.
    urge:
      sentences: [One., Two.]
      helps: [Water.]

    """
}
