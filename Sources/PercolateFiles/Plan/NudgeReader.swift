// The nudges of a plan's file: when they are due and what they say.

internal import PercolateCore

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
      full: words("full", in: fields, allowsName: true),
      discreet: words("discreet", in: fields, allowsName: false))
  }

  private func when(_ fields: Fields) -> Placed<When>? {
    let first = fields.optional("from", .days)
    let last = fields.optional("until", .days)
    guard let node = fields.required("when"), let when = phrase(node) else { return nil }
    switch when {
    case .once:
      for key in ["from", "until"] where fields[key] != nil {
        log.add(at: fields.position(of: key), "'\(key)' goes with a calendar event only; this nudge comes once")
      }
      return Placed(value: when, position: node.position)
    case .cadence(let event, fromDay: _, untilDay: _):
      if let first, let last, last < first {
        log.add(at: fields.position(of: "until"), "'until': day \(last) is before 'from', day \(first)")
      }
      return Placed(value: .cadence(event, fromDay: first ?? 0, untilDay: last), position: node.position)
    }
  }

  private func phrase(_ node: YAMLNode) -> When? {
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

  /// One or more variants of a nudge's words.
  private func words(_ key: String, in fields: Fields, allowsName: Bool) -> Placed<[String]>? {
    guard let node = fields.required(key) else { return nil }
    if node.items.isEmpty { log.add(at: node.position, "'\(key)': expected some words, found none") }
    let variants: [String] = node.items.compactMap { item in
      guard let text = item.read(.prose, as: key, log: log) else { return nil }
      for fault in Words.faults(in: text, allowsName: allowsName) { log.add(at: item.position, "'\(key)': \(fault)") }
      return text
    }
    return variants.count == node.items.count ? Placed(value: variants, position: node.position) : nil
  }
}

/// What a popup can hold.
enum Words {
  /// Notification servers cut a body off after a few lines; 180 characters is three of them.
  static let maximumLength = 180
  /// What `{name}` counts for: a name as long as most.
  static let nameLength = 8

  static func faults(in text: String, allowsName: Bool) -> [String] {
    var faults: [String] = []
    let placeholders = text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().map {
      $0.prefix { $0 != "}" }
    }
    for placeholder in placeholders {
      switch placeholder {
      case "day": break
      case "name" where allowsName: break
      case "name": faults.append("{name} would tell whoever looks over the shoulder; say it without")
      default: faults.append("unknown placeholder \(quoted("{\(placeholder)}")); {name} and {day} are known")
      }
    }
    let length = text.count - placeholders.count { $0 == "name" } * ("{name}".count - nameLength)
    if length > maximumLength {
      faults.append("these words are \(length) characters long; at most \(maximumLength) fit into a popup")
    }
    return faults
  }
}
