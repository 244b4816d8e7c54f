// Why: sd-bus answers through a bare pointer, as sd-event does; a slot owns both ends of it.
// Invariant: the C slot holds an unretained pointer to this object, whose `deinit` takes the pointer out again.

import CSystemd

/// A pending call or an installed match. Dropping the last reference cancels it, as `cancel()` does.
public final class Slot {
  var onInstalled: ((OpaquePointer) -> Void)?
  private var raw: OpaquePointer?
  private var handler: ((OpaquePointer) -> Void)?

  init(
    call: String, handler: @escaping (OpaquePointer) -> Void,
    add: (inout OpaquePointer?, UnsafeMutableRawPointer) -> CInt
  ) throws(SystemError) {
    self.handler = handler
    var slot: OpaquePointer?
    try SystemError.check(add(&slot, Unmanaged.passUnretained(self).toOpaque()), call)
    raw = slot
  }

  deinit { cancel() }

  /// No closure of this slot is called any more. Safe inside one of them, and more than once.
  public func cancel() {
    // While sd-bus is dispatching it holds a reference of its own: the pointer must be gone even if the slot is not.
    if let raw { sd_bus_slot_set_userdata(raw, nil) }
    sd_bus_slot_unref(raw)
    raw = nil
    handler = nil
    onInstalled = nil
  }

  static func dispatch(_ message: OpaquePointer?, _ userdata: UnsafeMutableRawPointer?) -> CInt {
    guard let message, let slot = object(userdata) else { return 0 }
    slot.handler?(message)
    return 0
  }

  static func dispatchInstalled(_ message: OpaquePointer?, _ userdata: UnsafeMutableRawPointer?) -> CInt {
    guard let message, let slot = object(userdata) else { return 0 }
    slot.onInstalled?(message)
    return 0
  }

  private static func object(_ userdata: UnsafeMutableRawPointer?) -> Slot? {
    userdata.map { Unmanaged<Slot>.fromOpaque($0).takeUnretainedValue() }
  }
}
