"""The rows about the one thread of the daemon: for how long somebody's dear call keeps everybody else waiting, and how late a popup
comes that falls due meanwhile. A second connection asks for what needs no work, over and over; its longest wait is the figure.
"""

import contextlib
import datetime
import functools
import subprocess
import threading
import time

from rig import PATIENCE, NotificationServer
from sides import Caller, turns
from stock import PASSPHRASE

COUNT = 10_000
# Between two pings, in seconds.
PAUSE = 0.001


def longest_wait(rig, act):
    """The longest that a ping took while something else was going on, in milliseconds."""
    over, waits = threading.Event(), []

    def ping():
        with Caller(rig) as call:
            while not over.is_set():
                began = time.perf_counter()
                call.ping()
                waits.append(time.perf_counter() - began)
                time.sleep(PAUSE)

    thread = threading.Thread(target=ping)
    thread.start()
    while len(waits) < 10:
        time.sleep(PAUSE)
    act()
    over.set()
    thread.join()
    return 1000 * max(waits)


def asked(method):
    def act(rig):
        with Caller(rig) as call:
            call(method)
    return act


def unlock(rig):
    done = subprocess.run(
        [rig.programs / "percolatectl", "unlock"], env=rig.environment, input=PASSPHRASE + "\n", text=True, capture_output=True)
    done.check_returncode()


def lock(rig):
    asked("Lock")(rig)


def held(act, stock, before=lambda rig: None):
    """A row: for how long this keeps the loop."""
    def measure(bench):
        def once(rig):
            before(rig)
            return longest_wait(rig, functools.partial(act, rig))

        with bench.each(stock=stock) as rigs:
            return turns(min(bench.rounds, 9), {name: functools.partial(once, rig) for name, rig in rigs.items()})
    return measure


verify = held(asked("Verify"), f"texts-{COUNT}")
history = held(asked("History"), f"texts-{COUNT}")
passphrase = held(unlock, f"sealed-{COUNT}", before=lock)


def popup_meanwhile(bench):
    """How late a popup comes that falls due just after everything that is kept began to be looked at."""
    with bench.each(stock=f"texts-{COUNT}") as rigs, contextlib.ExitStack() as stack:
        measures = {}
        for name, rig in rigs.items():
            arrivals = []
            server = stack.enter_context(NotificationServer(rig, answer=functools.partial(arrived, arrivals)))
            rig.await_state(lambda state: not state["desktop"].startswith("no "))
            measures[name] = functools.partial(late, rig, server, arrivals)
        return turns(min(bench.rounds, 9), measures)


def arrived(arrivals, popup):
    arrivals.append(time.time())
    return popup["id"]


def late(rig, server, arrivals):
    due = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=0.5)
    rig.call("Remind", text="look up", at=due.isoformat().replace("+00:00", "Z"))
    time.sleep(max(0, due.timestamp() - 0.01 - time.time()))
    asked("Verify")(rig)
    server.arrived.get(timeout=PATIENCE)
    return 1000 * (arrivals[-1] - due.timestamp())
