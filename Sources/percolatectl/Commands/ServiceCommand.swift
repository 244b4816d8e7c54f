// The units that the installer placed, switched on and off. Everything that systemd can do better is left to
// systemctl(1).

import Arguments
import PercolateCore
import PercolateFiles
import Varlink

/// `percolatectl service`
struct ServiceCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "service",
    abstract: "Switch the daemon's service on and off.",
    discussion: """
      The installer places the units; here they are enabled, disabled and looked at. It is the service of your own user.
      """,
    subcommands: [Install.self, Uninstall.self, State.self])

  static let units = ["percolated.socket", "percolated.service"]

  /// `percolatectl service install`
  struct Install: NamedCommand {
    static let configuration = CommandConfiguration(
      name: "install",
      abstract: "Enable and start the service.",
      discussion: """
        Example:
          percolatectl service install
        """)

    let format = Format()

    var arguments: [any ArgumentPart] { [format] }

    func run() throws {
      try ServiceCommand.perform(["daemon-reload"])
      try ServiceCommand.perform(["enable", "--now"] + ServiceCommand.units)
      try ServiceCommand.show(format)
    }
  }

  /// `percolatectl service uninstall`
  struct Uninstall: NamedCommand {
    static let configuration = CommandConfiguration(
      name: "uninstall",
      abstract: "Stop and disable the service.",
      discussion: """
        Your data and the files of the installation stay where they are.

        Example:
          percolatectl service uninstall
        """)

    let format = Format()

    var arguments: [any ArgumentPart] { [format] }

    func run() throws {
      try ServiceCommand.perform(["disable", "--now"] + ServiceCommand.units)
      try ServiceCommand.show(format)
    }
  }

  /// `percolatectl service status`
  struct State: NamedCommand {
    static let configuration = CommandConfiguration(
      name: "status",
      abstract: "Say whether the service is enabled and runs.",
      discussion: """
        Example:
          percolatectl service status
        """)

    let format = Format()

    var arguments: [any ArgumentPart] { [format] }

    func run() throws {
      try ServiceCommand.requireManager()
      try ServiceCommand.show(format)
    }
  }
}

extension ServiceCommand {
  /// What systemd says of a unit.
  struct Unit: Hashable, JSONEncodable {
    var unit: String
    var enabled: String
    var active: String

    init(_ name: String) {
      unit = name
      enabled = Tool.systemctl("is-enabled", name)?.firstLine ?? "unknown"
      active = Tool.systemctl("is-active", name)?.firstLine ?? "unknown"
    }

    var json: JSONValue {
      JSONValue(fields: ["unit": unit.json, "enabled": enabled.json, "active": active.json])
    }
  }

  fileprivate static func requireManager() throws(Failure) {
    guard let reason = Tool.missingUserManager() else { return }
    throw .failed(
      "\(reason); the service needs systemd's user manager: log in as this user, or run `percolated` by hand")
  }

  fileprivate static func perform(_ arguments: [String]) throws(Failure) {
    try requireManager()
    guard let result = Tool.run("systemctl", ["--user", "--no-pager", "--quiet"] + arguments) else {
      throw .failed("systemctl cannot be run")
    }
    guard result.status == 0 else {
      throw .failed("systemctl --user \(arguments.joined(separator: " ")): \(result.firstLine)")
    }
  }

  fileprivate static func show(_ format: Format) throws {
    let found = units.map(Unit.init)
    try format.show(["units": found], in: Here(now: .now, zone: .utc)) { page in
      page.table(found.map { [$0.unit, $0.enabled, $0.active] })
    }
  }
}
