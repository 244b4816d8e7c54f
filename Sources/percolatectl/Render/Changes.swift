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
      lines.append("\(gone.timeline): over")
    }
    for delivery in new.owed {
      let before = old?.owed.first { $0.key == delivery.key }
      guard before?.state != delivery.state || before?.until != delivery.until else { continue }
      let outcome = page.outcome(of: delivery) ?? "on the screen"
      lines.append("\(delivery.key): \(outcome): \(delivery.text)")
    }
    for gone in old?.owed ?? [] where !new.owed.contains(where: { $0.key == gone.key }) {
      lines.append("\(gone.key): answered or over")
    }
    if old?.desktop != new.desktop { lines.append("desktop: \(new.desktop)") }
    if old?.configuration != new.configuration { lines.append("trouble: \(new.configuration ?? "over")") }
    if old?.next != new.next { lines.append("next: \(new.next.map(page.say) ?? new.idle ?? "nothing is planned")") }
    return lines.map { "\(page.clock) \($0)" }
  }

  private static func changes(from old: StandingMessage?, to new: StandingMessage, _ page: Page) -> [String] {
    var parts: [String] = []
    if old?.stage != new.stage || old?.since != new.since { parts.append("\(new.title), day \(new.day)") }
    if old?.ended != new.ended, let ended = new.ended { parts.append(ended) }
    if old?.coffee != new.coffee, old != nil || new.coffee != nil {
      parts.append(new.coffee.map { "coffee \(page.say($0))" } ?? "no date for the coffee")
    }
    if old?.invitation != new.invitation, old != nil { parts.append("invitation \(new.invitation)") }
    if old?.boundary != new.boundary { parts.append("no contact is wanted") }
    if old?.paused ?? false != new.paused { parts.append(new.paused ? "paused" : "resumed") }
    if let slips = old?.slips, slips != new.slips { parts.append("a slip is noted") }
    return parts.map { "\(new.timeline): \($0)" }
  }
}

extension Page {
  /// The time of day now, as a line's first word.
  fileprivate var clock: String {
    let time = here.zone.civil(at: here.now).time
    return TimeOfDay(hour: time.hour, minute: time.minute, second: time.second)?.description ?? time.description
  }
}
