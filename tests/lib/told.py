"""The indicators stream with its flags as a reader sees them; the old form of the stream: told.py FILE.

rows(file)   as csv.DictReader, each row with "flags": "check: words (proof); gate check: words", as core.indicator.flags
"""
import csv
import re
import sys

SEVERITIES = "info", "flag", "gate"


def entries(severity, cell):
    """The flags of a cell: place, severity, check, words, proof. Written by the grammar of stream/flags.h, not by its code."""
    back = {"n": "\n", "r": "\r"}
    for entry in re.findall(r"(?:[^\\;]|\\.)+", cell):
        texts = [re.sub(r"\\(.)", lambda m: back.get(m[1], m[1]), t) for t in re.findall(r"((?:[^\\|]|\\.)*)(?:\||$)", entry.lstrip(" "))]
        place, check = texts[0].split(" ", 1)
        yield int(place), severity, check, texts[1], texts[2]


def flags(row):
    found = sorted(e for s in SEVERITIES for e in entries(s, row[s] or ""))
    return "; ".join(("gate " if s == "gate" else "") + f"{check}: {words}" + (f" ({proof})" if proof else "")
                     for _, s, check, words, proof in found)


def rows(file):
    for row in csv.DictReader(file):
        if set(SEVERITIES) <= set(row):
            row["flags"] = flags(row)
        yield row


def main():
    with open(sys.argv[1], encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    at, out = lines[0].index("info"), csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(lines[0][:at] + ["flags"] + lines[0][at + 3:])
    for line in lines[1:]:
        told = flags(dict(zip(SEVERITIES, line[at:at + 3])))
        out.writerow(line[:at] + [told] + line[at + 3:])


if __name__ == "__main__":
    main()
