/* The calls that kernel.h names, as the C library has them. */

#define _GNU_SOURCE

#include "kernel.h"

#include <fcntl.h>
#include <malloc.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <unistd.h>

int set_dumpable(int dumpable) { return prctl(PR_SET_DUMPABLE, (unsigned long)dumpable, 0UL, 0UL, 0UL); }

char **environment(void) { return environ; }

int trim_heap(void) { return malloc_trim(0); }

/* Where the program's own code begins and ends is told by the linker (end(3)). Nothing is ever written there, so that what is
 * wanted again comes from the file. */
extern char __executable_start[], etext[];

int unmap_code(void) {
  const unsigned long page = (unsigned long)sysconf(_SC_PAGESIZE);
  const unsigned long end = (unsigned long)etext & ~(page - 1);
  return madvise(__executable_start, end - (unsigned long)__executable_start, MADV_DONTNEED);
}

/* The C library has a function for it since 2.36. */
int open_process(int pid) { return (int)syscall(SYS_pidfd_open, pid, 0); }

int open_signals(const void *set) { return signalfd(-1, set, SFD_CLOEXEC); }

int make_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }
