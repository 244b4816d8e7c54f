// Reading one small text file that somebody may have replaced with anything: a pipe, a device, a gigabyte, Latin-1.
// Invariant: at most `maximumBytes` are read, and reading never blocks.

import Glibc

enum TextFile {
  /// Why a file that exists was not read, to complete a sentence that begins with its path.
  struct Problem: Error, Hashable, CustomStringConvertible {
    let description: String
  }

  /// The bytes of a regular file; nil when there is no such file. `check` looks at the file that is read, once it is open.
  static func read(
    _ path: String, maximumBytes: Int, check: (stat) throws(Problem) -> Void = { _ in }
  ) throws(Problem) -> [UInt8]? {
    // A pipe would block in open(2) without a writer.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw Problem(description: "cannot be read: \(reason())")
    }
    defer { close(descriptor) }
    var info = stat()
    guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
      throw Problem(description: "is not a regular file")
    }
    try check(info)
    var bytes: [UInt8] = []
    while bytes.count <= maximumBytes {
      // More than there should be, to see that there is no more: the size may change after fstat.
      let chunk = max(min(Int(info.st_size), maximumBytes) - bytes.count, 4095) + 1
      var failure: CInt = 0
      let more = [UInt8](unsafeUninitializedCapacity: chunk) { buffer, count in
        let got = Glibc.read(descriptor, buffer.baseAddress, chunk)
        (count, failure) = got < 0 ? (0, errno) : (got, 0)
      }
      if failure == EINTR { continue }
      guard failure == 0 else { throw Problem(description: "cannot be read: \(reason(failure))") }
      if more.isEmpty { return bytes }
      if bytes.isEmpty { bytes = more } else { bytes += more }
    }
    throw Problem(description: "is larger than \(maximumBytes) bytes")
  }

  /// The text of a file in UTF-8; nil when there is no such file.
  static func text(_ path: String) throws(Faults) -> String? { try text(path) { _ in } }

  /// The text of a file that has to be there.
  static func required(_ path: String) throws(Faults) -> String {
    guard let text = try text(path) else {
      throw Faults(Fault(file: path, position: .start, message: "there is no such file"))
    }
    return text
  }

  /// The text of a file that tells the program what to do, and was found where such files are; nil when there is none.
  ///
  /// - Throws: a fault also when somebody else could have written it, and when there may well be one that cannot be seen from
  ///   within the daemon's service: behind a link out of its folder, or in a folder that came later in the place of that one.
  ///   The defaults would hold without a word.
  static func instructions(_ path: String) throws(Faults) -> String? {
    if let text = try text(path, check: { info throws(Problem) in try checkAuthor(info, path) }) { return text }
    var folder = stat()
    let message: String
    if isThere(path) {
      message = "is a link to nothing that can be seen from here; put the file itself in its place"
    } else if stat(parent(path), &folder) == 0, folder.st_nlink == 0 {
      message =
        "cannot be seen, because its folder was replaced; `systemctl --user restart percolated` sees the new one"
    } else {
      return nil
    }
    throw Faults(Fault(file: path, position: .start, message: message))
  }

  /// Whether there is anything of that name, be it a link that leads nowhere.
  static func isThere(_ path: String) -> Bool {
    var info = stat()
    return lstat(path, &info) == 0
  }

  private static func text(_ path: String, check: (stat) throws(Problem) -> Void) throws(Faults) -> String? {
    func refuse(_ message: String) -> Faults { Faults(Fault(file: path, position: .start, message: message)) }
    let bytes: [UInt8]?
    do {
      bytes = try read(path, maximumBytes: YAMLNode.maximumBytes, check: check)
    } catch {
      throw refuse(error.description)
    }
    guard let bytes else { return nil }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw refuse("is not UTF-8 text") }
    return text
  }

  /// Only its user and root are to have a say: in the file, in the folder that it was found in, and where a link led in the end.
  private static func checkAuthor(_ file: stat, _ path: String) throws(Problem) {
    let real = realpath(path, nil)
    defer { free(real) }
    var (root, named, folder) = (stat(), stat(), stat())
    guard let real, stat("/", &root) == 0, stat(parent(path), &named) == 0,
      stat(parent(String(cString: real)), &folder) == 0
    else { throw Problem(description: "cannot be read: \(reason())") }
    // Within a user namespace root and everybody else are one number. Then only a file in a folder of the same kind may be root's.
    let isRootKnown = root.st_uid == 0
    let owners = [geteuid(), 0] + (isRootKnown || folder.st_uid == root.st_uid ? [root.st_uid] : [])
    guard owners.contains(file.st_uid) else {
      throw Problem(description: "is not used, because it belongs to somebody else")
    }
    // In a folder with the sticky bit nobody can replace a file of ours (chmod(2)).
    let isOpen = [named, folder].contains { $0.st_mode & 0o022 != 0 && $0.st_mode & S_ISVTX == 0 }
    guard file.st_mode & 0o022 == 0, !isOpen else {
      let what = isOpen ? "its folder" : "it"
      throw Problem(description: "is not used, because others can write to \(what); `chmod go-w` closes it")
    }
  }

  /// The folder that an absolute path is in.
  private static func parent(_ path: String) -> String {
    String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) + "/"
  }

  private static func reason(_ number: CInt = errno) -> String { String(cString: strerror(number)) }
}
