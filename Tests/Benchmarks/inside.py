"""What the figures measure within the throw-away machine. Called with the name of a measure, how often, and the names of the sides,
whose programs are in folders beside this one; prints the samples as JSON.
"""

import contextlib
import datetime
import functools
import json
import os
import pathlib
import random
import sqlite3
import subprocess
import sys
import tempfile
import time

from rig import Rig
from sides import Side, begin, process, together, turns

HERE = pathlib.Path(__file__).resolve().parent.parent
BUS_LOG = pathlib.Path(os.environ["XDG_RUNTIME_DIR"]) / "bus.log"
# Where a commit costs nothing: what is left of the lateness is ours.
IN_MEMORY = "/tmp"
TIMER, COMMIT = "systemd timer + notify-send", "a commit of sqlite3"
# Between two nudges, in seconds: each has the machine to itself.
APART = 0.3


class SessionRig(Rig):
    """One on the bus of the session, where a notification server and the service manager are."""

    def start_bus(self):
        self.address = os.environ["DBUS_SESSION_BUS_ADDRESS"]

    def __enter__(self):
        self.start()
        begin(self)
        return self


def desktop():
    """dunst on a display, with popups that go by themselves, and the log of the bus."""
    folder = pathlib.Path.home() / ".config/dunst"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dunstrc").write_text("".join(f"[urgency_{name}]\n timeout = 1\n" for name in ("low", "normal", "critical")))
    for unit in "bus-log", "display", "dunst":
        subprocess.run(["systemctl", "--user", "start", f"{unit}.service"], check=True)


def status(rounds, sides):
    desktop()
    with together({side.name: SessionRig(side.programs) for side in sides}) as rigs:
        measures = {
            side.name: functools.partial(process, [side.ctl, "status"], rigs[side.name].environment) for side in sides}
        for peer in "dunstctl is-paused", "systemctl --user is-active dunst", "/bin/true":
            measures[peer.removesuffix(" dunst")] = functools.partial(process, peer.split(), dict(os.environ))
        return turns(rounds, measures)


def lateness(count, sides):
    """From the due moment to the call on the bus, by the clock of whoever listens there. The peer is a timer of systemd's, as exact
    as it can be, that runs notify-send. A nudge is written down before it is shown, so that the disk has its part in it: how large
    a part, one of ours whose files are in memory shows, and SQLite with a commit at such a moment."""
    desktop()
    managers = {side.name: SessionRig(side.programs) for side in sides}
    managers["ours, its files in memory"] = SessionRig(sides[0].programs, parent=IN_MEMORY)
    names = [*managers, TIMER, COMMIT]
    late = {name: [] for name in names}
    with together(managers) as rigs:
        due = moments(count, names)
        for (name, number), moment in due.items():
            text = f"{name} {number}."
            if name in rigs:
                rigs[name].call("Remind", text=text, at=moment.isoformat().replace("+00:00", "Z"))
            elif name == TIMER:
                timer(text, moment)
        assert until(min(due.values())) > 0, "it took too long to set them"
        with written() as database:
            late[COMMIT] = [commit(database, due[COMMIT, number]) for number in range(count)]
        time.sleep(max(0, until(max(due.values()))) + 3)
        seen = arrivals()
    for (name, number), moment in due.items():
        if name != COMMIT:
            late[name].append(seen[f"{name} {number}."] / 1000 - moment.timestamp() * 1000)
    return late


def moments(count, names):
    """When each is due: by turns, each time in another order."""
    chance = random.Random(count)
    start = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=10 + count * 0.2)
    turns_taken = [(name, number) for number in range(count) for name in chance.sample(names, len(names))]
    return {turn: start + datetime.timedelta(seconds=APART * place) for place, turn in enumerate(turns_taken)}


def until(moment):
    return (moment - datetime.datetime.now(datetime.timezone.utc)).total_seconds()


@contextlib.contextmanager
def written():
    """A database on the disk."""
    with (tempfile.TemporaryDirectory() as folder,
          contextlib.closing(sqlite3.connect(f"{folder}/commits", isolation_level=None)) as database):
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        database.execute("CREATE TABLE delivery (number INTEGER)")
        yield database


def commit(database, moment):
    """The milliseconds from a moment until something is on the disk."""
    time.sleep(max(0, until(moment)))
    database.execute("INSERT INTO delivery VALUES (1)")
    return -1000 * until(moment)


def timer(text, moment):
    subprocess.run(
        ["systemd-run", "--user", "--quiet", "--on-calendar", moment.strftime("%Y-%m-%d %H:%M:%S.%f UTC"),
         "--timer-property=AccuracySec=1us", "notify-send", text], check=True, stdout=sys.stderr)


def arrivals():
    """When each popup's call was on the bus, in microseconds, by its words."""
    found = {}
    for line in BUS_LOG.read_text().splitlines():
        message = json.loads(line)
        if message.get("member") == "Notify":
            summary, body = message["payload"]["data"][3:5]
            found[body or summary] = message["timestamp-realtime"]
    return found


if __name__ == "__main__":
    name, count, *names = sys.argv[1:]
    measure = {"status": status, "lateness": lateness}[name]
    print(json.dumps(measure(int(count), [Side(name, HERE / name) for name in names])))
