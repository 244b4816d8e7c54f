// Why: a schedule on the wall clock must be worked out again when that clock is set, or when the machine wakes from sleep.
// Invariant: the timer below never expires; the only thing it can report is that the clock went anywhere but straight on.

import CSystemd
import Glibc

extension EventLoop {
  /// Calls `handler` after the wall clock was set, and after resume: timerfd_create(2), TFD_TIMER_CANCEL_ON_SET.
  ///
  /// It is dispatched before anything else that is ready, so that a jump is known before the timers that it made due.
  public func clockChanges(_ handler: @escaping () -> Void) throws(SystemError) -> EventSource {
    let fd = timerfd_create(CLOCK_REALTIME, CInt(TFD_CLOEXEC | TFD_NONBLOCK))
    guard fd >= 0 else { throw .last("timerfd_create") }
    let source: IOSource
    do throws(SystemError) {
      try armForChanges(fd)
      source = try io(fd, .readable) { _ in
        guard takeChange(from: fd) else { return }
        // Armed again before the handler runs, so that a change meanwhile is not lost.
        do throws(SystemError) { try armForChanges(fd) } catch { return self.fail(error) }
        handler()
      }
    } catch {
      close(fd)
      throw error
    }
    source.ownDescriptor()
    source.change("sd_event_source_set_priority") {
      sd_event_source_set_priority($0, Int64(SD_EVENT_PRIORITY_IMPORTANT))
    }
    return source
  }
}

/// Arms the timer for the year 2242, so that only a clock that is set can fire it: the kernel lets no clock be set past
/// 2232 (TIME_SETTOD_SEC_MAX). The largest number would overflow under libfaketime, which moves clocks by adding to it.
private func armForChanges(_ fd: CInt) throws(SystemError) {
  var moment = itimerspec()
  moment.it_value.tv_sec = 1 << 33
  let flags = CInt(TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET)
  guard timerfd_settime(fd, flags, &moment, nil) < 0 else { return }
  // The kernel arms the timer and still reports a change that came since the last read: that one is being told already.
  guard errno == ECANCELED else { throw .last("timerfd_settime") }
}

/// Reads the timer: ECANCELED says that the clock was set, anything else that there is no news.
private func takeChange(from fd: CInt) -> Bool {
  var expirations: UInt64 = 0
  return read(fd, &expirations, MemoryLayout.size(ofValue: expirations)) < 0 && errno == ECANCELED
}
