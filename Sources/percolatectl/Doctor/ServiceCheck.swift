// Whether systemd knows the units and runs them.

enum ServiceCheck {
  static func findings() -> [Finding] {
    if let reason = Tool.missingUserManager() {
      return [
        .note("service", reason, "Without one, `percolated` has to be started by hand; in a container that is usual.")
      ]
    }
    return ServiceCommand.units.map(ServiceCommand.Unit.init).map(finding)
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
