"""Proves that no crowd of peers, however rude, makes a nudge late, keeps others out, or costs the daemon more than it has bounded.

While reminders fall due all the time: more clients at once than there are places; peers that are silent, stop within a message,
send byte by byte, half-close, watch or ask without ever reading; calls sent ahead by the thousand; frames at and over the limit;
connections that come and go; and a daemon that has no descriptors left. Then: every reminder came once and in time, everybody
polite was answered within percolatectl's patience, memory stayed below its bound, no descriptor is left over, and the processor
is idle again.
"""

import datetime
import json
import os
import pathlib
import random
import re
import resource
import selectors
import socket
import sys
import time

from rig import INTERFACE, Gone, NotificationServer, Refused, Rig, exchange, options

PLACES, WATCHERS = 64, 48
LATEST = 1.0  # seconds
PATIENCE = 10.0  # seconds: percolatectl's
FRAME = 1 << 20
# What waits for peers to read it (32 MiB in all), one message that each may have begun (64 times 1 MiB and a read's 64 KiB),
# both twice for a buffer that grows, and what one answer takes while it is made.
MEMORY = 224  # MiB


class Load:
    """A daemon that is being pestered, and the ledger of what it was to show."""

    def __init__(self, rig, chosen):
        self.rig, self.chosen = rig, chosen
        self.random = random.Random(chosen.seed)
        self.arrivals, self.due = [], {}
        self.server = NotificationServer(rig, answer=self.arrived)
        self.daemon = rig.start()
        self.before = self.descriptors()
        self.slowest = 0.0

    def arrived(self, popup):
        self.arrivals.append((popup["body"], time.time()))
        return popup["id"]

    def remind(self, seconds):
        """Sets a reminder, and writes down when it is due; returns its text."""
        text = f"reminder {len(self.due)}"
        at = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)
        self.due[text] = at.timestamp()
        self.rig.call("Remind", text=text, at=at.isoformat().replace("+00:00", "Z"))
        return text

    def nudges(self, seconds):
        """Reminders for so many seconds from now, three a second, at odd moments."""
        for _ in range(int(3 * seconds)):
            self.remind(0.5 + self.random.uniform(0, seconds))

    def connect(self):
        connection = socket.socket(socket.AF_UNIX)
        connection.connect(str(self.rig.socket))
        return connection

    def ask(self, connection=None):
        """One polite call; its answer has to come within a client's patience."""
        began = time.monotonic()
        with connection or self.connect() as connection:
            connection.settimeout(PATIENCE)
            exchange(connection, "Status", {})
        self.slowest = max(self.slowest, time.monotonic() - began)

    def status(self, key):
        with open(f"/proc/{self.daemon.process.pid}/status", encoding="ascii") as file:
            return next(int(line.split()[1]) for line in file if line.startswith(key + ":"))

    def wake_ups(self):
        """How often any thread has come to run."""
        tasks = pathlib.Path(f"/proc/{self.daemon.process.pid}/task").iterdir()
        return sum(int(count) for task in tasks for count in re.findall(r"ctxt_switches:\s+(\d+)", (task / "status").read_text()))

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.daemon.process.pid}/fd"))

    def processor(self):
        """Seconds of processor time that the daemon has used."""
        with open(f"/proc/{self.daemon.process.pid}/stat", encoding="ascii") as file:
            return sum(int(field) for field in file.read().rpartition(")")[2].split()[11:13]) / 100

    def await_nudge(self, seconds=1.0):
        """Lets time pass as the daemon sees it: until a reminder that is set now comes."""
        self.await_popup(self.remind(seconds))

    def await_popup(self, text):
        while self.server.next_popup()["body"] != text:
            pass


def frame(method, more=False, **parameters):
    return json.dumps({"method": method, "parameters": parameters, **({"more": True} if more else {})}).encode() + b"\0"


def call(method, **parameters):
    return frame(f"{INTERFACE}.{method}", **parameters)


def crowd(load):
    """All at once, 60 more than there are places, each with a call."""
    peers = [load.connect() for _ in range(PLACES + 60)]
    for peer in peers:
        peer.sendall(call("Status"))
    for peer in peers:
        load_answered(load, peer)
    return f"{len(peers)} at once answered"


def load_answered(load, peer):
    began = time.monotonic()
    with peer:
        peer.settimeout(PATIENCE)
        received = b""
        while not received.endswith(b"\0"):
            piece = peer.recv(1 << 16)
            assert piece, "a connection ended before its answer"
            received += piece
    load.slowest = max(load.slowest, time.monotonic() - began)


