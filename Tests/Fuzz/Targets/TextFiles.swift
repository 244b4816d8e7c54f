// Files in YAML that the user writes: refused with faults that stand in the file, or taken, and then everything that is done
// with what was read is safe too.

import PercolateCore
import PercolateFiles

func plan(_ bytes: [UInt8]) {
  let text = text(bytes)
  check(text) { () throws(Faults) in
    let (plan, warnings) = try PlanFile.check(text: text, file: "plan", zones: { zones.named($0) })
    precondition(warnings.allSatisfy { stands($0.position, in: text) })
    walk(plan)
  }
}

/// A journey on a plan that was taken, for a year, in one go.
private func walk(_ plan: Plan) {
  let rhythm = Rhythm(zone: rome, quiet: nil, limits: Limits())
  let beginning = Beginning(plan: plan.name, version: plan.version, name: "Sam", brokeUp: noon)
  guard let events = try? Timeline.begin(beginning, plan: plan, rhythm: rhythm, history: [], at: noon),
    var timeline = Timeline(plan: plan, events: events, zoneNamed: { zones.named($0) })
  else { return }
  let later = noon.adding(.seconds(366 * 86_400))
  for command in [Command.did(.slip, on: noon), .tick] {
    for event in (try? timeline.decide(command, at: later, zoneNamed: { zones.named($0) })) ?? [] {
      _ = timeline.apply(event, zoneNamed: { zones.named($0) })
    }
    _ = timeline.due(through: later)
  }
}

func configuration(_ bytes: [UInt8]) {
  let text = text(bytes)
  check(text) { () throws(Faults) in
    _ = try ConfigurationFile.read(text: text, file: "configuration", zones: { zones.named($0) })
  }
}

/// The words, the questions, the letter rules, and answers to questions, by the first byte.
func words(_ bytes: [UInt8]) {
  let text = text(Array(bytes.dropFirst()))
  check(text) { () throws(Faults) in
    switch (bytes.first ?? 0) % 4 {
    case 0: _ = try WordsFile.read(text: text, file: "words")
    case 1: _ = try InterviewsFile.read(text: text, file: "interviews")
    case 2: _ = try LetterRulesFile.read(text: text, file: "letter")
    default: _ = try AnswersFile.read(text: text, file: "answers", questions: [("reason", []), ("kind", ["heat"])])
    }
  }
}

private func check(_ text: String, _ read: () throws(Faults) -> Void) {
  do throws(Faults) {
    try read()
  } catch {
    precondition(!error.all.isEmpty && error.all.allSatisfy { stands($0.position, in: text) })
  }
}

/// Whether there is such a line; one past the end is where something is missing.
private func stands(_ position: Position, in text: String) -> Bool {
  let breaks = text.unicodeScalars.count { "\n\r\u{85}\u{2028}\u{2029}".unicodeScalars.contains($0) }
  return position.line >= 1 && position.column >= 1 && position.line <= breaks + 2
}
