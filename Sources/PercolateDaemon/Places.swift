// Where the daemon keeps and finds things, by the XDG Base Directory Specification. Invariant: there is one daemon for one
// data folder; the lock says who it is.

import Glibc
import Kernel
import PercolateControl
import PercolateFiles
import PercolateStore

/// Why the daemon does not start: one line that says what is wrong and what to do.
struct StartFailure: Error, CustomStringConvertible {
  let description: String
  var kind = LogLine.Kind.trouble
}

/// The daemon's files.
struct Places {
  let folder: String
  let socket: String
  let runtimeFolder: String
  /// The session bus's socket, which is watched for while there is no bus.
  let bus: String

  var database: String { "\(folder)/percolate.sqlite" }
  var lock: String { "\(folder)/percolated.lock" }

  init(environment: [String: String]) throws(StartFailure) {
    guard let data = BaseDirectories(environment: environment).dataHome else {
      throw StartFailure(description: "neither XDG_DATA_HOME nor HOME is set; there is no place to keep anything")
    }
    guard let runtime = environment["XDG_RUNTIME_DIR"], runtime.hasPrefix("/") else {
      throw StartFailure(
        description: "XDG_RUNTIME_DIR is not set; log in through systemd, or set it to a folder of yours")
    }
    folder = "\(data)/percolate"
    runtimeFolder = runtime
    socket = ControlSocket.path(runtimeFolder: runtime)
    let address = environment["DBUS_SESSION_BUS_ADDRESS"] ?? ""
    let path = address.split(separator: ",").first.flatMap { $0.hasPrefix("unix:path=") ? $0.dropFirst(10) : nil }
    bus = path.map(String.init) ?? "\(runtime)/bus"
  }
}

/// The database and its lock. Where the lock's file cannot be made, each attempt to open the database tries again: only
/// a lock that another daemon holds is a reason to end.
final class LockedDatabase {
  private let places: Places
  private var lock: InstanceLock?

  /// Takes the lock of the one daemon, if its file can be made yet.
  ///
  /// - Throws: `StartFailure` when another daemon has it.
  init(at places: Places) throws {
    self.places = places
    do {
      lock = try InstanceLock(path: places.lock)
    } catch let failure as StartFailure where failure.kind != .secondInstance {}
  }

  /// Opens the database.
  func open() throws -> Store {
    lock = try lock ?? InstanceLock(path: places.lock)
    return try Store(path: places.database)
  }
}

/// The lock of the one daemon, held as long as this object lives.
final class InstanceLock {
  private let fd: CInt

  /// Takes the lock.
  ///
  /// - Throws: `StartFailure` with the process that holds it.
  init(path: String) throws {
    try PrivateFiles.makeFolder(of: path)
    fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard fd >= 0 else {
      // Inside the service's sandbox, a data folder that its unit does not name looks like this.
      let hint =
        errno == ENOENT || errno == EROFS ? "; percolated(1) says under CONFINEMENT how to name the folder" : ""
      throw StartFailure(description: "\(path) cannot be opened: \(String(cString: strerror(errno)))\(hint)")
    }
    var request = flock()
    request.l_type = Int16(F_WRLCK)
    request.l_whence = Int16(SEEK_SET)
    guard fcntl(fd, F_SETLK, &request) != 0 else { return }
    request.l_type = Int16(F_WRLCK)
    let holder = fcntl(fd, F_GETLK, &request) == 0 && request.l_pid > 0 ? "process \(request.l_pid)" : "another process"
    throw StartFailure(
      description:
        "percolated is running already (\(holder)); `systemctl --user stop percolated` or end that process first",
      kind: .secondInstance)
  }

  deinit { close(fd) }
}

/// A listening socket of our own, for a daemon that systemd did not start.
final class ListeningSocket {
  let fd: CInt
  private let path: String
  /// Whether the file is ours to remove; `deinit` runs for a socket that could not be made as well.
  private var isBound = false

  /// Binds the socket, 0600 in a folder 0700. A stale one is replaced; one that is alive is not.
  init(path: String) throws {
    self.path = path
    try PrivateFiles.makeFolder(of: path)
    try PrivateFiles.checkFolder(of: path)
    fd = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard fd >= 0 else { throw ListeningSocket.failure(path, errno) }
    switch UnixSocket.connect(fd, to: path) {
    case 0:
      throw StartFailure(
        description: "something else listens on \(path); `systemctl --user stop percolated.socket` frees it")
    case ENAMETOOLONG:
      throw StartFailure(description: "\(path) is too long for a socket; set XDG_RUNTIME_DIR to a shorter one")
    default: unlink(path)
    }
    let code = UnixSocket.bind(fd, to: path)
    guard code == 0 else { throw ListeningSocket.failure(path, code) }
    isBound = true
    // Until it listens nobody can connect, whatever the mode was that it was made with.
    guard chmod(path, 0o600) == 0, Glibc.listen(fd, 64) == 0 else { throw ListeningSocket.failure(path, errno) }
  }

  private static func failure(_ path: String, _ code: CInt) -> StartFailure {
    StartFailure(description: "cannot listen on \(path): \(String(cString: strerror(code)))")
  }

  deinit {
    close(fd)
    if isBound { unlink(path) }
  }
}

enum PrivateFiles {
  /// Makes sure that the folder of a file is its user's alone: whoever can write to it can replace the file.
  static func checkFolder(of path: String) throws(StartFailure) {
    let folder = "/" + path.split(separator: "/").dropLast().joined(separator: "/")
    guard PrivateKind.folder.fault(at: folder) == nil else {
      throw StartFailure(description: "\(folder) is not a folder of yours alone (mode 0700); move it away")
    }
  }

  /// Makes the folder of a file, 0700, and its parents.
  static func makeFolder(of path: String) throws(StartFailure) {
    let parts = path.split(separator: "/").dropLast()
    var folder = ""
    for (index, part) in parts.enumerated() {
      folder += "/\(part)"
      let mode: mode_t = index == parts.count - 1 ? 0o700 : 0o755
      guard mkdir(folder, mode) == 0 || errno == EEXIST || errno == EROFS || errno == EACCES else {
        throw StartFailure(description: "\(folder) cannot be created: \(String(cString: strerror(errno)))")
      }
    }
  }
}
