// Nothing left of a journey, when its user wants that. It cannot be taken back, so that somebody has to say yes to it.

import Arguments
import PercolateControl
import PercolateCore

/// `percolatectl forget`
struct ForgetCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "forget",
    abstract: "Erase a journey, or everything.",
    usage: "percolatectl forget <name> | --everything [--yes] [<options>]",
    discussion: """
      The journey goes with everything that you wrote in it, and nothing brings it back; `percolatectl keepsake` saves \
      it first. Where there was a no, a small mark of it stays, from which nobody can read a name or a word.

      Examples:
        percolatectl forget coffee
        percolatectl forget --everything
        percolatectl forget coffee --yes
      """)

  @Argument("name", help: "The journey's name.")
  var name: String?

  @Flag("--everything", help: "Erase every journey, every word and every reminder.")
  var everything: Bool

  let consent = Consent()
  let connection = Connection()

  var arguments: [any ArgumentPart] { [$name, $everything, consent, connection] }

  func validate() throws(ValidationError) {
    guard everything == (name == nil) else {
      throw ValidationError("forget takes the name of a journey, or --everything")
    }
  }

  func run() throws {
    try consent.obtain("forget asks before it erases anything", or: "nothing was erased") { conversation in
      let words = conversation.words
      return name.map { words(.forgetAsk, ["timeline": $0]) } ?? words(.forgetAskAll)
    }
    let method = Control.Forget(timeline: name, everything: everything)
    try connection.show(method) { page, reply in
      let names = reply.forgotten.joined(separator: ", ")
      page.paragraph(everything ? page.words(.forgetGoneAll) : page.words(.forgetGone, ["timelines": names]))
      page.paragraph(page.words(.forgetMark), .faint)
    }
  }
}
