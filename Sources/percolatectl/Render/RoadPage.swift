// The whole road as a picture: where you have been is filled, where you are is marked, what lies ahead is open. Only
// the way between neighbours is drawn as a line; the branches from here are words, as more lines would make a knot.

import PercolateControl
import PercolateCore

extension Page {
  /// `timeline`
  mutating func road(_ standing: StandingMessage, _ stages: [StageMessage]) {
    heading(standing)
    let signs = style.unicode ? RoadSigns.drawn : RoadSigns.typed
    let began = ["when": sayDay(standing.brokeUp).capitalisedFirst]
    paragraph("\(signs.past) \(words(standing.isAboutCoffee ? .roadBreakup : .roadBeginning, began))", .faint)
    let here = stages.firstIndex { $0.id == standing.stage } ?? stages.endIndex
    for (index, stage) in stages.enumerated() {
      verbatim(signs.line)
      let line = index == stages.count - 1 ? " " : signs.line
      if index == here, standing.ended == nil {
        let here = words(.roadHere, ["count": String(standing.day)])
        hang("\(signs.here) ", "\(line) ", joined([stage.title, here]), .strong)
        hang("\(line)   ", "\(line)   ", standing.aim)
        let ways = ways(from: stage, titles: stages, choices: standing.choices, standing.person, on: standing.plan)
        for way in ways {
          hang("\(line)   \(signs.branch) ", "\(line)      ", way)
        }
      } else if stage.visits.isEmpty {
        let stay = index < here ? words(.roadNotOnWay) : self.stay(stage)
        hang("\(signs.ahead) ", "\(line) ", joined([stage.title, stay]))
        if index > here { hang("\(line)   ", "\(line)   ", stage.aim, .faint) }
      } else {
        hang("\(signs.past) ", "\(line) ", joined([stage.title, visits(stage)]), .faint)
      }
    }
  }

  /// How long people stay.
  private func stay(_ stage: StageMessage) -> String {
    words(stage.usualDays, one: .roadADay, many: .roadDays)
  }

  /// When you were there.
  private func visits(_ stage: StageMessage) -> String {
    stage.visits.map { visit in
      let entered = sayDay(visit.entered)
      guard let left = visit.left.map(sayDay), left != entered else { return entered }
      return words(.roadVisit, ["from": entered, "to": left])
    }.joined(separator: "; ")
  }

  /// What leads on, a line for each stage that it leads to. `choices`: the triggers that are possible now, nil for any;
  /// what time brings is possible always.
  func ways(
    from stage: StageMessage, titles: [StageMessage], choices: [String]? = nil, _ person: Person = Person(),
    on plan: String? = nil
  ) -> [String] {
    var order: [String] = []
    var triggers: [String: [String]] = [:]
    for lead in stage.leads {
      let parts = lead.split(separator: ">", maxSplits: 1).map { String($0).trimmingSpaces }
      guard parts.count == 2, parts[0].hasSuffix("-") else { continue }
      let trigger = String(parts[0].dropLast()).trimmingSpaces
      let isTime = [Trigger.usualStay, .longestStay].map(\.description).contains(trigger)
      guard isTime || choices?.contains(trigger) ?? true else { continue }
      if triggers[parts[1]] == nil { order.append(parts[1]) }
      triggers[parts[1], default: []].append(meaning(of: trigger, person: person, on: plan))
    }
    return order.map { id in
      let title = id == stage.id ? words(.roadStays) : titles.first { $0.id == id }?.title ?? id
      return "\(title): \(triggers[id, default: []].joined(separator: "; "))"
    }
  }

  /// A wrapped text whose margin is part of the picture.
  private mutating func hang(_ first: String, _ next: String, _ text: String, _ emphasis: Emphasis = .plain) {
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

  static let drawn = RoadSigns(
    past: "\u{25CF}", here: "\u{25C9}", ahead: "\u{25CB}", line: "\u{2502}", branch: "\u{2570}\u{2574}")
  static let typed = RoadSigns(past: "*", here: "@", ahead: "o", line: "|", branch: "`-")
}

extension String {
  fileprivate var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
