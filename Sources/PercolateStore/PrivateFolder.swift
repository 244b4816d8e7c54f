// The folder that nobody else may look into. A symbolic link, another owner or open permissions are refused rather than
// mended: whoever made them so may have had a reason, and may be somebody else.

import Glibc
import Kernel

enum PrivateFolder {
  /// Makes the folder of `path` (0700) where it is missing, and checks that it and the file, where they are there, are ours
  /// alone and can be written; says whether the file is there.
  static func prepare(_ path: String) throws -> Bool {
    let folder = folder(of: path)
    if try !isThere(folder) {
      guard try makeFolders(self.folder(of: folder)) else {
        throw StoreError.notPrivate(path: folder, why: "cannot be created")
      }
      guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
        throw StoreError.notPrivate(path: folder, why: "cannot be created: \(String(cString: strerror(errno)))")
      }
    }
    try check(folder, .folder)
    guard try isThere(path) else { return false }
    try check(path, .file)
    // SQLite would open a file that is read-only, and fail with the first write.
    for path in [folder, path] where access(path, W_OK) != 0 {
      throw StoreError.notPrivate(path: path, why: "cannot be written: \(String(cString: strerror(errno)))")
    }
    return true
  }

  /// Makes an empty file (0600) in place of what may be there.
  static func make(_ path: String) throws {
    unlink(path)
    let file = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else {
      throw StoreError.notPrivate(path: path, why: "cannot be created: \(String(cString: strerror(errno)))")
    }
    close(file)
  }

  /// Moves a file within its folder, on the disk when this returns.
  static func move(_ path: String, to other: String) throws {
    let folder = open(folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { close(folder) }
    guard folder >= 0, rename(path, other) == 0, fsync(folder) == 0 else {
      throw StoreError.notPrivate(path: other, why: "cannot be created: \(String(cString: strerror(errno)))")
    }
  }

  /// SQLite gives its write-ahead log the permissions of the database itself; this makes sure of it.
  static func restrict(_ path: String) throws {
    for suffix in ["-wal", "-shm"] where try isThere(path + suffix) {
      try check(path + suffix, .file)
    }
  }

  /// The folder that a path leads into; `/` for what stands at the root.
  static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Whether a path leads to something, by way of links too. What cannot be looked at is not taken for missing, so that nothing is
  /// put in its place.
  static func isThere(_ path: String) throws -> Bool {
    if access(path, F_OK) == 0 { return true }
    guard errno == ENOENT else { throw cannotBeRead(path) }
    return false
  }

  private static func cannotBeRead(_ path: String, _ code: CInt = errno) -> StoreError {
    .notPrivate(path: path, why: "cannot be read: \(String(cString: strerror(code)))")
  }

  /// Makes folders like any other, where they are missing.
  private static func makeFolders(_ path: String) throws -> Bool {
    try isThere(path) || makeFolders(folder(of: path)) && (mkdir(path, 0o777) == 0 || errno == EEXIST)
  }

  /// In bytes; nil when nothing is there.
  static func size(of path: String) throws -> Int? {
    var status = stat()
    if lstat(path, &status) == 0 { return Int(status.st_size) }
    guard errno == ENOENT else { throw cannotBeRead(path) }
    return nil
  }

  private static func check(_ path: String, _ kind: PrivateKind) throws {
    let isFolder = kind == .folder
    let why: String
    switch kind.fault(at: path) {
    case nil: return
    case .unreadable(let code): throw cannotBeRead(path, code)
    case .otherKind: why = "is not a \(isFolder ? "folder" : "file") of its own; move it away"
    case .otherOwner: why = "belongs to somebody else"
    case .open: why = "can be read by others; `chmod \(isFolder ? "700" : "600")` closes it"
    }
    throw StoreError.notPrivate(path: path, why: why)
  }
}
