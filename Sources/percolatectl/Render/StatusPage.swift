// One screen that answers: where am I, since when, what may I do, why not more, what comes next, what waits for me.

import PercolateControl
import PercolateCore

extension Page {
  /// Everything that `percolatectl status` says.
  mutating func status(_ state: StateMessage) {
    switch state.standings.count {
    case 0: beginnings()
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
    field("Allowed now", permissions(standing.contactLeft))
    patience(standing)
    boundary(standing)
    if let invitation = words(ofInvitation: standing.invitation) { field("Invitation", invitation) }
    if let coffee = standing.coffee { field("Coffee", say(coffee), .strong) }
    if standing.paused {
      field("Paused", standing.pausedUntil.map { "until \(say($0))" } ?? "until `percolatectl resume`")
    }
    if let next = standing.next {
      field("Next nudge", say(next.due))
      paragraph(next.text, .faint, indent: 13)
    } else {
      field("Next nudge", "none, as things stand")
    }
  }

  /// That no contact is wanted, if so.
  mutating func boundary(_ standing: StandingMessage) {
    guard let since = standing.boundary else { return }
    field("Boundary", "They asked for no contact (\(sayDay(since))). That is final.", .warm)
  }

  /// The title of the journey and of its stage.
  mutating func heading(_ standing: StandingMessage) {
    paragraph(joined([standing.planTitle, standing.name].compactMap(\.self)), .strong)
    switch standing.ended {
    case "stopped": paragraph("This journey was stopped in the stage \(standing.title).")
    case .some: paragraph("This journey is over: the road was walked to its end.")
    case nil: paragraph("\(standing.title), day \(standing.day) (since \(sayDay(standing.since)))")
    }
    gap()
  }

  /// What can be told next, as commands.
  mutating func choices(_ standing: StandingMessage) {
    guard !standing.choices.isEmpty else { return }
    gap()
    paragraph("What you can tell next", .strong)
    table(standing.choices.map { ["percolatectl \($0)", meaning(of: $0)] }, indent: 2)
  }

  /// Why not yet more, and until when.
  private mutating func patience(_ standing: StandingMessage) {
    if !standing.why.isEmpty { field("Why", standing.why) }
    var times: [String] = []
    if standing.leastStayOver > here.now { times.append("at least until \(sayDay(standing.leastStayOver))") }
    if standing.usualStayOver > here.now { times.append("usually until \(sayDay(standing.usualStayOver))") }
    if let longest = standing.longestStayOver, longest > here.now {
      times.append("at the longest until \(sayDay(longest))")
    }
    if !times.isEmpty { field("This stage", times.joined(separator: ", ")) }
  }

  private func words(ofInvitation invitation: String) -> String? {
    switch Timeline.Invitation(rawValue: invitation) {
    case nil: invitation
    case .some(.none): nil
    case .open: "it is out; they have not answered yet"
    case .accepted: "they said yes"
    case .notNow: "they said not now"
    case .declined: "they said no"
    }
  }

  /// With nobody on the way: how to begin.
  private mutating func beginnings() {
    paragraph("No journey is under way.")
    gap()
    table(
      [
        ["percolatectl start", "begins one"], ["percolatectl rehearse", "shows in a minute what one is like"],
        ["percolatectl remind", "reminds you of something else"],
      ], indent: 2)
  }

  /// With several: a line each.
  private mutating func overview(_ standings: [StandingMessage]) {
    table(
      standings.map { standing in
        let stage = standing.ended == nil ? "\(standing.title), day \(standing.day)" : "over"
        let next = standing.paused ? "paused" : standing.next.map { "next nudge \(say($0.due))" } ?? "no nudge to come"
        return [standing.timeline, standing.name ?? "", stage, next]
      })
    gap()
    paragraph("`percolatectl status --timeline NAME` says more about one of them.", .faint)
  }

  private mutating func owed(_ deliveries: [DeliveryMessage]) {
    guard !deliveries.isEmpty else { return }
    gap()
    paragraph("Waiting for you", .strong)
    for delivery in deliveries {
      paragraph(joined([delivery.key, say(delivery.due), outcome(of: delivery)].compactMap(\.self)), .warm, indent: 2)
      paragraph(delivery.text, indent: 4)
    }
    paragraph("Answer with `percolatectl done` or `percolatectl later`; with a key, only that one.", .faint, indent: 2)
  }

  /// What is worth knowing of the daemon itself.
  private mutating func daemon(_ state: StateMessage) {
    gap()
    if state.missed > 0 { field("Missed", "\(state.missed) in the last week; `percolatectl missed` lists them") }
    if state.reminders > 0 {
      field("Reminders", "\(state.reminders) to come; `percolatectl remind --list` lists them")
    }
    if state.standings.isEmpty, let next = state.next { field("Next", say(next)) }
    field("Desktop", state.desktop)
    if let trouble = state.configuration { field("Trouble", trouble, .bad) }
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
