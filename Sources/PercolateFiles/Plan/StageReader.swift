// The stages of a plan's file and what leads out of them.

import PercolateCore

extension PlanReader {
  private static let stageKeys = [
    "title", "aim", "why", "stay", "contact", "towards", "ends", "serves", "transitions", "questions", "nudges",
  ]

  func stage(_ node: YAMLNode, id: Placed<Stage.ID>) -> StageDraft {
    let what = "stage \(quoted(id.value))"
    guard let fields = Fields(node, of: what, keys: Self.stageKeys, log: log) else { return StageDraft(id: id) }
    return StageDraft(
      id: id,
      title: fields.required("title", .prose),
      aim: phrase("aim", in: fields),
      why: phrase("why", in: fields),
      stay: fields.required("stay").flatMap(stay),
      contact: fields.required("contact").flatMap(contact),
      towards: fields.optional("towards", .yesOrNo, default: true),
      ends: fields.optional("ends", .yesOrNo, default: false),
      serves: fields.list("serves", .advice),
      transitions: fields["transitions"].map(transitions) ?? .some([]),
      questions: fields["questions"].map(questions) ?? [],
      nudges: fields["nudges"].map(nudges) ?? [])
  }

  private func stay(_ node: YAMLNode) -> Placed<Stay>? {
    guard let fields = Fields(node, of: "'stay'", keys: ["least", "usual", "longest", "after-slip"], log: log) else {
      return nil
    }
    let least = fields.required("least", .days)
    let usual = fields.required("usual", .days)
    let longest = fields.optional("longest", .days)
    let afterSlip = fields.optional("after-slip", .days, default: 0)
    let longestIsRead = fields["longest"] == nil || longest != nil
    guard let least, let usual, let afterSlip, longestIsRead else { return nil }
    let stay = Stay(least: least, usual: usual, longest: longest, afterSlip: afterSlip)
    return Placed(value: stay, position: node.position)
  }

  private func contact(_ node: YAMLNode) -> Placed<Set<Contact>>? {
    if case .text("none", quote: _) = node.content { return Placed(value: [], position: node.position) }
    let kinds = node.list(of: Kind<Contact>(expectedAlso: "none"), as: "contact", log: log)
    return Placed(value: Set(kinds.map(\.value)), position: node.position)
  }

  private func transitions(_ node: YAMLNode) -> [TransitionDraft]? {
    node.entries(of: "'transitions'", log: log)?.map { entry in
      var draft = TransitionDraft(position: entry.position, trigger: Trigger(entry.key))
      if draft.trigger == nil {
        let known = Trigger.all.map(\.description)
        let help = Suggestion.closest(to: entry.key, among: known).map { "did you mean '\($0)'?" }
        log.add(
          at: entry.position,
          "unknown trigger \(quoted(entry.key)); \(help ?? "triggers are: " + known.joined(separator: ", "))")
      }
      guard case .mapping = entry.value.content else {
        draft.to = place(entry.value.read(.identifier, as: entry.key, log: log), at: entry.value)
        return draft
      }
      guard let fields = Fields(entry.value, of: "transition '\(entry.key)'", keys: ["to", "serves"], log: log) else {
        return draft
      }
      draft.to = place(fields.required("to", .identifier), at: fields["to"])
      draft.serves = fields.list("serves", .advice)
      return draft
    }
  }

  private func questions(_ node: YAMLNode) -> [Placed<Question>] {
    (node.entries(of: "'questions'", log: log) ?? []).compactMap { entry in
      if Kind.identifier.read(entry.key) == nil {
        log.add(at: entry.position, "question \(quoted(entry.key)): expected \(Kind.identifier.expected)")
      }
      guard let fields = Fields(entry.value, of: "question \(quoted(entry.key))", keys: ["ask", "serves"], log: log),
        let ask = phrase("ask", in: fields)
      else { return nil }
      let question = Question(id: entry.key, ask: ask, serves: fields.list("serves", .advice))
      return Placed(value: question, position: entry.position)
    }
  }
}

extension Kind where Value: CaseIterable & RawRepresentable<String> {
  /// One of the names of an enumeration, where one more word is allowed that the caller has read already.
  fileprivate init(expectedAlso word: String) {
    self.init(expected: Kind.choice.expected + ", or \(word)", read: Value.init(rawValue:))
  }
}
