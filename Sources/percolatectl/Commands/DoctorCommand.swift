// Everything that has to be in place for a nudge to arrive, looked at one after the other. A check neither repairs nor
// throws: it finds.

import Arguments
import PercolateControl
import PercolateCore
import PercolateFiles
import Varlink

/// `percolatectl doctor`
struct DoctorCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "doctor",
    abstract: "Look for what could keep nudges from arriving.",
    discussion: """
      Each line is ok, a note, or a problem with what to do about it. The exit status is 1 if there is a \
      problem.

      Examples:
        percolatectl doctor
        percolatectl doctor --json
      """)

  let connection = Connection()

  var arguments: [any ArgumentPart] { [connection] }

  func run() throws {
    let daemon = DaemonCheck(connection: connection).look()
    let findings =
      MachineCheck.findings() + daemon.findings + ServiceCheck.findings(Machine.directories)
      + DesktopCheck.findings(daemon: daemon.desktop) + FilesCheck(directories: Machine.directories).findings()
      + LanguageCheck.findings(Machine.languages, Machine.language)
    try connection.format.show(["findings": findings], in: Here(now: .now, zone: .utc)) { page in
      page.findings(findings)
    }
    if findings.contains(where: { $0.level == .problem }) { throw Failure.said }
  }
}

/// Something that the doctor found.
struct Finding: Hashable, JSONEncodable {
  /// How much it matters.
  enum Level: String, Hashable {
    /// As it should be.
    case ok
    /// Worth knowing; nudges arrive all the same.
    case note
    /// Something will not work.
    case problem
  }

  var level: Level
  /// What was looked at.
  var about: String
  /// What was found.
  var found: String
  /// What to do; nil when nothing has to be done.
  var advice: String?

  var json: JSONValue {
    JSONValue(fields: [
      "level": level.rawValue.json, "about": about.json, "found": found.json, "advice": advice.json,
    ])
  }

  static func ok(_ about: String, _ found: String) -> Finding { Finding(level: .ok, about: about, found: found) }

  static func note(_ about: String, _ found: String, _ advice: String) -> Finding {
    Finding(level: .note, about: about, found: found, advice: advice)
  }

  static func problem(_ about: String, _ found: String, _ advice: String) -> Finding {
    Finding(level: .problem, about: about, found: found, advice: advice)
  }
}

extension Page {
  /// `doctor`
  mutating func findings(_ findings: [Finding]) {
    for finding in findings {
      let emphasis: Emphasis =
        switch finding.level {
        case .ok: .plain
        case .note: .warm
        case .problem: .bad
        }
      field("\(finding.level.rawValue)", "\(finding.about): \(finding.found)", emphasis, column: 9)
      if let advice = finding.advice { paragraph(advice, .faint, indent: 11) }
    }
    let problems = findings.count { $0.level == .problem }
    gap()
    switch problems {
    case 0: paragraph("Nothing stands in the way.", .good)
    case 1: paragraph("One thing needs you.", .warm)
    default: paragraph("\(problems) things need you.", .warm)
    }
  }
}
