/* Why: the calls into the kernel that Swift's Glibc module leaves out, or whose form Swift does not import.
 * Invariant: declarations only, and what of C Swift cannot say. Whatever needs thought lives in the Kernel module. */
#pragma once

#define _GNU_SOURCE

#include <malloc.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

/* prctl(2) takes variable arguments, which Swift does not import. */
static inline int set_dumpable(unsigned long dumpable) { return prctl(PR_SET_DUMPABLE, dumpable, 0UL, 0UL, 0UL); }

/* environ(7) is a variable, which Swift takes for one that threads may change. */
static inline char **environment(void) { return environ; }

/* Where the program's own code begins and ends is told by the linker (end(3)), in symbols that Swift cannot name. Nothing is ever
 * written there, so that what is looked at again comes from the file. */
extern char __executable_start[], etext[];
static inline int unmap_code(void) {
  const unsigned long page = (unsigned long)sysconf(_SC_PAGESIZE);
  const unsigned long end = (unsigned long)etext & ~(page - 1);
  return madvise(__executable_start, end - (unsigned long)__executable_start, MADV_DONTNEED);
}
