// Why: a file that is replaced, or not there yet, cannot be watched itself: a watch on it would follow the old one, or none.
// Invariant: the directory is watched, and every event about another name in it is ignored.

import CSystemd
import Glibc

extension EventLoop {
  /// Calls `handler` when the file is made, replaced (by rename too), written or removed; possibly more than once. Its
  /// directory has to be there.
  public func fileChanges(path: String, _ handler: @escaping () -> Void) throws(SystemError) -> EventSource {
    try FileWatch(on: self, path: path, handler)
  }

  /// Calls `handler` when the local time zone is another one: the symbolic link /etc/localtime was replaced (localtime(5)).
  ///
  /// New rules for the same zone, from a tzdata update, change the link's target and not the link: they are not seen.
  public func zoneChanges(_ handler: @escaping () -> Void) throws(SystemError) -> EventSource {
    try fileChanges(path: "/etc/localtime", handler)
  }
}

private final class FileWatch: EventSource {
  private let name: String

  init(on loop: EventLoop, path: String, _ handler: @escaping () -> Void) throws(SystemError) {
    let call = "sd_event_add_inotify(\(path))"
    try SystemError.refuseNUL(in: path, call)
    let (directory, name) = split(path)
    self.name = name
    let mask = IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_CLOSE_WRITE | IN_DELETE
    try super.init(on: loop, call: call) { _ in
      handler()
    } add: {
      sd_event_add_inotify(
        loop.raw, &$0, directory, UInt32(mask) | UInt32(IN_ONLYDIR),
        { _, event, userdata in
          guard let event, let userdata else { return 0 }
          let watch = Unmanaged<FileWatch>.fromOpaque(userdata).takeUnretainedValue()
          return watch.concerns(event) ? EventSource.dispatch(userdata, event.pointee.mask) : 0
        }, $1)
    }
  }

  /// Whether an event may be about the file. One without a name is about the directory, or says that events were lost.
  private func concerns(_ event: UnsafePointer<inotify_event>) -> Bool {
    let length = Int(event.pointee.len)
    guard length > 0 else { return true }
    // The name follows the struct as a flexible array member, padded with NUL (inotify(7)).
    let bytes = UnsafeRawBufferPointer(start: UnsafeRawPointer(event + 1), count: length)
    return bytes.prefix { $0 != 0 }.elementsEqual(name.utf8)
  }
}

private func split(_ path: String) -> (directory: String, name: String) {
  guard let slash = path.lastIndex(of: "/") else { return (".", path) }
  let directory = path[..<slash]
  return (directory.isEmpty ? "/" : String(directory), String(path[path.index(after: slash)...]))
}
