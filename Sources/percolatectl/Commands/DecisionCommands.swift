// The decisions that are the user's alone. Without a choice `assess` only shows what there is to think about.

import ArgumentParser
import PercolateControl
import PercolateCore

/// `percolatectl assess`
struct AssessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assess",
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

  @Argument(help: "What you make of it.")
  var choice: Choice?

  @OptionGroup var journey: Journey
  @OptionGroup var connection: Connection

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
struct ExtendCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extend",
    abstract: "Wait once more.",
    discussion: """
      It is for the end of the waiting period, when no answer has come, and possible once.

      Example:
        percolatectl extend
      """)

  @OptionGroup var journey: Journey
  @OptionGroup var connection: Connection

  func run() throws {
    try connection.show(Control.Extend(timeline: journey.timeline)) { page, reply in page.noted(reply.standing) }
  }
}

/// `percolatectl accept`
struct AcceptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept",
    abstract: "Accept that no answer comes, and go on from there.",
    discussion: """
      Example:
        percolatectl accept
      """)

  @OptionGroup var journey: Journey
  @OptionGroup var connection: Connection

  func run() throws {
    try connection.show(Control.Accept(timeline: journey.timeline)) { page, reply in page.noted(reply.standing) }
  }
}

/// `percolatectl outcome`
struct OutcomeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outcome",
    abstract: "Tell how it turned out.",
    discussion: """
      together  you are together again
      friends   you are friends
      moved-on  you have moved on

      Example:
        percolatectl outcome together
      """)

  @Argument(help: "How it turned out.")
  var outcome: Outcome

  @OptionGroup var journey: Journey
  @OptionGroup var connection: Connection

  func run() throws {
    try connection.show(Control.Outcome(timeline: journey.timeline, outcome: outcome.rawValue)) { page, reply in
      page.noted(reply.standing)
    }
  }
}
