// Why: the ways to make the loop wait for something, one method a kind.
// Invariant: the caller holds what it gets back. A source nobody holds is gone before its first event.

import CSystemd
import Glibc

extension EventLoop {
  /// Calls `handler` when the process gets a signal, which is blocked for good, so that it cannot end the process any more.
  ///
  /// Call it before any thread exists: a thread made earlier has the signal unblocked, and the kernel may choose that one.
  public func signal(_ number: CInt, _ handler: @escaping () -> Void) throws(SystemError) -> EventSource {
    // Not SD_EVENT_SIGNAL_PROCMASK: that unblocks at the end, and a second SIGTERM would kill half-way through tear-down.
    var set = sigset_t()
    guard sigemptyset(&set) == 0, sigaddset(&set, number) == 0 else { throw .last("sigaddset(\(number))") }
    try SystemError.check(-pthread_sigmask(SIG_BLOCK, &set, nil), "pthread_sigmask")
    return try EventSource(on: self, call: "sd_event_add_signal(\(number))") { _ in
      handler()
    } add: {
      sd_event_add_signal(raw, &$0, number, { EventSource.dispatch($2) }, $1)
    }
  }

  /// Calls `handler` whenever a descriptor is ready, level-triggered: as long as it stays ready, every iteration.
  public func io(
    _ fd: CInt, _ events: IOEvents, _ handler: @escaping (IOEvents) -> Void
  ) throws(SystemError) -> IOSource {
    try IOSource(on: self, fd, events, handler)
  }

  /// Makes a wall-clock timer, disarmed.
  public func timer(_ handler: @escaping () -> Void) throws(SystemError) -> RealtimeTimer {
    try RealtimeTimer(on: self, handler)
  }

  /// Calls `handler` once, after that much running time (CLOCK_MONOTONIC: while suspended, the peer cannot answer either).
  public func after(_ delay: Duration, _ handler: @escaping () -> Void) throws(SystemError) -> EventSource {
    try EventSource(on: self, call: "sd_event_add_time_relative") { _ in
      handler()
    } add: {
      sd_event_add_time_relative(
        raw, &$0, CLOCK_MONOTONIC, UInt64(microsecondsOf: delay), 1000, { EventSource.dispatch($2) }, $1)
    }
  }
}
