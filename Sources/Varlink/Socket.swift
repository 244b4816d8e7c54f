// The system calls of the client, in one place. Invariant: owns its descriptor, never blocks but in poll(2), never
// raises SIGPIPE, and is not inherited by programs that are started meanwhile.

import Glibc
import Kernel

/// A connected AF_UNIX stream.
final class Socket {
  private let descriptor: CInt

  init(connectingTo path: String, timeout: Duration) throws(ClientError) {
    descriptor = Glibc.socket(AF_UNIX, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw .unreachable(path: path, errno: errno) }
    // A full backlog makes a blocking connect wait, and only this bounds the wait: poll(2) does not see it.
    var limit = timeval(timeout)
    unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    let code = UnixSocket.connect(descriptor, to: path)
    guard code == 0 else { throw code == EAGAIN ? .timedOut : .unreachable(path: path, errno: code) }
    // Our own user listens, or their service manager: what is sent is meant for nobody else.
    guard UnixSocket.peerIsOurUser(descriptor) else { throw .foreign(path: path) }
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
      } else if errno == EPIPE || errno == ECONNRESET {
        // The byte that ends the message has not been taken.
        throw .notRead
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
      // A Unix socket says so, and not just the end, when it was closed with something in it unread or was never accepted. Of
      // the calls on a connection only the latest can be that.
      if failure == ECONNRESET { throw .notRead }
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
