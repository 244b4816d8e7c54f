// The log as a story: a sentence a line, where --json has the bare facts. What a newer daemon logs, and we do not know, is
// printed as it came, and so is what an older one tells in words alone.

import PercolateControl
import PercolateCore

extension Page {
  /// `log`
  mutating func log(_ entries: [EntryMessage]) {
    guard !entries.isEmpty else {
      paragraph(words(.logEmpty))
      return
    }
    let streams = Set(entries.map(\.stream))
    let lines = lastOfEachMinute(entries)
    table(lines.map { [sayBriefly($0.at)] + (streams.count > 1 ? [$0.stream] : []) + [sentence($0)] })
  }

  /// A nudge that is due, handed over and shown, all within a minute, is one thing that happened: the last says it all.
  private func lastOfEachMinute(_ entries: [EntryMessage]) -> [EntryMessage] {
    var told: Set<String> = []
    let lines = entries.reversed().filter { entry in
      guard case .delivery(let note) = entry.told else { return true }
      return told.insert("\(note.key) \(entry.at.microseconds / 60_000_000)").inserted
    }
    return lines.reversed()
  }

  /// What an entry says.
  func sentence(_ entry: EntryMessage) -> String {
    switch entry.told {
    case .happened(let fact): sentence(fact, title: entry.fact?.title)
    case .delivery(let note): sentence(note)
    case .reminderSet(let number): words(.logReminderSet, ["number": String(number)])
    case .reminderCancelled(let number): words(.logReminderCancelled, ["number": String(number)])
    case nil: entry.detail.isEmpty ? entry.kind : "\(entry.kind): \(entry.detail)"
    }
  }
}

extension Page {
  /// What happened to a journey; a stage by its title, where that is told.
  private func sentence(_ fact: Fact, title: String?) -> String {
    switch fact {
    case .started(let beginning):
      words(.logStarted, ["what": [beginning.plan, beginning.name].compactMap(\.self).joined(separator: ", ")])
    case .rhythm(let zone, let quiet, let limits): rhythm(zone, quiet, limits)
    case .entered(let stage, _, because: nil): words(.logEntered, ["stage": title ?? stage])
    case .entered(let stage, _, let trigger?):
      words(.logEnteredBecause, ["stage": title ?? stage, "why": meaning(of: trigger.description)])
    case .did(let deed, _, let early):
      early && deed != .slip ? words(.logEarly, ["what": meaning(of: .did(deed))]) : meaning(of: .did(deed))
    case .they(let reply, _): meaning(of: .they(reply))
    case .assessed(let choice): meaning(of: .assess(choice))
    case .outcome(let outcome): meaning(of: .outcome(outcome))
    case .extended: words(.logExtended)
    case .accepted: words(.logAccepted)
    case .coffee(let date): date.map { words(.logMeeting, ["when": say($0)]) } ?? words(.logMeetingOpen)
    case .paused(let until): until.map { words(.logPausedUntil, ["when": say($0)]) } ?? words(.logPaused)
    case .resumed: words(.logResumed)
    case .ended(.stopped): words(.logStopped)
    case .ended(.finished): words(.logFinished)
    case .wrote(let writing): wrote(writing.kind)
    case .closed: words(.logClosed)
    case .safety(let concerns): words(concerns.isEmpty ? .logSafetyNone : .logSafety)
    case .rested: words(.logRested)
    case .pronouns(let pronouns): words(.logPronouns, ["what": said(as: pronouns)])
    case .upgraded(let version): words(.logUpgraded, ["number": String(version)])
    }
  }

  private func meaning(of trigger: Trigger) -> String { meaning(of: trigger.description) }

  private func rhythm(_ zone: String, _ quiet: QuietHours?, _ limits: Limits) -> String {
    let kept = words(
      .logLimits,
      [
        "zone": zone, "quiet": quiet?.description ?? words(.listNever), "daily": String(limits.day),
        "weekly": String(limits.week),
      ])
    return words(.logRhythm, ["what": kept])
  }

  /// What was written, and none of the words.
  private func wrote(_ kind: Writing.Kind) -> String {
    switch kind {
    case .answer: words(.logWroteAnswer)
    case .letter: words(.logWroteLetter)
    case .urge: words(.logWroteUrge)
    case .memory: words(.logWroteMemory)
    case .debrief: words(.logWroteDebrief)
    case .lesson: words(.logWroteLesson)
    case .note: words(.logWroteNote)
    }
  }

  private func said(as pronouns: Pronouns) -> String {
    switch pronouns {
    case .he: words(.saidAsHe)
    case .she: words(.saidAsShe)
    case .they: words(.saidAsThey)
    }
  }

  /// What became of a nudge or a reminder.
  private func sentence(_ note: DeliveryNote) -> String {
    let name =
      switch note.subject {
      case .nudge(let name): words(.logNudge, ["nudge": name])
      case .reminder(let number): words(.logReminder, ["number": String(number)])
      }
    if note.state == .missed, let why = note.reason {
      return words(.logWasMissedBecause, ["what": name, "why": reason(why.rawValue)])
    }
    let phrase: Phrase =
      switch note.state {
      case .owed: .logIsDue
      case .sending: .logIsSending
      case .shown: note.repeated ? .logWasShownTwice : .logWasShown
      case .gone: .logWasGone
      case .later: .logWasPutOff
      case .done: .logIsDone
      case .dismissed: .logWasClosed
      case .missed: .logWasMissed
      case .withdrawn: .logNoLonger
      }
    return words(phrase, ["what": name])
  }
}
