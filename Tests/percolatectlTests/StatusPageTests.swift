// `status` as a person sees it. One picture a situation; a change of wording is a change here.

import PercolateControl
import PercolateCore
import Testing

@testable import percolatectl

@Suite("status")
struct StatusPageTests {
  private func check(_ state: StateMessage, _ expected: String, _ location: SourceLocation = #_sourceLocation) {
    let text = page { $0.status(state) }
    #expect(text == expected + "\n", sourceLocation: location)
    #expect(text.split(separator: "\n").allSatisfy { String($0).columns <= 80 }, sourceLocation: location)
  }

  @Test("one journey: where, why not more, what comes next, what can be told")
  func oneJourney() throws {
    check(
      .quiet([try .waiting()]),
      """
      The long road back · Robin
      Waiting, day 12 (since Tue 10 Nov)

      To leave them room.

      Allowed now  nothing towards them
      Why          The letter is read in peace.
      This stage   at least until Tue 1 Dec, usually until Thu 10 Dec, at the longest
                   until Sat 9 Jan 2027
      Next nudge   tomorrow 19:30
                   Room is what lets good memories come back.

      Desktop      dunst 1.9.0

      What you can tell next
        percolatectl they wrote  they wrote to you
        percolatectl extend      wait once more
      """)
  }

  @Test("what is owed comes with its key and with how to answer")
  func owed() throws {
    check(
      .quiet(owed: [.nudge(), .nudge(.later(until: moment("2026-11-22T18:00:00Z")), repeated: true)]),
      """
      No journey is under way.

        percolatectl start     begins one
        percolatectl rehearse  shows in a minute what one is like
        percolatectl remind    reminds you of something else

      Waiting for you
        coffee/waiting-daily#3 · today 09:00 · not shown yet
          Nothing to send today.
        coffee/waiting-daily#3 · today 09:00 · put off until today 18:00, perhaps
        shown twice
          Nothing to send today.
        Answer with `percolatectl done` or `percolatectl later`; with a key, only that
        one.

      Desktop      dunst 1.9.0
      """)
  }

  @Test("several journeys: a line each, and how to ask for one")
  func several() throws {
    let other = try StandingMessage.waiting {
      $0["timeline"] = "sam"
      $0["name"] = nil
      $0["next"] = nil
      $0["paused"] = true
    }
    check(
      .quiet([try .waiting(), other]),
      """
      coffee  Robin  Waiting, day 12  next nudge tomorrow 19:30
      sam            Waiting, day 12  paused

      `percolatectl status --timeline NAME` says more about one of them.

      Desktop      dunst 1.9.0
      """)
  }

  @Test("a boundary, a coffee, a pause and trouble are all on the page")
  func everything() throws {
    let standing = try StandingMessage.waiting {
      $0["boundary"] = "2026-11-21T08:00:00Z"
      $0["coffee"] = "2026-11-28T15:00:00Z"
      $0["paused"] = true
      $0["pausedUntil"] = "2026-11-23T08:00:00Z"
      $0["invitation"] = "accepted"
      $0["contact"] = ["letter", "reply", "call", "invitation"]
      $0["choices"] = [String]()
      $0["next"] = nil
    }
    var state = StateMessage.quiet([standing])
    state.configuration = "percolate.yaml:3:1: unknown key 'quit'; did you mean 'quiet'?"
    state.missed = 2
    state.reminders = 1
    state.lock = "locked"
    check(
      state,
      """
      The long road back · Robin
      Waiting, day 12 (since Tue 10 Nov)

      To leave them room.

      Allowed now  answering what they wrote and a call
      Why          The letter is read in peace.
      This stage   at least until Tue 1 Dec, usually until Thu 10 Dec, at the longest
                   until Sat 9 Jan 2027
      Boundary     They asked for no contact (yesterday). That is final.
      Invitation   they said yes
      Coffee       Sat 15:00
      Paused       until tomorrow 08:00
      Next nudge   none, as things stand

      Missed       2 in the last week; `percolatectl missed` lists them
      Reminders    1 to come; `percolatectl remind --list` lists them
      Desktop      dunst 1.9.0
      Your words   locked; `percolatectl unlock` opens them
      Trouble      percolate.yaml:3:1: unknown key 'quit'; did you mean 'quiet'?
      """)
  }

  @Test(
    "what is allowed leaves out what is used up",
    arguments: [
      (0, "none", "the one letter and asking for a coffee"), (1, "none", "asking for a coffee"),
      (0, "not-now", "the one letter and asking for a coffee"), (0, "open", "the one letter"),
      (0, "declined", "the one letter"), (1, "accepted", "nothing towards them"),
      (1, "of a newer daemon", "asking for a coffee"),
    ])
  func allowed(letters: Int, invitation: String, expected: String) throws {
    let standing = try StandingMessage.waiting {
      $0["letters"] = letters
      $0["invitation"] = invitation
      $0["contact"] = ["letter", "invitation"]
    }
    #expect(page { $0.standing(standing) }.contains("Allowed now  \(expected)\n"))
  }

  @Test("a coffee is called so on the journey to it alone; the other person has their pronouns")
  func coffeeOrMeeting() throws {
    func text(_ plan: String) throws -> String {
      let standing = try StandingMessage.waiting {
        $0["plan"] = plan
        $0["pronouns"] = "she/her"
        $0["coffee"] = "2026-11-28T15:00:00Z"
        $0["contact"] = ["invitation", "meeting"]
        $0["choices"] = ["did invitation", "they postponed"]
      }
      return page { $0.status(.quiet([standing])) }
    }
    for (plan, expected) in [
      (
        "coffee", ["you asked her for a coffee", "she moved the coffee", "Coffee       Sat", "asking for a coffee and"]
      ),
      ("friendship", ["you asked her to meet", "she moved the meeting", "Meeting      Sat", "asking to meet and"]),
    ] {
      let text = try text(plan)
      for words in expected + ["meeting her"] { #expect(text.contains(words), "\(plan): \(text)") }
    }
  }

  @Test("a road that is closed for another reason than their no says which")
  func closed() throws {
    let standing = try StandingMessage.waiting {
      $0["boundary"] = "2026-11-22T08:00:00Z"
      $0["closedBy"] = "order"
      $0["closedWhy"] = "There is an order."
    }
    let text = page { $0.noted(standing) }
    #expect(text.contains("Boundary     There is an order.\n"))
    #expect(!text.contains("asked for no contact"))
  }

  @Test("a boundary is confirmed at once")
  func boundary() throws {
    let standing = try StandingMessage.waiting { $0["boundary"] = "2026-11-22T08:00:00Z" }
    #expect(page { $0.noted(standing) }.contains("Boundary     They asked for no contact (today). That is final.\n"))
  }

  @Test("a journey that is over says only that")
  func over() throws {
    let standing = try StandingMessage.waiting {
      $0["ended"] = "stopped"
      $0["choices"] = [String]()
    }
    check(
      .quiet([standing]),
      """
      The long road back · Robin
      This journey was stopped in the stage Waiting.

      Desktop      dunst 1.9.0
      """)
  }
}
