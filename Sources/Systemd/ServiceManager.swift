// Why: what a service and its manager tell each other: readiness and status out, sockets in.
// Invariant: without a manager everything here does nothing, so the program runs the same from a shell.

import CSystemd
import Glibc

/// The systemd instance that started this process, if any.
public enum ServiceManager {
  /// A line of sd_notify(3).
  public enum Notification: Sendable, Equatable {
    /// Start-up is finished, or a reload is.
    case ready
    /// One line for `systemctl status`; control characters become spaces.
    case status(String)
    /// A reload begins. Carries the monotonic time, which `Type=notify-reload` asks for.
    case reloading
    /// The service begins to stop.
    case stopping
  }

  /// Tells the manager, in one datagram. False without one (`$NOTIFY_SOCKET`).
  @discardableResult
  public static func notify(_ notifications: [Notification]) throws(SystemError) -> Bool {
    let state = notifications.map(\.assignment).joined(separator: "\n")
    return try SystemError.check(sd_notify(0, state), "sd_notify") > 0
  }

  /// The sockets that were passed in, with their `FileDescriptorName=` (sd_listen_fds_with_names(3)).
  ///
  /// They are the caller's to close, and closed on exec. A second call gives none: the variables are removed, so that no
  /// child takes them for its own. Call it before any thread exists, as it changes the environment.
  public static func listenSockets() throws(SystemError) -> [(fd: CInt, name: String)] {
    var names: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    let count = try SystemError.check(sd_listen_fds_with_names(1, &names), "sd_listen_fds_with_names")
    defer { free(names) }
    return (0..<count).map { index in
      let name = names?[Int(index)]
      defer { free(name) }
      return (SD_LISTEN_FDS_START + index, name.map { String(cString: $0) } ?? "")
    }
  }
}

extension ServiceManager.Notification {
  fileprivate var assignment: String {
    switch self {
    case .ready: "READY=1"
    case .status(let text): "STATUS=\(withoutControls(text))"
    case .reloading: "RELOADING=1\nMONOTONIC_USEC=\(monotonicMicroseconds())"
    case .stopping: "STOPPING=1"
    }
  }
}
