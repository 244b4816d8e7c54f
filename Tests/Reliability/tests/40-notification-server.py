"""Whatever a notification server does, every popup ends in a record that says what is known of it, and nobody else can press
its buttons. Each row of the table is a behaviour, tried on many popups at once, with a bus and a daemon of its own: what the
log must tell of each popup, and how often it may have been on the screen. A star marks a state as perhaps repeated.
"""

import collections
import concurrent.futures
import contextlib
import datetime
import json
import queue
import random
import re
import socket
import sqlite3
import sys
import time

import rig
from gi.repository import Gio, GLib

BUS, BUS_PATH, PEER = "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus.Peer"
NAME, PATH = rig.NotificationServer.NAME, rig.NotificationServer.PATH
EXPIRED, DISMISSED = 1, 2
REFUSALS = [f"{BUS}.Error.{name}" for name in (
    "Failed", "NoMemory", "ServiceUnknown", "LimitsExceeded", "AccessDenied", "InvalidArgs", "UnknownMethod", "UnknownObject",
)] + [f"{NAME}.Error.ExcessNotificationGeneration", "org.example.Odd"]
NOBODY_KNOWS = [f"{BUS}.Error.{name}" for name in ("NoReply", "Timeout", "TimedOut")]
ODD_REPLIES = [GLib.Variant(*one) for one in (
    ("(s)", ("7",)), ("(i)", (7,)), ("()", ()), ("(as)", ([],)), ("(u)", (0,)), ("(t)", (1 << 40,)))]
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


# The server comes and goes.


def comes_later(case):
    case.remind()
    case.until("owed")
    server = case.serve()
    server.take(case.count)
    case.heard(server.connection)


def ends_before_the_reply(case):
    server = case.serve(answer=lambda popup: None)
    case.remind()
    server.take(case.count)
    server.stop()
    other = case.serve(first=1000)
    other.take(case.count)
    case.heard(other.connection)


def ends_twice_before_the_reply(case):
    case.remind()
    for _ in range(2):
        server = case.serve(answer=lambda popup: None)
        server.take(case.count)
        server.stop()
    case.until(".* missed[*]")


def numbers_begin_anew(case):
    case.popups_shown().stop()
    other = case.serve()
    case.until("owed sending shown gone")
    for number in range(1, case.count + 1):
        other.emit("ActionInvoked", number, "done")
        other.emit("NotificationClosed", number, DISMISSED)
    case.heard(other.connection)


def replaced_and_answers_yet(case):
    first = case.serve(deaf=["Notify"])
    case.remind()
    first.take(case.count)
    first.release_name()
    other = case.serve()
    first.go_on("Notify")
    first.all("ActionInvoked", "done")
    case.heard(first.connection)
    case.heard(other.connection)
    case.rig.ctl("reload")


def comes_and_goes(case):
    # The log is told a thousand lines at a time.
    case.count = min(case.count, 30)
    case.remind()
    for _ in range(20):
        server = case.serve(answer=lambda popup: popup["id"] if case.random.random() < 0.5 else None)
        if case.random.random() < 0.5:
            server.ask_bus("GetId", None)
        server.stop()
    server = case.serve()
    case.until(".*(shown|gone|missed).?")
    case.heard(server.connection)


def bus_ends(case):
    server = case.popups_shown()
    case.remind()
    server.deaf = {"Notify"}
    server.take(case.count)
    case.rig.stop_bus()
    case.rig.start_bus()
    server.stop()
    other = case.serve()
    case.until("owed sending (shown gone|owed[*] sending[*] shown[*])")
    case.heard(other.connection)


# The server answers.


def refuses(case):
    errors = iter([*REFUSALS, *case.random.choices(REFUSALS, k=case.count)])
    server = case.serve(answer=lambda popup: next(errors))
    case.remind()
    server.take(case.count)
    case.heard(server.connection)
    server.stop()
    ends_well(case)


def ends_well(case):
    other = case.serve(first=1000)
    other.take(case.count)
    case.heard(other.connection)


def knows_nothing(case):
    odd = [*NOBODY_KNOWS, *ODD_REPLIES]
    server = case.serve(answer=lambda popup: case.random.choice(odd))
    case.remind()
    server.take(case.count)
    case.heard(server.connection)
    server.stop()
    ends_well(case)


