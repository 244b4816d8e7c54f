// Checking a file for its author: everything that is found goes to standard output, so that an editor can read it. Invariant: the
// exit status is 1 when the file cannot be used, and 0 when it can, with warnings or without.

import Glibc
import Kernel
import PercolateFiles
import Varlink

/// The result of checking a file, in text and in JSON.
struct FileCheck: JSONEncodable {
  var file: String
  var faults: [Found]
  var warnings: [Found]

  var json: JSONValue {
    JSONValue(fields: ["file": file.json, "faults": faults.json, "warnings": warnings.json])
  }

  /// A fault, a warning or a note with its place.
  struct Found: JSONEncodable {
    var line: Int
    var column: Int
    var message: String
    var severity: Fault.Severity

    init(_ fault: Fault) {
      line = fault.position.line
      column = fault.position.column
      message = fault.message
      severity = fault.severity
    }

    var json: JSONValue {
      JSONValue(fields: [
        "line": line.json, "column": column.json, "message": message.json, "severity": severity.rawValue.json,
      ])
    }
  }

  /// Reads the file, checks it, and says what was found.
  ///
  /// - Parameter check: gives a sentence when all is well, and warnings.
  /// - Throws: `Failure.said` when there are faults; they have been printed by then.
  static func run(
    _ file: String, format: Format, _ check: (String) throws(Faults) -> (sentence: String, warnings: [Fault])
  ) throws {
    do {
      let (sentence, warnings) = try check(try read(file))
      try format.show(FileCheck(file: file, faults: [], warnings: warnings.map(Found.init))) { page in
        for warning in warnings { page.verbatim(warning.description) }
        page.paragraph(sentence)
      }
    } catch let faults as Faults {
      try format.show(FileCheck(file: file, faults: faults.all.map(Found.init), warnings: [])) { page in
        for fault in faults.all { page.verbatim(fault.description) }
      }
      throw Failure.said
    }
  }

  /// As above, for a file that has no warnings.
  static func run(_ file: String, format: Format, _ check: (String) throws(Faults) -> String) throws {
    try run(file, format: format) { text throws(Faults) in (try check(text), []) }
  }

  private static func read(_ file: String) throws(Failure) -> String {
    // A plan is a few kilobytes; whoever gives a disk image has mistyped.
    let limit = 1 << 20
    let descriptor = open(file, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unreadable(file) }
    defer { close(descriptor) }
    guard let bytes = readAll(from: descriptor, atMost: limit) else { throw unreadable(file) }
    guard bytes.count <= limit else { throw .failed("'\(file.shortened)' is larger than 1 MiB") }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .failed("'\(file.shortened)' is not UTF-8 text")
    }
    return text
  }

  /// The file cannot be read, for the reason in errno.
  private static func unreadable(_ file: String) -> Failure {
    .failed("cannot read '\(file.shortened)': \(String(cString: strerror(errno)))")
  }
}
