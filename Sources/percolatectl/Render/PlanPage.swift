// A plan for its reader: what a journey on it would be like, before one begins.

import PercolateControl
import PercolateCore

extension Page {
  /// `plan show`
  mutating func plan(_ plan: Plan, _ stages: [StageMessage]) {
    paragraph(joined([plan.title, "\(plan.name), version \(plan.version)"]), .strong)
    paragraph(plan.about)
    for stage in stages {
      gap()
      let days = [stage.leastDays, stage.usualDays] + [stage.longestDays].compactMap(\.self)
      let stay = zip(["at least", "usually", "at the longest"], days).map { "\($0) \($1)" }.joined(separator: ", ")
      paragraph(joined([stage.title, "\(stay) days"]), .strong)
      paragraph(stage.aim, indent: 2)
      field("  Allowed", permissions(stage.contact))
      for way in ways(from: stage, titles: stages) { paragraph(way, .faint, indent: 2, hanging: 2) }
    }
  }
}
