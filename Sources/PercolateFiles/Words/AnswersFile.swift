// Answers to an interview that somebody wrote down in a file: YAML in, answers or everything that is wrong with them out.
// Invariant: every answer that is returned fits its question, so that all can be stored or none.

public import PercolateCore

/// Reads answers.
public enum AnswersFile {
  /// An answer and the name of its question.
  public typealias Entry = (question: InterviewQuestion.ID, answer: InterviewAnswer)

  /// Reads the answers from a file: a mapping from a question's name to some words, to the name of a choice, or to
  /// `{choice: ..., text: ...}`.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - questions: The names of the questions, and of the choices that each has.
  /// - Throws: All faults at once. Only what is not YAML at all, or has a key twice, ends the reading early.
  public static func read(
    path: String, questions: [(id: InterviewQuestion.ID, choices: [InterviewChoice.ID])]
  ) throws(Faults) -> [Entry] {
    try read(text: TextFile.required(path), file: path, questions: questions)
  }

  /// Reads the answers from the text of a file.
  public static func read(
    text: String, file: String, questions: [(id: InterviewQuestion.ID, choices: [InterviewChoice.ID])]
  ) throws(Faults) -> [Entry] {
    let log = FaultLog(file: file)
    let root = try YAMLNode(document: text, of: "answers were", log: log)
    let choices = Dictionary(questions.map { ($0.id, $0.choices) }, uniquingKeysWith: { first, _ in first })
    let reader = AnswersReader(log: log, questions: questions.map(\.id), choices: choices)
    let answers = (root.entries(of: "answers", log: log) ?? []).compactMap(reader.read)
    try log.check()
    return answers
  }
}

private struct AnswersReader {
  let log: FaultLog
  let questions: [String]
  let choices: [String: [String]]

  func read(_ entry: YAMLNode.Entry) -> AnswersFile.Entry? {
    guard let choices = choices[entry.key] else {
      let help = Suggestion.closest(to: entry.key, among: questions).map { "did you mean '\($0)'?" }
      log.add(
        at: entry.position,
        "unknown question \(quoted(entry.key)); \(help ?? "there are: " + questions.joined(separator: ", "))")
      return nil
    }
    return answer(entry, choices).map { (entry.key, $0) }
  }

  private func answer(_ entry: YAMLNode.Entry, _ choices: [String]) -> InterviewAnswer? {
    guard case .mapping = entry.value.content else {
      if choices.isEmpty { return text(entry.value, as: entry.key).map { InterviewAnswer(text: $0) } }
      return entry.value.read(.choice(of: choices), as: entry.key, log: log).map { InterviewAnswer(choice: $0) }
    }
    let keys = choices.isEmpty ? ["text"] : ["choice", "text"]
    guard let fields = Fields(entry.value, of: quoted(entry.key), keys: keys, log: log) else { return nil }
    let choice = choices.isEmpty ? nil : fields.optional("choice", .choice(of: choices))
    let words = fields["text"].map { text($0, as: "text") } ?? ""
    if fields["choice"] == nil, fields["text"] == nil {
      log.add(at: entry.value.position, "\(quoted(entry.key)) has no answer; leave the question out to skip it")
    }
    return words.map { InterviewAnswer(choice: choice, text: $0) }
  }

  private func text(_ node: YAMLNode, as key: String) -> String? { node.read(.ownWords, as: key, log: log) }
}

extension Kind<String> {
  /// What somebody wrote for themselves, on as many lines as they like.
  fileprivate static var ownWords: Kind {
    Kind(expected: "some words, at most \(TextLimits.ownWords), without control characters") { text in
      let isClean = !text.unicodeScalars.contains {
        $0.properties.generalCategory == .control && $0 != "\n" && $0 != "\t"
      }
      let words = text.drop(while: \.isWhitespace)
      guard let last = words.lastIndex(where: { !$0.isWhitespace }), isClean else { return nil }
      return words.utf8.count <= TextLimits.ownWordsBytes ? String(words[...last]) : nil
    }
  }

  /// One of a question's choices.
  fileprivate static func choice(of choices: [String]) -> Kind {
    Kind(expected: "one of: " + choices.joined(separator: ", ")) { choices.contains($0) ? $0 : nil }
  }
}
