// A folder for one test.

public import Foundation

/// A folder that is gone when the last reference to it is. If it cannot be made, whatever is done in it fails.
public final class TemporaryFolder: Sendable {
  /// Where it is.
  public let url: URL

  /// Makes it, empty.
  public init() {
    // Short, since the path of a socket is (unix(7)).
    url = FileManager.default.temporaryDirectory.appending(path: "percolate-\(UUID().uuidString.prefix(8))")
    try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  /// Makes it with these files in it, each given by its path within the folder.
  public convenience init(_ files: [String: String]) throws {
    self.init()
    for (name, text) in files { try write(Data(text.utf8), to: name) }
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Where it is.
  public var path: String { url.path }

  /// Writes a file, and makes the folders on the way to it.
  public func write(_ data: Data, to name: String) throws {
    let file = url.appending(path: name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
  }
}
