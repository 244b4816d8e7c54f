// Writing something private to a file that was asked for. Invariants: nobody else can read the file at any time; nothing is
// overwritten unless that was asked for; a file that is there has everything in it.

import Glibc
import Kernel

/// A file that only its owner can read.
enum PrivateFile {
  /// Writes a text to a path, with mode 0600.
  ///
  /// - Parameter replacing: whether a file that is there may go; it is replaced at once, and keeps nothing of its mode.
  static func write(_ text: String, to path: String, replacing: Bool) throws(Failure) {
    try make(path, replacing: replacing) { writeAll(text, to: $0) }
  }

  /// Makes a file at a path, with mode 0600, out of what `fill` writes; false with errno set says that it could not.
  static func make(_ path: String, replacing: Bool, _ fill: (CInt) -> Bool) throws(Failure) {
    var status = stat()
    guard lstat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG else {
      throw .failed("'\(path.shortened)' is there already, and is not a file; give another name")
    }
    // A name of our own first: whoever looks at `path` sees all of the text or none of it.
    let draft = "\(path).\(getpid()).part"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure(path, errno) }
    var code: CInt = fill(descriptor) && fsync(descriptor) == 0 ? 0 : errno
    close(descriptor)
    if code == 0, (replacing ? rename(draft, path) : move(draft, to: path)) != 0 { code = errno }
    unlink(draft)
    if code == 0, !syncFolder(of: path) { code = errno }
    guard code == 0 else { throw failure(path, code) }
  }

  /// link(2) refuses a name that is taken, where rename(2) would replace it. A memory stick's file system may know no links:
  /// there an empty file of ours takes the name first.
  private static func move(_ draft: String, to path: String) -> CInt {
    if link(draft, path) == 0 { return 0 }
    guard errno == EPERM || errno == EOPNOTSUPP else { return -1 }
    let claim = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard claim >= 0 else { return -1 }
    close(claim)
    return rename(draft, path)
  }

  /// Syncs the folder of a file, without which a new name may not be on the disk.
  private static func syncFolder(of path: String) -> Bool {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    // Some file systems (FUSE, CIFS) cannot sync a folder.
    return fsync(descriptor) == 0 || errno == EINVAL || errno == ENOSYS
  }

  private static func failure(_ path: String, _ code: CInt) -> Failure {
    if code == EEXIST { return .failed("'\(path.shortened)' is there already; give another name, or add --force") }
    return .failed("cannot write '\(path.shortened)': \(String(cString: strerror(code)))")
  }
}
