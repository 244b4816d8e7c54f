"""Kills the daemon, in its unit, at random moments, while some ten reminders a second fall due, and then holds the log against
two ledgers: which reminders were acknowledged, and what the bus carried to the notification server.

Usage: kill-often.py BUS-LOG KILLS SEED
"""

import collections
import datetime
import json
import os
import random
import socket
import subprocess
import sys
import threading

from rig import INTERFACE, PATIENCE, Gone, Outcome, Refused, exchange, outcomes, states

SOCKET = f"{os.environ['XDG_RUNTIME_DIR']}/percolate/{INTERFACE}"
UNIT = "percolated.service"
# In how many seconds a reminder is due at the latest.
LONGEST = 0.4


class Killer(threading.Thread):
    """Lets the daemon live for a random while, and kills it: every fourth time without waiting until it is ready."""

    def __init__(self, kills, generator):
        super().__init__(daemon=True)
        self.kills, self.generator, self.over, self.done = kills, generator, threading.Event(), 0

    def run(self):
        try:
            self.kill_all()
        finally:
            self.over.set()

    def kill_all(self):
        done = 0
        while done < self.kills:
            if self.generator.random() < 0.75:
                # Fails where it meets the end of the last one, which is as good.
                subprocess.run(["systemctl", "--user", "start", UNIT], check=False, stderr=subprocess.DEVNULL)
            # How long is the point of it: nothing is waited for.
            threading.Event().wait(self.generator.uniform(0, 0.4))
            kill = ["systemctl", "--user", "kill", "--kill-who=main", "--signal=KILL", UNIT]
            done += subprocess.run(kill, check=False, stderr=subprocess.DEVNULL).returncode == 0
        self.done = done


class Ledger:
    """The reminders, and the lines of the log as they were read."""

    def __init__(self, generator):
        self.generator = generator
        self.words, self.unanswered, self.lines = {}, set(), {}

    def remind(self, words, seconds=None):
        """Sets one that is due in a moment. Where no answer comes, nobody knows whether it is set."""
        wait = seconds or self.generator.uniform(0.05, LONGEST)
        due = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=wait)
        try:
            self.words[call("Remind", text=words, at=due.isoformat().replace("+00:00", "Z"))["reminder"]["id"]] = words
        except Gone:
            self.unanswered.add(words)
        except Refused as error:
            if error.parameters.get("code") != "in-the-past":
                raise

    def read(self):
        """The log's latest lines; where the daemon is killed meanwhile, the next one is asked."""
        while True:
            try:
                self.lines.update({line["seq"]: line for line in call("Log", limit=1000)["entries"]})
                return
            except Gone:
                continue

    def check(self, popups):
        """Returns how many reminders there were, how many came twice, and how many are marked."""
        if missing := set(range(1, max(self.lines) + 1)) - set(self.lines):
            raise AssertionError(f"{len(missing)} lines are missing from the log, the first is {min(missing)}")
        lines = [line for _, line in sorted(self.lines.items())]
        found = collections.defaultdict(Outcome, {int(key[9:].split("@")[0]): one for key, one in outcomes(lines).items()})
        known = {int(line["detail"]) for line in lines if line["kind"] == "reminder-set"}
        if lost := set(self.words) - known:
            raise AssertionError(f"acknowledged and lost: {sorted(lost)}")
        for number in known:
            state = found[number].state
            is_unknown = state == "missed" and found[number].reason == "unknown" and found[number].marked
            if state not in ("shown", "dismissed") and not is_unknown:
                raise AssertionError(f"reminder {number} is {state} for ever, {found[number].reason}")
            if number in self.words:
                found[number].check(popups[self.words[number]])
        if len(known - set(self.words)) != sum(popups[words] > 0 for words in self.unanswered):
            raise AssertionError("of those that had no answer, others are in the log than on the screen")
        twice = sum(count > 1 for count in popups.values())
        return len(known), twice, sum(one.marked for one in found.values()), sum(one.state == "missed" for one in found.values())


def call(method, **parameters):
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(PATIENCE)
        try:
            connection.connect(SOCKET)
            return exchange(connection, method, parameters)
        except ConnectionError as error:
            raise Gone(method) from error


def await_quiet():
    """Waits until nothing is on its way to the screen."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(PATIENCE)
        connection.connect(SOCKET)
        connection.sendall(json.dumps({"method": f"{INTERFACE}.Monitor", "more": True}).encode() + b"\0")
        with connection.makefile("rb") as replies:
            next(state for state in states(replies) if all(one["state"] == "shown" for one in state["owed"]))


def popups(bus_log, last):
    """How often each popup was handed over, by its words, up to the last one."""
    counts = collections.Counter()
    with subprocess.Popen(["tail", "--lines=+1", "--follow", bus_log], stdout=subprocess.PIPE) as tail:
        for line in tail.stdout:
            message = json.loads(line)
            if message.get("member") == "Notify":
                counts[message["payload"]["data"][4]] += 1
                if counts[last]:
                    tail.kill()
                    return counts
    raise AssertionError("the bus log has ended")


def main(bus_log, kills, seed):
    print(f"figures: seed {seed}", flush=True)
    generator = random.Random(int(seed))
    killer, ledger, number = Killer(int(kills), random.Random(generator.random())), Ledger(generator), 0
    killer.start()
    while not killer.over.wait(0.2):
        for number in range(number + 1, number + 4):
            ledger.remind(f"reminder {number}.")
        if number % 30 == 0:
            ledger.read()
            # Popups stay, and a server that keeps thousands of them would be what is tested.
            subprocess.run(["dunstctl", "close-all"], check=True)
    if killer.done < killer.kills:
        raise AssertionError("the killer has stopped early")
    await_quiet()
    # Later than all others, which may be set already and not due yet.
    ledger.remind("the last one", LONGEST + 0.1)
    counts = popups(bus_log, "the last one")
    await_quiet()
    ledger.read()
    reminders, twice, marked, missed = ledger.check(counts)
    print(f"figures: {kills} kills, {reminders} reminders: 0 lost, {twice} came twice and are marked, "
          f"{marked} marked in all, {missed} of them never confirmed")


main(*sys.argv[1:])
