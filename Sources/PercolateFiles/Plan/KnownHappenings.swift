// What can have happened when a journey is in a stage, so that a nudge that is counted from something else is found. It goes over
// every way there is, those of a history that is told at the start included. Invariant: nothing is called impossible that a
// journey on the plan could bring.

import PercolateCore

struct KnownHappenings {
  private var known: [Stage.ID: Set<Happening>] = [:]

  /// Nil when a way or a permission could not be read: it may be the one that matters.
  init?(_ draft: PlanDraft) {
    var ways: [Stage.ID: [Trigger: Stage.ID]] = [:]
    var allowed: [Stage.ID: Set<Contact>] = [:]
    for stage in draft.stages {
      guard let transitions = stage.transitions, let contact = stage.contact?.value else { return nil }
      allowed[stage.id.value] = contact
      for transition in transitions {
        guard let trigger = transition.trigger, let to = transition.to?.value else { return nil }
        ways[stage.id.value, default: [:]][trigger] = to
      }
    }
    guard let start = draft.start?.value else { return nil }
    let order = draft.stages.map(\.id.value)
    known[start] = [.breakup]
    var changed = true
    while changed {
      let before = known
      for (index, id) in order.enumerated() {
        guard let entered = known[id] else { continue }
        let out = ways[id] ?? [:]
        let here = entered.union(Self.happening(allowed: allowed[id] ?? [], ways: out))
        known[id] = here
        for (trigger, to) in out { known[to, default: []].formUnion(Self.after(trigger, here)) }
        // A history that is told at the start goes on in the first later stage that knows what to do with its next event.
        for later in order[index...].dropFirst() where ways[later]?.keys.contains(where: \.isEvent) == true {
          known[later, default: []].formUnion(here)
        }
      }
      changed = known != before
    }
  }

  /// Whether the plan has a way on which this has happened when a journey is in the stage. A slip is possible everywhere.
  func contains(_ happening: Happening, in stage: Stage.ID) -> Bool {
    // A stage that nothing leads to has a fault of its own.
    happening == .slip || known[stage]?.contains(happening) ?? true
  }

  /// The happenings that are possible in a stage without leaving it.
  private static func happening(allowed: Set<Contact>, ways: [Trigger: Stage.ID]) -> Set<Happening> {
    var found: Set<Happening> = []
    for deed in Deed.allCases where deed.contact.map(allowed.contains) == true && ways[.did(deed)] == nil {
      found.formUnion([Trigger.did(deed).happening].compactMap(\.self))
    }
    let gettingInTouch: [Reply] = [.wrote, .called, .invited]
    if gettingInTouch.contains(where: { ways[.they($0)] == nil }) { found.insert(.theyWrote) }
    if allowed.contains(.meeting) { found.insert(.coffee) }
    return found
  }

  /// The happenings that are known once a trigger has led to another stage.
  private static func after(_ trigger: Trigger, _ earlier: Set<Happening>) -> Set<Happening> {
    var all = earlier
    switch trigger {
    case .did(.coffee), .they(.declined), .they(.notNow), .they(.postponed), .they(.movedOn), .they(.noContact):
      all.remove(.coffee)
    case .did, .they, .assess, .extend, .accept, .outcome, .usualStay, .longestStay: break
    }
    return all.union([trigger.happening].compactMap(\.self))
  }
}

extension Trigger {
  /// The happening that the trigger brings; nil when it brings none.
  var happening: Happening? {
    switch self {
    case .did(.letter): .letterSent
    case .did(.reply): .replied
    case .did(.call): .called
    case .did(.invitation): .invited
    case .did(.coffee): .coffeeHad
    case .did(.slip): .slip
    case .they(.wrote), .they(.called), .they(.invited): .theyWrote
    case .they, .assess, .extend, .accept, .outcome, .usualStay, .longestStay: nil
    }
  }

  /// Whether the history that is told at the start can hold it.
  fileprivate var isEvent: Bool {
    switch self {
    case .did, .they: true
    case .assess, .extend, .accept, .outcome, .usualStay, .longestStay: false
    }
  }
}
