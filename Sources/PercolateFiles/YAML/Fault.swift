// What is wrong with a file, said so that its author can go there and mend it. Invariants: `Faults` is never empty, is sorted by
// where its faults stand, and holds neither warnings nor notes: what is thrown makes the
// file unusable.

/// Something wrong in a file.
public struct Fault: Hashable, Sendable, CustomStringConvertible {
  /// The file as the user knows it, usually its path.
  public let file: String
  /// Where it is in the file.
  public let position: Position
  /// What is wrong, and what was expected instead.
  public let message: String
  /// Whether the file can be used all the same.
  public let severity: Severity

  /// What becomes of a file in which something is wrong.
  public enum Severity: String, Hashable, Sendable {
    /// It cannot be used.
    case fault
    /// It can be used, and may not do what its author meant.
    case warning
    /// It can be used, and does what its author may well have meant and should know.
    case note
  }

  /// Makes a fault.
  public init(file: String, position: Position, message: String, severity: Severity = .fault) {
    self.file = file
    self.position = position
    self.message = message
    self.severity = severity
  }

  /// `FILE:LINE:COLUMN: MESSAGE`, the form that editors and terminals can jump to. `warning:` or `note:` stands before the
  /// message of one.
  public var description: String {
    let word = severity == .fault ? "" : "\(severity.rawValue): "
    return "\(file):\(position.line):\(position.column): \(word)\(message)"
  }
}

/// Everything wrong with a file.
public struct Faults: Error, Hashable, Sendable, CustomStringConvertible {
  /// At least one fault, sorted by position.
  public let all: [Fault]

  /// Sorts the faults; nil when there are none.
  init?(_ faults: some Sequence<Fault>) {
    let sorted = faults.sortedByPosition
    guard !sorted.isEmpty else { return nil }
    self.all = sorted
  }

  /// The one fault that kept the file from being read any further.
  init(_ fault: Fault) { self.all = [fault] }

  /// One line a fault.
  public var description: String { all.map(\.description).joined(separator: "\n") }
}

/// A place in a file.
public struct Position: Hashable, Comparable, Sendable {
  /// The line, from 1.
  public let line: Int
  /// The column in Unicode scalars, from 1.
  public let column: Int

  /// The beginning of a file.
  public static let start = Position(line: 1, column: 1)

  /// Makes a position.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// In reading order.
  public static func < (a: Position, b: Position) -> Bool { (a.line, a.column) < (b.line, b.column) }
}

/// Collects the faults of one file while it is read: an author wants to see all of them at once.
final class FaultLog {
  let file: String
  private(set) var faults: [Fault] = []
  private var noted: [Fault] = []

  init(file: String) { self.file = file }

  func add(at position: Position, _ message: String) {
    faults.append(Fault(file: file, position: position, message: message))
  }

  func warn(at position: Position, _ message: String, _ severity: Fault.Severity = .warning) {
    noted.append(Fault(file: file, position: position, message: message, severity: severity))
  }

  /// The warnings and notes, sorted by position.
  var warnings: [Fault] { noted.sortedByPosition }

  /// Throws what was collected, if anything was.
  func check() throws(Faults) {
    if let faults = Faults(faults) { throw faults }
  }

  /// What was read of the whole file, unless it has faults.
  func check<Value>(_ value: Value?) throws(Faults) -> Value {
    try check()
    guard let value else {
      preconditionFailure("what was read without faults is whole: each part that is missing has its fault in the log")
    }
    return value
  }
}

extension Sequence<Fault> {
  fileprivate var sortedByPosition: [Fault] {
    sorted { ($0.position, $0.message) < ($1.position, $1.message) }
  }
}
