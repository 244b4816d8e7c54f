"""A journey that does every kind of thing once: what a user asks for, what time brings, what a notification server says. It
keeps the ledger that a daemon is held against afterwards: which commands were acknowledged, which were refused, and what was
on the screen.
"""

import collections
import concurrent.futures
import contextlib
import datetime
import itertools
import pathlib
import re
import resource
import sqlite3
import stat
import time
import traceback

from rig import PATIENCE, Gone, Outcome, Refused, outcomes

DAY = 86_400
SECRET = "marzipan at the lighthouse"
# Long enough to need pages of their own in the database.
LONG = " ".join(["and so it went on"] * 500)
PLAN = """
plan: errand
version: {version}
title: An errand
about: For tests.
start: begin
stages:
  begin:
    title: Beginning
    aim: See a nudge.
    why: It has only begun.
    stay: {{ least: 1 day, usual: {usual} days }}
    contact: none
    towards: yes
    transitions: {{ they no-contact: end }}
    nudges:
      - {{ id: first, when: at once, late: drop, full: "A quokka for {{name}}.", discreet: "A quokka." }}
  end:
    title: The end
    aim: Rest.
    why: It is over.
    stay: {{ least: 1 day, usual: 2 days, longest: 3 days }}
    contact: none
    towards: no
    ends: yes
    transitions: {{}}
    nudges:
      - {{ id: last, when: 1 day after entering at 19:30, full: "Goodbye.", discreet: "Goodbye." }}
"""


class Ended(Exception):
    """The daemon has ended under the journey's feet."""


class Step:
    """A command and what it leaves: lines of the log, by stream, kind and detail, and what `then` finds in a `View`."""

    def __init__(self, name, lines=(), then=None):
        self.name, self.lines, self.then = name, lines, then
        self.acknowledged = False

    def check(self, view, refused=False):
        present = {view.lines[line] for line in self.lines}
        if len(present) > 1 or not present <= {0, 1}:
            raise AssertionError(f"{self.name} is there in part, or twice")
        if self.acknowledged and 0 in present:
            raise AssertionError(f"{self.name} was acknowledged and is lost")
        if refused and 1 in present:
            raise AssertionError(f"{self.name} was refused and is done")
        if self.then and (self.acknowledged or 1 in present) and not self.then(view):
            raise AssertionError(f"{self.name} is there in part")


class View:
    """What a daemon tells of itself."""

    def __init__(self, rig):
        log = rig.log()
        self.lines = collections.Counter((line["stream"], line["kind"], line["detail"]) for line in log)
        self.outcomes = outcomes(log)
        self.writings = {writing["text"] for writing in rig.call("Writings", limit=1000)["writings"]}
        found = [rig.call("Search", words=word, limit=100)["writings"] for word in ("note", "urge", "letter")]
        self.found = {writing["text"] for writings in found for writing in writings}
        self.reminders = {reminder["id"] for reminder in rig.call("Reminders")["reminders"]}
        self.standings = {one["timeline"]: one for one in rig.call("Status", all=True)["state"]["standings"]}

    def reminder(self, number):
        """What became of a reminder that is due once."""
        return next((one for key, one in self.outcomes.items() if key.startswith(f"reminder/{number}@")), Outcome())


