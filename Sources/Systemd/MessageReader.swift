// Why: what arrives was put together by another process, so each value is asked for by type, and may turn out not to be.
// Invariant: reading moves forward only; a mismatch throws, moves nothing and never traps.

import CSystemd

/// A received message. Its values are read in order, once.
public final class MessageReader {
  private let raw: OpaquePointer

  init(_ message: OpaquePointer) { raw = sd_bus_message_ref(message) }

  deinit { sd_bus_message_unref(raw) }

  /// The unique name of the connection that sent this, such as `:1.7`, put there by the bus and not by the sender.
  public var sender: String? { sd_bus_message_get_sender(raw).map { String(cString: $0) } }

  /// The object that emitted the signal; nil in an answer.
  public var path: String? { sd_bus_message_get_path(raw).map { String(cString: $0) } }

  /// The interface of the signal; nil in an answer.
  public var interface: String? { sd_bus_message_get_interface(raw).map { String(cString: $0) } }

  /// The name of the signal; nil in an answer.
  public var member: String? { sd_bus_message_get_member(raw).map { String(cString: $0) } }

  /// The types of all values, such as `us`.
  public var signature: String { sd_bus_message_get_signature(raw, 1).map { String(cString: $0) } ?? "" }

  /// Reads a string, `s`.
  public func string() throws(MessageError) -> String {
    var value: UnsafePointer<CChar>?
    try read(.string, &value)
    return value.map { String(cString: $0) } ?? ""
  }

  /// Reads an unsigned 32-bit integer, `u`.
  public func uint32() throws(MessageError) -> UInt32 {
    var value: UInt32 = 0
    try read(.uint32, &value)
    return value
  }

  /// Reads a signed 32-bit integer, `i`.
  public func int32() throws(MessageError) -> Int32 {
    var value: Int32 = 0
    try read(.int32, &value)
    return value
  }

  /// Reads a byte, `y`.
  public func byte() throws(MessageError) -> UInt8 {
    var value: UInt8 = 0
    try read(.byte, &value)
    return value
  }

  /// Reads a boolean, `b`.
  public func bool() throws(MessageError) -> Bool {
    var value: CInt = 0
    try read(.bool, &value)
    return value != 0
  }

  /// Reads an object path, `o`.
  public func objectPath() throws(MessageError) -> String {
    var value: UnsafePointer<CChar>?
    try read(.objectPath, &value)
    return value.map { String(cString: $0) } ?? ""
  }

  /// Reads an array of object paths, `ao`.
  public func objectPaths() throws(MessageError) -> [String] {
    guard sd_bus_message_enter_container(raw, BasicType.array, "o") > 0 else { throw mismatch("ao") }
    var values: [String] = []
    while sd_bus_message_at_end(raw, 0) == 0 { values.append(try objectPath()) }
    guard sd_bus_message_exit_container(raw) >= 0 else { throw mismatch("the end of ao") }
    return values
  }

  /// Reads an array of bytes, `ay`; more than `limit` are a mismatch.
  public func bytes(atMost limit: Int) throws(MessageError) -> [UInt8] {
    guard sd_bus_message_enter_container(raw, BasicType.array, "y") > 0 else { throw mismatch("ay") }
    var values: [UInt8] = []
    while values.count < limit, sd_bus_message_at_end(raw, 0) == 0 { values.append(try byte()) }
    guard sd_bus_message_exit_container(raw) >= 0 else { throw mismatch("the end of ay") }
    return values
  }

  /// Reads a structure whose values have the types of `signature`, such as `os`: `values` reads all of them.
  public func structure<Value>(_ signature: String, _ values: () throws -> Value) throws -> Value {
    guard !signature.utf8.contains(0), sd_bus_message_enter_container(raw, BasicType.structure, signature) > 0 else {
      throw mismatch("(\(signature))")
    }
    let value = try values()
    guard sd_bus_message_exit_container(raw) >= 0 else { throw mismatch("the end of (\(signature))") }
    return value
  }

  /// Reads an array of strings, `as`.
  public func strings() throws(MessageError) -> [String] {
    guard sd_bus_message_enter_container(raw, BasicType.array, "s") > 0 else { throw mismatch("as") }
    var values: [String] = []
    while sd_bus_message_at_end(raw, 0) == 0 { values.append(try string()) }
    guard sd_bus_message_exit_container(raw) >= 0 else { throw mismatch("the end of as") }
    return values
  }

  /// Reads a variant that holds an array of strings, `as`, as a property of that type is answered.
  public func variantOfStrings() throws(MessageError) -> [String] {
    guard sd_bus_message_enter_container(raw, BasicType.variant, "as") > 0 else { throw mismatch("v(as)") }
    let values = try strings()
    guard sd_bus_message_exit_container(raw) >= 0 else { throw mismatch("the end of v(as)") }
    return values
  }

  /// Passes over the values of these types, such as `a{sv}`.
  public func skip(_ signature: String) throws(MessageError) {
    guard !signature.utf8.contains(0), sd_bus_message_skip(raw, signature) >= 0 else { throw mismatch(signature) }
  }

  private func read(_ type: BasicType, _ value: UnsafeMutableRawPointer) throws(MessageError) {
    guard sd_bus_message_read_basic(raw, type.code, value) > 0 else { throw mismatch(String(type.rawValue)) }
  }

  private func mismatch(_ expected: String) -> MessageError {
    var type: CChar = 0
    var contents: UnsafePointer<CChar>?
    var found = "nothing more"
    if sd_bus_message_peek_type(raw, &type, &contents) > 0 {
      found = String(Unicode.Scalar(UInt8(bitPattern: type))) + (contents.map { String(cString: $0) } ?? "")
    }
    let name = member.map { "signal \($0)" } ?? "answer"
    return MessageError(message: "\(name) from \(sender ?? "unknown")", expected: expected, found: found)
  }
}

/// A received message does not hold what was asked for.
public struct MessageError: Error, Equatable, CustomStringConvertible {
  /// Which message: signal or answer, and its sender.
  public let message: String
  /// The type that was asked for, as a D-Bus signature.
  public let expected: String
  /// The type that was there.
  public let found: String

  /// One line, such as `D-Bus signal ActionInvoked from :1.7: expected u, found s`.
  public var description: String { "D-Bus \(message): expected \(expected), found \(found)" }
}

extension BasicType {
  fileprivate static let array = CChar(truncatingIfNeeded: ("a" as Unicode.Scalar).value)
  fileprivate static let structure = CChar(truncatingIfNeeded: ("r" as Unicode.Scalar).value)
  fileprivate static let variant = CChar(truncatingIfNeeded: ("v" as Unicode.Scalar).value)
}
