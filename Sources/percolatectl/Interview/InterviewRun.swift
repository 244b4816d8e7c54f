// Performs an interview: shows its screens, stores its answers, opens the editor. What a line means is decided by
// `Interviewer`. Invariant: every answer is with the daemon before the next question is shown, so that nothing is lost
// when the terminal is closed.

import Arguments
import PercolateControl
import PercolateCore
import PercolateFiles

/// How the questions of an interview are to be asked.
struct InterviewOptions: ArgumentGroup {
  @Flag("--summary", help: "Ask nothing; show what you have answered.")
  var summary: Bool

  @Flag("--from-start", help: "Go through all questions again.")
  var fromStart: Bool

  @Option("--question", help: "Ask one question alone.", value: "id")
  var question: String?

  @Option("--answers", help: "Take the answers from a YAML file.", value: "file")
  var answers: String?

  var arguments: [any ArgumentPart] { [$summary, $fromStart, $question, $answers] }

  /// The line of a help page, which the parser would make too long.
  static func usage(of command: String) -> String {
    "percolatectl \(command) [--from-start | --summary] [<options>]"
  }

  func validate() throws(ValidationError) {
    guard [summary, fromStart, question != nil, answers != nil].count(where: \.self) < 2 else {
      throw ValidationError("--summary, --from-start, --question and --answers are four things; give one of them")
    }
  }
}

/// One interview with one person.
struct InterviewRun {
  let name: Interview.Name
  /// The command that goes on with it.
  let command: String
  let options: InterviewOptions
  let timeline: String?
  let connection: Connection

  /// What became of it.
  enum Outcome: Equatable {
    /// All that was to be asked has been, or nothing was.
    case through
    /// They stopped, and can go on another time.
    case stopped
  }

  /// Asks, or takes the answers from where the options say. `before`: what comes before the first question; false ends it.
  ///
  /// - Returns: what became of it, and where to find help when an answer asked for it.
  func run(
    before: (Conversation) throws -> Bool = { _ in true }
  ) throws -> (outcome: Outcome, support: String?) {
    if options.summary { return (.through, nil) }
    if let file = options.answers { return (.through, try take(from: file)) }
    let conversation = try Conversation.required(
      "\(command) asks at a terminal, and nobody is there; --answers takes a file, --summary only shows")
    guard try before(conversation) else { return (.stopped, nil) }
    return try ask(in: conversation)
  }

  /// The call for the questions, with the answers so far.
  var questions: Control.Interview { Control.Interview(timeline: timeline, name: name.rawValue) }

  private func ask(in conversation: Conversation) throws -> (outcome: Outcome, support: String?) {
    let interview = try connection.call(questions)
    let scope: Interviewer.Scope = options.question.map { .only($0) } ?? (options.fromStart ? .all : .unanswered)
    let editor = try? PrivateEditor.current(file: "answer.txt")
    let interviewer = Interviewer(
      interview.questions, intro: interview.intro, scope: scope, hasEditor: editor != nil,
      canTakeBack: name != .memories)
    guard var interviewer else {
      if let id = options.question { throw unknown(id, interview.questions) }
      conversation.show { $0.paragraph($0.words(.talkComplete)) }
      return (.through, nil)
    }
    var steps = [interviewer.begin()]
    var support: String?
    var isSupportNew = false
    while true {
      for step in steps {
        switch step {
        case .ask(let screen):
          conversation.show(onEmptyScreen: true) { page in
            // Help comes at once, before anything else is asked.
            if isSupportNew { page.support(support) }
            page.question(screen, of: interview.title)
          }
          isSupportNew = false
        case .more: break
        case .keep(let answer):
          if let text = try connection.call(write(answer)).support { (support, isSupportNew) = (text, true) }
        case .edit: break
        case .end(let stopped): return (stopped ? .stopped : .through, support)
        }
      }
      if case .edit(let text)? = steps.last, let editor {
        do {
          steps = interviewer.edited(try editor.edit(text))
        } catch {
          steps = interviewer.failed(error.line ?? "")
        }
      } else {
        steps = interviewer.read(conversation.line())
      }
    }
  }

  /// All answers of a file, or none.
  private func take(from file: String) throws -> String? {
    try connection.withDaemon { daemon in
      var support: String?
      let interview = try daemon.call(questions)
      let known = interview.questions.map { (id: $0.id, choices: $0.choices.map(\.id)) }
      for (question, answer) in try AnswersFile.read(path: file, questions: known) {
        let method = write(Interviewer.Answer(question: question, choice: answer.choice, text: answer.text))
        support = try daemon.call(method).support ?? support
      }
      return support
    }
  }

  private func write(_ answer: Interviewer.Answer) -> Control.Write {
    Control.Write(
      timeline: timeline, kind: name.kind.rawValue, about: answer.question, choice: answer.choice, text: answer.text)
  }

  private func unknown(_ id: String, _ questions: [QuestionMessage]) -> Failure {
    .usage("there is no question '\(id.shortened)'; there are: \(questions.map(\.id).joined(separator: ", "))")
  }
}

extension InterviewRun {
  /// Asks, and shows the answers at the end.
  func runAndShow() throws {
    let (outcome, support) = try run()
    try connection.show(questions) { page, reply in
      page.support(support)
      if outcome == .stopped { page.stopped(command) } else { page.answers(reply, command: command) }
    }
  }
}
