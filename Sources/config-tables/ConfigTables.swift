// Makes tables of the files in config, so that the program that holds them reads no YAML to know what they say. The tables are
// checked in, so that building needs nothing made first, and Tests/run compares them with what would be made now.
// Invariant: the same files give the same bytes.

import Glibc
import Kernel
import PercolateFiles

@main
struct ConfigTables {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count == 3 else { end("Usage: config-tables CONFIG FOLDER", status: 2) }
    for path in BuiltInTables.paths {
      do {
        write(try BuiltInTables.table(of: path, in: arguments[1]), to: "\(arguments[2])/\(path).table")
      } catch {
        end("\(error)", status: 1)
      }
    }
  }

  /// Writes a file, in folders that are made if need be.
  private static func write(_ text: String, to path: String) {
    for end in path.indices.dropFirst() where path[end] == "/" { mkdir(String(path[..<end]), 0o755) }
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0, writeAll(text, to: file), close(file) == 0 else {
      end("config-tables: \(path): \(String(cString: strerror(errno)))", status: 1)
    }
  }

  private static func end(_ line: String, status: CInt) -> Never {
    _ = writeAll("\(line)\n", to: STDERR_FILENO)
    exit(status)
  }
}
