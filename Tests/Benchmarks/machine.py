"""The rows that need a service manager, and so a throw-away machine: the clients of systemd, and its timers. The folders of the
daemons are on the disk of this system all the same, since the machine's own files are in memory, where a commit costs nothing.
"""

import functools
import json
import os
import pathlib
import shutil
import subprocess

TESTS = pathlib.Path(__file__).resolve().parent.parent
NOT_PERMITTED = 77


class Machine:
    """Booted by the first row that needs it. `end` it."""

    def __init__(self, sides, scratch):
        self.sides, self.scratch = sides, pathlib.Path(scratch)
        self.environment = {**os.environ, "MACHINE": f"{scratch}/machine", "MACHINE_DISK": f"{scratch}/disk"}
        self.is_up = False

    def boot(self):
        stage, disk = self.scratch / "stage", self.scratch / "disk"
        disk.mkdir()
        disk.chmod(0o1777)
        self.scratch.chmod(0o711)
        for name in "Benchmarks", "EndToEnd", "Reliability":
            shutil.copytree(TESTS / name, stage / name, ignore=shutil.ignore_patterns("__pycache__"))
        for side in self.sides:
            shutil.copytree(side.programs, stage / side.name)
        subprocess.run(["chmod", "--recursive", "a+rX", stage], check=True)
        done = subprocess.run([TESTS / "EndToEnd/machine", "up", stage], env=self.environment, check=False)
        if done.returncode == NOT_PERMITTED:
            raise NotPermitted
        done.check_returncode()
        self.is_up = True

    @functools.lru_cache
    def measure(self, name, rounds):
        """The samples of one function of inside.py."""
        if not self.is_up:
            self.boot()
        done = subprocess.run(
            [TESTS / "EndToEnd/machine", "user", "env", "PYTHONDONTWRITEBYTECODE=1", "TMPDIR=/srv/disk",
             "PYTHONPATH=/srv/percolate/Reliability", "/usr/bin/python3", "/srv/percolate/Benchmarks/inside.py", name,
             str(rounds), *(side.name for side in self.sides)],
            env=self.environment, check=True, stdout=subprocess.PIPE, text=True)
        return json.loads(done.stdout)

    def end(self):
        if self.is_up:
            subprocess.run([TESTS / "EndToEnd/machine", "down"], env=self.environment, check=True)


class NotPermitted(Exception):
    """No machine can be booted here."""


def status(bench):
    return bench.machine.measure("status", 2 * bench.rounds)


def lateness(bench):
    return bench.machine.measure("lateness", 20 if bench.quick else 200)
