// What a database holds, what a restore would change, and what a look at everything found.

import PercolateControl
import PercolateCore

extension Page {
  /// What a database holds.
  mutating func contents(_ contents: ContentsMessage) {
    table(
      contents.journeys.map { journey in
        [journey.timeline, journey.name ?? "", journey.ended ? words(.copyOver) : journey.title]
      }, indent: 2)
    let amounts = [
      "events": "\(contents.events)", "writings": "\(contents.writings)", "reminders": "\(contents.reminders)",
      "when": contents.latest.map(say) ?? words(.listNever),
    ]
    paragraph(words(.copyAmounts, amounts), .faint, indent: 2)
  }

  /// `restore`, before it is carried out.
  mutating func restoring(_ plan: Control.Restore.Reply) {
    paragraph(words(.restoreThere), .strong)
    contents(plan.contents)
    gap()
    guard let present = plan.present else {
      paragraph(words(.restoreUnreadable), .warm)
      return gap()
    }
    paragraph(words(.restoreHere), .strong)
    contents(present)
    gap()
    let (there, here) = (plan.contents.journeys.map(\.timeline), present.journeys.map(\.timeline))
    for (phrase, names) in [
      (Phrase.restoreComesBack, there.filter { !here.contains($0) }),
      (.restoreGoes, here.filter { !there.contains($0) }),
    ] where !names.isEmpty {
      paragraph(words(phrase, ["timelines": names.joined(separator: ", ")]), .warm)
    }
    switch (plan.contents.lock, present.lock) {
    case (nil, .some): paragraph(words(.restoreUnsealed), .warm)
    case (.some, nil): paragraph(words(.restoreSealed), .warm)
    default: break
    }
    if plan.boundaries > 0 { paragraph(words(.restoreBoundary), .warm) }
    gap()
  }

  /// `verify`
  mutating func checks(_ checks: [CheckMessage]) {
    for check in checks {
      let isWell = check.faults.isEmpty
      let subject = Phrase(rawValue: "verify.\(check.subject)").map { words($0, ["count": "\(check.count)"]) }
      let what = subject ?? check.subject
      // A few places are enough to look at; --json has all.
      let places = check.faults.prefix(5).joined(separator: ", ") + (check.faults.count > 5 ? ", ..." : "")
      field(
        words(isWell ? .verifyOk : .verifyNotOk), isWell ? what : words(.verifyWhere, ["what": what, "where": places]),
        isWell ? .plain : .bad, column: 8)
    }
    if checks.contains(where: { !$0.faults.isEmpty }) {
      gap()
      paragraph(words(.verifyHint))
    }
  }
}
