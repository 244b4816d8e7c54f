"""One behaviour of a notification server on trial: a rig and a daemon of its own, a server that can also answer wrongly, late
and never, and what the log tells of each popup. Nothing in it waits but for a call, a reply or a change of the daemon's state.
"""

import collections
import contextlib
import datetime
import json
import queue
import random
import re
import socket
import sqlite3

import rig
from gi.repository import Gio, GLib

BUS, PEER = "org.freedesktop.DBus", "org.freedesktop.DBus.Peer"
NAME, PATH = rig.NotificationServer.NAME, rig.NotificationServer.PATH
REFUSALS = [f"{BUS}.Error.{name}" for name in (
    "Failed", "NoMemory", "ServiceUnknown", "LimitsExceeded", "AccessDenied", "InvalidArgs", "UnknownMethod", "UnknownObject",
)] + [f"{NAME}.Error.ExcessNotificationGeneration", "org.example.Odd"]
# What may follow upon what; nothing follows upon an outcome.
LEGAL = {
    None: "owed", "owed": "sending shown done later missed", "sending": "shown owed missed done later",
    "shown": "gone done later dismissed withdrawn", "gone": "shown done later dismissed withdrawn", "later": "owed done",
    "done": "", "dismissed": "", "missed": "", "withdrawn": ""}


class Server(rig.NotificationServer):
    """One that can also answer wrongly, late and never: `answer` may return the name of an error, a reply of any type, or None.
    The methods in `deaf` get no answer until `go_on`."""

    def __init__(self, case, answer=None, capabilities=("actions", "body"), error=None, first=1, deaf=()):
        # It is called as soon as it has its name, which is before `super` returns.
        self.case, self.error, self.first, self.deaf, self.held = case, error, first, set(deaf), []
        self.taken_away = queue.Queue()
        super().__init__(case.rig, answer, capabilities)

    def called(self, connection, sender, path, interface, method, parameters, invocation):
        """Takes a call, or keeps it for later."""
        self.case.daemon_name = sender
        if method in self.deaf:
            self.held.append((connection, sender, path, interface, method, parameters, invocation))
            return self.arrived.put(method)
        if method == "Notify":
            return self.notify(parameters.unpack(), invocation)
        if method == "GetCapabilities" and self.error:
            return invocation.return_dbus_error(self.error, "not today")
        super().called(connection, sender, path, interface, method, parameters, invocation)
        if method == "CloseNotification":
            self.taken_away.put(*parameters.unpack())
        return None

    def go_on(self, *methods):
        """Answers what it was asked meanwhile, in that order, as a program that was stopped."""
        self.deaf -= set(methods)
        held, self.held = self.held, []
        for call in held:
            self.called(*call)

    def notify(self, arguments, invocation):
        popup = {"id": self.first + len(self.popups), "text": arguments[4] or arguments[3], "actions": arguments[5]}
        self.popups.append(popup)
        answer = self.answer(popup)
        if answer not in REFUSALS:
            self.case.ledger.append(popup["text"])
        if isinstance(answer, str):
            invocation.return_dbus_error(answer, "as it is told")
        elif isinstance(answer, GLib.Variant):
            reply = Gio.DBusMessage.new_method_reply(invocation.get_message())
            reply.set_body(answer)
            self.connection.send_message(reply, Gio.DBusSendMessageFlags.NONE)
        elif answer is not None:
            popup["id"] = answer
            invocation.return_value(GLib.Variant("(u)", (answer,)))
        self.arrived.put(popup)

    def take(self, count):
        """Waits for so many calls."""
        return [self.next_popup() for _ in range(count)]

    def all(self, signal, *arguments):
        """Sends a signal of every popup."""
        for popup in list(self.popups):
            self.emit(signal, popup["id"], *arguments)

    def release_name(self):
        """Is the notification server no more, and stays on the bus."""
        self.ask_bus("ReleaseName", GLib.Variant("(s)", (NAME,)))


