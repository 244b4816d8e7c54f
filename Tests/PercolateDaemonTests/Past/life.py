"""One user's life with given programs, at moments that are told: the real daemon on folders, a session bus and a
notification server of its own, by a clock that stands still until it is moved. Nothing here waits for time to pass.

Invariant: between two moves of the clock the daemon has seen to everything.
"""

import contextlib
import datetime
import glob
import itertools
import shutil
import sqlite3
import subprocess
import zoneinfo

import rig

ROME = zoneinfo.ZoneInfo("Europe/Rome")
# What becomes of one popup after the other: a button, the reason that it is closed for, or nothing.
REACTIONS = ("done", 2, "later", 1, None, "done")


class Life(rig.Rig):
    """A user's folders. `configuration` is a file's text by its path below ~/.config/percolate. A context manager."""

    def __init__(self, programs, configuration):
        super().__init__(programs)
        self.server = self.daemon = None
        self.clock = self.folder / "clock"
        self.reactions = itertools.cycle(REACTIONS)
        self.seen = 0
        for name, text in configuration.items():
            self.write(name, text)

    @property
    def environment(self):
        return {**super().environment, "TZ": ROME.key}

    @property
    def database(self):
        return self.data / "percolate.sqlite"

    def write(self, name, text):
        """A file of the configuration."""
        path = self.configuration / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def begin(self, moment):
        """Starts the daemon at this moment, on what is there."""
        self.set(moment)
        self.launch()
        self.react()

    def launch(self):
        [library] = glob.glob("/usr/lib/*/faketime/libfaketime.so.1")
        self.daemon = self.start(
            LD_PRELOAD=library, FAKETIME_DONT_FAKE_MONOTONIC="1", FAKETIME_NO_CACHE="1",
            FAKETIME_TIMESTAMP_FILE=str(self.clock))

    def end(self):
        """Stops the daemon. What it kept is in the one file then."""
        self.daemon.process.terminate()
        if self.daemon.await_end() != 0:
            raise AssertionError(f"the daemon ended badly: {self.daemon.said()}")
        self.daemon = None
        if list(self.data.glob("*-wal")):
            raise AssertionError("the write-ahead log is still there")

    def leave(self, moment):
        """The machine is off until this moment."""
        self.end()
        self.begin(moment)

    def break_off(self, moment, begins=False):
        """The power fails at this moment, while a popup is handed over that the server does not answer."""
        before = len(self.server.popups)
        self.set(moment)
        if begins:
            self.launch()
        else:
            self.call("Reload")
        while len(self.server.popups) == before:
            self.server.next_popup()
        self.seen = len(self.server.popups)
        self.daemon.kill()
        self.daemon = None
        with contextlib.closing(sqlite3.connect(self.database)) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def set(self, moment):
        self.wall = wall(moment)
        self.clock.write_text(self.wall + "\n")

    def at(self, moment):
        """Moves the clock, and lets the daemon see to what is due then."""
        self.set(moment)
        self.call("Reload")
        self.react()

    def until(self, moment):
        """Lets time pass as it does: to each moment at which something is due, up to this one."""
        end = utc(moment)
        while (due := self.call("Status")["state"].get("next")) and utc(due) <= end:
            self.at(due)
        self.at(moment)

    def react(self):
        """Does with each new popup what comes next in the list."""
        self.await_state(lambda state: all(one["state"] != "sending" for one in state["owed"]))
        while self.server and self.seen < len(self.server.popups):
            popup, reaction = self.server.popups[self.seen], next(self.reactions)
            self.seen += 1
            if reaction is None:
                continue
            before = len(self.log())
            if isinstance(reaction, str):
                self.server.emit("ActionInvoked", popup["id"], reaction)
            else:
                self.server.emit("NotificationClosed", popup["id"], reaction)
            self.await_state(lambda _, before=before: len(self.log()) > before)

    def serve(self, answer=None):
        """A notification server comes. Without an answer it takes every popup."""
        self.server, self.seen = rig.NotificationServer(self, answer), 0
        return self.server

    def tell(self, *arguments, words=None, status=0):
        """Runs percolatectl at the moment that it is. `words` are its standard input."""
        command = ["faketime", "-f", self.wall, self.programs / "percolatectl", *arguments]
        done = subprocess.run(
            command, env=self.environment, check=False, capture_output=True, text=True, timeout=rig.PATIENCE,
            input=words or "")
        if done.returncode != status:
            raise AssertionError(f"{arguments} ended with {done.returncode}: {done.stdout}{done.stderr}")
        self.react()
        return done.stdout

    def take(self, database):
        """Goes on with a copy of this database."""
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copyfile(database, self.database)
        self.database.chmod(0o600)

    def __exit__(self, *arguments):
        if self.server:
            self.server.stop()
        super().__exit__(*arguments)


def utc(moment):
    """A moment as the interface or a scene writes it; the latter means the clock in Rome."""
    read = datetime.datetime.fromisoformat(moment.replace("Z", "+00:00"))
    return read if read.tzinfo else read.replace(tzinfo=ROME).astimezone(datetime.timezone.utc)


def wall(moment):
    """The moment as libfaketime reads it, on the clock in Rome; the next whole second, as it knows no others."""
    whole = utc(moment) + datetime.timedelta(microseconds=999_999)
    return whole.astimezone(ROME).strftime("%Y-%m-%d %H:%M:%S")


def wire(moment):
    """The moment as the interface writes it."""
    return utc(moment).strftime("%Y-%m-%dT%H:%M:%SZ")
