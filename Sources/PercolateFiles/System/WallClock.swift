// Reading the system's clock. Invariant: this is the only reading of it: the core is handed every moment.

import Glibc
public import PercolateCore

extension Moment {
  /// What CLOCK_REALTIME reads; the nearest moment there is when it is set to a year that we do not know.
  public static var now: Moment {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Moment.earliest.adding(.seconds(time.tv_sec) + .microseconds(time.tv_nsec / 1000))
  }
}
