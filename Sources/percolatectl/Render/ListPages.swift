// The lists: one row a thing, columns that line up, and a sentence when there is nothing.

import PercolateControl
import PercolateCore

extension Page {
  /// `next`
  mutating func agenda(_ planned: [PlannedMessage]) {
    guard !planned.isEmpty else {
      paragraph("Nothing is planned.")
      return
    }
    let names = Set(planned.compactMap(\.timeline))
    table(
      planned.map { one in
        let place = one.timeline == nil ? "Reminder" : one.stage
        return [say(one.due), place] + (names.count > 1 ? [one.timeline ?? ""] : []) + [one.text]
      })
  }

  /// `missed`
  mutating func missed(_ deliveries: [DeliveryMessage]) {
    guard !deliveries.isEmpty else {
      paragraph("Nothing was missed, and nothing waits for you.")
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
      paragraph("There are no reminders.")
      return
    }
    table(
      reminders.map { reminder in
        ["\(reminder.id)", reminder.next.map(say) ?? "never", reminder.on ?? "once", reminder.text]
      })
  }

  /// `log`
  mutating func log(_ entries: [EntryMessage]) {
    guard !entries.isEmpty else {
      paragraph("The log is empty.")
      return
    }
    let streams = Set(entries.map(\.stream))
    table(
      entries.map { entry in
        [say(entry.at)] + (streams.count > 1 ? [entry.stream] : []) + [entry.kind, said(entry.detail)]
      })
  }

  /// A line's detail, with its moments as people say them. They stand alone or behind a `=`.
  private func said(_ detail: String) -> String {
    detail.split(separator: " ", omittingEmptySubsequences: false).map { word in
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let value = parts.last, let moment = Moment(iso8601: value) else { return String(word) }
      return parts.dropLast().map { "\($0)=" }.joined() + say(moment)
    }.joined(separator: " ")
  }
}
