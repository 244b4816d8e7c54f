"""The rows of percolated: what it costs while it does nothing, how soon it is there, and how fast it answers."""

import contextlib
import functools
import subprocess
import time

import peers
from sides import Caller, exec_to_ready, memory, status_request, switches, timed, together, turns

# How long a daemon that has just become ready is left alone before its memory is looked at, in seconds.
SETTLED = 3
LETTER = (
    "Dear Robin, I am sorry that I raised my voice on Sunday, and that I left. It was my doing and not yours. "
    "You had asked me twice to listen. I have thought about what I could have done, and next time I will sit down and hear "
    "you out. You need not answer this. I wish you well. ") * 5


@functools.lru_cache
def idle(bench, seconds=60):
    """Threads, and how often any of them woke: a journey is under way, and bus and notification server are up."""
    with bench.each(stock="journey") as rigs, contextlib.ExitStack() as stack:
        servers = {name: stack.enter_context(peers.dunst(rig)) for name, rig in rigs.items()}
        processes = {name: rig.daemon.process.pid for name, rig in rigs.items()}
        processes["dunst"] = next(iter(servers.values()))
        time.sleep(SETTLED)
        before = {name: switches(process) for name, process in processes.items()}
        time.sleep(seconds)
        after = {name: switches(process) for name, process in processes.items()}
    woken = {
        name: [sum(count - before[name].get(thread, 0) for thread, count in threads.items())] for name, threads in after.items()}
    return {"threads": {name: [len(threads)] for name, threads in after.items()}, "wake-ups": woken}


def idle_row(which):
    return lambda bench: idle(bench)[which]


@functools.lru_cache
def resident(bench, stock):
    """Memory of a daemon that waits, beside dunst's."""
    found = {}
    for _ in range(3):
        with bench.each(stock=stock) as rigs, peers.dunst(next(iter(rigs.values()))) as dunst:
            time.sleep(SETTLED)
            for name, process in [*((name, rig.daemon.process.pid) for name, rig in rigs.items()), ("dunst", dunst)]:
                found.setdefault(name, []).append(memory(process))
    return found


def memory_row(field, stock):
    return lambda bench: {name: [one[field] for one in rollups] for name, rollups in resident(bench, stock).items()}


def tenth(bench):
    """The share of the tenth of ten daemons that run on one host, each for a user of its own."""
    found = {}
    for side in bench.sides:
        with together({str(number): bench.running(side, stock="journey") for number in range(10)}) as rigs:
            time.sleep(SETTLED)
            found[side.name] = [memory(rigs["9"].daemon.process.pid)["Pss"]]
    return found


def ready(stock, rounds=None):
    """exec to READY=1; with nothing kept, beside dunst's exec to its name on the bus."""
    def measure(bench):
        with together({side.name: bench.house(side, stock) for side in bench.sides}) as rigs, contextlib.ExitStack() as stack:
            measures = {side.name: functools.partial(exec_to_ready, rigs[side.name], side) for side in bench.sides}
            if stock == "nothing":
                measures["dunst"] = stack.enter_context(peers.dunst_starts(next(iter(rigs.values()))))
            return turns(rounds or bench.rounds, measures)
    return measure


def load(bench, connections, count, distant):
    """What our asker finds of a Status call, and of redis' shortest one."""
    with bench.each(stock="journey") as rigs, peers.redis(bench.scratch) as redis:
        def ask(path, request, end, requests):
            command = [bench.scratch / "load", path, request, str(end), str(requests), str(connections)]
            return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)

        measures = {name: functools.partial(ask, rig.socket, status_request(), 0, count) for name, rig in rigs.items()}
        measures["redis PING"] = functools.partial(ask, redis, "PING\r", ord("\n"), distant)
        return turns(min(bench.rounds, 9), measures)


def pipelined(bench):
    return {name: [rate / 1000 for rate in rates] for name, rates in load(bench, 1, 10_000, 500_000).items()}


def crowd(bench):
    return load(bench, 32, 10_000, 100_000)


@functools.lru_cache
def change_reminders(bench, count=100_000):
    """One more, and one less, of a hundred thousand, each on the disk when it is answered."""
    stock = f"reminders-{count}"
    with (bench.each(stock=stock) as rigs, contextlib.ExitStack() as stack,
          peers.sqlite(bench.stock.made(stock), bench.scratch) as database):
        callers = {name: stack.enter_context(Caller(rig)) for name, rig in rigs.items()}
        added, cancelled = {name: [] for name in callers}, {name: [] for name in callers}
        added["sqlite3"] = []
        for number in range(bench.rounds + 1):
            for name, call in callers.items():
                began = time.perf_counter()
                reminder = call("Remind", text="water the basil", at="2031-01-01T12:00:00Z")["reminder"]["id"]
                added[name].append(1000 * (time.perf_counter() - began))
                cancelled[name].append(timed(call, "Cancel", id=reminder))
            added["sqlite3"].append(timed(peers.insert_reminder, database))
    return {"add": {name: times[1:] for name, times in added.items()},
            "cancel": {**{name: times[1:] for name, times in cancelled.items()}, "sqlite3": added["sqlite3"][1:]}}


def reminder_row(which):
    return lambda bench: change_reminders(bench)[which]


def note(bench):
    """A note, beside the statements that it needs, each on the disk when it is answered."""
    text = "The lake was frozen this morning, and I walked around it twice without looking at the telephone once."
    with (bench.each(stock="texts-5000") as rigs, contextlib.ExitStack() as stack,
          peers.sqlite(bench.stock.made("texts-5000"), bench.scratch) as database):
        callers = {name: stack.enter_context(Caller(rig)) for name, rig in rigs.items()}
        measures = {
            name: functools.partial(timed, call, "Write", timeline="road", kind="note", text=text)
            for name, call in callers.items()}
        measures["sqlite3"] = functools.partial(timed, peers.insert_note, database, text)
        return turns(10 * bench.rounds, measures)


def first_look(bench):
    """A letter, looked over by a daemon that has looked at none before."""
    def measure(side):
        with bench.running(side, stock="journey") as rig, Caller(rig) as call:
            return timed(call, "Review", text=LETTER)

    return turns(min(bench.rounds, 9), {side.name: functools.partial(measure, side) for side in bench.sides})


def reading(method, stock="texts-5000"):
    def measure(bench):
        with bench.each(stock=stock) as rigs, contextlib.ExitStack() as stack:
            callers = {name: stack.enter_context(Caller(rig)) for name, rig in rigs.items()}
            return turns(bench.rounds, {name: functools.partial(timed, call, method) for name, call in callers.items()})
    return measure
