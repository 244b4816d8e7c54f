// What the tests of this target talk about: one Sunday in Universal Time, and one person on their way.

import Foundation
import PercolateControl
import PercolateCore
import PercolateFiles
import Varlink

@testable import percolatectl

extension Here {
  /// Sunday, 22 November 2026, 17:00 UTC.
  static let sunday = Here(now: moment("2026-11-22T17:00:00Z"), zone: .utc)
}

func moment(_ text: String) -> Moment { Moment(iso8601: text) ?? .earliest }

/// The text of a page that `write` fills.
func page(
  _ style: Style = .plain, words: Words = Languages.english, _ write: (inout Page) throws -> Void
) rethrows -> String {
  var page = Page(here: .sunday, style: style, words: words)
  try write(&page)
  return page.text
}

extension StandingMessage {
  /// On day 12 of waiting, as the daemon sends it; `change` edits the members.
  static func waiting(_ change: (inout [String: Any]) -> Void = { _ in }) throws -> StandingMessage {
    var members: [String: Any] = [
      "timeline": "coffee", "plan": "coffee", "planVersion": 1, "planTitle": "The long road back", "name": "Robin",
      "brokeUp": "2026-10-20T12:00:00Z", "started": "2026-10-20T12:00:00Z", "stage": "waiting", "title": "Waiting",
      "aim": "To leave them room.", "why": "The letter is read in peace.", "since": "2026-11-10T12:00:00Z", "day": 12,
      "leastStayOver": "2026-12-01T12:00:00Z", "usualStayOver": "2026-12-10T12:00:00Z",
      "longestStayOver": "2027-01-09T12:00:00Z", "contact": [String](), "choices": ["they wrote", "extend"],
      "pronouns": "they/them", "letters": 1, "slips": 0, "invitation": "none", "paused": false, "safetyFirst": false,
      "quiet": ["current": 0, "longest": 0, "total": 0],
      "next": [
        "timeline": "coffee", "nudge": "waiting-weekly", "stage": "Waiting", "due": "2026-11-23T19:30:00Z",
        "text": "Room is what lets good memories come back.",
      ],
    ]
    change(&members)
    return try JSONValue(parsing: JSONSerialization.data(withJSONObject: members)).decode()
  }
}

extension StateMessage {
  /// Everything well, with these timelines and deliveries.
  static func quiet(_ standings: [StandingMessage] = [], owed: [DeliveryMessage] = []) -> StateMessage {
    StateMessage(
      version: "1.0.0", now: Here.sunday.now, zone: "UTC", desktop: "dunst 1.9.0", configuration: nil,
      standings: standings, owed: owed, missed: 0, reminders: 0, next: nil,
      idle: standings.isEmpty ? "Nothing is scheduled: no timeline is under way." : nil)
  }
}

extension DeliveryMessage {
  /// A nudge of this morning, in the given state.
  static func nudge(_ state: Delivery.State = .owed, repeated: Bool = false) -> DeliveryMessage {
    DeliveryMessage(
      Delivery(
        key: "coffee/waiting-daily#3", timeline: "coffee", nudge: "waiting-daily", title: "Waiting",
        due: moment("2026-11-22T09:00:00Z"), late: .fold, urgency: .normal, full: "Nothing to send today.",
        discreet: "Day 12.", state: state, repeated: repeated))
  }
}

extension EntryMessage {
  /// A line of the log as the daemon sends it.
  static func line(_ told: Told, at moment: Moment = Here.sunday.now, stream: String = "coffee") -> EntryMessage {
    let (kind, fact) =
      switch told {
      case .happened(let fact): (fact.kind, FactMessage(fact))
      case .delivery(let note): ("nudge", FactMessage(note))
      case .reminderSet(let number): ("reminder-set", FactMessage(reminder: number))
      case .reminderCancelled(let number): ("reminder-cancelled", FactMessage(reminder: number))
      }
    return EntryMessage(seq: 1, at: moment, stream: stream, kind: kind, detail: "in other words", fact: fact)
  }
}

extension Told {
  /// That a nudge of this name, or the reminder of this number, was shown, for example.
  static func nudge(
    _ name: String, _ state: Delivery.State.Name, _ reason: Delivery.Reason? = nil, repeated: Bool = false
  ) -> Told {
    .delivery(
      DeliveryNote(
        key: "coffee/\(name)#1", subject: Int(name).map(DeliveryNote.Subject.reminder) ?? .nudge(name), state: state,
        reason: reason, repeated: repeated))
  }
}
