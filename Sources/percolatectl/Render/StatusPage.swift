// One screen that answers: where am I, since when, what may I do, why not more, what comes next, what waits for me.

import PercolateControl
import PercolateCore

extension Page {
  /// Everything that `percolatectl status` says.
  mutating func status(_ state: StateMessage) {
    switch state.standings.count {
    // Beginning a journey is not suggested where one may be that cannot be read.
    case 0: if state.data == nil { beginnings() }
    case 1: state.standings.first.map { standing($0) }
    default: overview(state.standings)
    }
    owed(state.owed)
    daemon(state)
    if state.standings.count == 1, let standing = state.standings.first { choices(standing) }
  }

  /// Where one timeline stands.
  mutating func standing(_ standing: StandingMessage) {
    heading(standing)
    guard standing.ended == nil else { return }
    paragraph(standing.aim)
    gap()
    field(.labelAllowed, permissions(standing.contactLeft, person: standing.person, on: standing.plan))
    patience(standing)
    boundary(standing)
    if let invitation = invitation(standing) { field(.labelInvitation, invitation) }
    coffee(standing)
    pause(standing)
    quietly(standing)
    if let next = standing.next {
      field(.labelNextNudge, say(next.due))
      paragraph(next.text, .faint, indent: 13)
    } else {
      field(.labelNextNudge, words(.statusNoNudge))
    }
  }

  /// When the two meet, if that is agreed.
  mutating func coffee(_ standing: StandingMessage) {
    guard let coffee = standing.coffee else { return }
    field(standing.isAboutCoffee ? .labelCoffee : .labelMeeting, say(coffee), .strong)
  }

  /// That nudges are paused, if so.
  mutating func pause(_ standing: StandingMessage) {
    guard standing.paused else { return }
    let until = standing.pausedUntil.map { words(.statusPausedUntil, ["when": say($0)]) }
    field(.labelPaused, until ?? words(.statusPausedOpen))
  }

  /// That no contact is wanted, if so.
  mutating func boundary(_ standing: StandingMessage) {
    guard let since = standing.boundary else { return }
    let asked = words(.statusBoundary, ["when": sayDay(since)], person: standing.person)
    switch standing.closedBy.flatMap(Boundary.init) {
    case .they, nil: field(.labelBoundary, asked, .warm)
    case .order, .safety: field(.labelBoundary, standing.closedWhy ?? asked, .warm)
    }
  }

  /// The title of the journey and of its stage.
  mutating func heading(_ standing: StandingMessage) {
    paragraph(joined([standing.planTitle, standing.name].compactMap(\.self)), .strong)
    switch standing.ended {
    case Ending.stopped.rawValue: paragraph(words(.statusStopped, ["stage": standing.title]))
    case .some: paragraph(words(.statusFinished))
    case nil:
      let day = String(standing.day)
      paragraph(words(.statusStage, ["stage": standing.title, "count": day, "since": sayDay(standing.since)]))
    }
    gap()
  }

  /// What can be told next, as commands.
  mutating func choices(_ standing: StandingMessage) {
    guard !standing.choices.isEmpty else { return }
    gap()
    paragraph(words(.statusChoices), .strong)
    table(commands(standing.choices, standing), indent: 2)
  }

  /// What can be told, as rows of a command and what it means.
  func commands(_ choices: [String], _ standing: StandingMessage) -> [[String]] {
    choices.map { ["percolatectl \($0)", meaning(of: $0, person: standing.person, on: standing.plan)] }
  }

  /// Why not yet more, and until when.
  private mutating func patience(_ standing: StandingMessage) {
    if !standing.why.isEmpty { field(.labelWhy, standing.why) }
    let stays: [(Phrase, Moment?)] = [
      (.statusLeast, standing.leastStayOver), (.statusUsually, standing.usualStayOver),
      (.statusLongest, standing.longestStayOver),
    ]
    let times = stays.compactMap { phrase, over in
      over.flatMap { $0 > here.now ? words(phrase, ["when": sayDay($0)]) : nil }
    }
    if !times.isEmpty { field(.labelStage, times.joined(separator: ", ")) }
  }

  /// With nobody on the way: how to begin.
  private mutating func beginnings() {
    paragraph(words(.statusNoJourney))
    gap()
    table(
      [
        ["percolatectl start", words(.statusBeginStart)], ["percolatectl rehearse", words(.statusBeginRehearse)],
        ["percolatectl remind", words(.statusBeginRemind)],
      ], indent: 2)
  }

  /// With several: a line each.
  private mutating func overview(_ standings: [StandingMessage]) {
    table(
      standings.map { standing in
        let stage = standing.ended == nil ? self.stage(standing) : words(.statusRowOver)
        let next = standing.next.map { words(.statusRowNext, ["when": say($0.due)]) } ?? words(.statusRowNoNudge)
        return [standing.timeline, standing.name ?? "", stage, standing.paused ? words(.statusRowPaused) : next]
      })
    gap()
    paragraph(words(.statusMore), .faint)
  }

  /// The stage and its day.
  func stage(_ standing: StandingMessage) -> String {
    words(.statusRowStage, ["stage": standing.title, "count": String(standing.day)])
  }

  private mutating func owed(_ deliveries: [DeliveryMessage]) {
    guard !deliveries.isEmpty else { return }
    gap()
    paragraph(words(.statusWaiting), .strong)
    for delivery in deliveries {
      let what = [delivery.key, sayBriefly(delivery.due), outcome(of: delivery)].compactMap(\.self)
      paragraph(joined(what), .warm, indent: 2)
      paragraph(delivery.text, indent: 4)
    }
    paragraph(words(.statusAnswer), .faint, indent: 2)
  }

  /// What is worth knowing of the daemon itself.
  private mutating func daemon(_ state: StateMessage) {
    gap()
    if state.missed > 0 { field(.labelMissed, words(.statusMissed, ["count": String(state.missed)])) }
    if state.reminders > 0 { field(.labelReminders, words(.statusReminders, ["count": String(state.reminders)])) }
    if state.standings.isEmpty, let next = state.next { field(.labelNext, say(next)) }
    field(.labelDesktop, state.desktop)
    if let lock = state.lock { field(.lockLabel, words(lock == "locked" ? .lockLocked : .lockOpen)) }
    for trouble in [state.data, state.configuration].compactMap(\.self) { field(.labelTrouble, trouble, .bad) }
  }
}

extension StandingMessage {
  /// The kinds of contact that the stage allows and that are not used up: there is one letter, and one invitation unless
  /// the answer was "not now".
  fileprivate var contactLeft: [String] {
    contact.filter { kind in
      switch Contact(rawValue: kind) {
      case .letter: letters == 0
      case .invitation:
        switch Timeline.Invitation(rawValue: invitation) {
        case .some(.none), .notNow, nil: true
        case .open, .accepted, .declined: false
        }
      case .reply, .call, .meeting, nil: true
      }
    }
  }
}
