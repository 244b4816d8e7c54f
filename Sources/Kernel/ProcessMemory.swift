// Why: what a process has in its memory is as private as its files, and a user's other programs may look at it unless told not to.
// Invariant: after `hide` there is no core dump of this process, whatever the limits and the kernel's core_pattern are.

import CKernel

/// The memory of this process.
public enum ProcessMemory {
  /// Hides it from every other program of the same user, to which no /proc/PID/mem, environ, root or fd opens any more, and
  /// which cannot trace it (PR_SET_DUMPABLE in prctl(2), ptrace(2)). Root still can. A program started from here is not hidden.
  public static func hide() {
    // prctl(2) knows no way for this call to fail.
    _ = set_dumpable(0)
  }

  /// Gives back what is free: after something that took much memory for a moment and that will not come again soon. malloc(3)
  /// keeps what was freed below whatever is still in use, and a process that sleeps for days would hold it for as long. Nor does
  /// it need the code that has run by then: what is mapped no more is what the kernel takes first when memory is short, and what
  /// is wanted again it maps again (MADV_DONTNEED in madvise(2)).
  public static func giveBack() {
    _ = trim_heap()
    _ = unmap_code()
  }
}
