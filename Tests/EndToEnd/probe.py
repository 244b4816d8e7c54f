# Stands in the daemon's place, in its unit, and tries what the unit is to forbid: each of it is allowed to any other program
# of a plain user. Prints what was not stopped.
import ctypes
import mmap
import os
import resource
import socket
import sys
import tempfile

libc = ctypes.CDLL(None, use_errno=True)


def call(function, *arguments):
    if function(*arguments) == -1:
        raise OSError(ctypes.get_errno(), "")


def set_user_id():
    with tempfile.NamedTemporaryFile() as file:
        os.chmod(file.name, 0o4700)


FORBIDDEN = {
    "an internet socket": lambda: socket.socket(socket.AF_INET),
    "a netlink socket": lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW),
    "a user namespace": lambda: call(libc.unshare, 0x10000000),
    "memory to write and execute": lambda: mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC),
    "a set-user-ID file": set_user_id,
    "another personality": lambda: call(libc.personality, 8),
    "being traced": lambda: call(libc.ptrace, 0, 0, 0, 0),
}

KEPT = {
    "a Unix socket": lambda: socket.socket(socket.AF_UNIX).close(),
    "files for the owner alone": lambda: os.umask(0o077) == 0o077 or sys.exit("the mask is not 0077"),
    "no core dump": lambda: resource.getrlimit(resource.RLIMIT_CORE) == (0, 0) or sys.exit("a core dump is possible"),
    "no crash report": lambda: os.environ["SWIFT_BACKTRACE"] == "enable=no" or sys.exit("crash reports are on"),
}


def stopped(attempt):
    try:
        attempt()
    except OSError:
        return True
    return False


for promise in KEPT.values():
    promise()
passed = [what for what, attempt in FORBIDDEN.items() if not stopped(attempt)]
if passed:
    sys.exit("not stopped: " + ", ".join(passed))
