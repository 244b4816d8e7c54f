// The whole journey as one document to keep, in Markdown (CommonMark 0.31). Everything in it is in the log; nothing is judged,
// and nothing that was not sent is left out.

/// A journey written down.
public struct Keepsake: Sendable {
  private let timeline: Timeline
  private let events: [Event]
  private let words: Words
  private let interviews: Interviews
  private var lines: [String] = []

  /// The document of a timeline and all its events.
  public static func markdown(
    _ timeline: Timeline, events: [Event], words: Words, interviews: Interviews
  ) -> String {
    var keepsake = Keepsake(timeline: timeline, events: events, words: words, interviews: interviews)
    keepsake.write()
    return keepsake.lines.joined(separator: "\n") + "\n"
  }

  private init(timeline: Timeline, events: [Event], words: Words, interviews: Interviews) {
    self.timeline = timeline
    self.events = events
    self.words = words
    self.interviews = interviews
  }

  private mutating func write() {
    let title = [timeline.plan.title, timeline.beginning.name].compactMap(\.self).joined(separator: " · ")
    lines += ["# \(escaped(title))", "", words(.keepAbout), ""]
    lines += [words(.keepBegan, ["when": date(timeline.beginning.brokeUp)])]
    let quiet = timeline.quietDays(at: timeline.updatedAt)
    lines += [words(.keepQuiet, ["longest": String(quiet.longest), "total": String(quiet.total)])]
    road()
    answers(.answer, to: .stock, under: .keepStock)
    letter()
    plain(.urge, under: .keepUrges)
    plain(.memory, under: .keepMemories)
    answers(.debrief, to: .debrief, under: .keepDebrief)
    answers(.lesson, to: .lessons, under: .keepLessons)
    plain(.note, under: .keepNotes)
  }

  private mutating func road() {
    heading(.keepRoad)
    for event in events.enumerated().sorted(by: { ($0.element.on, $0.offset) < ($1.element.on, $1.offset) }).map(
      \.element)
    {
      guard let what = said(event.fact) else { continue }
      lines.append("- \(date(event.on)): \(escaped(what))")
    }
  }

  /// What an event is called here; nil for what is told elsewhere in the document, or of no interest in it.
  private func said(_ fact: Fact) -> String? {
    func meaning(_ trigger: Trigger) -> String { words(Phrase(trigger), person: timeline.person) }
    switch fact {
    case .entered(let stage, _, _): return words(.keepStage, ["stage": timeline.plan.stage(stage)?.title ?? stage])
    case .did(let deed, _, let early): return meaning(.did(early && deed != .letter ? .slip : deed))
    case .they(let reply, _): return meaning(.they(reply))
    case .assessed(let choice): return meaning(.assess(choice))
    case .extended: return meaning(.extend)
    case .accepted: return meaning(.accept)
    case .coffee(let moment): return moment.map { words(.keepCoffee, ["when": dateAndTime($0)]) }
    case .outcome(let outcome): return meaning(.outcome(outcome))
    case .safety(let concerns), .closed(let concerns):
      return concerns.isEmpty ? nil : words(.keepClosed, person: timeline.person)
    case .ended: return words(.keepEnded)
    case .started, .rhythm, .paused, .resumed, .wrote, .rested, .pronouns, .upgraded: return nil
    }
  }

  /// An interview's answers, each below its question.
  private mutating func answers(_ kind: Writing.Kind, to name: Interview.Name, under title: Phrase) {
    let latest = InterviewAnswers(writings(kind).map(\.writing))
    let summary = Reflection.summary(latest, interview: interviews[name]) {
      Blanks.fill($0, with: timeline.person, someone: words.someone)
    }
    guard !summary.isEmpty else { return }
    heading(title)
    for entry in summary {
      lines += ["**\(escaped(entry.ask))**", ""]
      quote(entry.answer)
    }
  }

  private mutating func letter() {
    guard let latest = writings(.letter).last else { return }
    heading(.keepLetter)
    if let sent = timeline.happenings[.letterSent] { lines += [words(.keepLetterSent, ["when": date(sent)]), ""] }
    quote(latest.writing.text)
  }

  private mutating func plain(_ kind: Writing.Kind, under title: Phrase) {
    let all = writings(kind)
    guard !all.isEmpty else { return }
    heading(title)
    for (at, writing) in all {
      let about = [date(at), writing.about.map(escaped), writing.strength.map { "\($0)/5" }].compactMap(\.self)
      lines += [about.joined(separator: ", "), ""]
      quote(writing.text)
    }
  }

  private func writings(_ kind: Writing.Kind) -> [(at: Moment, writing: Writing)] {
    events.compactMap { event in
      if case .wrote(let writing) = event.fact, writing.kind == kind { (event.at, writing) } else { nil }
    }
  }

  private mutating func heading(_ phrase: Phrase) { lines += ["", "## \(words(phrase))", ""] }

  private mutating func quote(_ text: String) {
    lines +=
      text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { $0.isEmpty ? ">" : "> \($0)" } + [
        ""
      ]
  }

  private func date(_ moment: Moment) -> String { timeline.rhythm.zone.civil(at: moment).date.description }

  private func dateAndTime(_ moment: Moment) -> String {
    let civil = timeline.rhythm.zone.civil(at: moment)
    return "\(civil.date) \(civil.time)"
  }

  /// Words that are not meant as Markdown.
  private func escaped(_ text: String) -> String {
    text.reduce(into: "") { escaped, character in
      if "\\`*_[]<>#".contains(character) { escaped += "\\" }
      escaped.append(character)
    }
  }
}

extension InterviewAnswers {
  /// The latest answer to each question; one that was taken back is none.
  public init(_ writings: [Writing]) {
    self.init()
    for writing in writings {
      guard let question = writing.about else { continue }
      let isEmpty = writing.text.isEmpty && writing.choice == nil
      self[question] = isEmpty ? nil : InterviewAnswer(choice: writing.choice, text: writing.text)
    }
  }
}
