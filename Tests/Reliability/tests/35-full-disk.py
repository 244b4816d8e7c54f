"""Proves that a disk without a free byte is survived: the database is on a file system of its own, of two megabytes, that is
filled to the brim and freed again. Meanwhile commands are refused and leave nothing, the journal is told once, the status tells
why, and what falls due waits; afterwards the next command finds everything as it should be. A journey that is forgotten when
there is no room to write the files anew is out of them as soon as there is.
"""

import os
import pathlib
import subprocess
import sys

from journey import SECRET, Journey, View, check_retry, follow, moment, troubles
from rig import NotificationServer, Refused, Rig, options

COMMANDS = [
    ("Write", {"kind": "note", "text": "no room for this note"}),
    ("Remind", {"text": "no room", "on": "*-*-* 12:00"}),
    ("Did", {"deed": "slip", "on": moment(-60)}),
    ("Start", {"timeline": "second", "brokeUp": moment(-86_400), "history": []}),
    ("Stop", {}),
]


def mount_at(folder):
    """The wrapper that gives a program a small file system there, which nobody else sees (unshare(1))."""
    script = 'mount -t tmpfs -o size=2m,mode=700 tmpfs "$1" && exec "$2"'
    return ["unshare", "--map-root-user", "--mount", "sh", "-c", script, "sh", str(folder)]


def fill(disk, leave=0):
    """Writes until there is no room but for so many bytes."""
    with open(disk / "fill", "wb", buffering=0) as file:
        free = os.statvfs(disk)
        file.write(bytes(max(0, free.f_bavail * free.f_frsize - leave)))
    if not leave and os.statvfs(disk).f_bavail:
        raise AssertionError("the disk is not full")


def refuse_all(rig):
    """Everything that would be written is refused, with the reason, and has left nothing."""
    before = View(rig)
    for method, parameters in COMMANDS * 4:
        try:
            rig.call(method, **parameters)
        except Refused as error:
            if not error.name.endswith(".Unavailable") or "full" not in error.parameters["reason"]:
                raise AssertionError(f"{method} was refused with {error} {error.parameters}") from error
        else:
            raise AssertionError(f"{method} was not refused")
    after = View(rig)
    if (before.lines, before.writings, before.reminders) != (after.lines, after.writings, after.reminders):
        raise AssertionError("something was refused and left")
    if "full" not in rig.call("Status")["state"].get("data", ""):
        raise AssertionError("the status does not say that the disk is full")


def forget(rig, disk):
    """With ever more room, until there is enough to erase, and not to write the database a second time."""
    for leave in range(0, 1 << 20, 16 << 10):
        fill(disk, leave)
        try:
            rig.call("Forget", timeline="coffee")
        except Refused as error:
            if not error.name.endswith(".Unavailable"):
                raise
        else:
            raise AssertionError("there was room for all; this proves nothing")
        if not rig.call("Status", all=True)["state"]["standings"]:
            break
    (disk / "fill").unlink()
    rig.call("Reload")
    for path in disk.iterdir():
        if SECRET.encode() in path.read_bytes():
            raise AssertionError(f"{path.name} still has what was forgotten")


def main():
    chosen = options(__doc__.split("\n", 1)[0])
    with Rig(chosen.programs) as rig, NotificationServer(rig) as server:
        rig.data.mkdir(parents=True, mode=0o700)
        if subprocess.run([*mount_at(rig.data), "true"], check=False, capture_output=True).returncode:
            print("SKIPPED: this place does not permit a mount in a user namespace")
            sys.exit(77)
        daemon = rig.start(*mount_at(rig.data))
        follow(server, daemon, lambda status: "full" in status)
        disk = pathlib.Path(f"/proc/{daemon.process.pid}/root{rig.data}")
        rig.call("Start", brokeUp=moment(-30 * 86_400), history=[])
        rig.call("Write", kind="note", text=f"a note: {SECRET}")
        rig.call("Remind", text="due while it is full", at=moment(1))
        fill(disk)
        refuse_all(rig)
        journey = Journey(rig, server)
        while server.next_popup()["body"] is not None:
            pass  # Until the daemon tells the service manager.
        check_retry(daemon, lambda: rig.call("Status")["state"].get("data"))
        (disk / "fill").unlink()
        rig.call("Reload")
        journey.popup("due while it is full")
        if said := rig.call("Status")["state"].get("data"):
            raise AssertionError(f"the trouble does not end: {said}")
        for method, parameters in COMMANDS[:3]:
            rig.call(method, **parameters)
        forget(rig, disk)
        if len(troubles(daemon)) != 2:
            raise AssertionError(f"told the journal {len(troubles(daemon))} times of two times of trouble: {troubles(daemon)}")
        if daemon.process.poll() is not None:
            raise AssertionError(f"the daemon ended with {daemon.process.returncode}")
    print(f"{len(COMMANDS) * 4} commands refused on a full disk: none half done, told once, over at once when there was room")


main()
