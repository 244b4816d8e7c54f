// The interviews of one language: YAML in, `Interviews` or everything that is wrong with them out. Invariant:
// interviews that are returned have every part that the program asks for, fit on a screen, and have no blank that
// cannot be filled in.

public import PercolateCore

/// Reads interviews.
public enum InterviewsFile {
  /// Reads the interviews from the text of a file.
  ///
  /// - Parameters:
  ///   - text: The file's content.
  ///   - file: The file's name, for the faults.
  /// - Throws: All faults at once. Only what is not YAML at all, or has a key twice, ends the reading early.
  public static func read(text: String, file: String) throws(Faults) -> Interviews {
    let log = FaultLog(file: file)
    return try log.check(InterviewsReader(log: log).read(YAMLNode(document: text, of: "interviews were", log: log)))
  }
}

/// Turns nodes into values, noting what cannot be read. Every part is read before any is found missing, so that its
/// author sees all faults at once.
private struct InterviewsReader {
  let log: FaultLog

  func read(_ root: YAMLNode) -> Interviews? {
    let keys = ["language", "interviews", "safety", "urge"]
    guard let fields = Fields(root, of: "the file", keys: keys, log: log) else { return nil }
    let language = fields.required("language", .languageCode)
    let named = fields.required("interviews").flatMap(interviews) ?? [:]
    let safety = fields.required("safety").flatMap(safety)
    let urge = fields.required("urge").flatMap(urge)
    guard let language, let stock = named[.stock], let debrief = named[.debrief], let lessons = named[.lessons],
      let memories = named[.memories], let safety, let urge
    else { return nil }
    return Interviews(
      language: language, stock: stock, debrief: debrief, lessons: lessons, memories: memories, safety: safety,
      urge: urge)
  }

  private func safety(_ node: YAMLNode) -> SafetyWords? {
    let keys = ["ask", "concerns", "none", "kept", "support"]
    guard let fields = Fields(node, of: "'safety'", keys: keys, log: log) else { return nil }
    let ask = words("ask", in: fields, upTo: Length.ask)
    let concerns = fields.required("concerns").flatMap(concerns)
    let none = words("none", in: fields, upTo: Length.say)
    let kept = words("kept", in: fields, upTo: Length.kept)
    let support = words("support", in: fields, upTo: Length.support)
    guard let ask, let concerns, let none, let kept, let support else { return nil }
    return SafetyWords(ask: ask, concerns: concerns, none: none, kept: kept, support: support)
  }

  /// All of them, in the program's order: the file has words for concerns and no say in which there are.
  private func concerns(_ node: YAMLNode) -> [SafetyWords.NamedConcern]? {
    let keys = Concern.allCases.map(\.rawValue)
    guard let fields = Fields(node, of: "'concerns'", keys: keys, log: log) else { return nil }
    return Concern.allCases.compactMap { concern in
      words(concern.rawValue, in: fields, upTo: Length.say).map { SafetyWords.NamedConcern(concern, say: $0) }
    }
  }

  private func urge(_ node: YAMLNode) -> UrgeWords? {
    guard let fields = Fields(node, of: "'urge'", keys: ["sentences", "helps"], log: log) else { return nil }
    let sentences = list("sentences", in: fields, upTo: Length.sentence)
    let helps = list("helps", in: fields, upTo: Length.help)
    guard let sentences, let helps else { return nil }
    return UrgeWords(sentences: sentences, helps: helps)
  }
}

extension InterviewsReader {
  private func interviews(_ node: YAMLNode) -> [Interview.Name: Interview]? {
    let keys = Interview.Name.allCases.map(\.rawValue)
    guard let fields = Fields(node, of: "'interviews'", keys: keys, log: log) else { return nil }
    let read = Interview.Name.allCases.compactMap { name in
      fields.required(name.rawValue).flatMap { interview($0, name: name) }
    }
    return Dictionary(uniqueKeysWithValues: read.map { ($0.name, $0) })
  }

  private func interview(_ node: YAMLNode, name: Interview.Name) -> Interview? {
    let keys = ["title", "intro", "closing", "undecided", "unopposed", "questions"]
    guard let fields = Fields(node, of: "interview '\(name.rawValue)'", keys: keys, log: log) else { return nil }
    let title = words("title", in: fields, upTo: Length.title)
    let intro = words("intro", in: fields, upTo: Length.frame)
    let closing = words("closing", in: fields, upTo: Length.frame)
    let questions = fields.required("questions").flatMap(questions)
    let isWeighed = questions?.contains { $0.choices.contains { $0.speaksFor != nil } } ?? false
    let weighing = isWeighed || fields["undecided"] != nil || fields["unopposed"] != nil ? weighing(fields) : nil
    guard let title, let intro, let closing, let questions else { return nil }
    return Interview(
      name: name, title: title, intro: intro, closing: closing, weighing: weighing, questions: questions)
  }

