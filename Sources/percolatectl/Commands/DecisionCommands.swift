// The decisions that are the user's alone. Without a choice `assess` only shows what there is to think about.

import Arguments
import PercolateControl
import PercolateCore

/// `percolatectl assess`
struct AssessCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "assess",
    abstract: "Take stock: the questions, and what you make of them.",
    discussion: """
      Without a choice it shows the questions of the stage that you are in. Your answers are yours: only the choice is \
      told.

      mend    you want to try to mend it
      wait    you want to think for longer
      let-go  you let it go

      Examples:
        percolatectl assess
        percolatectl assess mend
      """)

  @Argument("choice", help: "What you make of it.")
  var choice: Choice?

  let journey = Journey()
  let connection = Connection()

  var arguments: [any ArgumentPart] { [$choice, journey, connection] }

  func run() throws {
    if let choice {
      let method = Control.Assess(timeline: journey.timeline, choice: choice.rawValue)
      try connection.showWithSafety(method, timeline: journey.timeline) { page, reply in page.noted(reply.standing) }
    } else {
      try connection.show(Control.Road(timeline: journey.timeline)) { page, reply in
        page.questions(reply.standing, reply.stages)
      }
    }
  }
}

/// `percolatectl extend`
struct ExtendCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "extend",
    abstract: "Wait once more.",
    discussion: """
      It is for the end of the waiting period, when no answer has come, and possible once.

      Example:
        percolatectl extend
      """)

  let journey = Journey()
  let connection = Connection()

  var arguments: [any ArgumentPart] { [journey, connection] }

  func run() throws {
    try connection.show(Control.Extend(timeline: journey.timeline)) { page, reply in page.noted(reply.standing) }
  }
}

/// `percolatectl accept`
struct AcceptCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "accept",
    abstract: "Accept that no answer comes, and go on from there.",
    discussion: """
      Example:
        percolatectl accept
      """)

  let journey = Journey()
  let connection = Connection()

  var arguments: [any ArgumentPart] { [journey, connection] }

  func run() throws {
    try connection.show(Control.Accept(timeline: journey.timeline)) { page, reply in page.noted(reply.standing) }
  }
}

/// `percolatectl outcome`
struct OutcomeCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "outcome",
    abstract: "Tell how it turned out.",
    discussion: """
      together  you are together again
      friends   you are friends
      moved-on  you have moved on

      Example:
        percolatectl outcome together
      """)

  @Argument("outcome", help: "How it turned out.")
  var outcome: Outcome

  let journey = Journey()
  let connection = Connection()

  var arguments: [any ArgumentPart] { [$outcome, journey, connection] }

  func run() throws {
    try connection.show(Control.Outcome(timeline: journey.timeline, outcome: outcome.rawValue)) { page, reply in
      page.noted(reply.standing)
    }
  }
}
