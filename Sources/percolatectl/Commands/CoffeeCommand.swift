// Around the coffee: when it is, what to bring along, and how it was. The date is what people type most, so that any word
// that is no other command is taken for one.

import ArgumentParser
import PercolateControl
import PercolateCore

/// `percolatectl coffee`
struct CoffeeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coffee",
    abstract: "Set the date of the coffee; prepare for it, and look back.",
    discussion: """
      Examples:
        percolatectl coffee Sat 15:00
        percolatectl coffee --open
        percolatectl coffee prepare
        percolatectl coffee debrief
      """,
    subcommands: [CoffeeDateCommand.self, Prepare.self, Debrief.self],
    defaultSubcommand: CoffeeDateCommand.self)

  /// `percolatectl coffee prepare`
  struct Prepare: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Look at the good memories, and add to them.",
      usage: InterviewOptions.usage(of: "coffee prepare") + "\npercolatectl coffee prepare --add <text> [<options>]",
      discussion: """
        It shows what is written down already, and then asks for more, one question at a time.

        Examples:
          percolatectl coffee prepare
          percolatectl coffee prepare --add "The tent in the rain"
          percolatectl coffee prepare --summary
        """)

    @Option(name: .long, help: ArgumentHelp("Keep one memory, and ask nothing.", valueName: "text"))
    var add: String?

    @OptionGroup var options: InterviewOptions
    @OptionGroup var journey: Journey
    @OptionGroup var connection: Connection

    func run() throws {
      if let add {
        let words = try OwnWords.read([add], command: "--add", asking: .coffeeMemories)
        let method = Control.Write(timeline: journey.timeline, kind: "memory", text: words)
        return try connection.show(method) { page, reply in
          page.support(reply.support)
          page.paragraph(page.words(.coffeeKept))
        }
      }
      let interview = InterviewRun(
        name: .memories, command: "coffee prepare", options: options, timeline: journey.timeline,
        connection: connection)
      let (outcome, support) = try interview.run { conversation in
        let memories = try connection.call(memories).writings
        if !memories.isEmpty { conversation.show(onEmptyScreen: true) { $0.memories(memories) } }
        return memories.isEmpty || conversation.ask(conversation.words(.coffeeMore)) != nil
      }
      let closing = options.summary ? "" : try connection.call(interview.questions).closing
      try connection.show(memories) { page, reply in
        page.support(support)
        page.memories(reply.writings)
        if outcome == .stopped { page.stopped("coffee prepare") } else { page.prose(closing) }
      }
    }

    private var memories: Control.Writings {
      Control.Writings(timeline: journey.timeline, kind: "memory", limit: 10_000)
    }
  }

  /// `percolatectl coffee debrief`
  struct Debrief: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write down how the coffee was.",
      usage: InterviewOptions.usage(of: "coffee debrief"),
      discussion: """
        It asks one question at a time and keeps every answer at once, as `percolatectl reflect` does.

        Examples:
          percolatectl coffee debrief
          percolatectl coffee debrief --summary
        """)

    @OptionGroup var options: InterviewOptions
    @OptionGroup var journey: Journey
    @OptionGroup var connection: Connection

    func run() throws {
      try InterviewRun(
        name: .debrief, command: "coffee debrief", options: options, timeline: journey.timeline,
        connection: connection
      ).runAndShow()
    }
  }
}

extension Page {
  /// The good memories, oldest first.
  mutating func memories(_ memories: [WritingMessage]) {
    paragraph(words(.coffeeMemories), .strong)
    writings(memories, none: .coffeeNone)
    gap()
  }
}
