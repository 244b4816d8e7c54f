// What goes into a statement and comes out of a row. Invariant: a value is read as what it is stored as, or not at all: no text is
// taken for a number, no bytes for a text, and no damaged text is mended.

import CSQLite

/// Something that can stand in place of a `?`.
public protocol Bindable {
  /// The value as SQLite stores it.
  var stored: Value { get }
}

/// Something that a column can hold.
public protocol Readable {
  /// Reads it; nil when the column holds something else.
  init?(_ row: Row, at index: Int)
}

/// A value with its type (https://www.sqlite.org/datatype3.html).
public enum Value: Hashable, Sendable, Bindable, Readable {
  /// Nothing.
  case null
  /// A whole number.
  case integer(Int64)
  /// A number with a fraction.
  case real(Double)
  /// A text; in one from a damaged file what is not UTF-8 is replaced.
  case text(String)
  /// Bytes.
  case blob([UInt8])

  /// Itself.
  public var stored: Value { self }

  /// What the column holds, whatever it is; nil when there is no memory for it.
  public init?(_ row: Row, at index: Int) {
    switch row.look(at: index) {
    case .null: self = .null
    case .integer(let number): self = .integer(number)
    case .real(let number): self = .real(number)
    case .text(let bytes): self = .text(String(decoding: bytes, as: UTF8.self))
    case .blob(let bytes): self = .blob(Array(bytes))
    case nil: return nil
    }
  }
}

extension Int64: Bindable, Readable {
  /// A whole number.
  public var stored: Value { .integer(self) }

  /// Reads a whole number.
  public init?(_ row: Row, at index: Int) {
    guard row.type(at: index) == SQLITE_INTEGER else { return nil }
    self = row.integer(at: index)
  }
}

extension Int: Bindable, Readable {
  /// A whole number.
  public var stored: Value { .integer(Int64(self)) }

  /// Reads a whole number.
  public init?(_ row: Row, at index: Int) {
    guard let number = Int64(row, at: index) else { return nil }
    self.init(exactly: number)
  }
}

extension Bool: Bindable, Readable {
  /// 1 or 0.
  public var stored: Value { .integer(self ? 1 : 0) }

  /// Reads a whole number, of which only 0 is false.
  public init?(_ row: Row, at index: Int) {
    guard let number = Int64(row, at: index) else { return nil }
    self = number != 0
  }
}

extension String: Bindable, Readable {
  /// A text; a NUL in it is kept.
  public var stored: Value { .text(self) }

  /// Reads a text, if it is UTF-8.
  public init?(_ row: Row, at index: Int) {
    guard row.type(at: index) == SQLITE_TEXT, let bytes = row.bytes(at: index) else { return nil }
    self.init(utf8: bytes)
  }

  /// The text that these bytes are; nil when they are not UTF-8. `String(validating:as:)` says the same, and looks up types each time.
  public init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
    self.init(decoding: bytes, as: UTF8.self)
    // What was mended is another text.
    let isSame = withUTF8 { $0.count == bytes.count && $0.elementsEqual(bytes) }
    guard isSame else { return nil }
  }
}

extension [UInt8]: Bindable, Readable {
  /// Bytes.
  public var stored: Value { .blob(self) }

  /// Reads bytes.
  public init?(_ row: Row, at index: Int) {
    guard row.type(at: index) == SQLITE_BLOB, let bytes = row.bytes(at: index) else { return nil }
    self = Array(bytes)
  }
}

extension Optional: Readable where Wrapped: Readable {
  /// Reads a value, or NULL.
  public init?(_ row: Row, at index: Int) {
    if row.type(at: index) == SQLITE_NULL {
      self = .none
    } else if let value = Wrapped(row, at: index) {
      self = value
    } else {
      return nil
    }
  }
}