class Journey:
    """One walk, and its ledger: the steps, and the words of the reminders by their number, less one."""

    def __init__(self, rig, server):
        self.rig, self.server = rig, server
        self.steps, self.words, self.forgotten = [], [], []
        # Called when a command is refused, with the error, or when there is trouble; afterwards it is tried again.
        self.mend = None

    def prepare(self):
        """Leaves what a daemon leaves that is killed while it hands over a popup, and before it has finished an erasure."""
        self.plan(1)
        self.server.answer = lambda popup: None
        daemon = self.rig.start()
        self.remind("nobody knows")
        self.server.next_popup()
        with contextlib.closing(sqlite3.connect(self.database)) as database, database:
            database.execute("INSERT INTO to_compact VALUES (0)")
        daemon.kill()
        self.server.answer = lambda popup: popup["id"]

    def walk(self):
        """Every kind of thing."""
        self.plan(1)
        self.begin("road", "coffee", "Robin", -30)
        self.remind("water the basil")
        self.press("water the basil", "done")
        self.remind("put it off")
        self.press("put it off", "later")
        self.remind("put it off again")
        self.popup("put it off again")
        self.put_off()
        self.popup("put it off again")
        self.remind("close it")
        self.server.emit("NotificationClosed", self.popup("close it")["id"], 2)
        self.write("road", "note", f"a note {LONG}")
        self.write("road", "urge", "an urge")
        self.ask("Did", [("road", "did", "slip")], timeline="road", deed="slip", on=moment(-60))
        self.write("road", "letter", f"a letter {LONG}")
        self.cancel()
        self.upgrade()
        self.ask("They", [("road", "they", "wrote")], timeline="road", reply="wrote", on=moment(0))
        self.refuse()
        self.ask("Reload")
        self.forget()
        self.remind("one more")
        self.press("one more", "done")

    def put_off(self):
        number = len(self.words)
        self.ask("Later", (), lambda view: "later" in view.reminder(number).states, soon="until")

    def cancel(self):
        number = len(self.words) + 1
        self.remind("not any more", 3600)
        self.ask("Cancel", [("reminders", "reminder-cancelled", str(number))],
                 lambda view: number not in view.reminders, id=number)

    def upgrade(self):
        self.begin("errand", "errand", "Robin", -1)
        self.popup("A quokka for Robin.")
        self.plan(2)
        self.ask("Upgrade", [("errand", "upgraded", "version 2")],
                 lambda view: view.standings["errand"]["planVersion"] == 2, timeline="errand", carryOut=True)
        self.ask("Stop", [("errand", "ended", "stopped")],
                 lambda view: view.outcomes["errand/first#1"].state in ("withdrawn", "missed"), timeline="errand")

    def refuse(self):
        """A no on one journey closes every other that leads to the same person."""
        self.begin("other", "errand", "ROBIN", -1)
        self.popup("A quokka for ROBIN.")
        self.ask("They", [("road", "they", "no-contact")], lambda view: view.standings["other"].get("boundary"),
                 timeline="road", reply="no-contact", on=moment(0))

    def forget(self):
        first = len(self.steps)
        self.begin("gone", "errand", "Sam", -1)
        self.popup("A quokka for Sam.")
        self.write("gone", "note", f"a note: {SECRET}")
        self.forgotten = self.steps[first:]
        self.ask("Forget", timeline="gone")

    def ask(self, method, lines=(), then=None, soon=None, **parameters):
        """Gives a command. `soon` names a parameter that lies a moment ahead; where it was past on arrival, one further off is
        tried."""
        step = Step(method, lines, then)
        self.steps.append(step)
        for delay in (0.03, 0.3, 3, 3):
            try:
                self.rig.call(method, **parameters, **({soon: moment(delay)} if soon else {}))
            except Gone as error:
                raise Ended(method) from error
            except Refused as error:
                if error.parameters.get("code") == "in-the-past":
                    continue
                if not self.mend:
                    raise AssertionError(f"{method} was refused: {error} {error.parameters}") from error
                if method == "Forget" and error.name.endswith(".UnknownTimeline"):
                    break  # It was forgotten, and the refusal was for the files, which had to wait.
                self.mend(error)
                step.check(View(self.rig), refused=True)
                continue
            break
        else:
            raise AssertionError(f"{method} was refused to the end")
        step.acknowledged = True

    def begin(self, timeline, plan, name, day):
        self.ask("Start", [(timeline, "started", f"{plan}, {name}")], lambda view: timeline in view.standings,
                 timeline=timeline, plan=plan, name=name, brokeUp=moment(day * DAY), history=[])

    def write(self, timeline, kind, text):
        """Log, index and history change together."""
        self.ask("Write", [(timeline, "wrote", kind)], lambda view: text in view.writings and text in view.found,
                 timeline=timeline, kind=kind, text=text)

    def remind(self, words, seconds=None):
        self.words.append(words)
        when = {"at": moment(seconds)} if seconds else {"soon": "at"}
        self.ask("Remind", [("reminders", "reminder-set", str(len(self.words)))], text=words, **when)

    def popup(self, words):
        """The next popup that says this."""
        while (popup := self.server.next_popup()) and popup["body"] != words:
            if popup is TROUBLE and self.mend:
                self.mend()
        if not popup:
            raise Ended("popup")
        return popup

    def press(self, words, key):
        """Presses a button; the popup goes when that is on the disk."""
        popup, number = self.popup(words), len(self.words)
        step = Step(key, (), lambda view: key in view.reminder(number).states)
        self.steps.append(step)
        self.server.emit("ActionInvoked", popup["id"], key)
        while (closed := self.server.closings.get(timeout=PATIENCE)) != popup["id"]:
            if closed is None:
                raise Ended(key)
            if closed is TROUBLE and self.mend:
                self.mend()
        step.acknowledged = True

    def plan(self, version):
        folder = self.rig.configuration / "plans"
        folder.mkdir(exist_ok=True)
        (folder / "errand.yaml").write_text(PLAN.format(version=version, usual=version + 1))

    @property
    def database(self):
        return self.rig.data / "percolate.sqlite"

    def settle(self):
        """Waits until nothing is on its way to the screen, and tries whether the daemon is of use."""
        last = self.steps[-1] if self.steps else None
        if last and last.name == "Remind" and not last.acknowledged and last.lines[0] not in View(self.rig).lines:
            # It came to nothing, and its number goes to the next one.
            self.steps.pop()
            self.words.pop()
        self.rig.await_state(
            lambda state: not state["desktop"].startswith("no ") and all(one["state"] == "shown" for one in state["owed"]))
        self.remind("of use")
        self.press("of use", "done")

    def check(self):
        """Compares what a daemon tells with the ledger. Returns how many deliveries are marked as perhaps shown twice, and how
        many were."""
        view = View(self.rig)
        is_gone = not any(stream == "gone" for stream, _, _ in view.lines)
        for step in self.steps:
            if not (is_gone and step in self.forgotten):
                step.check(view)
        popups = collections.Counter(popup["body"] for popup in self.server.popups)
        checked = {f"reminder/{number}@": popups[words] for number, words in enumerate(self.words, 1)}
        names = {"errand/": "Robin", "other/": "ROBIN", "gone/": "Sam"}
        checked |= {beginning: popups[f"A quokka for {name}."] for beginning, name in names.items()}
        marked = twice = 0
        for key, outcome in view.outcomes.items():
            count = next((count for beginning, count in checked.items() if key.startswith(beginning)), None)
            try:
                outcome.check(count if count is not None else outcome.states.count("shown"))
            except AssertionError as error:
                raise AssertionError(f"{key}: {error}") from error
            if outcome.state in ("owed", "sending"):
                raise AssertionError(f"{key} is {outcome.state} for ever")
            marked += outcome.marked
            twice += count is not None and count > 1 + outcome.states.count("later")
        self.check_due(view)
        return marked, twice

    def check_due(self, view):
        """Each reminder that is set and due has been on the screen, or the log says why not: of one that was being handed over
        at each of two kills nobody knows."""
        for number, words in enumerate(self.words, 1):
            is_set, outcome = view.lines["reminders", "reminder-set", str(number)], view.reminder(number)
            is_unknown = outcome.state == "missed" and outcome.reason == "unknown" and outcome.marked
            if is_set and words != "not any more" and "shown" not in outcome.states and not is_unknown:
                raise AssertionError(f"reminder {number} is lost: {outcome.states}, {outcome.reason}")
        for stream in ("errand", "other", "gone"):
            if view.lines[stream, "entered", "begin"] and not any(key.startswith(f"{stream}/first#") for key in view.outcomes):
                raise AssertionError(f"the first nudge of {stream} is lost")

    def check_files(self):
        """Of a daemon that has ended: its files are its user's alone, and without what was forgotten. They are only looked at,
        so that the next daemon finds them as they are."""
        is_forgotten = any(step.name == "Forget" and step.acknowledged for step in self.steps)
        for path in [self.rig.data, *self.rig.data.iterdir()] if self.rig.data.exists() else ():
            if stat.S_IMODE(path.stat().st_mode) & 0o077:
                raise AssertionError(f"others can read {path.name}")
            if is_forgotten and path.is_file() and SECRET.encode() in path.read_bytes():
                raise AssertionError(f"{path.name} still has what was forgotten")

    def check_database(self):
        """Of a daemon that has ended: its database and the index in it are sound."""
        with contextlib.closing(sqlite3.connect(self.database)) as database:
            if (found := database.execute("PRAGMA integrity_check").fetchall()) != [("ok",)]:
                raise AssertionError(f"the database is damaged: {found}")
            database.execute("INSERT INTO writing (writing) VALUES ('integrity-check')")


