#!/usr/bin/python3
"""dossiers.py - writes invented dossiers as senders really send them, and the figures they must give

usage: dossiers.py OUT [--dossiers N] [--seed S] [--shuffle S] [--catalog DIR]

--shuffle changes the order of the records within each file, and nothing else.

OUT/inbox/      files as they arrive (.xml, .xml.gz, NAME.meta), good and bad; OUT/deliveries.csv says what each must become
OUT/procedures/ the list of procedures (danh-muc-tthc)
OUT/truth/      figures.csv, counts.csv
OUT/personal.txt  every planted personal datum, one a line

Shares no code with the product and never reads back the XML it wrote: the figures are counted from the objects here. From
the catalogue it reads settings, agencies and the calendar, as data.
"""
import argparse
import os
import random
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import catalogue
import delivery
import dossier
import truth


def main():
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("out")
    ap.add_argument("--dossiers", type=int, default=5000)
    ap.add_argument("--seed", type=int, default=20240401)
    ap.add_argument("--shuffle", type=int, default=0)
    here = os.path.dirname(os.path.abspath(__file__))
    ap.add_argument("--catalog", default=os.path.join(here, "..", "..", "pipeline", "catalog"))
    args = ap.parse_args()

    rng = random.Random(args.seed)
    known = catalogue.read(args.catalog)
    procedures = dossier.make_procedures(rng, known)
    world = dossier.World(rng, known, procedures)
    first = [world.new_dossier(n) for n in range(args.dossiers)]
    messages = delivery.plan(rng, world, first)
    if args.shuffle:
        order = random.Random(args.shuffle)
        for m in messages:
            if m.same_bytes_as is None:
                order.shuffle(m.dossiers)

    for sub in ("inbox", "procedures", "truth"):
        os.makedirs(os.path.join(args.out, sub), exist_ok=True)
    delivery.write_all(rng, messages, args.out)
    delivery.write_procedures(procedures, os.path.join(args.out, "procedures"))
    truth.write(messages, procedures, known, os.path.join(args.out, "truth"))
    with open(os.path.join(args.out, "personal.txt"), "w", encoding="utf-8") as f:
        for datum in sorted(world.personal):
            f.write(datum + "\n")


if __name__ == "__main__":
    main()
