// A journey keeps the plan that it began with, in the words of that day, until its user asks for the newer one.

import Arguments
import PercolateControl
import PercolateCore

extension PlanCommand {
  /// `percolatectl plan upgrade`
  struct Upgrade: NamedCommand {
    static let configuration = CommandConfiguration(
      name: "upgrade",
      abstract: "Let a journey go on with the newest version of its plan.",
      discussion: """
        A journey keeps the plan that it began with, its language included. This says what would change; with --yes it \
        is done. What has happened stays as it was.

        Examples:
          percolatectl plan upgrade
          percolatectl plan upgrade --yes
        """)

    @Flag("--yes", help: "Do it, and do not only say what would change.")
    var yes: Bool

    let journey = Journey()
    let connection = Connection()

    var arguments: [any ArgumentPart] { [$yes, journey, connection] }

    func run() throws {
      let method = Control.Upgrade(timeline: journey.timeline, carryOut: yes)
      try connection.show(method) { page, reply in page.upgrade(reply, isDone: yes) }
    }
  }
}

extension Page {
  /// What changes with another version of a plan.
  mutating func upgrade(_ reply: Control.Upgrade.Reply, isDone: Bool) {
    let versions = ["from": String(reply.from), "to": String(reply.to)]
    paragraph(words(isDone ? .planUpgraded : .planWouldUpgrade, versions))
    for change in reply.changes { paragraph("- \(change)", indent: 2, hanging: 2) }
    if reply.changes.isEmpty { paragraph(words(.planOnlyWords), .faint) }
    guard !isDone else { return }
    gap()
    paragraph(words(.planUpgradeHow), .faint)
  }
}
