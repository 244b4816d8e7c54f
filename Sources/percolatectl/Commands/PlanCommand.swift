// Plans are files, so that looking at them needs no daemon.

import Arguments
import PercolateControl
import PercolateCore
import PercolateFiles
import Varlink

/// `percolatectl plan`
struct PlanCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "plan",
    abstract: "List, show, check and write plans.",
    discussion: """
      A plan is a journey as a YAML file in percolate/plans below the configuration's or the data's folders. \
      Three are built in.
      """,
    subcommands: [List.self, Show.self, Check.self, New.self, Upgrade.self])

  /// `percolatectl plan list`
  struct List: NamedCommand {
    static let configuration = CommandConfiguration(
      name: "list",
      abstract: "List the plans that can be started.",
      discussion: """
        Example:
          percolatectl plan list
        """)

    let format = Format()

    var arguments: [any ArgumentPart] { [format] }

    func run() throws {
      let plans = Machine.plans.list().map(Listed.init)
      try format.show(["plans": plans]) { page in
        page.table(plans.map { [$0.name, $0.source, $0.title ?? $0.fault ?? ""] })
      }
    }

    /// A plan, or what is wrong with it.
    private struct Listed: JSONEncodable {
      var name: String
      var source: String
      var title: String?
      var fault: String?

      init(_ entry: PlanCatalogue.Entry) {
        name = entry.name
        source = entry.source.description
        switch entry.title {
        case .success(let title): self.title = title
        case .failure(let error): fault = "has faults: \(error)"
        }
      }

      var json: JSONValue {
        JSONValue(fields: ["name": name.json, "source": source.json, "title": title.json, "fault": fault.json])
      }
    }
  }

  /// `percolatectl plan show`
  struct Show: NamedCommand {
    static let configuration = CommandConfiguration(
      name: "show",
      abstract: "Show a plan's stages, and what leads from one to the next.",
      discussion: """
        The road leads downwards; the ways to other stages are listed under each one, with their numbers. \
        With --dot it prints a graph for Graphviz: its dot(1) makes a picture of it.

        Examples:
          percolatectl plan show
          percolatectl plan show coffee
          percolatectl plan show ./mine.yaml
          percolatectl plan show --dot
          percolatectl plan show coffee --yaml
        """)

    @Argument("plan", help: "The plan's name, or its file: a path with a / in it.")
    var name = Configuration().plan

    @Flag("--dot", help: "Print a graph for Graphviz instead.")
    var dot: Bool

    @Flag("--yaml", help: "Print the plan's own text instead, as one to begin from.")
    var yaml: Bool

    let format = Format()

    var arguments: [any ArgumentPart] { [$name, $dot, $yaml, format] }

    func run() throws {
      if yaml, !name.contains("/") { return try StandardOutput.writeDocument(Machine.plans.loadWithText(name).text) }
      // No name has a slash in it.
      let plan =
        name.contains("/")
        ? try PlanFile.read(path: name, zones: Machine.zones.named) : try Machine.plans.load(name)
      if dot { return try StandardOutput.writeDocument(plan.dot + "\n") }
      let stages = plan.stages.map { stage in
        StageMessage(stage, visits: []) { Blanks.fill($0, with: Person(), someone: Machine.words.someone) }
      }
      try format.show(
        Shown(name: plan.name, version: plan.version, title: plan.title, about: plan.about, stages: stages)
      ) {
        $0.plan(plan)
      }
    }

    private struct Shown: JSONEncodable {
      var name: String
      var version: Int
      var title: String
      var about: String
      var stages: [StageMessage]

      var json: JSONValue {
        JSONValue(fields: [
          "name": name.json, "version": version.json, "title": title.json, "about": about.json, "stages": stages.json,
        ])
      }
    }
  }

  /// `percolatectl plan check`
  struct Check: NamedCommand {
    static let configuration = CommandConfiguration(
      name: "check",
      abstract: "Check a plan's file, and list everything that is wrong with it.",
      discussion: """
        Each line is FILE:LINE:COLUMN: what is wrong, and what was expected. The exit status is 1 if \
        anything is. A line with "warning:" is about what may not be meant, such as a day with more nudges \
        than are shown: the plan can be used all the same.

        Example:
          percolatectl plan check ~/.config/percolate/plans/mine.yaml
        """)

    @Argument("file", help: "The file.")
    var file: String

    let format = Format()

    var arguments: [any ArgumentPart] { [$file, format] }

    func run() throws {
      try FileCheck.run(file, format: format) { text throws(Faults) in
        let (plan, warnings) = try PlanFile.check(text: text, file: file, zones: Machine.zones.named)
        let nudges = plan.stages.reduce(0) { $0 + $1.nudges.count }
        let sentence = "\(file): the plan '\(plan.name)' is in order: \(plan.stages.count) stages, \(nudges) nudges"
        return (sentence, warnings)
      }
    }
  }
}
