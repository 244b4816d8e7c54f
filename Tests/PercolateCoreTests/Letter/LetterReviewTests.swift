// The review of a letter with small rules: what it lists, where it points, and what it never says.

import PercolateCore
import Testing

@Suite struct LetterReviewTests {
  private typealias Kind = LetterReview.Finding.Kind

  private static let wording = LetterRules.Wording(name: "", what: "", why: "", suggestion: "")

  private static func rule(_ match: [String], unless: [String] = []) throws -> LetterRules.Rule {
    let spelling = LetterRules.Spelling(apostrophes: .join)
    return try LetterRules.Rule(
      match: match.map { try WordPattern(parsing: $0, spelling: spelling) },
      unless: unless.map { try WordPattern(parsing: $0, spelling: spelling) })
  }

  /// Rules of a few words; at most twenty words and two apologies.
  private static func rules() throws -> LetterRules {
    let findings: [(Kind, [LetterRules.Rule])] = [
      (.conditional, [try rule(["sorry (if|but)"])]),
      (.blame, [try rule(["your fault", "it was your"], unless: ["not your fault"]), try rule(["you made me"])]),
      (.pressure, [try rule(["answer me"])]), (.threat, [try rule(["if you do not ... i will"])]),
      (.overLength, []), (.repetition, [try rule(["sorry", "so sorry"])]),
    ]
    return LetterRules(
      language: "en", spelling: LetterRules.Spelling(apostrophes: .join),
      limits: LetterRules.Limits(words: 20, apologies: 2),
      components: [
        LetterRules.Topic(subject: .regret, wording: wording, rules: [try rule(["i regret"])]),
        LetterRules.Topic(subject: .repair, wording: wording, rules: [try rule(["make it right"])]),
      ],
      findings: findings.map { LetterRules.Topic(subject: $0, wording: wording, rules: $1) },
      care: [try rule(["hurt myself", "to die"], unless: ["dying to know", "to die of shame"])])
  }

  /// `line:column kind "quote"`, one a finding.
  private func check(_ text: String, _ findings: String..., sourceLocation: SourceLocation = #_sourceLocation) throws {
    let review = LetterReview.review(text, rules: try Self.rules())
    let found = review.findings.map { "\($0.place.line):\($0.place.column) \($0.kind.rawValue) \"\($0.quote)\"" }
    #expect(found == findings, sourceLocation: sourceLocation)
  }

  @Test func `findings stand in reading order, whatever their kind`() throws {
    try check(
      "Answer me. You made me do it.\nSorry, but why?", "1:1 pressure \"Answer me\"", "1:12 blame \"You made me\"",
      "2:1 conditional \"Sorry, but\"")
  }

  @Test func `lines and columns are those of an editor`() throws {
    try check("Grüße,\n\tsorry if", "2:2 conditional \"sorry if\"")
    try check("äöü é e\u{301} 👩‍👩‍👧 sorry if", "1:11 conditional \"sorry if\"")
    try check("one\r\n\r\ntwo sorry if", "3:5 conditional \"sorry if\"")
    try check("one\rtwo sorry if", "2:5 conditional \"sorry if\"")
    try check("\u{FEFF}sorry if", "1:1 conditional \"sorry if\"")
    try check("sorry\n   if", "1:1 conditional \"sorry if\"")
  }

  @Test func `matches of one kind that overlap are one finding`() throws {
    try check("It was your fault.", "1:1 blame \"It was your\"")
  }

  @Test func `a longer phrase excuses only the words that it holds`() throws {
    try check("It is not your fault.")
    try check("It is not your fault, it is your fault.", "1:29 blame \"your fault\"")
  }

  @Test func `what somebody else said is not the writer's`() throws {
    try check("You said \"it was your fault\" and left.")
    try check("You said “it was your fault” and left.")
    try check("You said 'it was your fault' and left.")
    try check("You said «your fault» and left, and I think it was your fault.", "1:45 blame \"it was your\"")
    try check("My friend's friends' letter: it was your fault.", "1:30 blame \"it was your\"")
  }

  @Test func `a quotation ends with its paragraph and is short`() throws {
    try check("He said \"no.\n\nIt was your fault. \"Yes\"", "3:1 blame \"It was your\"")
    let long = Array(repeating: "word\n", count: 15).joined(separator: " ")
    try check("\"\(long) your fault \(long)\"", "16:2 blame \"your fault\"", "19:2 over-length \"word\"")
  }

  @Test func `apologies are counted, and the first one too many is shown`() throws {
    try check("Sorry. So sorry.")
    try check("Sorry. So sorry. Sorry. Sorry.", "1:18 repetition \"Sorry\"")
  }

  @Test func `the word that goes over the limit is shown`() throws {
    let twenty = Array(repeating: "it's", count: 20).joined(separator: " ")
    try check(twenty + " — ")
    try check(twenty + "\nend and more", "2:1 over-length \"end\"")
    #expect(LetterReview.review(twenty, rules: try Self.rules()).wordCount == 20)
  }

  @Test func `long quotes are cut`() throws {
    let word = String(repeating: "o", count: 80)
    try check("if you do not \(word) I will", "1:1 threat \"if you do not \(word.prefix(45))…\"")
  }

  @Test func `words of self-harm are care and never a finding`() throws {
    let rules = try Self.rules()
    let letter = "It was your fault. If you do not answer me, I will hurt myself."
    try check(letter, "1:1 blame \"It was your\"")
    #expect(LetterReview.review(letter, rules: rules).care)
    #expect(rules.asksForCare("I told them \"I want to die\"."))
    #expect(rules.asksForCare("I want to die of shame, and I want to die."))
    #expect(!rules.asksForCare("I want to die of shame."))
    #expect(!LetterReview.review("I want to die of shame.", rules: rules).care)
  }

  @Test func `components are listed with the place of their first words`() throws {
    let review = LetterReview.review("Hello.\nI regret it. I regret it.", rules: try Self.rules())
    #expect(review.components.map(\.component) == [.regret, .repair])
    #expect(review.components.map(\.place) == [LetterReview.Place(line: 2, column: 1), nil])
    #expect(
      LetterReview.Component.allCases.filter(\.isRequired) == [
        .regret, .explanation, .responsibility, .acknowledgement,
      ])
  }

  @Test(arguments: ["", " \t\r\n\n \u{A0}", "!?.…;\"'", "\u{0}\u{202E}\u{FEFF}"])
  func `a letter without words has nothing to find`(text: String) throws {
    let review = LetterReview.review(text, rules: try Self.rules())
    #expect(review.findings == [] && review.wordCount == 0 && !review.care)
    #expect(review.components.allSatisfy { $0.place == nil })
  }

  @Test(arguments: ["sorry ", "if you do not ", "\"'“", "a", "...", "it was your fault not "])
  func `the longest letter is reviewed to its end`(piece: String) throws {
    let filler = String(repeating: piece, count: TextLimits.ownWordsBytes / piece.utf8.count)
    let review = LetterReview.review(filler + ".\n\nYou made me.", rules: try Self.rules())
    #expect(review.findings.contains { $0.kind == .blame && $0.place == LetterReview.Place(line: 3, column: 1) })
  }
}
