// Writing the letter. Whether it can still be written is asked before the editor opens, and what was written is not given up
// because a daemon was restarted meanwhile.

import Arguments
import Glibc
import PercolateControl
import PercolateCore
import Varlink

extension LetterCommand {
  /// `percolatectl letter edit`
  struct Edit: NamedCommand {
    static let configuration = CommandConfiguration(
      name: "edit",
      abstract: "Write your letter, or change it.",
      discussion: """
        It opens $VISUAL, else $EDITOR, else an editor that is there. Every version is kept, and a changed letter wants \
        its night's rest anew. Leave the page as it is, or empty, and nothing happens.

        Meanwhile the text lies in a folder of yours alone, which goes when the editor is closed. A text that \
        cannot be taken stays there until you log out, and the error says where. What your editor remembers by itself, \
        such as registers or undo files, is up to its own settings.

        Examples:
          percolatectl letter edit
          percolatectl letter edit --file draft.txt
          percolatectl letter edit --file -
        """)

    @Option("--file", help: "Take the text from this file, or from standard input (-).", value: "file")
    var file: String?

    let journey = Journey()
    let connection = Connection()

    var arguments: [any ArgumentPart] { [$file, journey, connection] }

    func run() throws {
      let before = try connection.call(Control.Letter(timeline: journey.timeline))
      try Edit.check(before.standing)
      let text = try written(before.text)
      guard let text, text.contains(where: { !$0.isWhitespace }), text != before.text else {
        let result = LetterResult(version: before.version, changed: false)
        let isEmptied = text.map { $0 != before.text } ?? false
        return try connection.format.show(result) { page in page.unchanged(before.version, emptied: isEmptied) }
      }
      let reply = try keep(text, of: before.standing.timeline)
      // The letter is kept by now; a review that fails is no failure of the command.
      let review = try? connection.call(Control.Review(timeline: before.standing.timeline))
      let version = before.versions.count + 1
      let result = LetterResult(version: version, changed: true, support: reply.support, review: review)
      try connection.format.show(result) { page in page.kept(result) }
    }

    /// The text as it is to be; nil when the editor left it as it was.
    private func written(_ text: String) throws(Failure) -> String? {
      if let file { return try letterText(at: file).withoutFinalNewlines }
      return try PrivateEditor.current(file: "letter.txt").edit(text)
    }

    /// Refuses, before the editor opens, a letter that could not be kept: nobody is to write for an hour and be told
    /// afterwards.
    private static func check(_ standing: StandingMessage) throws(Failure) {
      if standing.ended != nil { throw .failed(Machine.words(.refusedOver)) }
      if standing.closedBy != nil { throw .failed(standing.closedWhy ?? Machine.words(.refusedBoundary)) }
      if standing.letters > 0 { throw .failed(Machine.words(.refusedOneLetter)) }
    }

    /// Keeps the letter. Where that fails after it was written in an editor, there is no other copy of it.
    private func keep(_ text: String, of timeline: String) throws -> Control.Write.Reply {
      let method = Control.Write(timeline: timeline, kind: Writing.Kind.letter.rawValue, text: text)
      while true {
        do {
          return try connection.call(method)
        } catch {
          guard file == nil else { throw error }
          let line = Failure(error).line ?? ""
          if let conversation = try Conversation() {
            StandardError.write("percolatectl: \(line)")
            if conversation.isYes(conversation.words(.letterTryAgain)) { continue }
          }
          try StandardOutput.write(text.letterLines.map { $0.visible + "\n" }.joined())
          throw Failure.failed("the letter is on standard output, and was not kept: \(line)")
        }
      }
    }
  }
}

/// What `letter edit` has to say.
struct LetterResult: JSONEncodable {
  /// The version that is the latest now; 0 when there is none.
  var version: Int
  /// Whether it is a new one.
  var changed: Bool
  /// Where to find help, when the words ask for it.
  var support: String?
  /// What looking it over gave.
  var review: Control.Review.Reply?

  var json: JSONValue {
    JSONValue(fields: [
      "version": version.json, "changed": changed.json, "support": support.json, "review": review.json,
    ])
  }
}

/// Reads a letter from a file, or from standard input.
func letterText(at path: String) throws(Failure) -> String {
  if path == "-" {
    return try readText(from: STDIN_FILENO, atMost: TextLimits.ownWordsBytes, name: "standard input")
  }
  let file = open(path, O_RDONLY | O_CLOEXEC)
  guard file >= 0 else { throw .failed("cannot read '\(path.shortened)': \(String(cString: strerror(errno)))") }
  defer { close(file) }
  return try readText(from: file, atMost: TextLimits.ownWordsBytes, name: "'\(path.shortened)'")
}
