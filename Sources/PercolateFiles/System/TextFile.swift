// Reading one small text file that somebody may have replaced with anything: a pipe, a device, a gigabyte, Latin-1.
// Invariant: at most `maximumBytes` are read, and reading never blocks.

internal import Foundation

enum TextFile {
  /// Why a file that exists was not read, to complete a sentence that begins with its path.
  struct Problem: Error, Hashable, CustomStringConvertible {
    let description: String
  }

  /// The bytes of a regular file; nil when there is no such file.
  static func read(_ path: String, maximumBytes: Int) throws(Problem) -> [UInt8]? {
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
    var bytes: [UInt8] = []
    // One more than allowed, to see that there is more: the size may change after fstat.
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= maximumBytes {
      let count = chunk.withUnsafeMutableBytes { Foundation.read(descriptor, $0.baseAddress, $0.count) }
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw Problem(description: "cannot be read: \(reason())")
      }
      bytes += chunk.prefix(count)
    }
    throw Problem(description: "is larger than \(maximumBytes) bytes")
  }

  /// The text of a file in UTF-8; nil when there is no such file.
  static func text(_ path: String) throws(Faults) -> String? {
    func refuse(_ message: String) -> Faults { Faults(Fault(file: path, position: .start, message: message)) }
    let bytes: [UInt8]?
    do {
      bytes = try read(path, maximumBytes: YAMLNode.maximumBytes)
    } catch {
      throw refuse(error.description)
    }
    guard let bytes else { return nil }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw refuse("is not UTF-8 text") }
    return text
  }

  private static func reason() -> String { String(cString: strerror(errno)) }
}
