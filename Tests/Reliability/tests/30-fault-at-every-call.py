"""Proves that a disk that is full or failing, or a want of descriptors, ends, loses and halves nothing: a journey is walked
under strace(1), which lets the N-th system call of a kind fail, either that one alone, or every one from there on until a
person has noticed.

The daemon does not crash; it says what is wrong once, in the journal and in its status, and has set itself a timer; a command
is refused and has left nothing, or is done; and once the fault is gone the next command, as the `reload` here, ends the
trouble. Nothing waits for the timer.
"""

import collections
import os
import pathlib
import random
import re
import select
import signal
import sys

from journey import Ended, Journey, check_retry, follow, mixed, troubles, try_points
from rig import PATIENCE, NotificationServer, Refused, Rig, options

# The call, the errors, and whether the database's files alone are meant. A lock that cannot be given back is not among them:
# SQLite's connection is of no use afterwards (SQLITE_PROTOCOL), and no local file system does that.
FAULTS = [
    ("pwrite64", ("ENOSPC", "EIO"), True),
    ("fdatasync", ("EIO", "ENOSPC"), True),
    ("ftruncate", ("ENOSPC", "EIO"), True),
    ("pread64", ("EIO",), True),
    ("mmap", ("ENOMEM", "EIO"), True),
    ("openat", ("EMFILE", "EIO"), False),
    ("accept", ("EMFILE",), False),
]
# What the quick form may take, in seconds.
QUICK = 14
# Whether a daemon whose database cannot be opened stays up and says so; if not, it ends with one line that says why.
STAYS_UP = True


class Point:
    """Which call fails how: its number, alone or with all that follow, before the daemon is ready or after."""

    def __init__(self, fault, number, at_start, generator):
        self.fault, self.number, self.at_start = fault, number, at_start
        (self.call, errors, self.of_database) = fault
        self.error = generator.choice(errors)
        # While nobody is let in, nobody can notice.
        self.lasts = generator.random() < 0.5 and self.call != "accept"

    @property
    def injection(self):
        return f"inject={self.call}:error={self.error}:when={self.number}{'+' if self.lasts else ''}"

    def __str__(self):
        return f"{self.injection}{', at the start' if self.at_start else ''}"


def strace(rig, fault, *more):
    """The command that traces the calls which the fault is about."""
    call, _, of_database = fault
    paths = [f"{rig.data}/percolate.sqlite{end}" for end in ("", "-wal", "-shm", "-journal")] if of_database else []
    # -f: whatever thread makes the call. -I2: it can be told to let go.
    return ["strace", "-D", "-f", "-I2", "-qq", *(word for path in paths for word in ("-P", path)), "-e", f"trace={call}", *more]


def points(programs, generator):
    """Every point, from one walk without a fault."""
    with Rig(programs) as rig, NotificationServer(rig) as server:
        calls = rig.folder / "calls"
        journey = Journey(rig, server)
        names = ",".join(call for call, _, _ in FAULTS)
        # -y: each descriptor with its path.
        daemon = rig.start("strace", "-D", "-f", "-qq", "-y", "-e", f"trace={names}", "-o", str(calls))
        before = calls.read_text()
        follow(server, daemon)
        journey.walk()
        daemon.kill()
        every = calls.read_text()
    for fault in FAULTS:
        call, _, of_database = fault
        line = re.compile(rf"^(?:\d+ +)?{call}\([^\n]*{'percolate[.]sqlite' if of_database else ''}", re.M)
        at_start, in_all = len(line.findall(before)), len(line.findall(every))
        print(f"{call}: {at_start} calls until it is ready, {in_all - at_start} after", flush=True)
        for number in range(1, in_all + 1):
            yield Point(fault, number, number <= at_start, generator)


