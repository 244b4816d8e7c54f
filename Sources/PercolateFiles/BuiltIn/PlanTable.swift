// A plan as a table.

import PercolateCore

extension Plan: ConfigValue {
  static func read(yaml: String) throws(Faults) -> Plan {
    try PlanFile.parse(text: yaml, file: "built in") { _ in nil }
  }

  static func tabulate(_ plan: Plan?, _ table: inout Table) throws(TableFault) -> Plan {
    Plan(
      name: try table.text(plan?.name), language: try table.text(plan?.language),
      version: try table.number(plan?.version), title: try table.text(plan?.title), about: try table.text(plan?.about),
      start: try table.text(plan?.start), stages: try table.list(plan?.stages, Stage.tabulate),
      guards: try table.list(plan?.guards, Guard.tabulate))
  }
}

extension Guard {
  fileprivate static func tabulate(_ rule: Guard?, _ table: inout Table) throws(TableFault) -> Guard {
    Guard(
      kind: try table.choice(rule?.kind), words: try table.text(rule?.words), serves: try table.advice(rule?.serves))
  }
}

extension Stage {
  fileprivate static func tabulate(_ stage: Stage?, _ table: inout Table) throws(TableFault) -> Stage {
    Stage(
      id: try table.text(stage?.id), title: try table.text(stage?.title), aim: try table.text(stage?.aim),
      why: try table.text(stage?.why), stay: try Stay.tabulate(stage?.stay, &table),
      contact: try Contact.tabulate(stage?.contact, &table), towards: try table.flag(stage?.towards),
      ends: try table.flag(stage?.ends), transitions: try table.list(stage?.transitions, Transition.tabulate),
      questions: try table.list(stage?.questions, Question.tabulate),
      nudges: try table.list(stage?.nudges, Nudge.tabulate), serves: try table.advice(stage?.serves))
  }
}

extension Stay {
  fileprivate static func tabulate(_ stay: Stay?, _ table: inout Table) throws(TableFault) -> Stay {
    Stay(
      least: try table.number(stay?.least), usual: try table.number(stay?.usual),
      longest: try table.optional(stay?.longest) { days, table throws(TableFault) in try table.number(days) },
      afterSlip: try table.number(stay?.afterSlip))
  }
}

extension Contact {
  fileprivate static func tabulate(_ kinds: Set<Contact>?, _ table: inout Table) throws(TableFault) -> Set<Contact> {
    let names = kinds.map { kinds in allCases.filter(kinds.contains).map(\.rawValue) }
    return Set(try table.texts(names).compactMap(Contact.init))
  }
}

extension Transition {
  fileprivate static func tabulate(_ way: Transition?, _ table: inout Table) throws(TableFault) -> Transition {
    Transition(
      trigger: try Trigger.tabulate(way?.trigger, &table), to: try table.text(way?.to),
      serves: try table.advice(way?.serves))
  }
}

extension Trigger {
  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.description, $0) })

  fileprivate static func tabulate(_ trigger: Trigger?, _ table: inout Table) throws(TableFault) -> Trigger {
    guard let trigger = byName[try table.text(trigger?.description)] else { throw TableFault() }
    return trigger
  }
}

extension Question {
  fileprivate static func tabulate(_ question: Question?, _ table: inout Table) throws(TableFault) -> Question {
    Question(
      id: try table.text(question?.id), ask: try table.text(question?.ask), serves: try table.advice(question?.serves))
  }
}

extension Nudge {
  fileprivate static func tabulate(_ nudge: Nudge?, _ table: inout Table) throws(TableFault) -> Nudge {
    Nudge(
      id: try table.text(nudge?.id), when: try When.tabulate(nudge?.when, &table),
      serves: try table.advice(nudge?.serves), urgency: try table.choice(nudge?.urgency),
      late: try table.choice(nudge?.late), full: try table.texts(nudge?.full),
      discreet: try table.texts(nudge?.discreet))
  }
}

extension When {
  /// In the words of a plan. Those that are built in name no zone: they mean the user's.
  fileprivate static func tabulate(_ when: When?, _ table: inout Table) throws(TableFault) -> When {
    guard let read = try? When(phrase: try table.text(when?.phrase), zoneNamed: { _ in nil }) else {
      throw TableFault()
    }
    guard !read.comesOnce else { return read }
    let first = try table.number(when?.repetition?.fromDay)
    let last = try table.optional(when?.repetition?.untilDay) { day, table throws(TableFault) in try table.number(day) }
    return read.limited(fromDay: first, untilDay: last) ?? read
  }
}
