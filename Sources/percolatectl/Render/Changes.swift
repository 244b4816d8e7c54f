// The daemon sends its whole state after every change; a person wants to read what is different.

import PercolateControl
import PercolateCore

enum Changes {
  /// What is different in `new`, a line each; where everything stands when there was no state before.
  static func between(_ old: StateMessage?, and new: StateMessage, _ page: Page) -> [String] {
    var lines: [String] = []
    for standing in new.standings {
      let before = old?.standings.first { $0.timeline == standing.timeline }
      lines += changes(from: before, to: standing, page)
    }
    for gone in old?.standings ?? [] where !new.standings.contains(where: { $0.timeline == gone.timeline }) {
      lines.append("\(gone.timeline): \(page.words(.changeOver))")
    }
    for delivery in new.owed {
      let before = old?.owed.first { $0.key == delivery.key }
      guard before?.state != delivery.state || before?.until != delivery.until else { continue }
      let outcome = page.outcome(of: delivery) ?? page.words(.changeOnScreen)
      lines.append("\(delivery.key): \(outcome): \(delivery.text)")
    }
    for gone in old?.owed ?? [] where !new.owed.contains(where: { $0.key == gone.key }) {
      lines.append("\(gone.key): \(page.words(.changeAnswered))")
    }
    return (lines + around(old, new, page)).map { "\(page.clock) \($0)" }
  }

  /// What is different in the daemon itself.
  private static func around(_ old: StateMessage?, _ new: StateMessage, _ page: Page) -> [String] {
    var lines: [String] = []
    if old?.desktop != new.desktop { lines.append(page.words(.changeDesktop, ["what": new.desktop])) }
    for trouble in [\StateMessage.configuration, \.data] where old?[keyPath: trouble] != new[keyPath: trouble] {
      lines.append(page.words(.changeTrouble, ["what": new[keyPath: trouble] ?? page.words(.changeOver)]))
    }
    if let old, old.lock != new.lock {
      lines.append(page.words(new.lock == nil ? .lockUnsealed : new.lock == "locked" ? .lockIsLocked : .lockIsOpen))
    }
    if old?.next != new.next {
      let next = new.next.map(page.say) ?? new.idle ?? page.words(.changeNothingPlanned)
      lines.append(page.words(.changeNext, ["when": next]))
    }
    return lines
  }

  private static func changes(from old: StandingMessage?, to new: StandingMessage, _ page: Page) -> [String] {
    let words = page.words
    var parts: [String] = []
    if old?.stage != new.stage || old?.since != new.since { parts.append(page.stage(new)) }
    if old?.ended != new.ended, let ended = new.ended {
      parts.append(ended == Ending.stopped.rawValue ? words(.changeStopped) : words(.changeOver))
    }
    if old?.coffee != new.coffee, old != nil || new.coffee != nil {
      let (on, open): (Phrase, Phrase) =
        new.isAboutCoffee ? (.changeCoffee, .changeCoffeeOpen) : (.changeMeeting, .changeMeetingOpen)
      parts.append(new.coffee.map { words(on, ["when": page.say($0)]) } ?? words(open))
    }
    if old?.invitation != new.invitation, old != nil {
      parts.append(words(.changeInvitation, ["what": page.invitation(new) ?? words(.changeInvitationNone)]))
    }
    if old?.boundary != new.boundary { parts.append(closed(new, words)) }
    if old?.paused ?? false != new.paused { parts.append(words(new.paused ? .changePaused : .changeResumed)) }
    if let slips = old?.slips, slips != new.slips { parts.append(words(.changeSlip)) }
    return parts.map { "\(new.timeline): \($0)" }
  }

  private static func closed(_ standing: StandingMessage, _ words: Words) -> String {
    switch standing.closedBy.flatMap(Boundary.init) {
    case .they, nil: words(.changeBoundary)
    case .order, .safety: words(.keepClosed, person: standing.person)
    }
  }
}

extension Page {
  /// The time of day now, as a line's first word.
  fileprivate var clock: String {
    let time = here.zone.civil(at: here.now).time
    return TimeOfDay(hour: time.hour, minute: time.minute, second: time.second)?.description ?? time.description
  }
}
