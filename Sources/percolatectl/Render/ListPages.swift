// The lists: one row a thing, columns that line up, and a sentence when there is nothing.

import PercolateControl
import PercolateCore

extension Page {
  /// `next`
  mutating func agenda(_ planned: [PlannedMessage]) {
    guard !planned.isEmpty else {
      paragraph(words(.listNothingPlanned))
      return
    }
    let names = Set(planned.compactMap(\.timeline))
    table(
      planned.map { one in
        let place = one.timeline == nil ? words(.popupReminder) : one.stage
        return [sayBriefly(one.due), place] + (names.count > 1 ? [one.timeline ?? ""] : []) + [one.text]
      })
  }

  /// `missed`
  mutating func missed(_ deliveries: [DeliveryMessage]) {
    guard !deliveries.isEmpty else {
      paragraph(words(.listNothingMissed))
      return
    }
    for delivery in deliveries {
      paragraph(joined([say(delivery.due), delivery.title, outcome(of: delivery)].compactMap(\.self)), .strong)
      paragraph(delivery.text, indent: 2)
      paragraph(delivery.key, .faint, indent: 2)
      gap()
    }
  }

  /// `remind --list`
  mutating func reminders(_ reminders: [ReminderMessage]) {
    guard !reminders.isEmpty else {
      paragraph(words(.listNoReminders))
      return
    }
    table(
      reminders.map { reminder in
        let next = reminder.next.map(sayBriefly) ?? words(.listNever)
        return ["\(reminder.id)", next, reminder.on ?? words(.listOnce), reminder.text]
      })
  }
}
