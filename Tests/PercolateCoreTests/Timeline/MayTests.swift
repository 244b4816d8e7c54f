// "May I?", stage by stage.

import Foundation
import PercolateCore
import PercolateFiles
import Testing

@Suite struct MayTests {
  /// Each row: what has happened so far, one thing a day; what may be done then / what never again.
  @Test(arguments: [
    ("", " / "),
    ("they no-contact", " / call message letter invite visit"),
    ("safety order", " / call message letter invite visit"),
    ("6,assess mend", " / "),  // the question about safety comes first
    ("6,assess mend,safety", "letter / "),
    ("6,assess mend,safety,write letter", " / "),  // it rests first
    ("6,assess mend,safety,write letter,rest,1", "letter / "),
    ("6,assess mend,did letter", " / letter"),
    ("6,assess mend,did letter,25,they wrote", "message / letter"),
    ("6,assess mend,did letter,25,they wrote,5", "call message / letter"),
    ("6,assess mend,did letter,25,they wrote,5,safety", "call message invite / letter"),
    ("6,assess mend,did letter,25,they wrote,5,did invitation", "call message / letter"),
    ("6,assess mend,did letter,25,they wrote,5,did invitation,they declined", " / letter invite"),
    ("6,assess mend,did letter,25,they wrote,5,did invitation,they accepted", "call message / letter"),
    ("6,assess mend,did letter,25,they wrote,5,did invitation,they accepted,safety", "call message visit / letter"),
  ])
  func whatMayBeDone(_ script: String, _ expected: String) throws {
    var journey = try Journey(plan: Journey.coffee())
    var now = try #require(Moment(iso8601: "2026-11-01T11:00:00Z"))
    try journey.start(at: now, brokeUp: now.subtracting(.seconds(86_400 * 30)))
    for word in script.split(separator: ",") {
      let days = Int(word) ?? 1
      now = now.adding(.seconds(86_400 * days))
      let command = Command(words: String(word), on: now, given: false) ?? .tick
      let taken = try journey.play(command, at: now)
      #expect(taken, "\(word)")
    }
    let timeline = try #require(journey.timeline)
    func steps(_ answer: Permission.Answer) -> String {
      Approach.allCases.filter { timeline.may($0, at: now, words: Languages.english).answer == answer }.map(\.rawValue)
        .joined(separator: " ")
    }
    #expect("\(steps(.yes)) / \(steps(.never))" == expected)
  }

  @Test func theAnswerSaysSinceWhen() throws {
    var journey = try Journey(plan: Journey.coffee())
    let now = try #require(Moment(iso8601: "2026-11-01T11:00:00Z"))
    try journey.start(at: now, brokeUp: now.subtracting(.seconds(86_400)))
    let timeline = try #require(journey.timeline)
    let permission = timeline.may(.call, at: now, words: Languages.english)
    #expect(permission.answer == .notNow)
    #expect(permission.since == now.subtracting(.seconds(86_400)))
    #expect(permission.until == timeline.usualStayOver)
    #expect(!permission.reason.isEmpty)
  }
}
