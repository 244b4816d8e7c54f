"""Whatever a notification server does, every popup ends in a record that says what is known of it, and nobody else can press
its buttons. Each row of the table is a behaviour, tried on many popups at once, with a bus and a daemon of its own: what the
log must tell of each popup, and how often it may have been on the screen. A star marks a state as perhaps repeated.
"""

import concurrent.futures
import re
import sys
import time

import rig
from gi.repository import GLib
from trial import BUS, NAME, PATH, REFUSALS, Case, check

BUS_PATH = "/org/freedesktop/DBus"
EXPIRED, DISMISSED = 1, 2
NOBODY_KNOWS = [f"{BUS}.Error.{name}" for name in ("NoReply", "Timeout", "TimedOut")]
ODD_REPLIES = [GLib.Variant(*one) for one in (
    ("(s)", ("7",)), ("(i)", (7,)), ("()", ()), ("(as)", ([],)), ("(u)", (0,)), ("(t)", (1 << 40,)))]


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
# Name, behaviour, what the log tells of each popup, and how often each was on the screen.
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
