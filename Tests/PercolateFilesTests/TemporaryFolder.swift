// A folder for one test, gone when the test is over.

import Foundation

final class TemporaryFolder {
  let path: String

  /// Makes the folder with these files in it, each given by its path within the folder.
  init(_ files: [String: String] = [:]) throws {
    path = NSTemporaryDirectory() + "/percolate-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files { try write(Data(text.utf8), to: name) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ data: Data, to name: String) throws {
    let file = URL(filePath: path).appending(path: name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
  }
}
