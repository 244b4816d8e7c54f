// Why: opendir(3) gives C strings in a structure of varying length, and no call removes a folder that is not empty.
// Invariant: what is removed is what lies in the folder, and never what a symbolic link in it, or in its place, leads to.

import Glibc

/// What is in a folder.
public enum Folder {
  /// The names in it, in no order; nil when it cannot be read, with the reason in errno.
  public static func names(in path: String) -> [String]? {
    let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    return descriptor < 0 ? nil : names(owning: descriptor)
  }

  /// Removes it with everything in it; false when something stays, with the reason in errno.
  public static func remove(_ path: String) -> Bool { remove(path, in: AT_FDCWD) }

  /// Makes it, and the folders above it that are not there; false when it is not there afterwards, with the reason in errno.
  public static func make(_ path: String, mode: UInt32) -> Bool {
    for (index, byte) in path.utf8.enumerated() where byte == UInt8(ascii: "/") && index > 0 {
      unsafe mkdir(String(decoding: path.utf8.prefix(index), as: UTF8.self), mode)
    }
    return unsafe mkdir(path, mode) == 0 || errno == EEXIST && access(path + "/.", X_OK) == 0
  }

  private static func remove(_ name: String, in parent: CInt) -> Bool {
    let descriptor = unsafe openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return unsafe unlinkat(parent, name, 0) == 0 }
    defer { close(descriptor) }
    guard let names = names(owning: dup(descriptor)) else { return false }
    // What can go goes, whatever stays: it may be private.
    for name in names { _ = remove(name, in: descriptor) }
    return unsafe unlinkat(parent, name, AT_REMOVEDIR) == 0
  }

  private static func names(owning descriptor: CInt) -> [String]? {
    guard let folder = unsafe fdopendir(descriptor) else {
      close(descriptor)
      return nil
    }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) {
        unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
