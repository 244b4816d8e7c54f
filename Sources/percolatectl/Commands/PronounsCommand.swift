// How the other person is spoken of, for somebody who did not say so at the start.

import ArgumentParser
import PercolateControl
import PercolateCore

/// `percolatectl pronouns`
struct PronounsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pronouns",
    abstract: "Say how the other person is spoken of.",
    discussion: """
      he/him, she/her or they/them; the last is what holds until you say so.

      Example:
        percolatectl pronouns she/her
      """)

  @Argument(help: "How they are spoken of.")
  var pronouns: Pronouns

  @OptionGroup var journey: Journey
  @OptionGroup var connection: Connection

  func run() throws {
    let method = Control.Pronouns(timeline: journey.timeline, pronouns: pronouns.rawValue)
    try connection.show(method) { page, reply in
      page.paragraph(page.words(.pronounsNoted, person: Person(name: reply.standing.name, pronouns: pronouns)))
    }
  }
}
