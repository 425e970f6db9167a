#!/usr/bin/python3
"""year_feeds.py - a year of the feeds that are not of dossiers, as invented senders would send them, and the truth about it

usage: year_feeds.py write CATALOG TERRITORY FIRST DAYS SEED DIR   DIR/nights/NIGHT/FEED/: what comes in the evening before; DIR/truth
       year_feeds.py compare DIR GOT    what a warehouse has of it (GOT: loads.csv, rejects.csv, bad.csv, FEED.clean.csv, FEED.measures.csv)
                                        against the truth, to the last digit; prints the counts, exits 1 at a difference
       year_feeds.py names              the feeds

feeds(seed, calendar, world) are the parts of the generated year: each a FeedYear of year_parts.py, each with a random number
generator of its own.
"""
import collections
import csv
import os
import sys
from fractions import Fraction

import year_goods
import year_lists
import year_own
import year_parts
import year_systems

KINDS = {kind.feed: kind for kind in year_systems.ALL + year_goods.ALL + year_lists.ALL + year_own.ALL}


def feeds(seed, calendar, world):
    return [kind(year_parts.rng_of(seed, feed), calendar, world) for feed, kind in KINDS.items()]


# --- writing ------------------------------------------------------------------------------------------------------------------------

def write_table(path, columns, rows):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(columns)
        out.writerows(rows)


def deliver(folder, d):
    where = os.path.join(folder, "nights", f"{d.night}", d.feed)
    os.makedirs(where, exist_ok=True)
    with open(os.path.join(where, d.name), "wb") as f:
        f.write(d.data)
    if d.meta:
        with open(os.path.join(where, d.name + ".meta"), "w", encoding="utf-8") as f:
            f.write("".join(f"{k}={v}\n" for k, v in d.meta.items()))


def write(catalog, territory, first, days, seed, folder):
    calendar = year_parts.Calendar(year_parts.day_of(first), int(days))
    world = year_parts.World(catalog, territory, on=calendar.first)
    files, refused, measured, planted = [], [], [], []
    for part in feeds(seed, calendar, world):
        for d in part.deliveries():
            deliver(folder, d)
            files.append([d.night, d.feed, d.name, d.state, d.held, d.refused])
        rows = part.accepted()
        write_table(os.path.join(folder, "truth", part.feed + ".csv"), rows[0], [r.values() for r in rows])
        refused += [[part.feed, severity, code, n] for severity in ("record", "field") for code, n in part.refusals(severity).items()]
        measured += [[part.feed, *at, year_parts.text_of(value)] for at, value in sorted(part.measures().items())]
        planted += [[p.cls, p.feed, p.name, p.key, *p.expect] for p in part.planted()]
    truth = os.path.join(folder, "truth")
    write_table(os.path.join(truth, "files.list"), ["night", "feed", "name", "state", "held", "refused"], files)
    write_table(os.path.join(truth, "refused.list"), ["feed", "severity", "code", "n"], refused)
    write_table(os.path.join(truth, "measures.list"), ["feed", "measure", "item", "agency", "period", "value"], measured)
    write_table(os.path.join(truth, "planted.list"), ["class", "feed", "name", "key", "expect", "what"], [(p + [""])[:6] for p in planted])
    with open(os.path.join(truth, "personal"), "w", encoding="utf-8") as f:
        f.write("".join(f"{datum}\n" for datum in sorted(world.personal)))


# --- the comparison -----------------------------------------------------------------------------------------------------------------

def table(*path):
    with open(os.path.join(*path), encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def differences(what, got, expected):
    """got, expected: {key: value}"""
    for key in sorted(got.keys() | expected.keys(), key=str):
        if got.get(key) != expected.get(key):
            yield f"{what} {key}: found {got.get(key)}, expected {expected.get(key)}"


def compare_files(folder, got):
    """Every file once: loaded with its counts, or bad; one that came again is no load of its own."""
    truth = [f for f in table(folder, "truth", "files.list") if f["state"] != "duplicate"]
    yield from differences("file", {(r["feed"], r["file_name"]): (r["n_read"], r["n_rejected"]) for r in table(got, "loads.csv")},
                           {(f["feed"], f["name"]): (f["held"], f["refused"]) for f in truth if f["state"] == "ok"})
    planted = {(p["feed"], p["name"]): p["what"] for p in table(folder, "truth", "planted.list") if p["expect"] == "file"}
    yield from differences("bad file", {r["name"]: r["code"] for r in table(got, "bad.csv")},
                           {f["name"]: planted.get((f["feed"], f["name"])) for f in truth if f["state"] == "bad"})


def compare_rejects(folder, got):
    read = lambda rows: {(r["feed"], r["severity"], r["code"]): r["n"] for r in rows}
    yield from differences("refused", read(table(got, "rejects.csv")), read(table(folder, "truth", "refused.list")))


def compare_rows(folder, got, feed):
    truth = table(folder, "truth", feed + ".csv")
    columns = list(truth[0])
    count = lambda rows: collections.Counter(tuple(r[c] for c in columns) for r in rows)
    yield from differences(feed, count(r for r in table(got, feed + ".clean.csv") if r["_kind"] == "clean"), count(truth))


def compare_measures(folder, got, feed):
    """A row of nought is that nobody was counted: only the product has it."""
    number = lambda text: Fraction(text) if text else None
    rows = lambda rows: {(r["measure"], r["item"], r["agency"], r["period"]): number(r["value"]) for r in rows}
    truth = rows(r for r in table(folder, "truth", "measures.list") if r["feed"] == feed)
    found = rows(r for r in table(got, feed + ".measures.csv") if r["_kind"] == "measure")
    stand = lambda rows: {key: value for key, value in rows.items() if value}
    yield from differences("measure", stand(found), stand(truth))


def compare(folder, got):
    bad = list(compare_files(folder, got)) + list(compare_rejects(folder, got))
    for feed in KINDS:
        bad += list(compare_rows(folder, got, feed)) + list(compare_measures(folder, got, feed))
    for line in bad[:60]:
        print(line)
    count = lambda name: len(table(folder, "truth", name))
    print(f"{len(KINDS)} feeds, {count('files.list')} files, {sum(int(r['n']) for r in table(folder, 'truth', 'refused.list'))} refusals, "
          f"{count('measures.list')} measures, {count('planted.list')} defects; {len(bad)} differences")
    return len(bad)


if __name__ == "__main__":
    if sys.argv[1:2] == ["write"]:
        write(*sys.argv[2:])
    elif sys.argv[1:2] == ["names"]:
        print("\n".join(KINDS))
    else:
        sys.exit(bool(compare(*sys.argv[2:])))
