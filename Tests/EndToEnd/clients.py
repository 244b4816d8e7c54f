"""Clients that take no notice of a daemon that is stopped and started: three set reminders, three look, each over and over,
until standard input ends. The notification server is the slow one of all, so a reminder comes after a few looks. Proves that every call succeeds with nothing on standard error, and that every reminder which was
acknowledged comes, and comes once. Prints its figures; fails with what went wrong."""

import collections
import json
import os
import random
import subprocess
import sys
import threading

LOOKS = (["status"], ["next"], ["remind", "--list"], ["log", "-n", "20"], ["plan", "list"], ["status", "--json"])
LONGEST = 20  # seconds: more than percolatectl's own patience


class Clients:
    def __init__(self, seed):
        self.over = threading.Event()
        self.acknowledged, self.failures, self.calls = [], [], 0
        self.threads = [
            threading.Thread(target=work, args=(number, random.Random(seed + number)))
            for number, work in enumerate([self.remind, self.look] * 3)]
        for thread in self.threads:
            thread.start()

    def run(self, arguments):
        """Whether it succeeded."""
        self.calls += 1
        try:
            done = subprocess.run(
                ["percolatectl", *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=LONGEST, check=False)
        except subprocess.TimeoutExpired:
            self.failures.append(f"{arguments}: hangs")
            return False
        if done.returncode == 0 and not done.stderr:
            return True
        self.failures.append(f"{arguments}: {done.returncode} {done.stderr.strip()}")
        return False

    def remind(self, number, chance):
        count = 0
        while not self.over.is_set():
            for _ in range(8):
                self.run(chance.choice(LOOKS))
            count += 1
            text = f"client {number} of {os.getpid()}, number {count}."
            if self.run(["remind", text, "--in", f"{chance.randint(1, 5)}s"]):
                self.acknowledged.append(text)

    def look(self, _number, chance):
        while not self.over.is_set():
            self.run(chance.choice(LOOKS))

    def finish(self):
        self.over.set()
        for thread in self.threads:
            thread.join()

    def popups(self):
        """How often the bus has seen each reminder, once the last of them has come."""
        waited_for, seen = {*self.acknowledged}, collections.Counter()
        log = os.environ["XDG_RUNTIME_DIR"] + "/bus.log"
        with subprocess.Popen(["timeout", "30", "tail", "--lines=+1", "--follow", log], stdout=subprocess.PIPE) as tail:
            while waited_for and (line := tail.stdout.readline()):
                message = json.loads(line)
                if message.get("member") == "Notify":
                    seen[message["payload"]["data"][4]] += 1
                    waited_for.discard(message["payload"]["data"][4])
            tail.kill()
        return seen


clients = Clients(int(sys.argv[1]))
sys.stdin.read()
clients.finish()
# Due after all the others: when it has come, so have they, and whatever came twice.
if clients.run(["remind", "That was all.", "--in", "6s"]):
    clients.acknowledged.append("That was all.")
popups = clients.popups()
clients.failures += [f"shown {popups[text]} times: {text}" for text in clients.acknowledged if popups[text] != 1]
print(f"{clients.calls} calls, {len(clients.acknowledged)} reminders, {len(clients.failures)} failures")
sys.exit("\n".join(clients.failures) or 0)
