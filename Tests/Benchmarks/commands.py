"""The rows of percolatectl: what one waits for after typing a line, and what is shipped."""

import functools
import statistics

from peers import dunst
from sides import instructions, process, together, turns

def version(bench):
    with houses(bench) as rigs:
        return {side.name: [instructions([side.ctl, "--version"], rigs[side.name].environment)] for side in bench.sides}


def status_instructions(stock):
    def measure(bench):
        with bench.each(stock=stock) as rigs:
            return {side.name: [instructions([side.ctl, "status"], rigs[side.name].environment)] for side in bench.sides}
    return measure


@functools.lru_cache
def status(bench, stock):
    """The whole process, beside the client of dunst and a process that does nothing."""
    with bench.each(stock=stock) as rigs, dunst(first(rigs)):
        environment = first(rigs).environment
        measures = {
            side.name: functools.partial(process, [side.ctl, "status"], rigs[side.name].environment) for side in bench.sides}
        measures["dunstctl is-paused"] = functools.partial(process, ["dunstctl", "is-paused"], environment)
        measures["/bin/true"] = functools.partial(process, ["/bin/true"], environment)
        return turns(2 * bench.rounds, measures)


def flatness(bench):
    """How much longer it takes with a hundred thousand reminders: the ratio of two medians, of turns taken together."""
    with bench.each(stock="journey") as few, bench.each(stock="reminders-100000") as many:
        samples = {
            side.name: turns(2 * bench.rounds, {
                name: functools.partial(process, [side.ctl, "status"], rigs[side.name].environment)
                for name, rigs in (("few", few), ("many", many))})
            for side in bench.sides}
    return {name: [statistics.median(times["many"]) / statistics.median(times["few"])] for name, times in samples.items()}


def calendar(bench):
    return beside(
        bench, lambda side: [side.ctl, "calendar", "Mon,Thu 19:30", "--iterations", "1000"], "systemd-analyze calendar",
        ["systemd-analyze", "calendar", "Mon,Thu 19:30", "--iterations=1000"])


def rehearse(bench):
    return beside(bench, lambda side: [side.ctl, "rehearse", "--instantly"])


def beside(bench, command, peer=None, theirs=None):
    """A command that needs no daemon, and a peer's."""
    with houses(bench) as rigs:
        measures = {
            side.name: functools.partial(process, command(side), rigs[side.name].environment) for side in bench.sides}
        if peer:
            measures[peer] = functools.partial(process, theirs, first(rigs).environment)
        return turns(bench.rounds, measures)


def size(program):
    return lambda bench: {side.name: [(side.programs / program).stat().st_size / 1e6] for side in bench.sides}


def houses(bench):
    return together({side.name: bench.house(side) for side in bench.sides})


def first(rigs):
    return next(iter(rigs.values()))
