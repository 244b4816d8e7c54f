"""All figures, a row each: see run. A row that got worse is measured once more before it is said to be."""

import argparse
import contextlib
import functools
import os
import pathlib
import platform
import shutil
import signal
import sys
import tempfile
import time
import traceback

import building
import commands
import daemon
import loop
import machine
import table
from sides import Bench, Side, stripped
from stock import Stock
from table import BASE, OURS, Row

ROWS = [
    Row("threads", "", daemon.idle_row("threads"), {None: 1}, steady=True),
    Row("wake-ups of all threads in 60 s", "", daemon.idle_row("wake-ups"), {None: 0}, steady=True),
    Row("percolatectl status, process", "ms", machine.status, {"dunstctl is-paused": 1.0}),
    Row("percolatectl status", "M instructions", commands.status_instructions("journey"), {None: 15}, steady=True),
    Row("percolatectl status, 10,000 reminders", "M instructions", commands.status_instructions("reminders-10000"), {None: 15},
        steady=True, is_long=True),
    Row("percolatectl status, 100,000 reminders", "M instructions", commands.status_instructions("reminders-100000"), {None: 15},
        steady=True, is_long=True),
    Row("percolatectl status, 100,000 reminders, process", "ms", functools.partial(commands.status, stock="reminders-100000"),
        {"dunstctl is-paused": 1.0}, is_long=True),
    Row("percolatectl status, 100,000 reminders to none", "times as long", commands.flatness, {None: 1.1}, is_long=True),
    Row("percolatectl --version", "M instructions", commands.version, {None: 6}, steady=True),
    Row("exec to READY, nothing kept", "ms", daemon.ready("nothing"), {"dunst": 0.5}),
    Row("exec to READY, 5,000 texts", "ms", daemon.ready("texts-5000"), {BASE: 0.25}),
    Row("exec to READY, 100,000 texts", "ms", daemon.ready("texts-100000", 3), {BASE: 0.3}, is_long=True),
    Row("exec to READY, 1,000,000 reminders", "ms", daemon.ready("reminders-1000000", 1), {None: 3000}, is_long=True),
    Row("private dirty memory, nothing kept", "MiB", daemon.memory_row("Private_Dirty", "nothing"), {"dunst": 1.0}),
    Row("private dirty memory, 5,000 texts", "MiB", daemon.memory_row("Private_Dirty", "texts-5000"), {"dunst": 2.0}),
    Row("proportional share of memory (PSS)", "MiB", daemon.memory_row("Pss", "nothing"), {"dunst": 1.5}),
    Row("PSS of the tenth of ten daemons", "MiB", daemon.tenth, {None: 3}),
    Row("percolated, stripped", "MB", commands.size("percolated"), {None: 12}, steady=True),
    Row("percolatectl, stripped", "MB", commands.size("percolatectl"), {None: 17}, steady=True),
    Row("Status, pipelined", "thousand/s", daemon.pipelined, {None: 40}, more_is_better=True),
    Row("Status, 32 connections, p99", "ms", daemon.crowd, {None: 1}),
    Row("add one of 100,000 reminders, durable", "ms", daemon.reminder_row("add"), {"sqlite3": 3}, is_long=True),
    Row("cancel one of 100,000 reminders, durable", "ms", daemon.reminder_row("cancel"), {"sqlite3": 3}, is_long=True),
    Row("a note, durable", "ms", daemon.note, {"sqlite3": 1.8}),
    Row("first look at a letter", "ms", daemon.first_look, {BASE: 0.1}),
    Row("verify, 5,000 texts", "ms", daemon.reading("Verify"), {BASE: 0.4}),
    Row("history, 5,000 texts", "ms", daemon.reading("History"), {BASE: 0.4}),
    Row("longest hold of the loop: verify, 10,000 texts", "ms", loop.verify, {None: 50}, is_long=True),
    Row("longest hold of the loop: history, 10,000 texts", "ms", loop.history, {None: 50}, is_long=True),
    Row("longest hold of the loop: a passphrase", "ms", loop.passphrase, {None: 50}, is_long=True),
    Row("lateness of a popup during verify, 10,000 texts", "ms", loop.popup_meanwhile, {None: 50}, is_long=True),
    Row("lateness of a nudge, p50", "ms", machine.lateness, {None: 1}),
    Row("lateness of a nudge, p99", "ms", machine.lateness, {None: 3}, statistic=table.p99),
    Row("calendar --iterations 1000, process", "ms", commands.calendar, {"systemd-analyze calendar": 1.0}),
    Row("rehearse --instantly, process", "ms", commands.rehearse, {BASE: 0.4}),
    Row("clean release build", "s", building.clean_release, {BASE: 0.6}, on_demand=True),
]

