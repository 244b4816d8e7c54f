// A plan's file, format 1: YAML in, a checked `Plan` or everything that is wrong with it out. Invariant: a plan that is
// returned satisfies what `PlanCheck` checks; nothing else in the project has to look again.

public import PercolateCore

/// Reads plans.
public enum PlanFile {
  /// Reads a plan from the text of a file.
  ///
  /// - Parameters:
  ///   - text: The file's content.
  ///   - file: The file's name, for the faults.
  ///   - name: The name that the plan must have, because it is looked up by it; nil for any.
  ///   - zones: Finds a zone by its name, for calendar events that name one.
  /// - Throws: All faults at once. Only what is not YAML at all, or has a key twice, ends the reading early.
  public static func read(
    text: String, file: String, name: String? = nil, zones: @escaping (String) -> Zone?
  ) throws(Faults) -> Plan {
    if let plan = BuiltInPlans.plan(of: text), plan.name == name ?? plan.name { return plan }
    return try parse(text: text, file: file, name: name, zones: zones)
  }

  /// The same for whoever wants the file itself to be read, known or not.
  static func parse(
    text: String, file: String, name: String? = nil, zones: @escaping (String) -> Zone?
  ) throws(Faults) -> Plan {
    try draft(text: text, log: FaultLog(file: file), name: name, zones: zones).plan
  }

  /// Reads a plan as `read` does, and looks for what its author may not have meant: nudges that only an extension brings,
  /// days with more nudges than are shown, stages without a way on for the user.
  ///
  /// - Returns: The plan, and the warnings in the order of the file.
  /// - Throws: All faults at once, and no warnings then.
  public static func check(
    text: String, file: String, name: String? = nil, zones: @escaping (String) -> Zone?
  ) throws(Faults) -> (plan: Plan, warnings: [Fault]) {
    let log = FaultLog(file: file)
    let (draft, plan) = try draft(text: text, log: log, name: name, zones: zones)
    PlanWarnings(draft: draft, plan: plan, log: log).run()
    return (plan, log.warnings)
  }

  private static func draft(
    text: String, log: FaultLog, name: String?, zones: @escaping (String) -> Zone?
  ) throws(Faults) -> (draft: PlanDraft, plan: Plan) {
    let root = try YAMLNode(document: text, of: "a plan was", log: log)
    let draft = PlanReader(source: text, log: log, zones: zones).read(root, name: name)
    if let draft { PlanCheck(draft: draft, log: log).run() }
    return try log.check(draft.flatMap { draft in draft.plan.map { (draft, $0) } })
  }
}

extension PlanFile {
  /// Reads a plan from the file at a path, whatever its name.
  public static func read(path: String, zones: @escaping (String) -> Zone?) throws(Faults) -> Plan {
    try read(text: TextFile.required(path), file: path, zones: zones)
  }
}

/// Turns nodes into a draft, noting what cannot be read.
struct PlanReader {
  /// The text of the file, to find places within a scalar.
  let source: String
  let log: FaultLog
  let zones: (String) -> Zone?

  static let keys = ["plan", "language", "version", "title", "about", "start", "guards", "stages"]

  func read(_ root: YAMLNode, name: String?) -> PlanDraft? {
    guard let fields = Fields(root, of: "a plan", keys: Self.keys, log: log) else { return nil }
    var draft = PlanDraft()
    draft.name = fields.required("plan", .identifier)
    if let name, let found = draft.name, found != name, let node = fields["plan"] {
      log.add(at: node.position, "'plan': expected '\(name)', as the file is called, found '\(found)'")
    }
    draft.language = fields.optional("language", .identifier, default: Languages.fallback)
    draft.version = fields.required("version", .wholeNumber(1...999_999))
    draft.title = fields.required("title", .prose)
    draft.about = fields.required("about", .prose)
    draft.start = place(fields.required("start", .identifier), at: fields["start"])
    draft.guards = fields["guards"].map(guards) ?? []
    draft.stages = fields.required("stages").map(stages) ?? []
    return draft
  }

  private func guards(_ node: YAMLNode) -> [Guard] {
    (node.entries(of: "'guards'", log: log) ?? []).compactMap { entry in
      let kind = choice(Guard.Kind.self, entry.key, at: entry.position, as: "guard")
      guard let fields = Fields(entry.value, of: "guard '\(entry.key)'", keys: ["words", "serves"], log: log),
        let words = phrase("words", in: fields), let kind
      else { return nil }
      return Guard(kind: kind, words: words, serves: fields.list("serves", .advice))
    }
  }

  private func stages(_ node: YAMLNode) -> [StageDraft] {
    guard let entries = node.entries(of: "'stages'", log: log) else { return [] }
    if entries.isEmpty { log.add(at: node.position, "'stages': expected at least one stage, found nothing") }
    return entries.map { entry in
      if Kind.identifier.read(entry.key) == nil {
        log.add(at: entry.position, "stage \(quoted(entry.key)): expected \(Kind.identifier.expected)")
      }
      return stage(entry.value, id: Placed(value: entry.key, position: entry.position))
    }
  }

  /// The value with the position of the node that it was read from.
  func place<Value>(_ value: Value?, at node: YAMLNode?) -> Placed<Value>? {
    guard let value, let node else { return nil }
    return Placed(value: value, position: node.position)
  }

  /// A key that must be one of an enumeration's names.
  func choice<Choice: CaseIterable & RawRepresentable<String>>(
    _: Choice.Type, _ key: String, at position: Position, as what: String
  ) -> Choice? {
    if let choice = Choice(rawValue: key) { return choice }
    let help = Suggestion.suffix(for: key, among: Choice.allCases.map(\.rawValue))
    log.add(at: position, "\(what) \(quoted(key)): expected \(Kind<Choice>.choice.expected)\(help)")
    return nil
  }
}
