"""Cells of feeds, fields and measures changed in one character: what lint passes, the programs read.

mutated.py CATALOG TMP BIN NOW SAMPLES N
A line a change: TABLE.COLUMN, "OLD" -> "NEW", refused | read | passed, status (lint passed it and a program ended with 78).
"""
import csv, io, pathlib, random, subprocess, sys

catalog, tmp, bins, now, samples, count = (*map(pathlib.Path, sys.argv[1:3]), sys.argv[3], sys.argv[4], pathlib.Path(sys.argv[5]), int(sys.argv[6]))
folders = ["base"] + sorted(d.name for d in catalog.iterdir() if d.is_dir() and d.name != "base")
FEED = "danh-muc-tthc"  # without pseudonyms
COLUMNS = {"feeds": ["record", "key", "sent_at", "territory", "agency", "complete_by", "max_rejects"],
           "fields": ["path", "type", "reduce", "dialect", "codes", "required", "on_error", "policy"],
           "measures": ["kind", "value", "where", "date", "unit", "over_agencies", "over_time", "calendar"]}
rng = random.Random(8)
message = sorted((samples / FEED).glob("*.xml"))[0]


def change(text):
    """One character more, less or another."""
    at, letter = rng.randrange(len(text)), rng.choice("abcxyz019:/@.*|_-+ %='()ZĐ?")
    return rng.choice([text[:at] + letter + text[at:], text[:at] + text[at + 1:], text[:at] + letter + text[at + 1:]])


def plant(n):
    table = rng.choice(list(COLUMNS))
    with open(catalog / "base" / f"{table}.csv", encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f))
    own = [(r, c) for r in rows for c in COLUMNS[table] if r["feed"] == FEED and r.get(c)]
    row, column = rng.choice(own)
    old, new = row[column], change(row[column])
    row[column] = new
    my = tmp / f"my{n}"
    my.mkdir()
    with open(my / f"{table}.csv", "w", encoding="utf-8", newline="") as f:
        w = csv.DictWriter(f, rows[0].keys(), lineterminator="\n")
        w.writeheader()
        w.writerow(row)
    return my, f"{table}.{column}", old, new


def status(my):
    dirs = [a for d in [catalog / f for f in folders] + [my] for a in ("--catalog", str(d))]
    lint = subprocess.run([f"{bins}/chiso-catalog", "lint", "-q", "--now", now] + dirs, capture_output=True)
    if lint.returncode == 78:
        return "refused", 78
    given, code = b"", lint.returncode
    for args in (["extract", str(message)], ["normalize"], ["aggregate"]):
        done = subprocess.run([f"{bins}/chiso-{args[0]}", "-q", "--feed", FEED, "--now", now] + args[1:] + dirs, input=given, capture_output=True)
        given, code = done.stdout, done.returncode
        if code not in (0, 65):
            return "passed", code
    return "read", code


for n in range(count):
    my, name, old, new = plant(n)
    if old != new:
        print(name, f'"{old}" -> "{new}"', *status(my), sep="\t", flush=True)
