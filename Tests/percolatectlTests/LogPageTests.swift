// `log`: what the daemon sends on the left, what a person reads on the right.

import PercolateControl
import PercolateCore
import Testing

@testable import percolatectl

@Suite("log")
struct LogPageTests {
  private static let at = Here.sunday.now
  private static let breakup = Here.sunday.now

  @Test(
    "a sentence each",
    arguments: [
      (
        .happened(.started(Beginning(plan: "coffee", version: 1, name: nil, brokeUp: breakup))),
        "you began a journey: coffee"
      ),
      (
        .happened(.started(Beginning(plan: "coffee", version: 1, name: "Robin", brokeUp: breakup))),
        "you began a journey: coffee, Robin"
      ),
      (
        .happened(.rhythm(zone: "UTC", quiet: QuietHours("22:30-08:00"), limits: Limits(day: 3, week: 12))),
        "nudges keep to UTC, quiet 22:30-08:00, at most 3 a day and 12 a week"
      ),
      (
        .happened(.rhythm(zone: "UTC", quiet: nil, limits: Limits(day: 3, week: 7))),
        "nudges keep to UTC, quiet never, at most 3 a day and 7 a week"
      ),
      (.happened(.entered("calm", on: at, because: nil)), "the stage calm begins"),
      (
        .happened(.entered("take-stock", on: at, because: .usualStay)),
        "the stage take-stock begins: the usual time has passed"
      ),
      (
        .happened(.entered("closure", on: at, because: .they(.noContact))),
        "the stage closure begins: they asked for no contact"
      ),
      (.happened(.did(.letter, on: at, early: false)), "you sent the letter"),
      (.happened(.did(.call, on: at, early: true)), "you called them; it was a little early"),
      (.happened(.did(.slip, on: at, early: true)), "you got in touch although it was early"),
      (.happened(.they(.noContact, on: at)), "they asked for no contact"),
      (.happened(.assessed(.letGo)), "you let it go"),
      (.happened(.outcome(.friends)), "you are friends"),
      (.happened(.extended), "you wait once more"),
      (.happened(.accepted), "you accept that no answer comes"),
      (.happened(.coffee(moment("2026-11-28T15:00:00Z"))), "the date of the meeting: Sat 15:00"),
      (.happened(.coffee(nil)), "the meeting has no date"),
      (.happened(.paused(until: moment("2026-11-23T09:00:00Z"))), "nudges pause until tomorrow 09:00"),
      (.happened(.paused(until: nil)), "nudges pause until resumed"),
      (.happened(.resumed), "nudges go on"),
      (.happened(.ended(.finished)), "the road was walked to its end"),
      (.happened(.ended(.stopped)), "the journey was stopped"),
      (.nudge("calm-welcome", .shown), "nudge calm-welcome was shown"),
      (.nudge("waiting-first-week", .later), "nudge waiting-first-week was put off"),
      (.nudge("calm-welcome", .shown, repeated: true), "nudge calm-welcome was shown, perhaps twice"),
      (.nudge("3", .dismissed), "reminder 3 was closed"),
      (.nudge("3", .owed), "reminder 3 is due"),
      (.nudge("3", .sending), "reminder 3 is on its way to the desktop"),
      (.nudge("3", .gone), "reminder 3 went off the screen, perhaps unseen"),
      (.nudge("3", .done), "reminder 3 is done"),
      (.nudge("3", .missed), "reminder 3 was missed"),
      (.nudge("calm-welcome", .withdrawn), "nudge calm-welcome no longer applies"),
      (
        .nudge("calm-welcome", .missed, .tooLate), "nudge calm-welcome was missed: it came too late to be of use"
      ),
      (.nudge("calm-welcome", .missed, .overtaken), "nudge calm-welcome was missed: the road had gone on"),
      (
        .nudge("3", .missed, .unknown, repeated: true), "reminder 3 was missed: nobody knows whether it was shown"
      ),
      (.reminderSet(3), "reminder 3 is set"),
      (.reminderCancelled(3), "reminder 3 is cancelled"),
      (
        .happened(.wrote(Writing(kind: .urge, about: "a song", strength: 4, text: ""))),
        "you wrote it here instead of sending it"
      ),
      (.happened(.wrote(Writing(kind: .answer, about: "own-part", text: ""))), "you answered a question"),
      (.happened(.wrote(Writing(kind: .letter, text: ""))), "you worked on the letter"),
      (.happened(.safety([])), "you answered the question about safety: none of these"),
      (.happened(.safety([.afraid, .order])), "you answered the question about safety: the road is closed"),
      (.happened(.rested), "the letter rests for a night"),
      (.happened(.pronouns(.she)), "you speak of them as she/her"),
      (.happened(.upgraded(version: 3)), "the journey follows version 3 of its plan"),
      // Nothing here knows whether this journey is about a coffee.
      (.happened(.did(.coffee, on: at, early: false)), "you met"),
      (.happened(.they(.postponed, on: at)), "they moved the meeting"),
    ] as [(Told, String)])
  func sentence(told: Told, expected: String) {
    let said = page { $0.log([.line(told)]) }
    #expect(said.split(whereSeparator: \.isWhitespace).joined(separator: " ") == "today 17:00 \(expected)")
  }

  @Test(
    "what an older daemon tells in words alone, or only a newer one knows, is printed as it came",
    arguments: [
      ("did", "letter", nil, "did: letter"), ("nudge", "coffee/a#1 shown", nil, "nudge: coffee/a#1 shown"),
      ("did", "dance", FactMessage(deed: "dance", early: false, on: at), "did: dance"),
      ("resumed", "", nil, "resumed"), ("sung", "", FactMessage(on: at), "sung"),
    ] as [(String, String, FactMessage?, String)])
  func words(kind: String, detail: String, fact: FactMessage?, expected: String) {
    let entry = EntryMessage(seq: 1, at: Self.at, stream: "coffee", kind: kind, detail: detail, fact: fact)
    #expect(page { $0.log([entry]) } == "today 17:00  \(expected)\n")
  }

  @Test("of a nudge's states within a minute only the last is told; the journey only when there are several")
  func pages() {
    func line(_ told: Told, _ time: String, stream: String = "coffee") -> EntryMessage {
      .line(told, at: moment("2026-11-22T\(time):00Z"), stream: stream)
    }
    let entries = [
      line(.nudge("a", .owed), "09:00"), line(.nudge("a", .sending), "09:00"), line(.nudge("b", .owed), "09:00"),
      line(.nudge("a", .shown), "09:00"), line(.nudge("a", .done), "09:01"),
    ]
    let lines = ["nudge b is due", "nudge a was shown", "nudge a is done"]
    let times = ["today 09:00", "today 09:00", "today 09:01"]
    #expect(page { $0.log(entries) } == zip(times, lines).map { "\($0)  \($1)\n" }.joined())
    let several = entries.suffix(1) + [line(.reminderSet(3), "09:02", stream: "reminders")]
    #expect(
      page { $0.log(Array(several)) } == """
        today 09:01  coffee     nudge a is done
        today 09:02  reminders  reminder 3 is set

        """)
    #expect(page { $0.log([]) } == "The log is empty.\n")
  }

  @Test("what is in the log cannot move the cursor")
  func visible() {
    let beginning = Beginning(plan: "coffee", version: 1, name: "\u{1B}[2J", brokeUp: Self.breakup)
    #expect(page { $0.log([.line(.happened(.started(beginning)))]) }.contains("\\u{1b}[2J"))
  }
}
