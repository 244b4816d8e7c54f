// Timelines from what is stored of them: the events, and the plans as they were when the events happened.

import PercolateControl
import PercolateCore
import PercolateFiles
import PercolateStore

extension Surroundings {
  /// A timeline from its log and its plans. Names of zones go out of use: the local zone stands in for one that is gone, since
  /// a road at slightly other hours is better than none.
  ///
  /// - Throws: `ControlError.unavailable` when it is damaged, or of another version.
  func rebuild(_ stored: StoredTimeline) throws(ControlError) -> Timeline {
    let upgrades = stored.upgrades.compactMap { try? plan($0, of: stored.name) }
    guard stored.isWhole, upgrades.count == stored.upgrades.count, let plan = try? plan(stored.plan, of: stored.name),
      let timeline = Timeline(
        plan: plan, upgrades: upgrades, events: stored.events, zoneNamed: { zone($0) ?? localZone })
    else { throw .unavailable(words(.errorUnreadableTimeline, ["journey": stored.name])) }
    return timeline
  }

  /// A plan as it was kept with a timeline.
  func plan(_ text: String, of name: String) throws(StoreError) -> Plan {
    do {
      return try PlanFile.read(text: text, file: "the plan of \(name)", zones: zone)
    } catch {
      throw .damaged
    }
  }

  /// A text of the program's own, for the person that a timeline is about.
  func fill(_ text: String, of timeline: Timeline) -> String {
    Blanks.fill(text, with: timeline.person, someone: words.someone)
  }

  /// A refusal in words, with the plan's own where it has them.
  func refusal(_ refused: Refusal, of timeline: Timeline? = nil) -> ControlError {
    refusal(refused, plan: timeline?.plan, person: timeline?.person ?? Person())
  }

  /// The same, of a journey that has not begun.
  func refusal(_ refused: Refusal, plan: Plan?, person: Person) -> ControlError {
    let reason = refused.words(words, for: person, guards: plan?.guards ?? [])
    return .refused(code: refused.code, reason: reason, until: refused.until)
  }
}
