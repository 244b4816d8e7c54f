// What the machine itself has to offer: a zone that is known, a configuration without mistakes, a journal.

import Glibc
import PercolateCore
import PercolateFiles

enum MachineCheck {
  static func findings() -> [Finding] {
    [zone(), configuration()] + plans() + [journal(), catalogue()]
  }

  private static func zone() -> Finding {
    do {
      let zone = try Machine.zones.system()
      return .ok("time zone", zone.name)
    } catch {
      return .problem("time zone", "\(error)", "Times would be wrong; the daemon refuses to guess.")
    }
  }

  private static func configuration() -> Finding {
    do {
      let (_, path) = try ConfigurationFile.find(in: Machine.directories, zones: Machine.zones.named)
      return .ok("configuration", path.map { "\($0) is in order" } ?? "no file; the defaults hold")
    } catch {
      return .problem(
        "configuration", error.all.first?.description ?? "has faults",
        "`percolatectl config check` lists all of it; `percolatectl reload` when it is mended.")
    }
  }

  private static func plans() -> [Finding] {
    Machine.plans.list().map { entry in
      switch entry.title {
      case .success(let title): .ok("plan \(entry.name)", "\(title) (\(entry.source))")
      case .failure:
        .problem("plan \(entry.name)", "has faults (\(entry.source))", "`percolatectl plan check FILE` lists them.")
      }
    }
  }

  private static func journal() -> Finding {
    let path = "/run/systemd/journal/socket"
    return access(path, W_OK) == 0
      ? .ok("journal", "takes messages")
      : .note("journal", "\(path) is not there", "The daemon writes to standard error instead.")
  }

  /// The first of our message identifiers stands for all of them.
  private static func catalogue() -> Finding {
    let started = "d4c5c2a0b1e84a53a6ad7a2d5e0f1a01"
    let known = Tool.run("journalctl", ["--no-pager", "--list-catalog", started])?.status == 0
    return known
      ? .ok("journal catalogue", "explains Percolate's messages")
      : .note(
        "journal catalogue", "does not know Percolate's messages",
        "For `journalctl -x` to explain them, put percolate.catalog in /usr/lib/systemd/catalog and run "
          + "`journalctl --update-catalog` as root.")
  }
}
