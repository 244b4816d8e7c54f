// What is said to somebody who would like to write and did not, and what they can see of it later. Steady and short; no
// counting is held against anybody.

import PercolateControl
import PercolateCore

extension Page {
  /// After `urge`.
  mutating func urge(_ told: UrgeCommand.Told) {
    support(told.support)
    if let reply = told.reply {
      prose(reply, .strong)
      gap()
    }
    paragraph(words(.urgeKept), .faint)
    if let next = told.reminder?.next { paragraph(words(.urgeLookAgain, ["when": say(next)]), .faint) }
  }

  /// `urges`: the latest, the chart, and what helps.
  mutating func urges(_ reply: Control.Urges.Reply) {
    guard !reply.urges.isEmpty else { return paragraph(words(.urgeNone)) }
    for urge in reply.urges {
      let strength = urge.strength.map { "\($0)/5" }
      paragraph(joined([say(urge.at), urge.about, strength].compactMap(\.self)), .faint)
      prose(urge.text, indent: 2)
      gap()
    }
    chart(UrgeChart(reply.urges, now: here.now, zone: here.zone))
    guard !reply.helps.isEmpty else { return }
    gap()
    paragraph(words(.urgeHelps), .strong)
    for help in reply.helps { paragraph((style.unicode ? "\u{B7} " : "- ") + help, indent: 2, hanging: 2) }
  }

  private mutating func chart(_ chart: UrgeChart) {
    paragraph(words(.urgeWhen), .strong)
    for row in chart.rows(days: Weekday.allCases.map(words.dates.short), unicode: style.unicode) {
      verbatim("  " + row)
    }
    paragraph(words(.urgeHours), .faint, indent: 2)
    trend(chart.weeks)
    guard !chart.triggers.isEmpty else { return }
    gap()
    paragraph(words(.urgeCauses), .strong)
    table(chart.triggers.map { ["\($0.count)", $0.words] }, indent: 2)
  }

  /// A column a week, the present one last. Bars where they can be shown, and the numbers always.
  private mutating func trend(_ weeks: [UrgeChart.Week]) {
    guard weeks.count > 1 else { return }
    let counts = weeks.map { Double($0.count) }
    let strengths = weeks.map { $0.strength ?? 0 }
    gap()
    paragraph(words(.urgeWeek), .strong)
    var rows = [
      (label: words(.urgeOften), values: counts, most: counts.max() ?? 0, numbers: weeks.map { "\($0.count)" })
    ]
    if strengths.contains(where: { $0 > 0 }) {
      let numbers = weeks.map { $0.strength.map(Page.tenths) ?? "-" }
      rows.append((label: words(.urgeStrong), values: strengths, most: 5, numbers: numbers))
    }
    let margin = (rows.map(\.label.columns).max() ?? 0) + 2
    let width = (rows.flatMap(\.numbers).map(\.columns).max() ?? 0) + 1
    for row in rows {
      let bars = style.unicode ? UrgeChart.bars(row.values, most: row.most) + " " : ""
      let numbers = row.numbers.map { String(repeating: " ", count: width - $0.columns) + $0 }.joined()
      verbatim("  " + row.label.padded(to: margin) + bars + numbers)
    }
  }

  /// A mean with one digit after the point.
  private static func tenths(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
