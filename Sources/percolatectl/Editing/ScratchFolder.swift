// The place where a private text lies while an editor has it. Invariant: the folder is made by us, for our user alone, and
// everything in it goes with the value: backups, swap files and whatever else the editor left, unless it is to be kept.

import Glibc
import Kernel

/// A fresh folder (0700) for files that nobody else may read, and that do not stay.
struct ScratchFolder: ~Copyable {
  /// Where it is.
  let path: String
  private let descriptor: CInt
  private var isKept = false

  /// Makes a folder inside one that is the user's alone.
  init(in parent: String) throws(Failure) {
    try ScratchFolder.check(parent)
    var template = Array("\(parent)/percolate-edit-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw .failed("cannot make a folder in '\(parent)': \(reason())") }
    let path = template.withUnsafeBytes { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else {
      let reason = reason()
      rmdir(path)
      throw .failed("cannot open '\(path)': \(reason)")
    }
    self.path = path
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
    if isKept { return }
    if !Folder.remove(path) {
      StandardError.write("percolatectl: what you wrote is still in '\(path)' and cannot be removed; do it by hand")
    }
  }

  /// Makes a file with this text.
  func write(_ text: String, to name: String) throws(Failure) {
    let file = openat(descriptor, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .failed("cannot make '\(path)/\(name)': \(reason())") }
    defer { close(file) }
    guard writeAll(text, to: file) else { throw .failed("cannot write '\(path)/\(name)': \(reason())") }
  }

  /// Whether the folder may hold words that are nowhere else.
  func holdsMore(than text: String, in name: String) -> Bool {
    let names = Folder.names(in: path) ?? [name]
    guard names.allSatisfy({ $0 == name }) else { return true }
    var status = stat()
    guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return false }
    guard status.st_mode & S_IFMT == S_IFREG else { return status.st_mode & S_IFMT == S_IFDIR }
    return (try? read(name, atMost: text.utf8.count + 1)) != text
  }

  /// Leaves everything where it is, for its user alone.
  ///
  /// - Returns: what to look at.
  mutating func keep(_ name: String) -> String {
    isKept = true
    fchmod(descriptor, 0o700)
    let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return path }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, fchmod(file, 0o600) == 0 else { return path }
    return "\(path)/\(name)"
  }

  /// Reads a file that another program has had, and may have replaced.
  func read(_ name: String, atMost limit: Int) throws(Failure) -> String {
    // O_NONBLOCK, not to wait for the other end of a pipe; O_NOFOLLOW, not to read what a link leads to.
    let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else {
      switch errno {
      case ENOENT: throw .failed("the editor has removed the file; nothing was taken")
      case ELOOP: throw .failed("the editor has put a symbolic link in the file's place; nothing was taken")
      default: throw .failed("cannot read what you wrote: \(reason())")
      }
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid() else {
      throw .failed("the editor has put something else in the file's place; nothing was taken")
    }
    return try readText(from: file, atMost: limit, name: "the text")
  }

  /// Refuses a parent without the properties that the XDG Base Directory Specification asks of the runtime folder.
  private static func check(_ parent: String) throws(Failure) {
    let folder = "there is no place for private text: XDG_RUNTIME_DIR '\(parent)'"
    switch PrivateKind.folder.fault(at: parent) {
    case nil: return
    case .unreadable(let code):
      throw .failed("\(folder): \(String(cString: strerror(code))); log in as this user to have one")
    case .otherKind, .otherOwner, .open: throw .failed("\(folder) is not a folder of yours alone (mode 0700)")
    }
  }
}

/// Reads a text to its end.
///
/// - Parameter name: what to call it in an error; the text itself is never quoted.
/// - Throws: when it cannot be read, is too long, is not UTF-8, or has a NUL character in it.
func readText(from file: CInt, atMost limit: Int, name: String) throws(Failure) -> String {
  guard let bytes = readAll(from: file, atMost: limit) else { throw .failed("cannot read \(name): \(reason())") }
  guard bytes.count <= limit else { throw .failed("\(name) is longer than \(limit / 1024) KiB; nothing was taken") }
  guard let text = String(validating: bytes, as: UTF8.self) else {
    throw .failed("\(name) is not UTF-8; nothing was taken")
  }
  guard !bytes.contains(0) else { throw .failed("\(name) has a NUL character in it; nothing was taken") }
  return text
}

private func reason() -> String { String(cString: strerror(errno)) }
