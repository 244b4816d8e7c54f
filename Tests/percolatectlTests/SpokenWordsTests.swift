// Nothing that a page says may stand in the code. The pages are filled with words that are nothing but marks, and with facts
// in capitals; every small letter that remains was written by a programmer.

import PercolateControl
import PercolateFiles
import Testing

@testable import PercolateCore
@testable import percolatectl

extension Words {
  /// Every phrase is a mark and its blanks.
  static let unspoken: Words? = {
    let dates = DateNames(
      today: "¤", tomorrow: "¤", yesterday: "¤", weekdays: marks(7), shortWeekdays: marks(7), months: marks(12),
      shortMonths: marks(12), patterns: DateNames.Patterns(soon: "¤", thisYear: "¤", otherYear: "¤", at: "{when}"))
    let texts = Phrase.allCases.map { phrase in
      (phrase, "¤" + phrase.values.sorted().map { "{\($0)}" }.joined())
    }
    return dates.flatMap { dates in
      Words(
        language: "xx", someone: Someone(plain: "¤"), dates: dates, texts: Dictionary(uniqueKeysWithValues: texts))
    }
  }()

  private static func marks(_ count: Int) -> [String] { Array(repeating: "¤", count: count) }
}

@Suite("what is said stands in the files of words")
struct SpokenWordsTests {
  private static let triggers = Trigger.everyOne

  private func check(_ location: SourceLocation = #_sourceLocation, _ write: (inout Page) throws -> Void) throws {
    let words = try #require(Words.unspoken)
    let text = try page(words: words, write)
    // What is to be typed is the same in every language.
    let said = text.replacing(/percolatectl( [a-z-]+)*/, with: "")
    #expect(said.filter(\.isLowercase).isEmpty, "\(said)", sourceLocation: location)
    #expect(!text.isEmpty, sourceLocation: location)
  }

  private static func standing(_ change: (inout [String: Any]) -> Void = { _ in }) throws -> StandingMessage {
    try .waiting {
      for key in ["timeline", "plan", "planTitle", "name", "title", "aim", "why"] { $0[key] = key.uppercased() }
      $0["contact"] = Contact.allCases.map(\.rawValue)
      $0["letters"] = 0
      $0["choices"] = triggers
      $0["next"] = ["timeline": "T", "nudge": "N", "stage": "S", "due": "2026-11-23T19:30:00Z", "text": "TEXT"]
      change(&$0)
    }
  }

  private static func state(_ standings: [StandingMessage]) -> StateMessage {
    let states: [Delivery.State] = [
      .owed, .shown(server: "", id: 1), .gone(server: "", id: 1), .later(until: Here.sunday.now), .done, .dismissed,
      .withdrawn,
      .missed(.tooLate), .missed(.overtaken), .missed(.unknown),
    ]
    let owed = (states + states).enumerated().map { index, state in
      var delivery = DeliveryMessage.nudge(state, repeated: index < states.count)
      (delivery.key, delivery.title, delivery.text) = ("KEY/\(index)", "TITLE", "TEXT")
      return delivery
    }
    var state = StateMessage.quiet(standings, owed: owed)
    (state.desktop, state.configuration, state.idle) = ("DESKTOP", "TROUBLE", nil)
    (state.missed, state.reminders, state.next) = (2, 1, Here.sunday.now)
    return state
  }

  private static let stays: [@Sendable (inout [String: Any]) -> Void] = [
    { _ in }, { $0["plan"] = "coffee" }, { $0["paused"] = true }, { $0["ended"] = "stopped" },
    { $0["ended"] = "finished" }, { $0["contact"] = [String]() }, { $0["next"] = nil },
    {
      $0["coffee"] = "2026-11-28T15:00:00Z"
      $0["plan"] = "coffee"
    },
    { $0["coffee"] = "2026-11-28T15:00:00Z" }, { $0["boundary"] = "2026-11-21T08:00:00Z" },
    {
      $0["boundary"] = "2026-11-21T08:00:00Z"
      $0["closedBy"] = "order"
      $0["closedWhy"] = "WHY"
    },
    {
      $0["paused"] = true
      $0["pausedUntil"] = "2026-11-23T08:00:00Z"
    },
  ]

  private static func standings() throws -> [StandingMessage] {
    try stays.map { try standing($0) }
      + ["open", "accepted", "not-now", "declined"].map { answer in try standing { $0["invitation"] = answer } }
  }

  @Test("status, start, did, assess")
  func status() throws {
    for standing in try Self.standings() {
      try check { $0.status(Self.state([standing])) }
      try check { $0.began(standing) }
      try check { $0.noted(standing) }
      try check { $0.questions(standing, []) }
    }
    try check { $0.status(Self.state([])) }
    try check { $0.status(Self.state(try Self.standings())) }
  }

