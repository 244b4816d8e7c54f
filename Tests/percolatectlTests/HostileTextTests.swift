// Whatever the daemon sends, nothing that a terminal obeys comes out of any command. The commands are the examples of the help
// pages, so that a new one is covered as soon as it has an example; what each method answers is made up at random.
// PERCOLATE_SEED repeats a failure, PERCOLATE_ROUNDS asks for more than one.

import Arguments
import Foundation
import PercolateControl
import PercolateCore
import PercolateFiles
import Testing
import Varlink

@testable import percolatectl

@Suite("hostile text")
struct HostileTextTests {
  private static func setting(_ name: String) -> UInt64? {
    ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
  }

  /// One round with a new seed, or as many as are asked for.
  private static let seeds: [UInt64] = {
    let first = setting("PERCOLATE_SEED") ?? .random(in: 0...UInt64(UInt32.max))
    let seeds = (0..<(setting("PERCOLATE_ROUNDS") ?? 1)).map { first &+ $0 }
    print("hostile text: PERCOLATE_SEED=\(first) PERCOLATE_ROUNDS=\(seeds.count)")
    return seeds
  }()

  @Test("no command lets through what a terminal obeys, in text, in JSON, or in an error", arguments: seeds)
  func commands(seed: UInt64) throws {
    let replies = try Control.methods.map { ($0.name, try Self.reply(of: $0, seed)) }
    let refusals = try Control.methods.enumerated().map { ($1.name, try Self.error(seed &+ UInt64($0))) }
    for answers in [replies, refusals] {
      var reached: Set<String> = []
      let daemon = try FakeDaemon(byMethod: Dictionary(uniqueKeysWithValues: answers))
      defer { daemon.stop() }
      for arguments in Self.examples {
        for more in [[], ["--json"]] {
          let calls = daemon.received.count
          let result = try Binary.run(arguments + more, socket: daemon.path, input: "")
          let what = "seed \(seed): \(arguments + more)"
          if daemon.received.count > calls, let command = arguments.first { reached.insert(command) }
          #expect(Self.obeyed(in: result.output + result.error) == [], "\(what)")
          #expect((0...3).contains(result.status), "\(what) ended with \(result.status)")
        }
      }
      // The others ask no daemon, or need a file or a user manager first.
      let others: Set = ["calendar", "restore", "service", "version"]
      #expect(Set(Self.examples.compactMap(\.first)).subtracting(reached) == others)
    }
  }

  @Test("with colours on, the only sequences are ours", arguments: seeds)
  func colours(seed: UInt64) throws {
    var style = Style.plain
    style.colours = true
    for round in 0..<20 as Range<UInt64> {
      let seed = seed &+ round
      for (name, write) in try Self.pages(seed) {
        let text = page(style, write).replacing(#/\x1B\[(0|1|2|31|32|33)m/#, with: "")
        #expect(Self.obeyed(in: text) == [], "seed \(seed): \(name)")
      }
    }
  }

  /// Pages that no example of a help page leads to, because somebody has to be at the terminal, or that have most of the colours.
  private static func pages(_ seed: UInt64) throws -> [(String, (inout Page) -> Void)] {
    var hostility = Hostility(seed: seed)
    let text = hostility.text()
    let question: QuestionMessage = try Hostility.message(named: "Question", seed: seed)
    let screen = Interviewer.Screen(
      question: question, number: 1, count: 2, intro: text, remark: .because(text), keys: [.back, .editor])
    let old = try Hostility.reply(to: Control.Status.self, seed: seed).state
    let new = try Hostility.reply(to: Control.Status.self, seed: seed &+ 1).state
    let review = try Hostility.reply(to: Control.Review.self, seed: seed)
    let letter = try Hostility.reply(to: Control.Letter.self, seed: seed)
    let safety = try Hostility.reply(to: Control.Safety.self, seed: seed)
    let asked = try Hostility.reply(to: Control.SafetyQuestion.self, seed: seed)
    let findings = [Finding.problem(text, text, text)]
    let log = try Hostility.reply(to: Control.Log.self, seed: seed)
    let road = try Hostility.reply(to: Control.Road.self, seed: seed)
    return [
      ("question", { $0.question(screen, of: text) }),
      ("safety question", { $0.safetyQuestion(asked, nil) }),
      ("confirmation", { $0.confirmation(of: asked.concerns) }),
      ("safety", { $0.safety(safety) }),
      ("status", { $0.status(new) }),
      ("monitor", { page in for line in Changes.between(old, and: new, page) { page.paragraph(line, hanging: 2) } }),
      ("review", { $0.review(review) }),
      ("letter", { $0.letter(letter) }),
      ("letter text", { $0.letterText(text) }),
      ("support", { $0.support(text) }),
      ("findings", { $0.findings(findings) }),
      ("log", { $0.log(log.entries) }),
      ("road", { $0.road(road.standing, road.stages) }),
      ("field", { $0.field(text, text, .bad) }),
    ]
  }

  private static func reply(of method: any ControlMethod.Type, _ seed: UInt64) throws -> String {
    func reply<Method: ControlMethod>(_: Method.Type) throws -> String {
      let reply = try JSONValue(encoding: Hostility.reply(to: Method.self, seed: seed))
      return String(decoding: JSONValue.object(["parameters": reply]).serialized, as: UTF8.self)
    }
    return try reply(method)
  }

  private static func error(_ seed: UInt64) throws -> String {
    var hostility = Hostility(seed: seed)
    let errors: [ControlError] = [
      .refused(code: hostility.text(), reason: hostility.text(), until: hostility.moment()),
      .severalTimelines([hostility.text()]), .unknownTimeline(hostility.text()),
      .unknownPlan(hostility.text(), known: ["a"]),
      .badPlan([hostility.text()]), .badConfiguration([hostility.text()]), .badCalendarEvent(hostility.text()),
      .unavailable(hostility.text()),
    ]
    let wire = (errors.randomElement(using: &hostility) ?? .noTimeline).wire
    let reply: JSONValue = ["error": .string(wire.name), "parameters": wire.parameters]
    return String(decoding: reply.serialized, as: UTF8.self)
  }

  /// What a terminal would obey, or turn around; a new line is what a page is made of.
  private static func obeyed(in text: String) -> Set<Unicode.Scalar> {
    Set(text.unicodeScalars.filter { $0 != "\n" && ($0 == "\0" || Hostility.obeyed.contains($0)) })
  }

  /// The commands of all help pages, but for one that plays for minutes and asks no daemon.
  private static let examples: [[String]] = {
    let tree = CommandPath(root: Percolatectl.self).tree
    let lines = tree.flatMap { $0.configuration.discussion.split(separator: "\n") }
    let commands = lines.filter { $0.hasPrefix("  percolatectl ") }.map { line in
      line.prefix { $0 != "&" }.split(separator: "\"", omittingEmptySubsequences: false).enumerated().flatMap {
        index, part in
        index % 2 == 1 ? [String(part)] : part.split(separator: " ").map(String.init)
      }
    }
    return commands.map { Array($0.dropFirst()) }.filter { $0.first != "rehearse" }
  }()
}
