"""Tries what the daemon's unit is to forbid, in the daemon's place, and proves that it is forbidden there and nowhere else.

The argument says where this runs: `open` (a plain program of a plain user), `strict` (percolated.service as it is), or
`fallback` (with without-namespaces.conf). Each row of FORBIDDEN names the places in which it must be denied, so that a row that
nothing has to deny is no proof. PROBE_PID is another process of the same user, PROBE_SOCKET an abstract socket.
"""
import ctypes
import errno
import mmap
import os
import resource
import socket
import sys
import tempfile

PLACE = sys.argv[1]
HOME, RUNTIME = os.environ["HOME"], os.environ["XDG_RUNTIME_DIR"]
DATA, CONFIGURATION = f"{HOME}/.local/share/percolate", f"{HOME}/.config/percolate"
CGROUP = f"/sys/fs/cgroup/user.slice/user-{os.getuid()}.slice/user@{os.getuid()}.service/probe"
OTHER = os.environ["PROBE_PID"]
BOTH, STRICT, ANYWHERE, NOWHERE = {"strict", "fallback"}, {"strict"}, {"open", "strict", "fallback"}, set()
BAD_POINTER = ctypes.c_void_p(1)
DENIALS = {errno.EPERM, errno.EACCES, errno.EROFS, errno.ENOENT, errno.ENOSYS, errno.EAFNOSUPPORT, errno.ECONNREFUSED}
NEW_USER, NEW_MOUNTS = 0x10000000, 0x00020000
# Where C's library has no function, or one that looks at a pointer itself.
ADD_KEY, INIT_MODULE, CLOCK_SETTIME = {"x86_64": (248, 175, 227), "aarch64": (217, 105, 112)}[os.uname().machine]

libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p


def call(name, *arguments):
    """A function of C's. A bad pointer counts as a way in: the kernel looks at that before it asks for privileges."""
    if getattr(libc, name)(*arguments) == -1 and ctypes.get_errno() != errno.EFAULT:
        raise OSError(ctypes.get_errno(), name)


def system_call(number, *arguments):
    call("syscall", number, *arguments)


def write(folder):
    with tempfile.NamedTemporaryFile(dir=folder):
        pass


def read(path):
    with open(path, "rb") as file:
        file.read(1)


def make_group():
    os.mkdir(CGROUP)
    os.rmdir(CGROUP)


def set_user_id():
    with tempfile.NamedTemporaryFile(dir=DATA) as file:
        os.chmod(file.name, 0o4700)


def make_executable():
    memory = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE)
    call("mprotect", ctypes.c_void_p(ctypes.addressof(ctypes.c_char.from_buffer(memory))), 4096, 5)


def connect(address):
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(address)


def in_child(attempt, *arguments):
    """For what cannot be undone: a namespace, being traced, another personality."""
    child = os.fork()
    if child == 0:
        try:
            attempt(*arguments)
        except OSError as error:
            os._exit(error.errno)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code:
        raise OSError(code, "")


