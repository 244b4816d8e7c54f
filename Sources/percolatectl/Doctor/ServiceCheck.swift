// Whether systemd knows the units and runs them, and how it confines the daemon.

import Glibc
import PercolateFiles

enum ServiceCheck {
  static func findings(_ directories: BaseDirectories) -> [Finding] {
    if let reason = Tool.missingUserManager() {
      return [
        .note("service", reason, "Without one, `percolated` has to be started by hand; in a container that is usual.")
      ]
    }
    return ServiceCommand.units.map(ServiceCommand.Unit.init).map(finding)
      + [confinement(directories)].compactMap(\.self)
  }

  /// Which of its two forms the unit has; nil where there is no unit.
  private static func confinement(_ directories: BaseDirectories) -> Finding? {
    let names = ["LoadState", "PrivateUsers", "ExecMainStatus"]
    let shown = Tool.systemctl("show", "percolated.service", "--property=\(names.joined(separator: ","))")
    let lines = shown?.output.split(separator: "\n") ?? []
    guard lines.contains("LoadState=loaded") else { return nil }
    guard lines.contains("PrivateUsers=yes") else {
      return .note(
        "confinement", "system calls only",
        "User namespaces were refused; where they are allowed, systemd/install uses them.")
    }
    // systemd.exec(5): the exit statuses for a user namespace and for a view of the file system that could not be made.
    guard lines.contains("ExecMainStatus=217") || lines.contains("ExecMainStatus=226") else {
      return .ok("confinement", "strict; of your files the daemon sees its own")
    }
    let name = "without-namespaces.conf"
    let places = directories.data.map { "\($0)/percolate/\(name)" }
    let file = places.first { access($0, F_OK) == 0 } ?? "percolate/\(name)"
    return .problem(
      "confinement", "the namespaces that the unit asks for are refused",
      "`install -D \(file) ~/.config/systemd/user/percolated.service.d/\(name)`, then "
        + "`systemctl --user daemon-reload` and `systemctl --user restart percolated.service`.")
  }

  private static func finding(of unit: ServiceCommand.Unit) -> Finding {
    let words = "\(unit.enabled), \(unit.active)"
    switch (unit.enabled, unit.active) {
    case ("enabled", "active"): return .ok(unit.unit, words)
    case (_, "failed"):
      return .problem(unit.unit, words, "`journalctl --user -u \(unit.unit) -n 20` says why.")
    case (_, "active"):
      return .note(unit.unit, words, "`percolatectl service install` lets it start by itself at the next login.")
    default:
      return .problem(unit.unit, words, "`percolatectl service install` switches it on.")
    }
  }
}
