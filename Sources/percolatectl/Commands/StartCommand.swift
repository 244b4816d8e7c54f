// The first thing that a person in trouble types, so it asks for as little as it can: one date.

import Arguments
import PercolateControl
import PercolateCore

/// `percolatectl start`
struct StartCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "start",
    abstract: "Begin a journey.",
    usage: "percolatectl start --broke-up <date> [<options>]",
    discussion: """
      Only the date of the breakup is needed; on a terminal you are asked for it. If some of the road lies behind you \
      already, say so, and it begins where you are.

      The name stays on this machine, and popups show it only if the configuration says so.

      Examples:
        percolatectl start --broke-up yesterday
        percolatectl start --name Robin --broke-up "3 May" --letter-sent sunday
        percolatectl start --timeline sam --broke-up 2026-11-02 --called sat
      """)

  @Option("--name", help: "What you call the other person.", value: "name")
  var name: String?

  @Option("--pronouns", help: "How they are spoken of.", value: "pronouns")
  var pronouns: Pronouns?

  @Option("--broke-up", help: "When you ended it.", value: "date")
  var brokeUp: String?

  @Option("--letter-sent", help: "When you sent your letter, if you did.", value: "date")
  var letterSent: String?

  @Option("--they-wrote", help: "When they wrote to you, if they did.", value: "date")
  var theyWrote: String?

  @Option("--called", help: "When you called them after that, if you did.", value: "date")
  var called: String?

  @Option("--plan", help: "The plan to follow; `percolatectl plan list` lists them.", value: "plan")
  var plan: String?

  @Option("--timeline", help: "What to call this journey, when there are several.", value: "name")
  var timeline: String?

  let connection = Connection()

  var arguments: [any ArgumentPart] {
    [$name, $pronouns, $brokeUp, $letterSent, $theyWrote, $called, $plan, $timeline, connection]
  }

  func run() throws {
    let here = try Here.current()
    let brokeUp = try breakup(here)
    let history = try history(here, since: brokeUp)
    let method = Control.Start(
      timeline: timeline, plan: plan, name: name, pronouns: pronouns?.rawValue, brokeUp: brokeUp, history: history)
    try connection.show(method) { page, reply in page.began(reply.standing) }
  }

  /// The date of the breakup, from the option or from the person.
  private func breakup(_ here: Here) throws(Failure) -> Moment {
    if let brokeUp { return try here.past(brokeUp, option: "--broke-up") }
    while let answer = StandardError.ask(Machine.words(.askBreakup) + " ") {
      do {
        return try here.past(answer, option: "the date")
      } catch {
        StandardError.write(error.line ?? "")
      }
    }
    throw .usage("start needs --broke-up with the date of the breakup, such as --broke-up yesterday")
  }

  private func history(_ here: Here, since brokeUp: Moment) throws(Failure) -> [HappenedMessage] {
    var history: [HappenedMessage] = []
    let told: [(String?, option: String, Trigger)] = [
      (letterSent, "--letter-sent", .did(.letter)), (theyWrote, "--they-wrote", .they(.wrote)),
      (called, "--called", .did(.call)),
    ]
    for case (let date?, let option, let trigger) in told {
      let moment = try here.past(date, option: option)
      guard moment >= brokeUp else {
        throw .usage("\(option) '\(date.shortened)' was before the breakup; give a later date")
      }
      history.append(HappenedMessage(what: trigger.description, on: moment))
    }
    return history
  }
}
