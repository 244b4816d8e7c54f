// Whether what is kept is kept to its owner, and whether there is room for more.

import Glibc
import Kernel
import PercolateFiles

struct FilesCheck {
  let directories: BaseDirectories

  func findings() -> [Finding] {
    guard let home = directories.dataHome else {
      return [.problem("data", "there is no home folder", "Set HOME, or XDG_DATA_HOME to an absolute path.")]
    }
    let folder = home + "/percolate"
    guard let facts = FileFacts(folder) else {
      return [.ok("data", "\(folder) is not there yet"), room(home)].compactMap(\.self)
    }
    return [privacy(folder, facts), room(folder)].compactMap(\.self)
  }

  /// The folder's mode protects the files; their own modes matter once the folder is copied or opened to others.
  private func privacy(_ folder: String, _ facts: FileFacts) -> Finding {
    guard facts.isOurs, !facts.isOpener(than: 0o700) else {
      return .problem("data", "\(folder) is \(facts.words)", "`chmod 700 \(folder)`")
    }
    for name in (Folder.names(in: folder) ?? []).sorted() {
      let path = "\(folder)/\(name)"
      guard let facts = FileFacts(path), !facts.isFolder else { continue }
      if !facts.isOurs || facts.isOpener(than: 0o600) {
        return .problem("data", "\(path) is \(facts.words)", "`chmod 600 \(path)`")
      }
    }
    return .ok("data", "\(folder) is for you alone")
  }

  private func room(_ path: String) -> Finding? {
    var info = statvfs()
    guard statvfs(path, &info) == 0 else { return nil }
    // f_bavail: how many fragments are free for users other than root (statvfs(3)).
    let (bytes, overflow) = UInt64(info.f_bavail).multipliedReportingOverflow(by: UInt64(info.f_frsize))
    let megabytes = overflow ? UInt64.max : bytes >> 20
    switch megabytes {
    case 0..<10:
      return .problem("disk", "\(megabytes) MiB are left", "Make room: what cannot be written down is not shown.")
    case 10..<100: return .note("disk", "\(megabytes) MiB are left", "Percolate needs little, but needs it reliably.")
    default: return .ok("disk", "enough room")
    }
  }
}
