// The folder that nobody else may look into. A symbolic link, another owner or open permissions are refused rather than
// mended: whoever made them so may have had a reason, and may be somebody else.

internal import Foundation
internal import Glibc

enum PrivateFolder {
  /// Makes the folder of `path` (0700) where it is missing, and checks it and the file where they are there.
  static func prepare(_ path: String) throws {
    let folder = (path as NSString).deletingLastPathComponent
    if !FileManager.default.fileExists(atPath: folder) {
      do {
        try FileManager.default.createDirectory(
          atPath: (folder as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      } catch {
        throw StoreError.notPrivate(path: folder, why: "cannot be created")
      }
      guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
        throw StoreError.notPrivate(path: folder, why: "cannot be created: \(String(cString: strerror(errno)))")
      }
    }
    try check(folder, kind: S_IFDIR, forbidden: 0o077, mend: "chmod 700")
    guard FileManager.default.fileExists(atPath: path) else {
      let file = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600)
      guard file >= 0 else {
        throw StoreError.notPrivate(path: path, why: "cannot be created: \(String(cString: strerror(errno)))")
      }
      close(file)
      return
    }
    try check(path, kind: S_IFREG, forbidden: 0o077, mend: "chmod 600")
  }

  /// SQLite gives its write-ahead log the permissions of the database itself; this makes sure of it.
  static func restrict(_ path: String) throws {
    for suffix in ["-wal", "-shm"] where FileManager.default.fileExists(atPath: path + suffix) {
      try check(path + suffix, kind: S_IFREG, forbidden: 0o077, mend: "chmod 600")
    }
  }

  private static func check(_ path: String, kind: mode_t, forbidden: mode_t, mend: String) throws {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      throw StoreError.notPrivate(path: path, why: "cannot be read: \(String(cString: strerror(errno)))")
    }
    guard status.st_mode & S_IFMT == kind else {
      throw StoreError.notPrivate(
        path: path, why: "is not a \(kind == S_IFDIR ? "folder" : "file") of its own; move it away")
    }
    guard status.st_uid == geteuid() else {
      throw StoreError.notPrivate(path: path, why: "belongs to somebody else")
    }
    guard status.st_mode & forbidden == 0 else {
      throw StoreError.notPrivate(path: path, why: "can be read by others; `\(mend)` closes it")
    }
  }
}