def same_number_for_all(case):
    server = case.popups_shown(answer=lambda popup: 7)
    server.emit("ActionInvoked", 7, "done")
    case.heard(server.connection)
    assert sum(story.endswith("done") for story in case.stories().values()) == 1, "one press answered several"


def greatest_number(case):
    server = case.popups_shown(answer=lambda popup: 0xFFFFFFFF - popup["id"] + 1)
    server.all("ActionInvoked", "done")
    case.heard(server.connection)


def stopped_and_goes_on(case):
    server = case.serve()
    case.remind(1, "first")
    server.take(1)
    server.deaf = {"Notify", "GetCapabilities"}
    case.remind(case.count - 1)
    # With the question whether it answers at all.
    server.take(case.count)
    case.until("owed sending (shown|owed[*])")
    server.go_on("Notify", "GetCapabilities")
    case.until("owed sending (owed[*] )?shown[*]?")
    server.all("ActionInvoked", "done")
    case.heard(server.connection)


def answers_late_and_twice(case):
    server = case.serve(deaf=["Notify"])
    case.remind()
    server.take(2 * case.count)
    server.go_on("Notify")
    case.heard(server.connection)
    closed = sorted(server.taken_away.get(timeout=rig.PATIENCE) for _ in range(case.count))
    assert closed == list(range(case.count + 1, 2 * case.count + 1)), f"of two popups each the second goes, not {closed}"


def never_answers(case):
    server = case.serve(answer=lambda popup: None)
    case.remind()
    server.take(2 * case.count)
    case.until(".* missed[*]")


# The server tells.


def pressed(key, times=1):
    def script(case):
        server = case.popups_shown()
        for _ in range(times):
            server.all("ActionInvoked", key)
        server.all("NotificationClosed", DISMISSED)
        case.heard(server.connection)
    return script


def closed(*reasons, then=None):
    def script(case):
        server = case.popups_shown()
        for popup in server.popups:
            server.emit("NotificationClosed", popup["id"], case.random.choice(reasons))
        if then:
            server.all("ActionInvoked", then)
        case.heard(server.connection)
    return script


def pressed_before_the_reply(case):
    server = case.serve(deaf=["Notify"])
    case.remind()
    server.take(case.count)
    for number in range(1, case.count + 1):
        server.emit("ActionInvoked", number, "done")
    server.go_on("Notify")
    case.heard(server.connection)


def forge(case, stranger, numbers):
    """Another program says all that the server could say, to everybody and to the daemon alone."""
    for number in numbers:
        for destination in None, case.daemon_name:
            for signal, kind, last in (
                    ("ActionInvoked", "(us)", "done"), ("ActionInvoked", "(us)", "later"),
                    ("NotificationClosed", "(uu)", EXPIRED), ("NotificationClosed", "(uu)", DISMISSED)):
                stranger.emit_signal(destination, PATH, NAME, signal, GLib.Variant(kind, (number, last)))
    case.heard(stranger)


def forged_signals(case):
    server = case.popups_shown()
    forge(case, case.stranger(), [popup["id"] for popup in server.popups])


def forged_owner(case):
    server, stranger = case.popups_shown(), case.stranger()
    for destination in None, case.daemon_name:
        for owner in stranger.get_unique_name(), "":
            change = GLib.Variant("(sss)", (NAME, server.connection.get_unique_name(), owner))
            stranger.emit_signal(destination, BUS_PATH, BUS, "NameOwnerChanged", change)
    forge(case, stranger, [popup["id"] for popup in server.popups])


