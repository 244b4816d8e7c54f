// A plan for its reader: what a journey on it would be like, before one begins.

import PercolateCore

extension Page {
  /// `plan show`
  mutating func plan(_ plan: Plan) {
    paragraph(joined([plan.title, "\(plan.name), version \(plan.version)"]), .strong)
    paragraph(plan.about)
    gap()
    road(of: plan)
  }
}
