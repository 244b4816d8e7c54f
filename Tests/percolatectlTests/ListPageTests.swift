// The other pages, a picture each.

import Foundation
import PercolateControl
import PercolateCore
import Testing

@testable import percolatectl

@Suite("pages")
struct ListPageTests {
  private func check(
    _ expected: String, style: Style = .plain, _ location: SourceLocation = #_sourceLocation,
    _ write: (inout Page) -> Void
  ) {
    let text = page(style, write)
    #expect(text == expected + "\n", sourceLocation: location)
    #expect(text.split(separator: "\n").allSatisfy { String($0).columns <= 80 }, sourceLocation: location)
  }

  static let planned = [
    PlannedMessage(
      timeline: "coffee", nudge: "a", stage: "Waiting", due: moment("2026-11-22T19:30:00Z"),
      text: "The first days are the loudest. When your hand goes to the phone, let it go to the kettle instead."),
    PlannedMessage(
      timeline: nil, nudge: "reminder", stage: "Reminder", due: moment("2027-01-02T08:00:00Z"), text: "long walk"),
  ]

  @Test("next: when, where, what; the journey's name only when there are several")
  func agenda() {
    check(
      """
      today 19:30           Waiting   The first days are the loudest. When your hand
                                      goes to the phone, let it go to the kettle
                                      instead.
      Sat 2 Jan 2027 08:00  Reminder  long walk
      """
    ) { $0.agenda(Self.planned) }
    check("Nothing is planned.") { $0.agenda([]) }
  }

  @Test("on a narrow terminal the words go below")
  func narrow() {
    var style = Style.plain
    style.width = 40
    check(
      """
      today 19:30           Waiting
          The first days are the loudest. When
          your hand goes to the phone, let it
          go to the kettle instead.
      Sat 2 Jan 2027 08:00  Reminder
          long walk
      """, style: style
    ) { $0.agenda(Self.planned) }
  }

  @Test("missed: what became of each, and its key")
  func missed() {
    check(
      """
      today 09:00 · Waiting · not shown yet
        Nothing to send today.
        coffee/waiting-daily#3

      today 09:00 · Waiting · missed: it came too late to be of use
        Nothing to send today.
        coffee/waiting-daily#3

      """
    ) { $0.missed([.nudge(), .nudge(.missed(.tooLate))]) }
    check("Nothing was missed, and nothing waits for you.") { $0.missed([]) }
  }

  static func stage(_ id: String, _ title: String, visits: [VisitMessage] = [], leads: [String] = []) throws
    -> StageMessage
  {
    let stage = Stage(
      id: id, title: title, aim: "To \(id).", why: "", stay: Stay(least: 1, usual: 7, longest: nil), contact: [],
      towards: true, ends: false, transitions: [], questions: [], nudges: [], serves: [])
    var message = StageMessage(stage, visits: visits) { $0 }
    message.leads = leads
    return message
  }

  private static func road() throws -> [StageMessage] {
    let past = VisitMessage(entered: moment("2026-10-20T12:00:00Z"), left: moment("2026-11-10T12:00:00Z"), because: nil)
    let here = VisitMessage(entered: moment("2026-11-10T12:00:00Z"), left: nil, because: "did letter")
    return [
      try stage("calm", "Calm", visits: [past]), try stage("think", "Think"),
      try stage(
        "waiting", "Waiting", visits: [here],
        leads: ["they wrote -> contact", "accept -> contact", "extend -> waiting", "longest stay -> contact"]),
      try stage("contact", "In touch"),
    ]
  }

  @Test("timeline: past, passed by, here with its ways, ahead")
  func road() throws {
    let road = try Self.road()
    let standing = try StandingMessage.waiting()
    check(
      """
      The long road back · Robin
      Waiting, day 12 (since Tue 10 Nov)

      ● Tue 20 Oct: the breakup
      │
      ● Calm · Tue 20 Oct to Tue 10 Nov
      │
      ○ Think · not on your way
      │
      ◉ Waiting · you are here, day 12
      │   To leave them room.
      │   ╰╴ In touch: they wrote to you; the longest time has passed
      │   ╰╴ stays: wait once more
      │
      ○ In touch · usually 7 days
          To contact.
      """
    ) { $0.road(standing, road) }
  }

  @Test("timeline without box drawing characters is all ASCII")
  func typed() throws {
    var style = Style.plain
    style.unicode = false
    let road = try Self.road()
    let standing = try StandingMessage.waiting()
    let text = page(style) { $0.road(standing, road) }
    #expect(text.utf8.allSatisfy { $0 < 0x80 })
    #expect(text.contains("@ Waiting - you are here, day 12"))
  }

  @Test("monitor: only what is different, a line each")
  func changes() throws {
    let before = StateMessage.quiet([try .waiting()])
    var after = StateMessage.quiet(
      [
        try .waiting {
          $0["stage"] = "contact"
          $0["title"] = "In touch"
          $0["day"] = 0
        }
      ], owed: [.nudge()])
    after.next = moment("2026-11-22T19:30:00Z")
    let page = Page(here: .sunday, style: .plain)
    #expect(
      Changes.between(before, and: after, page) == [
        "17:00 coffee: In touch, day 0", "17:00 coffee/waiting-daily#3: not shown yet: Nothing to send today.",
        "17:00 next: today 19:30",
      ])
    #expect(Changes.between(after, and: after, page).isEmpty)
    #expect(Changes.between(after, and: .quiet(), page).contains("17:00 coffee: over"))
  }

  @Test("doctor: what was found, what to do, and a last word")
  func doctor() {
    check(
      """
      ok       disk: enough room
      problem  socket: /run/socket is 0644
                 `chmod 600 /run/socket`

      One thing needs you.
      """
    ) {
      $0.findings([.ok("disk", "enough room"), .problem("socket", "/run/socket is 0644", "`chmod 600 /run/socket`")])
    }
    check("ok       disk: enough room\n\nNothing stands in the way.") { $0.findings([.ok("disk", "enough room")]) }
  }

  @Test("assess: the questions of the stage, and the choices")
  func questions() throws {
    var stage = try Self.stage("waiting", "Waiting")
    stage.questions = [
      "Why did you end it?", "Was it the heat of the moment, or something that cannot be mended by both of you?",
    ]
    let standing = try StandingMessage.waiting { $0["choices"] = ["assess mend", "they wrote"] }
    check(
      """
      The long road back · Robin
      Waiting, day 12 (since Tue 10 Nov)

      This stage asks no questions. To leave them room.

      When you know
        percolatectl assess mend  you want to try to mend it

      There is no hurry: this stage lasts until Tue 1 Dec at least.
      """
    ) { $0.questions(standing, []) }
    check(
      """
      The long road back · Robin
      Waiting, day 12 (since Tue 10 Nov)

        1. Why did you end it?

        2. Was it the heat of the moment, or something that cannot be mended by
           both of you?

      When you know
        percolatectl assess mend  you want to try to mend it

      There is no hurry: this stage lasts until Tue 1 Dec at least.
      """
    ) { $0.questions(standing, [stage]) }
  }
}