class Case:
    """One behaviour on trial: its rig, its daemon, what was on the screen, and how many popups to try it on."""

    def __init__(self, programs, count, seed):
        self.count, self.random, self.ledger, self.daemon_name = count, random.Random(seed), [], None
        self.stack = contextlib.ExitStack()
        self.rig = self.stack.enter_context(rig.Rig(programs))
        self.daemon = self.rig.start()
        self.texts = {}

    def serve(self, *arguments, **options):
        return self.stack.enter_context(Server(self, *arguments, **options))

    def remind(self, count=None, text="popup {}."):
        """Sets reminders that are due at one moment, soon."""
        wait = 1 + 0.05 * self.count
        due = soon(wait)
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(rig.PATIENCE)
            connection.connect(str(self.rig.socket))
            for _ in range(count or self.count):
                words = text.format(len(self.texts))
                while words not in self.texts.values():
                    try:
                        reply = rig.exchange(connection, "Remind", {"text": words, "at": due})
                        self.texts[str(reply["reminder"]["id"])] = words
                    except rig.Refused:
                        # The moment has come before all were set, as on a busy machine.
                        wait *= 2
                        due = soon(wait)

    def stories(self):
        """What the log tells of each reminder, such as `owed sending shown`."""
        stories = collections.defaultdict(list)
        for entry in self.rig.call("Log", limit=1000)["entries"]:
            if entry["kind"] == "nudge":
                key, state = entry["detail"].removeprefix("reminder/").split(" ", 1)
                mark = "*" if state.endswith("perhaps twice") else ""
                stories[key.split("@")[0]].append(state.split(",")[0] + mark)
        return {number: " ".join(states) for number, states in stories.items()}

    def until(self, pattern):
        """Waits until the story of every reminder is like that."""
        while not self.watch_until(pattern):
            # Who watches and is slow to read is dropped, and comes again.
            pass

    def watch_until(self, pattern):
        with socket.socket(socket.AF_UNIX) as watch:
            watch.settimeout(rig.PATIENCE)
            watch.connect(str(self.rig.socket))
            watch.sendall(json.dumps({"method": f"{rig.INTERFACE}.Monitor", "more": True}).encode() + b"\0")
            while watch.recv(1 << 20):
                stories = self.stories()
                if len(stories) == len(self.texts) and all(re.fullmatch(pattern, story) for story in stories.values()):
                    return True
        return False

    def heard(self, connection):
        """Returns when the daemon has taken in all that this connection has sent: messages between two peers keep their
        order, and libsystemd answers a ping like any other call."""
        connection.call_sync(self.daemon_name, "/", PEER, "Ping", None, None, 0, rig.PATIENCE * 1000, None)

    def stranger(self):
        """Another connection to the bus."""
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        connection = Gio.DBusConnection.new_for_address_sync(self.rig.address, flags, None, None)
        self.stack.callback(connection.close_sync, None)
        return connection

    def break_store(self, broken):
        """Makes every change of a delivery's state fail, or no more."""
        statement = "CREATE TRIGGER broken BEFORE UPDATE ON delivery BEGIN SELECT RAISE(ABORT, 'broken'); END"
        with contextlib.closing(sqlite3.connect(next(self.rig.data.glob("*.sqlite")), timeout=rig.PATIENCE)) as database:
            database.execute(statement if broken else "DROP TRIGGER broken")
            database.commit()

    def popups_shown(self, **options):
        """The usual beginning: a server has shown all."""
        server = self.serve(**options)
        self.remind()
        server.take(self.count)
        self.heard(server.connection)
        return server


def soon(seconds):
    """A moment from now, as the interface has it."""
    moment = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)
    return moment.isoformat().replace("+00:00", "Z")


def check(case, pattern, times):
    """Every popup has a story, the story is a legal and the expected one, and the screen agrees with it."""
    stories, shown = case.stories(), collections.Counter(case.ledger)
    for number, text in case.texts.items():
        story = stories.get(number, "")
        states = [None, *story.replace("*", "").split()]
        for before, after in zip(states, states[1:]):
            assert after in LEGAL[before].split(), f"{after} came after {before}: {story}"
        # On a busy machine an answer may come late where that is not what the row is about: one popup, and shown, all the same.
        in_time = re.sub("sending owed[*] shown[*](.*)", lambda late: f"sending shown{late[1].replace('*', '')}", story)
        assert any(re.fullmatch(pattern, one) for one in (story, in_time)), f"expected {pattern}, and it is: {story}"
        assert shown[text] in times, f"it was {shown[text]} times on the screen: {story}"
        assert shown[text] < 2 or "*" in story, f"it was on the screen twice and is not marked: {story}"
        assert shown[text] or "shown" not in states, f"it is said to have been on the screen: {story}"
        assert shown[text] or "*" in story or "sending" not in states, f"what may have been lost is not marked: {story}"
    return stories
