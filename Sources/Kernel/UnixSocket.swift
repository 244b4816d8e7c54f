// Why: a sockaddr_un and a struct ucred are awkward from Swift, and both ends of the control socket need them.
// Invariant: a path is used whole or not at all; one that C would cut short at a NUL, or that does not fit, is an error.

import Glibc

/// The calls on AF_UNIX sockets that take or give a C structure (unix(7)).
public enum UnixSocket {
  /// Connects a socket to the one at `path`. Returns 0, or the error number.
  public static func connect(_ descriptor: CInt, to path: String) -> CInt {
    unsafe withAddress(of: path) { unsafe Glibc.connect(descriptor, $0, $1) }
  }

  /// Binds a socket to `path`, which must not exist. Returns 0, or the error number.
  public static func bind(_ descriptor: CInt, to path: String) -> CInt {
    unsafe withAddress(of: path) { unsafe Glibc.bind(descriptor, $0, $1) }
  }

  /// Whether the process at the other end runs as our user. For a listening socket that is whoever called listen(2).
  public static func peerIsOurUser(_ descriptor: CInt) -> Bool {
    // struct ucred, which Glibc's module leaves out.
    var peer: (pid: pid_t, uid: uid_t, gid: gid_t) = (0, uid_t.max, gid_t.max)
    var length = socklen_t(MemoryLayout.size(ofValue: peer))
    return unsafe getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0 && peer.uid == geteuid()
  }

  private static func withAddress(
    of path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> CInt
  ) -> CInt {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    guard !bytes.isEmpty, !bytes.contains(0) else { return EINVAL }
    // With room for the NUL that ends it.
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return ENAMETOOLONG }
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
    let result = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    return result == 0 ? 0 : errno
  }
}
