// Around the coffee: when it is, what to bring along, and how it was. The date is what people type most, so that any word
// that is no other command is taken for one.

import Arguments
import PercolateControl
import PercolateCore

/// `percolatectl coffee`
struct CoffeeCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "coffee",
    abstract: "Set the date of the coffee; prepare for it, and look back.",
    discussion: """
      Examples:
        percolatectl coffee Sat 15:00
        percolatectl coffee --open
        percolatectl coffee prepare
        percolatectl coffee debrief
      """,
    subcommands: [CoffeeDateCommand.self, Prepare.self, Debrief.self],
    standIn: CoffeeDateCommand.self)

  /// `percolatectl coffee prepare`
  struct Prepare: NamedCommand {
    static let configuration = CommandConfiguration(
      name: "prepare",
      abstract: "Look at the good memories, and add to them.",
      usage: InterviewOptions.usage(of: "coffee prepare") + "\npercolatectl coffee prepare --add <text> [<options>]",
      discussion: """
        It shows what is written down already, and then asks for more, one question at a time.

        Examples:
          percolatectl coffee prepare
          percolatectl coffee prepare --add "The tent in the rain"
          percolatectl coffee prepare --summary
        """)

    @Option("--add", help: "Keep one memory, and ask nothing.", value: "text")
    var add: String?

    let options = InterviewOptions()
    let journey = Journey()
    let connection = Connection()

    var arguments: [any ArgumentPart] { [$add, options, journey, connection] }

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
  struct Debrief: NamedCommand {
    static let configuration = CommandConfiguration(
      name: "debrief",
      abstract: "Write down how the coffee was.",
      usage: InterviewOptions.usage(of: "coffee debrief"),
      discussion: """
        It asks one question at a time and keeps every answer at once, as `percolatectl reflect` does.

        Examples:
          percolatectl coffee debrief
          percolatectl coffee debrief --summary
        """)

    let options = InterviewOptions()
    let journey = Journey()
    let connection = Connection()

    var arguments: [any ArgumentPart] { [options, journey, connection] }

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
