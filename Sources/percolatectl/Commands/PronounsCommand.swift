// How the other person is spoken of, for somebody who did not say so at the start.

import Arguments
import PercolateControl
import PercolateCore

/// `percolatectl pronouns`
struct PronounsCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "pronouns",
    abstract: "Say how the other person is spoken of.",
    discussion: """
      he/him, she/her or they/them; the last is what holds until you say so.

      Example:
        percolatectl pronouns she/her
      """)

  @Argument("pronouns", help: "How they are spoken of.")
  var pronouns: Pronouns

  let journey = Journey()
  let connection = Connection()

  var arguments: [any ArgumentPart] { [$pronouns, journey, connection] }

  func run() throws {
    let method = Control.Pronouns(timeline: journey.timeline, pronouns: pronouns.rawValue)
    try connection.show(method) { page, reply in
      page.paragraph(page.words(.pronounsNoted, person: Person(name: reply.standing.name, pronouns: pronouns)))
    }
  }
}
