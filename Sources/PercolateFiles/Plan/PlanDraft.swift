// A plan while it is read: the values, as far as they could be read, and where they stand in the file, so that what is wrong
// between two parts can be said at the place of one of them. Invariant: a draft whose file has no faults is a whole plan.

import PercolateCore

/// A value and where it stands.
struct Placed<Value> {
  var value: Value
  var position: Position
}

struct PlanDraft {
  var name: String?
  var language: String?
  var version: Int?
  var title: String?
  var about: String?
  var start: Placed<Stage.ID>?
  var guards: [Guard] = []
  var stages: [StageDraft] = []

  /// The plan, once nothing is missing.
  var plan: Plan? {
    guard let name, let language, let version, let title, let about, let start else { return nil }
    let whole = stages.compactMap(\.stage)
    guard whole.count == stages.count else { return nil }
    return Plan(
      name: name, language: language, version: version, title: title, about: about, start: start.value, stages: whole,
      guards: guards)
  }
}

/// Nil stands for what could not be read: no check may conclude anything from it.
struct StageDraft {
  var id: Placed<Stage.ID>
  var title: String?
  var aim: String?
  var why: String?
  var stay: Placed<Stay>?
  var contact: Placed<Set<Contact>>?
  var towards: Bool?
  var ends: Bool?
  var serves: [Advice] = []
  var transitions: [TransitionDraft]?
  var questions: [Placed<Question>] = []
  var nudges: [NudgeDraft] = []

  var stage: Stage? {
    guard let title, let aim, let why, let stay, let contact, let towards, let ends, let transitions else { return nil }
    let ways = transitions.compactMap(\.transition)
    let words = nudges.compactMap(\.nudge)
    guard ways.count == transitions.count, words.count == nudges.count else { return nil }
    return Stage(
      id: id.value, title: title, aim: aim, why: why, stay: stay.value, contact: contact.value, towards: towards,
      ends: ends, transitions: ways, questions: questions.map(\.value), nudges: words, serves: serves)
  }
}

struct TransitionDraft {
  var position: Position
  var trigger: Trigger?
  var to: Placed<Stage.ID>?
  var serves: [Advice] = []

  var transition: Transition? {
    guard let trigger, let to else { return nil }
    return Transition(trigger: trigger, to: to.value, serves: serves)
  }
}

struct NudgeDraft {
  var id: Placed<String>?
  var when: Placed<When>?
  var serves: [Advice]
  var urgency: Nudge.Urgency
  var late: Nudge.Late
  var full: Placed<[String]>?
  var discreet: Placed<[String]>?

  var nudge: Nudge? {
    guard let id, let when, let full, let discreet else { return nil }
    return Nudge(
      id: id.value, when: when.value, serves: serves, urgency: urgency, late: late, full: full.value,
      discreet: discreet.value)
  }
}
