// The system calls of the client, in one place. Invariant: owns its descriptor, never blocks but in poll(2), never
// raises SIGPIPE, and is not inherited by programs that are started meanwhile.

internal import Glibc

/// A connected AF_UNIX stream.
final class Socket {
  private let descriptor: CInt

  init(connectingTo path: String, timeout: Duration) throws(ClientError) {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    // The path has to fit together with the NUL that ends it (unix(7)).
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
      throw .unreachable(path: path, errno: ENAMETOOLONG)
    }
    guard !bytes.isEmpty, !bytes.contains(0) else { throw .unreachable(path: path, errno: EINVAL) }
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }

    descriptor = Glibc.socket(AF_UNIX, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw .unreachable(path: path, errno: errno) }
    // A full backlog makes a blocking connect wait, and only this bounds the wait: poll(2) does not see it.
    var limit = timeval(timeout)
    unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    let result = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard result == 0 else {
      let code = errno
      throw code == EAGAIN ? .timedOut : .unreachable(path: path, errno: code)
    }
    guard listenerIsOurs else { throw .foreign(path: path) }
  }

  /// Whether it is our own user, or their service manager, that listens: what is sent is meant for nobody else.
  private var listenerIsOurs: Bool {
    // struct ucred of unix(7), which Glibc's module leaves out. For a listener it tells who called listen(2).
    var peer: (pid: pid_t, uid: uid_t, gid: gid_t) = (0, uid_t.max, gid_t.max)
    var length = socklen_t(MemoryLayout.size(ofValue: peer))
    return unsafe getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0 && peer.uid == geteuid()
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Sends everything, or throws with an unknown part of it sent.
  func send(_ bytes: [UInt8], until deadline: Deadline) throws(ClientError) {
    var sent = 0
    while sent < bytes.count {
      let count = unsafe bytes[sent...].withUnsafeBytes {
        unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL) | CInt(MSG_DONTWAIT))
      }
      if count >= 0 {
        sent += count
      } else {
        try wait(for: POLLOUT, after: errno, until: deadline)
      }
    }
  }

  /// Waits for bytes and returns at least one.
  func receive(until deadline: Deadline) throws(ClientError) -> [UInt8] {
    while true {
      var failure: CInt = 0
      let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
        let received = unsafe recv(descriptor, buffer.baseAddress, buffer.count, CInt(MSG_DONTWAIT))
        failure = errno
        if received >= 0 { failure = 0 }
        count = max(received, 0)
      }
      if !bytes.isEmpty { return bytes }
      if failure == 0 { throw .disconnected }
      try wait(for: POLLIN, after: failure, until: deadline)
    }
  }

  private func wait(for events: CInt, after failure: CInt, until deadline: Deadline) throws(ClientError) {
    guard failure == EAGAIN || failure == EINTR else { throw .disconnected }
    var request = pollfd(fd: descriptor, events: Int16(events), revents: 0)
    let timeout = deadline.pollTimeout
    let ready = unsafe poll(&request, 1, timeout)
    // A signal ends the wait early; the caller comes back, and the deadline is still the same.
    if ready == 0 { throw .timedOut }
    if ready < 0, errno != EINTR { throw .disconnected }
    if ready < 0, timeout == 0 { throw .timedOut }
  }
}

extension timeval {
  /// Zero would mean no limit (socket(7)), hence at least a microsecond.
  fileprivate init(_ duration: Duration) {
    let (seconds, attoseconds) = min(max(duration, .microseconds(1)), .seconds(86_400)).components
    self.init(tv_sec: Int(seconds), tv_usec: Int(attoseconds / 1_000_000_000_000))
  }
}
