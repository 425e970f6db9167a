"""Invented tables that add up three ways (agencies, periods, kinds) and hold parts of one another, for chiso-suppress; and what a reader
knows once its states are there.

tables.py make SEED AGENCIES PERIODS THRESHOLD DIR      DIR/cells.csv, DIR/relations.csv
tables.py seen DIR THRESHOLD                            of DIR/states.csv: DIR/unknowns, DIR/seen for suppression_audit
tables.py judge DIR THRESHOLD                           of DIR/ranges: a line a number that can be told; at last what was looked at"""
import csv
import itertools
import pathlib
import random
import sys


def make(seed, agencies, periods, threshold, to):
    dice = random.Random(seed)
    total, kinds = "T", 3
    base = {(a, p, k): 0 if dice.random() < 0.3 else int(dice.expovariate(1 / 6)) + dice.randrange(2)
            for a in range(agencies) for p in range(periods) for k in range(kinds)}
    axes = [[*range(agencies), total], [*range(periods), total], [*range(kinds), total]]
    cells = {key: sum(n for each, n in base.items() if all(want in (total, have) for want, have in zip(key, each))) for key in itertools.product(*axes)}
    numbers = {key: place for place, key in enumerate(cells, 1)}
    relations = []
    for key in cells:
        for axis, part in enumerate(key):
            if part == total:
                parts = [key[:axis] + (each,) + key[axis + 1:] for each in axes[axis][:-1]]
                relations.append(("=", [(key, 1)] + [(each, -1) for each in parts]))
    # a part of each of the first kind, which is in no sum
    within = {key: dice.randint(0, n) for key, n in cells.items() if key[2] == 0 and key[0] != total}
    for key, n in within.items():
        cells[key + ("part",)] = n
        numbers[key + ("part",)] = len(numbers) + 1
        relations.append(("<=", [(key + ("part",), 1), (key, -1)]))
    with open(to / "cells.csv", "w", encoding="utf-8") as out:
        out.write("cell,value,protect,cost,shown\n")
        for key, n in cells.items():
            out.write(f"{numbers[key]},{n},{threshold if 0 < n < threshold else 0},{10 if total in key else 1},1\n")
    with open(to / "relations.csv", "w", encoding="utf-8") as out:
        out.write("relation,is,cell,coefficient\n")
        for place, (sign, terms) in enumerate(relations):
            out.writelines(f"{place},{sign},{numbers[key]},{factor}\n" for key, factor in terms)


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def seen(of):
    values = {row["cell"]: row["value"] for row in rows(of / "cells.csv")}
    with open(of / "unknowns", "w", encoding="utf-8") as out:
        out.writelines(f"c{row['cell']} 1 {values[row['cell']] if row['state'] == 'open' else '?'}\n" for row in rows(of / "states.csv"))
    with open(of / "seen", "w", encoding="utf-8") as out:
        out.writelines(f"r{row['relation']} {row['is']} c{row['cell']} {row['coefficient']}\n" for row in rows(of / "relations.csv"))


def judge(of, threshold):
    values = {row["cell"]: int(row["value"]) for row in rows(of / "cells.csv")}
    told = looked = 0
    for line in open(of / "ranges", encoding="utf-8"):
        name, least, greatest = line.split()
        value, width = values[name[1:]], float(greatest) - float(least)
        looked += 1
        if width < (threshold if 0 < value < threshold else 1) - 1e-6:
            told += 1
            print(f"{name}: {value}: {least} to {greatest}")
    for row in rows(of / "states.csv"):
        if row["state"] == "open" and 0 < values[row["cell"]] < threshold or row["state"] != "open" and values[row["cell"]] == 0:
            told += 1
            print(f"c{row['cell']}: {values[row['cell']]}: {row['state']}")
    print(f"looked={looked} told={told}")
    return told


what, *words = sys.argv[1:]
if what == "make":
    make(*map(int, words[:4]), pathlib.Path(words[4]))
elif what == "seen":
    seen(pathlib.Path(words[0]))
else:
    sys.exit(1 if judge(pathlib.Path(words[0]), int(words[1])) else 0)
