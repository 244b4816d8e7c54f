"""What the reliability tests share: a daemon as a plain process with folders, a session bus and a notification server of its
own, all of it below one temporary folder, and all of it gone in the end. Nothing here waits for time to pass: a start is
awaited by its READY=1, a popup by the call that shows it, an answer by its reply.
"""

import argparse
import datetime
import json
import os
import pathlib
import queue
import random
import shutil
import socket
import subprocess
import tempfile
import threading

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

PATIENCE = 60
INTERFACE = "org.percolate.Timeline"
BUS_CONFIGURATION = """<busconfig>
  <type>session</type><listen>unix:path={path}</listen><auth>EXTERNAL</auth>
  <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
  <limit name="max_replies_per_connection">50000</limit>
</busconfig>"""


def options(purpose):
    """What every test is told: where the programs are, how long to try, and the seed, which is printed."""
    parser = argparse.ArgumentParser(description=purpose)
    parser.add_argument("--from", dest="programs", required=True, help="the folder of percolated and percolatectl")
    parser.add_argument("--long", action="store_true", help="the long form")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    chosen = parser.parse_args()
    print(f"seed {chosen.seed}", flush=True)
    return chosen


class Refused(Exception):
    """The daemon answered with an error of its interface."""

    def __init__(self, name, parameters):
        super().__init__(name)
        self.name, self.parameters = name, parameters


class Gone(Exception):
    """The connection ended before the answer came, or nobody listened: whether it was done is not known."""


class Rig:
    """A user's folders and session bus, below another folder than the usual one if one is named. A context manager."""

    def __init__(self, programs, parent=None):
        self.programs = pathlib.Path(programs)
        # Short: the path of a socket has 108 bytes at most.
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="percolate-", dir=parent or os.environ.get("TMPDIR", "/tmp")))
        self.runtime = self.folder / "run"
        self.data = self.folder / "data" / "percolate"
        self.configuration = self.folder / "config" / "percolate"
        for path in self.runtime, self.folder / "home", self.configuration:
            path.mkdir(parents=True, mode=0o700)
        self.configure("quiet: none", "notifications:", "  text: full")
        self.socket = self.runtime / "percolate" / INTERFACE
        self.address = f"unix:path={self.runtime}/bus"
        self.bus = None
        self.daemons = []
        self.start_bus()

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        for daemon in self.daemons:
            daemon.kill()
        self.stop_bus()
        shutil.rmtree(self.folder, ignore_errors=True)

    def configure(self, *lines):
        (self.configuration / "percolate.yaml").write_text("\n".join(lines) + "\n")

    def start_bus(self):
        file = self.folder / "bus.conf"
        file.write_text(BUS_CONFIGURATION.format(path=self.runtime / "bus"))
        command = ["dbus-daemon", f"--config-file={file}", "--nofork", "--nopidfile", "--nosyslog", "--print-address=1"]
        self.bus = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.bus.stdout.readline()

    def stop_bus(self):
        if self.bus:
            self.bus.kill()
            self.bus.wait()
            self.bus.stdout.close()
            self.bus = None
            (self.runtime / "bus").unlink(missing_ok=True)

    @property
    def environment(self):
        return {
            "HOME": str(self.folder / "home"),
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "TZ": "UTC",
            "XDG_DATA_HOME": str(self.folder / "data"),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "XDG_RUNTIME_DIR": str(self.runtime),
            "DBUS_SESSION_BUS_ADDRESS": self.address,
        }

    def start(self, *wrapper, ready=True, **environment):
        """Starts the daemon, under another program if one is named, and waits until it is ready. `strace -D` as the wrapper
        leaves the daemon our own child."""
        daemon = Daemon(self, wrapper, environment)
        self.daemons.append(daemon)
        if ready and not daemon.await_ready():
            raise AssertionError(f"the daemon ended with {daemon.process.returncode}: {daemon.said()}")
        return daemon

    def call(self, method, timeout=PATIENCE, **parameters):
        """The reply to one call on a connection of its own."""
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(timeout)
            try:
                connection.connect(str(self.socket))
                return exchange(connection, method, parameters)
            except (ConnectionError, FileNotFoundError) as error:
                raise Gone(method) from error

    def await_state(self, fits, timeout=PATIENCE):
        """The first state of the daemon, now or after a change, that fits."""
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(timeout)
            try:
                connection.connect(str(self.socket))
                connection.sendall(json.dumps({"method": f"{INTERFACE}.Monitor", "more": True}).encode() + b"\0")
                with connection.makefile("rb") as replies:
                    for state in states(replies):
                        if fits(state):
                            return state
            except (ConnectionError, FileNotFoundError) as error:
                raise Gone("Monitor") from error
        raise Gone("Monitor")

    def remind(self, text, seconds=0.05):
        """Sets a reminder that is due in a moment: the quickest way to a popup."""
        moment = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)
        return self.call("Remind", text=text, at=moment.isoformat().replace("+00:00", "Z"))["reminder"]["id"]

    def log(self):
        """The latest lines of the log, up to a thousand."""
        return self.call("Log", limit=1000)["entries"]

    def ctl(self, *arguments, **options):
        """Runs percolatectl; returns the finished process with its output as text."""
        options = {"capture_output": True, "text": True, "timeout": PATIENCE, "stdin": subprocess.DEVNULL, **options}
        return subprocess.run([self.programs / "percolatectl", *arguments], env=self.environment, check=False, **options)