# What a journey that waits is told when the daemon has reported trouble; no popup.
TROUBLE = {"body": None}


def follow(server, daemon, is_trouble=lambda status: False):
    """Wakes whoever waits for the server when the daemon has ended, or reports trouble to the service manager."""
    queues = server.arrived, server.closings

    def tell(news):
        for each in queues:
            each.put(news)

    daemon.on_status = lambda status: tell(TROUBLE) if is_trouble(status) else None
    daemon.on_end = lambda: tell(None)
    if daemon.process.poll() is not None:
        tell(None)


def try_points(points, attempt, seconds):
    """Tries as many of the points as there are seconds for, or all (None), four at a time: a daemon that waits for the disk
    leaves room for another. Returns the points that passed with what `attempt` gave, and how many failed; those are printed."""
    end = time.monotonic() + (seconds or float("inf"))
    passed, failed = [], 0
    # PyGObject keeps a descriptor of each notification server that there was.
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        for point, future in [(point, pool.submit(attempt_until, end, attempt, point)) for point in points]:
            try:
                result = future.result()
            except Exception:  # noqa: BLE001, whatever it is, the point that brings it is the news
                print(f"not ok: {point}\n{traceback.format_exc()}", flush=True)
                failed += 1
                continue
            if result is not None:
                passed.append((point, result))
                if len(passed) % 200 == 0:
                    print(f"{len(passed)} of {len(points)} points passed", flush=True)
    return passed, failed


