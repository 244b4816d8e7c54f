// The log as a story: a sentence a line, where --json has the bare facts. What a newer daemon logs, and we do not know,
// is printed as it came.

import PercolateControl
import PercolateCore

extension Page {
  /// `log`
  mutating func log(_ entries: [EntryMessage]) {
    guard !entries.isEmpty else {
      paragraph("The log is empty.")
      return
    }
    let streams = Set(entries.map(\.stream))
    let lines = lastOfEachMinute(entries)
    table(lines.map { [say($0.at)] + (streams.count > 1 ? [$0.stream] : []) + [sentence($0)] })
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

  private func sentence(_ entry: EntryMessage) -> String {
    let detail = withMomentsSaid(entry.detail)
    switch entry.kind {
    case "started": return "you began a journey: \(detail)"
    case "rhythm": return "nudges keep to \(detail)"
    case "entered": return stage(detail)
    case "did", "they": return deed(entry.kind, detail)
    case "assessed": return meaning(of: "assess \(detail)")
    case "outcome": return meaning(of: "outcome \(detail)")
    case "extended": return "you wait once more"
    case "accepted": return "you accept that no answer comes"
    case "coffee": return detail == "no date" ? "the coffee has no date" : "the coffee is \(detail)"
    case "paused": return "nudges pause \(detail)"
    case "resumed": return "nudges go on"
    case "ended": return detail == "finished" ? "the road was walked to its end" : "the journey was \(detail)"
    case "nudge": return nudge(entry.detail)
    case "reminder-set": return "reminder \(detail) is set"
    case "reminder-cancelled": return "reminder \(detail) is cancelled"
    default: return detail.isEmpty ? entry.kind : "\(entry.kind): \(detail)"
    }
  }

  /// `take-stock, because: usual stay`
  private func stage(_ detail: String) -> String {
    let parts = detail.split(separator: ", because: ", maxSplits: 1)
    guard parts.count == 2 else { return "the stage \(detail) begins" }
    return "the stage \(parts[0]) begins: \(meaning(of: String(parts[1])))"
  }

  /// `letter, too early`
  private func deed(_ kind: String, _ detail: String) -> String {
    let parts = detail.split(separator: ", ", maxSplits: 1)
    guard parts.count == 2, parts[1] == "too early" else { return meaning(of: "\(kind) \(detail)") }
    return "\(meaning(of: "\(kind) \(parts[0])")); it was a little early"
  }

  private func nudge(_ detail: String) -> String {
    guard let line = DeliveryWords(detail) else { return "nudge \(detail)" }
    return "\(line.name) \(happening(line.state))\(line.more)"
  }

  /// What a delivery's new state means.
  private func happening(_ state: String) -> String {
    switch state {
    case "owed": "is due"
    case "sending": "is on its way to the desktop"
    case "later": "was put off"
    case "done": "is done"
    case "dismissed": "was closed"
    case "withdrawn": "no longer applies"
    default: "was \(state)"
    }
  }

  /// The moments among the words as people say them.
  private func withMomentsSaid(_ detail: String) -> String {
    detail.split(separator: " ", omittingEmptySubsequences: false)
      .map { word in Moment(iso8601: word).map(say) ?? String(word) }
      .joined(separator: " ")
  }
}

/// A delivery's line in its parts: `coffee/calm-welcome#1 shown, perhaps twice`, or `reminder/3@2026-11-22T18:30:00Z shown`.
/// A journey's name may have spaces in it but no slash, and it is the other way round with what follows.
private struct DeliveryWords {
  let key: Substring
  let name: String
  let state: String
  let more: Substring

  init?(_ detail: String) {
    guard let slash = detail.firstIndex(of: "/"), let space = detail[slash...].firstIndex(of: " ") else { return nil }
    key = detail[..<space]
    let own = key[slash...].dropFirst()
    name = "\(own.contains("@") ? "reminder" : "nudge") \(own.prefix { $0 != "#" && $0 != "@" })"
    state = String(detail[space...].dropFirst().prefix { $0 != "," })
    more = detail[space...].dropFirst(state.count + 1)
  }
}
