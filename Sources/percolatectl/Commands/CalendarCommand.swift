// The rules by which reminders and plans recur, explained by the code that follows them. The form is that of
// `systemd-analyze calendar`, which people know.

import Arguments
import PercolateControl
import PercolateCore
import PercolateFiles
import Varlink

/// `percolatectl calendar`
struct CalendarCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "calendar",
    abstract: "Explain calendar events: the normal form, and when they elapse next.",
    usage: "percolatectl calendar <expression> ... [<options>]",
    discussion: """
      The syntax is that of systemd.time(7), "CALENDAR EVENTS". Unlike systemd, a time that the clock skips when it \
      goes forward elapses at the first valid moment after, and one that it shows twice elapses once.

      Examples:
        percolatectl calendar "Mon,Thu 19:30"
        percolatectl calendar "Sat 11:00" --iterations 3
        percolatectl calendar "*-*~01 18:00" --base-time 2026-12-24
      """)

  @Argument("expression", atLeast: 1, help: "Calendar events, each in quotes.")
  var expressions: [String]

  @Option("--base-time", help: "Begin after this moment instead of now.", value: "date")
  var baseTime: String?

  @Option("--iterations", help: "How many times to show.", value: "count")
  var iterations = 1

  let format = Format()

  var arguments: [any ArgumentPart] { [$expressions, $baseTime, $iterations, format] }

  func validate() throws(ValidationError) {
    guard (1...10_000).contains(iterations) else {
      throw ValidationError("--iterations takes a number from 1 to 10000, not \(iterations)")
    }
  }

  func run() throws {
    let here = try Here.current()
    let base = try baseTime.map { text throws(Failure) in
      try here.any(text, option: "--base-time")
    }
    let explained = try expressions.map { text throws(Failure) in
      Explained(
        text, try readCalendarEvent(text, option: "the expression"), after: base ?? here.now, count: iterations,
        in: here.zone)
    }
    try format.show(["expressions": explained], in: here) { page in
      for one in explained {
        page.gap()
        page.calendar(one)
      }
    }
  }
}

/// A calendar event with its next elapses.
struct Explained: JSONEncodable {
  var original: String
  var normalized: String
  var elapses: [Moment]

  init(_ original: String, _ event: CalendarEvent, after base: Moment, count: Int, in zone: Zone) {
    self.original = original
    normalized = event.description
    elapses = []
    var last = base
    while elapses.count < count, let next = event.next(after: last, in: zone) {
      elapses.append(next)
      last = next
    }
  }

  var json: JSONValue {
    JSONValue(fields: ["original": original.json, "normalized": normalized.json, "elapses": elapses.json])
  }
}

extension Page {
  /// As `systemd-analyze calendar` prints it: labels to the right, local time and UTC.
  mutating func calendar(_ one: Explained) {
    label("Original form", one.original)
    label("Normalized form", one.normalized)
    if one.elapses.isEmpty { label("Next elapse", "never") }
    for (index, moment) in one.elapses.enumerated() {
      label(index == 0 ? "Next elapse" : "Iteration #\(index + 1)", here.zone.full(moment))
      if here.zone.name != "UTC" { label("(in UTC)", Zone.utc.full(moment)) }
      label("From now", fromNow(moment))
    }
  }

  private mutating func label(_ label: String, _ text: String) {
    let width = 15
    verbatim(String(repeating: " ", count: max(0, width - label.columns)) + "\(label): \(text)")
  }

  private func fromNow(_ moment: Moment) -> String {
    let span = moment - here.now
    return span < .zero ? "\(TimeSpan.words(span)) ago" : "\(TimeSpan.words(span)) left"
  }
}

extension Zone {
  /// `Sun 2026-11-22 19:30:00 CET`.
  fileprivate func full(_ moment: Moment) -> String {
    let civil = civil(at: moment)
    let time = civil.time
    let clock = [time.hour, time.minute, time.second].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    return "\(civil.date.weekday.shortName) \(civil.date) \(clock) \(offset(at: moment).abbreviation)"
  }
}
