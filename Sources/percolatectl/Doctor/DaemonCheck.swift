// Whether the daemon can be reached, is of our version, and what it says of itself.

import Glibc
import PercolateControl
import PercolateCore

struct DaemonCheck {
  let connection: Connection

  /// What was found, and which notification server the daemon sees; nil when it does not answer.
  func look() -> (findings: [Finding], desktop: String?) {
    let path = connection.path
    var findings = [permissions(of: path)].compactMap(\.self)
    do {
      let state = try connection.call(Control.Status()).state
      findings.append(.ok("daemon", "answers at \(path)"))
      findings.append(version(state.version))
      findings.append(zone(state.zone))
      findings.append(data(state.data))
      if let trouble = state.configuration {
        findings.append(.problem("daemon's trouble", trouble, "`percolatectl config check` says more."))
      }
      return (findings, state.desktop)
    } catch {
      findings.append(
        .problem(
          "daemon", Failure(error).line ?? "does not answer",
          "`percolatectl service install` switches it on; without a user manager run `percolated` by hand."))
      return (findings, nil)
    }
  }

  private func version(_ version: String) -> Finding {
    version == Version.current
      ? .ok("version", version)
      : .problem(
        "version", "the daemon is \(version), this is \(Version.current)",
        "`systemctl --user restart percolated.service` starts the one that is installed.")
  }

  private func data(_ trouble: String?) -> Finding {
    guard let trouble else { return .ok("what is kept", "can be read") }
    return .problem(
      "what is kept", trouble,
      "Nothing is changed in it. When it is mended, `percolatectl reload` takes it up at once; percolated(1) says how.")
  }

  private func zone(_ name: String) -> Finding {
    guard let here = try? Here.current(), here.zone.name != name else { return .ok("daemon's time zone", name) }
    return .note(
      "daemon's time zone", "\(name), and this terminal's is \(here.zone.name)",
      "Dates here are in this terminal's zone. `time-zone` in the configuration, or TZ, decides.")
  }

  private func permissions(of path: String) -> Finding? {
    guard let socket = FileFacts(path) else { return nil }
    let folder = String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
    let open = [(path, socket, 0o600), (folder, FileFacts(folder), 0o700)].first { _, facts, mode in
      facts.map { $0.isOpener(than: mode) || !$0.isOurs } ?? false
    }
    guard let (path, facts, mode) = open, let facts else { return .ok("socket", "for you alone") }
    return .problem("socket", "\(path) is \(facts.words)", "`chmod \(String(mode, radix: 8)) \(path)`")
  }
}

/// Who may open a file.
struct FileFacts: Hashable {
  let mode: Int
  let owner: UInt32
  let isFolder: Bool

  /// Looks at the file itself and not at what a link points to; nil when it is not there.
  init?(_ path: String) {
    var info = stat()
    guard lstat(path, &info) == 0 else { return nil }
    mode = Int(info.st_mode & 0o777)
    owner = info.st_uid
    isFolder = info.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether it grants anything that `mode` does not.
  func isOpener(than mode: Int) -> Bool { self.mode & ~mode != 0 }

  /// Whether it belongs to who runs this.
  var isOurs: Bool { owner == getuid() }

  /// `0644` and whose.
  var words: String { "0" + String(mode, radix: 8) + (isOurs ? "" : " and belongs to user \(owner)") }
}
