"""Proves that no single call keeps the loop for as long as a nudge may be late, however much somebody has written.

A journey is filled with writings (10,000 in the long form), and every call that reads them, and the dearest of the others, is
made several times. The figures are the worst of each: the processor time that it takes the daemon, which the bound is for, and
the time that its caller waits, which says as much about the machine.
"""

import pathlib
import random
import socket
import sys
import time

from rig import NotificationServer, Rig, exchange, options

WORST = 1.0  # seconds: how late a nudge may be
WORDS = "lake morning letter quiet walk bread window silence train garden winter phone coffee sorry river".split()


def write(connection, kind, chance, size):
    text = " ".join(chance.choice(WORDS) for _ in range(size))
    exchange(connection, "Write", {"kind": kind, "text": text})


def processor(daemon):
    """Seconds that the daemon has run, in all its threads."""
    tasks = pathlib.Path(f"/proc/{daemon.process.pid}/task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9


def calls(text):
    """What is measured: the method and its parameters."""
    return [
        ("Status", {"all": True}), ("Agenda", {"limit": 1000}), ("Road", {}), ("Log", {"limit": 1000}), ("Plans", {}),
        ("Writings", {"limit": 1000}), ("Search", {"words": "lake", "limit": 1000}),
        ("Search", {"words": "l m q w b s t g", "limit": 1000}), ("History", {}), ("Keepsake", {}), ("Urges", {}),
        ("Reflection", {}), ("Interview", {"name": "stock"}), ("Letter", {}), ("Review", {"text": text}), ("Reload", {}),
        ("Missed", {}), ("Verify", {}), ("Write", {"kind": "note", "text": text}), ("Write", {"kind": "urge", "text": "not now"}),
    ]


def main():
    chosen = options(__doc__.splitlines()[0])
    chance = random.Random(chosen.seed)
    count = 10_000 if chosen.long else 400
    times = {}
    with Rig(chosen.programs) as rig, NotificationServer(rig), socket.socket(socket.AF_UNIX) as connection:
        daemon = rig.start()
        connection.connect(str(rig.socket))
        exchange(connection, "Start", {"brokeUp": "2026-01-01T12:00:00Z", "history": []})
        began = processor(daemon)
        for number in range(count):
            write(connection, ("note", "urge", "answer")[number % 3], chance, 60)
        print(f"{count} writings of 60 words, {1000 * (processor(daemon) - began) / count:.1f} ms each", flush=True)
        text = " ".join(chance.choice(WORDS) for _ in range(9000))[:60_000]
        for method, parameters in calls(text):
            for _ in range(3):
                began = time.monotonic(), processor(daemon)
                exchange(connection, method, parameters)
                ended = time.monotonic(), processor(daemon)
                name = f"{method} {parameters.get('words', parameters.get('kind', ''))}".strip()
                taken = [now - then for now, then in zip(ended, began)]
                times[name] = max(times.get(name, taken), taken, key=lambda both: both[1])
    for name, (waited, used) in sorted(times.items(), key=lambda item: -item[1][1]):
        print(f"{name}: {1000 * used:.0f} ms (waited {1000 * waited:.0f} ms)")
    slow = [name for name, (_, used) in times.items() if used > WORST]
    if slow:
        print(f"FAILED with seed {chosen.seed}: longer than {1000 * WORST:.0f} ms: {', '.join(slow)}")
        sys.exit(1)


if __name__ == "__main__":
    main()
