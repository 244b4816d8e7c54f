// A journey in fast motion, on the same core that keeps the real ones. Pure: a plan, a script and a first moment go in,
// and the scenes come out, all of them, in order. Invariant: it ends, whatever the plan says.

import PercolateControl
import PercolateCore
import Varlink

/// What a rehearsal shows at one moment.
struct Scene: Hashable, JSONEncodable {
  /// What kind of scene.
  enum Kind: String, Hashable {
    /// A stage is entered.
    case stage
    /// Somebody does something.
    case deed
    /// A nudge.
    case nudge
    /// It is over.
    case end
  }

  /// What kind of scene.
  var kind: Kind
  /// When it would be.
  var at: Moment
  /// How many days after the breakup.
  var day: Int
  /// The title of the stage.
  var stage: String
  /// What is said.
  var text: String
  /// The title of a nudge's popup.
  var summary: String?

  var json: JSONValue {
    JSONValue(fields: [
      "kind": kind.rawValue.json, "at": at.json, "day": day.json, "stage": stage.json, "text": text.json,
      "summary": summary.json,
    ])
  }
}

/// Plays a script on a plan.
struct Rehearsal {
  private var timeline: Timeline
  private var steps: ArraySlice<Step>
  private let level: TextLevel
  private let words: Words
  private let zoneNamed: (String) -> Zone?
  private var now: Moment
  private var scenes: [Scene] = []

  /// Prepares a journey that begins at `start` with the breakup.
  init(
    plan: Plan, steps: [Step], person: Person, rhythm: Rhythm, level: TextLevel, words: Words, from start: Moment
  ) throws(Refusal) {
    let beginning = Beginning(
      plan: plan.name, version: plan.version, name: person.name, pronouns: person.pronouns, brokeUp: start)
    let zoneNamed: (String) -> Zone? = { $0 == rhythm.zone.name ? rhythm.zone : nil }
    let events = try Timeline.begin(beginning, plan: plan, rhythm: rhythm, history: [], at: start)
    guard let timeline = Timeline(plan: plan, events: events, zoneNamed: zoneNamed) else { throw .unknownStage }
    self.timeline = timeline
    self.steps = steps[...]
    self.level = level
    self.words = words
    self.zoneNamed = zoneNamed
    now = start
    add(.stage, at: start, fill(timeline.visit.stage.aim))
  }

  /// All scenes. Each turn ends a stage or uses up a step, and a plan that goes in circles is left after a while.
  mutating func play() -> [Scene] {
    for _ in 0..<Rehearsal.mostTurns where timeline.ended == nil {
      guard turn() else { break }
    }
    let end = min(timeline.longestStayOver ?? .latest, now.adding(Rehearsal.longestWait))
    if timeline.ended == nil { add(timeline.due(through: end), said: timeline) }
    return scenes
  }

  private static let mostTurns = 200
  private static let longestWait = Duration.seconds(120 * 86_400)

  /// Goes on to the next step or to what time brings before it; false when nothing is left to happen.
  private mutating func turn() -> Bool {
    let step = steps.first.flatMap { fits($0) ? $0 : nil }
    let moment = step.map(moment(of:)) ?? now.adding(Rehearsal.longestWait)
    if let event = (try? timeline.decide(.tick, at: moment, zoneNamed: zoneNamed))?.first {
      take(event)
      return true
    }
    guard let next = steps.popFirst() else { return false }
    // A step that no stage in reach has a place for is left out.
    if step != nil { perform(next, at: moment) }
    return true
  }

  /// Whether the step means something in the present stage.
  private func fits(_ step: Step) -> Bool {
    switch step.trigger {
    case .did(.slip): timeline.visit.stage.contact.isEmpty
    case .did(let deed):
      deed.contact.map(timeline.visit.stage.contact.contains) ?? true || timeline.choices.contains(step.trigger)
    case .they, .assess, .extend, .accept, .outcome: timeline.choices.contains(step.trigger)
    case .usualStay, .longestStay: false
    }
  }