def exchange(connection, method, parameters):
    """Sends one call over an open connection, and returns the parameters of its reply."""
    request = {"method": f"{INTERFACE}.{method}", "parameters": parameters}
    connection.sendall(json.dumps(request).encode() + b"\0")
    received = b""
    while not received.endswith(b"\0"):
        piece = connection.recv(1 << 16)
        if not piece:
            raise Gone(method)
        received += piece
    reply = json.loads(received[:-1])
    if "error" in reply:
        raise Refused(reply["error"], reply.get("parameters", {}))
    return reply["parameters"]


def states(replies):
    """The states in a stream of replies to Monitor."""
    rest = b""
    while piece := replies.read1(1 << 16):
        *frames, rest = (rest + piece).split(b"\0")
        for frame in frames:
            yield json.loads(frame)["parameters"]["state"]


# What may become of a delivery, by what has become of it so far; a delivery in one of the states of END is over.
NEXT = {
    None: {"owed"},
    # An answer that was given up may still come, and says that it is shown.
    "owed": {"sending", "shown", "later", "done", "missed"},
    "sending": {"shown", "owed", "later", "done", "missed"},
    "shown": {"gone", "later", "done", "dismissed", "withdrawn"},
    "gone": {"shown", "later", "done", "dismissed", "withdrawn"},
    "later": {"owed", "later", "done", "withdrawn"},
}
END = {"done", "dismissed", "missed", "withdrawn"}


def outcomes(entries):
    """What became of each delivery, by its key, out of all lines of the log. The invariant of every delivery is checked on the
    way: it begins as owed, each state follows from the one before, and nothing comes after an outcome."""
    found = {}
    for entry in (entry for entry in entries if entry["kind"] == "nudge"):
        # `coffee/calm-welcome#1 missed, too-late, perhaps twice`; only a journey's name before the slash may have spaces.
        stream, own = entry["detail"].split("/", 1)
        key, words = own.split(" ", 1)
        state, *marks = words.split(", ")
        delivery = found.setdefault(f"{stream}/{key}", Outcome())
        if state not in NEXT.get(delivery.state, ()):
            raise AssertionError(f"{stream}/{key} was {delivery.state} and became {state}")
        delivery.states.append(state)
        delivery.marked = "perhaps twice" in marks
        delivery.reason = next((mark for mark in marks if mark != "perhaps twice"), None)
    return found


class Outcome:
    """The story of one delivery: its states, the reason of the last, and whether it may have been shown twice."""

    def __init__(self):
        self.states, self.marked, self.reason = [], False, None

    @property
    def state(self):
        return self.states[-1] if self.states else None

    def check(self, popups):
        """Holds it against how often the server was handed its popup: no more often than was recorded before, once unless it
        was put off in between or is marked, and never not at all when the log says that it was shown."""
        sent = self.states.count("sending")
        # One that is gone and comes back is the same popup.
        shown = sum(state == "shown" and before != "gone" for before, state in zip(self.states, self.states[1:]))
        if not shown <= popups <= sent:
            raise AssertionError(f"{popups} popups, and the log has {self.states}")
        if popups > 1 + self.states.count("later") and not self.marked:
            raise AssertionError(f"{popups} popups, and no mark: {self.states}")


class Daemon:
    """A percolated that runs, or has run."""

    def __init__(self, rig, wrapper, environment):
        self.rig = rig
        path = rig.folder / f"notify-{len(rig.daemons)}"
        self.notify = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.notify.bind(str(path))
        self.stderr = open(rig.folder / f"stderr-{len(rig.daemons)}", "w+b")  # noqa: SIM115, closed by `kill`
        self.process = subprocess.Popen(
            [*wrapper, rig.programs / "percolated"],
            env={**rig.environment, "NOTIFY_SOCKET": str(path), **environment},
            stdin=subprocess.DEVNULL, stdout=self.stderr, stderr=self.stderr)
        # What the daemon tells the service manager, and its end, which ends the waiting for READY=1 too. Somebody has to
        # listen: it would wait for room.
        self.on_status, self.on_end = lambda status: None, lambda: None
        self.readiness = queue.Queue()
        self.watcher = threading.Thread(target=self.tell_end, args=(str(path),), daemon=True)
        self.listener = threading.Thread(target=self.listen, daemon=True)
        self.watcher.start()
        self.listener.start()

    def tell_end(self, path):
        self.process.wait()
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as end:
            try:
                end.sendto(b"ENDED=1", path)
            except OSError:
                pass

    def listen(self):
        while True:
            for line in self.notify.recv(4096).decode().split("\n"):
                if line == "READY=1":
                    self.readiness.put(True)
                elif line.startswith("STATUS="):
                    self.on_status(line.removeprefix("STATUS="))
                elif line == "ENDED=1":
                    self.readiness.put(False)
                    self.on_end()
                    return

    def await_ready(self):
        """True when it is ready, False when it has ended before."""
        return self.readiness.get(timeout=PATIENCE)

    def await_end(self):
        """Its exit status; negative: the signal that ended it."""
        return self.process.wait(PATIENCE)

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.watcher.join()
        self.listener.join()
        self.notify.close()
        self.stderr.close()

    def said(self):
        """What it wrote to its standard error."""
        self.stderr.flush()
        return pathlib.Path(self.stderr.name).read_text(errors="replace")