def misshapen(case):
    server = case.popups_shown()
    for popup in server.popups:
        number = popup["id"]
        for path, interface, signal, kind, arguments in (
                ("/", NAME, "ActionInvoked", "(us)", (number, "done")),
                (PATH, "org.example.Odd", "ActionInvoked", "(us)", (number, "done")),
                (PATH, NAME, "ActionInvoked", "(ss)", (str(number), "done")),
                (PATH, NAME, "ActionInvoked", "(is)", (number, "done")),
                (PATH, NAME, "ActionInvoked", "(u)", (number,)),
                (PATH, NAME, "ActionInvoked", "()", ()),
                (PATH, NAME, "ActionInvoked", "(us)", (number, "Done")),
                (PATH, NAME, "ActionInvoked", "(us)", (number, "default")),
                (PATH, NAME, "ActionInvoked", "(us)", (number + 100_000, "done")),
                (PATH, NAME, "ActionInvoked", "(us)", (0, "done")),
                (PATH, NAME, "NotificationClosed", "(u)", (number,)),
                (PATH, NAME, "NotificationClosed", "(us)", (number, "2")),
                (PATH, NAME, "NotificationClosed", "(uu)", (number + 100_000, DISMISSED))):
            for destination in None, case.daemon_name:
                body = GLib.Variant(kind, arguments)
                server.connection.emit_signal(destination, path, interface, signal, body)
    case.heard(server.connection)


def flood(case):
    server, stranger = case.popups_shown(), case.stranger()
    began = time.monotonic()
    for number in range(10_000):
        # A bus drops whom it cannot deliver to in time; a real server waits for its bus as well.
        if number % 1000 == 0:
            case.heard(server.connection)
            case.heard(stranger)
        sender = server.connection if number % 2 else stranger
        sender.emit_signal(None, PATH, NAME, "ActionInvoked", GLib.Variant("(us)", (5000 + number, "done")))
    case.heard(server.connection)
    print(f"10000 signals that concern nobody were taken in {time.monotonic() - began:.1f} s", flush=True)
    server.all("ActionInvoked", "done")
    case.heard(server.connection)


# What the server can do.


def capabilities(told=(), actions=False, text="popup {}.", shown=None, **options):
    def script(case):
        server = case.serve(capabilities=told, **options)
        case.remind(text=text)
        server.take(case.count + len(options.get("deaf", ())))
        case.heard(server.connection)
        for popup in server.popups:
            assert bool(popup["actions"]) == actions, f"buttons: {popup['actions']}"
            assert shown is None or re.fullmatch(shown, popup["text"]), f"it says: {popup['text']}"
        case.ledger[:] = case.texts.values() if shown else case.ledger
    return script


# What was said cannot be written down.


def pressed_while_broken(case):
    server = case.popups_shown()
    case.break_store(True)
    for _ in range(5):
        server.all("ActionInvoked", "done")
        server.all("NotificationClosed", EXPIRED)
    case.heard(server.connection)
    case.break_store(False)
    case.rig.ctl("reload")


def shown_while_broken(case):
    server = case.serve(deaf=["Notify"])
    case.remind()
    server.take(case.count)
    case.break_store(True)
    server.go_on("Notify")
    server.all("ActionInvoked", "done")
    case.heard(server.connection)
    case.break_store(False)
    case.rig.ctl("reload")


def killed_while_broken(case):
    server = case.serve(deaf=["Notify"])
    case.remind()
    server.take(case.count)
    case.break_store(True)
    server.go_on("Notify")
    case.heard(server.connection)
    case.daemon.kill()
    case.break_store(False)
    case.daemon = case.rig.start()
    server.take(2 * case.count)
    case.heard(server.connection)