  private func moment(of step: Step) -> Moment {
    let stay = timeline.visit.stage.stay
    switch step.pace {
    case .ready: return max(now, evening(max(stay.least, stay.usual * 2 / 3), of: timeline.visit.on))
    case .soon: return now.adding(.seconds(3 * 3600))
    case .nextDay: return evening(1, of: now)
    case .late: return max(now, timeline.usualStayOver.subtracting(.seconds(3600)))
    case .atTheCoffee: return max(now, timeline.happenings[.coffee]?.adding(.seconds(2 * 3600)) ?? evening(3, of: now))
    }
  }

  private mutating func perform(_ step: Step, at moment: Moment) {
    now = moment
    guard let command = step.command(at: moment) else { return }
    for event in decide(command, at: moment) { take(event) }
    guard let days = step.coffeeInDays else { return }
    let date = evening(days, of: moment, hour: 15)
    for event in decide(.coffee(date), at: moment) { take(event) }
  }

  /// What a command brings; in a rehearsal nobody is in danger.
  private mutating func decide(_ command: Command, at moment: Moment) -> [Event] {
    do throws(Refusal) {
      return try timeline.decide(command, at: moment, zoneNamed: zoneNamed)
    } catch {
      guard error == .safetyFirst else { return [] }
      for event in (try? timeline.decide(.safety([]), at: moment, zoneNamed: zoneNamed)) ?? [] { take(event) }
      return (try? timeline.decide(command, at: moment, zoneNamed: zoneNamed)) ?? []
    }
  }

  private func fill(_ text: String) -> String { timeline.fill(text, someone: words.someone) }

  private func meaning(of trigger: Trigger) -> String {
    words(Phrase(trigger, on: timeline.plan.name), person: timeline.person)
  }

  /// Lets an event happen: what was due before it is shown first.
  private mutating func take(_ event: Event) {
    let before = timeline
    guard let due = timeline.apply(event, zoneNamed: zoneNamed) else { return }
    add(due, said: before)
    now = max(now, event.at)
    switch event.fact {
    case .entered: add(.stage, at: event.at, fill(timeline.visit.stage.aim))
    case .did(let deed, _, _): add(.deed, at: event.at, meaning(of: .did(deed)))
    case .they(let reply, _): add(.deed, at: event.at, meaning(of: .they(reply)))
    case .assessed(let choice): add(.deed, at: event.at, meaning(of: .assess(choice)))
    case .extended: add(.deed, at: event.at, words(.logExtended))
    case .accepted: add(.deed, at: event.at, words(.logAccepted))
    case .outcome(let outcome): add(.deed, at: event.at, meaning(of: .outcome(outcome)))
    case .ended: add(.end, at: event.at, words(.rehearseEnd))
    case .started, .rhythm, .coffee, .paused, .resumed, .wrote, .safety, .closed, .rested, .pronouns, .upgraded: break
    }
  }

  private mutating func add(_ due: [Occurrence], said timeline: Timeline) {
    for occurrence in due {
      let delivery = timeline.delivery(of: occurrence, in: "rehearsal", someone: words.someone)
      let (summary, body) = delivery.words(level, words)
      add(.nudge, at: occurrence.due, body, summary: summary)
    }
  }

  private mutating func add(_ kind: Scene.Kind, at moment: Moment, _ text: String, summary: String? = nil) {
    let zone = timeline.rhythm.zone
    let day = zone.civil(at: moment).date.dayNumber - zone.civil(at: timeline.beginning.brokeUp).date.dayNumber
    scenes.append(
      Scene(kind: kind, at: moment, day: day, stage: timeline.visit.stage.title, text: text, summary: summary))
  }

  /// That hour of the day so many days later.
  private func evening(_ days: Int, of moment: Moment, hour: Int = 18) -> Moment {
    let zone = timeline.rhythm.zone
    let civil = zone.civil(at: moment)
    let time = TimeOfDay(hour: hour, minute: 0) ?? civil.time
    return zone.moment(of: CivilTime(date: civil.date.adding(days: days), time: time))
  }
}
