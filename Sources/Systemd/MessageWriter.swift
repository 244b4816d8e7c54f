// Why: the arguments of a method call, appended in order and checked before anything is sent.
// Invariant: a message that could not be written whole is never sent: every error leaves `build`, and drops the message.

import CSystemd
import Glibc

/// Appends the arguments of one message. Valid only inside the closure that gets it.
public struct MessageWriter: ~Copyable {
  private let raw: OpaquePointer
  private let context: String

  init(_ message: OpaquePointer, context: String) {
    raw = message
    self.context = context
  }

  /// Appends a string as it is; throws EINVAL if D-Bus cannot carry it. For what people read, see `text(_:)`.
  public mutating func string(_ value: String) throws(SystemError) {
    guard value.unicodeScalars.allSatisfy(isCarried) else {
      throw SystemError(
        code: EINVAL, call: "sd_bus_message_append_basic(\(context), a string with NUL or a noncharacter)")
    }
    try append(.string) { sd_bus_message_append_basic(raw, $0, value) }
  }

  /// Appends text for people: what D-Bus cannot carry (NUL, noncharacters) becomes U+FFFD, as a letter lost is better
  /// than a message lost.
  public mutating func text(_ value: String) throws(SystemError) {
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: value.unicodeScalars.lazy.map { isCarried($0) ? $0 : "\u{FFFD}" })
    try string(String(scalars))
  }

  /// Appends an unsigned 32-bit integer, `u`.
  public mutating func uint32(_ value: UInt32) throws(SystemError) {
    var value = value
    try append(.uint32) { sd_bus_message_append_basic(raw, $0, &value) }
  }

  /// Appends a signed 32-bit integer, `i`.
  public mutating func int32(_ value: Int32) throws(SystemError) {
    var value = value
    try append(.int32) { sd_bus_message_append_basic(raw, $0, &value) }
  }

  /// Appends a byte, `y`.
  public mutating func byte(_ value: UInt8) throws(SystemError) {
    var value = value
    try append(.byte) { sd_bus_message_append_basic(raw, $0, &value) }
  }

  /// Appends a boolean, `b`.
  public mutating func bool(_ value: Bool) throws(SystemError) {
    // sd-bus takes a C int, whatever the wire holds.
    var value: CInt = value ? 1 : 0
    try append(.bool) { sd_bus_message_append_basic(raw, $0, &value) }
  }

  /// Appends an object path, `o`; throws EINVAL if it is none.
  public mutating func objectPath(_ value: String) throws(SystemError) {
    try SystemError.refuseNUL(in: value, "sd_bus_message_append_basic(\(context), o)")
    try append(.objectPath) { sd_bus_message_append_basic(raw, $0, value) }
  }

  /// Appends an array whose elements have the type `signature`, such as `s` or `{sv}`.
  public mutating func array(
    of signature: String, _ elements: (inout MessageWriter) throws -> Void
  ) throws {
    try container("a", signature, elements)
  }

  /// Appends an entry of a dictionary; `signature` holds the types of key and value, such as `sv`.
  public mutating func dictionaryEntry(
    _ signature: String, _ contents: (inout MessageWriter) throws -> Void
  ) throws {
    try container("e", signature, contents)
  }

  /// Appends a variant that holds one value of the type `signature`.
  public mutating func variant(_ signature: String, _ value: (inout MessageWriter) throws -> Void) throws {
    try container("v", signature, value)
  }

  /// Appends a structure whose values have the types of `signature`, such as `os`.
  public mutating func structure(_ signature: String, _ values: (inout MessageWriter) throws -> Void) throws {
    try container("r", signature, values)
  }

  private mutating func container(
    _ kind: Unicode.Scalar, _ signature: String, _ body: (inout MessageWriter) throws -> Void
  ) throws {
    let call = "sd_bus_message_open_container(\(context), \(kind), \(signature))"
    try SystemError.refuseNUL(in: signature, call)
    try SystemError.check(sd_bus_message_open_container(raw, CChar(truncatingIfNeeded: kind.value), signature), call)
    try body(&self)
    try SystemError.check(
      sd_bus_message_close_container(raw), "sd_bus_message_close_container(\(context), \(kind), \(signature))")
  }

  private func append(_ type: BasicType, _ body: (CChar) -> CInt) throws(SystemError) {
    try SystemError.check(body(type.code), "sd_bus_message_append_basic(\(context), \(type.rawValue))")
  }
}

/// The basic types of the D-Bus specification that we use, under their type codes.
enum BasicType: Character {
  case byte = "y"
  case bool = "b"
  case int32 = "i"
  case uint32 = "u"
  case string = "s"
  case objectPath = "o"

  var code: CChar { CChar(truncatingIfNeeded: rawValue.unicodeScalars.first?.value ?? 0) }
}

/// libsystemd treats Unicode's noncharacters as invalid UTF-8, and a bus closes the connection of a client that sends
/// invalid text.
private func isCarried(_ scalar: Unicode.Scalar) -> Bool {
  scalar.value != 0 && !scalar.properties.isNoncharacterCodePoint
}
