// What the answers of an interview amount to. It is a mirror and not a verdict: the reasons are those of the user's own
// answers, and the choice stays theirs. Invariant: nothing but the choices taken, and how much was answered, decides;
// what the user wrote in their own words is never interpreted.

/// What taking stock suggests, and why.
public struct Suggestion: Hashable, Sendable {
  /// What is suggested.
  public var choice: Choice
  /// Why, in the order of the questions; at least one for an interview that is weighed.
  public var reasons: [String]
  /// How many of its questions were answered.
  public var answered: Int
  /// How many questions the interview has.
  public var asked: Int

  /// Makes a suggestion.
  public init(choice: Choice, reasons: [String], answered: Int, asked: Int) {
    self.choice = choice
    self.reasons = reasons
    self.answered = answered
    self.asked = asked
  }
}

extension Suggestion {
  /// Weighs answers. The first rule that applies decides:
  ///
  /// 1. An answer that speaks for letting go: to let go. What cannot be worked out by both is not to be chased (A8).
  /// 2. An answer that speaks for waiting, or too little to go by: to wait (A9). Too little is less than half of the
  ///    questions, or none of the essential ones, without which a letter would have nothing to say (A11, A12).
  /// 3. Else: to mend.
  ///
  /// Answers to other questions, and choices that a question does not have, count for nothing.
  public static func from(_ answers: InterviewAnswers, interview: Interview) -> Suggestion {
    let answered = interview.questions.filter { $0.isAnswered(in: answers) }
    let reasons = interview.questions.compactMap { question in
      answers[question.id].flatMap(question.choice(of:))?.speaksFor
    }
    let essential = interview.questions.filter(\.isEssential)
    let hasEssential = essential.isEmpty || answered.contains(where: \.isEssential)
    let isTooLittle = answered.count * 2 < interview.questions.count || !hasEssential

    func suggest(_ choice: Choice, and more: String? = nil) -> Suggestion {
      let own = reasons.filter { $0.suggests == choice }.map(\.because)
      return Suggestion(
        choice: choice, reasons: (own + [more].compactMap(\.self)).withoutRepeats, answered: answered.count,
        asked: interview.questions.count)
    }

    let suggested = Set(reasons.map(\.suggests))
    if suggested.contains(.letGo) { return suggest(.letGo) }
    if isTooLittle { return suggest(.wait, and: interview.weighing?.undecided) }
    if suggested.contains(.wait) { return suggest(.wait) }
    return suggest(.mend, and: suggested.contains(.mend) ? nil : interview.weighing?.unopposed)
  }
}

extension InterviewQuestion {
  /// Whether there is anything in the answer: a choice that the question has, or words.
  fileprivate func isAnswered(in answers: InterviewAnswers) -> Bool {
    answers[id].map { choice(of: $0) != nil || $0.hasWords } ?? false
  }
}

extension [String] {
  /// Two choices may give the same reason; it is told once.
  fileprivate var withoutRepeats: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
