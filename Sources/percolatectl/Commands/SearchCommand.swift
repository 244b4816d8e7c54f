// Finding something again in everything that the user wrote.

import Arguments
import PercolateControl
import PercolateCore

/// `percolatectl search`
struct SearchCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "search",
    abstract: "Find something that you wrote.",
    usage: "percolatectl search <words> ... [<options>]",
    discussion: """
      It looks through everything of yours: answers, letters, notes, what you did not send. All the words have to be \
      there; each may be the beginning of one. The best match comes first.

      Examples:
        percolatectl search sunday market
        percolatectl search apolog -n 5
      """)

  @Argument("words", atLeast: 1, help: "What to look for.")
  var words: [String]

  @Option("-n", "--lines", help: "Show at most so many.", value: "count")
  var limit = 20

  let journey = Journey()
  let connection = Connection()

  var arguments: [any ArgumentPart] { [$words, $limit, journey, connection] }

  func validate() throws(ValidationError) { try check(limit: limit, Control.Search.limitRange) }

  func run() throws {
    let method = Control.Search(
      words: words.joined(separator: " "), limit: journey.timeline == nil ? limit : Control.Search.limitRange.upperBound
    )
    var reply = try connection.call(method)
    if let timeline = journey.timeline {
      reply.writings = Array(reply.writings.filter { $0.timeline == timeline }.prefix(limit))
    }
    let wanted = words.flatMap { $0.split { !$0.isLetter && !$0.isNumber }.map(String.init) }
    try connection.format.show(reply) { page in page.found(reply.writings, words: wanted) }
  }
}
