// An interview as a value: a line goes in, and what to do about it comes out. Whoever performs that owns the terminal and
// the daemon; here is only what a line means. Invariants: an answer is told as soon as it is given; nothing that was
// answered changes unless another answer is; every question can be skipped.

import PercolateControl
import PercolateCore

/// Asks questions, one at a time.
struct Interviewer {
  /// What is on the screen.
  struct Screen: Equatable {
    /// The question, with the answer so far.
    var question: QuestionMessage
    /// Its number, from 1.
    var number: Int
    /// How many there are.
    var count: Int
    /// What is said before the first one that is asked.
    var intro: String?
    /// What could not be understood of the line before.
    var remark: Remark?
    /// What a line can mean here, besides an answer.
    var keys: [Key]
  }

  /// A line that is a command as long as nothing else was written.
  enum Key: String, Equatable {
    case back = "b"
    case editor = "e"
    case takeBack = "x"
    case stop = "q"
  }

  /// Why the question is asked once more.
  enum Remark: Equatable {
    case noNumber
    case tooLong
    /// In words that come from elsewhere.
    case because(String)
  }

  /// An answer to be stored.
  struct Answer: Equatable {
    var question: String
    var choice: String?
    var text: String
  }

  /// What to do next.
  enum Step: Equatable {
    case ask(Screen)
    /// Wait for another line of the same answer.
    case more
    case keep(Answer)
    /// Open the editor with these words.
    case edit(String)
    /// All questions have been asked, or they stopped before.
    case end(stopped: Bool)
  }

  /// Which questions to ask.
  enum Scope: Equatable {
    /// From the first that has no answer yet.
    case unanswered
    /// All of them.
    case all
    /// One alone, by its name.
    case only(String)
  }

  private var questions: [QuestionMessage]
  private var intro: String?
  private let hasEditor: Bool
  private let canTakeBack: Bool
  private var index: Int
  /// Between which questions one can go back and forth.
  private let bounds: Range<Int>
  private var lines: [String] = []

  /// Makes an interview; nil when the scope has no question.
  init?(_ questions: [QuestionMessage], intro: String?, scope: Scope, hasEditor: Bool, canTakeBack: Bool) {
    let first: Int?
    switch scope {
    case .unanswered: first = questions.firstIndex { !$0.isAnswered }
    case .all: first = questions.indices.first
    case .only(let id): first = questions.firstIndex { $0.id == id }
    }
    guard let first else { return nil }
    let isOne = if case .only = scope { true } else { false }
    self.questions = questions
    self.intro = isOne ? nil : intro
    self.hasEditor = hasEditor
    self.canTakeBack = canTakeBack
    index = first
    bounds = isOne ? first..<(first + 1) : 0..<questions.count
  }

  /// The first question.
  mutating func begin() -> Step {
    defer { intro = nil }
    return ask()
  }

  /// What a line means; nil for the end of the input.
  mutating func read(_ line: String?) -> [Step] {
    guard let line, !line.trimmingSpaces.isEmpty else {
      if !lines.isEmpty { return keepLines() }
      return line == nil ? [.end(stopped: true)] : next()
    }
    // A key that means nothing here is not taken for an answer of one letter either.
    if lines.isEmpty, let key = Key(rawValue: line.trimmingSpaces.lowercased()) {
      return keys.contains(key) ? press(key) : [ask()]
    }
    guard questions[index].choices.isEmpty else { return choose(line) }
    lines.append(line)
    if lines.reduce(0, { $0 + $1.utf8.count + 1 }) > TextLimits.ownWordsBytes {
      lines = []
      return [ask(.tooLong)]
    }
    return [.more]
  }

  /// The editor failed, for this reason.
  func failed(_ reason: String) -> [Step] { [ask(.because(reason))] }

  /// The words that the editor was left with; nil when nothing was changed.
  mutating func edited(_ text: String?) -> [Step] {
    guard let text, !text.trimmingSpaces.isEmpty else { return [ask()] }
    guard text.utf8.count <= TextLimits.ownWordsBytes else { return [ask(.tooLong)] }
    return keep(choice: questions[index].choice, text: text.trimmingSpaces)
  }
}

extension Interviewer {
  private var keys: [Key] {
    let question = questions[index]
    var keys: [Key] = index > bounds.lowerBound ? [.back] : []
    if hasEditor { keys.append(.editor) }
    if canTakeBack, question.isAnswered { keys.append(.takeBack) }
    return keys + [.stop]
  }

  private func ask(_ remark: Remark? = nil) -> Step {
    .ask(
      Screen(
        question: questions[index], number: index + 1, count: questions.count, intro: intro, remark: remark, keys: keys)
    )
  }

  private mutating func press(_ key: Key) -> [Step] {
    switch key {
    case .back:
      index -= 1
      return [ask()]
    case .editor: return [.edit(questions[index].answer ?? "")]
    case .takeBack: return keep(choice: nil, text: "")
    case .stop: return [.end(stopped: true)]
    }
  }

  /// `2`, or `2 and why`.
  private mutating func choose(_ line: String) -> [Step] {
    let choices = questions[index].choices
    let digits = line.trimmingSpaces.prefix(while: \.isNumber)
    let rest = line.trimmingSpaces.dropFirst(digits.count)
    guard let number = Int(digits), (1...choices.count).contains(number),
      rest.first.map({ $0.isWhitespace || ".,:;)".contains($0) }) ?? true
    else { return [ask(.noNumber)] }
    let words = String(rest.drop { $0.isWhitespace || ".,:;)".contains($0) })
    return keep(choice: choices[number - 1].id, text: words)
  }

  private mutating func keepLines() -> [Step] {
    let text = lines.joined(separator: "\n").trimmingSpaces
    lines = []
    return keep(choice: nil, text: text)
  }

  private mutating func keep(choice: String?, text: String) -> [Step] {
    questions[index].choice = choice
    questions[index].answer = text
    return [.keep(Answer(question: questions[index].id, choice: choice, text: text))] + next()
  }

  private mutating func next() -> [Step] {
    guard index + 1 < bounds.upperBound else { return [.end(stopped: false)] }
    index += 1
    return [ask()]
  }
}

extension QuestionMessage {
  /// Whether there is anything in the answer so far.
  var isAnswered: Bool { choice != nil || answer.map { !$0.trimmingSpaces.isEmpty } ?? false }

  /// The words of the answer so far: of the choice, and their own.
  var answerWords: String {
    let chosen = choices.first { $0.id == choice }?.words ?? choice
    return [chosen, answer.flatMap { $0.trimmingSpaces.isEmpty ? nil : $0 }].compactMap(\.self).joined(separator: ": ")
  }
}