class Walk:
    """A journey with one fault in it, and who notices."""

    def __init__(self, rig, server, point):
        self.rig, self.point = rig, point
        self.journey = Journey(rig, server)
        self.journey.mend = self.mend
        self.calls = rig.folder / "calls"
        self.daemon = rig.start(*strace(rig, point.fault, "-o", str(self.calls), "-e", point.injection), ready=False)
        self.is_ready = self.daemon.await_ready()
        self.refusals = collections.Counter()

    def go(self):
        if not self.is_ready:
            self.check_start()
            return
        follow(self.journey.server, self.daemon, lambda status: status.startswith("the database"))
        if not self.point.of_database:
            self.mend()  # It may have begun without its configuration, or its database.
        try:
            self.journey.walk()
        except Ended:
            raise AssertionError(f"the daemon ended with {self.daemon.await_end()}: {self.daemon.said()}") from None
        self.heal()
        self.journey.settle()
        self.journey.check()
        self.check_report()
        self.daemon.kill()
        self.journey.check_files()
        self.journey.check_database()

    def mend(self, refusal=None):
        """What a person does who has noticed: looks at the status, sees to the disk, reads the configuration again."""
        said = self.status()
        if not (said or refusal):
            return  # The news of something that is over.
        self.refusals[refusal.name.rsplit(".", 1)[1] if refusal else "none, but a popup had to wait"] += 1
        if self.point.of_database and said is None and "The database can be used again." in self.daemon.said():
            pass  # What failed once was over before anybody asked: an answer from the bus has written something.
        elif self.point.of_database:
            if "the database" not in (said or ""):
                raise AssertionError(f"the status does not tell of the trouble, but: {said}")
            check_retry(self.daemon, self.status)
        self.heal()
        self.rig.call("Reload")
        if said := self.status():
            raise AssertionError(f"the trouble does not end: {said}")

    def status(self):
        """What is wrong with the data or the configuration, as the status says, or as it says why there is none."""
        try:
            state = self.rig.call("Status")["state"]
            return state.get("data") or state.get("configuration")
        except Refused as error:
            return error.parameters["reason"]

    def heal(self):
        """The fault is gone: strace lets go of the daemon."""
        status = pathlib.Path(f"/proc/{self.daemon.process.pid}/status").read_text()
        if tracer := int(re.search(r"^TracerPid:\t(\d+)", status, re.M)[1]):
            ended = os.pidfd_open(tracer)
            os.kill(tracer, signal.SIGINT)
            poll = select.poll()
            poll.register(ended, select.POLLIN)
            poll.poll(1000 * PATIENCE)
            os.close(ended)

    def check_report(self):
        """Each kind of trouble is told once: there was one fault, or one time of faults."""
        told = collections.Counter(troubles(self.daemon))
        if any(count > 1 for count in told.values()):
            raise AssertionError(f"the journal is told more than once: {told}")

    def check_start(self):
        """A start that fails ends in order, with its reason, and the next one finds everything as it was."""
        status, said = self.daemon.await_end(), self.daemon.said()
        if status == 127 and "error while loading shared libraries" in said:
            return  # It had not come to its first line.
        if status != 1 or len(re.findall("^<3>", said, re.M)) != 1:
            raise AssertionError(f"the start ended with {status}: {said}")
        if STAYS_UP and self.point.of_database:
            raise AssertionError(f"the daemon does not stay up: {said}")
        self.refusals["no start"] += 1
        follow(self.journey.server, self.rig.start())
        self.journey.settle()
        self.journey.check()


def attempt(programs, point):
    """Who noticed, and whether there was a fault: walks differ by a few calls, so that the last point may lie beyond the end."""
    with Rig(programs) as rig, NotificationServer(rig) as server:
        walk = Walk(rig, server, point)
        walk.go()
        return walk.refusals, "(INJECTED)" in walk.calls.read_text()


def main():
    chosen = options(__doc__.split("\n", 1)[0])
    generator = random.Random(chosen.seed)
    every = mixed(points(chosen.programs, generator), lambda point: point.call, generator)
    passed, failed = try_points(every, lambda point: attempt(chosen.programs, point), None if chosen.long else QUICK)
    calls = collections.Counter(point.call for point, (_, is_hit) in passed if is_hit)
    print("faults:", ", ".join(f"{call} {count}" for call, count in sorted(calls.items())))
    refusals = sum((refusals for _, (refusals, _) in passed), collections.Counter())
    print("noticed:", ", ".join(f"{name} {count}" for name, count in sorted(refusals.items())))
    hits = sum(calls.values())
    print(f"{len(passed)} of {len(every)} points, {hits} faults: no crash, nothing lost or half done, all told once and over; "
          f"{failed} failed")
    return failed != 0 or hits < len(passed) * 0.5 or (chosen.long and set(calls) != {call for call, _, _ in FAULTS})


sys.exit(main())
