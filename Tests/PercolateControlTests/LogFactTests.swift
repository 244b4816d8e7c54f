// A line of the log is understood on the other side as what it was.

import PercolateCore
import Testing
import Varlink

@testable import PercolateControl

@Suite struct LogFactTests {
  private static let moment = Moment.earliest

  private func entry(_ kind: String, _ fact: FactMessage?) -> EntryMessage {
    EntryMessage(seq: 1, at: Self.moment, stream: "coffee", kind: kind, detail: "", fact: fact)
  }

  private static let facts: [Fact] =
    [
      .started(Beginning(plan: "coffee", version: 2, name: "Robin", pronouns: .she, brokeUp: moment)),
      .started(Beginning(plan: "coffee", version: 2, name: nil, brokeUp: moment)),
      .rhythm(zone: "UTC", quiet: QuietHours("22:30-08:00"), limits: Limits(day: 2, week: 7)),
      .rhythm(zone: "UTC", quiet: nil, limits: Limits()), .entered("calm", on: moment, because: nil),
      .entered("calm", on: moment, because: .they(.noContact)), .did(.call, on: moment, early: true), .extended,
      .accepted,
      .coffee(moment), .coffee(nil), .paused(until: moment), .paused(until: nil), .resumed, .rested,
      .wrote(Writing(kind: .urge, about: "a song", strength: 4, text: "")), .safety([]), .safety([.afraid, .no]),
      .closed([.order]), .upgraded(version: 3),
    ] + Reply.allCases.map { .they($0, on: moment) } + Choice.allCases.map(Fact.assessed)
    + Outcome.allCases.map(Fact.outcome) + Ending.allCases.map(Fact.ended) + Pronouns.allCases.map(Fact.pronouns)

  @Test func everyFactComesBackAsItWas() throws {
    #expect(Set(Self.facts.map(\.kind)) == Set(Fact.Tag.allCases.map(\.rawValue)))
    for fact in Self.facts {
      let message = try FactMessage(fact).json.decode(FactMessage.self)
      #expect(entry(fact.kind, message).told == .happened(fact))
    }
  }

  @Test func theWordsOfAWritingAreNotTold() {
    let writing = Writing(kind: .note, about: "walk", choice: "a", text: "Slept well")
    #expect(
      entry("note", FactMessage(.wrote(writing))).told
        == .happened(.wrote(Writing(kind: .note, about: "walk", text: ""))))
  }

  @Test(arguments: Delivery.State.Name.allCases)
  func everyStateOfADeliveryComesBackAsItWas(_ state: Delivery.State.Name) throws {
    for key in [
      "coffee/calm-welcome#1", "my way 2/calm-welcome#1", "reminder/calm-welcome#1",
      "reminder/3@2026-11-22T18:30:00.25Z",
    ] {
      let subject = try #require(DeliveryNote.Subject(key: key))
      #expect(subject == (key.contains("@") ? .reminder(3) : .nudge("calm-welcome")))
      let note = DeliveryNote(key: key, subject: subject, state: state, reason: .overtaken, repeated: true)
      #expect(entry("nudge", FactMessage(note)).told == .delivery(note))
    }
  }

  @Test func reminders() {
    #expect(entry("reminder-set", FactMessage(reminder: 3)).told == .reminderSet(3))
    #expect(entry("reminder-cancelled", FactMessage(reminder: 3)).told == .reminderCancelled(3))
  }

  @Test(
    "what an older daemon did not tell, or only a newer one knows, is left to its words",
    arguments: [
      ("did", nil), ("did", FactMessage(early: false, on: moment)),
      ("did", FactMessage(deed: "dance", early: false, on: moment)),
      ("entered", FactMessage(stage: "calm", because: "rain", on: moment)), ("sung", FactMessage(on: moment)),
      ("safety", FactMessage(concerns: ["afraid", "bored"])),
      ("nudge", FactMessage(key: "a/b#1", nudge: "b", state: "sung")),
      ("nudge", FactMessage(key: "a/b#1", state: "shown")), ("reminder-set", FactMessage()),
      ("rhythm", FactMessage(zone: "UTC", quiet: "often", perDay: 1, perWeek: 1)),
    ] as [(String, FactMessage?)])
  func unknown(kind: String, fact: FactMessage?) { #expect(entry(kind, fact).told == nil) }
}
