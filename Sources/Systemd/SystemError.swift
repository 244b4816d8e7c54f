// Why: libsystemd and the kernel report failure as an errno; this is the one place where that number becomes a Swift error.
// Invariant: `code` is positive, and `call` names the C function, so that a log line leads straight to its manual page.

import Glibc

/// A failed call into libsystemd or the kernel.
public struct SystemError: Error, Equatable, CustomStringConvertible {
  /// The error number as in errno(3), positive.
  public let code: CInt
  /// The function that failed, with its argument in parentheses where that helps to find the cause.
  public let call: String

  /// Makes an error from a positive errno and the name of the call that gave it.
  public init(code: CInt, call: String) {
    self.code = code
    self.call = call
  }

  /// One line, such as `sd_bus_open_user: No such file or directory`.
  public var description: String { "\(call): \(String(cString: strerror(code)))" }
}

extension SystemError {
  /// Throws if `result` is negative: libsystemd returns `-errno`, and other values carry a meaning of the call.
  @discardableResult
  static func check(_ result: CInt, _ call: @autoclosure () -> String) throws(SystemError) -> CInt {
    guard result < 0 else { return result }
    throw SystemError(code: magnitude(of: result), call: call())
  }

  /// The error of a kernel call that has just returned -1.
  static func last(_ call: String) -> SystemError { SystemError(code: errno, call: call) }

  /// Swift strings may hold NUL, where C would silently read a shorter string.
  static func refuseNUL(in text: String, _ call: @autoclosure () -> String) throws(SystemError) {
    guard text.utf8.contains(0) else { return }
    throw SystemError(code: EINVAL, call: "\(call()) (a string contains NUL)")
  }

  private static func magnitude(of result: CInt) -> CInt { result == .min ? .max : -result }
}
