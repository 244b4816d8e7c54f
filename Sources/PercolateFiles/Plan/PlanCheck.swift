// What must hold between the parts of a plan. Each check is one function, named after what it asks for, and passes over what
// could not be read: that has its own fault already.

import PercolateCore

struct PlanCheck {
  let draft: PlanDraft
  let log: FaultLog

  func run() {
    checkThatNamesAreUnique()
    checkThatStagesExist()
    checkThatEveryStageIsReached()
    let known = KnownHappenings(draft)
    for stage in draft.stages {
      checkStay(stage)
      checkWaysOut(stage)
      checkBoundary(stage)
      checkTimedTransitions(stage)
      for nudge in stage.nudges {
        checkVariants(nudge)
        checkTime(of: nudge, in: stage, known: known)
      }
    }
  }

  private func checkThatNamesAreUnique() {
    func check(_ what: String, _ names: [Placed<String>]) {
      var first: [String: Position] = [:]
      for name in names {
        if let earlier = first[name.value] {
          log.add(
            at: name.position, "\(what) '\(name.value)' is there already, in line \(earlier.line); choose another name")
        } else {
          first[name.value] = name.position
        }
      }
    }
    check("nudge", draft.stages.flatMap(\.nudges).compactMap(\.id))
    check(
      "question",
      draft.stages.flatMap(\.questions).map { Placed(value: $0.value.id, position: $0.position) })
  }

  private func checkThatStagesExist() {
    let known = draft.stages.map(\.id.value)
    guard !known.isEmpty else { return }
    for named in [draft.start].compactMap(\.self) + draft.stages.flatMap(\.ways).compactMap(\.to)
    where !known.contains(named.value) {
      let help = Suggestion.suffix(for: named.value, among: known)
      log.add(at: named.position, "there is no stage '\(named.value)'\(help)")
    }
  }

  private func checkThatEveryStageIsReached() {
    // A way that could not be read may be the one that leads there.
    let isWhole = draft.stages.allSatisfy { $0.transitions?.allSatisfy { $0.to != nil } == true }
    guard let start = draft.start, isWhole else { return }
    var reached: Set<Stage.ID> = []
    var open = [start.value]
    while let id = open.popLast() {
      guard reached.insert(id).inserted, let stage = draft.stages.first(where: { $0.id.value == id }) else { continue }
      open += stage.ways.compactMap(\.to?.value)
    }
    // Without a start that exists, every stage would be reported.
    guard draft.stages.contains(where: { $0.id.value == start.value }) else { return }
    for stage in draft.stages where !reached.contains(stage.id.value) {
      log.add(at: stage.id.position, "stage '\(stage.id.value)' cannot be reached from '\(start.value)'")
    }
  }

  private func checkStay(_ stage: StageDraft) {
    guard let stay = stage.stay else { return }
    let days = stay.value
    if days.usual < 1 { log.add(at: stay.position, "the usual stay is at least 1 day") }
    if days.least > days.usual || days.usual > days.longest ?? days.usual {
      let longest = days.longest.map { ", \($0)" } ?? ""
      log.add(
        at: stay.position,
        "a stay grows from least to usual to longest; found \(days.least), \(days.usual)\(longest) days")
    }
  }

  private func checkWaysOut(_ stage: StageDraft) {
    let name = stage.id.value
    let leadsElsewhere = stage.transitions?.contains { $0.to?.value != name }
    if leadsElsewhere == false, stage.ends == false {
      log.add(
        at: stage.id.position,
        "nothing leads out of stage '\(name)'; add a transition, or 'ends: yes' if the journey ends here")
    }
    for way in stage.ways where way.trigger == .extend {
      if let to = way.to, to.value != name {
        log.add(at: to.position, "'extend' is one more stay in the same stage; expected '\(name)', found '\(to.value)'")
      }
    }
  }

  /// The other person's "no" must lead out of every stage that leads towards them, to one that does not.
  private func checkBoundary(_ stage: StageDraft) {
    let boundary = stage.ways.first { $0.trigger == .they(.noContact) }
    // A trigger that could not be read may be this one.
    let isWhole = stage.transitions?.allSatisfy { $0.trigger != nil } == true
    if stage.towards == true, boundary == nil, isWhole {
      log.add(
        at: stage.id.position,
        "stage '\(stage.id.value)' leads towards the other person and has no transition 'they no-contact'; "
          + "add it, or 'towards: no'")
    }
    if let to = boundary?.to, draft.stages.contains(where: { $0.id.value == to.value && $0.towards == true }) {
      log.add(
        at: to.position, "'they no-contact' must lead to a stage with 'towards: no'; '\(to.value)' leads towards them")
    }
    if stage.towards == false, let contact = stage.contact, !contact.value.isEmpty {
      log.add(at: contact.position, "a stage with 'towards: no' allows no contact; expected 'contact: none'")
    }
  }

  private func checkTimedTransitions(_ stage: StageDraft) {
    guard let stay = stage.stay else { return }
    let overdue = stage.ways.first { $0.trigger == .longestStay }
    if stay.value.longest == nil {
      if let overdue { log.add(at: overdue.position, "'longest stay' never comes: 'stay' has no 'longest'") }
      if stage.ends == true {
        log.add(at: stay.position, "a stage with 'ends: yes' needs a longest stay: the journey is over with it")
      }
    } else if let overdue, stage.ends == true {
      log.add(at: overdue.position, "'longest stay' leads nowhere here: with 'ends: yes' the journey is over by then")
    }
  }

  private func checkTime(of nudge: NudgeDraft, in stage: StageDraft, known: KnownHappenings?) {
    guard let when = nudge.when else { return }
    if case .never(let reason) = NudgeTiming(stage: stage)?.verdict(on: when.value) {
      log.add(at: when.position, "this nudge can never come: \(reason)")
    } else if let happening = when.value.anchor?.happening, let known,
      // A letter that goes out before its time is the letter all the same, so there may be one in any stage.
      happening != .letterSent, !known.contains(happening, in: stage.id.value)
    {
      log.add(
        at: when.position,
        "this nudge can never come: '\(happening.rawValue)' cannot happen in stage '\(stage.id.value)', "
          + "nor on any way into it")
    }
  }

  private func checkVariants(_ nudge: NudgeDraft) {
    guard let full = nudge.full, let discreet = nudge.discreet else { return }
    if full.value.count != discreet.value.count {
      log.add(
        at: discreet.position,
        "as many discreet variants as full ones are needed; found \(discreet.value.count) for \(full.value.count)")
    }
    if nudge.when?.value.comesOnce == false, full.value.count < 2 {
      log.add(
        at: full.position, "a nudge that comes again and again needs 2 variants or more; found \(full.value.count)")
    }
  }
}

extension StageDraft {
  /// The ways out that could be read.
  fileprivate var ways: [TransitionDraft] { transitions ?? [] }
}
