/* Why: the one door to libsystemd, and to the few kernel headers that Swift's Glibc module leaves out.
 * Invariant: declarations only, and what of C Swift cannot call. Whatever needs thought about lifetimes or errors lives in the Systemd module. */
#pragma once

/* Without this, journal entries would carry the place of a C call site that does not exist. */
#define SD_JOURNAL_SUPPRESS_LOCATION

#include <sys/epoll.h>
#include <sys/inotify.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>

#include <systemd/sd-bus.h>
#include <systemd/sd-daemon.h>
#include <systemd/sd-event.h>
#include <systemd/sd-journal.h>

/* prctl(2) takes variable arguments, which Swift does not import. A parent that has ended already is not waited for: its end of
 * each pipe is closed. */
static inline int end_with_parent(void) { return prctl(PR_SET_PDEATHSIG, 9UL, 0UL, 0UL, 0UL); }
