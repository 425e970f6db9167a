"""logfmt.py - reads every line of a log as logfmt, strictly; prints each as JSON, or what is wrong and 1."""
import json
import re
import sys

PAIR = re.compile(r'([a-z_]+)=(?:"((?:[^"\\\x00-\x1f]|\\.)*)"|([^\s"=]+))(?: |$)')
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00$")


def parse(line):
    pairs, at = {}, 0
    while at < len(line):
        m = PAIR.match(line, at)
        if not m:
            raise ValueError(f"found {line[at:at + 40]!r}, expected key=value")
        if m[1] in pairs:
            raise ValueError(f"found {m[1]} twice")
        pairs[m[1]] = m[3] if m[2] is None else json.loads(f'"{m[2]}"')
        at = m.end()
    return pairs


def check(pairs):
    for key in ("time", "level", "program"):
        if key not in pairs:
            raise ValueError(f"found no {key}")
    if not TIME.match(pairs["time"]):
        raise ValueError(f"found time {pairs['time']}")
    if pairs["level"] not in ("info", "warn", "error"):
        raise ValueError(f"found level {pairs['level']}")
    if pairs["level"] == "error" and "code" not in pairs:
        raise ValueError("found an error without its code")
    for key in ("run", "code"):
        if key in pairs and not pairs[key].isdigit():
            raise ValueError(f"found {key} {pairs[key]}")


wrong = 0
for number, line in enumerate(open(sys.argv[1], encoding="utf-8", newline="\n"), 1):
    try:
        found = parse(line.rstrip("\n"))
        check(found)
        print(json.dumps(found, ensure_ascii=False, sort_keys=True))
    except ValueError as why:
        print(f"{sys.argv[1]}:{number}: {why}: {line!r}", file=sys.stderr)
        wrong = 1
sys.exit(wrong)
