// Why: a connection to the session bus that never blocks the loop: calls and matches are sent, answers come to
// closures.
// Invariant: a closure runs only while its `Slot` is held, and every call whose slot is held ends in exactly one
// answer, a time-out or a lost connection included, unless we close the bus.

import CSystemd
import Glibc

/// A connection to a message bus. It stays with the thread of its event loop.
public final class Bus {
  /// Called once, on the loop, when the bus has gone away. Every pending call has been answered with
  /// `BusError.disconnected` by then.
  public var onDisconnect: (() -> Void)?

  let raw: OpaquePointer
  private var disconnection: OpaquePointer?

  /// Connects to the user's session bus: `$DBUS_SESSION_BUS_ADDRESS`, else `$XDG_RUNTIME_DIR/bus` (sd_bus_open_user(3)).
  public static func user() throws(SystemError) -> Bus {
    var bus: OpaquePointer?
    let result = sd_bus_open_user(&bus)
    let hint = result == -ENOMEDIUM ? " (neither DBUS_SESSION_BUS_ADDRESS nor XDG_RUNTIME_DIR is set)" : ""
    try SystemError.check(result, "sd_bus_open_user\(hint)")
    return try Bus(owning: bus)
  }

  /// Takes over the reference to a connection. Tests make theirs to a bus of their own.
  init(owning bus: OpaquePointer?) throws(SystemError) {
    guard let bus else { throw SystemError(code: ENOMEM, call: "sd_bus_new") }
    raw = bus
    try SystemError.check(sd_bus_set_exit_on_disconnect(raw, 0), "sd_bus_set_exit_on_disconnect")
    // At the loop's end sd-bus would flush, and wait for ever for a bus that has stopped reading.
    try SystemError.check(sd_bus_set_close_on_exit(raw, 0), "sd_bus_set_close_on_exit")
    let local = "org.freedesktop.DBus.Local"
    try SystemError.check(
      sd_bus_match_signal(
        raw, &disconnection, local, "/org/freedesktop/DBus/Local", local, "Disconnected",
        { _, userdata, _ in
          guard let userdata else { return 0 }
          Unmanaged<Bus>.fromOpaque(userdata).takeUnretainedValue().disconnected()
          return 0
        }, Unmanaged.passUnretained(self).toOpaque()), "sd_bus_match_signal(Disconnected)")
  }

  deinit {
    sd_bus_slot_unref(disconnection)
    sd_bus_close_unref(raw)
  }

  /// Lets the loop drive the connection. Until then nothing is sent or received.
  public func attach(to loop: EventLoop) throws(SystemError) {
    try SystemError.check(sd_bus_attach_event(raw, loop.raw, 0), "sd_bus_attach_event")
  }

  /// Ends the connection at once. Calls still under way are never answered, and `onDisconnect` is not called.
  public func close() { sd_bus_close(raw) }

  /// Calls a method without waiting.
  ///
  /// - Parameters:
  ///   - autoStart: whether the bus may start a service to answer; otherwise the call fails if nobody owns the name.
  ///   - timeout: how long to wait; nil waits for ever. A time-out does not undo the call: see `BusError`.
  ///   - build: appends the arguments.
  ///   - reply: called once on the loop. Reading the answer may throw: the peer chooses its types.
  /// - Returns: what keeps the call waiting. Dropping it forgets the answer; the call itself has been made.
  public func call(
    destination: String, path: String, interface: String, member: String, autoStart: Bool = true,
    timeout: Duration? = .seconds(25),
    build: (inout MessageWriter) throws -> Void = { _ in },
    reply: @escaping (Result<MessageReader, BusError>) -> Void
  ) throws -> Slot {
    let call = "sd_bus_call_async(\(interface).\(member))"
    for part in [destination, path, interface, member] { try SystemError.refuseNUL(in: part, call) }
    var message: OpaquePointer?
    try SystemError.check(sd_bus_message_new_method_call(raw, &message, destination, path, interface, member), call)
    guard let message else { throw SystemError(code: ENOMEM, call: call) }
    defer { sd_bus_message_unref(message) }
    var writer = MessageWriter(message, context: "\(interface).\(member)")
    try SystemError.check(sd_bus_message_set_auto_start(message, autoStart ? 1 : 0), call)
    try build(&writer)
    // sd-bus reads 0 as its default of 25 s, and the largest number as "never".
    let microseconds = timeout.map { max(UInt64(microsecondsOf: $0), 1) }
    let deadline = microseconds.map { monotonicMicroseconds() + $0 }
    return try Slot(call: call) { [raw] message in
      reply(BusError.result(of: message, connected: sd_bus_is_open(raw) > 0, deadline: deadline))
    } add: { slot, userdata in
      sd_bus_call_async(
        raw, &slot, message, { message, userdata, _ in Slot.dispatch(message, userdata) }, userdata,
        microseconds ?? .max)
    }
  }

  /// Calls `handler` for every signal that fits; nil fits anything.
  ///
  /// A well-known name as `sender` only makes the bus route that owner's signals to us; `handler` gets signals that
  /// other matches brought in, too. Where an impostor could do harm, compare `MessageReader.sender` with the name's
  /// present owner.
  ///
  /// - Parameter installed: called once the bus has taken the match, or refused it. Without it, a refusal ends the
  ///   connection, because a signal that never comes is worse.
  public func match(
    sender: String?, path: String? = nil, interface: String? = nil, member: String? = nil,
    handler: @escaping (MessageReader) -> Void, installed: ((Result<Void, BusError>) -> Void)? = nil
  ) throws(SystemError) -> Slot {
    let call = "sd_bus_match_signal_async(\(interface ?? "*").\(member ?? "*"))"
    for part in [sender, path, interface, member] { try SystemError.refuseNUL(in: part ?? "", call) }
    let onInstalled: sd_bus_message_handler_t? =
      installed == nil ? nil : { message, userdata, _ in Slot.dispatchInstalled(message, userdata) }
    let slot = try Slot(call: call) { message in
      handler(MessageReader(message))
    } add: { slot, userdata in
      sd_bus_match_signal_async(
        raw, &slot, sender, path, interface, member,
        { message, userdata, _ in Slot.dispatch(message, userdata) }, onInstalled, userdata)
    }
    slot.onInstalled = { [raw] message in
      installed?(BusError.result(of: message, connected: sd_bus_is_open(raw) > 0, deadline: nil).map { _ in })
    }
    return slot
  }

  private func disconnected() {
    let handler = onDisconnect
    onDisconnect = nil
    handler?()
  }
}
