"""The table of the figures: how it is written, read again, and compared with that of before. It has no date and no machine's name
in it, and times of two runs are not compared: what is, is how ours stand to those of the same run.
"""

import dataclasses
import statistics
import typing

# More than this is worse, or not reached.
TOLERANCE = 1.1
OURS, BASE = "ours", "0.1.0"
HEAD = ["what", "unit", "ours", "0.1.0", "others", "ours is", "to reach", "reached"]


def p99(samples):
    return statistics.quantiles(samples, n=100, method="inclusive")[98]


@dataclasses.dataclass(frozen=True)
class Row:
    """A figure: how it is measured, as samples by side, and what it is to reach, by side or by `None` for a value of the unit."""

    what: str
    unit: str
    measure: typing.Callable
    goal: dict = dataclasses.field(default_factory=dict)
    statistic: typing.Callable = statistics.median
    more_is_better: bool = False
    # The same on every machine, and so compared by itself.
    steady: bool = False
    # Left out of a quick run; only measured when it is asked for.
    is_long: bool = False
    on_demand: bool = False


@dataclasses.dataclass(frozen=True)
class Figure:
    """A row's values by side, of one run."""

    row: Row
    values: dict

    @property
    def ours(self):
        return self.values[OURS]

    @property
    def ratios(self):
        return {side: self.ours / value for side, value in self.values.items() if side != OURS and value}

    @property
    def reached(self):
        """Whether everything that is to be reached is; None where nothing is."""
        if not self.row.goal:
            return None
        return all(self.is_within(side, bound) for side, bound in self.row.goal.items())

    def is_within(self, side, bound):
        limit = bound if side is None else bound * self.values[side]
        return self.ours >= limit if self.row.more_is_better else self.ours <= limit

    def worse(self, before):
        """By how much it is worse than a row of an earlier table; None if it is not. Every side has to say so: one that was slow for
        itself says nothing about ours."""
        if self.row.steady:
            changes = [self.ours / number(before["ours"])] if number(before["ours"]) else [2.0] if self.ours else []
        else:
            then = read_ratios(before["ours is"])
            changes = [ratio / then[side] for side, ratio in self.ratios.items() if then.get(side)]
        if self.row.more_is_better:
            changes = [1 / change for change in changes]
        return min(changes) if changes and min(changes) > TOLERANCE else None

    @property
    def cells(self):
        others = {side: value for side, value in self.values.items() if side not in (OURS, BASE)}
        return {
            "what": self.row.what, "unit": self.row.unit, "ours": shown(self.ours), "0.1.0": shown(self.values.get(BASE)),
            "others": "; ".join(f"{side} {shown(value)}" for side, value in others.items()),
            "ours is": "; ".join(f"{ratio:.3g} × {side}" for side, ratio in self.ratios.items()),
            "to reach": goal(self.row), "reached": {True: "yes", False: "no", None: ""}[self.reached]}


def goal(row):
    if row.goal == {None: 0}:
        return "none"
    word = "at least" if row.more_is_better else "at most"
    parts = (f"{bound:g} {row.unit}".strip() if side is None else f"{bound:g} × {side}" for side, bound in row.goal.items())
    return f"{word} {', '.join(parts)}" if row.goal else ""


def shown(value):
    if value is None:
        return ""
    return f"{value:.0f}" if value == round(value) or abs(value) >= 100 else f"{value:.3g}"


def number(cell):
    try:
        return float(cell)
    except ValueError:
        return 0.0


def read_ratios(cell):
    pairs = (part.split(" × ") for part in cell.split("; ") if part)
    return {side: float(ratio) for ratio, side in pairs}


def read(path):
    """The rows of a table, by what they are about."""
    if not path.exists():
        return {}
    lines = [line for line in path.read_text().splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]
    return {row[0]: dict(zip(HEAD, row, strict=True)) for row in rows}


def write(path, introduction, rows):
    """The table, as GitHub shows it."""
    lines = [HEAD, ["---"] * len(HEAD), *([row[name] for name in HEAD] for row in rows)]
    path.write_text(introduction + "\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines))