class NotificationServer:
    """A notification server that does what it is told: `answer` is called with each popup, and returns its number, or None for
    no reply at all; what it raises (a `GLib.Error`) is the reply. Its ledger, `popups`, is kept outside the daemon. It runs in
    a thread of its own, and `next_popup` waits for the next one. A context manager."""

    INTERFACE = """<node><interface name='org.freedesktop.Notifications'>
      <method name='Notify'><arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='s' direction='in'/>
        <arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='as' direction='in'/>
        <arg type='a{sv}' direction='in'/><arg type='i' direction='in'/><arg type='u' direction='out'/></method>
      <method name='CloseNotification'><arg type='u' direction='in'/></method>
      <method name='GetCapabilities'><arg type='as' direction='out'/></method>
      <method name='GetServerInformation'><arg type='s' direction='out'/><arg type='s' direction='out'/>
        <arg type='s' direction='out'/><arg type='s' direction='out'/></method>
      <signal name='ActionInvoked'><arg type='u'/><arg type='s'/></signal>
      <signal name='NotificationClosed'><arg type='u'/><arg type='u'/></signal></interface></node>"""
    NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"

    def __init__(self, rig, answer=None, capabilities=("actions", "body")):
        self.popups, self.closed, self.capabilities = [], [], list(capabilities)
        self.arrived, self.closings = queue.Queue(), queue.Queue()
        self.answer = answer or (lambda popup: popup["id"])
        self.context = GLib.MainContext()
        self.loop = GLib.MainLoop(self.context)
        started = queue.Queue()
        self.thread = threading.Thread(target=self.run, args=(rig.address, started), daemon=True)
        self.thread.start()
        failure = started.get(timeout=PATIENCE)
        if failure:
            raise failure

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def run(self, address, started):
        self.context.push_thread_default()
        try:
            flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
            self.connection = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)
            information = Gio.DBusNodeInfo.new_for_xml(self.INTERFACE).interfaces[0]
            self.connection.register_object(self.PATH, information, self.called, None, None)
            self.ask_bus("RequestName", GLib.Variant("(su)", (self.NAME, 4)))
        except GLib.Error as error:
            started.put(error)
            return
        started.put(None)
        self.loop.run()

    def ask_bus(self, method, parameters):
        driver = "org.freedesktop.DBus"
        return self.connection.call_sync(driver, "/org/freedesktop/DBus", driver, method, parameters, None, 0, -1, None)

    def called(self, _connection, _sender, _path, _interface, method, parameters, invocation):
        arguments = parameters.unpack()
        if method == "GetCapabilities":
            invocation.return_value(GLib.Variant("(as)", (self.capabilities,)))
        elif method == "GetServerInformation":
            invocation.return_value(GLib.Variant("(ssss)", ("scripted", "Percolate", "1", "1.2")))
        elif method == "CloseNotification":
            self.closed.append(arguments[0])
            invocation.return_value(None)
            self.closings.put(arguments[0])
        else:
            self.notify(arguments, invocation)

    def notify(self, arguments, invocation):
        popup = {"id": len(self.popups) + 1, "summary": arguments[3], "body": arguments[4], "actions": arguments[5]}
        self.popups.append(popup)
        try:
            number = self.answer(popup)
        except GLib.Error as error:
            invocation.return_gerror(error)
        else:
            if number is not None:
                invocation.return_value(GLib.Variant("(u)", (number,)))
        self.arrived.put(popup)

    def next_popup(self):
        """The next popup that was not returned here before."""
        return self.arrived.get(timeout=PATIENCE)

    def emit(self, signal, *arguments):
        """Sends `ActionInvoked(id, key)` or `NotificationClosed(id, reason)`."""
        kind = "(us)" if signal == "ActionInvoked" else "(uu)"
        self.connection.emit_signal(None, self.PATH, self.NAME, signal, GLib.Variant(kind, arguments))
        self.connection.flush_sync(None)

    def stop(self):
        """Leaves the bus, as a server that has ended."""
        if not self.connection.is_closed():
            self.connection.close_sync(None)
        self.context.invoke_full(0, lambda *_: self.loop.quit())
        self.thread.join()