class Stuck:
    """A peer that takes a place and gives nothing. `tick` is called now and then."""

    KINDS = ("silent", "half", "bytes", "half-closed", "watching", "deaf")

    def __init__(self, load, kind):
        self.kind = kind
        self.peer = load.connect()
        self.peer.setblocking(False)
        self.rest = call("Status")
        if kind == "half":
            self.send(self.rest[:40])
        elif kind == "half-closed":
            self.send(self.rest)
            self.peer.shutdown(socket.SHUT_WR)
        elif kind == "watching":
            self.send(frame(f"{INTERFACE}.Monitor", more=True))

    def send(self, data):
        try:
            return self.peer.send(data)
        except BlockingIOError:
            return 0

    def tick(self):
        if self.kind == "bytes" and len(self.rest) > 1:
            self.rest = self.rest[self.send(self.rest[:1]):]
        elif self.kind == "deaf":
            self.send(call("Log", limit=1000))

    def is_dropped(self):
        try:
            return self.kind not in ("watching", "deaf") and self.peer.recv(1 << 16) == b""
        except BlockingIOError:
            return False


def stuck(load):
    """Stuck peers, each replaced when it is dropped, and in between them polite ones."""
    count, seconds = (500, 120) if load.chosen.long else (100, 5)
    load.nudges(seconds)
    end, dropped, polite = time.monotonic() + seconds, 0, 0
    peers = []
    while time.monotonic() < end:
        # No more at a time than the socket's queue holds, or our own connect would wait for the places to come free.
        for _ in range(min(count - len(peers), PLACES // 2)):
            peers.append(Stuck(load, load.random.choice(Stuck.KINDS)))
        kept = []
        for peer in peers:
            try:
                peer.tick()
                gone = peer.is_dropped()
            except ConnectionError:
                gone = True
            if gone:
                peer.peer.close()
                dropped += 1
            else:
                kept.append(peer)
        peers = kept
        load.ask()
        polite += 1
    for peer in peers:
        peer.peer.close()
    return f"{count} stuck ones for {seconds} s ({dropped} dropped), {polite} polite ones between them answered"


def ahead(load):
    """Calls sent ahead on one connection, and read as they come; then one connection each."""
    count = 100_000 if load.chosen.long else 1_500
    load.nudges(count / 2000)
    calls = [call("Status"), call("Reminders"), call("Cancel", id=1 << 40), frame("org.varlink.service.GetInfo")]
    began = time.monotonic()
    with load.connect() as peer, selectors.DefaultSelector() as selector:
        peer.setblocking(False)
        selector.register(peer, selectors.EVENT_READ | selectors.EVENT_WRITE)
        unsent, sent, answered = b"", 0, 0
        while answered < count:
            for _, events in selector.select(PATIENCE):
                if events & selectors.EVENT_WRITE:
                    while len(unsent) < 1 << 16 and sent < count:
                        unsent += load.random.choice(calls)
                        sent += 1
                    if unsent:
                        unsent = unsent[peer.send(unsent):]
                    else:
                        selector.modify(peer, selectors.EVENT_READ)
                if events & selectors.EVENT_READ:
                    piece = peer.recv(1 << 20)
                    assert piece, f"the connection ended after {answered} of {count} answers"
                    answered += piece.count(b"\0")
    rate = count / (time.monotonic() - began)
    began = time.monotonic()
    for _ in range(count):
        load.ask()
    single = count / (time.monotonic() - began)
    return f"{count} calls ahead ({rate:.0f}/s) and {count} on connections of their own ({single:.0f}/s) answered"


def unread(load):
    """Watchers and callers that never read, while things change: what waits for them is bounded."""
    changes = 3_000 if load.chosen.long else 100
    watchers = [load.connect() for _ in range(WATCHERS)]
    for watcher in watchers:
        watcher.sendall(frame(f"{INTERFACE}.Monitor", more=True))
    callers = [load.connect() for _ in range(PLACES - WATCHERS - 2)]
    for caller in callers:
        caller.setblocking(False)
    for _ in range(changes):
        number = load.rig.call("Remind", text="x" * 1000, on="Mon 11:00")["reminder"]["id"]
        load.rig.call("Cancel", id=number)
        for caller in callers:
            try:
                caller.send(100 * call("Log", limit=1000) + 20 * frame(
                    "org.varlink.service.GetInterfaceDescription", interface=INTERFACE))
            except (BlockingIOError, ConnectionError):
                pass
    refused = load.connect()
    refused.sendall(frame(f"{INTERFACE}.Monitor", more=True))
    received = refused.recv(1 << 16)
    assert b"Unavailable" in received or b"continues" in received, received
    for peer in [refused, *watchers, *callers]:
        peer.close()
    return f"{changes} changes with {len(watchers)} watchers and {len(callers)} callers that never read"


def frames(load):
    """A message of exactly the limit is answered; one byte more ends the connection, and nobody else's."""
    for over in 0, 1:
        text = call("Write", timeline=None, kind="note", text="")
        text = text.replace(b'"text": ""', b'"text": "' + b"x" * (FRAME + 1 + over - len(text)) + b'"')
        assert len(text) == FRAME + 1 + over, len(text)
        with load.connect() as peer:
            peer.settimeout(PATIENCE)
            try:
                peer.sendall(text)
                answer = peer.recv(1 << 16)
            except ConnectionError:
                answer = b""
            assert bool(answer) != bool(over), f"{len(text)} bytes: {answer[:200]}"
    load.ask()
    return "frames at the limit answered, over it closed"


def passing(load):
    """Peers that come and go: with nothing, with half a message, with a call whose answer they do not wait for."""
    count = 20_000 if load.chosen.long else 1_000
    for number in range(count):
        with load.connect() as peer:
            peer.sendall((b"", call("Status")[:20], call("Status"))[number % 3])
    load.ask()
    return f"{count} came and went"


def starved(load):
    """No descriptors left: nudges still come, nobody is turned away for good, and the loop does not spin."""
    load.daemon.process.send_signal(15)
    load.daemon.await_end()
    load.daemon = load.rig.start("prlimit", "--nofile=40")
    # Set before: afterwards a call would have to wait for a place.
    first, second = load.remind(2), load.remind(7 if load.chosen.long else 4)
    peers = [load.connect() for _ in range(PLACES)]
    load.await_popup(first)
    used = load.processor()
    load.await_popup(second)
    used = load.processor() - used
    assert used < 0.3, f"{used} s of processor time with no descriptors left"
    for peer in peers:
        peer.close()
    load.ask()
    return f"{used:.2f} s of processor time without descriptors"


def settled(load):
    """No descriptor is left over, and no work."""
    load.await_nudge()
    after = load.descriptors()
    assert after <= load.before, f"{after} descriptors, {load.before} before"
    used, woken = load.processor(), load.wake_ups()
    load.await_nudge(10 if load.chosen.long else 2)
    used, woken = load.processor() - used, load.wake_ups() - woken
    assert used < 0.1 and woken < 100, f"not idle: {used} s of processor time, {woken} context switches"
    return f"{after} descriptors as before, idle again ({woken} wake-ups for a nudge)"


def check_nudges(load):
    """Every reminder came once, and in time."""
    arrivals = dict(load.arrivals)
    lost = [text for text in load.due if text not in arrivals]
    assert not lost, f"{len(lost)} lost: {lost[:5]}"
    assert len(arrivals) == len(load.arrivals), f"{len(load.arrivals) - len(arrivals)} came twice"
    latest, worst = max((arrivals[text] - due, text) for text, due in load.due.items())
    assert latest <= LATEST, f"{worst} of {len(arrivals)} came {latest:.3f} s late"
    return f"{len(arrivals)} nudges, the latest {1000 * latest:.0f} ms late, the slowest answer {1000 * load.slowest:.0f} ms"


def main():
    chosen = options(__doc__.splitlines()[0])
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    with Rig(chosen.programs) as rig:
        load = Load(rig, chosen)
        try:
            for part in crowd, stuck, ahead, unread, frames, passing:
                load.nudges(2)
                print(part(load), flush=True)
            load.await_nudge(3)
            print(settled(load), flush=True)
            most, anonymous = load.status("VmHWM") / 1024, load.status("RssAnon") / 1024
            assert most < MEMORY, f"{most:.0f} MiB of memory, bounded by {MEMORY}"
            print(f"memory: {most:.0f} MiB at most, bound {MEMORY}; {anonymous:.0f} MiB anonymous afterwards")
            print(starved(load), flush=True)
            print(check_nudges(load))
        except (AssertionError, Gone, Refused, OSError) as failure:
            print(f"FAILED with seed {chosen.seed}: {type(failure).__name__} {failure}")
            sys.exit(1)
        finally:
            load.server.stop()


if __name__ == "__main__":
    main()
