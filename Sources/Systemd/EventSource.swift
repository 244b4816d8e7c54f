// Why: a libsystemd source calls back through a bare pointer; these classes own both ends of it.
// Invariant: the C source holds an unretained pointer to its Swift object, and that object removes the source before it
// goes. So a pointer never dangles, and a source lives exactly as long as someone holds it.

import CSystemd
import Glibc

/// Something the loop waits for. Dropping the last reference removes it, as `cancel()` does.
public class EventSource {
  private let loop: EventLoop
  private var raw: OpaquePointer?
  private var handler: ((UInt32) -> Void)?

  /// - Parameters:
  ///   - handler: gets epoll's events for a descriptor, inotify's mask for a directory, and 0 otherwise.
  ///   - add: the `sd_event_add_…` call, given where to put the source, and the pointer for its callback.
  init(
    on loop: EventLoop, call: String, handler: @escaping (UInt32) -> Void,
    add: (inout OpaquePointer?, UnsafeMutableRawPointer) -> CInt
  ) throws(SystemError) {
    self.loop = loop
    self.handler = handler
    var source: OpaquePointer?
    try SystemError.check(add(&source, Unmanaged.passUnretained(self).toOpaque()), call)
    raw = source
  }

  deinit { sd_event_source_disable_unref(raw) }

  /// Removes the source and lets go of its handler. Safe inside that handler, and more than once.
  public func cancel() {
    sd_event_source_disable_unref(raw)
    raw = nil
    handler = nil
  }

  /// Dispatches this source after everything else that is ready. For time-outs: an answer that has arrived in time is
  /// read before the time-out fires.
  public final func yieldToOthers() {
    change("sd_event_source_set_priority") { sd_event_source_set_priority($0, Int64(SD_EVENT_PRIORITY_IDLE)) }
  }

  /// Changes the source by a call that fails only if the process is out of something; nothing once cancelled.
  final func change(_ call: String, _ body: (OpaquePointer) -> CInt) {
    guard let raw else { return }
    loop.attempt(call) { body(raw) }
  }

  /// Called by the C callbacks with their `userdata`. The reference taken here keeps the object through its own cancel.
  static func dispatch(_ userdata: UnsafeMutableRawPointer?, _ mask: UInt32 = 0) -> CInt {
    guard let userdata else { return 0 }
    let source = Unmanaged<EventSource>.fromOpaque(userdata).takeUnretainedValue()
    source.handler?(mask)
    return 0
  }
}

/// What a file descriptor is ready for, or is being watched for: the `EPOLL…` bits of epoll_ctl(2).
public struct IOEvents: OptionSet, Sendable {
  /// The bits as epoll has them.
  public let rawValue: UInt32

  /// Takes the bits as epoll has them.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// There is something to read, the end of the stream included.
  public static let readable = IOEvents(rawValue: EPOLLIN.rawValue)
  /// A write would take at least a byte.
  public static let writable = IOEvents(rawValue: EPOLLOUT.rawValue)
  /// Both directions are closed. Always reported: leave it unanswered and the loop spins, so cancel the source.
  public static let hangup = IOEvents(rawValue: EPOLLHUP.rawValue)
  /// The descriptor has an error. Always reported, as `hangup` is.
  public static let error = IOEvents(rawValue: EPOLLERR.rawValue)
}

/// A watched file descriptor, level-triggered. The descriptor stays the caller's: cancel first, close afterwards.
public final class IOSource: EventSource {
  /// What to wait for. With backpressure, take `.readable` out while the peer does not read its answers.
  public var events: IOEvents {
    didSet {
      guard events != oldValue else { return }
      change("sd_event_source_set_io_events") { sd_event_source_set_io_events($0, events.rawValue) }
    }
  }

  init(on loop: EventLoop, _ fd: CInt, _ events: IOEvents, _ handler: @escaping (IOEvents) -> Void) throws(SystemError)
  {
    self.events = events
    try super.init(on: loop, call: "sd_event_add_io") {
      handler(IOEvents(rawValue: $0))
    } add: {
      sd_event_add_io(loop.raw, &$0, fd, events.rawValue, { EventSource.dispatch($3, $2) }, $1)
    }
  }

  /// Closes the descriptor together with the source, from now on.
  func ownDescriptor() {
    change("sd_event_source_set_io_fd_own") { sd_event_source_set_io_fd_own($0, 1) }
  }
}

/// A one-shot timer on the wall clock (CLOCK_REALTIME), which follows the clock when it is set. Made disarmed.
public final class RealtimeTimer: EventSource {
  init(on loop: EventLoop, _ handler: @escaping () -> Void) throws(SystemError) {
    try super.init(on: loop, call: "sd_event_add_time") { _ in
      handler()
    } add: {
      // An accuracy of 0 would mean 250 ms (sd_event_add_time(3)).
      sd_event_add_time(loop.raw, &$0, CLOCK_REALTIME, .max, 1, { EventSource.dispatch($2) }, $1)
    }
    disarm()
  }

  /// Fires once when the wall clock reads this or later, at once if it already does; replaces an earlier moment.
  ///
  /// - Parameter microseconds: since 1970-01-01 00:00:00 UTC.
  public func arm(at microseconds: UInt64) {
    change("sd_event_source_set_time") { sd_event_source_set_time($0, microseconds) }
    change("sd_event_source_set_enabled") { sd_event_source_set_enabled($0, CInt(SD_EVENT_ONESHOT)) }
  }

  /// Forgets the moment. A disarmed timer never wakes the process.
  public func disarm() {
    change("sd_event_source_set_enabled") { sd_event_source_set_enabled($0, CInt(SD_EVENT_OFF)) }
  }
}
