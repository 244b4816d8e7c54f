// Plans are files, so that looking at them needs no daemon.

import ArgumentParser
import Foundation
import PercolateControl
import PercolateCore
import PercolateFiles

/// `percolatectl plan`
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "List, show and check plans.",
    discussion: """
      A plan is a journey as a YAML file in percolate/plans below the configuration's or the data's folders. \
      Three are built in.
      """,
    subcommands: [List.self, Show.self, Check.self])

  /// `percolatectl plan list`
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the plans that can be started.",
      discussion: """
        Example:
          percolatectl plan list
        """)

    @OptionGroup var format: Format

    func run() throws {
      let plans = Machine.plans.list().map(Listed.init)
      try format.show(["plans": plans]) { page in
        page.table(plans.map { [$0.name, $0.source, $0.title ?? $0.fault ?? ""] })
      }
    }

    /// A plan, or what is wrong with it.
    private struct Listed: Encodable {
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
    }
  }

  /// `percolatectl plan show`
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show a plan's stages, and what leads from one to the next.",
      discussion: """
        With --dot it prints a graph for Graphviz: its dot(1) makes a picture of it.

        Examples:
          percolatectl plan show
          percolatectl plan show coffee
          percolatectl plan show --dot
        """)

    @Argument(help: ArgumentHelp("The plan's name.", valueName: "plan"))
    var name = Configuration().plan

    @Flag(name: .long, help: "Print a graph for Graphviz instead.")
    var dot = false

    @OptionGroup var format: Format

    func run() throws {
      let plan = try Machine.plans.load(name)
      if dot { return try StandardOutput.write(plan.dot + "\n") }
      let stages = plan.stages.map { StageMessage($0, visits: [], questions: $0.questions.map(\.ask)) }
      try format.show(
        Shown(name: plan.name, version: plan.version, title: plan.title, about: plan.about, stages: stages)
      ) {
        $0.plan(plan, stages)
      }
    }

    private struct Shown: Encodable {
      var name: String
      var version: Int
      var title: String
      var about: String
      var stages: [StageMessage]
    }
  }

  /// `percolatectl plan check`
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check a plan's file, and list everything that is wrong with it.",
      discussion: """
        Each line is FILE:LINE:COLUMN: what is wrong, and what was expected. The exit status is 1 if \
        anything is.

        Example:
          percolatectl plan check ~/.config/percolate/plans/mine.yaml
        """)

    @Argument(help: ArgumentHelp("The file.", valueName: "file"))
    var file: String

    @OptionGroup var format: Format

    func run() throws {
      try FileCheck.run(file, format: format) { text throws(Faults) in
        let plan = try PlanFile.read(text: text, file: file, zones: Machine.zones.named)
        let nudges = plan.stages.reduce(0) { $0 + $1.nudges.count }
        return "\(file): the plan '\(plan.name)' is in order: \(plan.stages.count) stages, \(nudges) nudges"
      }
    }
  }
}

/// The result of checking a file, in text and in JSON.
struct FileCheck: Encodable {
  var file: String
  var faults: [Found]

  /// A fault with its place.
  struct Found: Encodable {
    var line: Int
    var column: Int
    var message: String
  }

  /// Reads the file, checks it, and says what was found.
  ///
  /// - Parameter check: gives a sentence when all is well.
  /// - Throws: `Failure.said` when there are faults; they have been printed by then.
  static func run(_ file: String, format: Format, _ check: (String) throws(Faults) -> String) throws {
    do {
      let sentence = try check(try read(file))
      try format.show(FileCheck(file: file, faults: [])) { page in page.paragraph(sentence) }
    } catch let faults as Faults {
      let found = faults.all.map {
        Found(line: $0.position.line, column: $0.position.column, message: $0.message)
      }
      try format.show(FileCheck(file: file, faults: found)) { page in
        for fault in faults.all { page.verbatim(fault.description) }
      }
      throw Failure.said
    }
  }

  private static func read(_ file: String) throws(Failure) -> String {
    // A plan is a few kilobytes; whoever gives a disk image has mistyped.
    let limit = 1 << 20
    // By stdio(3): Foundation's errors do not say why.
    guard let stream = fopen(file, "re") else { throw unreadable(file) }
    defer { fclose(stream) }
    let bytes = [UInt8](unsafeUninitializedCapacity: limit + 1) { buffer, count in
      count = fread(buffer.baseAddress, 1, buffer.count, stream)
    }
    guard ferror(stream) == 0 else { throw unreadable(file) }
    guard bytes.count <= limit else { throw .failed("'\(file.shortened)' is larger than 1 MiB") }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .failed("'\(file.shortened)' is not UTF-8 text")
    }
    return text
  }

  /// With the reason in errno.
  private static func unreadable(_ file: String) -> Failure {
    .failed("cannot read '\(file.shortened)': \(String(cString: strerror(errno)))")
  }
}
