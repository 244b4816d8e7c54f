"""Types into a program on a terminal of its own, as a person would: each line after the question that it answers.

Usage: typed.py COMMAND... <<< "question<TAB>line" ...   Prints what the terminal showed; exits as the program did.
A line is typed when its question is on the screen, so that nothing is typed ahead of it.
"""

import os
import pty
import sys


def main():
    steps = [line.rstrip("\n").split("\t") for line in sys.stdin]
    child, terminal = pty.fork()
    if child == 0:
        os.execvp(sys.argv[1], sys.argv[1:])
    shown = b""
    seen = 0
    while True:
        try:
            chunk = os.read(terminal, 4096)
        except OSError:
            break
        if not chunk:
            break
        shown += chunk
        if steps and steps[0][0].encode() in shown[seen:]:
            seen = len(shown)
            os.write(terminal, steps.pop(0)[1].encode() + b"\n")
    sys.stdout.write(shown.decode(errors="replace"))
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    sys.exit("typed: never asked: " + steps[0][0] if steps else status)


main()
