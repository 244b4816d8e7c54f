"""Proves that kill -9 loses, halves and secretly repeats nothing, wherever it hits: a journey is walked under strace(1), which
ends the daemon on entering the N-th system call of a kind, before the call is carried out. What a call leaves behind is tried
by the next point, so that between them the points are every state that the disk, the bus and a peer can be left in.

After each kill a new daemon is started, and held against the journey's ledger: what was acknowledged is there, what was not is
there as a whole or not at all, each delivery has one outcome and no more popups than are recorded, the database is sound, its
files are for their user alone, and what was forgotten is in none of them.

Two journeys: one begins in an empty folder, the other in that of a daemon that was killed, with a write-ahead log to take in,
an erasure to finish, and a popup of which nobody knows whether it was shown.
"""

import collections
import concurrent.futures
import queue
import random
import re
import sys
import time

from journey import Ended, Journey, follow, mixed
from rig import NotificationServer, Rig, options

# Calls that change what outlives the daemon.
CALLS = (
    "openat mkdir chmod bind ftruncate fallocate pwrite64 write fsync fdatasync rename unlink sendto sendmsg"
).split()
# What the quick form may take, in seconds.
QUICK = 14


def points(programs):
    """Every point, as the journey's beginning, the call, and which one it is."""
    for again in False, True:
        with Rig(programs) as rig, NotificationServer(rig) as server:
            walk(rig, server, again, "-e", f"trace={','.join(CALLS)}", "-o", str(rig.folder / "calls"))
            calls = collections.Counter(re.findall(r"^(?:\d+ +)?(\w+)\(", (rig.folder / "calls").read_text(), re.M))
        print(f"{'after a kill' if again else 'from nothing'}: {sum(calls.values())} points:",
              ", ".join(f"{call} {count}" for call, count in sorted(calls.items())), flush=True)
        yield from ((again, call, number) for call, count in calls.items() for number in range(1, count + 1))


def walk(rig, server, again, *strace):
    """The journey up to its end, or the daemon's; whether it was the daemon's."""
    journey, is_hit = Journey(rig, server), True
    if again:
        journey.prepare()
    # -D: the daemon is our child, and the tracer its own.
    daemon = rig.start("strace", "-D", "-qq", *strace, ready=False)
    if daemon.await_ready():
        follow(server, daemon)
        try:
            journey.walk()
            is_hit = False
        except Ended:
            pass
    daemon.kill()
    return journey, is_hit


def kill_at(programs, again, call, number):
    """One point. Returns whether it was hit, and how many deliveries are marked, and were shown twice."""
    with Rig(programs) as rig, NotificationServer(rig) as server:
        trace = ["-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={number}", "-o", "/dev/null"]
        journey, is_hit = walk(rig, server, again, *trace)
        journey.check_files()
        # What the old daemon's end has put there is no news of the new one's.
        server.arrived, server.closings = queue.Queue(), queue.Queue()
        daemon = rig.start()
        follow(server, daemon)
        journey.settle()
        marked, twice = journey.check()
        daemon.kill()
        journey.check_files()
        journey.check_database()
        return is_hit, marked, twice


def main():
    chosen = options(__doc__.split("\n", 1)[0])
    every = mixed(points(chosen.programs), lambda point: point[1], random.Random(chosen.seed))
    end = time.monotonic() + QUICK
    figures, failures = collections.Counter(), 0

    def attempt(point):
        return kill_at(chosen.programs, *point) if chosen.long or time.monotonic() < end else None

    # A daemon that waits for the disk leaves room for another.
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        for point, future in [(point, pool.submit(attempt, point)) for point in every]:
            again, call, number = point
            try:
                result = future.result()
            except Exception as error:  # noqa: BLE001, whatever it is, the point that brings it is the news
                print(f"killed at {call} {number}{' after a kill' if again else ''}: {type(error).__name__}: {error}", flush=True)
                failures += 1
                continue
            if result:
                is_hit, marked, twice = result
                figures += collections.Counter(tried=1, hit=is_hit, marked=marked, twice=twice)
    print(f"{figures['tried']} of {len(every)} points passed, the daemon was killed at {figures['hit']}: nothing lost, in part "
          f"or unrecorded; {figures['twice']} popups came twice, all marked, of {figures['marked']} marked; {failures} failed")
    # Walks differ by a few calls, so that the last points may lie beyond the end; many that do are none.
    return failures != 0 or figures["hit"] < figures["tried"] * 0.8


sys.exit(main())
