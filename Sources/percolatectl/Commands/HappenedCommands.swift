// What happened, told in the words of the plan: what you did, what they did, and when the coffee is.

import Arguments
import PercolateControl
import PercolateCore

/// `percolatectl did`
struct DidCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "did",
    abstract: "Tell what you did.",
    discussion: """
      letter      you sent the one letter
      reply       you answered what they wrote
      call        you called them
      invitation  you asked them for a coffee
      coffee      you had the coffee
      slip        you got in touch too early; the road goes on all the same

      Examples:
        percolatectl did letter
        percolatectl did call --on "yesterday 18:00"
      """)

  @Argument("deed", help: "What you did.")
  var deed: Deed

  @Option("--on", help: "When it was, if not just now.", value: "date")
  var on: String?

  let journey = Journey()
  let connection = Connection()

  var arguments: [any ArgumentPart] { [$deed, $on, journey, connection] }

  func run() throws {
    let here = try Here.current()
    let when = try on.map { text throws(Failure) in try here.past(text, option: "--on") } ?? here.now
    let method = Control.Did(timeline: journey.timeline, deed: deed.rawValue, on: when)
    try connection.showWithSafety(method, timeline: journey.timeline) { page, reply in page.did(deed, reply) }
  }
}

/// `percolatectl they`
struct TheyCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "they",
    abstract: "Tell what they did.",
    usage: "percolatectl they <reply> [--on <date>] [--coffee <date>] [<options>]",
    discussion: """
      wrote       they wrote to you
      called      they called you
      invited     they asked to meet you
      accepted    they said yes to the coffee
      declined    they said no to it
      not-now     they said not now
      postponed   they moved it
      moved-on    they have moved on
      no-contact  they asked for no contact; this is final

      Examples:
        percolatectl they wrote
        percolatectl they accepted --coffee "Sat 15:00"
        percolatectl they called --on yesterday
      """)

  @Argument("reply", help: "What they did.")
  var reply: Reply

  @Option("--on", help: "When it was, if not just now.", value: "date")
  var on: String?

  @Option("--coffee", help: "When the coffee is (with accepted, invited or postponed).", value: "date")
  var coffee: String?

  let journey = Journey()
  let connection = Connection()

  var arguments: [any ArgumentPart] { [$reply, $on, $coffee, journey, connection] }

  func validate() throws(ValidationError) {
    guard coffee != nil else { return }
    switch reply {
    case .accepted, .invited, .postponed: break
    case .wrote, .called, .declined, .notNow, .movedOn, .noContact:
      throw ValidationError("--coffee goes with accepted, invited or postponed, not with \(reply.rawValue)")
    }
  }

  func run() throws {
    let here = try Here.current()
    let when = try on.map { text throws(Failure) in try here.past(text, option: "--on") } ?? here.now
    let date = try coffee.map { text throws(Failure) in try here.coffee(text, option: "--coffee") }
    let answer = try connection.withDaemon { daemon in
      let answer = try daemon.call(Control.They(timeline: journey.timeline, reply: reply.rawValue, on: when))
      guard let date else { return answer }
      do {
        return try daemon.call(Control.Coffee(timeline: journey.timeline, on: date))
      } catch let error as ControlError {
        let what = ["what": "they \(reply.rawValue)", "why": error.words(Machine.words)]
        throw Failure.failed(Machine.words(.errorDateNotNoted, what))
      }
    }
    try connection.format.show(answer) { page in page.noted(answer.standing) }
  }
}

/// `percolatectl coffee <date>`
struct CoffeeDateCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "date",
    abstract: "Set the date of the coffee, or open it again.",
    usage: "percolatectl coffee <date> | --open [<options>]",
    discussion: """
      A day without a time of day means 15:00.

      Examples:
        percolatectl coffee Sat 15:00
        percolatectl coffee --cancel
      """)

  @Argument("date", help: "When it is.")
  var date: [String]

  @Flag("--open", "--cancel", help: "There is no date any more.")
  var open: Bool

  let journey = Journey()
  let connection = Connection()

  var arguments: [any ArgumentPart] { [$date, $open, journey, connection] }

  func validate() throws(ValidationError) {
    guard date.isEmpty == open else { throw ValidationError("coffee takes a date such as \"Sat 15:00\", or --open") }
  }

  func run() throws {
    let when = open ? nil : try Here.current().coffee(date.joined(separator: " "), option: "the date")
    try connection.show(Control.Coffee(timeline: journey.timeline, on: when)) { page, reply in
      page.noted(reply.standing)
    }
  }
}

extension Here {
  /// Reads the date of the coffee: in the afternoon, unless told.
  fileprivate func coffee(_ text: String, option: String) throws(Failure) -> Moment {
    try future(text, option: option, hour: 15)
  }
}
