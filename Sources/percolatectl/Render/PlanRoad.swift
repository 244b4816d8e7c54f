// A plan as a picture in a terminal. The stages stand below each other in the plan's order, numbered, and only the way from one
// to the next is drawn; every other way is a line with an arrow that says in which direction the stage with that number lies.
// So the picture stays readable for any plan, where lines between all of them would make a knot. Invariant: every transition of
// the plan is in it once, and no line is wider than the page.

import PercolateCore

extension Page {
  /// The stages, and what leads from one to the next.
  mutating func road(of plan: Plan) {
    let signs = style.unicode ? PlanSigns.drawn : PlanSigns.typed
    let titles = plan.stages.enumerated().map { "\($0 + 1) \($1.title.visible)" }
    // Titles line up, and leave room for the triggers: the longest of them is 16 columns wide.
    let column = min(titles.map(\.columns).max() ?? 0, style.width * 2 / 5, style.width - 26)
    for (index, stage) in plan.stages.enumerated() {
      box(stage, title: titles[index], isStart: stage.id == plan.start, signs)
      let next = plan.stages.dropFirst(index + 1).first
      var others = ways(from: stage).filter { $0.to != next?.id }
      if stage.ends, let longest = stage.stay.longest {
        others.append(PlanWay(to: nil, triggers: ["after \(days(longest))"]))
      }
      let onward = ways(from: stage).first { $0.to == next?.id }
      for (number, way) in others.enumerated() {
        let isLast = number == others.count - 1 && onward == nil
        let target = plan.stages.firstIndex { $0.id == way.to }
        let sign = target.map { $0 == index ? signs.again : $0 < index ? signs.up : signs.down } ?? signs.end
        let title = target.map { titles[$0] } ?? "the end"
        hang(
          "  \(isLast ? signs.corner : signs.branch)\(sign) \(title.cut(to: column, signs.cut).padded(to: column))  ",
          below: "  \(isLast ? " " : signs.trunk)", way.triggers)
      }
      if let onward {
        hang("  \(signs.arrow) ", below: "  \(signs.trunk)", onward.triggers)
      } else if next != nil {
        gap()
      }
    }
    gap()
    paragraph("\(signs.down) further down, \(signs.up) back up, \(signs.again) the same stage once more", .faint)
  }

  /// The triggers that lead from a stage to another one, in the plan's order; each stage once.
  private func ways(from stage: Stage) -> [PlanWay] {
    var ways: [PlanWay] = []
    for transition in stage.transitions {
      let words = transition.trigger.description
      if let index = ways.firstIndex(where: { $0.to == transition.to }) {
        ways[index].triggers.append(words)
      } else {
        ways.append(PlanWay(to: transition.to, triggers: [words]))
      }
    }
    return ways
  }

  /// A stage: its title, its name and its stay, its aim, what it allows.
  private mutating func box(_ stage: Stage, title: String, isStart: Bool, _ signs: PlanSigns) {
    let inside = style.width - 4
    let marks = [isStart ? "the start" : nil, stage.ends ? "an end" : nil].compactMap(\.self)
    let facts = ([stage.id, self.stay(stage.stay)] + marks).joined(separator: ", ")
    var lines = [title + String(repeating: " ", count: max(0, inside - title.columns - facts.columns)) + facts]
    if title.columns + 2 + facts.columns > inside { lines = title.wrapped(to: inside) + facts.wrapped(to: inside) }
    let aim = Blanks.fill(stage.aim, with: Person(), someone: words.someone)
    lines += aim.visible.wrapped(to: inside - 2).map { "  \($0)" }
    if !stage.contact.isEmpty {
      let allowed = Contact.allCases.filter(stage.contact.contains).map(\.rawValue)
      lines += "allowed: \(permissions(allowed))".wrapped(to: inside - 2).map { "  \($0)" }
    }
    let line = String(repeating: signs.level, count: style.width - 2)
    verbatim(signs.topLeft + line + signs.topRight)
    for (index, text) in lines.enumerated() {
      verbatim(
        "\(signs.side) \(text.cut(to: inside, signs.cut).padded(to: inside)) \(signs.side)",
        index == 0 ? .strong : .plain)
    }
    verbatim(signs.bottomLeft + line + signs.bottomRight)
  }

  /// Triggers after `lead`, wrapped between them, with the following lines below the first one and `below` at their beginning.
  private mutating func hang(_ lead: String, below: String, _ triggers: [String]) {
    let whole = triggers.map { $0.exchanging(" ", for: Self.noBreak) }.joined(separator: ", ")
    for (index, line) in whole.wrapped(to: style.width - lead.columns).enumerated() {
      verbatim((index == 0 ? lead : below.padded(to: lead.columns)) + line.exchanging(Self.noBreak, for: " "))
    }
  }

  /// Keeps the two words of a trigger on one line.
  private static let noBreak = "\u{A0}"

  private func stay(_ stay: Stay) -> String {
    stay.longest.map { "\(days(stay.usual)), at most \($0)" } ?? days(stay.usual)
  }

  private func days(_ count: Int) -> String { count == 1 ? "1 day" : "\(count) days" }
}

/// Where a stage leads, and by what; nil: to the end of the journey.
private struct PlanWay {
  var to: Stage.ID?
  var triggers: [String]
}

/// What the picture is made of.
private struct PlanSigns {
  var topLeft, topRight, bottomLeft, bottomRight, level, side, trunk, branch, corner, arrow, down, up, again, end,
    cut: String

  static let drawn = PlanSigns(
    topLeft: "\u{250C}", topRight: "\u{2510}", bottomLeft: "\u{2514}", bottomRight: "\u{2518}", level: "\u{2500}",
    side: "\u{2502}", trunk: "\u{2502}", branch: "\u{251C}\u{2500}", corner: "\u{2514}\u{2500}", arrow: "\u{25BC}",
    down: "\u{2193}", up: "\u{2191}", again: "\u{21BA}", end: "\u{25A0}", cut: "\u{2026}")
  static let typed = PlanSigns(
    topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+", level: "-", side: "|", trunk: "|", branch: "+-",
    corner: "+-", arrow: "v", down: "v", up: "^", again: "@", end: "#", cut: "...")
}

extension String {
  /// The text, cut to fit into so many columns, with a sign at its end where something is missing.
  fileprivate func cut(to width: Int, _ sign: String) -> String {
    guard columns > width else { return self }
    var short = self
    while !short.isEmpty, short.columns + sign.columns > width { short.removeLast() }
    return short.trimmingSpaces + sign
  }
}
