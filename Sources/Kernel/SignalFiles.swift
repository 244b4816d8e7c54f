// Why: who waits for a child's end and for signals at once needs both as descriptors, and Glibc's module has neither.
// Invariant: a descriptor is close-on-exec.

import CKernel
import Glibc

/// Signals and ends of processes, as descriptors that poll(2) takes.
public enum SignalFile {
  /// Becomes readable when the child ends (pidfd_open(2)); negative when that cannot be known, with the reason in errno.
  public static func end(of child: ChildProcess) -> CInt { open_process(child.pid) }

  /// Becomes readable when one of these signals is pending, which have to be blocked (signalfd(2)); negative as above.
  public static func signals(_ numbers: [CInt]) -> CInt {
    var set = set(numbers)
    return unsafe open_signals(&set)
  }

  /// Takes one of these signals that is pending, without waiting for one; it needs no descriptor.
  public static func next(of numbers: [CInt]) -> CInt? {
    var set = set(numbers)
    var none = timespec()
    let number = unsafe sigtimedwait(&set, nil, &none)
    return number > 0 ? number : nil
  }

  private static func set(_ numbers: [CInt]) -> sigset_t {
    var set = sigset_t()
    unsafe sigemptyset(&set)
    for number in numbers { unsafe sigaddset(&set, number) }
    return set
  }
}