def attempt_until(end, attempt, point):
    return attempt(point) if time.monotonic() < end else None


def mixed(points, call, generator):
    """The points in a random order in which the calls take turns, so that a few of them are some of each."""
    groups = collections.defaultdict(list)
    for point in points:
        groups[call(point)].append(point)
    for group in groups.values():
        generator.shuffle(group)
    turns = itertools.zip_longest(*groups.values())
    return [point for turn in turns for point in turn if point]


def troubles(daemon):
    """The lines by which it has told the journal of trouble."""
    return [line for line in daemon.said().splitlines() if line.endswith("It is tried again.")]


def check_retry(daemon, status):
    """Of its timers on the wall clock (0) one ends within the half minute of the first retry: timerfd_create(2), proc(5). It
    may have ended just now; then the trouble is over, or another one is set by the time that the status is told."""
    folder = pathlib.Path(f"/proc/{daemon.process.pid}/fdinfo")
    for _ in range(3):
        told = "\n".join(read(path) for path in folder.iterdir())
        timers = re.findall(r"clockid: 0\n(?:.*\n)*?it_value: \((\d+), (\d+)\)", told)
        if any(0 < int(seconds) * 10**9 + int(rest) <= 30 * 10**9 for seconds, rest in timers) or not status():
            return
    raise AssertionError(f"no timer is set to try again: {timers}")


def read(path):
    """What a file of /proc says, if it is still there."""
    try:
        return path.read_text()
    except FileNotFoundError:
        return ""


def moment(seconds):
    """So many seconds from now, as the interface writes it."""
    then = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)
    return then.isoformat().replace("+00:00", "Z")
