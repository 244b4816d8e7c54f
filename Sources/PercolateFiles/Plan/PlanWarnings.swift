// What a plan may do that its author did not mean. Each check is one function, named after what it asks for. Invariant: a warning
// never stops anybody; a plan with warnings runs, and does what it says.

import PercolateCore

struct PlanWarnings {
  let draft: PlanDraft
  let plan: Plan
  let log: FaultLog

  func run() {
    let known = KnownHappenings(draft)
    let closed = plan.stagesAfterNo
    for (written, stage) in zip(draft.stages, plan.stages) {
      warnOfNoWayOn(stage, closed: closed, at: written.id.position)
      for (note, nudge) in zip(written.nudges, stage.nudges) {
        guard let position = note.when?.position else { continue }
        warnOfTime(nudge, in: written, known: known, at: position)
      }
      warnOfCrowds(stage, written)
    }
    warnOfCircles()
  }

  /// Warns of a stage that only the other person can end, since they may never do anything.
  private func warnOfNoWayOn(_ stage: Stage, closed: Set<Stage.ID>, at position: Position) {
    guard !stage.ends else { return }
    let own = stage.transitions.filter { way in
      if case .they = way.trigger { false } else { way.to != stage.id }
    }
    if own.isEmpty {
      log.warn(
        at: position,
        "only the other person can end stage '\(stage.id)'; add a way of the user's or of time, such as 'accept' or "
          + "'longest stay'")
    } else if closed.contains(stage.id), own.allSatisfy({ plan.stage($0.to)?.towards == true }) {
      log.warn(
        at: position,
        "after a 'no' nothing leads out of stage '\(stage.id)'; add a way to a stage with 'towards: no', or 'ends: yes'"
      )
    }
  }

  private func warnOfTime(_ nudge: Nudge, in stage: StageDraft, known: KnownHappenings?, at position: Position) {
    let timing = NudgeTiming(stage: stage)
    switch timing?.verdict(on: nudge.when) {
    case .seldom(let reason): log.warn(at: position, "this nudge comes on some journeys only: \(reason)")
    case .extended(let reason):
      log.warn(at: position, "this nudge comes only after \(timing?.stretchedBy ?? ""): \(reason)", .note)
    case .never, nil: break
    }
    if nudge.when.anchor == .happening(.letterSent),
      known?.contains(.letterSent, in: stage.id.value) == false
    {
      log.warn(
        at: position,
        "this nudge comes only after a letter that went out before its time: no way into stage "
          + "'\(stage.id.value)' brings 'did letter'")
    }
    if let repetition = nudge.when.repetition, case let (event, first) = (repetition.event, repetition.fromDay),
      let last = [repetition.untilDay, timing?.lastDay].compactMap(\.self).min(), first <= last,
      !event.comesWithin(days: last - first + 1)
    {
      log.warn(
        at: position,
        "this nudge comes on some journeys only: not every stretch from day \(first) to day \(last) has a "
          + "date that matches '\(event)'")
    }
  }

  private func warnOfCrowds(_ stage: Stage, _ written: StageDraft) {
    for crowd in NudgeCount(stage, in: plan, lastDay: NudgeTiming(stage: written)?.lastDay).crowds() {
      let last = written.nudges.last { nudge in nudge.id.map { crowd.nudges.contains($0.value) } == true }
      guard let position = last?.when?.position else { continue }
      log.warn(at: position, crowd.description)
    }
  }

  /// Warns of stages that lead round in a circle by time alone.
  private func warnOfCircles() {
    var seen: Set<Stage.ID> = []
    for stage in plan.stages where !seen.contains(stage.id) {
      var path: [Stage.ID] = []
      var next: Stage? = stage
      while let here = next, !seen.contains(here.id) {
        seen.insert(here.id)
        path.append(here.id)
        next = here.timedWay.flatMap { plan.stage($0.to) }
      }
      guard let back = next?.id, let begin = path.firstIndex(of: back), let way = plan.stage(back)?.timedWay else {
        continue
      }
      let written = draft.stages.first { $0.id.value == back }?.transitions?.first { $0.trigger == way.trigger }
      guard let position = written?.position else { continue }
      log.warn(
        at: position,
        "time alone goes round for ever: " + (path[begin...] + [back]).joined(separator: " -> ")
          + "; let one of them wait for the user, or end")
    }
  }
}

extension Plan {
  /// The stages in which a journey can be once the other person has said no.
  fileprivate var stagesAfterNo: Set<Stage.ID> {
    let leads = stages.compactMap { $0.transition(on: .they(.noContact))?.to }
    let stays = stages.filter { !$0.towards && $0.transition(on: .they(.noContact)) == nil }.map(\.id)
    var found: Set<Stage.ID> = []
    var open = leads + stays
    while let id = open.popLast() {
      guard let stage = stage(id), !stage.towards, found.insert(id).inserted else { continue }
      open += stage.transitions.map(\.to)
    }
    return found
  }
}

extension Stage {
  /// The transition that time alone takes.
  fileprivate var timedWay: Transition? { transition(on: .usualStay) ?? transition(on: .longestStay) }
}
