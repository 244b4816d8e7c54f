// The log as a story: a sentence a line, where --json has the bare facts. What a newer daemon logs, and we do not know,
// is printed as it came.

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
      guard entry.kind == "nudge", let line = DeliveryWords(entry.detail) else { return true }
      return told.insert("\(line.key) \(entry.at.microseconds / 60_000_000)").inserted
    }
    return lines.reversed()
  }

  /// What an entry says.
  func sentence(_ entry: EntryMessage) -> String {
    let detail = entry.detail
    switch entry.kind {
    case "started": return words(.logStarted, ["what": detail])
    case "rhythm": return words(.logRhythm, ["what": limits(detail)])
    case "entered": return stage(detail)
    case "did", "they": return deed(entry.kind, detail)
    case "assessed": return meaning(of: "assess \(detail)")
    case "outcome": return meaning(of: "outcome \(detail)")
    case "extended": return words(.logExtended)
    case "accepted": return words(.logAccepted)
    case "coffee":
      return moment(detail, after: "on ").map { words(.logMeeting, ["when": $0]) } ?? words(.logMeetingOpen)
    case "paused":
      return moment(detail, after: "until ").map { words(.logPausedUntil, ["when": $0]) } ?? words(.logPaused)
    case "resumed": return words(.logResumed)
    case "ended" where detail == Ending.stopped.rawValue: return words(.logStopped)
    case "ended" where detail == Ending.finished.rawValue: return words(.logFinished)
    case "wrote": return wrote(detail)
    case "closed": return words(.logClosed)
    case "safety": return words(detail == "none" ? .logSafetyNone : .logSafety)
    case "rested": return words(.logRested)
    case "pronouns": return pronouns(detail)
    case "upgraded": return words(.logUpgraded, ["number": detail.split(separator: " ").last.map(String.init) ?? ""])
    case "nudge": return nudge(detail)
    case "reminder-set": return words(.logReminderSet, ["number": detail])
    case "reminder-cancelled": return words(.logReminderCancelled, ["number": detail])
    default: return detail.isEmpty ? entry.kind : "\(entry.kind): \(withMomentsSaid(detail))"
    }
  }
}

extension Page {
  /// `take-stock, because: usual stay`
  private func stage(_ detail: String) -> String {
    let parts = detail.split(separator: ", because: ", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return words(.logEntered, ["stage": detail]) }
    return words(.logEnteredBecause, ["stage": parts[0], "why": meaning(of: parts[1])])
  }

  /// `letter, too early`
  private func deed(_ kind: String, _ detail: String) -> String {
    let parts = detail.split(separator: ", ", maxSplits: 1)
    guard parts.count == 2, parts[1] == "too early" else { return meaning(of: "\(kind) \(detail)") }
    return words(.logEarly, ["what": meaning(of: "\(kind) \(parts[0])")])
  }

  /// `Europe/Paris, quiet 22:30-08:00, at most 3 a day and 7 a week`
  private func limits(_ detail: String) -> String {
    let pattern = /(.+), quiet (\S+), at most (\d+) a day and (\d+) a week/
    guard let (_, zone, quiet, daily, weekly) = detail.wholeMatch(of: pattern)?.output else { return detail }
    let hours = quiet == "never" ? words(.listNever) : String(quiet)
    return words(
      .logLimits, ["zone": String(zone), "quiet": hours, "daily": String(daily), "weekly": String(weekly)])
  }

  /// `urge, because of a song, strength 4`: what it was, and none of the words.
  private func wrote(_ detail: String) -> String {
    switch Writing.Kind(rawValue: String(detail.prefix { $0 != "," })) {
    case .answer: words(.logWroteAnswer)
    case .letter: words(.logWroteLetter)
    case .urge: words(.logWroteUrge)
    case .memory: words(.logWroteMemory)
    case .debrief: words(.logWroteDebrief)
    case .lesson: words(.logWroteLesson)
    case .note: words(.logWroteNote)
    case nil: detail
    }
  }

  private func pronouns(_ detail: String) -> String {
    let named: String =
      switch Pronouns(rawValue: detail) {
      case .he: words(.saidAsHe)
      case .she: words(.saidAsShe)
      case .they: words(.saidAsThey)
      case nil: detail
      }
    return words(.logPronouns, ["what": named])
  }

  /// `coffee/calm-welcome#1 shown`
  private func nudge(_ detail: String) -> String {
    guard let line = DeliveryWords(detail) else { return words(.logNudge, ["nudge": detail]) }
    let name = words(line.isReminder ? .logReminder : .logNudge, [line.isReminder ? "number" : "nudge": line.name])
    if line.state == "missed", let why = line.reason {
      return words(.logWasMissedBecause, ["what": name, "why": reason(why)])
    }
    let phrase: Phrase? =
      switch line.state {
      case "owed": .logIsDue
      case "sending": .logIsSending
      case "shown": line.repeated ? .logWasShownTwice : .logWasShown
      case "gone": .logWasGone
      case "later": .logWasPutOff
      case "done": .logIsDone
      case "dismissed": .logWasClosed
      case "missed": .logWasMissed
      case "withdrawn": .logNoLonger
      default: nil
      }
    return phrase.map { words($0, ["what": name]) } ?? "\(name): \(line.state)"
  }

  /// The moment that follows a word, as people say it.
  private func moment(_ detail: String, after word: String) -> String? {
    guard detail.hasPrefix(word) else { return nil }
    return Moment(iso8601: detail.dropFirst(word.count)).map(say)
  }

  /// The moments among the words as people say them.
  private func withMomentsSaid(_ detail: String) -> String {
    detail.split(separator: " ", omittingEmptySubsequences: false)
      .map { word in Moment(iso8601: word).map(say) ?? String(word) }
      .joined(separator: " ")
  }
}

/// A delivery's line in its parts: `coffee/calm-welcome#1 missed, unknown, perhaps twice`, or
/// `reminder/3@2026-11-22T18:30:00Z shown`.
/// A journey's name may have spaces in it but no slash, and it is the other way round with what follows.
private struct DeliveryWords {
  let key: Substring
  let name: String
  let isReminder: Bool
  let state: String
  let reason: String?
  let repeated: Bool

  init?(_ detail: String) {
    guard let slash = detail.firstIndex(of: "/"), let space = detail[slash...].firstIndex(of: " ") else { return nil }
    key = detail[..<space]
    let own = key[slash...].dropFirst()
    isReminder = own.contains("@")
    name = String(own.prefix { $0 != "#" && $0 != "@" })
    var words = detail[space...].dropFirst().split(separator: ", ").map(String.init)
    repeated = words.last == "perhaps twice"
    if repeated { words.removeLast() }
    state = words.first ?? ""
    reason = words.count > 1 ? words[1] : nil
  }
}
