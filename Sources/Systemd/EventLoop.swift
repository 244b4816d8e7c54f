// Why: sd-event(3) as the single thread's loop: the bus, timers, signals, sockets and the watchdog all wait in one epoll.
// Invariant: every handler runs on the thread that runs the loop, one after the other, and never inside the call that added it.

import CSystemd
import Glibc

/// An event loop for one thread. Neither it nor anything attached to it may be handed to another thread.
public final class EventLoop {
  let raw: OpaquePointer
  /// The source that runs the queue; nil while the queue is empty.
  private var deferred: OpaquePointer?
  private var queue: [() -> Void] = []
  private var failure: SystemError?

  /// Makes a loop of its own, not the thread's default one.
  public init() throws(SystemError) {
    var event: OpaquePointer?
    try SystemError.check(sd_event_new(&event), "sd_event_new")
    guard let event else { throw SystemError(code: ENOMEM, call: "sd_event_new") }
    raw = event
  }

  deinit {
    sd_event_source_disable_unref(deferred)
    sd_event_unref(raw)
  }

  /// Runs until `exit(_:)` and returns its code; throws what was given to `fail(_:)`, or an error of the loop itself.
  public func run() throws(SystemError) -> CInt {
    let result = sd_event_loop(raw)
    if let failure { throw failure }
    return try SystemError.check(result, "sd_event_loop")
  }

  /// Runs one iteration, which dispatches at most one event; false if none came within the time.
  ///
  /// - Parameter timeout: how long to wait; nil waits for ever.
  @discardableResult
  public func runOnce(timeout: Duration?) throws(SystemError) -> Bool {
    let result = sd_event_run(raw, timeout.map(UInt64.init(microsecondsOf:)) ?? .max)
    if let failure { throw failure }
    return try SystemError.check(result, "sd_event_run") > 0
  }

  /// Ends `run()` after the current handler. A negative code counts as 1, because sd-event reads it as an error.
  public func exit(_ code: CInt = 0) {
    // The only failure is a loop that has ended already.
    _ = sd_event_exit(raw, code < 0 ? 1 : code)
  }

  /// Ends `run()` by throwing `error`: for failures inside a handler, which has no caller to throw to. The first one wins.
  public func fail(_ error: SystemError) {
    failure = failure ?? error
    exit(1)
  }

  /// Runs `handler` once, after the current handler has returned: in a later iteration, before or after whatever else is ready by
  /// then. All that were given by that iteration run in it, in order; what these give runs in one after it.
  public func later(_ handler: @escaping () -> Void) {
    queue.append(handler)
    guard deferred == nil else { return }
    // A new source each time: of those that are ready the loop dispatches the one that has been ready longest, and a
    // deferred source counts as ready since it was made. If one were kept, it would always go first, and a timer never.
    attempt("sd_event_add_defer") {
      sd_event_add_defer(
        raw, &deferred,
        { _, userdata in
          guard let userdata else { return 0 }
          Unmanaged<EventLoop>.fromOpaque(userdata).takeUnretainedValue().runQueue()
          return 0
        }, Unmanaged.passUnretained(self).toOpaque())
    }
  }

  /// Turns on the service manager's keep-alive (`WatchdogSec=`, sd_event_set_watchdog(3)); false if none is asked for.
  @discardableResult
  public func watchdog(_ enabled: Bool) throws(SystemError) -> Bool {
    try SystemError.check(sd_event_set_watchdog(raw, enabled ? 1 : 0), "sd_event_set_watchdog") > 0
  }

  /// How often the loop has woken up so far.
  var iterations: UInt64 {
    var count: UInt64 = 0
    _ = sd_event_get_iteration(raw, &count)
    return count
  }

  /// For calls that cannot throw and fail only when memory or a descriptor is gone: the loop ends with the reason.
  func attempt(_ call: @autoclosure () -> String, _ body: () -> CInt) {
    do { try SystemError.check(body(), call()) } catch { fail(error) }
  }

  private func runQueue() {
    deferred = sd_event_source_disable_unref(deferred)
    let batch = queue
    queue = []
    for handler in batch { handler() }
  }
}
