// What a command says when it has been heard: short, and with the next good thing to know. No reproach, whatever
// happened.

import PercolateControl
import PercolateCore

extension Page {
  /// After `start`.
  mutating func began(_ standing: StandingMessage) {
    paragraph(words(.answerBegan, ["journey": standing.timeline]))
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
    coffee(standing)
    pause(standing)
    field(.labelNextNudge, standing.next.map { say($0.due) } ?? words(.statusNoNudge))
  }

  /// After `did`.
  mutating func did(_ deed: Deed, _ reply: Control.Did.Reply) {
    if reply.slip {
      paragraph(words(.answerSlip))
      gap()
    }
    noted(reply.standing)
    if reply.slip { quietDays(reply.standing.quiet) }
  }

  /// `assess` without a choice.
  mutating func questions(_ standing: StandingMessage, _ stages: [StageMessage]) {
    heading(standing)
    let questions = stages.first { $0.id == standing.stage }?.questions ?? []
    if questions.isEmpty { paragraph("\(words(.answerNoQuestions)) \(standing.aim)") }
    for (index, question) in questions.enumerated() {
      paragraph("\(index + 1). \(question)", indent: 2, hanging: 3)
      gap()
    }
    let ways = standing.choices.filter { $0.hasPrefix("assess ") }
    guard !ways.isEmpty else { return }
    gap()
    paragraph(words(.answerWhenYouKnow))
    table(commands(ways, standing), indent: 2)
    if standing.leastStayOver > here.now {
      gap()
      paragraph(words(.answerNoHurry, ["when": sayDay(standing.leastStayOver)]), .faint)
    }
  }

  /// After `done` and `later`.
  mutating func answered(_ deliveries: [DeliveryMessage]) {
    if deliveries.isEmpty { paragraph(words(.answerNothingWaited)) }
    for delivery in deliveries {
      paragraph(joined([outcome(of: delivery) ?? words(.deliveryShown), delivery.title]))
      paragraph(delivery.text, .faint, indent: 2)
    }
  }

  /// After `remind`.
  mutating func reminder(_ reminder: ReminderMessage) {
    let when = reminder.next.map(say) ?? words(.answerReminderNever)
    paragraph(words(.answerReminder, ["number": String(reminder.id), "when": when]))
    if let event = reminder.on { paragraph(words(.answerReminderEvent, ["event": event]), .faint, indent: 2) }
  }

  /// After `remind --cancel`.
  mutating func cancelled(_ reminder: ReminderMessage) {
    paragraph(words(.answerCancelled, ["number": String(reminder.id), "text": reminder.text]))
  }

  /// What became of a delivery, in a few words; nil when nothing has yet.
  func outcome(of delivery: DeliveryMessage) -> String? {
    let outcome: String? =
      switch delivery.state {
      case "owed": words(.deliveryOwed)
      case "sending", "shown": nil
      case "gone": words(.deliveryGone)
      case "later": delivery.until.map { words(.deliveryLaterUntil, ["when": say($0)]) } ?? words(.deliveryLater)
      case "missed":
        delivery.reason.map { words(.deliveryMissedBecause, ["why": reason($0)]) } ?? words(.deliveryMissed)
      case "done": words(.deliveryDone)
      case "dismissed": words(.deliveryDismissed)
      case "withdrawn": words(.deliveryWithdrawn)
      default: delivery.state
      }
    guard delivery.repeated else { return outcome }
    return [outcome, words(.deliveryRepeated)].compactMap(\.self).joined(separator: ", ")
  }

  /// Why it was missed.
  func reason(_ name: String) -> String {
    switch Delivery.Reason(rawValue: name) {
    case .tooLate: words(.deliveryTooLate)
    case .overtaken: words(.deliveryOvertaken)
    case .unknown: words(.deliveryUnknown)
    case nil: name
    }
  }
}
