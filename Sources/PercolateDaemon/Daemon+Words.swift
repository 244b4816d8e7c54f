// What the user writes for themselves, and what comes back: a steady sentence, a question, a summary, a document to keep.
// Invariant: none of it leaves this file but in the answer to the call that asked for it.

internal import PercolateControl
internal import PercolateCore
internal import PercolateFiles
internal import PercolateStore

extension Daemon {
  /// The longest text that is kept, in bytes: some thirty pages.
  private static let longestText = 64 * 1024

  /// Keeps what the user wrote.
  func write(_ request: Control.Write) throws -> Control.Write.Reply {
    guard let kind = Writing.Kind(rawValue: request.kind) else { throw InvalidInput(parameter: "kind") }
    try check(request.about, "about", longest: 200) { !$0.unicodeScalars.contains { $0.value < 32 } }
    try check(request.choice, "choice", longest: 64) { $0.isLetter || $0.isNumber || $0 == "-" }
    if let strength = request.strength, !(1...5).contains(strength) { throw InvalidInput(parameter: "strength") }
    guard request.text.utf8.count <= Daemon.longestText else { throw InvalidInput(parameter: "text") }
    let mayBeEmpty = kind == .answer || kind == .debrief || kind == .lesson
    guard mayBeEmpty || request.text.contains(where: { !$0.isWhitespace }) else {
      throw InvalidInput(parameter: "text")
    }
    let writing = Writing(
      kind: kind, about: request.about, choice: request.choice, strength: request.strength, text: request.text)
    guard lockOnWords != .locked else {
      throw ControlError.dataLocked(support: support(for: [writing.text, writing.about ?? ""].joined(separator: "\n")))
    }
    let name = try nameForWords(request.timeline)
    // Nothing is asked of the earlier ones of another kind, and there may be thousands.
    let earlier = kind == .letter || kind == .urge ? try store.read { try $0.writings(of: name, kind: kind) } : []
    // The same letter once more is no new version, and its rest goes on.
    if kind == .letter, let latest = earlier.last, latest.writing == writing {
      return Control.Write.Reply(writing: WritingMessage(latest))
    }
    try amend(.write(writing), on: name)
    guard let kept = try store.read({ try $0.latestWriting(of: name) }) else { throw StoreError.damaged }
    var reply: String?
    if kind == .urge {
      let sentences = surroundings.interviews().urge.sentences
      reply = sentences.isEmpty ? nil : fill(sentences[earlier.count % sentences.count], of: try timeline(name))
    }
    return Control.Write.Reply(
      writing: WritingMessage(kept), reply: reply,
      support: support(for: [writing.text, writing.about ?? ""].joined(separator: "\n")))
  }

  /// What was written.
  func writings(_ request: Control.Writings) throws -> [WritingMessage] {
    let kind = try request.kind.map { text throws(InvalidInput) in
      guard let kind = Writing.Kind(rawValue: text) else { throw InvalidInput(parameter: "kind") }
      return kind
    }
    if let timeline = request.timeline { _ = try nameForWords(timeline) }
    return try store.read { try $0.writings(of: request.timeline, kind: kind) }.suffix(max(1, request.limit))
      .map(WritingMessage.init)
  }

  /// What was written and holds these words.
  func search(_ words: String, limit: Int) throws -> [WritingMessage] {
    try check(words, "words", longest: 200) { !$0.unicodeScalars.contains { $0.value < 32 } }
    return try store.read { try $0.search(words, limit: limit) }.map(WritingMessage.init)
  }

  /// Everything that happened, in order.
  func history(of timeline: String?) throws -> Control.History.Reply {
    guard lockOnWords != .locked else { throw StoreError.locked }
    let name = try nameForWords(timeline)
    let plan = try self.timeline(name).plan
    let entries = try store.read { try $0.log(stream: name, limit: .max) }.compactMap { line -> EntryMessage? in
      guard let fact = line.fact else { return nil }
      var (kind, detail, title) = (line.kind, line.detail, String?.none)
      switch fact {
      case .rhythm: return nil
      case .wrote(let writing):
        kind = writing.kind.rawValue
        detail = [writing.about, writing.choice, writing.text].compactMap(\.self).joined(separator: ": ")
      case .entered(let stage, let on, let because):
        title = plan.stage(stage)?.title
        detail = Fact.entered(title ?? stage, on: on, because: because).words
      default: break
      }
      let on = Event(at: line.at, fact).on
      return EntryMessage(
        seq: line.seq, at: on, stream: line.stream, kind: kind, detail: detail, fact: FactMessage(fact, title: title))
    }.sorted { ($0.at, $0.seq) < ($1.at, $1.seq) }
    return Control.History.Reply(standing: try standing(named: name), entries: entries)
  }

