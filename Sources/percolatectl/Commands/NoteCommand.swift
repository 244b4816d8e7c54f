// Anything that somebody wants to keep for themselves on the way.

import Arguments
import PercolateControl
import PercolateCore

/// `percolatectl note`
struct NoteCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "note",
    abstract: "Keep a note for yourself.",
    usage: """
      percolatectl note [<text> ...]
      percolatectl note --list
      """,
    discussion: """
      Without words it takes them from a pipe, or asks for them; that also keeps them out of your shell's history.

      Examples:
        percolatectl note
        percolatectl note "Slept well, for once"
        percolatectl note --list
      """)

  @Argument("text", help: "What to keep.")
  var text: [String]

  @Flag("--list", help: "List all notes.")
  var list: Bool

  let journey = Journey()
  let connection = Connection()

  var arguments: [any ArgumentPart] { [$text, $list, journey, connection] }

  func validate() throws(ValidationError) {
    guard text.isEmpty || !list else { throw ValidationError("note takes your words, or --list; not both") }
  }

  func run() throws {
    if list {
      let method = Control.Writings(timeline: journey.timeline, kind: "note", limit: 10_000)
      try connection.show(method) { page, reply in page.writings(reply.writings, none: .noteNone) }
    } else {
      let words = try OwnWords.read(text, command: "note", asking: .noteAsk) {
        try connection.checkJourney(journey.timeline)
      }
      try connection.show(Control.Write(timeline: journey.timeline, kind: "note", text: words)) { page, reply in
        page.support(reply.support)
        page.paragraph(page.words(.noteKept))
      }
    }
  }
}
