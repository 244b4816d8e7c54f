// What is wrong with a file, said so that its author can go there and mend it. Invariant: `Faults` is never empty, and is
// sorted by where its faults stand.

/// Something wrong in a file.
public struct Fault: Hashable, Sendable, CustomStringConvertible {
  /// The file as the user knows it, usually its path.
  public let file: String
  /// Where it is in the file.
  public let position: Position
  /// What is wrong, and what was expected instead.
  public let message: String

  /// Makes a fault.
  public init(file: String, position: Position, message: String) {
    self.file = file
    self.position = position
    self.message = message
  }

  /// `FILE:LINE:COLUMN: MESSAGE`, the form that editors and terminals can jump to.
  public var description: String { "\(file):\(position.line):\(position.column): \(message)" }
}

/// Everything wrong with a file.
public struct Faults: Error, Hashable, Sendable, CustomStringConvertible {
  /// At least one fault, sorted by position.
  public let all: [Fault]

  /// Sorts the faults; nil when there are none.
  init?(_ faults: some Sequence<Fault>) {
    let sorted = faults.sorted { ($0.position, $0.message) < ($1.position, $1.message) }
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

  init(file: String) { self.file = file }

  func add(at position: Position, _ message: String) {
    faults.append(Fault(file: file, position: position, message: message))
  }

  /// Throws what was collected, if anything was.
  func check() throws(Faults) {
    if let faults = Faults(faults) { throw faults }
  }
}