FORBIDDEN = {
    "an internet socket": (BOTH, lambda: socket.socket(socket.AF_INET)),
    "an internet socket, version 6": (BOTH, lambda: socket.socket(socket.AF_INET6)),
    "a netlink socket": (BOTH, lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)),
    "an abstract socket of somebody's": (STRICT, lambda: connect("\0" + os.environ["PROBE_SOCKET"])),
    "a user namespace": (BOTH, lambda: in_child(call, "unshare", NEW_USER)),
    "a mount namespace": (ANYWHERE, lambda: in_child(call, "unshare", NEW_MOUNTS)),
    "memory to write and execute": (BOTH, lambda: mmap.mmap(-1, 4096, prot=mmap.PROT_WRITE | mmap.PROT_EXEC)),
    "memory made executable": (BOTH, make_executable),
    "a set-user-ID file": (BOTH, set_user_id),
    "another personality": (BOTH, lambda: in_child(call, "personality", 8)),
    "being traced": (BOTH, lambda: in_child(call, "ptrace", 0, 0, 0, 0)),
    "tracing another process": (BOTH, lambda: call("ptrace", 0x4206, int(OTHER), 0, 0)),
    "a key in the kernel's keyring": (BOTH, lambda: system_call(ADD_KEY, b"user", b"probe", b"x", 1, -2)),
    "mounting": (BOTH, lambda: call("mount", BAD_POINTER, BAD_POINTER, BAD_POINTER, 0, 0)),
    "setting the clock": (BOTH, lambda: system_call(CLOCK_SETTIME, 0, BAD_POINTER)),
    "loading a module": (ANYWHERE, lambda: system_call(INIT_MODULE, BAD_POINTER, 1, BAD_POINTER)),
    "choosing a processor": (BOTH, lambda: os.sched_setaffinity(0, os.sched_getaffinity(0))),
    "writing to /etc": (ANYWHERE, lambda: write("/etc")),
    "writing to the home": (STRICT, lambda: write(HOME)),
    "writing to the configuration": (STRICT, lambda: write(CONFIGURATION)),
    "writing to /tmp": (STRICT, lambda: write("/tmp")),
    "writing to /var/tmp": (STRICT, lambda: write("/var/tmp")),
    "writing to /dev/shm": (STRICT, lambda: write("/dev/shm")),
    "writing to the runtime folder": (STRICT, lambda: write(RUNTIME)),
    "a control group": (STRICT, make_group),
    "a key of one's own": (STRICT, lambda: read(f"{HOME}/.ssh/id")),
    "the rest of one's configuration": (STRICT, lambda: read(f"{HOME}/.config/secret")),
    "somebody else's home": (STRICT, lambda: read("/home/other/readable")),
    "somebody else's file in /tmp": (STRICT, lambda: read("/tmp/readable")),
    "another process's environment": (STRICT, lambda: read(f"/proc/{OTHER}/environ")),
    "another process's files": (STRICT, lambda: os.readlink(f"/proc/{OTHER}/fd/0")),
    "another process's root": (STRICT, lambda: os.listdir(f"/proc/{OTHER}/root/")),
    # What a user manager cannot forbid. If one day it can, this row says so.
    "signalling another process": (NOWHERE, lambda: os.kill(int(OTHER), 0)),
    "the session bus": (NOWHERE, lambda: connect(f"{RUNTIME}/bus")),
    "the journal": (NOWHERE, lambda: os.stat("/run/systemd/journal/socket")),
    "its own data": (NOWHERE, lambda: write(DATA)),
    "its own configuration": (NOWHERE, lambda: read(f"{CONFIGURATION}/percolate.yaml")),
    "the time zones": (NOWHERE, lambda: read("/usr/share/zoneinfo/Europe/Rome")),
}

KEPT = {
    "files for the owner alone": lambda: os.umask(0o077) == 0o077,
    "no core dump": lambda: resource.getrlimit(resource.RLIMIT_CORE) == (0, 0),
    "no crash report": lambda: os.environ.get("SWIFT_BACKTRACE") == "enable=no",
    "no way to more privileges": lambda: "NoNewPrivs:\t1" in open("/proc/self/status").read(),
}


def denied(what, attempt):
    """Being forbidden and being hidden are both a denial; any other error is a fault of the probe's."""
    try:
        attempt()
    except OSError as error:
        if error.errno in DENIALS:
            return True
        sys.exit(f"{what}: {error}")
    return False


wrong = []
for what, (places, attempt) in FORBIDDEN.items():
    if denied(what, attempt) != (PLACE in places):
        wrong.append(f"{what} is {'allowed' if PLACE in places else 'denied'}")
if PLACE != "open":
    wrong += [f"{what}: no" for what, holds in KEPT.items() if not holds()]
count = sum(PLACE in places for places, _ in FORBIDDEN.values())
sys.exit(f"{PLACE}: " + "; ".join(wrong) if wrong else print(f"{PLACE}: {count} of {len(FORBIDDEN)} denied, as they should be"))
