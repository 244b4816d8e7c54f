// The user's own words, given back to them in order. Invariant: nothing that was answered is left out, even when the
// question is no longer asked.

/// Gives answers back.
public enum Reflection {
  /// A question and what the user answered to it.
  public struct Entry: Hashable, Sendable {
    /// The question as it is asked today, or its name when it no longer is.
    public var ask: String
    /// The words of the choice and the user's own, as far as there are any.
    public var answer: String

    /// Makes an entry.
    public init(ask: String, answer: String) {
      self.ask = ask
      self.answer = answer
    }
  }

  /// The answers in the order of the questions, then those to questions that the interview no longer has, by name.
  /// Skipped questions are not mentioned. `fill` fills in the blanks of the interview's own words.
  public static func summary(
    _ answers: InterviewAnswers, interview: Interview, fill: (String) -> String = { $0 }
  ) -> [Entry] {
    let known = interview.questions.compactMap { question in
      answers[question.id].flatMap {
        entry(ask: fill(question.ask), $0, chosen: question.choice(of: $0).map { fill($0.say) })
      }
    }
    let names = Set(interview.questions.map(\.id))
    let orphans = answers.filter { !names.contains($0.key) }.sorted { $0.key < $1.key }
    return known + orphans.compactMap { entry(ask: $0.key, $0.value, chosen: nil) }
  }

  /// A choice that is no longer there is given back by its name, which is better than not at all.
  private static func entry(ask: String, _ answer: InterviewAnswer, chosen: String?) -> Entry? {
    let parts = [chosen ?? answer.choice, answer.hasWords ? answer.text : nil].compactMap(\.self)
    return parts.isEmpty ? nil : Entry(ask: ask, answer: parts.joined(separator: ": "))
  }
}
