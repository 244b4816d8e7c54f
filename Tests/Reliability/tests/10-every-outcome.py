"""Proves that whatever may become of a delivery is reached, and told by `percolatectl log`: one delivery a row, each led to its
own end by what a user, a server and time do, and then the whole log is read.
"""

import contextlib
import json
import sqlite3

from gi.repository import Gio, GLib
from journey import Journey, moment
from rig import NotificationServer, Rig, options, outcomes

# The delivery, what became of it, why, whether it may have been shown twice, and the sentence that a person reads of it.
ROWS = [
    ("reminder/1", "owed sending shown gone", None, False, "reminder 1 went off the screen, perhaps unseen"),
    ("reminder/2", "owed sending shown done", None, False, "reminder 2 is done"),
    ("reminder/3", "owed sending shown later", None, False, "reminder 3 was put off"),
    ("reminder/4", "owed sending shown later owed sending shown dismissed", None, False, "reminder 4 was closed"),
    ("reminder/5", "owed sending owed sending shown", None, False, "reminder 5 was shown"),
    ("reminder/6", "owed sending owed sending shown done", None, True, "reminder 6 is done"),
    ("reminder/7", "owed sending owed sending missed", "unknown", True,
     "reminder 7 was missed: nobody knows whether it was shown"),
    ("reminder/8", "owed done", None, False, "reminder 8 is done"),
    ("withdrawn/", "owed sending shown withdrawn", None, False, "nudge first no longer applies"),
    ("overtaken/", "owed missed", "overtaken", False, "nudge first was missed: the road had gone on"),
    ("late/", "owed missed", "too-late", False, "nudge first was missed: it came too late to be of use"),
]
# What the server does with a popup, before it takes it.
REFUSALS = {
    "refused": [Gio.DBusError.LIMITS_EXCEEDED],
    "once unknown": [Gio.DBusError.NO_REPLY],
    "twice unknown": [Gio.DBusError.NO_REPLY, Gio.DBusError.NO_REPLY],
}


def answer(popup):
    """The popup's number, or the next refusal that there is for it."""
    refusals = REFUSALS.get(popup["body"])
    if refusals:
        raise GLib.Error.new_literal(Gio.DBusError.quark(), "no", refusals.pop(0))
    return popup["id"]


def waits(rig, words, *states, repeated=False):
    """Waits until the delivery with these words is in one of these states; without any, until it waits for nobody."""
    def fits(state):
        found = [one for one in state["owed"] if one["text"] == words]
        return [(one["state"], one["repeated"]) for one in found] == [(state, repeated) for state in states]
    found = [one["key"] for one in rig.await_state(fits)["owed"] if one["text"] == words]
    return found[0] if found else None


def with_a_server(rig, journey):
    journey.remind("shown")
    journey.popup("shown")
    journey.remind("done")
    journey.press("done", "done")
    journey.remind("later")
    journey.press("later", "later")
    journey.remind("again")
    journey.popup("again")
    rig.call("Later", key=waits(rig, "again", "shown"), until=moment(0.3))
    journey.server.emit("NotificationClosed", journey.popup("again")["id"], 2)
    waits(rig, "again")
    journey.remind("refused")
    waits(rig, "refused", "owed")
    for words in "once unknown", "twice unknown":
        journey.remind(words)
        waits(rig, words, "owed", repeated=True)
    journey.begin("withdrawn", "errand", "Robin", -1)
    waits(rig, "A quokka for Robin.", "shown")
    rig.call("Stop", timeline="withdrawn")


def with_another(rig):
    """It is given what the first did not take, and the popups of the first are gone."""
    waits(rig, "shown", "gone")
    waits(rig, "refused", "shown")
    rig.call("Done", key=waits(rig, "once unknown", "shown", repeated=True))
    waits(rig, "twice unknown")


def without_one(rig, journey):
    journey.remind("no server")
    rig.call("Done", key=waits(rig, "no server", "owed"))
    journey.begin("overtaken", "errand", "Robin", -1)
    rig.call("Stop", timeline="overtaken")
    journey.begin("late", "errand", "Robin", -1)
    waits(rig, "A quokka for Robin.", "owed")


def let_an_hour_pass(rig):
    """For what is owed, which is an hour older then than the daemon left it."""
    with contextlib.closing(sqlite3.connect(rig.data / "percolate.sqlite")) as database, database:
        database.execute("UPDATE delivery SET due = due - 3600000000 WHERE state = 'owed'")


def check(rig):
    found = outcomes(json.loads(rig.ctl("log", "--json", "-n", "1000").stdout)["entries"])
    page = rig.ctl("log", "-n", "1000").stdout
    for beginning, story, reason, marked, sentence in ROWS:
        [one] = [one for key, one in found.items() if key.startswith(beginning)]
        told = (" ".join(one.states), one.reason, one.marked)
        if told != (story, reason, marked):
            raise AssertionError(f"{beginning}: expected {(story, reason, marked)}, and the log has {told}")
        if sentence not in page:
            raise AssertionError(f"the page does not say: {sentence}")
    if len(found) != len(ROWS):
        raise AssertionError(f"{len(found)} deliveries, and {len(ROWS)} were expected")


def main():
    chosen = options(__doc__.split("\n", 1)[0])
    with Rig(chosen.programs) as rig:
        with NotificationServer(rig, answer) as server:
            journey = Journey(rig, server)
            journey.plan(1)
            daemon = rig.start()
            with_a_server(rig, journey)
        with NotificationServer(rig, answer):
            with_another(rig)
        daemon.kill()
        daemon = rig.start()
        without_one(rig, journey)
        daemon.kill()
        let_an_hour_pass(rig)
        rig.start()
        check(rig)
    print(f"{len(ROWS)} outcomes, each reached once and told")


main()
