"""What is measured side by side: our programs, those of 0.1.0, and the programs that a user would compare them with. In each round
every side has its turn, so that a machine that is slow for a while is slow for all; what is compared are medians of one run.
"""

import contextlib
import dataclasses
import os
import pathlib
import random
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time

from rig import INTERFACE, PATIENCE, Rig, exchange

DAY = 86_400
# Before each sample, in seconds.
PAUSE = 0.02
WORDS = ("lake", "morning", "letter", "quiet", "walk", "bread", "window", "silence", "train", "garden", "winter", "coffee", "river")


@dataclasses.dataclass(frozen=True)
class Side:
    """Two programs, as they are installed: stripped."""

    name: str
    programs: pathlib.Path

    @property
    def ctl(self):
        return str(self.programs / "percolatectl")

    @property
    def daemon(self):
        return str(self.programs / "percolated")


class Bench:
    """What a row is given: the sides, what they keep, a machine, a scratch folder on the disk, and how often to try."""

    def __init__(self, sides, stock, machine, scratch, quick):
        self.sides, self.stock, self.machine, self.scratch, self.quick = sides, stock, machine, scratch, quick
        self.rounds = 5 if quick else 21

    @contextlib.contextmanager
    def running(self, side, stock="nothing"):
        """A daemon of this side that is ready, over a copy of what is kept, on a bus of its own."""
        with self.house(side, stock) as rig:
            rig.daemon = rig.start()
            yield rig

    @contextlib.contextmanager
    def house(self, side, stock="nothing"):
        """The folders of a daemon that is not running."""
        with Rig(side.programs) as rig:
            self.stock.put(stock, side, rig)
            yield rig

    def each(self, **options):
        """A running daemon of each side, as `{name: rig}`. A context manager."""
        return together({side.name: self.running(side, **options) for side in self.sides})


@contextlib.contextmanager
def together(managers):
    with contextlib.ExitStack() as stack:
        yield {name: stack.enter_context(manager) for name, manager in managers.items()}


def turns(rounds, measures):
    """So many samples of each measure, by turns and each time in another order, after a first one that does not count."""
    samples, order = {name: [] for name in measures}, list(measures)
    chance = random.Random(rounds)
    for number in range(rounds + 1):
        chance.shuffle(order)
        for name in order:
            # What the one before has set off elsewhere, as the end of a client of a display, is over by then.
            time.sleep(PAUSE)
            sample = measures[name]()
            if number:
                samples[name].append(sample)
    return samples


def timed(act, *arguments, **options):
    """The milliseconds that it takes."""
    began = time.perf_counter()
    act(*arguments, **options)
    return 1000 * (time.perf_counter() - began)


def process(command, environment, allowed=(0,)):
    """The milliseconds from before the start of a process until after its end."""
    silence = [(os.POSIX_SPAWN_OPEN, number, "/dev/null", os.O_RDWR, 0) for number in (0, 1, 2)]
    began = time.perf_counter()
    child = os.posix_spawnp(command[0], command, environment, file_actions=silence)
    _, status = os.waitpid(child, 0)
    taken = time.perf_counter() - began
    if (code := os.waitstatus_to_exitcode(status)) not in allowed:
        raise AssertionError(f"{command} ended with {code}")
    return 1000 * taken


def instructions(command, environment):
    """Millions of instructions of a process, as callgrind counts them: the same in each run, whatever else the machine does."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", *command], env=environment, check=True,
            stdin=subprocess.DEVNULL, capture_output=True, text=True)
    return int(re.search(r"Collected : (\d+)", done.stderr)[1]) / 1e6


def exec_to_ready(rig, side):
    """The milliseconds from a daemon's exec to its READY=1; it is ended again afterwards."""
    path = rig.folder / "ready"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notify:
        notify.bind(str(path))
        notify.settimeout(PATIENCE)
        silence = [(os.POSIX_SPAWN_OPEN, number, "/dev/null", os.O_RDWR, 0) for number in (0, 1, 2)]
        began = time.perf_counter()
        child = os.posix_spawn(side.daemon, [side.daemon], {**rig.environment, "NOTIFY_SOCKET": str(path)}, file_actions=silence)
        while b"READY=1" not in notify.recv(4096):
            pass
        taken = time.perf_counter() - began
        os.kill(child, signal.SIGTERM)
        os.waitpid(child, 0)
    path.unlink()
    return 1000 * taken


class Caller:
    """An open connection to a daemon. A context manager."""

    def __init__(self, rig):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(10 * PATIENCE)
        self.socket.connect(str(rig.socket))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def __call__(self, method, **parameters):
        return exchange(self.socket, method, parameters)

    def ping(self):
        """A call that needs no work, and waits until the loop comes round."""
        self.socket.sendall(b'{"method":"org.varlink.service.GetInfo"}\0')
        while not self.socket.recv(1 << 16).endswith(b"\0"):
            pass


def status_request():
    return f'{{"method":"{INTERFACE}.Status"}}'


def begin(rig):
    """Starts a journey that has been under way for a month."""
    with Caller(rig) as call:
        then = time.strftime("%Y-%m-%dT12:00:00Z", time.gmtime(time.time() - 30 * DAY))
        call("Start", timeline="road", name="Robin", brokeUp=then, history=[])


def memory(process_id):
    """The fields of smaps_rollup, in MiB."""
    rollup = pathlib.Path(f"/proc/{process_id}/smaps_rollup").read_text().splitlines()[1:]
    return {name: int(value.split()[0]) / 1024 for name, value in (line.split(":") for line in rollup)}


def switches(process_id):
    """How often each thread of a process has come to run: `{thread: switches}`."""
    return {
        thread.name: sum(map(int, re.findall(r"ctxt_switches:\s+(\d+)", (thread / "status").read_text())))
        for thread in pathlib.Path(f"/proc/{process_id}/task").iterdir()}


def stripped(programs, folder):
    """Copies the two programs as systemd/install installs them."""
    folder.mkdir(parents=True)
    for name in "percolated", "percolatectl":
        shutil.copy(pathlib.Path(programs) / name, folder / name)
        subprocess.run(["strip", folder / name], check=True)
    return folder
