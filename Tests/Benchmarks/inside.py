"""What the figures measure within the throw-away machine. Called with the name of a measure, how often, and the names of the sides,
whose programs are in folders beside this one; prints the samples as JSON.
"""

import datetime
import functools
import json
import os
import pathlib
import subprocess
import sys
import time

from rig import Rig
from sides import Side, begin, process, together, turns

HERE = pathlib.Path(__file__).resolve().parent.parent
BUS_LOG = pathlib.Path(os.environ["XDG_RUNTIME_DIR"]) / "bus.log"
# Where a commit costs nothing: what is left of the lateness is ours.
IN_MEMORY = "/tmp"
# Between two nudges, in seconds: each has the machine to itself.
APART = 0.4


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
    """From the due moment to the call on the bus, by the clock of whoever listens there; the peer is a timer of systemd's, as exact
    as it can be, that runs notify-send."""
    desktop()
    managers = {side.name: SessionRig(side.programs) for side in sides}
    managers["ours, its files in memory"] = SessionRig(sides[0].programs, parent=IN_MEMORY)
    names = [*managers, "systemd timer + notify-send"]
    with together(managers) as rigs:
        start = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=10 + count * 0.15)
        due = {
            (name, number): start + datetime.timedelta(seconds=APART * (number * len(names) + turn))
            for number in range(count) for turn, name in enumerate(names)}
        for (name, number), moment in due.items():
            text = f"{name} {number}."
            if name in rigs:
                rigs[name].call("Remind", text=text, at=moment.isoformat().replace("+00:00", "Z"))
            else:
                timer(text, moment)
        assert datetime.datetime.now(datetime.timezone.utc) < start, "it took too long to set them"
        time.sleep((max(due.values()) - datetime.datetime.now(datetime.timezone.utc)).total_seconds() + 3)
        seen = arrivals()
    late = {name: [] for name in names}
    for (name, number), moment in due.items():
        late[name].append(seen[f"{name} {number}."] / 1000 - moment.timestamp() * 1000)
    return late


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