  @Test("monitor: from each state to each other")
  func monitor() throws {
    let states = try Self.standings().map { Self.state([$0]) } + [Self.state([]), .quiet()]
    let page = Page(here: .sunday, style: .plain, words: try #require(Words.unspoken))
    for old in states {
      for var new in states {
        new.desktop = "OTHER"
        new.next = nil
        new.configuration = nil
        new.idle = nil
        try check { page in
          for line in Changes.between(old, and: new, page) { page.paragraph(line) }
        }
      }
    }
    #expect(!Changes.between(nil, and: Self.state([]), page).isEmpty)
  }

  @Test("timeline, may, next, missed, done, remind")
  func lists() throws {
    var stages = [
      try ListPageTests.stage("WAITING", "TITLE", leads: Self.triggers.map { "\($0) -> WAITING" }),
      try ListPageTests.stage("NEXT", "TITLE"), try ListPageTests.stage("PAST", "TITLE"),
    ]
    stages[2].usualDays = 1
    for index in stages.indices { stages[index].aim = "AIM" }
    stages[1].visits = [
      VisitMessage(entered: moment("2026-10-20T12:00:00Z"), left: moment("2026-11-10T12:00:00Z"), because: nil)
    ]
    for here in ["WAITING", "NEXT", "PAST"] {
      try check { $0.road(try Self.standing { $0["stage"] = here }, stages) }
    }
    for answer in [Permission.Answer.yes, .notNow, .never] {
      let permission = Permission(answer: answer, reason: "WHY", since: Here.sunday.now, until: Here.sunday.now)
      try check { $0.answer(Control.May.Reply(permission, next: Self.triggers)) }
    }
    try check { $0.agenda([]) }
    try check { $0.missed([]) }
    try check { $0.missed(Self.state([]).owed) }
    try check { $0.answered([]) }
    try check { $0.answered(Self.state([]).owed) }
    try check { $0.reminders([]) }
    for reminder in [
      ReminderMessage(id: 1, text: "TEXT", on: nil, next: nil),
      ReminderMessage(id: 1, text: "TEXT", on: "*", next: Here.sunday.now),
    ] {
      try check { $0.reminders([reminder]) }
      try check { $0.reminder(reminder) }
      try check { $0.cancelled(reminder) }
    }
  }

  @Test("log: everything that can happen")
  func log() throws {
    let coffee = [nil, Here.sunday.now].map(Fact.coffee)
    let paused = [nil, Here.sunday.now].map(Fact.paused(until:))
    let wrote = Writing.Kind.allCases.map { Fact.wrote(Writing(kind: $0, about: "ABOUT", strength: 3, text: "TEXT")) }
    let facts: [Fact] =
      [
        .started(Beginning(plan: "PLAN", version: 1, name: "NAME", brokeUp: Here.sunday.now)),
        .rhythm(zone: "UTC", quiet: nil, limits: Limits()), .entered("STAGE", on: Here.sunday.now, because: nil),
        .entered("STAGE", on: Here.sunday.now, because: .usualStay), .extended, .accepted, .resumed, .rested,
        .did(.call, on: Here.sunday.now, early: true), .safety([]), .safety([.hurt]), .upgraded(version: 2),
      ] + coffee + paused + wrote + Pronouns.allCases.map(Fact.pronouns)
      + Ending.allCases.map(Fact.ended) + Choice.allCases.map(Fact.assessed) + Outcome.allCases.map(Fact.outcome)
      + Deed.allCases.map { .did($0, on: Here.sunday.now, early: false) }
      + Reply.allCases.map { .they($0, on: Here.sunday.now) }
    func checkLine(_ kind: String, _ fact: FactMessage) throws {
      let entry = EntryMessage(seq: 1, at: Here.sunday.now, stream: "STREAM", kind: kind, detail: "DETAIL", fact: fact)
      try check { $0.log([entry]) }
    }
    for fact in facts { try checkLine(fact.kind, FactMessage(fact)) }
    for state in Delivery.State.Name.allCases {
      for subject in [DeliveryNote.Subject.nudge("N"), .reminder(3)] {
        for repeated in [false, true] {
          try checkLine(
            "nudge", FactMessage(DeliveryNote(key: "K", subject: subject, state: state, repeated: repeated)))
        }
      }
    }
    for kind in ["reminder-set", "reminder-cancelled"] { try checkLine(kind, FactMessage(reminder: 3)) }
    try check { $0.log([]) }
  }

  @Test("rehearse: what is done, and the end", arguments: Script.allCases)
  func rehearse(script: Script) throws {
    let plan = try PlanFile.read(text: try #require(BuiltInPlans.text("coffee")), file: "built in") { _ in nil }
    var rehearsal = try Rehearsal(
      plan: plan, steps: script.steps, person: Person(), rhythm: Rhythm(zone: .utc, quiet: nil, limits: Limits()),
      level: .full, words: try #require(Words.unspoken), from: Here.sunday.now)
    let said = rehearsal.play().filter { [.deed, .end].contains($0.kind) }.map(\.text)
    #expect(Set(said) == ["¤"])
  }

  @Test("errors of the daemon")
  func errors() throws {
    let words = try #require(Words.unspoken)
    let errors: [ControlError] = [
      .noTimeline, .severalTimelines(["A", "B"]), .unknownTimeline("A"), .timelineExists("A"),
      .unknownPlan("A", known: ["B"]), .unknownDelivery("K"), .nothingOpen, .unknownReminder(3),
      .badConfiguration(["F"]), .badPlan(["F"]), .badCalendarEvent("WHY"), .unavailable("WHY"),
      .refused(code: "CODE", reason: "WHY", until: nil),
    ]
    for error in errors {
      let line = try #require(Failure(error, words: words).line)
      #expect(!line.isEmpty && line.filter(\.isLowercase).isEmpty, "\(line)")
    }
  }

  @Test("labels fit into their column, in every language")
  func labels() {
    for words in [Languages.english, Languages.italian] {
      for phrase in Phrase.allCases where phrase.rawValue.hasPrefix("label.") {
        let limit = [.labelSince, .labelUntil].contains(phrase) ? 6 : 12
        #expect(words(phrase).columns <= limit, "\(words.language) \(phrase.rawValue)")
      }
    }
  }
}

extension Trigger {
  /// The words of every trigger that there is.
  fileprivate static var everyOne: [String] {
    let triggers: [Trigger] =
      Deed.allCases.map(Trigger.did) + Reply.allCases.map(Trigger.they) + Choice.allCases.map(Trigger.assess)
      + Outcome.allCases.map(Trigger.outcome) + [.extend, .accept, .usualStay, .longestStay]
    return triggers.map(\.description)
  }
}
