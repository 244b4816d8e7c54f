"""The figures, measured inside the throw-away machine: see run."""

import json
import os
import socket
import statistics
import subprocess
import tempfile
import time
from datetime import datetime, timedelta, timezone

ROUNDS = 20
BUS_LOG = os.environ["XDG_RUNTIME_DIR"] + "/bus.log"


def pid(unit):
    shown = subprocess.run(
        ["systemctl", "--user", "show", "--value", "--property=MainPID", unit], capture_output=True, text=True, check=True)
    return int(shown.stdout)


def row(what, ours, peer, theirs, unit):
    ours, theirs = statistics.median(ours), statistics.median(theirs) if theirs else None
    side = f"{theirs:10.2f} {peer}   ratio {ours / theirs:.2f}" if theirs else ""
    print(f"{what:42} {ours:10.2f} {unit:5} {side}", flush=True)


def arrivals():
    """When each popup's call was on the bus, by its words."""
    found = {}
    with open(BUS_LOG) as log:
        for line in log:
            message = json.loads(line)
            if message.get("member") == "Notify":
                data = message["payload"]["data"]
                found[f"{data[3]} {data[4]}"] = message["timestamp-realtime"]
    return found


def lateness():
    """From the due moment to the call on the bus; the peer is a timer unit that runs notify-send."""
    subprocess.run(["sed", "-i", "s/text: .*/text: full/", os.path.expanduser("~/.config/percolate/percolate.yaml")])
    subprocess.run(["percolatectl", "reload"], check=True, capture_output=True)
    start = datetime.now(timezone.utc).replace(microsecond=0) + timedelta(seconds=ROUNDS * 2 // 10 + 15)
    due = {}
    for index in range(ROUNDS):
        ours, theirs = start + timedelta(seconds=2 * index), start + timedelta(seconds=2 * index + 1)
        due[f"Reminder ours {index}"], due[f"theirs {index} "] = ours, theirs
        at = ours.strftime("%Y-%m-%dT%H:%M:%SZ")
        subprocess.run(["percolatectl", "remind", f"ours {index}", "--at", at], check=True, capture_output=True)
        subprocess.run(
            ["systemd-run", "--user", "--on-calendar", theirs.strftime("%Y-%m-%d %H:%M:%S UTC"),
             "--timer-property=AccuracySec=1us", "notify-send", f"theirs {index}"], check=True, capture_output=True)
    time.sleep(max(0, (start - datetime.now(timezone.utc)).total_seconds()) + 2 * ROUNDS + 2)
    seen = arrivals()
    late = {words: (seen[words] - when.timestamp() * 1e6) / 1000 for words, when in due.items() if words in seen}
    ours = [value for words, value in late.items() if words.startswith("Reminder")]
    theirs = [value for words, value in late.items() if words.startswith("theirs")]
    print(f"(of {ROUNDS} each, {len(ours)} and {len(theirs)} arrived)")
    row("lateness of a due nudge", ours, "systemd timer + notify-send", theirs, "ms")


def switches(process):
    with open(f"/proc/{process}/status") as status:
        return sum(int(line.split()[1]) for line in status if "ctxt_switches" in line)


def idle():
    ours, theirs = pid("percolated"), pid("dunst")
    before = switches(ours), switches(theirs)
    time.sleep(60)
    row("wake-ups in 60 s of idling", [switches(ours) - before[0]], "dunst", [switches(theirs) - before[1]], "")


def memory():
    def kilobytes(process, *names):
        with open(f"/proc/{process}/smaps_rollup") as rollup:
            values = dict(line.split(":") for line in rollup.readlines()[1:])
        return sum(int(values[name].split()[0]) for name in names) / 1024

    ours, theirs = pid("percolated"), pid("dunst")
    row("memory, proportional share (PSS)", [kilobytes(ours, "Pss")], "dunst", [kilobytes(theirs, "Pss")], "MiB")
    # The machine's files are in memory, where pages of programs count as written to; anonymous memory does not.
    row("memory, anonymous", [kilobytes(ours, "Pss_Anon")], "dunst", [kilobytes(theirs, "Pss_Anon")], "MiB")
    with open(f"/proc/{ours}/status") as status:
        threads = [int(line.split()[1]) for line in status if line.startswith("Threads")]
    row("threads", threads, "", None, "")


def wall(command):
    start = time.monotonic()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return (time.monotonic() - start) * 1000


def status():
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(wall(["percolatectl", "status"]))
        theirs.append(wall(["systemctl", "--user", "--no-pager", "status", "dunst"]))
    row("percolatectl status", ours, "systemctl --user status", theirs, "ms")


def ready():
    """From exec to READY=1, with an empty data folder each time."""
    times = []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            listener.bind(folder + "/notify")
            environment = dict(
                os.environ, NOTIFY_SOCKET=folder + "/notify", XDG_DATA_HOME=folder, XDG_RUNTIME_DIR=folder)
            start = time.monotonic()
            daemon = subprocess.Popen(["percolated"], env=environment, stderr=subprocess.DEVNULL)
            while b"READY=1" not in listener.recv(4096):
                pass
            times.append((time.monotonic() - start) * 1000)
            daemon.terminate()
            daemon.wait()
    row("exec to READY=1", times, "", None, "ms")


for figure in (ready, status, lateness, memory, idle):
    figure()
