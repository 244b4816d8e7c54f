// What the user writes for themselves, and what comes back: a steady sentence, a question, a summary, a document to keep.
// Invariant: none of it leaves this file but in the answer to the call that asked for it.

import PercolateControl
import PercolateCore
import PercolateFiles
import PercolateStore

extension Requests {
  static let words: [Route] = [
    .act(Control.Write.self) { daemon, call in try daemon.write(call) },
    .look(Control.Writings.self) { views, call in Control.Writings.Reply(writings: try views.writings(call)) },
    .look(Control.Search.self) { views, call in
      Control.Search.Reply(
        writings: try views.search(call.words, limit: call.limit.clamped(to: Control.Search.limitRange)))
    },
    .written(Control.History.self) { daemon, call, answer in try daemon.history(of: call.timeline, answer: answer) },
    .look(Control.Urges.self) { views, call in try views.urges(of: call.timeline) },
    .look(Control.Keepsake.self) { views, call in
      Control.Keepsake.Reply(text: try views.keepsake(of: call.timeline))
    },
  ]
}

extension Daemon {
  /// Keeps what the user wrote.
  func write(_ request: Control.Write) throws -> Control.Write.Reply {
    let writing = try Writing(request)
    let views = views
    guard views.lock != .locked else { throw ControlError.dataLocked(support: views.support(for: writing)) }
    let name = try views.nameForWords(request.timeline)
    // Nothing is asked of the earlier ones of another kind, and there may be thousands.
    let earlier =
      writing.kind == .letter || writing.kind == .urge
      ? try views.read { try $0.writings(of: name, kind: writing.kind) } : []
    // The same letter once more is no new version, and its rest goes on.
    if writing.kind == .letter, let latest = earlier.last, latest.writing == writing {
      return Control.Write.Reply(writing: WritingMessage(latest))
    }
    try amend(.write(writing), on: name)
    guard let kept = try views.read({ try $0.latestWriting(of: name) }) else { throw StoreError.damaged }
    var reply: String?
    if writing.kind == .urge {
      let sentences = surroundings.interviews().urge.sentences
      if !sentences.isEmpty {
        reply = surroundings.fill(sentences[earlier.count % sentences.count], of: try views.timeline(name))
      }
    }
    return Control.Write.Reply(
      writing: WritingMessage(kept), reply: reply, support: views.support(for: writing))
  }
}

extension Writing {
  fileprivate init(_ request: Control.Write) throws(InvalidInput) {
    let kind = try Requests.choice(Kind.self, request.kind, "kind")
    try InvalidInput.check(request.about, "about", longest: TextLimits.about) { !$0.isControl }
    try InvalidInput.check(request.choice, "choice", longest: TextLimits.choice) {
      $0.isLetter || $0.isNumber || $0 == "-"
    }
    if let strength = request.strength, !(1...5).contains(strength) { throw InvalidInput(parameter: "strength") }
    guard request.text.utf8.count <= TextLimits.ownWordsBytes else { throw InvalidInput(parameter: "text") }
    let mayBeEmpty = kind == .answer || kind == .debrief || kind == .lesson
    guard mayBeEmpty || request.text.contains(where: { !$0.isWhitespace }) else {
      throw InvalidInput(parameter: "text")
    }
    self.init(
      kind: kind, about: request.about, choice: request.choice, strength: request.strength, text: request.text)
  }
}

extension Views {
  /// What was written.
  func writings(_ request: Control.Writings) throws -> [WritingMessage] {
    let kind = try request.kind.map { text throws(InvalidInput) in
      try Requests.choice(Writing.Kind.self, text, "kind")
    }
    if let timeline = request.timeline { _ = try nameForWords(timeline) }
    return try read { try $0.writings(of: request.timeline, kind: kind) }.suffix(max(1, request.limit))
      .map(WritingMessage.init)
  }

  /// What was written and holds these words.
  func search(_ words: String, limit: Int) throws -> [WritingMessage] {
    try InvalidInput.check(words, "words", longest: TextLimits.search) { !$0.isControl }
    return try read { try $0.search(words, limit: limit) }.map(WritingMessage.init)
  }

  /// What would have been sent, and was not; and what helps.
  func urges(of timeline: String?) throws -> Control.Urges.Reply {
    let name = try nameForWords(timeline)
    let timeline = try self.timeline(name)
    let urges = try read { try $0.writings(of: name, kind: .urge) }
    return Control.Urges.Reply(
      urges: urges.map(WritingMessage.init),
      helps: surroundings.interviews().urge.helps.map { surroundings.fill($0, of: timeline) })
  }

  /// The whole journey as a document.
  func keepsake(of timeline: String?) throws -> String {
    guard lock != .locked else { throw StoreError.locked }
    guard let stored = try stored(nameForWords(timeline), withWords: true) else { throw ControlError.noTimeline }
    return Keepsake.markdown(
      try surroundings.rebuild(stored), events: stored.events, words: words, interviews: surroundings.interviews())
  }

  /// Where to find help, when words of the user's ask for it.
  func support(for writing: Writing) -> String? {
    support(for: [writing.text, writing.about ?? ""].joined(separator: "\n"))
  }

  /// The same, of any text.
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
