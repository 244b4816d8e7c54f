// `log`: what the daemon sends on the left, what a person reads on the right.

import PercolateControl
import PercolateCore
import Testing

@testable import percolatectl

@Suite("log")
struct LogPageTests {
  private static func entry(
    _ kind: String, _ detail: String, at time: String = "17:00", stream: String = "coffee"
  ) -> EntryMessage {
    EntryMessage(seq: 1, at: moment("2026-11-22T\(time):00Z"), stream: stream, kind: kind, detail: detail)
  }

  @Test(
    "a sentence each",
    arguments: [
      ("started", "coffee", "you began a journey: coffee"),
      ("started", "coffee, Robin", "you began a journey: coffee, Robin"),
      ("rhythm", "UTC, quiet 22:30-08:00, at most 3 a day", "nudges keep to UTC, quiet 22:30-08:00, at most 3 a day"),
      ("entered", "calm", "the stage calm begins"),
      ("entered", "take-stock, because: usual stay", "the stage take-stock begins: the usual time has passed"),
      ("entered", "closure, because: they no-contact", "the stage closure begins: they asked for no contact"),
      ("did", "letter", "you sent the letter"),
      ("did", "call, too early", "you called them; it was a little early"),
      ("did", "slip", "you got in touch although it was early"),
      ("they", "no-contact", "they asked for no contact"),
      ("assessed", "let-go", "you let it go"),
      ("outcome", "friends", "you are friends"),
      ("extended", "", "you wait once more"),
      ("accepted", "", "you accept that no answer comes"),
      ("coffee", "on 2026-11-28T15:00:00Z", "the date of the meeting: Sat 15:00"),
      ("coffee", "no date", "the meeting has no date"),
      ("paused", "until 2026-11-23T09:00:00Z", "nudges pause until tomorrow 09:00"),
      ("paused", "until resumed", "nudges pause until resumed"),
      ("resumed", "", "nudges go on"),
      ("ended", "finished", "the road was walked to its end"),
      ("ended", "stopped", "the journey was stopped"),
      ("nudge", "coffee/calm-welcome#1 shown", "nudge calm-welcome was shown"),
      ("nudge", "my way 2/waiting-first-week#12 later", "nudge waiting-first-week was put off"),
      ("nudge", "coffee/calm-welcome#1 shown, perhaps twice", "nudge calm-welcome was shown, perhaps twice"),
      ("nudge", "reminder/3@2026-11-22T18:30:00.25Z dismissed", "reminder 3 was closed"),
      ("nudge", "reminder/3@2026-11-22T18:30:00.25Z owed", "reminder 3 is due"),
      ("nudge", "reminder/3@2026-11-22T18:30:00.25Z sending", "reminder 3 is on its way to the desktop"),
      ("nudge", "reminder/3@2026-11-22T18:30:00.25Z gone", "reminder 3 went off the screen, perhaps unseen"),
      ("nudge", "reminder/3@2026-11-22T18:30:00.25Z done", "reminder 3 is done"),
      ("nudge", "reminder/3@2026-11-22T18:30:00.25Z missed", "reminder 3 was missed"),
      ("nudge", "coffee/calm-welcome#1 withdrawn", "nudge calm-welcome no longer applies"),
      (
        "nudge", "coffee/calm-welcome#1 missed, too-late",
        "nudge calm-welcome was missed: it came too late to be of use"
      ),
      ("nudge", "coffee/calm-welcome#1 missed, overtaken", "nudge calm-welcome was missed: the road had gone on"),
      (
        "nudge", "reminder/3@2026-11-22T18:30:00Z missed, unknown, perhaps twice",
        "reminder 3 was missed: nobody knows whether it was shown"
      ),
      ("reminder-set", "3", "reminder 3 is set"),
      ("reminder-cancelled", "3", "reminder 3 is cancelled"),
      (
        "rhythm", "UTC, quiet never, at most 3 a day and 7 a week",
        "nudges keep to UTC, quiet never, at most 3 a day and 7 a week"
      ),
      ("wrote", "urge, because of a song, strength 4", "you wrote it here instead of sending it"),
      ("wrote", "answer, own-part", "you answered a question"), ("wrote", "letter", "you worked on the letter"),
      ("safety", "none", "you answered the question about safety: none of these"),
      ("safety", "afraid, order", "you answered the question about safety: the road is closed"),
      ("rested", "", "the letter rests for a night"), ("pronouns", "she/her", "you speak of them as she/her"),
      ("upgraded", "version 3", "the journey follows version 3 of its plan"),
      // Nothing here knows whether this journey is about a coffee.
      ("did", "coffee", "you met"), ("they", "postponed", "they moved the meeting"),
      // From a newer daemon.
      ("did", "dance", "did dance"), ("entered", "calm, because: rain", "the stage calm begins: rain"),
      ("nudge", "whatever", "nudge whatever"), ("nudge", "coffee/a#1 sung", "nudge a: sung"),
      ("ended", "sold", "ended: sold"), ("sung", "until 2026-11-23T09:00:00Z", "sung: until tomorrow 09:00"),
      ("sung", "", "sung"),
    ])
  func sentence(kind: String, detail: String, expected: String) {
    let said = page { $0.log([Self.entry(kind, detail)]) }
    #expect(said.split(whereSeparator: \.isWhitespace).joined(separator: " ") == "today 17:00 \(expected)")
  }

  @Test("of a nudge's states within a minute only the last is told; the journey only when there are several")
  func pages() {
    let entries = [
      Self.entry("nudge", "coffee/a#1 owed", at: "09:00"), Self.entry("nudge", "coffee/a#1 sending", at: "09:00"),
      Self.entry("nudge", "coffee/b#1 owed", at: "09:00"), Self.entry("nudge", "coffee/a#1 shown", at: "09:00"),
      Self.entry("nudge", "coffee/a#1 done", at: "09:01"),
    ]
    let lines = ["nudge b is due", "nudge a was shown", "nudge a is done"]
    let times = ["today 09:00", "today 09:00", "today 09:01"]
    #expect(page { $0.log(entries) } == zip(times, lines).map { "\($0)  \($1)\n" }.joined())
    let several = entries.suffix(1) + [Self.entry("reminder-set", "3", at: "09:02", stream: "reminders")]
    #expect(
      page { $0.log(Array(several)) } == """
        today 09:01  coffee     nudge a is done
        today 09:02  reminders  reminder 3 is set

        """)
    #expect(page { $0.log([]) } == "The log is empty.\n")
  }

  @Test("what is in the log cannot move the cursor")
  func visible() {
    #expect(page { $0.log([Self.entry("started", "coffee, \u{1B}[2J")]) }.contains("\\u{1b}[2J"))
  }
}
