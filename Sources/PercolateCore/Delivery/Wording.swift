// A nudge's words with its blanks filled in. Invariant: what comes from the user is put in as it is and never read again for
// blanks, so that a name with braces stays a name.

extension Timeline {
  /// The delivery of an occurrence, under the timeline's own name. `someone` stands for a name that was not told.
  public func delivery(of occurrence: Occurrence, in timeline: String, someone: Someone) -> Delivery {
    let nudge = occurrence.nudge
    func variant(_ texts: [String]) -> String {
      texts.isEmpty ? "" : texts[min(occurrence.variant, texts.count - 1)]
    }
    return Delivery(
      key: "\(timeline)/\(occurrence.key)", timeline: timeline, nudge: nudge.id,
      title: plan.stage(occurrence.stage)?.title ?? plan.title, due: occurrence.due, late: nudge.late,
      urgency: nudge.urgency, full: fill(variant(nudge.full), someone: someone, day: occurrence.day),
      discreet: fill(variant(nudge.discreet), someone: someone, day: occurrence.day))
  }

  /// Fills in the blanks of one of the plan's texts.
  public func fill(_ text: String, someone: Someone, day: Int? = nil) -> String {
    Blanks.fill(text, with: person, someone: someone, day: day)
  }

  /// The other person, as the user speaks of them.
  public var person: Person { Person(name: beginning.name, pronouns: pronouns) }
}

extension Timeline {
  /// Whether a delivery of this timeline is still true: its nudge belongs to the present stage, and the coffee that it
  /// speaks of has not been moved.
  public func stillHolds(_ delivery: Delivery, movedCoffee: Bool) -> Bool {
    guard ended == nil else { return false }
    guard let nudge = visit.stage.nudges.first(where: { $0.id == delivery.nudge }) else { return false }
    return !movedCoffee || nudge.when.anchor != .happening(.coffee)
  }
}
