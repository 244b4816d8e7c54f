// A backup on its way out of the data folder, or into it. The daemon sees nothing but that folder, so that what lies anywhere
// else is opened here. Invariants: a file of the user's is only read, or newly made; what passes through the data folder does
// not stay there.

import Glibc
import Kernel
import PercolateControl

/// A backup as a file of the user's.
enum BackupFile {
  /// Moves the daemon's copy to where its user wants it.
  static func take(_ copy: String, to path: String, replacing: Bool) throws(Failure) {
    let source = try open(copy: copy)
    defer { close(source) }
    // That folder holds the database and its log; a backup there could take the place of either.
    guard !isSameFolder(folder(of: path), folder(of: copy)) else {
      throw .failed("'\(path.shortened)' is in Percolate's own folder; keep a backup in another place")
    }
    try PrivateFile.make(path, replacing: replacing) { copyAll(from: source, to: $0) }
  }

  /// Writes the daemon's copy to standard output.
  static func print(_ copy: String) throws(Failure) {
    let source = try open(copy: copy)
    defer { close(source) }
    guard copyAll(from: source, to: STDOUT_FILENO) else {
      throw .failed("cannot write to standard output: \(String(cString: strerror(errno)))")
    }
  }

  /// Brings a file to the daemon, runs `body` with the name that it has there, and takes it away again.
  static func bring<Result>(
    _ path: String, over connection: Connection, _ body: (String) throws -> Result
  ) throws -> Result {
    let source = try open(user: path)
    defer { close(source) }
    let deposit = try connection.call(Control.Deposit()).path
    defer { unlink(deposit) }
    let target = Glibc.open(deposit, O_WRONLY | O_NOFOLLOW | O_CLOEXEC)
    guard target >= 0 else { throw cannot("bring '\(path.shortened)' to the daemon") }
    let isCopied = copyAll(from: source, to: target)
    let code = errno
    close(target)
    guard isCopied else { throw cannot("bring '\(path.shortened)' to the daemon", code) }
    return try body(deposit)
  }

  /// Unlinks the copy once it is open: whatever ends us now, nothing is left.
  private static func open(copy: String) throws(Failure) -> CInt {
    let descriptor = Glibc.open(copy, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { throw cannot("open the daemon's copy") }
    unlink(copy)
    return descriptor
  }

  private static func open(user path: String) throws(Failure) -> CInt {
    let name = "'\(path.shortened)'"
    let descriptor = Glibc.open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ELOOP { throw .failed("\(name) is a symbolic link; name the file that it leads to") }
      throw cannot("open \(name)")
    }
    if let reason = whyNot(descriptor, path) {
      close(descriptor)
      throw .failed("\(name) \(reason)")
    }
    return descriptor
  }

  /// What is wrong with a file, as far as it can be told without opening the database; the daemon checks the rest.
  private static func whyNot(_ descriptor: CInt, _ path: String) -> String? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return "is not a file" }
    // SQLite's file format, 1.3.
    var header = [UInt8](repeating: 0, count: 16)
    let count = pread(descriptor, &header, header.count, 0)
    guard count == 16, header == Array("SQLite format 3\0".utf8) else { return "is not a backup of Percolate's" }
    guard stat("\(path)-wal", &status) != 0 || status.st_size == 0 else {
      return "is no backup but a database with its log beside it; `percolatectl backup` makes one of what is in use"
    }
    return nil
  }

  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
  }

  private static func isSameFolder(_ one: String, _ other: String) -> Bool {
    var (first, second) = (stat(), stat())
    guard stat(one, &first) == 0, stat(other, &second) == 0 else { return false }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }

  private static func cannot(_ what: String, _ code: CInt = errno) -> Failure {
    .failed("cannot \(what): \(String(cString: strerror(code)))")
  }

  private static func copyAll(from source: CInt, to target: CInt) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(source, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return count == 0 }
      guard writeAll(buffer[..<count], to: target) else { return false }
    }
  }
}