  /// What would have been sent, and was not; and what helps.
  func urges(of timeline: String?) throws -> Control.Urges.Reply {
    let name = try nameForWords(timeline)
    let timeline = try self.timeline(name)
    let urges = try store.read { try $0.writings(of: name, kind: .urge) }
    return Control.Urges.Reply(
      urges: urges.map(WritingMessage.init),
      helps: surroundings.interviews().urge.helps.map { fill($0, of: timeline) })
  }

  /// The whole journey as a document.
  func keepsake(of timeline: String?) throws -> String {
    guard lockOnWords != .locked else { throw StoreError.locked }
    let name = try nameForWords(timeline)
    guard let stored = try store.read({ try $0.timelines() }).first(where: { $0.name == name }) else {
      throw ControlError.noTimeline
    }
    return Keepsake.markdown(
      try rebuild(stored), events: stored.events, words: surroundings.words, interviews: surroundings.interviews())
  }

  /// Erases a timeline, or everything.
  func forget(_ timeline: String?, everything: Bool) throws -> [String] {
    guard everything == (timeline == nil) else { throw InvalidInput(parameter: "timeline") }
    let now = surroundings.now()
    let stored = try store.read { try $0.timelines() }.filter { timeline == nil || $0.name == timeline }
    if let timeline, stored.isEmpty { throw ControlError.unknownTimeline(timeline) }
    // The mark of a "no" is made from the name. With all gone, one that may be anybody's is left.
    guard lockOnWords != .locked || everything || stored.allSatisfy({ $0.no == nil }) else { throw StoreError.locked }
    try store.forget(
      stored.map { one in
        let no = one.no.map { KeptNo(name: one.beginning?.name, at: $0.at, concerns: $0.concerns) }
        return (name: one.name, no: no)
      }, everything: everything, at: now)
    for one in stored { drop(one.name) }
    if everything {
      reminders = []
      for key in open.keys { takeOffScreen(key) }
      open = [:]
    }
    isToBeCompacted = true
    settleAfterCommit(at: now)
    if isToBeCompacted { throw ControlError.unavailable(surroundings.words(.forgetFilesLater)) }
    return stored.map(\.name)
  }

  /// A timeline that is gone has nothing in memory and nothing on the screen.
  private func drop(_ name: String) {
    active[name] = nil
    for delivery in open.values.filter({ $0.timeline == name }) {
      takeOffScreen(delivery.key)
      open[delivery.key] = nil
    }
  }
}

extension Daemon {
  /// The journey that words are for: the named one, also when it is over; else the only one under way; else the latest.
  func nameForWords(_ name: String?) throws -> String {
    if name == nil, active.isEmpty, let latest = try store.read({ try $0.timelines() }).last { return latest.name }
    if let name, active[name] == nil, try store.read({ try $0.timelines() }).contains(where: { $0.name == name }) {
      return name
    }
    return try self.name(name)
  }

  /// The timeline of this name, under way or over.
  func timeline(_ name: String) throws -> Timeline {
    guard let timeline = try active[name]?.timeline ?? ended(name) else { throw ControlError.unknownTimeline(name) }
    return timeline
  }

  /// Carries out a command that a journey takes also when it is over.
  func amend(_ command: Command, on name: String) throws {
    guard active[name] == nil else {
      _ = try self.command(command, on: name)
      return
    }
    let timeline = try timeline(name)
    let now = surroundings.now()
    let events: [Event]
    do {
      events = try timeline.decide(command, at: now, zoneNamed: surroundings.zone)
    } catch {
      throw refusal(error, plan: timeline.plan, person: timeline.person)
    }
    try store.commit { try $0.append(events, to: name) }
    areRoadsToBeClosed = areRoadsToBeClosed || events.contains { !$0.fact.concerns.isEmpty }
    settleAfterCommit(at: now)
  }

  /// A text of the program's own, for the person that a timeline is about.
  func fill(_ text: String, of timeline: Timeline) -> String {
    Blanks.fill(text, with: timeline.person, someone: surroundings.words.someone)
  }

  /// Where to find help, when words of the user's ask for it.
  func support(for text: String) -> String? { surroundings.asksForCare(text) ? supportText : nil }

  /// The configured text, or the one that is shipped.
  var supportText: String { configurations.current.support ?? surroundings.interviews().safety.support }
}

extension WritingMessage {
  fileprivate init(_ stored: StoredWriting) {
    let writing = stored.writing
    self.init(
      seq: stored.seq, at: stored.at, timeline: stored.timeline, kind: writing.kind.rawValue, about: writing.about,
      choice: writing.choice, strength: writing.strength, text: writing.text)
  }
}