TWICE = r"owed sending owed[*] sending[*]"
# Name, behaviour, what the log tells of each popup, how often each was on the screen, and whether it takes its time.
ROWS = [
    ("stopped, and goes on", stopped_and_goes_on, r"owed sending (owed[*] )?shown[*]? done[*]?", {1}),
    ("answers late, and all else in time", answers_late_and_twice, rf"{TWICE} shown[*]", {2}),
    ("never tells what it can do", capabilities(deaf=["GetCapabilities"]), r"owed sending shown", {1}),
    ("comes later", comes_later, r"owed sending shown", {1}),
    ("ends before the reply", ends_before_the_reply, rf"{TWICE} shown[*]", {2}),
    ("ends before the reply, and so does the next", ends_twice_before_the_reply, rf"{TWICE} missed[*]", {2}),
    ("another one's numbers begin anew", numbers_begin_anew, r"owed sending shown gone", {1}),
    ("replaced, and answers yet", replaced_and_answers_yet, rf"owed sending shown gone|{TWICE}( shown[*] gone[*])+",
     {1, 2}),
    ("comes and goes", comes_and_goes, r"owed( sending owed)*( sending[*]? owed[*])*( sending[*]?)? (shown|missed)[*]?( gone[*]?)?",
     {0, 1, 2}),
    ("the bus ends", bus_ends, rf"owed sending shown gone|{TWICE} shown[*]", {1, 2}),
    ("refuses", refuses, r"owed sending owed sending shown", {1}),
    ("answers what nobody understands", knows_nothing, rf"{TWICE} shown[*]", {2}),
    ("gives the same number to all", same_number_for_all, r"owed sending shown (gone|done)", {1}),
    ("gives the greatest numbers", greatest_number, r"owed sending shown done", {1}),
    ("Done", pressed("done"), r"owed sending shown done", {1}),
    ("Done, five times", pressed("done", 5), r"owed sending shown done", {1}),
    ("Later", pressed("later"), r"owed sending shown later", {1}),
    ("another button", pressed("default"), r"owed sending shown dismissed", {1}),
    ("closed by the user", closed(DISMISSED), r"owed sending shown dismissed", {1}),
    ("closed, and not by the user", closed(EXPIRED, 3, 4, 0, 99), r"owed sending shown gone", {1}),
    ("pressed in the history", closed(EXPIRED, then="done"), r"owed sending shown gone done", {1}),
    ("pressed after it was closed", closed(DISMISSED, then="done"), r"owed sending shown dismissed", {1}),
    # Until the reply the number may be anybody's popup: a press that comes before it cannot be told from another program's.
    ("pressed before the reply", pressed_before_the_reply, r"owed sending shown", {1}),
    ("another program's signals", forged_signals, r"owed sending shown", {1}),
    ("another program as the owner", forged_owner, r"owed sending shown", {1}),
    ("signals of another shape", misshapen, r"owed sending shown", {1}),
    ("a flood of signals", flood, r"owed sending shown done", {1}),
    ("can do nothing", capabilities(), r"owed sending shown", {1}),
    ("does not know what it can do", capabilities(error=f"{BUS}.Error.UnknownMethod"), r"owed sending shown", {1}),
    ("reads markup", capabilities(("body", "body-markup", "actions"), True, "<b>&{}", r"&lt;b&gt;&amp;\d+"),
     r"owed sending shown", {1}),
    ("reads no markup", capabilities(("body", "actions"), True, "<b>&{}", r"<b>&\d+"), r"owed sending shown", {1}),
    ("pressed while nothing can be written", pressed_while_broken, r"owed sending shown done", {1}),
    ("shown while nothing can be written", shown_while_broken, r"owed sending shown done", {1}),
    ("killed while nothing can be written", killed_while_broken, rf"{TWICE} shown[*]", {2}),
]
LONG = [("never answers, and lives", never_answers, rf"{TWICE} missed[*]", {2})]


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
    return stories


def run(programs, count, seed, row):
    """One row: its stories, or why it failed."""
    name, script, pattern, times = row
    case = Case(programs, count, f"{seed} {name}")
    with case.stack:
        try:
            script(case)
            return list(check(case, pattern, times).values()), None
        except Exception as error:  # noqa: BLE001, whatever it is, the row failed
            last = case.daemon.said().splitlines()[-1:]
            return [], f"{name}: {type(error).__name__} {error}; the daemon's last word: {last}"


def main():
    chosen = rig.options(__doc__)
    count, rows = (100, ROWS + LONG) if chosen.long else (10, ROWS)
    with concurrent.futures.ThreadPoolExecutor(4 if chosen.long else 12) as pool:
        results = list(pool.map(lambda row: run(chosen.programs, count, chosen.seed, row), rows))
    failures = [failure for _, failure in results if failure]
    stories = [story for found, _ in results for story in found]
    for failure in failures:
        print(f"{failure} (--seed {chosen.seed})")
    marked = sum("*" in story for story in stories)
    print(f"{len(rows)} behaviours, {len(stories)} popups: 0 lost, 0 unrecorded, 0 forged answers taken, "
          f"{marked} perhaps twice (all marked)" if not failures else f"{len(failures)} of {len(rows)} behaviours failed")
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
