"""terminal.py - what a program writes on a terminal of its own (a pseudo-terminal as standard error), step by step.

terminal.py [--columns N] [--seconds N] HEAD REST COMMAND…: gives the program the bytes of HEAD on standard input, waits until it has drawn a
line (or N seconds, 60), then gives it REST and the end. Standard output is a pipe that is read only then. Prints as JSON the lines that were
drawn, what is left on the screen, and the status."""
import fcntl
import json
import os
import pty
import select
import struct
import subprocess
import sys
import termios

arguments = sys.argv[1:]
columns, seconds = 80, 60
while arguments[0] in ("--columns", "--seconds"):
    if arguments[0] == "--columns":
        columns = int(arguments[1])
    else:
        seconds = float(arguments[1])
    arguments = arguments[2:]
head, rest, *command = arguments
screen, terminal = pty.openpty()
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
program = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=terminal)
os.close(terminal)
drawn = b""


def read_screen(seconds):
    global drawn
    if not select.select([screen], [], [], seconds)[0]:
        return False
    try:
        got = os.read(screen, 4096)
    except OSError:  # the program is gone
        return False
    drawn += got
    return bool(got)


into = program.stdin
if head:
    into.write(open(head, "rb").read())
    into.flush()
while b" " not in drawn and read_screen(seconds):
    pass
if rest:
    into.write(open(rest, "rb").read())
into.close()
program.stdout.read()
status = program.wait()
while read_screen(0.2):
    pass
lines, row, column = [], [], 0


def keep():
    if "".join(row).strip():
        lines.append("".join(row).rstrip())


for c in drawn.decode().replace("\r\n", "\n"):
    if c == "\r":
        keep()
        column = 0
    elif c == "\n":
        keep()
        row, column = [], 0
    else:
        row[column:column + 1] = [c]
        column += 1
print(json.dumps({"lines": lines, "left": "".join(row).strip(), "status": status}, ensure_ascii=False))
