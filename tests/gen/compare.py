#!/usr/bin/python3
"""compare.py - holds the product's streams against what the generator knows; prints each difference, exits 1 when there is one

usage: compare.py verdicts CLEAN-STREAM DELIVERIES.csv     each file ok or bad, as delivered, with its counts
       compare.py figures MEASURES TRUTH/figures.csv       every figure, both ways
"""
import csv
import sys

csv.field_size_limit(1 << 24)


def rows(path):
    with open(path, encoding="utf-8", newline="") as f:
        yield from csv.DictReader(f)


def verdicts(stream, deliveries):
    expected = {r["file"]: r for r in rows(deliveries)}
    seen = {}
    with open(stream, encoding="utf-8", newline="") as f:
        for row in csv.reader(f):
            if row[0] == "file":
                seen[row[1]] = (row[4].split("state=")[1].split(" ")[0], int(row[2] or 0), int(row[3] or 0), row[5])
    for name, want in expected.items():
        state, read, rejected, sent = seen.pop(name, ("missing", 0, 0, ""))
        if state != ("bad" if want["state"] == "bad" else "ok"):
            yield f"{name} {want['fault']}: {state}, expected {want['state']}"
        elif state == "ok" and (read, rejected, sent) != (int(want["read"]), int(want["rejected"]), want["sent_at"]):
            yield f"{name}: read={read} rejected={rejected} sent_at={sent}, expected {want['read']} {want['rejected']} {want['sent_at']}"
    for name in seen:
        yield f"{name}: nobody delivered it"


def figures(measures, truth):
    expected = {(r["figure"], r["agency"], r["period"]): r["value"] for r in rows(truth)}
    names = {figure for figure, _, _ in expected}
    for r in rows(measures):
        name = r["measure"] + (":" + r["item"] if r["item"] else "")
        if r["_kind"] != "measure" or name not in names:
            continue
        value = expected.pop((name, r["agency"], r["period"]), "0")
        if value != r["value"]:
            yield f"{name} {r['agency']} {r['period']}: {r['value']}, expected {value}"
    for at, value in sorted(expected.items()):
        if value != "0":
            yield f"{' '.join(at)}: missing, expected {value}"


def main():
    differences = list({"verdicts": verdicts, "figures": figures}[sys.argv[1]](*sys.argv[2:4]))
    for line in differences[:40]:
        print(line)
    print(f"{len(differences)} differences")
    sys.exit(bool(differences))


if __name__ == "__main__":
    main()