INTRODUCTION = """\
# What Percolate costs

As `Tests/Benchmarks/run --keep` found it, on {cores} cores and {system}: medians of one run, in which ours, the programs of
0.1.0 and the others took turns, all of ours stripped release builds. *Ours is* compares within the run, which is what holds on
other machines. A text is a note of 30 words, a reminder one that is due once; dunst is ready when its name is on the bus.
"""


def introduction():
    names = platform.freedesktop_os_release()
    return INTRODUCTION.format(cores=os.cpu_count(), system=f"{names['NAME'].split()[0]} {names.get('VERSION_ID', '')}".strip())


def options():
    parser = argparse.ArgumentParser(prog="Tests/Benchmarks/run")
    for name in "ours", "base", "kept", "load":
        parser.add_argument(f"--{name}", required=True, type=pathlib.Path)
    parser.add_argument("--only", action="append", default=[])
    for name in "quick", "keep", "build", "list":
        parser.add_argument(f"--{name}", action="store_true")
    return parser.parse_args()


def chosen_rows(chosen):
    rows = [row for row in ROWS if chosen.build or not row.on_demand]
    if chosen.only:
        return [row for row in rows if any(part in row.what for part in chosen.only)]
    return [row for row in rows if not (chosen.quick and row.is_long)]


def measured(row, bench, before):
    """A figure; the better of two where the first is worse than it was."""
    figure = measured_once(row, bench)
    if row.what not in before or not figure.worse(before[row.what]):
        return figure
    forget_samples()
    return min(figure, measured_once(row, bench), key=lambda one: one.worse(before[row.what]) or 0)


def measured_once(row, bench):
    return table.Figure(row, {side: row.statistic(values) for side, values in row.measure(bench).items()})


def measure_all(rows, bench, before):
    """The figures, each printed as it comes, what got worse, and what could not be measured."""
    figures, worse, failed = {}, {}, []
    for row in rows:
        began = time.monotonic()
        try:
            figure = measured(row, bench, before)
        except machine.NotPermitted:
            print(f"{row.what}: skipped, since no machine can be booted here", flush=True)
            continue
        except Exception:  # noqa: BLE001, the other rows of a long run are worth having
            print(f"{row.what}: FAILED\n{traceback.format_exc()}", flush=True)
            failed.append(row.what)
            continue
        figures[row.what] = figure
        show(figure, time.monotonic() - began)
        if row.what in before and (change := figure.worse(before[row.what])):
            worse[row.what] = change
    return figures, worse, failed


def show(figure, seconds):
    cells = figure.cells
    print(f"{cells['what']}: {cells['ours']} {cells['unit']} (0.1.0: {cells['0.1.0']}; {cells['others'] or 'no others'}): "
          f"{cells['ours is']}; {cells['to reach'] or 'nothing'} to reach{': NO' * (figure.reached is False)} "
          f"[{seconds:.0f} s]", flush=True)


def forget_samples():
    """Two rows of one measure share its samples, until one of them is in doubt."""
    for measure in daemon.idle, daemon.resident, daemon.change_reminders, commands.status, machine.Machine.measure:
        measure.cache_clear()


def main():
    chosen = options()
    kept = pathlib.Path(__file__).with_name("figures.md")
    before, rows = table.read(kept), chosen_rows(chosen)
    if chosen.list:
        print("\n".join(row.what for row in ROWS))
        return 0
    # What was started is ended on the way out.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as scratch, contextlib.ExitStack() as stack:
        scratch = pathlib.Path(scratch)
        sides = [Side(name, stripped(folder, scratch / name)) for name, folder in ((OURS, chosen.ours), (BASE, chosen.base))]
        shutil.copy(chosen.load, scratch / "load")
        booted = machine.Machine(sides, scratch)
        stack.callback(booted.end)
        bench = Bench(sides, Stock(sides[1], chosen.kept, scratch), booted, scratch, chosen.quick)
        figures, worse, failed = measure_all(rows, bench, before)
    if chosen.keep:
        cells = {**before, **{what: figure.cells for what, figure in figures.items()}}
        table.write(kept, introduction(), [cells[row.what] for row in ROWS if row.what in cells])
    for what, change in worse.items():
        print(f"WORSE by {100 * (change - 1):.0f} % than in figures.md: {what}")
    missed = [what for what, figure in figures.items() if figure.reached is False]
    print(f"{len(figures)} figures; not reached: {'; '.join(missed) or 'none'}; worse than kept: {len(worse)}; "
          f"failed: {'; '.join(failed) or 'none'}")
    return bool(worse or failed)


if __name__ == "__main__":
    sys.exit(main())
