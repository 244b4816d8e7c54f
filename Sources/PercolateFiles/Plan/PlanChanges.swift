// What is different between two versions of a plan, for somebody who is on their way and may go over to the newer one. It is about
// what they would meet: points of advice, which nobody sees, do not count. Invariant: two plans without a change between them
// lead to the same stages and say the same words at the same times.

public import PercolateCore

/// One difference between an old and a new version of a plan.
public enum PlanChange: Hashable, Sendable {
  /// The plan's title is another.
  case planRenamed(from: String, to: String)
  /// The plan speaks another language, as in ISO 639-1.
  case languageChanged(from: String, to: String)
  /// A journey begins in another stage.
  case startMoved(from: Stage.ID, to: Stage.ID)
  /// A rule is new.
  case guardAdded(Guard.Kind)
  /// A rule no longer holds.
  case guardRemoved(Guard.Kind)
  /// A rule is explained in other words.
  case guardReworded(Guard.Kind)
  /// A stage is new.
  case stageAdded(Stage.ID, title: String)
  /// A stage is gone.
  case stageRemoved(Stage.ID, title: String)
  /// A stage has another title.
  case stageRenamed(Stage.ID, from: String, to: String)
  /// A stage's aim, or why it is not yet time for more, is put in other words.
  case stageReworded(Stage.ID)
  /// A stage lasts for another time.
  case stayChanged(Stage.ID, from: Stay, to: Stay)
  /// A stage allows other kinds of contact.
  case contactChanged(Stage.ID, from: Set<Contact>, to: Set<Contact>)
  /// A stage now leads towards the other person, or no longer does.
  case towardsChanged(Stage.ID, to: Bool)
  /// The journey is now over with the stage's longest stay, or no longer is.
  case endsChanged(Stage.ID, to: Bool)
  /// A stage has another way out.
  case wayAdded(Stage.ID, Trigger, to: Stage.ID)
  /// A way out is gone.
  case wayRemoved(Stage.ID, Trigger, to: Stage.ID)
  /// A way out leads to another stage.
  case wayMoved(Stage.ID, Trigger, from: Stage.ID, to: Stage.ID)
  /// A stage asks another question.
  case questionAdded(Stage.ID, String)
  /// A question is no longer asked.
  case questionRemoved(Stage.ID, String)
  /// A question is put in other words.
  case questionReworded(Stage.ID, String)
  /// A nudge is new.
  case nudgeAdded(Stage.ID, String)
  /// A nudge is gone.
  case nudgeRemoved(Stage.ID, String)
  /// A nudge comes at another time.
  case nudgeRetimed(Stage.ID, String, from: When, to: When)
  /// A nudge says it in other words.
  case nudgeReworded(Stage.ID, String)
  /// A nudge asks for more or less attention, or is treated otherwise when it is late.
  case nudgeTreatedOtherwise(Stage.ID, String)
}

/// Compares plans.
public enum PlanChanges {
  /// Everything that is different, in the order of the new plan; a stage that is gone comes where it stood.
  public static func between(_ old: Plan, _ new: Plan) -> [PlanChange] {
    var changes: [PlanChange] = []
    if old.title != new.title { changes.append(.planRenamed(from: old.title, to: new.title)) }
    if old.language != new.language { changes.append(.languageChanged(from: old.language, to: new.language)) }
    if old.start != new.start { changes.append(.startMoved(from: old.start, to: new.start)) }
    changes += guards(old.guards, new.guards)
    changes += pairs(old.stages, new.stages, by: \.id).flatMap { pair -> [PlanChange] in
      switch pair {
      case .removed(let stage): [.stageRemoved(stage.id, title: stage.title)]
      case .added(let stage): [.stageAdded(stage.id, title: stage.title)]
      case .kept(let old, let new): stage(old, new)
      }
    }
    return changes
  }

  private static func guards(_ old: [Guard], _ new: [Guard]) -> [PlanChange] {
    pairs(old, new, by: \.kind).compactMap { pair in
      switch pair {
      case .removed(let rule): .guardRemoved(rule.kind)
      case .added(let rule): .guardAdded(rule.kind)
      case .kept(let old, let new): old.words == new.words ? nil : .guardReworded(new.kind)
      }
    }
  }

  private static func stage(_ old: Stage, _ new: Stage) -> [PlanChange] {
    let id = new.id
    var changes: [PlanChange] = []
    if old.title != new.title { changes.append(.stageRenamed(id, from: old.title, to: new.title)) }
    if old.aim != new.aim || old.why != new.why { changes.append(.stageReworded(id)) }
    if old.stay != new.stay { changes.append(.stayChanged(id, from: old.stay, to: new.stay)) }
    if old.contact != new.contact { changes.append(.contactChanged(id, from: old.contact, to: new.contact)) }
    if old.towards != new.towards { changes.append(.towardsChanged(id, to: new.towards)) }
    if old.ends != new.ends { changes.append(.endsChanged(id, to: new.ends)) }
    changes += pairs(old.transitions, new.transitions, by: \.trigger).compactMap { pair in
      switch pair {
      case .removed(let way): .wayRemoved(id, way.trigger, to: way.to)
      case .added(let way): .wayAdded(id, way.trigger, to: way.to)
      case .kept(let old, let new): old.to == new.to ? nil : .wayMoved(id, new.trigger, from: old.to, to: new.to)
      }
    }
    changes += pairs(old.questions, new.questions, by: \.id).compactMap { pair in
      switch pair {
      case .removed(let question): .questionRemoved(id, question.id)
      case .added(let question): .questionAdded(id, question.id)
      case .kept(let old, let new): old.ask == new.ask ? nil : .questionReworded(id, new.id)
      }
    }
    changes += pairs(old.nudges, new.nudges, by: \.id).flatMap { pair -> [PlanChange] in
      switch pair {
      case .removed(let nudge): [.nudgeRemoved(id, nudge.id)]
      case .added(let nudge): [.nudgeAdded(id, nudge.id)]
      case .kept(let old, let new): nudge(old, new, in: id)
      }
    }
    return changes
  }

  private static func nudge(_ old: Nudge, _ new: Nudge, in stage: Stage.ID) -> [PlanChange] {
    var changes: [PlanChange] = []
    if old.when != new.when { changes.append(.nudgeRetimed(stage, new.id, from: old.when, to: new.when)) }
    if old.full != new.full || old.discreet != new.discreet { changes.append(.nudgeReworded(stage, new.id)) }
    if old.urgency != new.urgency || old.late != new.late { changes.append(.nudgeTreatedOtherwise(stage, new.id)) }
    return changes
  }

  private enum Pair<Element> {
    case removed(Element)
    case added(Element)
    case kept(Element, Element)
  }

  /// Old and new elements by their names, in the new order, each removed one after the one that it came after.
  private static func pairs<Element, Name: Hashable>(
    _ old: [Element], _ new: [Element], by name: (Element) -> Name
  ) -> [Pair<Element>] {
    let kept = Set(new.map(name))
    var removed: [Name?: [Element]] = [:]
    var previous: Name?
    for element in old {
      if kept.contains(name(element)) {
        previous = name(element)
      } else {
        removed[previous, default: []].append(element)
      }
    }
    var pairs = removed[nil, default: []].map(Pair.removed)
    for element in new {
      let before = old.first { name($0) == name(element) }
      pairs.append(before.map { .kept($0, element) } ?? .added(element))
      pairs += removed[name(element), default: []].map(Pair.removed)
    }
    return pairs
  }
}
