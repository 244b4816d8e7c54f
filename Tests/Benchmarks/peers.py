"""The programs that ours are compared with, each as its own users run it: a notification server, a far faster server of requests,
and the database library below us with nothing above it.
"""

import contextlib
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import time

from gi.repository import Gio, GLib
from rig import NotificationServer


@contextlib.contextmanager
def display():
    """A screen that nobody looks at; its name."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "800x600x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as told:
        name = told.readline().strip()
    try:
        yield f":{name}"
    finally:
        server.terminate()
        server.wait()


class Bus:
    """Our own connection to a rig's bus, which hears when the name of the notification server gets an owner."""

    def __init__(self, rig):
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self.context = GLib.MainContext()
        self.context.push_thread_default()
        self.connection = Gio.DBusConnection.new_for_address_sync(rig.address, flags, None, None)
        self.owner = ""
        self.connection.signal_subscribe(
            "org.freedesktop.DBus", "org.freedesktop.DBus", "NameOwnerChanged", None, NotificationServer.NAME, 0, self.changed)
        # The answer to a call comes after the bus has taken in the subscription.
        self.connection.call_sync(
            "org.freedesktop.DBus", "/", "org.freedesktop.DBus", "GetId", None, None, 0, -1, None)

    def changed(self, *arguments):
        self.owner = arguments[5].unpack()[2]

    def wait(self, owned):
        while bool(self.owner) != owned:
            self.context.iteration(True)

    def close(self):
        self.connection.close_sync(None)
        self.context.pop_thread_default()


def start_dunst(rig, screen):
    environment = {**rig.environment, "DISPLAY": screen}
    silence = [(os.POSIX_SPAWN_OPEN, number, "/dev/null", os.O_RDWR, 0) for number in (0, 1, 2)]
    return os.posix_spawnp("dunst", ["dunst"], environment, file_actions=silence)


def end(process_id):
    os.kill(process_id, signal.SIGTERM)
    os.waitpid(process_id, 0)


@contextlib.contextmanager
def dunst(rig):
    """dunst on the rig's bus, with its name; its process."""
    with display() as screen:
        bus = Bus(rig)
        process_id = start_dunst(rig, screen)
        try:
            bus.wait(owned=True)
            yield process_id
        finally:
            end(process_id)
            bus.close()


@contextlib.contextmanager
def dunst_starts(rig):
    """A measure: the milliseconds from dunst's exec to its name on the bus."""
    with display() as screen:
        bus = Bus(rig)

        def measure():
            began = time.perf_counter()
            process_id = start_dunst(rig, screen)
            bus.wait(owned=True)
            taken = time.perf_counter() - began
            end(process_id)
            bus.wait(owned=False)
            return 1000 * taken

        yield measure
        bus.close()


@contextlib.contextmanager
def redis(folder):
    """A redis-server that keeps nothing; its socket."""
    path = pathlib.Path(folder) / "redis"
    server = subprocess.Popen(
        ["redis-server", "--port", "0", "--unixsocket", str(path), "--save", "", "--dir", str(folder)],
        stdout=subprocess.PIPE, text=True)
    while "ready to accept" not in server.stdout.readline():
        pass
    try:
        yield path
    finally:
        server.terminate()
        server.communicate()


@contextlib.contextmanager
def sqlite(file, folder):
    """A copy of a database of ours, opened by the library as safely as we do: each commit is on the disk."""
    copy = pathlib.Path(folder) / "peer.sqlite"
    shutil.copy(file, copy)
    with contextlib.closing(sqlite3.connect(copy, isolation_level=None, cached_statements=32)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        yield database
    copy.unlink()


def insert_reminder(database):
    database.execute(
        "INSERT INTO reminder (text, at, since, cursor) VALUES ('water the basil', 1900000000000000, 1790000000000000, 1)")


def insert_note(database, text):
    """The statements of a note: the line of the log, where its chain stands, and the index."""
    database.execute("BEGIN IMMEDIATE")
    line = database.execute(
        "INSERT INTO event (at, stream, kind, body) VALUES (1790000000000000, 'road', 'wrote', ?)", (text,)).lastrowid
    database.execute("SELECT head FROM chain WHERE stream = 'road'").fetchone()
    database.execute(
        "INSERT INTO chain (stream, head) VALUES ('road', ?) ON CONFLICT (stream) DO UPDATE SET head = excluded.head", (line,))
    database.execute("INSERT INTO writing (rowid, words) VALUES (?, ?)", (line, text))
    database.execute("COMMIT")
