// A connection to the session bus that asks one thing at a time. Invariants: no wait is longer than the patience, that for the
// connection itself included; a message that could not be written whole is never sent.

import CSessionBus
import Glibc
import Kernel
import PercolateCore

/// The user's session bus (sd-bus(3)).
final class SessionBus {
  private let functions: session_bus
  private let bus: OpaquePointer
  private let patience: Duration

  /// Why there is no answer.
  struct Fault: Error, CustomStringConvertible {
    let description: String
  }

  /// Loads libsystemd, and connects to `$DBUS_SESSION_BUS_ADDRESS`, else to `$XDG_RUNTIME_DIR/bus`.
  init(patience: Duration) throws(Fault) {
    guard let functions = session_bus_load()?.pointee else {
      throw Fault(description: dlerror().map { String(cString: $0) } ?? "libsystemd cannot be loaded")
    }
    var bus: OpaquePointer?
    let result = functions.open_user(&bus)
    guard result >= 0, let bus else {
      // ENOMEDIUM is what sd-bus says when neither variable is set.
      throw Fault(description: result == -ENOMEDIUM ? "no session bus is known here" : SessionBus.reason(result))
    }
    self.functions = functions
    self.bus = bus
    self.patience = patience
  }

  deinit { _ = functions.close_unref(bus) }

  /// An argument of a call.
  enum Argument {
    case string(String)
    case uint32(UInt32)
    case int32(Int32)
    /// An empty array whose elements have the type of this signature.
    case none(of: String)
  }

  /// Calls a method of an object that has the path and the interface of its service's name. A service that is not running is not
  /// started.
  func call<Answer>(
    _ member: String, of service: String, _ arguments: [Argument] = [], read: (Reply) throws(Fault) -> Answer
  ) throws(Fault) -> Answer {
    var message: OpaquePointer?
    let path = "/" + service.exchanging(".", for: "/")
    try check(functions.message_new_method_call(bus, &message, service, path, service, member))
    defer { _ = functions.message_unref(message) }
    try check(functions.message_set_auto_start(message, 0))
    for argument in arguments { try append(argument, to: message) }
    var cookie: UInt64 = 0
    try check(functions.send(bus, message, &cookie))
    let reply = try reply(to: cookie)
    defer { _ = functions.message_unref(reply) }
    if let error = functions.message_get_error(reply)?.pointee {
      throw Fault(description: (error.message ?? error.name).map { String(cString: $0) } ?? "it refused")
    }
    return try read(Reply(functions: functions, message: reply))
  }

  /// An answer, whose values are read in order.
  struct Reply {
    fileprivate let functions: session_bus
    fileprivate let message: OpaquePointer

    /// Reads a string, `s`.
    func string() throws(Fault) -> String {
      var text: UnsafePointer<CChar>?
      try SessionBus.check(functions.message_read_basic(message, SessionBus.code("s"), &text))
      return text.map { String(cString: $0) } ?? ""
    }

    /// Reads an unsigned 32-bit integer, `u`.
    func uint32() throws(Fault) -> UInt32 {
      var number: UInt32 = 0
      try SessionBus.check(functions.message_read_basic(message, SessionBus.code("u"), &number))
      return number
    }

    /// Reads an array of strings, `as`.
    func strings() throws(Fault) -> [String] {
      var list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
      try SessionBus.check(functions.message_read_strv(message, &list))
      defer { free(list) }
      var strings: [String] = []
      while let text = list?[strings.count] {
        strings.append(String(cString: text))
        free(text)
      }
      return strings
    }
  }
}

extension SessionBus {
  private func append(_ argument: Argument, to message: OpaquePointer?) throws(Fault) {
    switch argument {
    case .string(let text): try check(functions.message_append_basic(message, SessionBus.code("s"), text.carried))
    case .uint32(var number): try check(functions.message_append_basic(message, SessionBus.code("u"), &number))
    case .int32(var number): try check(functions.message_append_basic(message, SessionBus.code("i"), &number))
    case .none(let signature):
      try check(functions.message_open_container(message, SessionBus.code("a"), signature))
      try check(functions.message_close_container(message))
    }
  }

  /// Waits for the answer to the call that was sent under this number.
  private func reply(to cookie: UInt64) throws(Fault) -> OpaquePointer {
    let end = runningTime() + patience
    while true {
      var message: OpaquePointer?
      let isBusy = try check(functions.process(bus, &message)) > 0
      if let message {
        var answered: UInt64 = 0
        if functions.message_get_reply_cookie(message, &answered) >= 0, answered == cookie { return message }
        _ = functions.message_unref(message)
      }
      guard !isBusy else { continue }
      let left = (end - runningTime()).components
      guard left.seconds >= 0, left.attoseconds >= 0 else { throw Fault(description: "no answer in time") }
      try check(functions.wait(bus, UInt64(left.seconds) * 1_000_000 + UInt64(left.attoseconds / 1_000_000_000_000)))
    }
  }

  @discardableResult
  private func check(_ result: CInt) throws(Fault) -> CInt { try SessionBus.check(result) }

  /// sd-bus returns an error number below zero.
  @discardableResult
  private static func check(_ result: CInt) throws(Fault) -> CInt {
    guard result < 0 else { return result }
    throw Fault(description: reason(result))
  }

  private static func reason(_ result: CInt) -> String { String(cString: strerror(-max(result, -CInt.max))) }

  private static func code(_ type: Unicode.Scalar) -> CChar { CChar(truncatingIfNeeded: type.value) }
}

extension String {
  /// The text with U+FFFD for what D-Bus cannot carry, NUL and noncharacters: a letter lost is better than a message lost.
  fileprivate var carried: String {
    var scalars = String.UnicodeScalarView()
    scalars.append(
      contentsOf: unicodeScalars.lazy.map { $0.value == 0 || $0.properties.isNoncharacterCodePoint ? "\u{FFFD}" : $0 })
    return String(scalars)
  }
}
