// A nudge's words with its blanks filled in. Invariant: what comes from the user is put in as it is and never read again for
// blanks, so that a name with braces stays a name.

extension Timeline {
  /// The delivery of an occurrence, under the timeline's own name.
  public func delivery(of occurrence: Occurrence, in timeline: String) -> Delivery {
    let nudge = occurrence.nudge
    func variant(_ texts: [String]) -> String {
      texts.isEmpty ? "" : texts[min(occurrence.variant, texts.count - 1)]
    }
    return Delivery(
      key: "\(timeline)/\(occurrence.key)", timeline: timeline, nudge: nudge.id,
      title: plan.stage(occurrence.stage)?.title ?? plan.title, due: occurrence.due, late: nudge.late,
      urgency: nudge.urgency, full: fill(variant(nudge.full), day: occurrence.day),
      discreet: fill(variant(nudge.discreet), day: occurrence.day))
  }

  /// Fills in `{name}` and `{day}`.
  public func fill(_ text: String, day: Int? = nil) -> String {
    var filled = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      filled += rest[..<open]
      rest = rest[open...]
      if rest.hasPrefix("{name}") {
        filled += name(capitalised: filled.isEmpty || filled.hasSuffix(". ") || filled.hasSuffix("? "))
        rest = rest.dropFirst("{name}".count)
      } else if let day, rest.hasPrefix("{day}") {
        filled += String(day)
        rest = rest.dropFirst("{day}".count)
      } else {
        filled += "{"
        rest = rest.dropFirst()
      }
    }
    return filled + rest
  }

  private func name(capitalised: Bool) -> String {
    beginning.name ?? (capitalised ? "The other person" : "the other person")
  }
}

extension Timeline {
  /// Whether a delivery of this timeline is still true: its nudge belongs to the present stage, and the coffee that it
  /// speaks of has not been moved.
  public func stillHolds(_ delivery: Delivery, movedCoffee: Bool) -> Bool {
    guard ended == nil else { return false }
    guard let nudge = visit.stage.nudges.first(where: { $0.id == delivery.nudge }) else { return false }
    if movedCoffee, case .once(_, of: .happening(.coffee)) = nudge.when { return false }
    return true
  }
}
