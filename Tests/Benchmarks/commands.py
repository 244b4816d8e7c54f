"""The rows of percolatectl: what one waits for after typing a line, and what is shipped."""

import functools

from peers import dunst
from sides import instructions, process, together, turns

IGNORE = ()


def version(bench):
    return each(bench, lambda side, rig: [instructions([side.ctl, "--version"], rig.environment)], "nothing")


def status_instructions(stock):
    return lambda bench: running(bench, lambda side, rig: [instructions([side.ctl, "status"], rig.environment)], stock)


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
        return {
            side.name: ratio(turns(2 * bench.rounds, {
                name: functools.partial(process, [side.ctl, "status"], rigs[side.name].environment)
                for name, rigs in (("few", few), ("many", many))}))
            for side in bench.sides}


def ratio(samples):
    import statistics
    return [statistics.median(samples["many"]) / statistics.median(samples["few"])]


def calendar(bench):
    return beside(
        bench, lambda side: [side.ctl, "calendar", "Mon,Thu 19:30", "--iterations", "1000"], "systemd-analyze calendar",
        ["systemd-analyze", "calendar", "Mon,Thu 19:30", "--iterations=1000"])


def rehearse(bench):
    return beside(bench, lambda side: [side.ctl, "rehearse", "--instantly"])


def beside(bench, command, peer=None, theirs=None):
    """A command that needs no daemon, and a peer's."""
    with together({side.name: bench.house(side) for side in bench.sides}) as rigs:
        measures = {
            side.name: functools.partial(process, command(side), rigs[side.name].environment) for side in bench.sides}
        if peer:
            measures[peer] = functools.partial(process, theirs, first(rigs).environment)
        return turns(bench.rounds, measures)


def size(program):
    return lambda bench: {side.name: [(side.programs / program).stat().st_size / 1e6] for side in bench.sides}


def each(bench, measure, stock):
    with together({side.name: bench.house(side, stock) for side in bench.sides}) as rigs:
        return {side.name: measure(side, rigs[side.name]) for side in bench.sides}


def running(bench, measure, stock):
    with bench.each(stock=stock) as rigs:
        return {side.name: measure(side, rigs[side.name]) for side in bench.sides}


def first(rigs):
    return next(iter(rigs.values()))
