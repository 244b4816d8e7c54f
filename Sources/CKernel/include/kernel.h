/* Why: the calls into the kernel that Swift's Glibc module leaves out, or whose form Swift does not import.
 * Invariant: no header of the C library is included here, since what it declares would then seem to be this module's. Whatever
 * needs thought lives in the Kernel module. */
#pragma once

/* PR_SET_DUMPABLE in prctl(2). */
int set_dumpable(int dumpable);

/* environ(7), which Swift takes for a variable that threads may change. */
char **environment(void);

/* malloc_trim(3). */
int trim_heap(void);

/* MADV_DONTNEED in madvise(2), for the program's own code. */
int unmap_code(void);

/* pidfd_open(2). */
int open_process(int pid);

/* signalfd(2) of a sigset_t, close-on-exec. */
int open_signals(const void *set);

/* pipe2(2), close-on-exec. */
int make_pipe(int ends[2]);