  private func weighing(_ fields: Fields) -> Interview.Weighing? {
    let undecided = words("undecided", in: fields, upTo: Length.reason)
    let unopposed = words("unopposed", in: fields, upTo: Length.reason)
    guard let undecided, let unopposed else { return nil }
    return Interview.Weighing(undecided: undecided, unopposed: unopposed)
  }

  private func questions(_ node: YAMLNode) -> [InterviewQuestion]? {
    guard let entries = node.entries(of: "'questions'", log: log) else { return nil }
    if entries.isEmpty { log.add(at: node.position, "'questions': expected at least one question, found nothing") }
    return entries.compactMap(question)
  }

  private func question(_ entry: YAMLNode.Entry) -> InterviewQuestion? {
    let what = named("question", entry)
    let keys = ["ask", "help", "serves", "essential", "choices"]
    guard let fields = Fields(entry.value, of: what, keys: keys, log: log) else { return nil }
    let ask = words("ask", in: fields, upTo: Length.ask)
    let help = fields["help"].flatMap { words($0, as: "help", upTo: Length.hint) }
    let choices = fields["choices"].map(choices) ?? .some([])
    let isEssential = fields.optional("essential", .yesOrNo, default: false)
    let serves = fields.list("serves", .advice)
    guard let ask, let choices, let isEssential else { return nil }
    return InterviewQuestion(
      id: entry.key, ask: ask, help: help, choices: choices, isEssential: isEssential, serves: serves)
  }

  private func choices(_ node: YAMLNode) -> [InterviewChoice]? {
    guard let entries = node.entries(of: "'choices'", log: log) else { return nil }
    if entries.count < 2 {
      log.add(
        at: node.position, "'choices': expected two or more, found \(entries.count); leave it out for free text")
    }
    return entries.compactMap(choice)
  }

  private func choice(_ entry: YAMLNode.Entry) -> InterviewChoice? {
    let what = named("choice", entry)
    guard let fields = Fields(entry.value, of: what, keys: ["say", "suggests", "because"], log: log) else {
      return nil
    }
    let say = words("say", in: fields, upTo: Length.say)
    let speaksFor = fields["suggests"] == nil && fields["because"] == nil ? nil : reason(fields)
    return say.map { InterviewChoice(id: entry.key, say: $0, speaksFor: speaksFor) }
  }

  private func reason(_ fields: Fields) -> InterviewChoice.Reason? {
    let suggests: Choice? = fields.required("suggests", .choice)
    let because = words("because", in: fields, upTo: Length.reason)
    guard let suggests, let because else { return nil }
    return InterviewChoice.Reason(suggests: suggests, because: because)
  }

  /// What to call an entry in a fault. Answers are kept under these names for years, so they must be names.
  private func named(_ what: String, _ entry: YAMLNode.Entry) -> String {
    if Kind.identifier.read(entry.key) == nil {
      log.add(at: entry.position, "\(what) \(quoted(entry.key)): expected \(Kind.identifier.expected)")
    }
    return "\(what) \(quoted(entry.key))"
  }
}

/// How many characters a text may have in its longest reading: a question with its help and choices is one screen.
private enum Length {
  static let title = 40
  static let frame = 240
  static let ask = 200
  static let hint = 160
  static let say = 80
  static let reason = 160
  static let kept = 350
  static let support = 500
  static let sentence = 140
  static let help = 100
}

extension InterviewsReader {
  private func words(_ key: String, in fields: Fields, upTo limit: Int) -> String? {
    fields.required(key).flatMap { words($0, as: key, upTo: limit) }
  }

  private func words(_ node: YAMLNode, as key: String, upTo limit: Int) -> String? {
    let text = node.read(.prose, as: key, log: log)
    if let text { check(text, at: node.position, as: key, upTo: limit) }
    return text
  }

  /// Words of which one is picked at a time: at least one, and none of them twice.
  private func list(_ key: String, in fields: Fields, upTo limit: Int) -> [String]? {
    guard let node = fields.required(key) else { return nil }
    if node.items.isEmpty { log.add(at: node.position, "'\(key)': expected some words, found none") }
    let texts = node.list(of: .prose, as: key, log: log)
    for text in texts { check(text.value, at: text.position, as: key, upTo: limit) }
    return texts.map(\.value)
  }

  private func check(_ text: String, at position: Position, as key: String, upTo limit: Int) {
    do {
      let blanks = try Blanks(text)
      let length = blanks.longest
      if length > limit {
        log.add(at: position, "'\(key)': these words are \(length) characters long; at most \(limit) fit here")
      }
      if blanks.saysDay { log.add(at: position, "'\(key)': {day} is for nudges; an interview has no day") }
    } catch {
      log.add(at: position, "'\(key)': \(error)")
    }
  }
}

extension Kind<String> {
  fileprivate static var languageCode: Kind {
    Kind(expected: "a language's code of two or three letters, for example 'en'") { code in
      let isCode = (2...3).contains(code.utf8.count) && code.unicodeScalars.allSatisfy { "a"..."z" ~= $0 }
      return isCode ? code : nil
    }
  }
}
