// The whole road as a picture: where you have been is filled, where you are is marked, what lies ahead is open. Only the way
// between neighbours is drawn as a line; the branches are words, as more lines would make a knot.

import PercolateControl
import PercolateCore

extension Page {
  /// `timeline`
  mutating func road(_ standing: StandingMessage, _ stages: [StageMessage]) {
    heading(standing, naming: false)
    let signs = style.unicode ? RoadSigns.drawn : RoadSigns.typed
    paragraph("\(signs.past) \(sayDay(standing.brokeUp).capitalisedFirst): the breakup", .faint)
    for (index, stage) in stages.enumerated() {
      draw(stage, standing, signs, isLast: index == stages.count - 1, titles: stages)
    }
  }

  private mutating func draw(
    _ stage: StageMessage, _ standing: StandingMessage, _ signs: RoadSigns, isLast: Bool, titles: [StageMessage]
  ) {
    let isHere = stage.id == standing.stage && standing.ended == nil
    let sign = isHere ? signs.here : stage.visits.isEmpty ? signs.ahead : signs.past
    let line = isLast ? " " : signs.line
    verbatim(signs.line)
    let emphasis: Emphasis = isHere ? .strong : stage.visits.isEmpty ? .plain : .faint
    hang("\(sign) ", "\(line) ", joined([stage.title, stay(of: stage, standing, isHere: isHere)]), emphasis)
    guard isHere || stage.visits.isEmpty else { return }
    hang("\(line)   ", "\(line)   ", stage.aim, .faint)
    for way in ways(from: stage, titles: titles) {
      hang("\(line)   \(signs.branch) ", "\(line)     ", way, .faint)
    }
  }

  /// When you were there, or how long people stay.
  private func stay(of stage: StageMessage, _ standing: StandingMessage, isHere: Bool) -> String {
    if isHere { return "you are here, day \(standing.day)" }
    let visits = stage.visits.map { visit in
      let entered = sayDay(visit.entered)
      guard let left = visit.left.map(sayDay), left != entered else { return entered }
      return "\(entered) to \(left)"
    }
    if !visits.isEmpty { return visits.joined(separator: "; ") }
    return stage.usualDays == 1 ? "usually a day" : "usually \(stage.usualDays) days"
  }

  /// What leads on, a line for each stage that it leads to; the road's own end is left out where everything leads there.
  func ways(from stage: StageMessage, titles: [StageMessage]) -> [String] {
    var order: [String] = []
    var triggers: [String: [String]] = [:]
    for lead in stage.leads {
      let parts = lead.split(separator: ">", maxSplits: 1).map { String($0).trimmingSpaces }
      guard parts.count == 2, parts[0].hasSuffix("-") else { continue }
      let words = String(parts[0].dropLast()).trimmingSpaces
      if triggers[parts[1]] == nil { order.append(parts[1]) }
      triggers[parts[1], default: []].append(meaning(of: words))
    }
    return order.map { id in
      let title = id == stage.id ? "stays" : titles.first { $0.id == id }?.title ?? id
      return "\(title): \(triggers[id, default: []].joined(separator: "; "))"
    }
  }

  /// A wrapped text whose margin is part of the picture.
  private mutating func hang(_ first: String, _ next: String, _ text: String, _ emphasis: Emphasis) {
    for (index, line) in text.visible.wrapped(to: style.width - max(first.columns, next.columns)).enumerated() {
      verbatim((index == 0 ? first : next) + line, emphasis)
    }
  }
}

/// What the road is drawn with.
private struct RoadSigns {
  var past: String
  var here: String
  var ahead: String
  var line: String
  var branch: String

  static let drawn = RoadSigns(past: "\u{25CF}", here: "\u{25C9}", ahead: "\u{25CB}", line: "\u{2502}", branch: "\u{2570}\u{2574}")
  static let typed = RoadSigns(past: "*", here: "@", ahead: "o", line: "|", branch: "`-")
}

extension String {
  fileprivate var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
