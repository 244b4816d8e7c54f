"""Databases with much in them. They are made by 0.1.0, once, and kept: texts through its socket, reminders by SQL with the
checksums that it would have written, since adding one took it the longer the more there were. Each side opens a copy of its own, which it
has opened once before, so that no row measures a migration.
"""

import contextlib
import json
import pathlib
import random
import shutil
import signal
import sqlite3
import time

from rig import INTERFACE, Rig
from sides import WORDS, Caller, begin

PASSPHRASE = "four quiet grey herons"
BATCH = 200
YEAR = 365 * 86_400
MICROSECONDS = 1_000_000
# FNV-1a, by which the store notices what a disk has changed; it ends each text with a byte that no text has.
FNV_OFFSET, FNV_PRIME, FNV_END = 0xCBF29CE484222325, 0x100000001B3, b"\xff"


class Stock:
    """Names: `nothing`, `journey`, `texts-N`, `reminders-N`, and `sealed-N`, texts that a passphrase has sealed."""

    def __init__(self, base, kept, scratch):
        self.base, self.kept, self.scratch = base, pathlib.Path(kept), pathlib.Path(scratch)
        self.kept.mkdir(parents=True, exist_ok=True)

    def put(self, name, side, rig):
        """Puts this side's copy into the folders of a daemon that is not running."""
        if name == "nothing":
            return
        opened = self.scratch / f"{name}-{side.name}.sqlite"
        if not opened.exists():
            self.open(name, side, opened)
        place(opened, rig)

    def open(self, name, side, opened):
        kind, _, count = name.partition("-")
        with Rig(side.programs) as rig:
            place(self.made(f"texts-{count}" if kind == "sealed" else name), rig)
            daemon = rig.start()
            if kind == "sealed":
                done = rig.ctl("lock-data", "--yes", stdin=None, input=PASSPHRASE + "\n")
                done.check_returncode()
            shutil.copy(ended(daemon, rig), opened)

    def made(self, name):
        file = self.kept / f"{name}.sqlite"
        if not file.exists():
            began = time.monotonic()
            kind, _, count = name.partition("-")
            # In memory, where waiting for the disk costs nothing; it is the same database.
            with Rig(self.base.programs, parent="/dev/shm") as rig:
                daemon = rig.start()
                if kind in ("journey", "texts"):
                    begin(rig)
                    write(rig, int(count or 0))
                database = ended(daemon, rig)
                if kind == "reminders":
                    remind(database, int(count))
                shutil.copy(database, file.with_suffix(".new"))
            file.with_suffix(".new").rename(file)
            print(f"(made {name} in {time.monotonic() - began:.0f} s)", flush=True)
        return file


def place(file, rig):
    rig.data.mkdir(mode=0o700, parents=True)
    shutil.copy(file, rig.data / "percolate.sqlite")
    (rig.data / "percolate.sqlite").chmod(0o600)


def ended(daemon, rig):
    """The database of a daemon that has been asked to end, and has put all of it into one file."""
    daemon.process.send_signal(signal.SIGTERM)
    daemon.await_end()
    assert not (rig.data / "percolate.sqlite-wal").exists(), "something is left in the log"
    return rig.data / "percolate.sqlite"


def text(chance):
    return " ".join(chance.choice(WORDS) for _ in range(30)).capitalize() + "."


def write(rig, count):
    """Notes of 30 words, which are sent ahead in batches."""
    chance = random.Random(count)
    with Caller(rig) as call:
        for first in range(0, count, BATCH):
            size = min(BATCH, count - first)
            for _ in range(size):
                parameters = {"timeline": "road", "kind": "note", "text": text(chance)}
                call.socket.sendall(json.dumps({"method": f"{INTERFACE}.Write", "parameters": parameters}).encode() + b"\0")
            while size:
                answers = call.socket.recv(1 << 20)
                assert b'"error"' not in answers, answers
                size -= answers.count(b"\0")


def remind(file, count):
    """Reminders, each due once at a moment of its own within the years from the next one on, and the lines of the log that set
    them."""
    now = int(time.time()) * MICROSECONDS
    rows = [(number, f"reminder {number}", now + YEAR * MICROSECONDS + number * 60 * MICROSECONDS, now)
            for number in range(1, count + 1)]
    with contextlib.closing(sqlite3.connect(file)) as database, database:
        database.executemany("INSERT INTO reminder (id, text, at, since, cursor) VALUES (?1, ?2, ?3, ?4, ?4)", rows)
        database.executemany(
            "INSERT INTO event (at, stream, kind, body) VALUES (?, 'reminders', 'reminder-set', ?)",
            ((now, f'{{"id":{number}}}') for number, *_ in rows))
        total, head = FNV_OFFSET, FNV_OFFSET
        for number, words, at, since in rows:
            total = fnv(total, f"{number},'{words}',{at},NULL,{since},{since},1".encode() + FNV_END)
        lines = database.execute("SELECT seq, at, kind, body FROM event WHERE stream = 'reminders' ORDER BY seq")
        for line, at, kind, body in lines:
            head = fnv(head, b"".join(
                (line.to_bytes(8, "little"), at.to_bytes(8, "little"), kind.encode(), FNV_END, body.encode(), FNV_END)))
        for stream, value in ("reminder/rows", total), ("reminders", head):
            signed = value - (1 << 64) if value >> 63 else value
            database.execute("INSERT OR REPLACE INTO chain (stream, head) VALUES (?, ?)", (stream, signed))


def fnv(value, data):
    for byte in data:
        value = (value ^ byte) * FNV_PRIME & 0xFFFFFFFFFFFFFFFF
    return value
