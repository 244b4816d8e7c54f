// Every text that a user can type has its private place. A new kind of fact does not compile here until it has an example, and
// a new text in an old one is found by reflection.

import PercolateCore
import Testing

@Suite struct PrivateTextTests {
  private static let noon = Moment.earliest

  /// One fact of each kind, every text of it filled. The switch has no default: a new kind asks for its example.
  private static func example(after fact: Fact?) -> Fact? {
    switch fact {
    case nil:
      .started(Beginning(plan: "p", version: 1, name: "typed", pronouns: .she, brokeUp: noon))
    case .started: .rhythm(zone: "UTC", quiet: QuietHours("22:30-08:00"), limits: Limits())
    case .rhythm: .entered("calm", on: noon, because: .they(.notNow))
    case .entered: .did(.letter, on: noon, early: false)
    case .did: .they(.wrote, on: noon)
    case .they: .assessed(.mend)
    case .assessed: .extended
    case .extended: .accepted
    case .accepted: .coffee(noon)
    case .coffee: .outcome(.friends)
    case .outcome: .paused(until: noon)
    case .paused: .resumed
    case .resumed: .ended(.stopped)
    case .ended: .wrote(Writing(kind: .urge, about: "typed", choice: "typed", strength: 3, text: "typed"))
    case .wrote: .safety([.afraid])
    case .safety: .closed([.no])
    case .closed: .rested
    case .rested: .pronouns(.they)
    case .pronouns: .upgraded(version: 2)
    case .upgraded: nil
    }
  }

  private static let facts = Array(
    sequence(state: nil as Fact?) { last in
      last = example(after: last)
      return last
    })

  /// The texts of a value by their names, however deep; nil for one that could be there.
  private func texts(of value: Any, _ name: String) -> [(name: String, text: String?)] {
    if let text = value as? String { return [(name, text)] }
    if type(of: value) == String?.self { return [(name, nil)] }
    return Mirror(reflecting: value).children.flatMap { texts(of: $0.value, $0.label ?? name) }
  }

  /// What is left of a value when all that is private is taken away.
  private func check(_ before: Any, _ after: Any, readable: Set<String>) {
    for (name, text) in texts(of: before, "") where !readable.contains(name) {
      #expect(text == "typed", "'\(name)' has no private place, or no example in this test")
    }
    for (name, text) in texts(of: after, "") where !readable.contains(name) {
      #expect(text == nil || text == "", "'\(name)' is private and was not taken away")
    }
  }

  @Test func everyTextOfAFactThatAUserTypesIsPrivate() {
    #expect(Self.facts.count == 19)
    // The plan's name, the zone, the stage.
    for fact in Self.facts {
      check(fact, fact.mapPrivate { _, _ in nil }, readable: ["plan", "zone", "entered", ".0"])
    }
  }

  @Test func soAreADeliverysAndAReminders() {
    let delivery = Delivery(
      key: "coffee/calm#1", timeline: "coffee", nudge: "calm", title: "Calm", due: Self.noon, late: .fold,
      urgency: .low, full: "typed", discreet: "typed")
    check(delivery, delivery.mapPrivate { _, _ in nil }, readable: ["key", "timeline", "nudge", "title"])
    let reminder = Reminder(id: 1, text: "typed", rule: .once(Self.noon), since: Self.noon)
    check(reminder, reminder.mapPrivate { _, _ in nil }, readable: [])
  }
}
