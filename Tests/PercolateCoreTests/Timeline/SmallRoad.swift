// A road short enough to see whole: two stages, three, a few nudges.

import PercolateCore
import Testing

extension Plan {
  /// A plan of these stages.
  static func small(_ stages: Stage...) -> Plan {
    Plan(name: "small", version: 1, title: "Small", about: "", start: stages[0].id, stages: stages, guards: [])
  }
}

extension Stage {
  /// A stage with what a test is about, and nothing else.
  static func named(
    _ id: String, least: Int = 0, usual: Int = 10, longest: Int? = nil, contact: Set<Contact> = [],
    towards: Bool = true,
    ends: Bool = false, to transitions: [(Trigger, Stage.ID)] = [], _ nudges: Nudge...
  ) -> Stage {
    Stage(
      id: id, title: id, aim: "", why: "", stay: Stay(least: least, usual: usual, longest: longest), contact: contact,
      towards: towards, ends: ends, transitions: transitions.map { Transition(trigger: $0.0, to: $0.1) }, questions: [],
      nudges: nudges, serves: [])
  }
}

extension Nudge {
  /// A nudge with two variants.
  static func at(_ id: String, _ when: When) -> Nudge {
    Nudge(
      id: id, when: when, serves: [], urgency: .normal, late: .fold, full: ["one", "two"], discreet: ["one", "two"])
  }

  /// A nudge on the first such day of a week, under the day's name.
  static func first(_ weekday: Weekday, _ time: String, of anchor: When.Anchor) throws -> Nudge {
    at(weekday.name.lowercased(), .once(.first(weekday, at: try #require(TimeOfDay(time))), of: anchor))
  }

  /// A nudge on a calendar event.
  static func every(_ id: String, _ event: String, from: Int = 0, until: Int? = nil) throws -> Nudge {
    at(id, .cadence(try CalendarEvent(parsing: event, zoneNamed: { _ in nil }), fromDay: from, untilDay: until))
  }
}
