// What a command says when it has been heard: short, and with the next good thing to know. No reproach, whatever
// happened.

import PercolateControl
import PercolateCore

extension Page {
  /// After `start`.
  mutating func began(_ standing: StandingMessage) {
    paragraph("Your journey '\(standing.timeline)' has begun.")
    gap()
    self.standing(standing)
    choices(standing)
  }

  /// After anything that may have moved the timeline.
  mutating func noted(_ standing: StandingMessage) {
    heading(standing)
    guard standing.ended == nil else { return }
    paragraph(standing.aim)
    gap()
    boundary(standing)
    if let coffee = standing.coffee { field("Coffee", say(coffee)) }
    if standing.paused {
      field("Paused", standing.pausedUntil.map { "until \(say($0))" } ?? "until `percolatectl resume`")
    }
    field("Next nudge", standing.next.map { say($0.due) } ?? "none, as things stand")
  }

  /// After `did`.
  mutating func did(_ deed: Deed, _ reply: Control.Did.Reply) {
    if reply.slip {
      paragraph("Noted. It was a little early, and that happens; the road goes on from here.")
      gap()
    }
    noted(reply.standing)
  }

  /// `assess` without a choice.
  mutating func questions(_ standing: StandingMessage, _ stages: [StageMessage]) {
    heading(standing)
    let questions = stages.first { $0.id == standing.stage }?.questions ?? []
    if questions.isEmpty { paragraph("This stage asks no questions. \(standing.aim)") }
    for (index, question) in questions.enumerated() {
      paragraph("\(index + 1). \(question)", indent: 2, hanging: 3)
      gap()
    }
    let ways = standing.choices.filter { $0.hasPrefix("assess ") }
    guard !ways.isEmpty else { return }
    gap()
    paragraph("When you know")
    table(ways.map { ["percolatectl \($0)", meaning(of: $0)] }, indent: 2)
    if standing.leastStayOver > here.now {
      gap()
      paragraph("There is no hurry: this stage lasts until \(sayDay(standing.leastStayOver)) at least.", .faint)
    }
  }

  /// After `done` and `later`.
  mutating func answered(_ deliveries: [DeliveryMessage]) {
    if deliveries.isEmpty { paragraph("Nothing was waiting.") }
    for delivery in deliveries {
      paragraph(joined([outcome(of: delivery) ?? delivery.state, delivery.title]))
      paragraph(delivery.text, .faint, indent: 2)
    }
  }

  /// After `remind`.
  mutating func reminder(_ reminder: ReminderMessage) {
    paragraph("Reminder \(reminder.id): \(reminder.next.map(say) ?? "never, as it stands")")
    if let event = reminder.on { paragraph("and then whenever it is \(event)", .faint, indent: 2) }
  }

  /// After `remind --cancel`.
  mutating func cancelled(_ reminder: ReminderMessage) {
    paragraph("Reminder \(reminder.id) is cancelled: \(reminder.text)")
  }

  /// What became of a delivery, in a few words; nil when nothing has yet.
  func outcome(of delivery: DeliveryMessage) -> String? {
    let words: String? =
      switch delivery.state {
      case "owed": "not shown yet"
      case "sending", "shown": nil
      case "later": delivery.until.map { "put off until \(say($0))" } ?? "put off"
      case "missed": "missed" + (delivery.reason.map { ": \(reason($0))" } ?? "")
      default: delivery.state
      }
    guard delivery.repeated else { return words }
    return [words, "perhaps shown twice"].compactMap(\.self).joined(separator: ", ")
  }

  /// Why it was missed.
  private func reason(_ name: String) -> String {
    switch Delivery.Reason(rawValue: name) {
    case .tooLate: "it came too late to be of use"
    case .overtaken: "the road had gone on"
    case .unknown: "nobody knows whether it was shown"
    case nil: name
    }
  }
}
