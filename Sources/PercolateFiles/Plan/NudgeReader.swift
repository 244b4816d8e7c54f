// The nudges of a plan's file: when they are due and what they say.

import PercolateCore

extension PlanReader {
  private static let nudgeKeys = [
    "id", "when", "from", "until", "serves", "urgency", "late", "full", "discreet",
  ]

  func nudges(_ node: YAMLNode) -> [NudgeDraft] {
    if case .mapping = node.content {
      log.add(at: node.position, "'nudges': expected a list ('- id: NAME'), found a mapping")
      return []
    }
    return node.items.compactMap(nudge)
  }

  private func nudge(_ node: YAMLNode) -> NudgeDraft? {
    guard let fields = Fields(node, of: "a nudge", keys: Self.nudgeKeys, log: log) else { return nil }
    return NudgeDraft(
      id: place(fields.required("id", .identifier), at: fields["id"]),
      when: when(fields),
      serves: fields.list("serves", .advice),
      urgency: fields.optional("urgency", .choice) ?? .normal,
      late: fields.optional("late", .choice) ?? .fold,
      full: words("full", in: fields, isDiscreet: false),
      discreet: words("discreet", in: fields, isDiscreet: true))
  }

  private func when(_ fields: Fields) -> Placed<When>? {
    let first = fields.optional("from", .days)
    let last = fields.optional("until", .days)
    guard let node = fields.required("when"), let when = time(node) else { return nil }
    guard let limited = when.limited(fromDay: first ?? 0, untilDay: last) else {
      for key in ["from", "until"] where fields[key] != nil {
        log.add(at: fields.position(of: key), "'\(key)' goes with a calendar event only; this nudge comes once")
      }
      return Placed(value: when, position: node.position)
    }
    if let first, let last, last < first {
      log.add(at: fields.position(of: "until"), "'until': day \(last) is before 'from', day \(first)")
    }
    return Placed(value: limited, position: node.position)
  }

  private func time(_ node: YAMLNode) -> When? {
    guard case .text(let text, let quote) = node.content else {
      log.add(at: node.position, "'when': expected words such as '1 day after entering', found \(node.summary)")
      return nil
    }
    do {
      return try When(phrase: text, zoneNamed: zones)
    } catch {
      let column = node.position.column + quote + error.offset
      log.add(at: Position(line: node.position.line, column: column), "'when': \(error)")
      return nil
    }
  }
}
